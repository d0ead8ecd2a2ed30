from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.graph.drawing import iri

from pharmagraph.errors import ConfigError
from pharmagraph.graph.projection import project, write_projections
from pharmagraph.graph.relations import bundled_rules, read_rule
from pharmagraph.graph.snapshot import Snapshot
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.parsing import parse
from pharmagraph.vocab import ID, SOURCE_GRAPH

if TYPE_CHECKING:
    from pathlib import Path

    from pharmagraph.graph.projection import ProjectedTie, Projection

PREFIXES = """
PREFIX pg: <https://w3id.org/pharmagraph/ontology#>
PREFIX id: <https://w3id.org/pharmagraph/id/>
PREFIX graph: <https://w3id.org/pharmagraph/graph/>
PREFIX source: <https://w3id.org/pharmagraph/graph/source/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX ex: <https://example.org/>
"""


def store_of(directory: Path, text: str) -> EmbeddedStore:
    file = directory / "drawing.trig"
    file.write_text(PREFIXES + text, encoding="utf-8")
    return EmbeddedStore.in_memory(parse(file, base_graph=SOURCE_GRAPH["news"]))


def projected(directory: Path, text: str) -> Projection:
    with store_of(directory, text) as store:
        return project(store, bundled_rules())


def told(projection: Projection) -> list[tuple[str, str, str]]:
    return sorted((_id(tie.start), tie.relation.name, _id(tie.end)) for tie in projection.ties)


def only(projection: Projection) -> ProjectedTie:
    (tie,) = projection.ties
    return tie


def _id(text: str) -> str:
    return text.removeprefix(str(ID))


def test_a_membership_is_named_for_its_role(tmp_path: Path) -> None:
    roles = {
        "founder": "founded",
        "chair": "chairs",
        "expert": "advises",
        "part": "part-of",
        "member": "member-of",
    }
    strengths = {"founded": 1.0, "chairs": 1.0, "advises": 0.5, "part-of": 1.0, "member-of": 0.8}
    text = "\n".join(
        f"id:m-{role} a org:Membership ; org:member id:{role} ; org:organization id:council ; org:role pg:role-{role} ."
        for role in roles
    )
    projection = projected(tmp_path, text)
    assert told(projection) == sorted((role, name, "council") for role, name in roles.items())
    assert {tie.relation.name: tie.strength for tie in projection.ties} == strengths


def test_a_post_is_a_tie_of_the_person_and_two_posts_tie_the_bodies(tmp_path: Path) -> None:
    projection = projected(
        tmp_path,
        """
        id:m1 a org:Membership ; org:member id:ivanov ; org:organization id:alfa ; pg:post id:post-1 .
        id:m2 a org:Membership ; org:member id:ivanov ; org:organization id:beta ; pg:post id:post-2 .
        id:m3 a org:Membership ; org:member id:ivanov ; org:organization id:gamma ; pg:post id:post-3 .
        """,
    )
    posts = [("ivanov", "holds-post-at", body) for body in ("alfa", "beta", "gamma")]
    shared = [
        (a, "shares-officer-with", b) for a, b in (("alfa", "beta"), ("alfa", "gamma"), ("beta", "gamma"))
    ]
    assert told(projection) == sorted([*posts, *shared])
    # One person in three bodies ties each two by 1 / (3 - 1), and is what connects them.
    shares = [tie for tie in projection.ties if tie.relation.name == "shares-officer-with"]
    assert {(tie.strength, tie.via) for tie in shares} == {(0.5, str(ID.ivanov))}


def test_five_signatories_are_ten_weak_ties(tmp_path: Path) -> None:
    projection = projected(
        tmp_path,
        "id:partnership-five a pg:Partnership ; pg:signatory id:a , id:b , id:c , id:d , id:e .",
    )
    assert len(projection.ties) == 10
    assert {(tie.strength, tie.group) for tie in projection.ties} == {(0.25, str(ID["partnership-five"]))}


def test_two_signatories_are_one_tie_named_for_the_kind(tmp_path: Path) -> None:
    tie = only(
        projected(
            tmp_path,
            """id:p a pg:Partnership ; pg:signatory id:a , id:b ;
                 pg:partnershipKind pg:partnership-cooperation , pg:partnership-joint-venture .""",
        )
    )
    assert (tie.relation.name, tie.strength) == ("joint-venture-with", 0.8)


def test_an_undertaking_has_a_status_of_its_own(tmp_path: Path) -> None:
    projection = projected(
        tmp_path,
        """
        id:p a pg:Partnership ; pg:party id:maker , id:firm ; pg:relationStatus pg:relation-status-agreed .
        id:u a pg:Undertaking ; pg:provider id:maker ; pg:recipient id:firm ; dcterms:isPartOf id:p ;
          pg:partnershipKind pg:partnership-manufacturing ; pg:relationStatus pg:relation-status-completed .
        """,
    )
    tie = only(projection)  # who only makes something for another has signed nothing
    assert (tie.relation.name, _id(tie.start), _id(tie.end)) == ("manufactures-for", "maker", "firm")
    assert (tie.state.status, tie.group) == ("completed", str(ID.p))


def test_an_agreement_that_names_parties_alone_ties_them(tmp_path: Path) -> None:
    projection = projected(tmp_path, "id:p a pg:Partnership ; pg:party id:a , id:b .")
    assert told(projection) == [("a", "cooperates-with", "b")]


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("id:n a pg:LicenceDeal ; pg:licensor id:a ; pg:licensee id:b .", ("a", "licenses-to", "b")),
        ("id:n a pg:FundingAward ; pg:funder id:a ; pg:recipient id:b .", ("a", "funds", "b")),
        ("id:n a pg:OwnershipStake ; pg:owner id:a ; pg:ownedEntity id:b .", ("a", "owns", "b")),
        ("id:n a pg:ProcurementRecord ; pg:supplier id:a ; pg:buyer id:b .", ("a", "supplies", "b")),
        (
            "id:n a pg:DevelopmentProgramme ; pg:developer id:a ; pg:programmeDrug id:b .",
            ("a", "develops", "b"),
        ),
        ("id:n a pg:MechanismOfAction ; pg:drug id:a ; pg:target id:b .", ("a", "modulates", "b")),
        ("id:n a pg:PriorityListing ; pg:decidedBy id:a ; pg:listedTarget id:b .", ("a", "prioritises", "b")),
        (
            "id:n a pg:RightsHolding ; pg:rightsHolder id:a ; pg:rightsOver id:b .",
            ("a", "holds-rights-to", "b"),
        ),
        (
            "id:n a pg:RightsHolding ; pg:rightsHolder id:a ; pg:rightsOver id:b ; pg:rightsKind pg:rights-originator .",
            ("a", "discovered", "b"),
        ),
        *(
            (
                "id:n a pg:RightsHolding ; pg:rightsHolder id:a ; pg:rightsOver id:b ; "
                f"pg:rightsKind pg:rights-originator . id:b pg:noveltyClass pg:novelty-{novelty} .",
                ("a", relation, "b"),
            )
            for novelty, relation in (
                ("biosimilar", "developed-copy"),
                ("generic", "developed-copy"),
                ("first-in-class", "discovered"),
            )
        ),
        (
            "id:n a pg:CapabilityRecord ; pg:holderOrg id:a ; pg:usesTechnology id:b .",
            ("a", "capable-of", "b"),
        ),
        (
            "id:n a pg:Registration ; pg:registrationHolder id:a ; pg:registeredProduct id:b .",
            ("a", "holds-registration-of", "b"),
        ),
        ("id:a pg:hasActiveSubstance id:b .", ("a", "contains", "b")),
        ("id:a org:subOrganizationOf id:b .", ("a", "part-of", "b")),
        ("id:n a pg:Succession ; pg:predecessor id:a ; pg:successor id:b .", ("a", "predecessor-of", "b")),
    ],
)
def test_each_pattern_gives_its_tie(tmp_path: Path, text: str, tie: tuple[str, str, str]) -> None:
    projection = projected(tmp_path, text)
    assert told(projection) == [tie]
    assert only(projection).sources == ("news",)


@pytest.mark.parametrize(
    "text",
    [
        "id:n a pg:Statement ; pg:statedBy id:a ; pg:about id:b .",
        "id:n a pg:RegulatoryAction ; pg:authority id:a ; pg:affectedParty id:b .",
        "id:n a pg:LicenceDeal ; pg:licensor id:x ; pg:licensee id:b . id:x a pg:UndisclosedParty .",
        "id:n a pg:FundingAward ; pg:funder id:a ; pg:recipient id:a .",
        "id:a pg:country id:b .",
    ],
)
def test_what_gives_no_tie(tmp_path: Path, text: str) -> None:
    assert projected(tmp_path, text).ties == []


def test_a_share_is_the_strength_and_one_half_where_it_is_not_stated(tmp_path: Path) -> None:
    projection = projected(
        tmp_path,
        """
        id:s1 a pg:OwnershipStake ; pg:owner id:a ; pg:ownedEntity id:b ; pg:share 0.25 .
        id:s2 a pg:OwnershipStake ; pg:owner id:a ; pg:ownedEntity id:c .
        """,
    )
    assert {_id(tie.end): tie.strength for tie in projection.ties} == {"b": 0.25, "c": 0.5}


def test_a_programme_is_as_close_as_its_latest_stage(tmp_path: Path) -> None:
    tie = only(
        projected(
            tmp_path,
            """
            id:prg a pg:DevelopmentProgramme ; pg:developer id:a ; pg:programmeDrug id:b .
            id:e1 a pg:StageEvent ; pg:ofProgramme id:prg ; pg:stage pg:stage-phase-1 ;
              pg:stageStatus pg:status-completed ; pg:validFrom "2019-01-01"^^xsd:date .
            id:e2 a pg:StageEvent ; pg:ofProgramme id:prg ; pg:stage pg:stage-phase-2 ;
              pg:stageStatus pg:status-suspended ; pg:validFrom "2021-01-01"^^xsd:date .
            """,
        )
    )
    assert (tie.strength, tie.state.status) == (0.6, "halted")


def test_who_took_part_in_one_event_had_contact(tmp_path: Path) -> None:
    projection = projected(
        tmp_path,
        """
        id:p1 a pg:Participation ; pg:inEvent id:forum ; pg:onBehalfOf id:a ; pg:participant id:x .
        id:p2 a pg:Participation ; pg:inEvent id:forum ; pg:onBehalfOf id:b ; pg:participant id:y .
        id:p3 a pg:Participation ; pg:inEvent id:forum ; pg:onBehalfOf id:c ; pg:participant id:z .
        """,
    )
    assert told(projection) == [(a, "took-part-with", b) for a, b in (("a", "b"), ("a", "c"), ("b", "c"))]
    assert {(tie.strength, tie.via) for tie in projection.ties} == {(0.1, str(ID.forum))}


def test_bodies_with_one_function_share_it(tmp_path: Path) -> None:
    projection = projected(
        tmp_path,
        """
        id:m1 a pg:Mandate ; pg:body id:a ; pg:functionConcept pg:function-pricing .
        id:m2 a pg:Mandate ; pg:body id:b ; pg:functionConcept pg:function-pricing .
        id:m3 a pg:Mandate ; pg:body id:c ; pg:functionConcept pg:function-pricing ; pg:instrument id:list .
        """,
    )
    assert told(projection) == [("a", "shares-function-with", "b")]


def test_one_relation_node_gives_a_pair_one_tie(tmp_path: Path) -> None:
    tie = only(
        projected(
            tmp_path,
            "id:m a org:Membership ; org:member id:a ; org:organization id:b ; org:role pg:role-member , pg:role-chair .",
        )
    )
    assert tie.relation.name == "chairs"


def test_evidence_are_the_sources_that_name_both_ends(tmp_path: Path) -> None:
    projection = projected(
        tmp_path,
        """
        graph:catalogue { source:page a pg:SourceGraph ; prov:wasDerivedFrom id:web-page . }
        source:book { id:p a pg:Partnership ; pg:signatory id:a , id:b . }
        source:page { id:p a pg:Partnership ; pg:signatory id:b , id:c . }
        graph:derived { id:p pg:signatory id:a , id:c . }
        """,
    )
    found = {(_id(tie.start), _id(tie.end)): tie.sources for tie in projection.ties}
    # Nobody names a and c together: the tie rests on both sources. The page is called by its source's id.
    assert found == {("a", "b"): ("book",), ("b", "c"): ("web-page",), ("a", "c"): ("book", "web-page")}


def test_a_tie_that_no_source_states_is_left_out_and_counted(tmp_path: Path) -> None:
    projection = projected(tmp_path, "graph:identity { id:a pg:hasActiveSubstance id:b . }")
    assert (projection.ties, projection.without_evidence) == ([], 1)


def test_sources_that_copy_one_another_are_one(tmp_path: Path) -> None:
    text = """
        graph:catalogue {
          id:reprint a pg:Source ; prov:wasDerivedFrom id:original .
          id:original a pg:Source .
          id:blog a pg:Source ; pg:originalPublisher "Agency" .
          id:wire a pg:Source ; pg:originalPublisher "Agency" .
        }
    """ + "".join(
        f"source:{name} {{ id:m a pg:FundingAward ; pg:funder id:a ; pg:recipient id:b . }}"
        for name in ("reprint", "original", "blog", "wire", "alone")
    )
    with store_of(tmp_path, text) as store:
        write_projections(store, tmp_path)
    drawn = Snapshot.open(tmp_path / "all")
    assert drawn.sources(0) == ("alone", "blog", "original", "reprint", "wire")
    assert drawn.independent(drawn.sources(0)) == 3
    assert drawn.independent(("reprint", "original")) == 1
    assert drawn.independent(("alone", "not-in-the-catalogue")) == 2


def test_dates_status_and_confidence_are_those_of_the_node(tmp_path: Path) -> None:
    tie = only(
        projected(
            tmp_path,
            """
            source:book { id:n a pg:FundingAward ; pg:funder id:a ; pg:recipient id:b ;
              pg:validFrom "2020-01-01"^^xsd:date ; pg:validFromLatest "2020-12-31"^^xsd:date ;
              pg:validToEarliest "2022-01-02"^^xsd:date ; pg:validTo "2023-01-01"^^xsd:date ;
              pg:lastConfirmed "2021-03-01"^^xsd:date ; pg:confidence pg:confidence-medium ;
              pg:relationStatus pg:relation-status-ended . }
            source:page { id:n pg:validFrom "2019-06-01"^^xsd:date ; pg:lastConfirmed "2020-05-01"^^xsd:date . }
            """,
        )
    )
    validity = tie.state.validity
    assert (tie.state.status, tie.state.confidence) == ("ended", "medium")
    # Two sources disagree on the start: the earlier bound for "possibly".
    assert (validity.start, validity.start_latest) == (date(2019, 6, 1), date(2020, 12, 31))
    assert (validity.end_earliest, validity.end) == (date(2022, 1, 2), date(2023, 1, 1))
    assert validity.confirmed == (date(2020, 5, 1), date(2021, 3, 1))


@pytest.mark.parametrize(
    "value", ['"soon"', '"2025"^^xsd:gYear', '"12025-01-01"^^xsd:date', '"-0044-03-15"^^xsd:date', "id:a"]
)
def test_what_is_no_day_bounds_nothing(tmp_path: Path, value: str) -> None:
    grant = "id:n a pg:FundingAward ; pg:funder id:a ; pg:recipient id:b ;"
    tie = only(projected(tmp_path, f'{grant} pg:validFrom {value} ; pg:validTo "2023-01-01"^^xsd:date .'))
    assert (tie.state.validity.start, tie.state.validity.end) == (None, date(2023, 1, 1))


def test_actors_drugs_and_targets_without_ties_are_there_too(tmp_path: Path) -> None:
    projection = projected(
        tmp_path,
        """
        id:alone a pg:Company ; skos:prefLabel "Alone"@en , "Одна"@ru ; pg:sector pg:sector-business ;
          pg:country id:land .
        id:land pg:isoCode "XL" .
        id:forum a pg:Event .
        """,
    )
    assert list(projection.nodes) == [str(ID.alone)]
    node = projection.nodes[str(ID.alone)]
    assert (node.kind, node.label_en, node.label_ru) == ("company", "Alone", "Одна")
    assert (node.sector, node.country) == ("business", "XL")


FOREIGN = """
source:web {
  ex:a ex:likes ex:b ; ex:name "A" ; a ex:BigThing ; rdfs:label "Thing A" .
  ex:b ex:beside ex:a . ex:a ex:beside ex:b . ex:a ex:likes ex:a .
  ex:beside a owl:SymmetricProperty .
}
source:mirror { ex:a ex:likes ex:b . }
"""


def test_rdf_that_is_not_ours_gives_a_tie_for_every_statement_between_two_iris(tmp_path: Path) -> None:
    with store_of(tmp_path, FOREIGN) as store:
        write_projections(store, tmp_path / "projections")
    drawn = Snapshot.open(tmp_path / "projections" / "all")
    # likes, told by two sources; beside, told twice, which has no direction; no type, no name, no loop.
    ties = [drawn.tie(slot, backward=False) for slot in range(drawn.n_ties)]
    assert sorted((tie.relation, tie.sources) for tie in ties) == [
        ("beside", ("web",)),
        ("likes", ("mirror", "web")),
    ]
    node = drawn.number("https://example.org/a")
    assert (drawn.entity(node).kind, drawn.entity(node).label_en) == ("big-thing", "Thing A")


def test_a_projection_of_ones_own(tmp_path: Path) -> None:
    rule = tmp_path / "rivals.rq"
    rule.write_text(
        "#: id: rivals\n#: projection: rivals\n"
        "SELECT ?start ?end ?type ?strength ?node WHERE {\n"
        "  ?node pg:target ?t ; pg:drug ?start . ?other pg:target ?t ; pg:drug ?end .\n"
        "  FILTER(STR(?start) < STR(?end)) BIND('rivals' AS ?type) BIND(0.5 AS ?strength) }",
        encoding="utf-8",
    )
    text = (
        "id:m1 a pg:MechanismOfAction ; pg:drug id:a ; pg:target id:t . id:m2 pg:drug id:b ; pg:target id:t ."
    )
    with store_of(tmp_path, text) as store:
        written = write_projections(store, tmp_path / "out", declared=[rule])
    assert sorted(written) == ["all", "rivals"]
    drawn = Snapshot.open(tmp_path / "out" / "rivals")
    tie = drawn.tie(0, backward=False)
    assert (tie.relation, tie.strength, tie.sources) == ("rivals", 0.5, ("news",))
    assert drawn.ends(0) == (drawn.number(iri("a")), drawn.number(iri("b")))


def test_equal_content_is_equal_bytes(tmp_path: Path) -> None:
    text = "id:p a pg:Partnership ; pg:signatory id:a , id:b , id:c . " + FOREIGN
    digests = []
    for name in ("one", "other"):
        with store_of(tmp_path, text) as store:
            digests.append(write_projections(store, tmp_path / name)["all"]["digest"])
        header = json.loads((tmp_path / name / "all" / "header.json").read_text(encoding="utf-8"))
        assert header["digest"] == digests[-1]
    assert digests[0] == digests[1]
    for part in ("arrays.bin", "header.json"):
        assert (tmp_path / "one" / "all" / part).read_bytes() == (
            tmp_path / "other" / "all" / part
        ).read_bytes()


def test_an_empty_store_gives_an_empty_projection(tmp_path: Path) -> None:
    with EmbeddedStore.in_memory([]) as store:
        write_projections(store, tmp_path)
    assert (len(Snapshot.open(tmp_path / "all")), Snapshot.open(tmp_path / "all").n_ties) == (0, 0)


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("SELECT ?start WHERE { ?start ?p ?o }", r"must select \?start and \?end"),
        ("SELECT ?start ?end WHERE { ?start pg:drug ?end }", "the query names the relation"),
        (
            "SELECT ?start ?end ?type ?strength WHERE { ?start pg:drug ?end BIND('x' AS ?type) BIND(2 AS ?strength) }",
            "not '2', which ties a to b",
        ),
        (
            "SELECT ?start ?end ?type ?strength WHERE { ?start pg:drug ?end BIND('x' AS ?type) BIND('y' AS ?strength) }",
            "strength",
        ),
    ],
)
def test_rules_that_make_no_sense(tmp_path: Path, query: str, complaint: str) -> None:
    file = tmp_path / "wrong.rq"
    file.write_text(query, encoding="utf-8")
    with store_of(tmp_path, "id:a pg:drug id:b .") as store, pytest.raises(ConfigError, match=complaint):
        project(store, [read_rule(file)])

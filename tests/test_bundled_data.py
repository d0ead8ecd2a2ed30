"""What must come out right of the curated tables, asked of the built graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pharmagraph import resources
from pharmagraph.vocab import CATALOGUE_GRAPH, DERIVED_GRAPH, IDENTITY_GRAPH, ONTOLOGY_GRAPH

if TYPE_CHECKING:
    from pharmagraph.knowledge_graph import KnowledgeGraph


def values(kg: KnowledgeGraph, query: str) -> list[tuple[str, ...]]:
    return [tuple("" if term is None else str(term) for term in row) for row in kg.store.select(query).rows]


def ids(kg: KnowledgeGraph, query: str) -> set[str]:
    return {row[0].rpartition("/id/")[2] for row in values(kg, query)}


def test_every_statement_lies_in_the_graph_of_a_described_source(kg: KnowledgeGraph) -> None:
    described = values(
        kg,
        """SELECT ?g WHERE { GRAPH graph:catalogue {
            ?g a pg:SourceGraph ; prov:wasDerivedFrom ?source . ?source a pg:Source ; dcterms:title ?title } }""",
    )
    ours = {CATALOGUE_GRAPH, ONTOLOGY_GRAPH, IDENTITY_GRAPH}
    told = {graph for graph in kg.store.named_graphs() if graph not in ours and graph not in DERIVED_GRAPH}
    assert told <= {graph for (graph,) in described}
    assert len(told) > 400


def test_nothing_is_in_the_default_graph_alone(kg: KnowledgeGraph) -> None:
    assert not kg.store.ask("ASK { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }")


def test_editorial_sources_say_that_they_are_compiled_and_unchecked(kg: KnowledgeGraph) -> None:
    titles = values(
        kg, 'SELECT ?title WHERE { ?s pg:sourceKind/skos:notation "editorial" ; dcterms:title ?title }'
    )
    assert len(titles) >= 3
    for (title,) in titles:
        assert "ompiled" in title or "unchecked" in title or "not checked" in title, title


# who tells of names, registrations, approvals and trials, and of nothing else
NAMES_ALONE = """{ ?source pg:sourceKind ?kind FILTER(?kind IN (pg:source-kind-registry, pg:source-kind-dataset)) }
    UNION { VALUES ?source { id:src-fda-novel-2021 id:src-fda-novel-2022 id:src-fda-novel-2023 id:src-fda-novel-2024 } }"""


@pytest.mark.parametrize(
    "told",
    [
        "?x a pg:MechanismOfAction",
        "?x a pg:Indication",
        "?x a pg:RightsHolding",
        "?x pg:organizationKind ?v",
        "?x pg:country ?v",
        "?x pg:sector ?v",
        "?x pg:city ?v",
        "?x dcterms:description ?v",
        "?x foaf:homepage ?v",
        "?x schema:foundingDate ?v",
        "?x pg:modality ?v",
        "?x pg:noveltyClass ?v",
        "?x pg:programmeTarget ?v",
        "?x pg:therapeuticArea ?v",
    ],
)
def test_registers_data_sets_and_approval_lists_do_not_say_what_a_thing_is_or_does(
    kg: KnowledgeGraph, told: str
) -> None:
    assert kg.store.ask(f"ASK {{ {told} }}"), "somebody must say so, or the question asks nothing"
    by_whom = f"""SELECT DISTINCT ?source ?x WHERE {{ GRAPH ?g {{ {told} }}
        GRAPH graph:catalogue {{ ?g prov:wasDerivedFrom ?source . {NAMES_ALONE} }} }}"""
    assert values(kg, by_whom) == []


def test_where_an_agency_has_a_say_is_not_told_by_its_register(kg: KnowledgeGraph) -> None:
    by_whom = f"""SELECT DISTINCT ?source ?x WHERE {{ GRAPH ?g {{ ?x pg:jurisdiction ?v }} ?x a pg:Organization .
        GRAPH graph:catalogue {{ ?g prov:wasDerivedFrom ?source . {NAMES_ALONE} }} }}"""
    assert values(kg, by_whom) == []


def test_a_register_of_medicines_knows_that_a_stage_was_reached_and_not_that_anybody_goes_on(
    kg: KnowledgeGraph,
) -> None:
    say = """SELECT (COUNT(DISTINCT ?event) AS ?n) WHERE {
        GRAPH source:src-grls-2025-02 { ?event a pg:StageEvent ; %s } }"""
    assert values(kg, say % "pg:stage pg:stage-registered") == [("36",)]
    assert values(kg, say % "pg:stageStatus ?status") == [("0",)]


def test_a_list_of_stopped_trials_has_the_stop_and_neither_phase_nor_rights(kg: KnowledgeGraph) -> None:
    say = "SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE { GRAPH source:src-ctcovidstop { ?x %s } }"
    assert values(kg, say % "pg:stageStatus pg:status-terminated ; pg:validFrom ?day") == [("11",)]
    assert values(kg, say % "pg:stage ?stage") == [("0",)]
    assert values(kg, say % "pg:rightsHolder ?holder") == [("0",)]
    assert values(kg, say % "pg:indicationText ?words") == [("0",)]


def test_a_sector_that_follows_from_the_kind_is_derived_and_no_source_says_it(kg: KnowledgeGraph) -> None:
    said = "SELECT ?x WHERE { GRAPH ?g { ?x pg:sector ?s } ?x pg:organizationKind/pg:sectorOfKind ?s %s }"
    by_sources = "GRAPH graph:catalogue { ?g a pg:SourceGraph }"
    assert ids(kg, said % by_sources) == set()
    assert len(ids(kg, said % "FILTER(?g = derived:sector-of-kind)")) > 500
    without = """SELECT ?x WHERE { ?x a pg:Organization FILTER NOT EXISTS { ?x pg:sector ?s }
        FILTER NOT EXISTS { ?x a pg:CountryGroup } }"""
    assert ids(kg, without) == set()


def test_a_person_has_no_country(kg: KnowledgeGraph) -> None:
    assert ids(kg, "SELECT ?x WHERE { ?x a foaf:Person ; pg:country ?country }") == set()


def test_names_are_not_passed_off_as_transliterations(kg: KnowledgeGraph) -> None:
    ours = """SELECT ?x WHERE { GRAPH source:pharmagraph-transliteration { ?x skos:prefLabel ?name }
        ?x a ?class FILTER(?class IN (pg:Organization, foaf:Person, pg:PolicyInstrument, pg:Event)) }"""
    assert ids(kg, ours) == set()


def test_a_former_name_is_another_name_and_no_part_of_the_name(kg: KnowledgeGraph) -> None:
    in_it = 'SELECT ?x WHERE { ?x skos:prefLabel ?name FILTER(REGEX(?name, "formerly|ранее|бывш", "i")) }'
    assert ids(kg, in_it) == set()
    assert ids(
        kg, 'SELECT ?x WHERE { ?x skos:prefLabel "BeOne Medicines"@en ; skos:altLabel "BeiGene" }'
    ) == {"beigene"}


def test_one_identifier_belongs_to_one_substance(kg: KnowledgeGraph) -> None:
    # a copy has the identifiers of the medicine that it is a copy of
    shared = """SELECT ?a WHERE { ?a a pg:Drug ; pg:identifier ?id . ?b a pg:Drug ; pg:identifier ?id
        FILTER(?a != ?b) FILTER NOT EXISTS { ?a pg:basedOn ?b } FILTER NOT EXISTS { ?b pg:basedOn ?a } }"""
    assert ids(kg, shared) == set()
    assert values(
        kg,
        """SELECT ?code ?from WHERE { id:trastuzumab-herticad pg:identifier ?i .
        ?i pg:idScheme pg:id-scheme-atc ; pg:idValue ?code ; prov:wasDerivedFrom ?from }""",
    ) == [("L01FD01", "https://w3id.org/pharmagraph/id/who-atc-new-ddds")]


def test_a_source_that_does_not_tell_of_an_agreement_says_of_nothing_that_it_is_a_part_of_it(
    kg: KnowledgeGraph,
) -> None:
    unknowing = """SELECT ?part WHERE { GRAPH ?g { ?part dcterms:isPartOf ?whole } ?whole a pg:Partnership
        FILTER NOT EXISTS { GRAPH ?g { ?whole a ?told } FILTER(?told IN (pg:Partnership, pg:LicenceDeal)) }
        FILTER NOT EXISTS { GRAPH graph:catalogue { ?g prov:wasDerivedFrom/pg:sourceKind pg:source-kind-editorial } } }"""
    assert ids(kg, unknowing) == set()


def test_a_claim_of_the_article_is_one_statement_with_its_stance(kg: KnowledgeGraph) -> None:
    stated = "?s a pg:Statement ; pg:statedIn id:drug-safety-forum-2025"
    stances = f"SELECT ?s WHERE {{ {stated} ; pg:stance ?stance ; pg:claimText ?text }}"
    assert ids(kg, stances) == {
        "statement-st-acquire-suspended", "statement-st-conditional-introduced",
        "statement-st-fas-competition", "statement-st-measure-pay-for-success",
        "statement-st-measure-pre-review", "statement-st-measure-conditional",
        "statement-st-brics-state-support",
    }  # fmt: skip
    # one position has no sentence of its own in the article
    wordless = f"SELECT ?s WHERE {{ {stated} FILTER NOT EXISTS {{ ?s pg:claimText ?text }} }}"
    assert ids(kg, wordless) == {"position-ivashchenko-innovative-import-substitution"}


def test_a_stake_keeps_the_day_on_which_it_was_confirmed_though_it_has_ended(kg: KnowledgeGraph) -> None:
    confirmed = """SELECT ?day ?g WHERE {
        GRAPH ?g { id:stake-interros-petrovax pg:lastConfirmed ?day } GRAPH graph:catalogue { ?g a pg:SourceGraph } }"""
    assert [(day, graph.rpartition("/")[2]) for day, graph in values(kg, confirmed)] == [
        ("2016-02-19", "interros-petrovax-iran-2016")
    ]


def test_the_agreement_on_the_council_is_one_node_with_five_parties(kg: KnowledgeGraph) -> None:
    agreement = "id:partnership-rel-council-agreement-2025"
    assert ids(kg, f"SELECT ?party WHERE {{ {agreement} pg:signatory ?party }}") == {
        "minzdrav", "minpromtorg", "minobrnauki", "innopraktika", "innovation-engineering-center",
    }  # fmt: skip
    # as many rows without DISTINCT: told by several sources, counted once
    count = f"SELECT (COUNT(?party) AS ?n) WHERE {{ {agreement} pg:signatory ?party }}"
    assert values(kg, count) == [("5",)]


def test_the_article_names_three_founders_and_only_what_a_source_says_is_in_its_graph(
    kg: KnowledgeGraph,
) -> None:
    founders = """SELECT ?who WHERE { GRAPH source:%s {
        ?m org:organization id:coordination-council ; org:member ?who ; org:role pg:role-founder } }"""
    assert ids(kg, founders % "drug-safety-forum-2025") == {"minzdrav", "minpromtorg", "minobrnauki"}
    assert "fas" not in ids(kg, founders.replace("GRAPH source:%s", "GRAPH ?g"))


def test_an_announced_or_agreed_partnership_makes_no_shortcut(kg: KnowledgeGraph) -> None:
    promised = """
        SELECT ?a ?b WHERE {
          GRAPH derived:partner-of { ?a pg:partnerOf ?b }
          FILTER NOT EXISTS {
            { ?p pg:party ?a, ?b } UNION { ?p pg:provider ?a ; pg:recipient ?b }
            UNION { ?p pg:provider ?b ; pg:recipient ?a }
            OPTIONAL { ?p pg:relationStatus ?s }
            FILTER(!BOUND(?s) || ?s IN (pg:relation-status-in-force, pg:relation-status-completed)) }
        }"""
    assert values(kg, promised) == []


def test_a_register_copy_says_nothing_against_a_drug(kg: KnowledgeGraph) -> None:
    # 242 medicines were looked for in vain, and Pertuvia, which was registered after the copy was taken: 243;
    # that is coverage of a dated copy, and no statement that anything is not registered
    searched = """SELECT (COUNT(?s) AS ?n) WHERE { ?s a pg:RegisterSearch ; pg:searchOutcome pg:search-no-in-copy ;
        pg:inRegister id:src-grls-2025-02 }"""
    assert values(kg, searched) == [("243",)]
    contradicted = """SELECT ?drug WHERE {
        ?search a pg:RegisterSearch ; pg:searchOutcome pg:search-no-in-copy ; pg:searchedFor ?drug ; pg:asOf ?copied .
        ?r a pg:Registration ; pg:jurisdiction id:russia ; pg:registeredProduct/pg:hasActiveSubstance ?drug ;
           pg:validFrom ?from FILTER(?from <= ?copied) }"""
    assert values(kg, contradicted) == []


def test_russian_registrations_are_attested_by_registers_alone(kg: KnowledgeGraph) -> None:
    kinds = values(
        kg,
        """SELECT DISTINCT ?kind WHERE { GRAPH ?g { ?r a pg:Registration ; pg:jurisdiction id:russia }
           GRAPH graph:catalogue { ?g prov:wasDerivedFrom/pg:sourceKind/skos:notation ?kind } }""",
    )
    assert set(kinds) <= {("registry",), ("official",)}


def test_a_licence_told_from_both_ends_and_as_a_deal_is_one_node(kg: KnowledgeGraph) -> None:
    assert (
        len(ids(kg, "SELECT ?d WHERE { ?d a pg:LicenceDeal ; pg:licensor id:ucb ; pg:licensee id:r-pharm }"))
        == 1
    )
    assert (
        len(ids(kg, "SELECT ?d WHERE { ?d a pg:LicenceDeal ; pg:licensor id:roche ; pg:licensee id:viriom }"))
        == 1
    )


def test_opposition_and_support_are_statements_by_their_speaker(kg: KnowledgeGraph) -> None:
    assert ids(kg, "SELECT ?s WHERE { ?s a pg:Statement ; pg:stance pg:stance-opposes ; pg:statedBy ?who }")
    edges = (
        "SELECT ?s WHERE { ?s pg:stance ?x ; a ?class FILTER(?class IN (pg:Partnership, org:Membership)) }"
    )
    assert ids(kg, edges) == set()


def test_unsigned_sentences_have_no_speaker(kg: KnowledgeGraph) -> None:
    unsigned = "ASK { ?s pg:attribution pg:attribution-article ; pg:statedBy ?who }"
    signed = """ASK { ?s a pg:Statement ; pg:attribution ?a FILTER(?a != pg:attribution-article)
        FILTER NOT EXISTS { ?s pg:statedBy ?who } }"""
    assert not kg.store.ask(unsigned)
    assert not kg.store.ask(signed)


def test_parts_of_a_figure_are_linked_to_their_total(kg: KnowledgeGraph) -> None:
    # of over 4,000 Chinese projects 2,000 and 1,000 are told: 3,000
    parts = """SELECT (SUM(?v) AS ?parts) WHERE {
        ?part pg:partOfFigure ?total ; qudt:numericValue ?v . ?statement pg:hasFigure ?total
        FILTER(?statement = id:statement-st-china-projects) }"""
    assert values(kg, parts) == [("3000",)]


def test_money_is_split_into_amount_and_unit(kg: KnowledgeGraph) -> None:
    # about 100 billion roubles: 100 × 10⁹ × RUB
    cost = """SELECT ?v ?scale ?unit ?comparator WHERE { id:statement-st-cost-model pg:hasFigure ?f .
        ?f qudt:numericValue ?v ; pg:scale ?scale ; qudt:hasUnit ?unit ; pg:comparator/skos:notation ?comparator }"""
    assert values(kg, cost) == [("100", "1000000000", "http://qudt.org/vocab/unit/CCY_RUB", "about")]


@pytest.mark.parametrize(
    ("group", "day", "expected"),
    [("brics", "2023-06-01", 5), ("brics", "2025-06-18", 10), ("eaeu", "2025-06-18", 5)],
)
def test_groups_have_members_on_a_date(kg: KnowledgeGraph, group: str, day: str, expected: int) -> None:
    # BRICS: five until 2023; Egypt, Ethiopia, Iran, the UAE from 2024 and Indonesia from 2025 make ten
    members = f"""SELECT (COUNT(?country) AS ?n) WHERE {{
        ?m a pg:GroupMembership ; pg:group id:{group} ; pg:groupMember ?country ; pg:validFrom ?from .
        OPTIONAL {{ ?m pg:validTo ?to }}
        FILTER(?from <= "{day}"^^xsd:date && (!BOUND(?to) || "{day}"^^xsd:date < ?to)) }}"""
    assert values(kg, members) == [(str(expected),)]


def test_every_comment_and_population_is_told_in_russian_too(kg: KnowledgeGraph) -> None:
    for prop in ("rdfs:comment", "pg:population"):
        count = f"""SELECT (COUNT(DISTINCT ?s) AS ?all) (COUNT(DISTINCT ?told) AS ?ru) WHERE {{
            ?s {prop} ?en FILTER(LANG(?en) = "en" && STRSTARTS(STR(?s), STR(id:)))
            OPTIONAL {{ ?s {prop} ?text FILTER(LANG(?text) = "ru") BIND(?s AS ?told) }} }}"""
        ((english, russian),) = values(kg, count)
        assert english == russian != "0"


def test_the_editors_translation_of_a_comment_is_no_evidence_of_a_relation(kg: KnowledgeGraph) -> None:
    typed = """SELECT ?s WHERE { GRAPH source:pharmagraph-transliteration { ?s rdfs:comment ?c }
        GRAPH source:pharmagraph-transliteration { ?s a ?class } }"""
    assert ids(kg, typed) == set()


def test_of_several_comments_on_one_node_the_first_is_the_same_in_both_languages(kg: KnowledgeGraph) -> None:
    pairs = set()
    for table in (resources.data_directory() / "russia").glob("*.tsv"):
        rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
        if "comment" in rows[0]:
            place = rows[0].index("comment")
            pairs |= {(row[place], row[place + 1]) for row in rows}
    several = """SELECT (MIN(STR(?en)) AS ?first_en) (MIN(STR(?ru)) AS ?first_ru) WHERE {
        ?s rdfs:comment ?en, ?ru FILTER(LANG(?en) = "en" && LANG(?ru) = "ru" && STRSTARTS(STR(?s), STR(id:)))
        } GROUP BY ?s HAVING(COUNT(DISTINCT ?en) > 1)"""
    told = values(kg, several)
    assert told
    assert set(told) <= pairs


def test_every_name_has_a_language_and_no_label_is_told_twice(kg: KnowledgeGraph) -> None:
    assert not kg.store.ask('ASK { ?s skos:prefLabel ?l FILTER(LANG(?l) NOT IN ("en", "ru")) }')
    two = """SELECT ?s WHERE { ?s skos:prefLabel ?a, ?b FILTER(?a != ?b && LANG(?a) = LANG(?b))
        FILTER(STRSTARTS(STR(?s), STR(id:))) }"""
    assert ids(kg, two) == set()


def test_every_term_the_data_use_is_in_the_ontology(kg: KnowledgeGraph) -> None:
    for position in ("?x ?term ?y", "?x a ?term", "?x ?p ?term"):
        unknown = f"""SELECT DISTINCT ?term WHERE {{ {position}
            FILTER(STRSTARTS(STR(?term), STR(pg:)) && STR(?term) != STR(pg:))
            FILTER NOT EXISTS {{ GRAPH graph:ontology {{ ?term a ?any }} }} }}"""
        assert values(kg, unknown) == []


def test_nothing_refers_to_an_entity_that_is_not_described(kg: KnowledgeGraph) -> None:
    dangling = """SELECT DISTINCT ?o WHERE { ?s ?p ?o FILTER(STRSTARTS(STR(?o), STR(id:)))
        FILTER NOT EXISTS { ?o a ?class } } LIMIT 20"""
    assert ids(kg, dangling) == set()

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.queries.drawing import NameTable, entity, sources_of, store_of

from pharmagraph.model import Words
from pharmagraph.queries.profile import Profile, profile, supports
from pharmagraph.vocab import DCTERMS, ORG, PG

if TYPE_CHECKING:
    from pathlib import Path

    from pharmagraph.model import Entity

COUNCIL = entity("council", "coordination-body", "Совет")
HEALTH, TRADE, FUND = entity("health"), entity("trade"), entity("fund")
DEAL = entity("deal", "partnership")
ARTICLE = entity("article", "source")
DRUG, PROGRAMME, CHEMRAR = entity("drug", "drug"), entity("programme", "programme"), entity("chemrar")
RUSSIA, GUEST = entity("russia", "country"), entity("guest")
NAMES = NameTable(COUNCIL, HEALTH, TRADE, FUND, DEAL, ARTICLE, DRUG, PROGRAMME, CHEMRAR, RUSSIA, GUEST)

DRAWING = """
source:article {
  id:council a pg:CoordinationBody ; skos:prefLabel "Council"@en, "Совет"@ru ; skos:altLabel "The Board"@en ;
    skos:hiddenLabel "C" ; dcterms:description "A council."@en, "Совет как таковой."@ru ; pg:country id:russia .
  id:m1 a org:Membership ; org:organization id:council ; org:member id:health ; org:role pg:role-founder .
  id:m2 a org:Membership ; org:organization id:council ; org:member id:trade ; org:role pg:role-founder .
  id:s1 a pg:Statement ; pg:about id:council ; pg:claimText "It helps."@en ; pg:statedIn id:article ;
    pg:statedOn "2025-06-18"^^xsd:date .
}
source:other {
  id:m1 a org:Membership ; org:organization id:council ; org:member id:health ; org:role pg:role-founder ;
    dcterms:isPartOf id:deal ; pg:validFrom "2025-01-01"^^xsd:date ; pg:lastConfirmed "2025-06-18"^^xsd:date .
  id:m2 a org:Membership ; org:organization id:council ; org:member id:trade ; org:role pg:role-founder .
  id:m3 a org:Membership ; org:organization id:council ; org:member id:fund ; org:role pg:role-founder ;
    pg:validFrom "2018-01-01"^^xsd:date ; pg:validTo "2020-01-01"^^xsd:date .
  id:deal a pg:Partnership ; skos:prefLabel "Deal"@en ; pg:signatory id:health, id:trade, id:fund .
}
derived:partner-of { id:fund pg:partnerOf id:council . id:guest pg:partnerOf id:council . }
derived:inverses { id:russia pg:countryOf id:council . pg:stage-phase-2 pg:supportedBy id:council . }
source:copy {
  id:programme a pg:DevelopmentProgramme ; pg:developer id:chemrar ; pg:programmeDrug id:drug .
  id:stage a pg:StageEvent ; pg:ofProgramme id:programme ; pg:stage pg:stage-phase-2 .
}
graph:identity { id:drug pg:identifier id:atc . id:atc pg:idScheme pg:id-scheme-atc ; pg:idValue "L01" . }
"""


def profile_of(directory: Path, one: Entity, as_of: date | None = None, *, certain: bool = False) -> Profile:
    with store_of(directory, DRAWING) as store:
        return profile(store, NAMES, sources_of(store), one, as_of=as_of, certain=certain)


def test_names_descriptions_and_attributes_come_with_their_sources(tmp_path: Path) -> None:
    council = profile_of(tmp_path, COUNCIL)
    assert [(name.text, name.language, name.kind) for name in council.names] == [
        ("Council", "en", "preferred"),
        ("Совет", "ru", "preferred"),
        ("The Board", "en", "other"),
        ("C", "", "weak"),
    ]
    assert council.names[0].sources == ("article",)
    assert council.descriptions == (Words("A council.", "Совет как таковой."),)
    assert [(one.role.en, one.value, one.sources) for one in council.attributes] == [
        ("country", RUSSIA, ("article",))
    ]


def test_relations_are_facts_with_the_other_ends_and_their_sources(tmp_path: Path) -> None:
    facts = {fact.node.rpartition("/")[2]: fact for fact in profile_of(tmp_path, COUNCIL).facts}
    assert facts["m1"].heading == Words("Memberships", "Членство")
    assert facts["m1"].role_property == ORG.organization
    assert facts["m1"].sources == ("article", "other")
    assert facts["m3"].sources == ("other",)
    assert {filler.value for filler in facts["m1"].fillers} == {HEALTH, DEAL, Words("founder", "учредитель")}
    assert [one.sources for one in facts["m1"].fillers if one.property == DCTERMS.isPartOf] == [("other",)]


def test_the_agreement_behind_a_relation_is_told_as_the_larger_whole(tmp_path: Path) -> None:
    deal = next(fact for fact in profile_of(tmp_path, COUNCIL).facts if fact.group == PG.Partnership)
    assert deal.role == Words()
    assert deal.name == DEAL
    assert {filler.value for filler in deal.fillers} == {HEALTH, TRADE, FUND}


def test_shortcuts_of_told_facts_are_left_out_and_others_say_that_they_are_derived(tmp_path: Path) -> None:
    links = [
        fact for fact in profile_of(tmp_path, COUNCIL).facts if fact.role_property is None and fact.rules
    ]
    # fund is told by m3, russia by an attribute, a concept is no entity; the guest is told by nothing else
    assert [(fact.fillers[0].value, fact.rules, fact.sources) for fact in links] == [
        (GUEST, ("partner-of",), ())
    ]


def test_two_versions_of_a_founding_are_kept_apart_by_source(tmp_path: Path) -> None:
    versions = [
        (version.act.en, version.told, version.sources) for version in profile_of(tmp_path, COUNCIL).versions
    ]
    assert versions == [
        ("founder", (HEALTH, TRADE), ("article",)),
        ("founder", (FUND, HEALTH, TRADE), ("other",)),
        ("Deal", (FUND, HEALTH, TRADE), ("other",)),
    ]
    assert profile_of(tmp_path, HEALTH).versions == ()


def test_claims_are_told_as_claims(tmp_path: Path) -> None:
    (claim,) = profile_of(tmp_path, COUNCIL).claims
    assert claim.speakers == ()
    assert claim.stated_in == ("article",)
    assert claim.text == Words("It helps.")


def test_a_day_leaves_out_what_cannot_hold_then_and_counts_what_only_may(tmp_path: Path) -> None:
    # m1 holds possibly from 2025 on, certainly on 2025-06-18; m2 is undated; m3 ended in 2019; the deal is undated
    then = profile_of(tmp_path, COUNCIL, date(2026, 1, 1))
    assert {fact.node.rpartition("/")[2] for fact in then.facts} == {"m1", "m2", "deal", "guest"}
    assert then.hidden == 1
    assert (then.only_possible, then.undated) == (3, 2)
    surely = profile_of(tmp_path, COUNCIL, date(2025, 6, 18), certain=True)
    assert {fact.node.rpartition("/")[2] for fact in surely.facts} == {"m1", "guest"}
    # m3 had ended; m2 and the deal have no date
    assert (surely.only_possible, surely.hidden, surely.uncertain) == (0, 1, 2)
    before = profile_of(tmp_path, COUNCIL, date(2019, 12, 31))
    assert {fact.node.rpartition("/")[2] for fact in before.facts} == {"m2", "m3", "deal", "guest"}
    assert before.claims == ()  # nothing had been said yet
    assert (before.hidden, before.unsaid) == (1, 1)  # m1 had not begun; the statement is of 2025


def test_a_drug_has_the_stages_of_its_programmes_and_its_identifiers(tmp_path: Path) -> None:
    drug = profile_of(tmp_path, DRUG)
    assert drug.identifiers == (("id-scheme-atc", "L01"),)
    stage = next(fact for fact in drug.facts if fact.group == PG.StageEvent)
    assert stage.through == PROGRAMME
    assert [filler.value for filler in stage.fillers] == [Words("Phase 2", "фаза 2")]
    company = profile_of(tmp_path, CHEMRAR)
    runs = next(fact for fact in company.facts if fact.group == PG.developer)
    assert runs.heading == Words("runs", "ведёт")
    assert runs.fillers[0].value == PROGRAMME


def test_a_source_shows_what_rests_on_it(tmp_path: Path) -> None:
    article = profile_of(tmp_path, ARTICLE)
    assert {fact.node.rpartition("/")[2] for fact in article.resting} == {"m1", "m2"}
    assert article.resting_entities == (COUNCIL,)
    assert len(article.claims) == 1
    assert profile_of(tmp_path, COUNCIL).resting == ()


def test_every_fact_and_claim_supports_the_answer(tmp_path: Path) -> None:
    council = profile_of(tmp_path, COUNCIL)
    evidence = supports(council)
    assert len(evidence) == len(council.facts) + len(council.claims)
    assert sum(support.derived for support in evidence) == 1


def test_an_entity_nobody_describes_has_an_empty_profile(tmp_path: Path) -> None:
    nothing = profile_of(tmp_path, entity("nobody"))
    assert (nothing.facts, nothing.claims, nothing.names, nothing.attributes) == ((), (), (), ())


def test_the_maker_of_a_copy_is_not_called_its_originator(tmp_path: Path) -> None:
    drawing = """
    graph:ontology {
      pg:RightsHolding rdfs:subClassOf pg:RelationNode .
      pg:rights-originator skos:prefLabel "originator"@en, "оригинатор"@ru .
    }
    source:article {
      id:r1 a pg:RightsHolding ; pg:rightsHolder id:chemrar ; pg:rightsOver id:drug ;
        pg:rightsKind pg:rights-originator .
      id:r2 a pg:RightsHolding ; pg:rightsHolder id:chemrar ; pg:rightsOver id:other ;
        pg:rightsKind pg:rights-originator .
      id:drug pg:noveltyClass pg:novelty-biosimilar . id:other pg:noveltyClass pg:novelty-next-in-class .
    }
    """
    names = NameTable(CHEMRAR, DRUG, entity("other", "drug"))
    with store_of(tmp_path, drawing) as store:
        for one in (CHEMRAR, DRUG):
            facts = profile(store, names, sources_of(store), one, as_of=date(1990, 1, 1)).facts
            roles = {
                fact.node.rpartition("/")[2]: filler.value
                for fact in facts
                for filler in fact.fillers
                if filler.property == PG.rightsKind
            }
            assert roles["r1"] == Words("developer of the copy", "создатель воспроизведённой версии")
            assert one == DRUG or roles["r2"] == Words("originator", "оригинатор")
            assert not any(fact.holds(date(1990, 1, 1), certain=True) for fact in facts)

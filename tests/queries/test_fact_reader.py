from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.queries.drawing import NameTable, entity, sources_of, store_of

from pharmagraph.model import Words
from pharmagraph.queries.described import Witnesses, describe
from pharmagraph.queries.fact_reader import FactReader
from pharmagraph.queries.wording import Wording
from pharmagraph.vocab import ID, ORG, PG

if TYPE_CHECKING:
    from pathlib import Path

    from pharmagraph.queries.facts import Fact

DRAWING = """
source:article {
  id:p1 a pg:Partnership ; pg:signatory id:one, id:two ; pg:relationStatus pg:relation-status-completed ;
    pg:confidence pg:confidence-low ; pg:validFrom "2019-01-01"^^xsd:date ; pg:validFromText "2019" ;
    pg:validFromLatest "2019-12-31"^^xsd:date ; rdfs:comment "A remark"@en ; pg:city "Moscow"@en, "Москва"@ru .
}
source:copy { id:p1 a pg:Partnership ; pg:signatory id:one . }
source:other { id:p1 pg:validFrom "2020-01-01"^^xsd:date ; pg:validTo "2021-01-01"^^xsd:date . }
derived:superproperties { id:p1 pg:party id:one, id:two . }
"""
ONE, TWO = entity("one"), entity("two")


def fact_of(directory: Path) -> Fact:
    with store_of(directory, DRAWING) as store:
        wording = Wording(store, NameTable(ONE, TWO))
        nodes = describe(store, [ID.p1])
        wording.nodes |= nodes
        things = {PG["relation-status-completed"], PG["confidence-low"], ID.one, ID.two}
        wording.learn(things, [*nodes[ID.p1].values, *nodes[ID.p1].classes])
        reader = FactReader(store, wording, Witnesses(store), sources_of(store))
        graphs = nodes[ID.p1].values[PG.signatory][ID.one]
        return reader.fact(nodes[ID.p1], seen_from=ID.one, role=PG.signatory, graphs=graphs)


def test_a_relation_is_seen_from_one_of_its_ends(tmp_path: Path) -> None:
    fact = fact_of(tmp_path)
    assert fact.heading == Words("partnership", "соглашение")
    assert fact.role == Words("signatory", "подписант")
    assert (fact.status, fact.status_id) == (Words("completed", "исполнено"), "completed")
    assert fact.confidence_id == "low"
    assert fact.comment == Words("A remark")
    assert fact.from_text == "2019"


def test_a_value_in_a_narrower_role_is_told_once_and_two_languages_are_one_filler(tmp_path: Path) -> None:
    fillers = {filler.property: filler.value for filler in fact_of(tmp_path).fillers}
    assert fillers == {PG.signatory: TWO, PG.city: Words("Moscow", "Москва")}


def test_sources_that_copy_one_another_are_one_independent_source(tmp_path: Path) -> None:
    fact = fact_of(tmp_path)
    assert fact.sources == ("article", "copy")
    assert fact.independent == 1
    assert fact.rules == ()


def test_claims_carry_who_and_how(tmp_path: Path) -> None:
    drawing = """
    source:article { id:s1 a pg:Statement ; pg:statedBy id:one ; pg:about id:two, id:one ;
      pg:claimText "It should be."@en, "Так надо."@ru ; pg:epistemicMode pg:mode-proposed ;
      pg:statedIn id:article ; pg:statedOn "2025-01-01"^^xsd:date ; pg:statedOnText "2025" . }
    """
    with store_of(tmp_path, drawing) as store:
        wording = Wording(store, NameTable(ONE, TWO))
        nodes = describe(store, [ID.s1])
        wording.learn({ID.one, ID.two, PG["mode-proposed"]}, [ORG.member])
        claim = FactReader(store, wording, Witnesses(store), {}).claim(nodes[ID.s1], seen_from=ID.one)
    assert claim.speakers == (ONE,)
    assert claim.about == (TWO,)  # that it is about the one who asks need not be said
    assert claim.text == Words("It should be.", "Так надо.")
    assert claim.mode == Words("proposed", "предлагается")
    assert (claim.stated_on, claim.day) == ("2025", date(2025, 1, 1))
    assert claim.stated_in == ("article",)
    assert claim.sources == ("article",)

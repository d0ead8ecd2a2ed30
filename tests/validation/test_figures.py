"""Which figures of a graph the check reports, on small drawings."""

from __future__ import annotations

import pytest

from pharmagraph.store import terms
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.validation.figures import check_figures
from validation.drawing import quads

FIFTY = """id:one a pg:Figure ; pg:measure pg:measure-clinical-projects ; qudt:hasUnit unit:NUM ;
    pg:population "projects"@en ; qudt:numericValue 50 ; pg:period id:year ."""
THIRTY_SEVEN = FIFTY.replace("id:one", "id:other").replace("numericValue 50", "numericValue 37")
YEAR = 'id:year a pg:Period ; pg:validFrom "2025-01-01"^^xsd:date ; pg:validTo "2026-01-01"^^xsd:date .'


def found(**told: str) -> list[tuple[str, str, str]]:
    """Rule, subject and advice of what is found in what each source tells, in Turtle."""
    trig = "\n".join(f"source:{source} {{ {text} {YEAR} }}" for source, text in told.items())
    with EmbeddedStore.in_memory(list(terms.statements(iter(quads(trig))))) as store:
        return [(one.id, one.subject, one.advice.en) for one in check_figures(store)]


def test_two_numbers_of_one_source_are_an_error_and_of_two_sources_a_remark() -> None:
    alone = found(press=FIFTY + THIRTY_SEVEN)
    assert [one[:2] for one in alone] == [("PG-FIG-201", "one")]
    assert "26 % apart" in alone[0][2]  # |50 − 37| ⁄ 50
    assert [one[:2] for one in found(press=FIFTY, register=THIRTY_SEVEN)] == [("PG-FIG-202", "one")]


def test_what_figures_are_of_is_compared_in_english_and_told_in_russian_makes_no_second_figure() -> None:
    for told in ('"projects"@en, "проекты"@ru', '"проекты"@ru'):
        two = (FIFTY + THIRTY_SEVEN).replace('"projects"@en', told)
        assert [one[:2] for one in found(press=two)] == [("PG-FIG-201", "one")]
    one_told_in_english_alone = FIFTY + THIRTY_SEVEN.replace('"projects"@en', '"projects"@en, "проекты"@ru')
    assert [one[:2] for one in found(press=one_told_in_english_alone)] == [("PG-FIG-201", "one")]


@pytest.mark.parametrize(
    "other",
    [
        THIRTY_SEVEN.replace("; pg:period id:year", ""),
        THIRTY_SEVEN.replace('"projects"@en', '"centres"@en'),
        THIRTY_SEVEN.replace("unit:NUM", "unit:YR"),
        THIRTY_SEVEN.replace("; qudt:hasUnit unit:NUM", ""),
        THIRTY_SEVEN + "id:s pg:hasFigure id:other ; pg:marketSegment pg:segment-retail .",
    ],
    ids=["no period", "another population", "another unit", "no unit", "another market segment"],
)
def test_what_is_no_figure_of_the_same_thing_contradicts_nothing(other: str) -> None:
    assert found(press=FIFTY + other) == []


def test_a_remainder_is_told_in_plain_digits() -> None:
    total = FIFTY.replace("; pg:period id:year", "; pg:scale 1000000")
    part = 'id:part a pg:Figure ; pg:partOfFigure id:one ; pg:scale 1000000 ; pg:population "some"@en ;'
    part += " pg:measure pg:measure-clinical-projects ; qudt:hasUnit unit:NUM ; qudt:numericValue 20 ."
    ((rule, subject, advice),) = found(press=total + part)
    assert (rule, subject) == ("PG-FIG-203", "one")
    assert "add up to 20000000;" in advice
    assert found(press=total + part.replace("numericValue 20", "numericValue 50")) == []


def test_parts_declared_to_be_all_have_to_reach_an_exact_total() -> None:
    total = FIFTY.replace("; pg:period id:year", "")
    part = """id:part a pg:Figure ; pg:partOfFigure id:one ; pg:measure pg:measure-clinical-projects ;
        qudt:hasUnit unit:NUM ; qudt:numericValue 20 ."""
    full = "id:one pg:partsAreExhaustive true ."
    ((rule, subject, advice),) = found(press=total + part + full)  # 20 of 50, and nothing else
    assert (rule, subject) == ("PG-FIG-204", "one")
    assert "add up to 20 " in advice
    about = "id:one pg:comparator pg:comparator-about . pg:comparator-about skos:notation 'about' ."
    assert [one[0] for one in found(press=total + part + full + about)] == ["PG-FIG-203"]
    assert [one[0] for one in found(press=total + part + full.replace("true", "false"))] == ["PG-FIG-203"]
    assert found(press=total + part.replace("numericValue 20", "numericValue 50") + full) == []


def test_figures_of_a_broader_population_are_no_contradiction() -> None:
    of_some = THIRTY_SEVEN.replace('"projects"@en', '"some projects"@en')
    declared = """id:some a pg:Population ; skos:prefLabel "some projects"@en ; skos:broader id:every .
        id:every a pg:Population ; skos:prefLabel "projects"@en ."""
    assert found(press=FIFTY + of_some + declared) == []

"""Terms as cells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.queries.drawing import NameTable, entity, store_of

from pharmagraph.model import Entity, Literal, Words
from pharmagraph.queries.catalogue import AnswerColumn
from pharmagraph.queries.cells import Cells, gathered
from pharmagraph.vocab import ID, PG, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ALFA = entity("alfa")


@pytest.fixture
def cells(tmp_path: Path) -> Iterator[Cells]:
    drawing = """source:article { id:f a pg:Figure ; pg:comparator pg:comparator-about ;
      qudt:numericValue 50 ; qudt:hasUnit unit:CCY_RUB . }"""
    with store_of(tmp_path, drawing) as store:
        told = Cells(store, NameTable(ALFA))
        told.learn(entities={ID.alfa}, concepts={PG["stage-phase-2"]}, figures={ID.f})
        yield told


def test_terms_are_read_as_their_column_says(cells: Cells) -> None:
    assert cells.cell("entity", ID.alfa) == ALFA
    assert cells.cell("entity", ID.stranger) == Entity(ID.stranger, "stranger", "thing")
    assert cells.cell("concept", PG["stage-phase-2"]) == Entity(
        PG["stage-phase-2"], "stage-phase-2", "concept", "Phase 2", "фаза 2"
    )
    assert cells.cell("figure", ID.f) == Words("about 50 roubles", "около 50 руб.")
    assert cells.cell("figure_value", ID.f) == Decimal(50)
    assert cells.cell("figure_comparator", ID.f) == Words("about", "около")
    assert cells.cell("figure_unit", ID.f) == Words("roubles", "руб.")
    assert cells.cell("figure_period", ID.f) is None
    assert cells.cell("number", Literal("0.5", XSD.decimal)) == Decimal("0.5")
    assert cells.cell("integer", Literal("3", XSD.integer)) == 3
    assert cells.cell("integer", Literal("many")) == "many"
    assert cells.cell("boolean", Literal("true", XSD.boolean)) is True
    assert cells.cell("text", Literal("plain")) == "plain"
    assert cells.cell("text", None) is None


def test_dates_are_as_fine_as_they_are_written(cells: Cells) -> None:
    january, spring = Literal("2025-01-01", XSD.date), Literal("2025-04-30", XSD.date)
    assert cells.dates([january], []) == (date(2025, 1, 1),)
    assert cells.dates([january], [Literal("2025")]) == ("2025",)
    assert cells.dates([january], [Literal("2025"), Literal("2025-01")]) == ("2025-01",)
    # each date takes the writing that it lies in
    assert cells.dates([spring, january, None], [Literal("2025-04-30"), Literal("2025-01")]) == (
        "2025-01",
        date(2025, 4, 30),
    )
    assert cells.dates([Literal("early in 2025")], []) == ("early in 2025",)


def test_a_gathering_column_has_each_value_once_in_order(cells: Cells) -> None:
    column = AnswerColumn("n", "integer", Words(), many=True)
    assert cells.many(column, [Literal("3"), Literal("1"), Literal("3"), None]) == (1, 3)


def test_texts_are_gathered_by_language() -> None:
    told = [Literal(text, RDF.langString, lang) for text, lang in (("b", "en"), ("a", "en"), ("в", "ru"))]
    assert gathered(told) == Words("a; b", "в")
    assert gathered([]) is None

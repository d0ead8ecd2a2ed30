"""Solutions that become rows: one fact is one row, however many sources tell it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.queries.drawing import NameTable, entity, store_of

from pharmagraph.model import Literal, Words
from pharmagraph.queries.catalogue import AnswerColumn
from pharmagraph.queries.cells import MAYBE
from pharmagraph.queries.solver import Solver
from pharmagraph.vocab import DERIVED_GRAPH, ID, SOURCE_GRAPH, XSD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pharmagraph.model import Term
    from pharmagraph.queries.replies import Row

ALFA, BETA = entity("alfa"), entity("beta")
DRAWING = """
source:article {
  id:p1 a pg:Partnership ; pg:validFrom "2019-01-01"^^xsd:date ; pg:validFromLatest "2019-12-31"^^xsd:date ; pg:validFromText "2019" .
  id:p2 a pg:Partnership .
  id:p3 a pg:Partnership ; pg:validTo "2020-01-01"^^xsd:date .
}
"""
ACTOR = AnswerColumn("actor", "entity", Words())


def rows(
    directory: Path, columns: list[AnswerColumn], *solutions: Mapping[str, Term | None], certain: bool = False
) -> list[Row]:
    with store_of(directory, DRAWING) as store:
        solver = Solver(store, NameTable(ALFA, BETA))
        return solver.gather(columns, solutions, date(2020, 1, 1), certain=certain)


def test_a_fact_that_two_sources_tell_is_one_row_with_both(tmp_path: Path) -> None:
    (row,) = rows(
        tmp_path,
        [ACTOR],
        {"actor": ID.alfa, "graph": SOURCE_GRAPH["article"]},
        {"actor": ID.alfa, "graph": SOURCE_GRAPH["other"]},
    )
    assert row.cells == (ALFA,)
    assert (row.support.steps, row.rules) == ((("article", "other"),), ())


def test_each_graph_column_is_a_step_and_what_no_source_tells_names_its_rule(tmp_path: Path) -> None:
    told, derived = rows(
        tmp_path,
        [ACTOR],
        {"actor": ID.alfa, "graph": SOURCE_GRAPH["article"], "graph_2": SOURCE_GRAPH["other"]},
        {"actor": ID.beta, "graph": DERIVED_GRAPH["covers"]},
    )
    assert told.support.steps == (("article",), ("other",))
    assert (derived.support.steps, derived.support.derived, derived.rules) == ((), True, ("covers",))


def test_values_are_gathered_and_counted_once_each(tmp_path: Path) -> None:
    columns = [
        ACTOR,
        AnswerColumn("partner", "entity", Words(), many=True),
        AnswerColumn("n", "count", Words(), of="partner"),
        AnswerColumn("remark", "words", Words()),
    ]
    (row,) = rows(
        tmp_path,
        columns,
        {"actor": ID.alfa, "partner": ID.beta, "remark": Literal("two", language="en")},
        {"actor": ID.alfa, "partner": ID.alfa, "remark": Literal("один", language="ru")},
        {"actor": ID.alfa, "partner": ID.beta, "remark": Literal("one", language="en")},
    )
    assert row.cells == (ALFA, (ALFA, BETA), 2, Words("one; two", "один"))


def test_dates_and_status_come_from_the_relation_node(tmp_path: Path) -> None:
    columns = [ACTOR, AnswerColumn("since", "start", Words()), AnswerColumn("holds", "holds", Words())]
    dated, bare = rows(tmp_path, columns, {"actor": ID.alfa, "node": ID.p1}, {"actor": ID.beta})
    assert dated.cells == (ALFA, "2019", MAYBE)  # begun, and nobody confirms it
    assert dated.standing == "possible"
    assert (bare.cells, bare.standing) == ((BETA, None, None), None)


def test_what_a_row_rests_on_is_certain_possible_or_over(tmp_path: Path) -> None:
    # on 1 January 2020 p1 may hold, p2 may and has no date, p3 is over; p1 has begun for certain
    columns = [ACTOR, AnswerColumn("n", "count", Words(), of="one")]
    found = rows(
        tmp_path,
        columns,
        {"actor": ID.alfa, "dated": ID.p1, "one": ID.p1},
        {"actor": ID.alfa, "dated": ID.p2, "one": ID.p2},
        {"actor": ID.alfa, "dated": ID.p3, "one": ID.p3},
    )
    assert [(one.cells, one.standing) for one in found] == [((ALFA, 2), "undated")]
    begun = {"actor": ID.alfa, "happened": ID.p1, "one": ID.p1}
    told = {
        "actor": ID.alfa,
        "happened": ID.p2,
        "happened_from": day("2019-01-01"),
        "happened_by": day("2020-01-01"),
    }
    unknown = {"actor": ID.beta, "happened": ID.p2, "one": ID.p2}
    found = rows(tmp_path, columns, begun, {**told, "one": ID.p2}, unknown)
    assert [(one.cells, one.standing) for one in found] == [((ALFA, 2), "certain"), ((BETA, 1), "undated")]
    assert [one.cells for one in rows(tmp_path, columns, begun, unknown, certain=True)] == [(ALFA, 1)]


def day(text: str) -> Literal:
    return Literal(text, XSD.date)


def test_a_column_may_be_read_from_a_variable_of_another_name(tmp_path: Path) -> None:
    column = AnswerColumn("country", "entity", Words(), of="seat")
    (row,) = rows(tmp_path, [column], {"seat": ID.alfa, "country": ID.beta})
    assert row.cells == (ALFA,)

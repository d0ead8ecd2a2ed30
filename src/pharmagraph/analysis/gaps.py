"""Questions on what has nobody and nothing: stages without an instrument, functions without a body."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pharmagraph.analysis.asking import Outcome
from pharmagraph.model import IRI, Entity
from pharmagraph.queries.replies import Row

if TYPE_CHECKING:
    from pharmagraph.analysis.asking import Asking
    from pharmagraph.queries.catalogue import AnswerColumn
    from pharmagraph.queries.replies import Cell


def bare_stages(asking: Asking) -> Outcome:
    """Stages with their instruments in the order of the stages asked for, and those that have none."""
    return Outcome(tuple(_with_bare(asking, "stage")))


def bare_functions(asking: Asking) -> Outcome:
    """Functions with their bodies and how many those are, and the functions that have none."""
    rows = _with_bare(asking, "function")
    keys = [one.key for one in asking.question.columns]
    function, body, count = (keys.index(key) for key in ("function", "body", "n_bodies"))
    bodies = {(row.cells[function], row.cells[body]) for row in rows if row.cells[body] is not None}
    found = []
    for row in rows:
        n = sum(one == row.cells[function] for one, _ in bodies)
        found.append(replace(row, cells=(*row.cells[:count], n, *row.cells[count + 1 :])))
    return Outcome(tuple(found))


def _with_bare(asking: Asking, key: str) -> list[Row]:
    """The rows by the values asked for, with a row of its own for each value that has none."""
    columns, rows = asking.question.columns, asking.rows()
    place = [one.key for one in columns].index(key)
    asked = [one for one in asking.values[key] if isinstance(one, IRI)]
    named = asking.solver.concepts(asked)
    told: dict[IRI, list[Row]] = {one: [] for one in asked}
    for row in rows:
        cell = row.cells[place]
        if isinstance(cell, Entity):
            told.setdefault(cell.iri, []).append(row)
    return [
        row
        for value, some in told.items()
        for row in some or [Row(tuple(named[value] if one.key == key else _nothing(one) for one in columns))]
    ]


def _nothing(column: AnswerColumn) -> Cell:
    return () if column.many else None

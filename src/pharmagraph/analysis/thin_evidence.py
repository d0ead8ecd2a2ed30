"""Which facts rest on little: one independent source, unchecked sources, doubtful tellings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pharmagraph.analysis.asking import Outcome
from pharmagraph.model import Entity, Words
from pharmagraph.queries.coverage import independent

if TYPE_CHECKING:
    from pharmagraph.analysis.asking import Asking

_DOUBTED: Final = {
    "confidence-low",
    "confidence-unverified",
    "verification-unverified",
    "verification-refuted",
}
_UNCHECKED: Final = {"source-kind-editorial", "source-kind-forum"}


def single_source(asking: Asking) -> Outcome:
    """Facts with one independent source, or that only unchecked sources or doubtful tellings carry."""
    keys = [one.key for one in asking.question.columns]
    count, kinds, verification = (keys.index(key) for key in ("n_sources", "source_kind", "verification"))
    rows, every = [], asking.rows()
    for row in every:
        told = {source for step in row.support.steps for source in step}
        n_sources = independent(told, asking.sources)
        doubts = {one.id for one in _items(row.cells[verification]) if isinstance(one, Entity)}
        only = {one.id for one in _items(row.cells[kinds]) if isinstance(one, Entity)}
        if n_sources <= 1 or doubts & _DOUBTED or (only and only <= _UNCHECKED):
            rows.append(replace(row, cells=(*row.cells[:count], n_sources, *row.cells[count + 1 :])))
    note = Words(
        f"{len(rows)} of {len(every)} facts rest on one independent source or on unchecked ones.",
        f"Из {len(every)} фактов {len(rows)} опираются на один независимый источник или на непроверенные.",
    )
    return Outcome(tuple(rows), (note,) if every else ())


def counted_sources(asking: Asking) -> Outcome:
    """The rows, with the number of independent sources behind each."""
    place = [one.key for one in asking.question.columns].index("n_sources")
    rows = []
    for row in asking.rows():
        told = {source for step in row.support.steps for source in step}
        n_sources = independent(told, asking.sources)
        rows.append(replace(row, cells=(*row.cells[:place], n_sources, *row.cells[place + 1 :])))
    return Outcome(tuple(rows))


def _items(cell: object) -> tuple[object, ...]:
    return cell if isinstance(cell, tuple) else (cell,)

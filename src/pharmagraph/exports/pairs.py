"""The best path of each of many pairs, a row per pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pharmagraph.exports.answers import Answer
from pharmagraph.exports.cells import json_of
from pharmagraph.exports.certainty import certainty_json, certainty_notes
from pharmagraph.exports.route_prose import RouteProse
from pharmagraph.exports.route_rows import weakest_hop
from pharmagraph.exports.tables import Sheet, columns
from pharmagraph.graph.routes import route_title
from pharmagraph.queries.coverage import independent

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.exports.route_rows import Phrases
    from pharmagraph.graph.certainty import Certainty
    from pharmagraph.model import Entity, GraphPath, Lang, SourceRef
    from pharmagraph.queries.coverage import Coverage

PAIR_COLUMNS: Final = columns(
    ("line", "Line", "Строка"),
    ("start", "Start", "Начало"),
    ("start_id", "Start id", "Id начала"),
    ("end", "End", "Конец"),
    ("end_id", "End id", "Id конца"),
    ("found", "Path found", "Путь найден"),
    ("kind", "Kind", "Вид"),
    ("route", "Kind of route", "Вид пути"),
    ("length", "Hops", "Шагов"),
    ("cost", "Cost", "Стоимость"),
    ("text", "Path", "Путь"),
    ("weakest", "Weakest hop", "Слабейший шаг"),
    ("independent", "Sources of the weakest hop", "Источников у слабейшего шага"),
    ("note", "Note", "Примечание"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of a file of pairs, as written and as understood; ``note`` says what was not."""

    line: int
    start_text: str
    end_text: str
    start: Entity | None = None
    end: Entity | None = None
    note: str = ""


class PairRows:
    """Rows of pairs in one language."""

    def __init__(self, lang: Lang, phrases: Phrases, catalogue: Mapping[str, SourceRef]) -> None:
        self._lang = lang
        self._catalogue = catalogue
        self._prose = RouteProse(lang, phrases, catalogue, {})

    def row(self, pair: Pair, path: GraphPath | None) -> tuple[Cell, ...]:
        """The cells under ``PAIR_COLUMNS``; without a path those of the path are empty."""
        given: dict[str, Cell] = {
            "line": pair.line,
            "start": pair.start or pair.start_text,
            "start_id": pair.start.id if pair.start else None,
            "end": pair.end or pair.end_text,
            "end_id": pair.end.id if pair.end else None,
            "found": path is not None if pair.start and pair.end else None,
            "note": pair.note or None,
        }
        if path is not None:
            given |= {
                "kind": path.kind,
                "route": route_title(path, self._lang),
                "length": path.length,
                "cost": path.cost,
                "text": self._prose.chain(path.start, path.hops),
            }
        if path is not None and path.hops:
            weak = weakest_hop(path.hops, self._catalogue)
            sources = {source for tie in path.hops[weak].ties for source in tie.sources}
            given |= {"weakest": weak + 1, "independent": independent(sources, self._catalogue)}
        return tuple(given.get(column.key) for column in PAIR_COLUMNS)


def pairs_answer(
    rows: Iterable[tuple[Cell, ...]],
    *,
    lang: Lang,
    coverage: Coverage,
    certainty: Certainty | None = None,
) -> Answer:
    """The rows as an answer; coverage and certainty are those of the paths found."""
    rows = tuple(rows)
    results: list[Json] = [
        {column.key: json_of(cell, lang) for column, cell in zip(PAIR_COLUMNS, row, strict=True)}
        for row in rows
    ]
    return Answer(
        lang,
        Sheet(PAIR_COLUMNS, rows),
        tuple(results),
        notes=certainty_notes(certainty, lang) if certainty else (),
        coverage=coverage,
        more={"certainty": certainty_json(certainty)} if certainty else {},
    )

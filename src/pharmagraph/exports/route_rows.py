"""Paths as files hold them: a row per tie, and the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from pharmagraph.exports.cells import json_of
from pharmagraph.exports.tables import columns
from pharmagraph.exports.times import period_ends
from pharmagraph.exports.words import confidence_words, status_words
from pharmagraph.graph.routes import route_title
from pharmagraph.model import SourceRef
from pharmagraph.queries.coverage import independent
from pharmagraph.vocab import entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.graph.paths import Excluded, NoPath
    from pharmagraph.model import Direction, GraphPath, Hop, Lang, Tie

COLUMNS: Final = columns(
    ("path", "Path", "Путь"),
    ("hop", "Hop", "Шаг"),
    ("start_id", "Start id", "Id начала"),
    ("start", "Start", "Начало"),
    ("relation", "Relation", "Связь"),
    ("direction", "Direction", "Направление"),
    ("end_id", "End id", "Id конца"),
    ("end", "End", "Конец"),
    ("status", "Status", "Статус"),
    ("from", "From", "С"),
    ("to", "To", "По"),
    ("last_confirmed", "Last confirmed", "Подтверждено"),
    ("certain", "Certain", "Наверняка"),
    ("confidence", "Confidence", "Уверенность"),
    ("derived_by", "Derived by", "Выведено правилом"),
    ("followed", "Followed", "По ней идёт путь"),
    ("via", "Via", "Узел связи"),
    ("sources", "Sources", "Источники"),
    ("urls", "Addresses", "Адреса"),
    ("independent", "Independent sources", "Независимых источников"),
    ("weakest", "Weakest hop", "Слабейший шаг"),
    ("route", "Kind of route", "Вид пути"),
    ("cost", "Cost of the path", "Стоимость пути"),
)
_COMPILED: Final = "editorial"
_CONFIDENCE_ORDER: Final = ("unverified", "low", "medium", "", "high")


class Phrases(Protocol):
    """Whoever knows what relations are called."""

    def __call__(self, relation: str, direction: Direction, lang: Lang) -> str:
        """The words between the two ends of a hop."""
        ...


def weakest_hop(hops: Sequence[Hop], catalogue: Mapping[str, SourceRef]) -> int:
    """The place of the hop that rests on the least, from 0.

    Fewest independent sources first; among equals the lowest confidence, then what was only compiled, then
    the evidence that is oldest.
    """

    def strength(hop: Hop) -> tuple[int, int, bool, str]:
        sources = {source for tie in hop.ties for source in tie.sources}
        confidence = max(_CONFIDENCE_ORDER.index(tie.confidence) for tie in hop.ties)
        was_read = len(compiled_sources(hop, catalogue)) < len(sources)
        return independent(sources, catalogue), confidence, was_read, last_seen(hop, catalogue)

    return min(range(len(hops)), key=lambda place: strength(hops[place]))


def compiled_sources(hop: Hop, catalogue: Mapping[str, SourceRef]) -> list[SourceRef]:
    """The sources of a hop that the makers of the tables compiled themselves, unchecked; by id."""
    sources = sorted({source for tie in hop.ties for source in tie.sources})
    return [catalogue[one] for one in sources if one in catalogue and catalogue[one].kind == _COMPILED]


def last_seen(hop: Hop, catalogue: Mapping[str, SourceRef]) -> str:
    """The latest day on which the hop is known to have held, else the date of its newest source."""
    confirmed = [tie.validity.last_confirmed for tie in hop.ties if tie.validity.confirmed]
    dated = [catalogue[one].date for tie in hop.ties for one in tie.sources if one in catalogue]
    return max(confirmed, default="") or max(dated, default="")


class PathRows:
    """Paths in the words of one language."""

    def __init__(self, lang: Lang, phrases: Phrases, catalogue: Mapping[str, SourceRef]) -> None:
        self._lang = lang
        self._phrases = phrases
        self._catalogue = catalogue

    def rows(self, number: int, path: GraphPath) -> Iterable[tuple[Cell, ...]]:
        """A row per tie of a path: of each hop the one followed, then the parallel ones."""
        return self.hop_rows(
            path.hops, {"path": number, "route": route_title(path, self._lang), "cost": path.cost}
        )

    def hop_rows(self, hops: Sequence[Hop], same: Mapping[str, Cell]) -> Iterable[tuple[Cell, ...]]:
        """A row per tie; ``same`` are the cells that all rows share."""
        weak = weakest_hop(hops, self._catalogue) if hops else -1
        for place, hop in enumerate(hops):
            for tie in hop.ties:
                given: dict[str, Cell] = {
                    **same,
                    "hop": place + 1,
                    "start_id": hop.start.id,
                    "start": hop.start,
                    "end_id": hop.end.id,
                    "end": hop.end,
                    "followed": tie is hop.tie,
                    "weakest": place == weak,
                    **self._tie_cells(tie),
                }
                yield tuple(given[column.key] for column in COLUMNS)

    def json(self, path: GraphPath) -> dict[str, Json]:
        """A path of the JSON contract."""
        return {
            "hops": [self.hop_json(hop) for hop in path.hops],
            "length": path.length,
            "cost": path.cost,
            "kind": path.kind,
            "route": route_title(path, self._lang),
            "weakest_hop": weakest_hop(path.hops, self._catalogue) + 1 if path.hops else None,
            "certain": all(hop.tie.certain for hop in path.hops),
        }

    def excluded_json(self, excluded: Excluded) -> Json:
        """A tie between the two ends that was not followed, and the filter that left it out."""
        return {**self._tie_json(excluded.tie), "excluded_by": excluded.filter}

    def no_path_json(self, why: NoPath) -> Json:
        """What was tried where there is no path."""
        return {
            "missing": [entity_id(iri) for iri in why.missing],
            "nearest_to_start": [json_of(one, self._lang) for one in why.near_start],
            "nearest_to_end": [json_of(one, self._lang) for one in why.near_end],
            "reachable_from_start": why.n_from_start,
            "reachable_from_end": why.n_from_end,
            "excluded_by": [
                {
                    "filter": one.filter,
                    "paths": one.n_paths,
                    "all_counted": one.counted,
                    "shortest": one.shortest,
                }
                for one in why.dropped
            ],
            "longer": why.longer or None,
        }

    def hop_json(self, hop: Hop) -> Json:
        """A hop of the JSON contract, with its parallel ties."""
        return {
            "start": json_of(hop.start, self._lang),
            "end": json_of(hop.end, self._lang),
            **self._tie_json(hop.tie),
            "parallel": [self._tie_json(tie) for tie in hop.ties[1:]],
        }

    def _tie_json(self, tie: Tie) -> dict[str, Json]:
        return {
            "relation": tie.relation,
            "phrase": self._phrases(tie.relation, tie.direction, self._lang),
            "direction": tie.direction,
            "layer": tie.layer or None,
            "via": entity_id(tie.via) if tie.via else None,
            **{key: json_of(cell) for key, cell in _dates(tie).items()},
            "status": tie.status or None,
            "certain": tie.certain,
            "confidence": tie.confidence or None,
            "derived_by": tie.rule if tie.derived else None,
            "sources": [json_of(source) for source in self._sources(tie)],
        }

    def _tie_cells(self, tie: Tie) -> dict[str, Cell]:
        sources = self._sources(tie)
        return {
            "relation": tie.relation,
            "direction": tie.direction,
            "status": status_words(tie.status) if tie.status else None,
            "certain": tie.certain,
            "confidence": confidence_words(tie.confidence) if tie.confidence else None,
            "derived_by": tie.rule if tie.derived else None,
            "via": entity_id(tie.via) if tie.via else None,
            "sources": sources,
            "urls": tuple(one.url for one in sources if one.url),
            "independent": independent(tie.sources, self._catalogue),
            **_dates(tie),
        }

    def _sources(self, tie: Tie) -> tuple[SourceRef, ...]:
        return tuple(self._catalogue.get(one) or SourceRef(one, one) for one in tie.sources)


def _dates(tie: Tie) -> dict[str, Cell]:
    start, end = period_ends(tie.validity)
    confirmed = tie.validity.last_confirmed or None
    return {"from": start or None, "to": end or None, "last_confirmed": confirmed}

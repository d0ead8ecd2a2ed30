"""Paths as text for a memo, as a table with a row per hop, and as the JSON contract has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.cells import json_of
from pharmagraph.exports.footnotes import Footnotes
from pharmagraph.exports.tables import Sheet, columns
from pharmagraph.exports.times import period, period_ends
from pharmagraph.exports.words import CONFIDENCES, STATUSES
from pharmagraph.graph.routes import route_title
from pharmagraph.model import Words
from pharmagraph.queries.coverage import independent
from pharmagraph.vocab import entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.graph.paths import NoPath, PathSearch
    from pharmagraph.model import IRI, Direction, Entity, GraphPath, Hop, Lang, SourceRef, Tie
    from pharmagraph.queries.coverage import Coverage

_COLUMNS: Final = columns(
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
_CONFIDENCE_ORDER: Final = ("unverified", "low", "medium", "", "high")


class Phrases(Protocol):
    """Whoever knows what relations are called."""

    def __call__(self, relation: str, direction: Direction, lang: Lang) -> str:
        """The words between the two ends of a hop."""
        ...


def paths_answer(
    search: PathSearch,
    start: Entity,
    end: Entity,
    *,
    lang: Lang,
    phrases: Phrases,
    catalogue: Mapping[str, SourceRef],
    names: Mapping[IRI, Entity],
    coverage: Coverage,
) -> Answer:
    """What a path search found, or what it tried; ``names`` holds the entities of the relation nodes."""
    telling = _Telling(lang, phrases, catalogue, names)
    if search.paths:
        parts = [Part(f"{start.label(lang)} → {end.label(lang)}", level=1)]
        parts += [telling.path(number, path) for number, path in enumerate(search.paths, 1)]
    else:
        parts = telling.nothing(search, start, end)
    rows = [row for number, path in enumerate(search.paths, 1) for row in _rows(number, path, telling)]
    return Answer(
        lang,
        Sheet(_COLUMNS, tuple(rows)),
        tuple(_path_json(path, telling) for path in search.paths),
        tuple(parts),
        footnotes=telling.notes.listed,
        notes=_notes(search, lang),
        coverage=coverage,
        more={"no_path": _no_path_json(search.no_path, lang)} if search.no_path else {},
    )


def weakest_hop(path: GraphPath, catalogue: Mapping[str, SourceRef]) -> int:
    """The place of the hop that rests on the least, from 0.

    Fewest independent sources first; among equals the lowest confidence, then the evidence that is oldest.
    """

    def strength(hop: Hop) -> tuple[int, int, str]:
        sources = {source for tie in hop.ties for source in tie.sources}
        confidence = max(_CONFIDENCE_ORDER.index(tie.confidence) for tie in hop.ties)
        return independent(sources, catalogue), confidence, _last_seen(hop, catalogue)

    return min(range(path.length), key=lambda place: strength(path.hops[place]))


def _last_seen(hop: Hop, catalogue: Mapping[str, SourceRef]) -> str:
    """The latest day on which the hop is known to have held, else the date of its newest source."""
    confirmed = [tie.validity.confirmed[-1].isoformat() for tie in hop.ties if tie.validity.confirmed]
    dated = [catalogue[one].date for tie in hop.ties for one in tie.sources if one in catalogue]
    return max(confirmed, default="") or max(dated, default="")


class _Telling:
    """The prose of paths in one language."""

    def __init__(
        self,
        lang: Lang,
        phrases: Phrases,
        catalogue: Mapping[str, SourceRef],
        names: Mapping[IRI, Entity],
    ) -> None:
        self.lang = lang
        self.catalogue = catalogue
        self.notes = Footnotes(catalogue)
        self._phrases = phrases
        self._names = names
        self._russian = lang == "ru"

    def path(self, number: int, path: GraphPath) -> Part:
        """One route: its kind, the chain, a clause per hop, the weak hop."""
        if not path.hops:
            same = "Это один и тот же объект." if self._russian else "The two are one and the same entity."
            return Part(lines=(same,))
        steps = f"шагов: {path.length}" if self._russian else f"{path.length} hop{'s' * (path.length > 1)}"
        heading = f"{number}. {_capital(route_title(path, self.lang))} ({steps})"
        closing: tuple[str, ...] = ()
        if path.length > 1:
            weak = weakest_hop(path, self.catalogue)
            closing = (self._weak(weak + 1, path.hops[weak]),)
        return Part(heading, (self.chain(path),), steps=tuple(map(self.hop, path.hops)), closing=closing)

    def chain(self, path: GraphPath) -> str:
        """The route in one line; arrows point the way in which each tie is asserted."""
        text = path.start.label(self.lang)
        for hop in path.hops:
            forward = hop.tie.direction == "forward"
            phrase = self._phrases(hop.tie.relation, "forward", self.lang)
            arrow = f"—{phrase}→" if forward else f"←{phrase}—"
            text += f" {arrow} {hop.end.label(self.lang)}"
        return text

    def hop(self, hop: Hop) -> str:
        """One clause for the tie that was followed, and in short the parallel ones."""
        clause = self.clause(hop, hop.tie)
        others = "; ".join(
            f"{self._in_short(hop, tie)}{self._about(tie)} {self.notes.marks(tie.sources)}"
            for tie in hop.ties[1:]
        )
        if not others:
            return clause
        return f"{clause} {'Также' if self._russian else 'Also'}: {others}."

    def clause(self, hop: Hop, tie: Tie) -> str:
        """Who stands how to whom, with status, dates, doubts and the marks of the sources."""
        said = f"{self.quoted(hop.start)} {self.relation(tie)} {self.quoted(hop.end)}"
        return f"{said}{self._about(tie)} {self.notes.marks(tie.sources)}."

    def relation(self, tie: Tie) -> str:
        """What a tie is called, read in the direction of the hop."""
        return self._phrases(tie.relation, tie.direction, self.lang)

    def quoted(self, entity: Entity) -> str:
        """The name; in Russian within quotes, so that it need not be inflected."""
        label = entity.label(self.lang)
        if not self._russian or entity.kind in {"person", "target", "country"}:
            return label
        name, mark, _ = label.partition(" [en]")
        inner = name.replace("«", "„").replace("»", "“")
        return f"«{inner}»{mark}"

    def _in_short(self, hop: Hop, tie: Tie) -> str:
        """The relation of a parallel tie; with the other end where the phrase needs it."""
        phrase = self.relation(tie)
        return f"{phrase} {self.quoted(hop.end)}" if phrase.endswith("—") else phrase

    def _about(self, tie: Tie) -> str:
        node = self._names.get(tie.via) if tie.via else None
        named = node.label(self.lang) if node and (node.label_en or node.label_ru) else ""
        parts = [
            named,
            STATUSES.get(tie.status, Words(tie.status)).text(self.lang) if tie.status else "",
            period(tie.validity, self.lang),
            self._confidence(tie),
            self._derived(tie),
        ]
        told = "; ".join(filter(None, parts))
        return f" ({told})" if told else ""

    def _confidence(self, tie: Tie) -> str:
        if tie.confidence in {"", "high"}:
            return ""
        word = CONFIDENCES.get(tie.confidence, Words(tie.confidence)).text(self.lang)
        return f"{'уверенность' if self._russian else 'confidence'}: {word}"

    def _derived(self, tie: Tie) -> str:
        if not tie.derived:
            return ""
        return f"{'выведено по правилу' if self._russian else 'derived by rule'} {tie.rule}"

    def _weak(self, place: int, hop: Hop) -> str:
        sources = {source for tie in hop.ties for source in tie.sources}
        n_sources = independent(sources, self.catalogue)
        seen = _last_seen(hop, self.catalogue)
        reasons = [
            f"независимых источников: {n_sources}" if self._russian else f"independent sources: {n_sources}"
        ]
        if confidence := self._confidence(hop.tie):
            reasons.append(confidence)
        if seen:
            reasons.append(f"последнее свидетельство: {seen}" if self._russian else f"last evidence: {seen}")
        lead = f"Слабейший шаг — {place}" if self._russian else f"Weakest hop: {place}"
        return f"{lead} ({'; '.join(reasons)})."

    # --------------------------------------------------------------------------------- no path

    def nothing(self, search: PathSearch, start: Entity, end: Entity) -> list[Part]:
        """That there is no path, what was tried, and where one might look."""
        title = f"{start.label(self.lang)} → {end.label(self.lang)}"
        day = search.as_of.isoformat() if search.as_of else ""
        lead = (
            f"Путь не найден: до {search.max_hops} шагов, на дату {day}. В этом графе его нет — и только."
            if self._russian
            else f"No path within {search.max_hops} hops as of {day}. It says only that this graph has none."
        )
        return [Part(title, (lead,), tuple(self._tried(search.no_path, start, end)), level=1)]

    def _tried(self, why: NoPath | None, start: Entity, end: Entity) -> Iterable[str]:
        if why is None:
            return
        for iri in why.missing:
            name = next((one.label(self.lang) for one in (start, end) if one.iri == iri), entity_id(iri))
            yield (
                f"У «{name}» нет ни одной связи, по которой можно пройти."
                if self._russian
                else f"{name} takes part in no tie that a path could cross."
            )
        for one in why.dropped:
            word = FILTERS.get(one.filter, Words(one.filter, one.filter)).text(self.lang)
            yield (
                f"Путей {word}: {one.n_paths}, кратчайший — {one.shortest}."
                if self._russian
                else f"{one.n_paths} path{'s' * (one.n_paths > 1)} {word}, the shortest of {one.shortest}."
            )
        if why.longer:
            yield (
                f"Есть более длинный путь: --max-hops {why.longer}."
                if self._russian
                else f"There is a longer path: --max-hops {why.longer}."
            )
        for entity, near, total in (
            (start, why.near_start, why.n_from_start),
            (end, why.near_end, why.n_from_end),
        ):
            if near:
                names = ", ".join(other.label(self.lang) for other in near)
                yield (
                    f"Ближайшие к «{entity.label(self.lang)}» (всего достижимо: {total}): {names}."
                    if self._russian
                    else f"Nearest to {entity.label(self.lang)} ({total} can be reached in all): {names}."
                )


FILTERS: Final[dict[str, Words]] = {
    "as_of": Words("without the date", "без ограничения по дате"),
    "certain": Words("without --certain", "без --certain"),
    "directed": Words("without --directed", "без --directed"),
    "only": Words("without --only", "без --only"),
    "without": Words("without --without", "без --without"),
    "avoid": Words("without --avoid", "без --avoid"),
    "via": Words("without --via", "без --via"),
    "announced": Words("with --include announced", "с --include announced"),
    "agreed": Words("with --include agreed", "с --include agreed"),
    "ended": Words("with --include ended", "с --include ended"),
    "halted": Words("with --include halted", "с --include halted"),
    "unknown": Words("with --include unknown", "с --include unknown"),
    "unconfirmed": Words("with --include unconfirmed", "с --include unconfirmed"),
    "events": Words("with --include events", "с --include events"),
    "interlocks": Words("with --include interlocks", "с --include interlocks"),
    "functions": Words("with --include functions", "с --include functions"),
}
"""What would let paths through, by the name of the filter that stands in the way."""


def _rows(number: int, path: GraphPath, telling: _Telling) -> Iterable[tuple[Cell, ...]]:
    """A row per tie: of each hop the one followed, then the parallel ones."""
    lang = telling.lang
    weak = weakest_hop(path, telling.catalogue) if path.hops else -1
    route = route_title(path, lang)
    for place, hop in enumerate(path.hops):
        for tie in hop.ties:
            sources = tuple(telling.notes.source(one) for one in tie.sources)
            given: dict[str, Cell] = {
                "path": number,
                "hop": place + 1,
                "start_id": hop.start.id,
                "start": hop.start,
                "relation": tie.relation,
                "direction": tie.direction,
                "end_id": hop.end.id,
                "end": hop.end,
                "status": STATUSES.get(tie.status, Words(tie.status)) if tie.status else None,
                "certain": tie.certain,
                "confidence": CONFIDENCES.get(tie.confidence, Words(tie.confidence))
                if tie.confidence
                else None,
                "derived_by": tie.rule if tie.derived else None,
                "followed": tie is hop.tie,
                "via": entity_id(tie.via) if tie.via else None,
                "sources": sources,
                "urls": tuple(one.url for one in sources if one.url),
                "independent": independent(tie.sources, telling.catalogue),
                "weakest": place == weak,
                "route": route,
                "cost": path.cost,
                **_dates(tie),
            }
            yield tuple(given[column.key] for column in _COLUMNS)


def _dates(tie: Tie) -> dict[str, Cell]:
    start, end = period_ends(tie.validity)
    confirmed = tie.validity.confirmed[-1] if tie.validity.confirmed else None
    return {"from": start or None, "to": end or None, "last_confirmed": confirmed}


def _path_json(path: GraphPath, telling: _Telling) -> Json:
    lang = telling.lang
    return {
        "hops": [_hop_json(hop, telling) for hop in path.hops],
        "length": path.length,
        "cost": path.cost,
        "kind": path.kind,
        "route": route_title(path, lang),
        "weakest_hop": weakest_hop(path, telling.catalogue) + 1 if path.hops else None,
    }


def _hop_json(hop: Hop, telling: _Telling) -> Json:
    return {
        "start": json_of(hop.start, telling.lang),
        "end": json_of(hop.end, telling.lang),
        **_tie_json(hop.tie, telling),
        "parallel": [_tie_json(tie, telling) for tie in hop.ties[1:]],
    }


def _tie_json(tie: Tie, telling: _Telling) -> dict[str, Json]:
    return {
        "relation": tie.relation,
        "phrase": telling.relation(tie),
        "direction": tie.direction,
        "layer": tie.layer or None,
        "via": entity_id(tie.via) if tie.via else None,
        **{key: json_of(cell) for key, cell in _dates(tie).items()},
        "status": tie.status or None,
        "certain": tie.certain,
        "confidence": tie.confidence or None,
        "derived_by": tie.rule if tie.derived else None,
        "sources": [json_of(telling.notes.source(one)) for one in tie.sources],
    }


def _no_path_json(why: NoPath, lang: Lang) -> Json:
    return {
        "missing": [entity_id(iri) for iri in why.missing],
        "nearest_to_start": [json_of(one, lang) for one in why.near_start],
        "nearest_to_end": [json_of(one, lang) for one in why.near_end],
        "reachable_from_start": why.n_from_start,
        "reachable_from_end": why.n_from_end,
        "excluded_by": [
            {"filter": one.filter, "paths": one.n_paths, "shortest": one.shortest} for one in why.dropped
        ],
        "longer": why.longer or None,
    }


def _notes(search: PathSearch, lang: Lang) -> tuple[str, ...]:
    russian, notes = lang == "ru", []
    if search.equals_cut:
        more = "" if search.equals_counted else ("не менее " if russian else "at least ")
        notes.append(
            f"такой же стоимости, как последний, ещё путей: {more}{search.equals_cut}; больше — с --limit"
            if russian
            else f"{more}{search.equals_cut} more paths cost as much as the last; more with --limit"
        )
    if search.widened:
        notes.append(
            f"ближе пути нет, поиск расширен до {search.max_hops} шагов"
            if russian
            else f"nothing nearer was found, so the search went up to {search.max_hops} hops"
        )
    return tuple(notes)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

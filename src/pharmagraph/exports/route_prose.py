"""Paths as text for a memo: a clause per hop with its footnotes, the weak hop, what was tried."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pharmagraph.exports.answers import Part
from pharmagraph.exports.footnotes import Footnotes
from pharmagraph.exports.route_rows import compiled_sources, last_seen, weakest_hop
from pharmagraph.exports.times import period
from pharmagraph.exports.words import capital, confidence_words, status_words
from pharmagraph.graph.options import LAYER_WORDS
from pharmagraph.graph.routes import route_title
from pharmagraph.model import Words
from pharmagraph.queries.coverage import independent
from pharmagraph.vocab import entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pharmagraph.exports.route_rows import Phrases
    from pharmagraph.graph.paths import Dropped, NoPath, PathSearch
    from pharmagraph.model import IRI, Entity, GraphPath, Hop, Lang, SourceRef, Tie

FILTERS: Final[dict[str, Words]] = {
    "as_of": Words("without the date", "без ограничения по дате"),
    "certain": Words("without --certain", "без --certain"),
    "directed": Words("without --directed", "без --directed"),
    "only": Words("without --only", "без --only"),
    "without": Words("without --without", "без --without"),
    "avoid": Words("without --avoid", "без --avoid"),
    "via": Words("without --via", "без --via"),
    "pattern": Words("without --pattern", "без --pattern"),
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


_DENIALS: Final = {
    "no tie between the two is known": "the direct tie does not count",
    "no direct tie": "the direct tie does not count",
    "связь между ними не известна": "прямая связь не учитывается",
    "прямой связи нет": "прямая связь не учитывается",
}
"""What a route may not say when there is a tie that is, for instance, only agreed; and what it says then."""


_COMPILED_MARK: Final = " (compiled, unchecked)"
"""How the title of a source ends that the makers of the tables compiled."""


def has_tie_left_out(search: PathSearch) -> bool:
    """Whether there is a direct tie that was not followed, weak contacts such as a shared event apart."""
    return any(one.filter not in LAYER_WORDS for one in search.excluded)


def _hops(number: int) -> str:
    return f"{number} hop{'s' * (number != 1)}"


class RouteProse:
    """Tells paths in one language; ``names`` holds the entities of the relation nodes."""

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

    def path(self, number: int, path: GraphPath, *, tie_left_out: bool = False) -> Part:
        """One route: its kind, the chain, a clause per hop, the weak hop.

        ``tie_left_out`` says that there is a direct tie which the search was not to follow.
        """
        if not path.hops:
            same = "Это один и тот же объект." if self._russian else "The two are one and the same entity."
            return Part(lines=(same,))
        steps = f"шагов: {path.length}" if self._russian else _hops(path.length)
        title = route_title(path, self.lang)
        if tie_left_out:
            title = re.sub("|".join(_DENIALS), lambda found: _DENIALS[found[0]], title)
        heading = f"{number}. {capital(title)} ({steps})"
        chain = self.chain(path.start, path.hops)
        steps_told = tuple(map(self.hop, path.hops))
        return Part(heading, (chain,), steps=steps_told, closing=self.weakest(path.hops))

    def weakest(self, hops: Sequence[Hop]) -> tuple[str, ...]:
        """Which of several hops rests on the least, in a sentence."""
        if len(hops) < 2:
            return ()
        weak = weakest_hop(hops, self.catalogue)
        return (self._weak(weak + 1, hops[weak]),)

    def chain(self, start: Entity, hops: Iterable[Hop]) -> str:
        """The route in one line; arrows point the way in which each tie is asserted."""
        text = start.label(self.lang)
        for hop in hops:
            forward = hop.tie.direction == "forward"
            phrase = self._phrases(hop.tie.relation, "forward", self.lang)
            arrow = f"—{phrase}→" if forward else f"←{phrase}—"
            text += f" {arrow} {hop.end.label(self.lang)}"
        return text

    def hop(self, hop: Hop) -> str:
        """One clause for the tie that was followed, and in short the parallel ones."""
        clause = self.clause(hop.start, hop.tie, hop.end)
        others = "; ".join(
            f"{self._in_short(hop, tie)}{self._about(tie)} {self.notes.marks(tie.sources)}"
            for tie in hop.ties[1:]
        )
        if not others:
            return clause
        return f"{clause} {'Также' if self._russian else 'Also'}: {others}."

    def clause(self, start: Entity, tie: Tie, end: Entity) -> str:
        """Who stands how to whom, with status, dates, doubts and the marks of the sources."""
        said = f"{self.quoted(start)} {self.relation(tie)} {self.quoted(end)}"
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
            status_words(tie.status).text(self.lang) if tie.status else "",
            period(tie.validity, self.lang) or self._undated(tie),
            self._confidence(tie),
            self._derived(tie),
        ]
        told = "; ".join(filter(None, parts))
        return f" ({told})" if told else ""

    def _undated(self, tie: Tie) -> str:
        """That no date is stated, of what has one: laws of nature and foreign data are not asked for it."""
        if tie.certain or not tie.layer:
            return ""
        return "дата не указана" if self._russian else "no date stated"

    def _confidence(self, tie: Tie) -> str:
        if tie.confidence in {"", "high"}:
            return ""
        word = confidence_words(tie.confidence).text(self.lang)
        return f"{'уверенность' if self._russian else 'confidence'}: {word}"

    def _derived(self, tie: Tie) -> str:
        if not tie.derived:
            return ""
        return f"{'выведено по правилу' if self._russian else 'derived by rule'} {tie.rule}"

    def _weak(self, place: int, hop: Hop) -> str:
        sources = {source for tie in hop.ties for source in tie.sources}
        n_sources = independent(sources, self.catalogue)
        seen = last_seen(hop, self.catalogue)
        reasons = [
            f"независимых источников: {n_sources}" if self._russian else f"independent sources: {n_sources}"
        ]
        if confidence := self._confidence(hop.tie):
            reasons.append(confidence)
        elif not any(tie.confidence for tie in hop.ties):
            reasons.append("уверенность: не указана" if self._russian else "confidence: not stated")
        if compiled := compiled_sources(hop, self.catalogue):
            titles = ", ".join(one.title.removesuffix(_COMPILED_MARK) for one in compiled)
            lead = "составлено, не проверено" if self._russian else "compiled, unchecked"
            reasons.append(f"{lead}: {titles}")
        if seen:
            reasons.append(f"последнее свидетельство: {seen}" if self._russian else f"last evidence: {seen}")
        lead = f"Слабейший шаг — {place}" if self._russian else f"Weakest hop: {place}"
        return f"{lead} ({'; '.join(reasons)})."

    # ------------------------------------------------------------------ what was not followed

    def not_followed(self, search: PathSearch, start: Entity, end: Entity) -> tuple[Part, ...]:
        """The ties straight between the two ends that the search was not to cross, each with its reason."""
        if not search.excluded:
            return ()
        if any(path.length == 1 for path in search.paths):
            heading = Words("Not counted beside it", "Кроме неё, не учитывается")
        elif has_tie_left_out(search):
            heading = Words(
                "There is a direct tie, which no path follows", "Есть прямая связь, но по ней путь не ведёт"
            )
        else:
            heading = Words(
                "There is a weak contact, which no path follows",
                "Есть слабый контакт, но по нему путь не ведёт",
            )
        items = tuple(
            f"{self.clause(start, one.tie, end)} {self._how_to_follow(one.filter)}" for one in search.excluded
        )
        return (Part(heading.text(self.lang), items=items),)

    def hints(self, search: PathSearch) -> tuple[str, ...]:
        """What would bring shorter paths, and what the numbers of the answer leave out."""
        notes = []
        shown = len(search.paths)
        if search.total > shown:
            total = self._number(search.total, counted=search.total_counted)
            notes.append(
                f"показано путей: {shown} из {total} (до {search.max_hops} шагов); больше — с --limit"
                if self._russian
                else f"{shown} of {total} paths of up to {_hops(search.max_hops)}; more with --limit"
            )
        if search.equals_cut:
            equals = self._number(search.equals_cut, counted=search.equals_counted)
            cost = "path costs" if search.equals_cut == 1 else "paths cost"
            notes.append(
                f"такой же стоимости, как последний, ещё путей: {equals}"
                if self._russian
                else f"{equals} more {cost} as much as the last"
            )
        if search.widened:
            notes.append(
                f"ближе пути нет, поиск расширен до {search.max_hops} шагов"
                if self._russian
                else f"nothing nearer was found, so the search went up to {_hops(search.max_hops)}"
            )
        return (*notes, *map(self._dropped, search.hints))

    def _how_to_follow(self, name: str) -> str:
        word = FILTERS.get(name, Words(name, name)).text(self.lang)
        return f"Учитывается {word}." if self._russian else f"It counts {word}."

    def _dropped(self, one: Dropped) -> str:
        word = FILTERS.get(one.filter, Words(one.filter, one.filter)).text(self.lang)
        n_paths = self._number(one.n_paths, counted=one.counted)
        if self._russian:
            return f"{word}: путей — {n_paths}, в кратчайшем шагов: {one.shortest}"
        return f"{word}: {n_paths} path{'s' * (one.n_paths > 1)}, the shortest of {one.shortest}"

    def _number(self, number: int, *, counted: bool) -> str:
        """A count, or what was counted of it."""
        least = "" if counted else "не менее " if self._russian else "at least "
        return f"{least}{number}"

    def nothing(self, search: PathSearch, start: Entity, end: Entity) -> list[Part]:
        """That there is no path, what was tried, and where one might look."""
        title = f"{start.label(self.lang)} → {end.label(self.lang)}"
        day, hops = search.as_of.isoformat() if search.as_of else "", _hops(search.max_hops)
        lead = (
            f"Путь не найден: до {search.max_hops} шагов, на дату {day}. В этом графе его нет — и только."
            if self._russian
            else f"No path within {hops} as of {day}. It says only that this graph has none."
        )
        return [Part(title, (lead,), tuple(self._tried(search.no_path, start, end)), level=1)]

    def _tried(self, why: NoPath | None, start: Entity, end: Entity) -> Iterable[str]:
        if why is None:
            return
        for iri in why.missing:
            name = next((one.label(self.lang) for one in (start, end) if one.iri == iri), entity_id(iri))
            yield (
                f"У «{name}» нет ни одной связи, по которой можно пройти: пути идут через участников, "
                f"лекарства и мишени. Что известно: pharmagraph show {entity_id(iri)}"
                if self._russian
                else f"{name} takes part in no tie that a path could cross: paths run through actors, drugs "
                f"and targets. What is known of it: pharmagraph show {entity_id(iri)}"
            )
        yield from map(self._dropped, why.dropped)
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
            if not near and not why.missing:
                yield (
                    f"От «{entity.label(self.lang)}» ни одна связь из учитываемых не ведёт."
                    if self._russian
                    else f"{entity.label(self.lang)} has no tie that counts here."
                )
            if near:
                names = ", ".join(other.label(self.lang) for other in near)
                yield (
                    f"Ближайшие к «{entity.label(self.lang)}» (всего достижимо: {total}): {names}."
                    if self._russian
                    else f"Nearest to {entity.label(self.lang)} ({total} can be reached in all): {names}."
                )

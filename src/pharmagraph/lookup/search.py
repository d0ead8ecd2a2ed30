"""One search: a text goes down the steps of evidence until something answers."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pharmagraph.lookup.closeness import allowed_edits, nearest, resembling
from pharmagraph.lookup.evidence import Candidate, Step, rank
from pharmagraph.lookup.layout import DEPENDENT_KINDS, STOP_WORDS, UNGUESSABLE
from pharmagraph.names import (
    fold,
    is_code,
    is_cyrillic,
    is_patronymic,
    normalise,
    other_layout,
    sound_keys,
    sound_words,
    twin_letters,
    without_legal_form,
)
from pharmagraph.vocab import ID, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pharmagraph.lookup.layout import Guessable
    from pharmagraph.lookup.rows import NameRow, Rows
    from pharmagraph.model import Entity

_LONGEST_TEXT: Final = 300
_MOST_NEIGHBOURS: Final = 400


def iris_meant(reference: str) -> list[str]:
    """The IRIs a reference may be: itself, a CURIE, or one of our ids."""
    plain = reference.strip()
    if plain.startswith("<") and plain.endswith(">"):
        plain = plain[1:-1]
    curie = expand(plain)
    return [plain] if "://" in plain else [iri for iri in (curie, ID[plain]) if iri is not None]


class Search:
    """A text looked for in the names file, among entities of ``kinds`` or of any."""

    def __init__(self, rows: Rows, text: str, kinds: frozenset[str] | None = None) -> None:
        self.rows = rows
        self.text = text
        self.kinds = kinds

    def candidates(self) -> list[Candidate]:
        """Every entity that may be meant, the likeliest first."""
        if not self.fold or len(self.text) > _LONGEST_TEXT:
            return []
        found = self._of_kinds(self._by_reference(), self._by_name())
        if all(one.step is Step.HIDDEN for one in found):
            found += self._of_kinds(self._by_words())
        if all(one.step is Step.MENTION for one in found):
            found += self._of_kinds(self._by_closeness(), self._by_beginning(), self._as_mistyped())
        ranked = rank(found, self._substances)
        return ranked + self._related(ranked)

    def suggestions(self, guesses: Iterable[Candidate] = (), limit: int = 3) -> list[str]:
        """What the text may have meant: the names of ``guesses``, else those that look most like it."""
        names = [self._shown(one) for one in guesses]
        if not names and len(self.text) <= _LONGEST_TEXT and len(self.fold) >= 4:
            keys = resembling(self.sounds[0], self.rows.guessable("name"), limit * 4)
            entities = [row.entity for key in keys for row in self.rows.sounding([key])]
            wanted = [one for one in entities if self._wanted(one) and one.kind not in DEPENDENT_KINDS]
            names = list(map(self.label, wanted))
        return list(dict.fromkeys(names))[:limit]

    def _shown(self, guess: Candidate) -> str:
        symbolic = guess.entity.kind == "target" or is_code(guess.matched)
        return guess.matched if symbolic else self.label(guess.entity)

    def label(self, entity: Entity) -> str:
        """The entity's label in the script of the text, else in the other, else its id."""
        labels = [entity.label_en, entity.label_ru]
        if is_cyrillic(self.text):
            labels.reverse()
        return labels[0] or labels[1] or entity.id

    @cached_property
    def fold(self) -> str:
        """The folded text."""
        return fold(self.text)

    @cached_property
    def sounds(self) -> tuple[str, ...]:
        """The text's sound keys."""
        return sound_keys(self.text)

    @cached_property
    def _words(self) -> list[str]:
        every = sound_words(self.text)
        return [word for word in every if word not in STOP_WORDS] or every

    def _wanted(self, entity: Entity) -> bool:
        return self.kinds is None or entity.kind in self.kinds

    def _of_kinds(self, *steps: Iterable[Candidate]) -> list[Candidate]:
        return [one for step in steps for one in step if self._wanted(one.entity)]

    def _substances(self, entity: Entity) -> list[Entity]:
        return self.rows.substances(entity.iri)

    # ------------------------------------------------------------------------- the steps

    def _by_reference(self) -> Iterator[Candidate]:
        for iri in iris_meant(self.text):
            entity = self.rows.entity(iri)
            if entity is not None:
                yield Candidate(entity, Step.ID, "id", entity.id)

    def _by_name(self) -> Iterator[Candidate]:
        exact = normalise(self.text)
        for row in self.rows.folded(self.fold):
            yield from _judged(row, exact)
        for row in self.rows.sounding(self.sounds):
            yield from _heard(row)
        core = without_legal_form(self.text)
        if core != self.text:
            yield from (_lowered(one, "legal-form", 0.95) for one in Search(self.rows, core)._by_name())

    def _by_words(self) -> Iterator[Candidate]:
        """Names that have every word of the text; failing that, people and entities with several names."""
        if sum(map(len, self._words)) < 3:
            return
        rows = self.rows.numbered(set.intersection(*map(self.rows.with_word, self._words)))
        proper = [self._share(row.text) for row in rows if row.entity.kind not in DEPENDENT_KINDS]
        for row in rows:
            yield self._worded(row, most_told=max(proper, default=0.0))
        if not rows:
            yield from self._by_personal_name()
            yield from self._by_several_names()

    def _worded(self, row: NameRow, most_told: float) -> Candidate:
        """What a name with all the text's words is worth: little if the text tells little of any name."""
        share, dependent = self._share(row.text), row.entity.kind in DEPENDENT_KINDS
        strong = not dependent and (most_told >= 0.6 or row.entity.kind == "person")
        certain = strong or (share >= (0.6 if dependent else 0.3) and not is_code(self.text))
        step = Step.WORDS if strong else Step.MENTION
        reason = "mention" if dependent else "words"
        return Candidate(row.entity, step, reason, row.text, share, certain=certain)

    def _by_personal_name(self) -> Iterator[Candidate]:
        """People of this surname whose first name has the initial, or whose patronymic no name tells."""
        surname = [word for word in self._words if len(word) > 1 and not is_patronymic(word)]
        initials = [word for word in self._words if len(word) == 1]
        if not surname or len(surname) == len(self._words):
            return
        sets = [*map(self.rows.with_word, surname), *map(self.rows.with_word_from, initials)]
        for row in self.rows.numbered(set.intersection(*sets)):
            told = any(map(is_patronymic, sound_words(f"{row.entity.label_en} {row.entity.label_ru}")))
            if row.entity.kind == "person" and not (told and any(map(is_patronymic, self._words))):
                yield Candidate(row.entity, Step.WORDS, "words", row.text, self._share(row.text))

    def _by_several_names(self) -> Iterator[Candidate]:
        """Entities whose names together have every word: HER2/neu, Genentech Roche."""
        if len(self._words) < 2:
            return
        owners = [
            {
                row.entity.iri: row
                for row in sorted(self.rows.numbered(self.rows.with_word(word)), key=_longest_first)
            }
            for word in self._words
        ]
        for iri in sorted(set.intersection(*map(set, owners))):
            row = owners[0][iri]
            if row.entity.kind not in DEPENDENT_KINDS:
                yield Candidate(row.entity, Step.WORDS, "words", row.text, self._share(row.text))

    def _by_beginning(self) -> Iterator[Candidate]:
        """Names that begin with the text, or have its words, the last of which may be the start of one."""
        if len(self.fold) < 3:
            return
        rows = self.rows.folded_from(self.fold)
        *whole, last = self._words
        if len(last) >= 3:
            sets = [self.rows.with_word_from(last), *map(self.rows.with_word, whole)]
            rows += self.rows.numbered(set.intersection(*sets))
        for row in rows:
            if row.entity.kind not in DEPENDENT_KINDS and row.role not in UNGUESSABLE:
                score = self._share(row.text)
                yield Candidate(row.entity, Step.BEGINNING, "beginning", row.text, score, certain=False)

    def _by_closeness(self) -> Iterator[Candidate]:
        yield from self._close_names()
        yield from self._close_words()

    def _close_names(self) -> Iterator[Candidate]:
        """Names a few slips away, by their sound and, for slips inside sh or ph, by their spelling."""
        key = self.sounds[0] if self.sounds else ""
        for close, distance in self._near(key, "name").items():
            for row in self.rows.sounding([close]):
                if row.role not in UNGUESSABLE:
                    yield self._guess(row, distance, 1 - distance / len(key))
        for close, distance in self._near(self.fold, "spelling").items():
            for row in self.rows.folded(close):
                if row.role not in UNGUESSABLE:
                    yield self._guess(row, distance, 1 - distance / len(self.fold))

    def _near(self, key: str, what: Guessable) -> dict[str, int]:
        edits = allowed_edits(key)
        if not edits:
            return {}
        return nearest(key, self.rows.guessable(what, max(4, len(key) - edits), len(key) + edits), edits)

    def _close_words(self) -> Iterator[Candidate]:
        """Names that have every word of the text, or one close to it."""
        if not any(map(allowed_edits, self._words)):
            return
        first, *others = map(self._slips_by_name, self._words)
        for other in others:
            first = {number: first[number] + slips for number, slips in other.items() if number in first}
        length = sum(map(len, self._words))
        chosen = sorted(first, key=lambda number: (first[number], number))[:_MOST_NEIGHBOURS]
        for row in self.rows.numbered(chosen):
            if row.entity.kind not in DEPENDENT_KINDS and first[row.number]:
                yield self._guess(row, first[row.number], 0.95 * (1 - first[row.number] / length))

    def _slips_by_name(self, word: str) -> dict[int, int]:
        """Name → slips between the word and the closest word of that name."""
        near = self._near(word, "word") if allowed_edits(word) else {word: 0}
        slips: dict[int, int] = {}
        for close, distance in sorted(near.items(), key=lambda one: one[1]):
            for number in self.rows.with_word(close):
                slips.setdefault(number, distance)
        return slips

    def _guess(self, row: NameRow, distance: int, score: float) -> Candidate:
        return Candidate(
            row.entity, Step.FUZZY, "fuzzy", row.text, round(score, 4), certain=self._safe(row, distance)
        )

    def _safe(self, row: NameRow, distance: int) -> bool:
        """Whether a guess may be taken without asking. Targets and medicines are told apart by one letter."""
        length = len(self.fold)
        if row.entity.kind == "target" or is_code(row.text):
            return False
        if row.entity.kind in {"drug", "product", "disease"}:
            return distance <= 1 and length >= 9
        return (distance <= 1 and length >= 6) or (distance == 2 and length >= 10)

    def _as_mistyped(self) -> Iterator[Candidate]:
        for text, reason in (
            (other_layout(self.text.strip()), "keyboard-layout"),
            (twin_letters(self.text), "look-alike-letters"),
        ):
            if len(fold(text)) >= 3:
                named = (one for one in Search(self.rows, text)._by_name() if one.step < Step.HIDDEN)
                yield from (replace(one, step=Step.MISTYPED, reason=reason, score=0.5) for one in named)

    def _related(self, ranked: list[Candidate]) -> list[Candidate]:
        """Products of the substance that was found by name, and the substance of the product."""
        if not ranked or ranked[0].step > Step.FOLDED_ALIAS:
            return []
        listed = {one.entity.iri for one in ranked}
        top = ranked[0].entity
        akin = [(one, "product") for one in self.rows.varieties(top.iri)]
        akin += [(one, "substance") for one in self.rows.substances(top.iri)]
        return [
            Candidate(entity, Step.RELATED, reason, self.label(entity), 0.0, certain=False)
            for entity, reason in akin
            if entity.iri not in listed and self._wanted(entity)
        ]

    def _share(self, name: str) -> float:
        return round(min(1.0, len(self.fold) / len(fold(name))), 4)


def _longest_first(row: NameRow) -> tuple[int, str]:
    return -len(row.text), row.text


def _judged(row: NameRow, exact: str) -> Iterator[Candidate]:
    """What a name with the same folded form as the text is worth."""
    name = normalise(row.text)
    same = name.casefold() == exact.casefold()
    score = 1.0 if name == exact else 0.99
    if row.role == "identifier":
        if same or not row.text.isdigit():
            yield Candidate(row.entity, Step.ID, "identifier", row.text)
    elif row.role in {"symbol", "preferred"}:
        reason = ("symbol" if row.role == "symbol" else "preferred-label") if same else "folded-label"
        yield Candidate(row.entity, Step.LABEL if same else Step.FOLDED_LABEL, reason, row.text, score)
    elif row.role == "alias":
        reason = "alias" if same else "folded-alias"
        yield Candidate(row.entity, Step.ALIAS if same else Step.FOLDED_ALIAS, reason, row.text, score)
    elif row.role in {"part", "code"}:
        reason = "part-of-name" if row.role == "part" else "identifier"
        yield Candidate(row.entity, Step.FOLDED_ALIAS, reason, row.text, 0.95)
    else:
        yield from _last(row, 1.0 if row.role == "hidden" else 0.9)


def _heard(row: NameRow) -> Iterator[Candidate]:
    """What a name that sounds like the text is worth."""
    if row.role in {"hidden", "slug"}:
        yield from _last(row, 0.8)
    else:
        yield Candidate(row.entity, Step.FOLDED_ALIAS, "transliteration", row.text, 0.9)


def _last(row: NameRow, score: float) -> Iterable[Candidate]:
    reason = "hidden-label" if row.role == "hidden" else "folded-id"
    return [Candidate(row.entity, Step.HIDDEN, reason, row.text, score)]


def _lowered(one: Candidate, reason: str, score: float) -> Candidate:
    step = max(one.step, Step.FOLDED_ALIAS)
    return replace(one, step=step, reason=reason, score=min(score, one.score))

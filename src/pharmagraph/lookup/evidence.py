"""What speaks for an entity being meant, from the strongest to the weakest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final

from pharmagraph.lookup.layout import DEPENDENT_KINDS
from pharmagraph.model import Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pharmagraph.model import Entity


class Step(IntEnum):
    """The order of evidence. A lower step never competes with a higher one."""

    ID = 1
    LABEL = 2
    ALIAS = 3
    FOLDED_LABEL = 4
    FOLDED_ALIAS = 5
    SHARED_ALIAS = 6
    HIDDEN = 7
    WORDS = 8
    FUZZY = 9
    MENTION = 10
    BEGINNING = 11
    MISTYPED = 12
    RELATED = 13


_ALL_EQUAL: Final = frozenset({Step.WORDS, Step.BEGINNING, Step.MENTION})
"""Steps where a better score is no reason to prefer one of two."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant. ``certain``: it may be taken without asking when nobody else remains."""

    entity: Entity
    step: Step
    reason: str
    matched: str
    score: float = 1.0
    certain: bool = True
    subordinate: bool = False

    @property
    def standing(self) -> tuple[int, bool, float]:
        """Candidates with the same standing are equally likely to be meant."""
        return self.step, self.subordinate, 0.0 if self.step in _ALL_EQUAL else -self.score

    @property
    def match(self) -> Match:
        """The candidate as an answer."""
        return Match(self.entity, int(self.step), self.reason, self.matched, self.score)


def rank(found: Iterable[Candidate], substances: Callable[[Entity], Iterable[Entity]]) -> list[Candidate]:
    """One candidate per entity, the likeliest first.

    ``substances`` gives what a product or copy is a variety of: the variety stands below it. An alias of two
    entities stands below one that is only one's.
    """
    best: dict[str, Candidate] = {}
    for candidate in sorted(_titles_lowered(list(found)), key=_order):
        best.setdefault(candidate.entity.iri, candidate)
    present = {one.entity.iri for one in best.values()}
    ranked: list[Candidate] = []
    for step, group in groupby(best.values(), key=lambda one: one.step):
        members = list(group)
        independent = any(one.entity.kind not in DEPENDENT_KINDS for one in members)
        below = {
            one.entity.iri
            for one in members
            if (independent and one.entity.kind in DEPENDENT_KINDS)
            or any(substance.iri in present for substance in substances(one.entity))
        }
        shared = step in {Step.ALIAS, Step.FOLDED_ALIAS} and len(members) - len(below) > 1
        ranked += [
            replace(one, step=Step.SHARED_ALIAS if shared else step, subordinate=one.entity.iri in below)
            for one in members
        ]
    return sorted(ranked, key=_order)


def _titles_lowered(found: list[Candidate]) -> list[Candidate]:
    """A thing called after another does not pass it: a territory "South Africa" and the country's alias."""
    proper = [one.step for one in found if one.entity.kind not in DEPENDENT_KINDS]
    step = min(proper, default=Step.RELATED)
    if step > Step.SHARED_ALIAS:
        return found
    titled = DEPENDENT_KINDS - {"product"}
    return [
        replace(one, step=step) if Step.ID < one.step < step and one.entity.kind in titled else one
        for one in found
    ]


def _order(one: Candidate) -> tuple[int, bool, float, str, str]:
    return one.step, one.subordinate, -one.score, one.entity.label().casefold(), one.entity.id

"""The hops of an answer: the ties between two nodes that may be crossed, priced, with their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmagraph.model import Hop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.graph.crossing import Crossing
    from pharmagraph.model import Tie

Priced = tuple[int, int, int]
"""A tie on a hop: what it costs there, its slot, and the code it is seen with."""


def priced_ties(
    crossing: Crossing, here: int, there: int, *, free_start: bool = False, free_end: bool = False
) -> list[Priced]:
    """The ties from one node to another that may be crossed, cheapest first.

    A free end pays no hub penalty: it is given, not chosen.
    """
    snapshot = crossing.snapshot
    priced = []
    for entry in snapshot.entries_between(here, there):
        code = snapshot.code[entry]
        cost = crossing.cost(code)
        if not cost:
            continue
        near, far = snapshot.near[entry], snapshot.far[entry]
        penalty = crossing.penalties(max(near, far))
        cost += (0 if free_start else penalty[near]) + (0 if free_end else penalty[far])
        priced.append((cost, snapshot.slot[entry], code))
    return sorted(priced)


def hop(crossing: Crossing, here: int, there: int, priced: Iterable[Priced]) -> Hop:
    """The hop with these ties, in the order given: the first is the one followed."""
    snapshot = crossing.snapshot
    ties = tuple(_tie(crossing, one) for one in priced)
    return Hop(snapshot.entity(here), snapshot.entity(there), ties)


def _tie(crossing: Crossing, priced: Priced) -> Tie:
    cost, slot, code = priced
    certain = crossing.verdict(code >> 1).certain
    return crossing.snapshot.tie(slot, backward=bool(code & 1), cost=cost, certain=certain)

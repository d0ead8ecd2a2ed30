"""Chance: group labels dealt anew, ties rewired, and the correction for asking many questions at once."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any, Final

from pharmagraph.errors import MetricError
from pharmagraph.graph.brokerage import ROLES, RoleCount

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping, Sequence

    from pharmagraph.graph.pivots import Progress

DENSE_UP_TO: Final = 5_000
"""Nodes up to which permutations are run: who is tied to whom is held as a square."""

SWAPS_BETWEEN: Final = 1
"""Attempted swaps per tie from one rewired graph to the next."""

SWAPS_BEFORE: Final = 20
"""Attempted swaps per tie before the first."""


TAIL: Final = 0.05
"""The share of permutations left out at either end of the range of their counts."""


def adjusted(p_values: Sequence[float]) -> list[float]:
    """The p-values as false discovery rates, in the same order.

    Source:
        Benjamini and Hochberg (1995): the smallest m p ⁄ rank among the p-values at least as large.

    Example:
        >>> adjusted([0.01, 0.04, 0.03])
        [0.03, 0.04, 0.04]
    """
    order = sorted(range(len(p_values)), key=p_values.__getitem__, reverse=True)
    adjusted_values, lowest = [1.0] * len(p_values), 1.0
    for place, number in enumerate(order):
        lowest = min(lowest, p_values[number] * len(p_values) / (len(p_values) - place))
        adjusted_values[number] = lowest
    return adjusted_values


def with_p_values(
    rows: Sequence[RoleCount],
    known: Mapping[Hashable, Hashable],
    arcs: Mapping[Hashable, Collection[Hashable]],
    *,
    between: Collection[Hashable],
    permutations: int,
    seed: int,
    progress: Progress | None,
) -> list[RoleCount]:
    """The rows with both p-values, their corrections and ranges; rows of too small groups stay as they are.

    p = (1 + the number of permutations with as many or more) ⁄ (1 + permutations).

    Raises:
        MetricError: there are more than ``DENSE_UP_TO`` nodes.
    """
    if len(known) > DENSE_UP_TO:
        raise MetricError(
            f"{len(known)} nodes are too many to permute; take a part of the graph, or permutations=0"
        )
    census = _Census(known, between)
    place = {node: number for number, node in enumerate(known)}
    observed = census.counts(*_as_arrays(arcs, place))
    asked = [number for number, row in enumerate(rows) if not row.too_few]
    where = (
        [ROLES.index(rows[number].role) for number in asked],
        [place[rows[number].node] for number in asked],
    )
    shuffled = census.permuted(_as_arrays(arcs, place), where, permutations, seed, progress)
    rewired = census.rewired(_dyads(arcs, place), where, permutations, seed, progress)
    p_labels, p_ties = (_p_values(draws, observed[where]) for draws in (shuffled, rewired))
    q_labels, q_ties = adjusted(p_labels), adjusted(p_ties)
    by_labels, by_ties = _ranges(shuffled), _ranges(rewired)
    told = list(rows)
    for answer, number in enumerate(asked):
        told[number] = replace(
            rows[number],
            p_labels=p_labels[answer],
            p_ties=p_ties[answer],
            q_labels=q_labels[answer],
            q_ties=q_ties[answer],
            by_labels=by_labels[answer],
            by_ties=by_ties[answer],
        )
    return told


def _p_values(draws: Any, observed: Any) -> list[float]:
    """Of each column of draws, the share of as many as observed or more, the observed one among them."""
    return [float(1 + hits) / (1 + len(draws)) for hits in (draws >= observed).sum(axis=0)]


def _ranges(draws: Any) -> list[tuple[int, int]]:
    """Of each column of draws, the ends of the middle 90 %."""
    cut = int(TAIL * len(draws))
    draws.sort(axis=0)
    return [(int(low), int(high)) for low, high in zip(draws[cut], draws[-1 - cut], strict=True)]


_Where = tuple[list[int], list[int]]


class _Census:
    """Counts roles over arrays: all nodes and roles at once, as an array of role × node."""

    def __init__(self, known: Mapping[Hashable, Hashable], between: Collection[Hashable]) -> None:
        import numpy as np

        self._np = np
        groups = list(dict.fromkeys(known.values()))
        number = {group: place for place, group in enumerate(groups)}
        self.labels = np.array([number[group] for group in known.values()], dtype=np.int64)
        self.wanted = np.array([group in between for group in groups]) if between else None
        self.n_nodes = len(known)

    def counts(self, starts: Any, ends: Any) -> Any:
        """The counts of a graph given by its arcs."""
        return self._split(self.labels, *self.open_paths(starts, ends))

    def open_paths(self, starts: Any, ends: Any) -> tuple[Any, Any, Any]:
        """Start, broker and end of every two-step path that no arc closes."""
        np = self._np
        tied = np.zeros((self.n_nodes, self.n_nodes), dtype=bool)
        tied[starts, ends] = True
        out = np.argsort(starts, kind="stable")
        width = np.bincount(starts, minlength=self.n_nodes)
        first = np.concatenate(([0], np.cumsum(width)))
        # Every arc start → broker, once per arc that leaves the broker.
        times = width[ends]
        begun = np.repeat(np.arange(len(starts)), times)
        offset = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        a, v = starts[begun], ends[begun]
        b = ends[out[first[v] + offset]]
        is_open = (a != b) & ~tied[a, b]
        return a[is_open], v[is_open], b[is_open]

    def permuted(
        self, arcs: tuple[Any, Any], where: _Where, times: int, seed: int, progress: Progress | None
    ) -> Any:
        """The counts of some roles and nodes with labels dealt anew, a row for each time."""
        np = self._np
        paths = self.open_paths(*arcs)
        random = np.random.default_rng(seed)
        draws = np.zeros((times, len(where[0])), dtype=np.int32)
        for number in range(times):
            draws[number] = self._split(random.permutation(self.labels), *paths)[where]
            if progress:
                progress(number + 1, times, "permuting groups")
        return draws

    def rewired(
        self, dyads: tuple[_Pairs, _Pairs], where: _Where, times: int, seed: int, progress: Progress | None
    ) -> Any:
        """The counts of some roles and nodes with ties rewired, a row for each time."""
        np = self._np
        random = Random(seed)  # noqa: S311 - a draw, not a secret
        wiring = _Wiring(*dyads)
        wiring.swap(SWAPS_BEFORE * wiring.n_ties, random)
        draws = np.zeros((times, len(where[0])), dtype=np.int32)
        for number in range(times):
            wiring.swap(SWAPS_BETWEEN * wiring.n_ties, random)
            starts, ends = wiring.arcs()
            draws[number] = self.counts(np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64))[
                where
            ]
            if progress:
                progress(number + 1, times, "rewiring ties")
        return draws

    def _split(self, labels: Any, a: Any, v: Any, b: Any) -> Any:
        np = self._np
        of_a, of_v, of_b = labels[a], labels[v], labels[b]
        like_start, like_end = of_a == of_v, of_v == of_b
        role = np.full(len(a), ROLES.index("liaison"))
        role[of_a == of_b] = ROLES.index("itinerant")
        role[like_start] = ROLES.index("representative")
        role[like_end] = ROLES.index("gatekeeper")
        role[like_start & like_end] = ROLES.index("coordinator")
        keys = role * self.n_nodes + v
        if self.wanted is not None:
            keys = keys[(of_a != of_b) & self.wanted[of_a] & self.wanted[of_b]]
        return np.bincount(keys, minlength=len(ROLES) * self.n_nodes).reshape(len(ROLES), self.n_nodes)


_Pairs = list[tuple[int, int]]


class _Wiring:
    """A graph whose ties are swapped in pairs: every node keeps its ties in, out and mutual.

    Mutual ties and one-way arcs are swapped among their own kind, and no swap makes a second tie of a pair.
    """

    def __init__(self, mutual: _Pairs, one_way: _Pairs) -> None:
        self._mutual = list(mutual)
        self._one_way = list(one_way)
        self._tied = {frozenset(pair) for pair in (*mutual, *one_way)}
        self.n_ties = len(mutual) + len(one_way)

    def swap(self, attempts: int, random: Random) -> None:
        """Try so many swaps; those that would double a tie or tie a node to itself are left undone."""
        for _ in range(attempts):
            mutual = random.random() * self.n_ties < len(self._mutual)
            ties = self._mutual if mutual else self._one_way
            one, other = int(random.random() * len(ties)), int(random.random() * len(ties))
            (a, b), (c, d) = ties[one], ties[other]
            if mutual and random.random() < 0.5:
                c, d = d, c
            first, second = frozenset((a, d)), frozenset((c, b))
            if len({a, b, c, d}) < 4 or first in self._tied or second in self._tied:
                continue
            self._tied -= {frozenset((a, b)), frozenset((c, d))}
            self._tied |= {first, second}
            ties[one], ties[other] = (a, d), (c, b)

    def arcs(self) -> tuple[list[int], list[int]]:
        """Starts and ends of all arcs; a mutual tie is two."""
        both = [*self._mutual, *((b, a) for a, b in self._mutual), *self._one_way]
        return [start for start, _ in both], [end for _, end in both]


def _as_arrays(
    arcs: Mapping[Hashable, Collection[Hashable]], place: Mapping[Hashable, int]
) -> tuple[Any, Any]:
    import numpy as np

    found = [(place[start], place[end]) for start, ends in arcs.items() for end in ends]
    starts, ends_ = zip(*found, strict=True) if found else ((), ())
    return np.array(starts, dtype=np.int64), np.array(ends_, dtype=np.int64)


def _dyads(
    arcs: Mapping[Hashable, Collection[Hashable]], place: Mapping[Hashable, int]
) -> tuple[_Pairs, _Pairs]:
    """The mutual ties, each once, and the one-way arcs."""
    mutual, one_way = [], []
    for start, ends in arcs.items():
        for end in ends:
            if start not in arcs[end]:
                one_way.append((place[start], place[end]))
            elif place[start] < place[end]:
                mutual.append((place[start], place[end]))
    return mutual, one_way

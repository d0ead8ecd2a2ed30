"""How many ways of one type lead from one entity to another, and whether that is unusual.

A meta-path is a pattern without marks and brackets: ``Company -develops-> Drug -modulates-> Biotarget``.

Source:
    Himmelstein & Baranzini (2015): the degree-weighted path count is the sum over paths of the product of
    d^(−w), where d runs over the degrees of both ends of every hop, counted within the type and direction of
    that hop, and w is the damping. w = 0 counts paths. Paths do not repeat nodes. The published connectivity
    data of Hetionet use w = 0.5, the paper of 2017 w = 0.4.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt
from random import Random
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import ConfigError, MetricError
from pharmagraph.graph.crossing import Crossing
from pharmagraph.graph.options import PathOptions
from pharmagraph.graph.pattern import HopWord, NodeWord, hop_matches, node_matches, parse_pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pharmagraph.graph.snapshot import Snapshot
    from pharmagraph.model import IRI

DEFAULT_DAMPING: Final = 0.5
SWAPS_PER_TIE: Final = 10
"""Attempted swaps per tie of a shuffle; beyond ten the degrees-only sample no longer changes noticeably."""

_Sense = tuple[int, bool]
"""A relation by number, and whether it is crossed backward (never for a symmetric one)."""


@dataclass(frozen=True, slots=True)
class PathCount:
    """The number of paths of one meta-path, and their sum weighted by degrees."""

    metapath: str
    damping: float
    n_paths: int
    value: float


@dataclass(frozen=True, slots=True)
class Unusualness:
    """A path count against graphs with the same degrees and otherwise random ties.

    ``p_value`` = (1 + shuffles at least as high) / (1 + shuffles): the chance of a value this high when
    only the degrees matter. ``z`` is ``None`` when all shuffles gave the same value.
    """

    observed: PathCount
    n_shuffles: int
    seed: int
    mean: float
    deviation: float
    z: float | None
    p_value: float


def count_paths(
    snapshot: Snapshot,
    start: IRI,
    end: IRI,
    metapath: str,
    *,
    damping: float = DEFAULT_DAMPING,
    options: PathOptions | None = None,
) -> PathCount:
    """The paths of one meta-path between two entities, and their degree-weighted count.

    Of ``options`` the filters count (dates, statuses, …); degrees are counted after them. Cost: the
    neighbourhood of ``start`` up to one hop before the end.

    Raises:
        ConfigError: the text is no meta-path, or names something unknown.
        MetricError: the damping is no number from 0 up.
    """
    if not 0 <= damping < inf:
        raise MetricError(f"a damping is a number from 0 up, not {damping}")
    ties = _Ties(snapshot, metapath, options or PathOptions())
    first, last = snapshot.number(start), snapshot.number(end)
    n_paths, value = ties.count(first, last, damping) if min(first, last) >= 0 else (0, 0.0)
    return PathCount(metapath, damping, n_paths, value)


def how_unusual(
    snapshot: Snapshot,
    start: IRI,
    end: IRI,
    metapath: str,
    *,
    damping: float = DEFAULT_DAMPING,
    options: PathOptions | None = None,
    n_shuffles: int = 200,
    seed: int = 0,
) -> Unusualness:
    """The degree-weighted path count against ``n_shuffles`` graphs of the same degrees.

    Every relation of the meta-path is shuffled by itself: two ties exchange their ends, again and again,
    where that gives no tie twice and none to itself. Cost: all ties of these relations, ``n_shuffles``
    times.

    Raises:
        ConfigError: the text is no meta-path, or names something unknown.
        MetricError: the projection has no tie of one of the relations, no shuffle was asked for, or the
            damping is no number from 0 up.
    """
    if n_shuffles < 1:
        raise MetricError("a p-value needs at least one shuffle")
    ties = _Ties(snapshot, metapath, options or PathOptions())
    observed = count_paths(snapshot, start, end, metapath, damping=damping, options=options)
    first, last = snapshot.number(start), snapshot.number(end)
    random = Random(seed)  # noqa: S311 - a shuffle for statistics
    pairs = ties.all_pairs()
    values = []
    for _ in range(n_shuffles):
        pairs = {
            relation: _shuffled(of, random, symmetric=ties.is_symmetric(relation))
            for relation, of in pairs.items()
        }
        values.append(ties.with_pairs(pairs).count(first, last, damping)[1] if min(first, last) >= 0 else 0.0)
    mean = sum(values) / n_shuffles
    deviation = sqrt(sum((value - mean) ** 2 for value in values) / n_shuffles)
    higher = sum(value >= observed.value - 1e-12 for value in values)
    return Unusualness(
        observed,
        n_shuffles,
        seed,
        mean,
        deviation,
        (observed.value - mean) / deviation if deviation > 0 else None,
        (1 + higher) / (1 + n_shuffles),
    )


class _Ties:
    """The ties that a meta-path may use, by relation and direction; read when asked, or given as pairs."""

    def __init__(self, snapshot: Snapshot, metapath: str, options: PathOptions) -> None:
        self._snapshot = snapshot
        self._crossing = Crossing(snapshot, options)
        self._hops, self._tests = _hops_and_tests(metapath)
        named = {name for hop in self._hops for name in hop.names}
        known = {name for one in snapshot.relations for name in (one.name, one.layer) if name}
        for name in sorted(named - known):
            raise ConfigError(
                f"no tie has the relation or layer {name!r}; there are {', '.join(sorted(known))}"
            )
        self._place = {relation.name: place for place, relation in enumerate(snapshot.relations)}
        self._given: dict[_Sense, dict[int, list[int]]] | None = None
        self._read: dict[int, dict[_Sense, list[int]]] = {}
        self._senses: dict[int, tuple[_Sense, ...]] = {}

    def is_symmetric(self, relation: int) -> bool:
        """Whether a relation has no direction."""
        return self._snapshot.relations[relation].symmetric

    def count(self, start: int, end: int, damping: float) -> tuple[int, float]:
        """Paths and their degree-weighted count."""
        return self._from(start, end, 0, {start}, damping) if self._passes(0, start) else (0, 0.0)

    def all_pairs(self) -> dict[int, list[tuple[int, int]]]:
        """Every pair that is tied by a relation of the meta-path, as asserted, each once."""
        used = {relation for hop in range(len(self._hops)) for relation, _ in self._senses_of(hop)}
        pairs: dict[int, set[tuple[int, int]]] = {relation: set() for relation in used}
        for slot in range(self._snapshot.n_ties):
            facet = self._snapshot.facet_of[slot]
            relation = self._place[self._snapshot.facet(facet).relation.name]
            if relation in used and not self._crossing.verdict(facet).excluded_by:
                start, end = self._snapshot.ends(slot)
                pairs[relation].add(
                    (min(start, end), max(start, end)) if self.is_symmetric(relation) else (start, end)
                )
        for relation, found in pairs.items():
            if not found:
                raise MetricError(
                    f"no tie of the relation {self._snapshot.relations[relation].name} may be crossed"
                )
        return {relation: sorted(found) for relation, found in pairs.items()}

    def with_pairs(self, pairs: Mapping[int, list[tuple[int, int]]]) -> _Ties:
        """The same meta-path over other ties."""
        other = _Ties.__new__(_Ties)
        other.__dict__.update(self.__dict__)
        given: dict[_Sense, dict[int, list[int]]] = {}
        for relation, tied in pairs.items():
            there = given.setdefault((relation, False), {})
            back = there if self.is_symmetric(relation) else given.setdefault((relation, True), {})
            for start, end in tied:
                there.setdefault(start, []).append(end)
                back.setdefault(end, []).append(start)
        other._given = given
        return other

    def _from(self, node: int, end: int, hop: int, seen: set[int], damping: float) -> tuple[int, float]:
        n_paths, value = 0, 0.0
        is_last = hop == len(self._hops) - 1
        for sense in self._senses_of(hop):
            neighbours = self._neighbours(node, sense)
            here = len(neighbours)
            for neighbour in neighbours:
                if neighbour in seen or (neighbour == end) != is_last or not self._passes(hop + 1, neighbour):
                    continue
                weight = (here * len(self._neighbours(neighbour, self._opposite(sense)))) ** -damping
                if is_last:
                    n_paths, value = n_paths + 1, value + weight
                    continue
                seen.add(neighbour)
                n_further, further = self._from(neighbour, end, hop + 1, seen, damping)
                seen.discard(neighbour)
                n_paths, value = n_paths + n_further, value + weight * further
        return n_paths, value

    def _passes(self, place: int, node: int) -> bool:
        return all(node_matches(test, node, self._snapshot) for test in self._tests[place])

    def _opposite(self, sense: _Sense) -> _Sense:
        relation, backward = sense
        return relation, False if self.is_symmetric(relation) else not backward

    def _neighbours(self, node: int, sense: _Sense) -> list[int]:
        if self._given is not None:
            return self._given.get(sense, {}).get(node, [])
        if node not in self._read:
            self._read[node] = self._read_neighbours(node)
        return self._read[node].get(sense, [])

    def _read_neighbours(self, node: int) -> dict[_Sense, list[int]]:
        snapshot = self._snapshot
        found: dict[_Sense, dict[int, None]] = {}
        for entry in snapshot.entries(node):
            code = snapshot.code[entry]
            if self._crossing.verdict(code >> 1).excluded_by:
                continue
            relation = snapshot.facet(code >> 1).relation
            sense = (self._place[relation.name], bool(code & 1) and not relation.symmetric)
            # A dictionary keeps the order and takes parallel ties of one relation once.
            found.setdefault(sense, {})[snapshot.neighbour[entry]] = None
        return {sense: list(neighbours) for sense, neighbours in found.items()}

    def _senses_of(self, hop: int) -> tuple[_Sense, ...]:
        """The relations and directions that one hop of the meta-path may use."""
        if hop not in self._senses:
            senses: dict[_Sense, None] = {}
            for code in range(2 * self._snapshot.n_facets):
                if hop_matches(self._hops[hop], code, self._snapshot):
                    relation = self._snapshot.facet(code >> 1).relation
                    senses[self._place[relation.name], bool(code & 1) and not relation.symmetric] = None
            self._senses[hop] = tuple(sorted(senses))
        return self._senses[hop]


def _hops_and_tests(metapath: str) -> tuple[list[HopWord], list[list[NodeWord]]]:
    """The hops, and before, between and after them the node tests."""
    hops: list[HopWord] = []
    tests: list[list[NodeWord]] = [[]]
    for word in parse_pattern(metapath).metapath():
        if isinstance(word, HopWord):
            hops.append(word)
            tests.append([])
        else:
            tests[-1].append(word)
    if not hops:
        raise ConfigError(f"{metapath!r} has no hop")
    return hops, tests


def _shuffled(pairs: list[tuple[int, int]], random: Random, *, symmetric: bool) -> list[tuple[int, int]]:
    """The pairs after many exchanges of ends, every node keeping its degrees."""
    tied, there = list(pairs), set(pairs)
    for _ in range(SWAPS_PER_TIE * len(tied)):
        one, other = random.randrange(len(tied)), random.randrange(len(tied))
        (a, b), (c, d) = tied[one], tied[other]
        if symmetric and random.random() < 0.5:
            c, d = d, c
        first, second = (a, d), (c, b)
        if symmetric:
            first, second = (min(first), max(first)), (min(second), max(second))
        if one == other or a == d or c == b or first in there or second in there or first == second:
            continue
        there -= {tied[one], tied[other]}
        there |= {first, second}
        tied[one], tied[other] = first, second
    return tied

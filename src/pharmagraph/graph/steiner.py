"""What ties three or more entities together most cheaply: a tree of evidenced hops.

Exact on small projections (Dreyfus & Wagner 1971, cost 3^k · nodes + 2^k · ties for k ends), else from the
cheapest paths between each two ends (Kou, Markowsky & Berman 1981, at most twice the least cost). Hops cost
what they do on a path, the ends paying no hub penalty.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import ConfigError
from pharmagraph.graph.crossing import Crossing
from pharmagraph.graph.hops import hop, priced_ties
from pharmagraph.graph.options import LONGEST, PathOptions
from pharmagraph.graph.search import Search
from pharmagraph.graph.snapshot import NOT_IN_PROJECTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pharmagraph.graph.snapshot import Snapshot
    from pharmagraph.model import IRI, Hop

MOST_ENDS: Final = 12
_EXACT_WORK: Final = 2_000_000
"""Ties times sets of ends, up to which the exact tree is sought."""

_Ends = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Connection:
    """The cheapest tree over several entities.

    ``hops`` lead away from the first end. ``is_exact`` says that no tree is cheaper; else it costs at most
    twice the least. ``apart`` are the ends that no path ties to the first one; they are not in the tree.
    """

    hops: tuple[Hop, ...]
    cost: int
    is_exact: bool
    apart: tuple[IRI, ...] = ()


def connect(snapshot: Snapshot, ends: Sequence[IRI], options: PathOptions | None = None) -> Connection:
    """The cheapest tree that holds all the ends. Of ``options`` the filters and the cost count.

    Raises:
        ConfigError: fewer than two ends or more than twelve, or an option that makes no sense for a tree.
    """
    options = options or PathOptions()
    if options.directed or options.via or options.pattern:
        raise ConfigError("a tree has no direction, no stops on the way and no pattern")
    options.check_ends(*ends)
    named = list(dict.fromkeys(ends))
    if not 2 <= len(named) <= MOST_ENDS:
        raise ConfigError(f"a tree ties 2 to {MOST_ENDS} different entities together, not {len(named)}")
    crossing = Crossing(snapshot, options)
    numbers = {iri: snapshot.number(iri) for iri in named}
    here = [node for node in numbers.values() if node != NOT_IN_PROJECTION]
    together = _component(crossing, here[0], frozenset(here)) if here else set()
    inside = [node for node in here if node in together]
    apart = tuple(iri for iri, node in numbers.items() if node not in together)
    if len(inside) < 2:
        return Connection((), 0, is_exact=True, apart=apart)
    is_exact = (snapshot.n_ties << len(inside)) <= _EXACT_WORK
    edges = _exact(crossing, inside) if is_exact else _from_paths(crossing, inside)
    return Connection(*_tree(crossing, inside, edges), is_exact, apart)


class _Steps:
    """The cheapest hop from each node to each neighbour, given the ends that pay no penalty."""

    def __init__(self, crossing: Crossing, ends: Iterable[int]) -> None:
        self._crossing = crossing
        self._ends = frozenset(ends)
        self._known: dict[int, dict[int, int]] = {}

    def __getitem__(self, node: int) -> dict[int, int]:
        if node not in self._known:
            self._known[node] = dict(self._read(node))
        return self._known[node]

    def _read(self, node: int) -> Iterator[tuple[int, int]]:
        crossing, ends = self._crossing, self._ends
        for neighbour in crossing.snapshot.neighbours(node):
            if neighbour not in ends and not crossing.may_pass(neighbour):
                continue
            priced = priced_ties(
                crossing, node, neighbour, free_start=node in ends, free_end=neighbour in ends
            )
            if priced:
                yield neighbour, priced[0][0]


def _component(crossing: Crossing, begin: int, ends: frozenset[int]) -> set[int]:
    seen, waiting = {begin}, [begin]
    while waiting:
        node = waiting.pop()
        if node not in ends and not crossing.may_pass(node):
            continue
        for entry in crossing.snapshot.entries(node):
            neighbour = crossing.snapshot.neighbour[entry]
            if neighbour not in seen and crossing.cost(crossing.snapshot.code[entry]):
                seen.add(neighbour)
                waiting.append(neighbour)
    return seen


def _exact(crossing: Crossing, ends: list[int]) -> set[_Ends]:
    """The edges of the cheapest tree, by Dreyfus and Wagner: best trees over ever larger sets of ends."""
    steps = _Steps(crossing, ends)
    *others, root = ends
    best: dict[int, dict[int, int]] = {}
    came: dict[tuple[int, int], tuple[str, int]] = {}
    full = (1 << len(others)) - 1
    for group in sorted(range(1, full + 1), key=lambda one: (one.bit_count(), one)):
        costs: dict[int, int] = {}
        if group.bit_count() == 1:
            costs[others[group.bit_length() - 1]] = 0
        part = (group - 1) & group
        while part >= group ^ part:  # each way of splitting once
            for node, cost in best[part].items():
                rest = best[group ^ part].get(node)
                if rest is not None and (node not in costs or cost + rest < costs[node]):
                    costs[node] = cost + rest
                    came[group, node] = ("split", part)
            part = (part - 1) & group
        _spread(costs, group, steps, came)
        best[group] = costs
    edges: set[_Ends] = set()
    waiting = [(full, root)]
    while waiting:
        group, node = waiting.pop()
        how = came.get((group, node))
        if how is None:
            continue
        kind, value = how
        if kind == "hop":
            edges.add((min(node, value), max(node, value)))
            waiting.append((group, value))
        else:
            waiting += [(value, node), (group ^ value, node)]
    return edges


def _spread(
    costs: dict[int, int], group: int, steps: _Steps, came: dict[tuple[int, int], tuple[str, int]]
) -> None:
    """Dijkstra from all nodes at once: a tree may also be reached from a neighbour."""
    heap = [(cost, node) for node, cost in costs.items()]
    heapify(heap)
    while heap:
        cost, node = heappop(heap)
        if cost > costs[node]:
            continue
        for neighbour, price in steps[node].items():
            total = cost + price
            if neighbour not in costs or total < costs[neighbour]:
                costs[neighbour] = total
                came[group, neighbour] = ("hop", node)
                heappush(heap, (total, neighbour))


def _from_paths(crossing: Crossing, ends: list[int]) -> set[_Ends]:
    """The edges on the cheapest paths that a least spanning tree over the ends picks."""
    routes = []
    for one, other in combinations(ends, 2):
        for hops in (crossing.options.furthest, LONGEST):
            found = Search(crossing, one, other).routes(limit=1, max_hops=hops).routes
            if found:
                routes.append((found[0].cost, found[0].nodes))
                break
    return {edge for _, nodes in _spanning(routes) for edge in map(_ordered, pairwise(nodes))}


def _spanning(links: Iterable[tuple[int, tuple[int, ...]]]) -> list[tuple[int, tuple[int, ...]]]:
    """Kruskal: the cheapest links that join all without a ring; a link joins its first and last node."""
    leader: dict[int, int] = {}

    def find(node: int) -> int:
        while leader.get(node, node) != node:
            node = leader[node]
        return node

    chosen = []
    for cost, nodes in sorted(links):
        first, last = find(nodes[0]), find(nodes[-1])
        if first != last:
            leader[last] = first
            chosen.append((cost, nodes))
    return chosen


def _tree(crossing: Crossing, ends: list[int], edges: set[_Ends]) -> tuple[tuple[Hop, ...], int]:
    """The edges as hops away from the first end, without rings and without twigs that reach no end."""
    steps = _Steps(crossing, ends)
    kept = {nodes for _, nodes in _spanning((steps[one][other], (one, other)) for one, other in edges)}
    while True:
        at = [node for edge in kept for node in edge]
        twigs = {node for node in at if at.count(node) == 1 and node not in ends}
        if not twigs:
            break
        kept = {edge for edge in kept if not twigs & set(edge)}
    hops, cost, waiting, seen = [], 0, [ends[0]], {ends[0]}
    while waiting:
        node = waiting.pop(0)
        for other in sorted({b if a == node else a for a, b in kept if node in (a, b)} - seen):
            free = {"free_start": node in ends, "free_end": other in ends}
            priced = priced_ties(crossing, node, other, **free)
            hops.append(hop(crossing, node, other, priced))
            cost += priced[0][0]
            seen.add(other)
            waiting.append(other)
    return tuple(hops), cost


def _ordered(ends: tuple[int, int]) -> _Ends:
    return (min(ends), max(ends))

"""Where a network would fall apart: nodes and ties whose loss splits it, and what any loss does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from pharmagraph.errors import MetricError
from pharmagraph.graph.collapse import check_simple

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """A node, or a tie, and what its removal does.

    ``element`` is one node or two; ``components`` is the number there are afterwards, a removed node not
    counted; ``cut_off`` are the nodes that lose the largest remaining part of their component, in the order
    of the graph; ``separated`` are the pairs of the two sets asked about that can no longer reach each other.
    """

    element: tuple[Hashable, ...]
    components: int
    cut_off: tuple[Hashable, ...]
    separated: tuple[tuple[Hashable, Hashable], ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def is_tie(self) -> bool:
        """Whether the element is a tie."""
        return len(self.element) == 2


def articulation_points(
    graph: nx.Graph, first: Collection[Hashable] = (), second: Collection[Hashable] = ()
) -> list[WeakPoint]:
    """The nodes whose removal raises the number of components, the one that cuts off most first.

    A directed graph counts as the undirected one. Empty when there is none, as in a ring or without ties.

    Source:
        Hopcroft and Tarjan (1973).
    """
    plain = _undirected(graph)
    points = [removal(plain, node, first, second) for node in nx.articulation_points(plain)]
    return _ordered(plain, points)


def bridges(
    graph: nx.Graph, first: Collection[Hashable] = (), second: Collection[Hashable] = ()
) -> list[WeakPoint]:
    """The ties whose removal raises the number of components, the one that cuts off most first.

    Parallel ties are one here: a bridge of the collapsed graph may be told by many sources, which it names.
    """
    plain = _undirected(graph)
    points = []
    for start, end in nx.bridges(plain):
        left = plain.copy()
        left.remove_edge(start, end)
        sources = tuple(plain.edges[start, end].get("sources", ()))
        points.append(_weak_point(plain, left, (start, end), first, second, sources))
    return _ordered(plain, points)


def removal(
    graph: nx.Graph, node: Hashable, first: Collection[Hashable] = (), second: Collection[Hashable] = ()
) -> WeakPoint:
    """What falls apart when one node is removed.

    Raises:
        MetricError: the node is not in the graph.
    """
    plain = _undirected(graph)
    if node not in plain:
        raise MetricError(f"{node} is not in this projection, so nothing depends on it; choose a wider one")
    left = plain.copy()
    left.remove_node(node)
    return _weak_point(plain, left, (node,), first, second, ())


def _undirected(graph: nx.Graph) -> nx.Graph:
    plain = check_simple(graph)
    return plain.to_undirected() if plain.is_directed() else plain


def _weak_point(
    plain: nx.Graph,
    left: nx.Graph,
    element: tuple[Hashable, ...],
    first: Collection[Hashable],
    second: Collection[Hashable],
    sources: tuple[str, ...],
) -> WeakPoint:
    component = nx.node_connected_component(plain, element[0])
    parts = sorted(
        (part for part in nx.connected_components(left) if part <= component), key=len, reverse=True
    )
    place = {node: number for number, node in enumerate(plain)}
    cut_off = sorted((node for part in parts[1:] for node in part), key=place.__getitem__)
    part_of = {node: number for number, part in enumerate(parts) for node in part}
    separated = tuple(
        (one, other)
        for one in first
        for other in second
        if one in part_of and other in part_of and part_of[one] != part_of[other]
    )
    return WeakPoint(element, nx.number_connected_components(left), tuple(cut_off), separated, sources)


def _ordered(plain: nx.Graph, points: list[WeakPoint]) -> list[WeakPoint]:
    place = {node: number for number, node in enumerate(plain)}
    return sorted(points, key=lambda one: (-len(one.cut_off), [place[node] for node in one.element]))

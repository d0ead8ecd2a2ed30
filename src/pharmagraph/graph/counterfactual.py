"""What if: a node gone, a tie added; the network before and after. Graphs given are never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import networkx as nx

from pharmagraph.errors import MetricError
from pharmagraph.graph.collapse import check_simple

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping

    GraphLike = TypeVar("GraphLike", bound=nx.Graph)

SUPPOSED = "supposed"
"""The relation and the layer of a tie that is not in the data."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The whole of a network in numbers.

    ``efficiency`` is the mean of 1 ⁄ distance over ordered pairs, 0 between nodes that do not reach each
    other, ``None`` with fewer than two nodes. ``distance`` is the mean between the two sets asked about, over
    the pairs that reach each other; ``None`` where none does or no sets were named. ``reached`` of ``asked``
    are the pairs that do.
    """

    n_nodes: int
    n_ties: int
    components: int
    efficiency: float | None
    distance: float | None = None
    reached: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """Before and after; ``lost`` and ``gained`` are pairs that can no longer, or newly, reach each other."""

    before: Shape
    after: Shape
    lost: tuple[tuple[Hashable, Hashable], ...] = ()
    gained: tuple[tuple[Hashable, Hashable], ...] = ()


def without_nodes(graph: GraphLike, nodes: Collection[Hashable], *, keep: bool = True) -> GraphLike:
    """A copy in which nodes have no ties; with ``keep`` false they are gone altogether.

    Kept, the number of nodes is the same before and after, and measures can be compared.

    Raises:
        MetricError: a node is not in the graph.
    """
    missing = next((node for node in nodes if node not in graph), None)
    if missing is not None:
        raise MetricError(f"{missing} is not in this projection, so nothing changes without it")
    after: GraphLike = graph.copy()
    if keep:
        after.remove_edges_from(
            list(graph.edges(nodes, keys=True) if graph.is_multigraph() else graph.edges(nodes))
        )
        if graph.is_directed():
            ends = graph.in_edges(nodes, keys=True) if graph.is_multigraph() else graph.in_edges(nodes)
            after.remove_edges_from(list(ends))
    else:
        after.remove_nodes_from(nodes)
    return after


def with_tie(graph: GraphLike, start: Hashable, end: Hashable, *, strength: float = 1.0) -> GraphLike:
    """A copy with one more tie, supposed and without a source; in a directed graph it leads both ways.

    Raises:
        MetricError: an end is not in the graph, or both are the same.
    """
    missing = next((node for node in (start, end) if node not in graph), None)
    if missing is not None:
        raise MetricError(
            f"{missing} is not in this projection; a tie can be supposed between its nodes only"
        )
    if start == end:
        raise MetricError("a tie of a node to itself changes nothing; name two different ends")
    after: GraphLike = graph.copy()
    told = {"strength": strength, "relation": SUPPOSED, "layer": SUPPOSED, "symmetric": True, "sources": ()}
    after.add_edge(start, end, **told)
    if graph.is_directed() and not graph.is_multigraph():
        after.add_edge(end, start, **told)
    return after


def shape(graph: nx.Graph, first: Collection[Hashable] = (), second: Collection[Hashable] = ()) -> Shape:
    """Size, components and efficiency of a simple graph, and the mean distance between two sets of nodes.

    A directed graph counts as the undirected one. Cost: one breadth-first search per node.

    Source:
        Latora and Marchiori (2001): E = 1 ⁄ n(n−1) · Σ 1 ⁄ d.
    """
    plain = _undirected(graph)
    n_nodes = len(plain)
    near = {node: nx.single_source_shortest_path_length(plain, node) for node in plain}
    total = sum(1 / distance for reached in near.values() for distance in reached.values() if distance)
    asked = _asked(plain, first, second)
    distances = [near[one][other] for one, other in asked if other in near[one]]
    return Shape(
        n_nodes,
        plain.number_of_edges(),
        nx.number_connected_components(plain),
        total / (n_nodes * (n_nodes - 1)) if n_nodes > 1 else None,
        sum(distances) / len(distances) if distances else None,
        len(distances),
        len(asked),
    )


def compare(
    before: nx.Graph,
    after: nx.Graph,
    first: Collection[Hashable] = (),
    second: Collection[Hashable] = (),
) -> Change:
    """What a change does to the whole, and to whether members of two sets can reach each other."""
    reached = [_reached(graph, first, second) for graph in (before, after)]
    return Change(
        shape(before, first, second),
        shape(after, first, second),
        tuple(pair for pair, reaches in reached[0].items() if reaches and not reached[1].get(pair)),
        tuple(pair for pair, reaches in reached[1].items() if reaches and not reached[0].get(pair)),
    )


def moved(
    before: Mapping[Hashable, float | None], after: Mapping[Hashable, float | None]
) -> dict[Hashable, float | None]:
    """By how much the value of each node changes; ``None`` where it is not defined before or after."""
    changes: dict[Hashable, float | None] = {}
    for node, value in before.items():
        then = after.get(node)
        changes[node] = None if value is None or then is None else then - value
    return changes


def _reached(
    graph: nx.Graph, first: Collection[Hashable], second: Collection[Hashable]
) -> dict[tuple[Hashable, Hashable], bool]:
    plain = _undirected(graph)
    part_of = {node: number for number, part in enumerate(nx.connected_components(plain)) for node in part}
    return {(one, other): part_of[one] == part_of[other] for one, other in _asked(plain, first, second)}


def _asked(
    plain: nx.Graph, first: Collection[Hashable], second: Collection[Hashable]
) -> list[tuple[Hashable, Hashable]]:
    return [
        (one, other) for one in first if one in plain for other in second if other in plain and one != other
    ]


def _undirected(graph: nx.Graph) -> nx.Graph:
    plain = check_simple(graph)
    return plain.to_undirected() if plain.is_directed() else plain

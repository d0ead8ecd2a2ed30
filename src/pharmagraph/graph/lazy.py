"""A networkx graph whose adjacency is read from the arrays when an algorithm asks for it.

Its nodes are the numbers of the snapshot; an edge is the cheapest tie that the filters of a crossing let
through, with its ``cost``. Algorithms that look around (``bidirectional_shortest_path``,
``shortest_simple_paths``, ``bidirectional_dijkstra``) read a small part of a large projection; those that
visit everything (``all_shortest_paths``, ``dijkstra_path``) are better run on ``network.to_networkx``. The
graph cannot be changed. Kinds that are no stepping stones are nodes like any other here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from pharmagraph.graph.crossing import Crossing

Edge = dict[str, int]


class LazyGraph(nx.DiGraph):  # type: ignore[misc]  # networkx carries no types
    """The simple view of a snapshot under a crossing: both ways of a tie, unless the crossing is directed."""

    def __init__(self, crossing: Crossing) -> None:
        super().__init__()
        nodes = _Nodes(crossing)
        self._node = nodes
        self._adj = self._succ = _Adjacency(crossing, nodes, backward=False)
        self._pred = _Adjacency(crossing, nodes, backward=True)
        nx.freeze(self)


class _Nodes(Mapping[int, dict[str, Any]]):
    """Node → attributes."""

    def __init__(self, crossing: Crossing) -> None:
        self._snapshot = crossing.snapshot

    def __getitem__(self, node: int) -> dict[str, Any]:
        if node not in self:
            raise KeyError(node)
        return {"iri": self._snapshot.iri(node), "kind": self._snapshot.kind(node)}

    def __contains__(self, node: object) -> bool:
        return isinstance(node, int) and 0 <= node < len(self)

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self)))

    def __len__(self) -> int:
        return len(self._snapshot)


class _Adjacency(Mapping[int, dict[int, Edge]]):
    """Node → neighbour → edge; the neighbours of a node are read once."""

    def __init__(self, crossing: Crossing, nodes: _Nodes, *, backward: bool) -> None:
        self._crossing = crossing
        self._nodes = nodes
        self._flip = int(backward)
        self._read: dict[int, dict[int, Edge]] = {}

    def __getitem__(self, node: int) -> dict[int, Edge]:
        known = self._read.get(node)
        if known is None:
            if node not in self._nodes:
                raise KeyError(node)
            known = self._read[node] = self._neighbours(node)
        return known

    def __iter__(self) -> Iterator[int]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)

    def _neighbours(self, node: int) -> dict[int, Edge]:
        crossing, snapshot = self._crossing, self._crossing.snapshot
        found: dict[int, Edge] = {}
        for entry in snapshot.entries(node):
            cost = crossing.cost(snapshot.code[entry] ^ self._flip)
            if not cost:
                continue
            near, far = snapshot.near[entry], snapshot.far[entry]
            penalty = crossing.penalties(max(near, far))
            cost += penalty[near] + penalty[far]
            neighbour = snapshot.neighbour[entry]
            if neighbour not in found or cost < found[neighbour]["cost"]:
                found[neighbour] = {"cost": cost}
        return found

"""How two sets hang together: the fewest others that keep them connected, and pairs without a direct tie."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from pharmagraph.errors import MetricError
from pharmagraph.graph.collapse import check_simple

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator

CUTS: Final = 20
"""How many minimum cuts are listed unless more are asked for."""

_SOURCE: Final = ("source", None)
_SINK: Final = ("sink", None)


@dataclass(frozen=True, slots=True)
class Separation:
    """What keeps two sets apart or together.

    ``direct`` are the ties that join a member of one to a member of the other. While there are any, no
    removal of others separates the sets, and ``cuts`` say what would once those ties were gone. ``size`` is
    the number of nodes in a minimum cut, 0 when the sets do not reach each other otherwise. ``in_all`` are
    the nodes common to every minimum cut; ``complete`` says that all the minimum cuts are in ``cuts``.
    """

    direct: tuple[tuple[Hashable, Hashable], ...]
    size: int
    cuts: tuple[frozenset[Hashable], ...]
    in_all: frozenset[Hashable]
    complete: bool


@dataclass(frozen=True, slots=True)
class Unlinked:
    """Two nodes without a direct tie. ``distance`` is ``None`` when neither reaches the other.

    ``through`` are all nodes on any of the shortest paths between them, ``path`` is the first of those paths.
    """

    start: Hashable
    end: Hashable
    distance: int | None
    path: tuple[Hashable, ...] = ()
    through: tuple[Hashable, ...] = ()
    n_paths: int = 0


def separate(
    graph: nx.Graph, first: Collection[Hashable], second: Collection[Hashable], *, limit: int = CUTS
) -> Separation:
    """The smallest sets of intermediate nodes whose removal disconnects two sets of nodes.

    Members of the sets cannot be removed themselves. Nodes that are not in the graph are passed over. A
    directed graph counts as the undirected one. Cuts are listed in the order of the graph's nodes, at most
    ``limit``.

    Raises:
        MetricError: a set is empty, has no node of the graph, or the two share a node.

    Source:
        Menger (1927), by a maximum flow between a source over one set and a sink under the other; all minimum
        cuts from its residual graph, Picard and Queyranne (1980).
    """
    plain = check_simple(graph)
    plain = nx.Graph(plain) if plain.is_directed() else plain
    one, other = (_members(plain, asked) for asked in (first, second))
    shared = [node for node in plain if node in one and node in other]
    if shared:
        raise MetricError(f"{_named(plain, shared)} in both sets; a node cannot be separated from itself")
    direct = tuple(
        (start, end) for start in plain if start in one for end in plain.adj[start] if end in other
    )
    place = {node: number for number, node in enumerate(plain)}
    cuttable = plain.copy()
    cuttable.remove_edges_from(direct)
    flow = _Flow(cuttable, one, other)
    size = flow.fill()
    cuts: list[frozenset[Hashable]] = []
    complete = True
    if size:
        for cut in flow.minimum_cuts():
            if cut in cuts:
                continue
            if len(cuts) == limit:
                complete = False
                break
            cuts.append(cut)
    cuts.sort(key=lambda cut: sorted(place[node] for node in cut))
    in_all = frozenset(flow.in_all_cuts()) if size else frozenset()
    return Separation(direct, size, tuple(cuts), in_all, complete)


def unlinked(
    graph: nx.Graph, nodes: Collection[Hashable], others: Collection[Hashable] = ()
) -> list[Unlinked]:
    """The pairs without a direct tie, how far apart they are and through whom; the most distant last.

    The pairs are those within ``nodes``, or between ``nodes`` and ``others`` when those are given. A distance
    of 2 means one go-between. Pairs that do not reach each other come last.

    Raises:
        MetricError: a multigraph, or none of the nodes is in the graph.
    """
    plain = check_simple(graph)
    plain = nx.Graph(plain) if plain.is_directed() else plain
    mine = [node for node in plain if node in _members(plain, nodes)]
    theirs = [node for node in plain if node in _members(plain, others)] if others else []
    pairs: list[tuple[Hashable, Hashable]] = (
        [(a, b) for a in mine for b in theirs if a != b] if others else list(combinations(mine, 2))
    )
    near = {start: nx.single_source_shortest_path_length(plain, start) for start in {a for a, _ in pairs}}
    found = [_apart(plain, a, b, near[a]) for a, b in pairs if not plain.has_edge(a, b)]
    return sorted(found, key=lambda one: (one.distance is None, one.distance or 0))


def _apart(plain: nx.Graph, start: Hashable, end: Hashable, near: dict[Hashable, int]) -> Unlinked:
    if end not in near:
        return Unlinked(start, end, None)
    distance = near[end]
    # Walk back from the end, always a step nearer to the start.
    layers = [[end]]
    while layers[-1] != [start]:
        step = distance - len(layers)
        layers.append(
            sorted(
                {n for node in layers[-1] for n in plain.adj[node] if near.get(n) == step},
                key=list(near).index,
            )
        )
    ways = {start: 1}
    for before, layer in zip(reversed(layers[1:]), reversed(layers[:-1]), strict=True):
        for node in layer:
            ways[node] = sum(ways[n] for n in before if plain.has_edge(n, node))
    path = [end]
    for layer in layers[1:]:
        path.append(next(node for node in layer if plain.has_edge(node, path[-1])))
    place = {node: number for number, node in enumerate(plain)}
    through = sorted((node for layer in layers[1:-1] for node in layer), key=place.__getitem__)
    return Unlinked(start, end, distance, tuple(reversed(path)), tuple(through), ways[end])


def _named(plain: nx.Graph, nodes: list[Hashable]) -> str:
    """The first of some nodes, by the id that the graph gives it, and how many more there are."""
    first = str(plain.nodes[nodes[0]].get("id") or nodes[0])
    return f"{first} is" if len(nodes) == 1 else f"{first} and {len(nodes) - 1} more are"


def _members(plain: nx.Graph, asked: Collection[Hashable]) -> set[Hashable]:
    found = {node for node in asked if node in plain}
    if not found:
        raise MetricError("a set to be separated has no node in this projection; choose a wider one")
    return found


class _Flow:
    """A flow in which every intermediate node carries one unit: node → ``("in", v)`` and ``("out", v)``."""

    def __init__(self, plain: nx.Graph, first: set[Hashable], second: set[Hashable]) -> None:
        self._residual = nx.DiGraph()
        self._cuttable = [node for node in plain if node not in first and node not in second]
        endless = len(plain) + 1
        for node in plain:
            self._arc(("in", node), ("out", node), 1 if node not in first | second else endless)
        for start, end in plain.edges:
            self._arc(("out", start), ("in", end), endless)
            self._arc(("out", end), ("in", start), endless)
        self._residual.add_nodes_from((_SOURCE, _SINK))
        for node in plain:
            if node in first:
                self._arc(_SOURCE, ("in", node), endless)
            elif node in second:
                self._arc(("out", node), _SINK, endless)

    def fill(self) -> int:
        """Send as much as can flow; the amount is the size of a minimum cut."""
        amount = 0
        while (path := self._way()) is not None:
            for start, end in pairwise(path):
                self._change(start, end, -1)
                self._change(end, start, +1)
            amount += 1
        return amount

    def minimum_cuts(self) -> Iterator[frozenset[Hashable]]:
        """The nodes of each minimum cut: closed residual sets that hold the source and not the sink."""
        left = self._left()
        parts = nx.condensation(left)
        part_of = parts.graph["mapping"]
        within = {part: {part, *nx.descendants(parts, part)} for part in parts}
        around = {part: {part, *nx.ancestors(parts, part)} for part in parts}
        chosen, refused = set(within[part_of[_SOURCE]]), set(around[part_of[_SINK]])
        # Parts without a node that can be cut decide nothing on their own; they follow what is chosen.
        deciding = {part_of[(side, node)] for node in self._saturated(left) for side in ("in", "out")}
        waiting: list[tuple[set[int], set[int]]] = [(chosen, refused)]
        while waiting:
            chosen, refused = waiting.pop()
            open_parts = sorted(deciding - chosen - refused)
            if not open_parts:
                yield frozenset(
                    node
                    for node in self._cuttable
                    if part_of["in", node] in chosen and part_of["out", node] not in chosen
                )
                continue
            part = open_parts[0]
            waiting.append((chosen, refused | around[part]))
            waiting.append((chosen | within[part], refused))

    def in_all_cuts(self) -> Iterator[Hashable]:
        """The nodes that every minimum cut has: entered from the source's side, left to the sink's."""
        left = self._left()
        from_source, to_sink = nx.descendants(left, _SOURCE), nx.ancestors(left, _SINK)
        for node in self._cuttable:
            if ("in", node) in from_source and ("out", node) in to_sink:
                yield node

    def _saturated(self, left: nx.DiGraph) -> list[Hashable]:
        return [node for node in self._cuttable if not left.has_edge(("in", node), ("out", node))]

    def _left(self) -> nx.DiGraph:
        """What can still flow."""
        left = nx.DiGraph()
        left.add_nodes_from(self._residual)
        left.add_edges_from(
            (start, end) for start, end, room in self._residual.edges(data="room") if room > 0
        )
        return left

    def _arc(self, start: Any, end: Any, room: int) -> None:
        self._residual.add_edge(start, end, room=room)
        if not self._residual.has_edge(end, start):
            self._residual.add_edge(end, start, room=0)

    def _change(self, start: Any, end: Any, by: int) -> None:
        self._residual.edges[start, end]["room"] += by

    def _way(self) -> list[Any] | None:
        """A shortest way from source to sink through arcs with room."""
        came: dict[Any, Any] = {_SOURCE: None}
        queue = deque([_SOURCE])
        while queue:
            here = queue.popleft()
            for there, arc in self._residual.adj[here].items():
                if arc["room"] > 0 and there not in came:
                    came[there] = here
                    if there == _SINK:
                        path = [there]
                        while path[-1] != _SOURCE:
                            path.append(came[path[-1]])
                        return path[::-1]
                    queue.append(there)
        return None

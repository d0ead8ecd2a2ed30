"""Centrality by who one's neighbours are: eigenvector, Katz, PageRank, HITS, by iteration over arrays.

Every function takes a simple networkx graph; ``strength`` names the edge attribute that weighs a tie
(``None``: all equally). Iteration ends when no value changes by more than 1e-12 of the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from pharmagraph.errors import MetricError
from pharmagraph.graph.centrality import Measured
from pharmagraph.graph.collapse import check_simple, strength_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable

TOLERANCE: Final = 1e-12
ROUGH: Final = 1e-7
ROUNDS: Final = 5_000
DENSE_UP_TO: Final = 2_000
"""Nodes up to which a vector that iteration does not settle on is found from the whole matrix."""

KATZ_SHARE: Final = 0.85
"""The default α of Katz as a share of the largest that converges."""


@dataclass(frozen=True, slots=True)
class _Arcs:
    """The arcs of a graph as arrays; an undirected tie is two arcs."""

    n_nodes: int
    start: Any
    end: Any
    weight: Any

    @classmethod
    def of(cls, plain: nx.Graph, strength: str | None) -> _Arcs:
        import numpy as np

        place = {node: number for number, node in enumerate(plain)}
        n_edges = plain.number_of_edges()
        ends = (place[node] for edge in plain.edges for node in edge)
        pairs = np.fromiter(ends, dtype=np.int64, count=2 * n_edges).reshape(n_edges, 2)
        start, end = pairs[:, 0], pairs[:, 1]
        if strength is None:
            weight = np.ones(n_edges)
        else:
            told = (strength_of(edge, strength) for *_, edge in plain.edges(data=True))
            weight = np.fromiter(told, dtype=float, count=n_edges)
        if not plain.is_directed():
            start, end = np.concatenate((start, end)), np.concatenate((end, start))
            weight = np.concatenate((weight, weight))
        return cls(len(place), start, end, weight)

    def forward(self, values: Any) -> Any:
        """What each node gets from those with an arc to it."""
        import numpy as np

        return np.bincount(self.end, weights=self.weight * values[self.start], minlength=self.n_nodes)

    def backward(self, values: Any) -> Any:
        """What each node gets from those it has an arc to."""
        import numpy as np

        return np.bincount(self.start, weights=self.weight * values[self.end], minlength=self.n_nodes)

    def there_and_back(self, values: Any) -> Any:
        """What each node gets from those that share an end of an arc with it."""
        return self.backward(self.forward(values))


def eigenvector(graph: nx.Graph, *, strength: str | None = None) -> Measured:
    """How central the neighbours of each node are, within the largest component; not defined outside it.

    Values have length 1 together. Among components of equal size the one with the first node counts; of a
    directed graph it is the largest strongly connected one, and nothing is defined where there is no cycle.

    Source:
        Bonacich (1972): A x = λ x for the largest λ; in a directed graph arcs lead to the node.
    """
    plain = check_simple(graph)
    largest = _largest_component(plain)
    values: dict[Hashable, float | None] = dict.fromkeys(plain)
    if len(largest) > 1:
        inner = plain.subgraph(node for node in plain if node in largest)
        found = _principal(_Arcs.of(inner, strength))
        values.update(zip(inner, _numbers(found), strict=True))
    return Measured("eigenvector", values, "numpy", parameters={"component": float(len(largest))})


def katz(
    graph: nx.Graph,
    *,
    strength: str | None = None,
    alpha: float | None = None,
    beta: float = 1.0,
    normalized: bool = True,
) -> Measured:
    """How many walks end at each node, a step longer counting α times as much.

    ``alpha`` is ``KATZ_SHARE`` of the largest that converges when not given; where there is no cycle every α
    does, and it is ``KATZ_SHARE`` itself. Normalised values have length 1 together.

    Raises:
        MetricError: α is not between 0 and 1 ⁄ λ.

    Source:
        Katz (1953): x = α Aᵀ x + β.
    """
    plain = check_simple(graph)
    arcs = _Arcs.of(plain, strength)
    radius = _radius(plain, strength)
    chosen = alpha if alpha is not None else KATZ_SHARE / radius if radius else KATZ_SHARE
    if chosen <= 0 or (radius and chosen * radius >= 1):
        bound = f"below 1 ⁄ {radius:.4f} = {1 / radius:.4f}" if radius else "a number"
        raise MetricError(f"Katz needs an alpha above 0 and {bound}, not {chosen:g}")
    found = _fixed_point(lambda x: chosen * arcs.forward(x) + beta, arcs.n_nodes, start=beta)
    if normalized and len(plain):
        found = found / (found @ found) ** 0.5
    values: dict[Hashable, float | None] = dict(zip(plain, _numbers(found), strict=True))
    return Measured(
        "katz", values, "numpy", parameters={"alpha": chosen, "beta": beta, "largest eigenvalue": radius}
    )


def pagerank(
    graph: nx.Graph,
    *,
    strength: str | None = None,
    alpha: float = 0.85,
    near: Collection[Hashable] | Mapping[Hashable, float] | None = None,
) -> Measured:
    """The share of a random walk's time at each node; the values add to 1.

    The walk follows an arc with probability ``alpha``, else, and from a node without arcs, it starts again:
    anywhere, or at the nodes of ``near``.

    Raises:
        MetricError: α is outside [0, 1), or ``near`` has no node of the graph.

    Source:
        Page and others (1999): x = α P x + (1 − α) v, dangling mass by v.
    """
    import numpy as np

    plain = check_simple(graph)
    if not 0 <= alpha < 1:
        raise MetricError(f"PageRank needs an alpha of at least 0 and below 1, not {alpha:g}")
    if not len(plain):
        return Measured("pagerank", {}, "numpy", parameters={"alpha": alpha})
    arcs = _Arcs.of(plain, strength)
    home = _home(plain, near)
    out = np.bincount(arcs.start, weights=arcs.weight, minlength=arcs.n_nodes)
    share = _Arcs(arcs.n_nodes, arcs.start, arcs.end, arcs.weight / out[arcs.start])
    dangling = out == 0

    def step(x: Any) -> Any:
        return alpha * (share.forward(x) + x[dangling].sum() * home) + (1 - alpha) * home

    found = _fixed_point(step, arcs.n_nodes, start=1 / arcs.n_nodes)
    return Measured(
        "pagerank", dict(zip(plain, _numbers(found), strict=True)), "numpy", parameters={"alpha": alpha}
    )


def hubs_and_authorities(graph: nx.Graph, *, strength: str | None = None) -> tuple[Measured, Measured]:
    """Hubs point to good authorities, authorities are pointed to by good hubs; each adds to 1.

    Not defined for a graph without arcs. Meant for layers with two sides: funder and recipient, holder and
    drug.

    Source:
        Kleinberg (1999): a = Aᵀ h, h = A a.
    """
    plain = check_simple(graph)
    arcs = _Arcs.of(plain, strength)
    if not len(arcs.start):
        nothing: dict[Hashable, float | None] = dict.fromkeys(plain)
        return Measured("hubs", nothing, "numpy"), Measured("authorities", dict(nothing), "numpy")
    hub = _strongest_hubs(arcs)
    authority = arcs.forward(hub)
    return (
        Measured("hubs", dict(zip(plain, _numbers(hub / hub.sum()), strict=True)), "numpy"),
        Measured(
            "authorities", dict(zip(plain, _numbers(authority / authority.sum()), strict=True)), "numpy"
        ),
    )


def _strongest_hubs(arcs: _Arcs) -> Any:
    """The hubs of the part with the largest singular value; of parts that share it, each by its size.

    Hubs that point to nothing in common, however indirectly, are different parts. Taken together their values
    would settle only as fast as the parts differ, and that may be hardly at all.
    """
    import numpy as np

    sides = nx.Graph(zip((("hub", n) for n in arcs.start.tolist()), arcs.end.tolist(), strict=True))
    part_of = np.full(arcs.n_nodes, -1)
    for number, part in enumerate(nx.connected_components(sides)):
        part_of[[node[1] for node in part if isinstance(node, tuple)]] = number
    largest, hubs = 0.0, np.zeros(arcs.n_nodes)
    bound = arcs.backward(arcs.forward(np.ones(arcs.n_nodes)))
    numbers = range(int(part_of.max()) + 1)
    for number in sorted(numbers, key=lambda one: -float(bound[part_of == one].max())):
        members = part_of == number
        if bound[members].max() < largest * (1 - ROUGH):
            break  # no singular value exceeds the largest sum of a row
        inside = members[arcs.start]
        part = _Arcs(arcs.n_nodes, arcs.start[inside], arcs.end[inside], arcs.weight[inside])
        found = _steady(part.there_and_back, arcs.n_nodes, "HITS")
        value = float(found @ part.there_and_back(found))
        if value > largest * (1 + ROUGH):
            largest, hubs = value, np.zeros(arcs.n_nodes)
        if value >= largest * (1 - ROUGH):
            hubs = hubs + found.sum() * found
    return hubs


def _largest_component(plain: nx.Graph) -> set[Hashable]:
    components = nx.strongly_connected_components if plain.is_directed() else nx.connected_components
    order = {node: number for number, node in enumerate(plain)}
    return max(components(plain), key=lambda one: (len(one), -min(order[n] for n in one)), default=set())


def _radius(plain: nx.Graph, strength: str | None) -> float:
    """The largest eigenvalue of the adjacency matrix; 0 where there is no cycle."""
    import numpy as np

    components = nx.strongly_connected_components if plain.is_directed() else nx.connected_components
    largest = 0.0
    for component in sorted(components(plain), key=len, reverse=True):
        if len(component) > 1:
            arcs = _Arcs.of(plain.subgraph(component), strength)
            # No eigenvalue exceeds the largest sum of a row, so most small components need no iteration.
            if np.bincount(arcs.end, weights=arcs.weight).max() > largest:
                vector = _principal(arcs, tolerance=ROUGH)  # an eigenvalue is twice as exact
                largest = max(largest, float(vector @ arcs.forward(vector)))
    return largest


def _principal(arcs: _Arcs, *, tolerance: float = TOLERANCE / 10) -> Any:
    """The vector of length 1 that belongs to the largest eigenvalue of a connected graph."""
    # Adding the vector itself keeps graphs with two sides from swinging for ever.
    return _steady(lambda x: arcs.forward(x) + x, arcs.n_nodes, "eigenvector", tolerance=tolerance)


def _home(plain: nx.Graph, near: Collection[Hashable] | Mapping[Hashable, float] | None) -> Any:
    import numpy as np

    if near is None:
        return np.full(len(plain), 1 / len(plain))
    pull = dict(near) if isinstance(near, Mapping) else dict.fromkeys(near, 1.0)
    home = np.array([float(pull.get(node, 0.0)) for node in plain])
    if home.sum() <= 0 or (home < 0).any():
        raise MetricError("PageRank near an entity needs one that is in the graph; choose a wider projection")
    return home / home.sum()


def _steady(step: Callable[[Any], Any], n_nodes: int, what: str, *, tolerance: float = TOLERANCE / 10) -> Any:
    """The vector of length 1 that a step only scales, from the uniform one."""
    import numpy as np

    values = np.full(n_nodes, n_nodes**-0.5)
    for _ in range(ROUNDS):
        after = step(values)
        length = (after @ after) ** 0.5
        if not length:
            return after
        after = after / length
        if np.abs(after - values).max() < tolerance:
            return after
        values = after
    return _solved(step, n_nodes, what)


def _solved(step: Callable[[Any], Any], n_nodes: int, what: str) -> Any:
    """The same from the whole matrix, for parts so nearly as strong that iteration never settles."""
    import numpy as np

    active = np.flatnonzero(step(np.ones(n_nodes)))
    if active.size > DENSE_UP_TO:
        raise MetricError(f"{what} did not settle in {ROUNDS} rounds; leave out strengths, or use pagerank")
    columns = np.zeros((active.size, active.size))
    for place, node in enumerate(active):
        unit = np.zeros(n_nodes)
        unit[node] = 1.0
        columns[:, place] = step(unit)[active]
    if np.allclose(columns, columns.T):
        _, vectors = np.linalg.eigh(columns)
        strongest = vectors[:, -1]
    else:
        eigenvalues, vectors = np.linalg.eig(columns)
        strongest = vectors[:, eigenvalues.real.argmax()].real
    found = np.zeros(n_nodes)
    found[active] = np.abs(strongest)
    return found / (found @ found) ** 0.5


def _fixed_point(step: Callable[[Any], Any], n_nodes: int, *, start: float) -> Any:
    import numpy as np

    values = np.full(n_nodes, start)
    for _ in range(ROUNDS):
        after = step(values)
        if np.abs(after - values).sum() <= TOLERANCE * np.abs(after).sum():
            return after
        values = after
    raise MetricError(f"the iteration did not settle in {ROUNDS} rounds; choose a smaller alpha")


def _numbers(values: Any) -> list[float]:
    """Plain numbers, with what is 0 but for rounding as 0."""
    return [float(value) if abs(value) > TOLERANCE else 0.0 for value in values]

"""How central the nodes of a simple graph are: by ties, by shortest paths, by the core they belong to.

Every function takes a simple networkx graph, leaves ties of a node to itself out, and gives every node a
value or ``None`` for "not defined". ``strength`` names the edge attribute that says how close two nodes are
(``None``: all equally); shortest paths use 1 ⁄ strength as the distance, in whole millionths, so that ties
are exact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from pharmagraph.errors import MetricError
from pharmagraph.graph.collapse import check_simple, strength_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from pharmagraph.graph.pivots import Progress, Sampled

EXACT_WORK: Final = 200_000_000
"""Nodes times ties up to which shortest-path measures are exact: 6,000 nodes with 30,000 ties."""

EXACT_WORK_WEIGHTED: Final = 20_000_000
"""The same for weighted distances, which no compiled engine counts here."""

COMPILED_ABOVE: Final = 100
"""Nodes from which on unweighted shortest-path measures go to rustworkx."""

MATRIX_UP_TO: Final = 2_000
"""Nodes up to which all distances are held at once."""

SAMPLE: Final = 256
"""How many start nodes a sampled measure takes when not told."""

DISTANCE_UNIT: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Measured:
    """The values of a measure on a graph, and how they were found.

    ``values`` holds ``None`` where the measure is not defined. ``error`` is the largest standard error of a
    sampled measure; ``sample`` is 0 for an exact one. ``parameters`` are what the values depend on.
    """

    measure: str
    values: dict[Hashable, float | None]
    engine: str = "networkx"
    sample: int = 0
    seed: int = 0
    error: float = 0.0
    parameters: dict[str, float] = field(default_factory=dict)

    @property
    def exact(self) -> bool:
        """Whether nothing was sampled."""
        return self.sample == 0


def degree(graph: nx.Graph) -> Measured:
    """The number of ties of each node; of a directed graph those in and out together."""
    return Measured("degree", {node: float(count) for node, count in check_simple(graph).degree})


def strength(graph: nx.Graph, *, strength: str | None = "strength") -> Measured:
    """The sum of the strengths of each node's ties.

    Raises:
        MetricError: a tie has no strength.
    """
    plain = check_simple(graph)
    values: dict[Hashable, float | None] = dict.fromkeys(plain, 0.0)
    for start, end, edge in plain.edges(data=True):
        for node in (start, end):
            values[node] = (values[node] or 0.0) + strength_of(edge, strength)
    return Measured("strength", values)


def core(graph: nx.Graph) -> Measured:
    """The largest k for which each node belongs to a part whose members all have k ties in it, else 0.

    Source:
        Seidman (1983). A directed graph counts as the undirected one.
    """
    plain = check_simple(graph)
    plain = plain.to_undirected() if plain.is_directed() else plain
    return Measured(
        "core", {node: float(k) for node, k in nx.core_number(plain).items()} if len(plain) else {}
    )


def betweenness(
    graph: nx.Graph,
    *,
    strength: str | None = None,
    normalized: bool = True,
    sample: int | None = None,
    seed: int = 1,
    progress: Progress | None = None,
) -> Measured:
    """The share of shortest paths between other nodes on which each node stands.

    In [0, 1] when normalised; 0 for every node of a graph with fewer than three. Exact up to ``EXACT_WORK``,
    from ``sample`` start nodes beyond or when one is given. A weighted graph beyond the limit needs a sample.

    Raises:
        MetricError: a multigraph, or strengths that are not numbers above 0.

    Source:
        Freeman (1977), σ_ij(v) ⁄ σ_ij summed over pairs; Brandes (2001). Normalised by (n−1)(n−2), halved
        when undirected.
    """
    plain = _with_distances(check_simple(graph), strength)
    if _is_sampled(plain, sample, weighted=strength is not None):
        return _sampled(
            plain, "betweenness", strength, sample, seed, normalized=normalized, progress=progress
        )
    if strength is None and len(plain) >= COMPILED_ABOVE:
        import rustworkx

        found = rustworkx.betweenness_centrality(_compiled(plain), normalized=normalized)
        return Measured("betweenness", dict(zip(plain, found.values(), strict=True)), "rustworkx")
    values = nx.betweenness_centrality(plain, normalized=normalized, weight="distance" if strength else None)
    return Measured("betweenness", values)


def closeness(
    graph: nx.Graph,
    *,
    strength: str | None = None,
    sample: int | None = None,
    seed: int = 1,
    progress: Progress | None = None,
) -> Measured:
    """How near each node is to those that reach it, times the share that does; 0 for an isolated node.

    In a directed graph distances are those *to* the node. With distances from strengths the unit is 1 ⁄
    strength.

    Source:
        Wasserman and Faust (1994): (r−1) ⁄ (n−1) · (r−1) ⁄ Σ d, r the nodes that reach it, itself included.
    """
    plain = _with_distances(check_simple(graph), strength)
    if _is_sampled(plain, sample, weighted=strength is not None):
        return _sampled(plain, "closeness", strength, sample, seed, progress=progress)
    if strength is None and len(plain) >= COMPILED_ABOVE:
        import rustworkx

        found = rustworkx.closeness_centrality(_compiled(plain), wf_improved=True)
        return Measured("closeness", dict(zip(plain, found.values(), strict=True)), "rustworkx")
    values = nx.closeness_centrality(plain, distance="distance" if strength else None)
    return Measured("closeness", _rescaled(values, DISTANCE_UNIT if strength else 1))


def harmonic(
    graph: nx.Graph,
    *,
    strength: str | None = None,
    sample: int | None = None,
    seed: int = 1,
    progress: Progress | None = None,
) -> Measured:
    """The sum of 1 ⁄ distance to each node from all others; what does not reach it adds nothing.

    Defined on graphs that fall apart, hence the measure for comparisons over time.

    Source:
        Marchiori and Latora (2000); Boldi and Vigna (2014).
    """
    plain = _with_distances(check_simple(graph), strength)
    if _is_sampled(plain, sample, weighted=strength is not None):
        return _sampled(plain, "harmonic", strength, sample, seed, progress=progress)
    if strength is None and len(plain) >= COMPILED_ABOVE:
        return Measured("harmonic", *_compiled_harmonic(plain, progress))
    values = nx.harmonic_centrality(plain, distance="distance" if strength else None)
    return Measured("harmonic", _rescaled(values, DISTANCE_UNIT if strength else 1))


def _with_distances(plain: nx.Graph, strength: str | None) -> nx.Graph:
    """The graph, or where strengths count a bare copy whose edges carry ``distance``."""
    if strength is None:
        return plain
    measured = nx.DiGraph() if plain.is_directed() else nx.Graph()
    measured.add_nodes_from(plain)
    for start, end, edge in plain.edges(data=True):
        measured.add_edge(start, end, distance=max(1, round(DISTANCE_UNIT / strength_of(edge, strength))))
    return measured


def _compiled_harmonic(
    plain: nx.Graph, progress: Progress | None
) -> tuple[dict[Hashable, float | None], str]:
    """The exact values and the engine: all distances at once while they fit, else a search per node."""
    if len(plain) > MATRIX_UP_TO:
        from pharmagraph.graph.pivots import Arrays, sampled_measure

        found, _ = sampled_measure(Arrays.of(plain), "harmonic", sample=len(plain), progress=progress)
        return dict(zip(plain, found, strict=True)), "numpy"
    import rustworkx

    distance = rustworkx.distance_matrix(_compiled(plain))
    distance[distance == 0] = float("inf")
    return dict(zip(plain, (1 / distance).sum(axis=0).tolist(), strict=True)), "rustworkx"


def _rescaled(values: dict[Hashable, float], unit: int) -> dict[Hashable, float | None]:
    return {node: float(value * unit) for node, value in values.items()}


def _is_sampled(plain: nx.Graph, sample: int | None, *, weighted: bool) -> bool:
    if sample is not None:
        if sample < 1:
            raise MetricError(f"a sample has at least one start node, not {sample}")
        return sample < len(plain)
    work = len(plain) * max(1, plain.number_of_edges())
    if work <= (EXACT_WORK_WEIGHTED if weighted else EXACT_WORK):
        return False
    if weighted:
        raise MetricError(
            f"{len(plain)} nodes and {plain.number_of_edges()} ties are too many for weighted distances; "
            "measure without strengths (preset equal), or a smaller projection"
        )
    return True


def _sampled(
    plain: nx.Graph,
    measure: Sampled,
    strength: str | None,
    sample: int | None,
    seed: int,
    *,
    normalized: bool = True,
    progress: Progress | None = None,
) -> Measured:
    if strength is not None:
        raise MetricError(
            f"{measure} is sampled without strengths only; leave out the sample or the strengths"
        )
    from pharmagraph.graph.pivots import Arrays, sampled_measure

    size = min(SAMPLE if sample is None else sample, len(plain))
    values, error = sampled_measure(
        Arrays.of(plain), measure, sample=size, seed=seed, normalized=normalized, progress=progress
    )
    return Measured(
        measure, dict(zip(plain, values, strict=True)), "numpy", sample=size, seed=seed, error=error
    )


def _compiled(plain: nx.Graph) -> Any:  # rustworkx.PyGraph or PyDiGraph, imported only when needed
    import rustworkx

    place = {node: number for number, node in enumerate(plain)}
    compiled = rustworkx.PyDiGraph() if plain.is_directed() else rustworkx.PyGraph()
    compiled.add_nodes_from(range(len(place)))
    compiled.extend_from_edge_list([(place[start], place[end]) for start, end in plain.edges])
    return compiled

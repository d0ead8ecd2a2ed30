"""Betweenness, closeness and harmonic centrality from a sample of start nodes, for graphs too large for all.

Each start is one breadth-first search over arrays, a level at a time, so a search of a million ties takes
hundredths of a second. Starts are drawn without replacement; the error is the standard error of ten batches.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any, Final
from typing import Literal as OneOf

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import networkx as nx

    Progress = Callable[[int, int, str], object]

Sampled = OneOf["betweenness", "closeness", "harmonic"]
BATCHES: Final = 10


@dataclass(frozen=True, slots=True)
class Arrays:
    """Adjacency in arrays: the neighbours of node ``i`` lie from ``first[i]`` up to ``first[i + 1]``."""

    nodes: tuple[Hashable, ...]
    first: Any
    neighbour: Any
    directed: bool

    @classmethod
    def of(cls, graph: nx.Graph) -> Arrays:
        """The arrays of a graph; arcs of a directed one keep their direction."""
        import numpy as np

        nodes = tuple(graph)
        place = {node: number for number, node in enumerate(nodes)}
        degree = np.fromiter((len(graph.adj[node]) for node in nodes), dtype=np.int64, count=len(nodes))
        first = np.concatenate(([0], np.cumsum(degree)))
        ends = (place[other] for node in nodes for other in graph.adj[node])
        return cls(nodes, first, np.fromiter(ends, dtype=np.int64, count=int(first[-1])), graph.is_directed())


def sample_starts(n_nodes: int, sample: int, seed: int) -> list[int]:
    """The numbers of the start nodes, in the order of the draw; all of them when the sample is that large."""
    if sample >= n_nodes:
        return list(range(n_nodes))
    return Random(seed).sample(range(n_nodes), sample)  # noqa: S311 - a draw, not a secret


def sampled_measure(
    arrays: Arrays,
    measure: Sampled,
    *,
    sample: int,
    seed: int = 1,
    normalized: bool = True,
    progress: Progress | None = None,
) -> tuple[list[float], float]:
    """The estimated values in the order of ``arrays.nodes``, and the largest standard error among them.

    Cost: one breadth-first search per start. With as many starts as nodes the values are exact and the error
    0.

    Source:
        Brandes and Pich (2007): pivots drawn at random; Brandes (2001) for the sums of one start.
    """
    import numpy as np

    n_nodes = len(arrays.nodes)
    starts = sample_starts(n_nodes, sample, seed)
    n_batches = min(BATCHES, len(starts))
    sums = np.zeros((n_batches, 2, n_nodes))
    counts = np.zeros(n_batches)
    for number, start in enumerate(starts):
        batch = number % n_batches
        counts[batch] += 1
        if measure == "betweenness":
            sums[batch, 0] += _dependencies(arrays, start)
        else:
            distance = _levels(arrays, start)[0]
            reached = distance > 0
            sums[batch, 0][reached] += 1.0 / distance[reached] if measure == "harmonic" else 1.0
            sums[batch, 1][reached] += distance[reached]
        if progress:
            progress(number + 1, len(starts), f"sampling {measure}")
    scale = _scale(arrays, measure, normalized=normalized)
    values = _estimate(measure, sums.sum(axis=0), len(starts), n_nodes) * scale
    if len(starts) >= n_nodes or n_batches < 2:
        return values.tolist(), 0.0
    batches = np.array([_estimate(measure, sums[b], counts[b], n_nodes) * scale for b in range(n_batches)])
    error = batches.std(axis=0, ddof=1) / np.sqrt(n_batches)
    return values.tolist(), float(error.max(initial=0.0))


def _scale(arrays: Arrays, measure: Sampled, *, normalized: bool) -> float:
    n_nodes = len(arrays.nodes)
    if measure != "betweenness":
        return 1.0
    if not normalized:
        return 1.0 if arrays.directed else 0.5
    return 1 / ((n_nodes - 1) * (n_nodes - 2)) if n_nodes > 2 else 0.0


def _estimate(measure: Sampled, sums: Any, n_starts: float, n_nodes: int) -> Any:
    """What the sums over some starts say of the sums over all: a node is no start of its own."""
    import numpy as np

    ratio = n_nodes / n_starts
    if measure != "closeness":
        return sums[0] * ratio
    reached, distance = sums[0] * ratio, sums[1] * ratio
    with np.errstate(divide="ignore", invalid="ignore"):
        near = np.where(distance > 0, reached * reached / distance, 0.0)
    return near / (n_nodes - 1) if n_nodes > 1 else near


def _levels(arrays: Arrays, start: int) -> tuple[Any, Any, list[tuple[Any, Any]]]:
    """Distances from a start (−1: not reached), numbers of shortest paths, the arcs of each level."""
    import numpy as np

    first, neighbour = arrays.first, arrays.neighbour
    distance = np.full(len(arrays.nodes), -1, dtype=np.int64)
    paths = np.zeros(len(arrays.nodes))
    distance[start], paths[start] = 0, 1.0
    frontier, level, levels = np.array([start]), 0, []
    while frontier.size:
        level += 1
        width = first[frontier + 1] - first[frontier]
        offset = np.repeat(first[frontier] - np.concatenate(([0], np.cumsum(width)[:-1])), width)
        here, there = np.repeat(frontier, width), neighbour[offset + np.arange(width.sum())]
        frontier = _new(there[distance[there] < 0], distance, level)
        nearer = distance[there] == level
        here, there = here[nearer], there[nearer]
        _add(paths, there, paths[here])
        levels.append((here, there))
    return distance, paths, levels


def _new(reached: Any, distance: Any, level: int) -> Any:
    """The nodes reached for the first time, each once; their distance is set."""
    import numpy as np

    distance[reached] = level
    # A wide level is read off all nodes, a narrow one sorted: a ring has as many levels as nodes.
    return np.flatnonzero(distance == level) if reached.size > distance.size // 8 else np.unique(reached)


def _add(sums: Any, where: Any, values: Any) -> None:
    """Add values to the sums at places that may repeat."""
    import numpy as np

    if where.size > sums.size // 8:
        sums += np.bincount(where, weights=values, minlength=sums.size)
    else:
        np.add.at(sums, where, values)


def _dependencies(arrays: Arrays, start: int) -> Any:
    """How far the pairs that begin at a start depend on each other node."""
    _, paths, levels = _levels(arrays, start)
    dependency = 0.0 * paths
    for here, there in reversed(levels):
        _add(dependency, here, paths[here] / paths[there] * (1.0 + dependency[there]))
    dependency[start] = 0.0
    return dependency

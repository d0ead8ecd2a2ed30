"""Where nodes come to rest when ties are springs, and which of them belong together: for pictures."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_RUNS: Final = 5
_MANY: Final = 3_000
_PAIRS: Final = 50_000_000
"""So many pairs of nodes are looked at in one layout, as long as that leaves it enough steps."""

_MOST_STEPS, _FEWEST_STEPS = 100, 40


def spring_positions(
    n_nodes: int, ties: Sequence[tuple[int, int]], *, seed: int, steps: int | None = None
) -> list[tuple[float, float]]:
    """One point per node, tied nodes near one another; the same seed gives the same points.

    Cost grows with the square of the nodes: 0.05 s for 300, 0.3 s for 1,000, 0.6 s for 1,500.

    Source:
        Fruchterman and Reingold (1991): repulsion k²/d between all nodes, attraction d²/k along ties; steps
        that shorten evenly.
    """
    import rustworkx

    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(n_nodes))
    graph.add_edges_from_no_data(list(ties))
    wanted = steps or min(_MOST_STEPS, max(_FEWEST_STEPS, _PAIRS // (n_nodes * n_nodes + 1)))
    # Even cooling comes to rest in half the steps that adaptive cooling takes.
    found = rustworkx.spring_layout(graph, seed=seed, num_iter=wanted, adaptive_cooling=False)
    # What lies beyond may differ between builds of the library.
    return [(round(float(found[node][0]), 6), round(float(found[node][1]), 6)) for node in range(n_nodes)]


def communities_of(
    nodes: Sequence[int], ties: Sequence[tuple[int, int]], *, resolution: float = 1.0, seed: int = 1
) -> list[list[int]]:
    """The communities of some nodes, the largest first, each in order; parallel ties weigh more.

    The best of a few runs of Leiden and nothing else; ask ``communities`` for how stable they are.
    """
    from graspologic_native import leiden  # type: ignore[import-untyped]

    counted = Counter((min(pair), max(pair)) for pair in ties if pair[0] != pair[1])
    edges = [(str(start), str(end), float(count)) for (start, end), count in sorted(counted.items())]
    label: dict[str, int] = {}
    if edges:
        trials = _RUNS if len(nodes) <= _MANY else 1
        _, label = leiden(edges, resolution=resolution, iterations=2, seed=seed, trials=trials)
    groups: dict[int, list[int]] = defaultdict(list)
    for node in nodes:
        groups[label.get(str(node), -1 - node)].append(node)
    place = {node: number for number, node in enumerate(nodes)}
    return sorted(groups.values(), key=lambda group: (-len(group), place[group[0]]))

"""Into which communities a network falls, how stable they are, and whether they match any other grouping.

Both methods are stochastic: each is run over many seeds, the best partition is kept, and how far the runs
agree is reported beside it. Nodes without ties are communities of their own and count in no average of
stability.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from math import comb, log
from random import Random
from typing import TYPE_CHECKING, Final
from typing import Literal as OneOf

import networkx as nx

from pharmagraph.errors import MetricError
from pharmagraph.graph.collapse import check_simple, strength_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from pharmagraph.graph.pivots import Progress

Method = OneOf["leiden", "louvain"]
METHODS: Final[tuple[Method, ...]] = ("leiden", "louvain")
RUNS: Final = 50
RESOLUTIONS: Final = (0.5, 1.0, 2.0)
CENTRAL: Final = 3
"""How many of its most central members name a community."""

_ITERATIONS: Final = 2
"""Rounds of Leiden in one run; with one, the best partition is missed by some seeds."""

Partition = tuple[frozenset["Hashable"], ...]


@dataclass(frozen=True, slots=True)
class Communities:
    """The best partition of many runs, the largest community first, and how far the runs agree.

    ``modularity`` is ``None`` for a graph without ties; ``lowest`` and ``highest`` are those of the runs.
    ``stability`` of a node in [0, 1] is the mean share of runs that put it with each other member of its
    community, ``None`` for a node that is alone. ``agreement`` is the mean adjusted Rand index over pairs of
    runs, ``None`` for a single run. ``central`` are the members of each community with most strength inside
    it, the first naming it.
    """

    members: Partition
    central: tuple[tuple[Hashable, ...], ...]
    modularity: float | None
    lowest: float | None
    highest: float | None
    stability: dict[Hashable, float | None]
    agreement: float | None
    n_partitions: int
    method: Method
    resolution: float
    runs: int
    seed: int

    def community_of(self, node: Hashable) -> int:
        """The place of a node's community in ``members``.

        Raises:
            KeyError: the node is in none.
        """
        for place, one in enumerate(self.members):
            if node in one:
                return place
        raise KeyError(node)

    def stability_of(self, place: int) -> float | None:
        """The mean stability of a community's members; ``None`` when it is a single node."""
        values = [value for node in self.members[place] if (value := self.stability[node]) is not None]
        return sum(values) / len(values) if values else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far communities match another grouping.

    ``nmi`` in [0, 1] is the normalised mutual information, 1 when each tells the other; ``None`` when there
    is only one group and one community, or no node with both. ``table`` counts nodes by (community, group);
    ``n_nodes`` have a group.
    """

    nmi: float | None
    table: dict[tuple[int, Hashable], int]
    n_nodes: int


def communities(
    graph: nx.Graph,
    *,
    method: Method = "leiden",
    resolution: float = 1.0,
    strength: str | None = None,
    runs: int = RUNS,
    seed: int = 1,
    progress: Progress | None = None,
) -> Communities:
    """The communities of a simple graph: the partition of highest modularity among runs with different seeds.

    ``strength`` names the edge attribute that weighs ties. A higher ``resolution`` gives more and smaller
    communities. A directed graph counts as the undirected one.

    Raises:
        MetricError: a multigraph, an unknown method, or a resolution that is not above 0.

    Source:
        Modularity Q = 1 ⁄ 2m · Σ (A_ij − γ k_i k_j ⁄ 2m) δ; Blondel and others (2008); Traag and others
        (2019).
    """
    if method not in METHODS:
        raise MetricError(f"there is no method {method!r}; choose from {', '.join(METHODS)}")
    if resolution <= 0 or runs < 1:
        raise MetricError("communities need a resolution above 0 and at least one run")
    plain = _weighed(graph, strength)
    tied = without_isolated(plain)
    alone = tuple(frozenset({node}) for node in plain if not plain.degree(node))
    place = {node: number for number, node in enumerate(plain)}
    found: list[Partition] = []
    seeds = Random(seed)  # noqa: S311 - a draw, not a secret
    run = _runner(tied, method, resolution)
    for number in range(runs if len(tied) else 0):
        found.append(_ordered(run(seeds.randrange(2**31)), place))
        if progress:
            progress(number + 1, runs, f"running {method}")
    quality = {one: _quality(tied, one, resolution) for one in dict.fromkeys(found)}
    best = max(quality, key=quality.__getitem__, default=())
    members = (*best, *alone)
    return Communities(
        members,
        tuple(_central(plain, one, place, CENTRAL) for one in members),
        quality.get(best),
        min(quality.values(), default=None),
        max(quality.values(), default=None),
        dict.fromkeys((node for one in alone for node in one), None) | _stability(best, found),
        _mean_agreement(found),
        len(quality),
        method,
        resolution,
        len(found),
        seed,
    )


def modularity(
    graph: nx.Graph,
    partition: Iterable[frozenset[Hashable]],
    *,
    strength: str | None = None,
    resolution: float = 1.0,
) -> float:
    """How much more ties lie within the parts than chance would put there; at most 1.

    Raises:
        MetricError: the graph has no ties, or is a multigraph.
    """
    return _quality(_weighed(graph, strength), partition, resolution)


def central_members(
    graph: nx.Graph, members: frozenset[Hashable], *, limit: int = CENTRAL
) -> tuple[Hashable, ...]:
    """The members with most ties inside the community, then in all."""
    return _central(_weighed(graph, None), members, {node: place for place, node in enumerate(graph)}, limit)


def agreement_with(
    partition: Sequence[frozenset[Hashable]], groups: Mapping[Hashable, Hashable]
) -> Agreement:
    """How far communities match a grouping of nodes, over those nodes that have a group.

    Source:
        Normalised mutual information, 2 I(C; G) ⁄ (H(C) + H(G)) (Danon and others 2005).
    """
    table = Counter(
        (number, groups[node])
        for number, part in enumerate(partition)
        for node in part
        if groups.get(node) not in (None, "")
    )
    n_nodes = sum(table.values())
    rows, columns = Counter[int](), Counter["Hashable"]()
    for (number, group), count in table.items():
        rows[number] += count
        columns[group] += count
    entropy = _entropy(rows.values(), n_nodes) + _entropy(columns.values(), n_nodes)
    if not entropy:
        return Agreement(None, dict(table), n_nodes)
    mutual = sum(
        count / n_nodes * log(count * n_nodes / (rows[number] * columns[group]))
        for (number, group), count in table.items()
    )
    return Agreement(min(1.0, max(0.0, 2 * mutual / entropy)), dict(table), n_nodes)


def adjusted_rand(first: Partition, second: Partition) -> float:
    """How far two partitions of the same nodes agree: 1 when equal, 0 on average when unrelated.

    Source:
        Hubert and Arabie (1985).
    """
    part_of = {node: number for number, part in enumerate(second) for node in part}
    both = sum(comb(count, 2) for part in first for count in Counter(part_of[node] for node in part).values())
    one, other = (sum(comb(len(part), 2) for part in partition) for partition in (first, second))
    pairs = comb(len(part_of), 2)
    expected = one * other / pairs if pairs else 0.0
    highest = (one + other) / 2
    return (both - expected) / (highest - expected) if highest != expected else 1.0


def consensus(
    graph: nx.Graph,
    *,
    threshold: float = 0.5,
    method: Method = "leiden",
    runs: int = RUNS,
    seed: int = 1,
    rounds: int = 20,
) -> Partition:
    """The partition that runs settle on when the pairs they often put together are clustered again and again.

    Pairs together in fewer than ``threshold`` of the runs are not joined. Empty for an empty graph.

    Raises:
        MetricError: the runs still differ after ``rounds`` rounds.

    Source:
        Lancichinetti and Fortunato (2012).
    """
    plain = _weighed(graph, None)
    place = {node: number for number, node in enumerate(plain)}
    seeds = Random(seed)  # noqa: S311 - a draw, not a secret
    together = plain
    for _ in range(rounds):
        tied = without_isolated(together)
        alone = [frozenset({node}) for node in together if not together.degree(node)]
        run = _runner(tied, method, 1.0) if len(tied) else lambda _: ()
        found = {_ordered([*run(seeds.randrange(2**31)), *alone], place): None for _ in range(runs)}
        if len(found) == 1:
            return next(iter(found))
        together = _co_assigned(plain, list(found), threshold)
    raise MetricError(f"the runs did not come to agree in {rounds} rounds; raise the threshold")


def without_isolated(graph: nx.Graph) -> nx.Graph:
    """A copy of a simple graph without the nodes that have no tie, in its order.

    A subgraph of networkx would come in the order of a set, which is another in every process.
    """
    tied = graph.__class__(**graph.graph)
    tied.add_nodes_from((node, of) for node, of in graph.nodes(data=True) if graph.degree(node))
    tied.add_edges_from(graph.edges(data=True))
    return tied


def _weighed(graph: nx.Graph, strength: str | None) -> nx.Graph:
    """A simple undirected copy whose edges carry ``weight`` alone; two opposite arcs add up."""
    plain = check_simple(graph)
    weighed = nx.Graph()
    weighed.add_nodes_from(plain)
    if plain.is_directed():
        for start, end, edge in plain.edges(data=True):
            known = weighed.get_edge_data(start, end, {"weight": 0.0})["weight"]
            weighed.add_edge(start, end, weight=known + strength_of(edge, strength))
    else:
        weighed.add_weighted_edges_from(
            (start, end, strength_of(edge, strength)) for start, end, edge in plain.edges(data=True)
        )
    return weighed


def _quality(weighed: nx.Graph, partition: Iterable[frozenset[Hashable]], resolution: float) -> float:
    part_of = {node: number for number, part in enumerate(partition) for node in part}
    inside: dict[int, float] = dict.fromkeys(part_of.values(), 0.0)
    degree = dict(inside)
    total = 0.0
    for start, end, weight in weighed.edges(data="weight"):
        one, other = part_of[start], part_of[end]
        total += weight
        degree[one] += weight
        degree[other] += weight
        if one == other:
            inside[one] += weight
    if not total:
        raise MetricError("modularity is not defined for a graph without ties")
    return sum(inside[part] / total - resolution * (degree[part] / (2 * total)) ** 2 for part in degree)


def _central(
    weighed: nx.Graph, members: frozenset[Hashable], place: Mapping[Hashable, int], limit: int
) -> tuple[Hashable, ...]:
    def pull(node: Hashable) -> tuple[float, float, int]:
        ties = [(other in members, edge["weight"]) for other, edge in weighed.adj[node].items()]
        within = sum(weight for inside, weight in ties if inside)
        return -round(within, 9), -round(sum(weight for _, weight in ties), 9), place[node]

    return tuple(sorted(members, key=pull)[:limit])


def _runner(
    tied: nx.Graph, method: Method, resolution: float
) -> Callable[[int], Iterable[frozenset[Hashable]]]:
    """One run of a method, by its seed; what all runs need is made ready once."""
    if method == "louvain":
        return lambda seed: [
            frozenset(part)
            for part in nx.community.louvain_communities(
                tied, weight="weight", resolution=resolution, seed=seed
            )
        ]
    from graspologic_native import leiden  # type: ignore[import-untyped]

    nodes = list(tied)
    name = {node: str(number) for number, node in enumerate(nodes)}
    edges = [(name[start], name[end], weight) for start, end, weight in tied.edges(data="weight")]

    def run(seed: int) -> Iterable[frozenset[Hashable]]:
        _, label = leiden(edges, resolution=resolution, iterations=_ITERATIONS, seed=seed)
        parts: dict[int, set[Hashable]] = {}
        for text, number in label.items():
            parts.setdefault(number, set()).add(nodes[int(text)])
        return map(frozenset, parts.values())

    return run


def _ordered(parts: Iterable[frozenset[Hashable]], place: Mapping[Hashable, int]) -> Partition:
    return tuple(sorted(parts, key=lambda part: (-len(part), min(place[node] for node in part))))


def _stability(best: Partition, found: Sequence[Partition]) -> dict[Hashable, float | None]:
    """The mean share of runs in which a node is with each other member of its community."""
    stability: dict[Hashable, float | None] = {node: None for part in best for node in part if len(part) == 1}
    together: Counter[Hashable] = Counter()
    for partition in found:
        part_of = {node: number for number, part in enumerate(partition) for node in part}
        for part in best:
            sizes = Counter(part_of[node] for node in part)
            for node in part:
                together[node] += sizes[part_of[node]] - 1
    for part in best:
        if len(part) > 1:
            stability.update({node: together[node] / (len(found) * (len(part) - 1)) for node in part})
    return stability


def _mean_agreement(found: Sequence[Partition]) -> float | None:
    if len(found) < 2:
        return None
    times = Counter(found)
    total = sum(comb(count, 2) for count in times.values()) * 1.0
    total += sum(times[a] * times[b] * adjusted_rand(a, b) for a, b in combinations(times, 2))
    return total / comb(len(found), 2)


def _co_assigned(plain: nx.Graph, found: Sequence[Partition], threshold: float) -> nx.Graph:
    pairs = Counter(
        pair for partition in found for part in partition for pair in combinations(sorted(part, key=str), 2)
    )
    together = nx.Graph()
    together.add_nodes_from(plain)
    together.add_weighted_edges_from(
        (start, end, count / len(found))
        for (start, end), count in pairs.items()
        if count / len(found) >= threshold
    )
    return together


def _entropy(counts: Iterable[int], total: int) -> float:
    return -sum(count / total * log(count / total) for count in counts if count)

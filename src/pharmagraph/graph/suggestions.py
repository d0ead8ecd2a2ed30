"""Which tie is missing: scores for untied pairs, the reason of each, and whether the past bears them out.

Scores order pairs; they are no probabilities. A directed graph counts as the undirected one. ``validate``
says, for ties that began after a date, how well the scores computed from earlier ties would have pointed at
them, and refuses to say so of too few.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log, sqrt
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import MetricError
from pharmagraph.graph.collapse import check_simple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

    import networkx as nx

    Pair = tuple[Hashable, Hashable]
    Score = Callable[[nx.Graph, Hashable, Hashable], float]

ENOUGH: Final = 20
"""New ties below which a validation is "not validated"."""

PRECISION_AT: Final = 10


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair without a tie, its scores by method, and the neighbours both have: the reason.

    ``paths`` are further reasons, by the name of the feature: what stands between the two.
    """

    start: Hashable
    end: Hashable
    scores: dict[str, float]
    shared: tuple[Hashable, ...]
    paths: dict[str, tuple[tuple[Hashable, ...], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feature:
    """A further score from outside the graph: its name, values by pair, and the paths that explain them."""

    name: str
    values: Mapping[tuple[Hashable, Hashable], float]
    paths: Mapping[tuple[Hashable, Hashable], tuple[tuple[Hashable, ...], ...]] = field(default_factory=dict)

    def value(self, start: Hashable, end: Hashable) -> float:
        """The value of a pair, in whichever order it stands; 0 for one that is not there."""
        return self.values.get((start, end), self.values.get((end, start), 0.0))


@dataclass(frozen=True, slots=True)
class Validation:
    """How well a method would have pointed at the ties that came.

    ``auroc`` is the chance that a pair that became tied scored above one that did not, ``low`` to ``high``
    its 95 % interval. All are ``None`` when ``validated`` is false: fewer than ``ENOUGH`` pairs became tied.
    """

    method: str
    positives: int
    candidates: int
    auroc: float | None = None
    low: float | None = None
    high: float | None = None
    average_precision: float | None = None
    precision_at: float | None = None

    @property
    def validated(self) -> bool:
        """Whether there were enough new ties to say anything."""
        return self.auroc is not None


def common_neighbours(graph: nx.Graph, start: Hashable, end: Hashable) -> float:
    """How many neighbours both have."""
    return float(len(_shared(graph, start, end)))


def jaccard(graph: nx.Graph, start: Hashable, end: Hashable) -> float:
    """The share of their neighbours that both have; 0 when neither has any."""
    union = {*_neighbours(graph, start), *_neighbours(graph, end)}
    return len(_shared(graph, start, end)) / len(union) if union else 0.0


def adamic_adar(graph: nx.Graph, start: Hashable, end: Hashable) -> float:
    """Shared neighbours, each counting 1 ⁄ ln of how many neighbours it has.

    Source:
        Adamic and Adar (2003).
    """
    return sum(1 / log(degree) for degree in _degrees(graph, start, end) if degree > 1)


def resource_allocation(graph: nx.Graph, start: Hashable, end: Hashable) -> float:
    """Shared neighbours, each counting 1 ⁄ how many neighbours it has.

    Source:
        Zhou, Lü and Zhang (2009).
    """
    return sum(1 / degree for degree in _degrees(graph, start, end))


def preferential_attachment(graph: nx.Graph, start: Hashable, end: Hashable) -> float:
    """The product of how many neighbours each has: what a score must beat."""
    return float(len(_neighbours(graph, start)) * len(_neighbours(graph, end)))


METHODS: Final[dict[str, Score]] = {
    "adamic-adar": adamic_adar,
    "resource-allocation": resource_allocation,
    "common-neighbours": common_neighbours,
    "jaccard": jaccard,
    "preferential-attachment": preferential_attachment,
}


def suggest(
    graph: nx.Graph,
    node: Hashable,
    *,
    method: str = "adamic-adar",
    among: Collection[Hashable] | None = None,
    features: Sequence[Feature] = (),
    limit: int = 10,
) -> list[Suggestion]:
    """The nodes that a node has no tie to yet, the most plausible first, each with every score.

    ``method`` orders them, and may be the name of a feature; equals go by adamic-adar, then by the order of
    the graph. ``among`` restricts the candidates. A pair that scores 0 on the method is not suggested, so a
    node without ties gets none.

    Raises:
        MetricError: a multigraph, no such method, or the node is not in the graph.
    """
    plain = _undirected(graph)
    by_name = {one.name: one for one in features}
    if method not in METHODS and method not in by_name:
        raise MetricError(f"there is no method {method!r}; choose from {', '.join([*METHODS, *by_name])}")
    if node not in plain:
        raise MetricError(f"{node} is not in this projection; choose a wider one")
    allowed = set(plain if among is None else among)
    found = []
    for place, other in enumerate(plain):
        if other == node or other not in allowed or plain.has_edge(node, other):
            continue
        scores = {name: score(plain, node, other) for name, score in METHODS.items()}
        scores |= {name: one.value(node, other) for name, one in by_name.items()}
        if scores[method] > 0:
            found.append((-scores[method], -scores["adamic-adar"], place, other, scores))
    return [
        Suggestion(node, other, scores, _shared(plain, node, other), _paths(features, node, other))
        for _, _, _, other, scores in sorted(found, key=lambda one: one[:3])[:limit]
    ]


def validate(
    before: nx.Graph,
    new_ties: Iterable[tuple[Hashable, Hashable]],
    *,
    candidates: Collection[tuple[Hashable, Hashable]] | None = None,
    features: Sequence[Feature] = (),
) -> list[Validation]:
    """How well each method, on the ties before a date, ranks the pairs that became tied after it.

    ``candidates`` are the pairs to rank; by default all pairs of ``before`` that are not tied in it. New ties
    between other pairs, or within old ones, do not count.

    Source:
        AUROC with DeLong's variance (1988) and a normal interval; average precision.
    """
    plain = _undirected(before)
    order = {node: number for number, node in enumerate(plain)}

    def key(pair: tuple[Hashable, Hashable]) -> tuple[Hashable, Hashable]:
        return (pair[0], pair[1]) if order[pair[0]] < order[pair[1]] else (pair[1], pair[0])

    nodes = list(plain)
    asked = (
        candidates
        if candidates is not None
        else [(a, b) for i, a in enumerate(nodes) for b in nodes[i + 1 :]]
    )
    pairs = {
        key(pair): None for pair in asked if pair[0] in order and pair[1] in order and pair[0] != pair[1]
    }
    pool = [pair for pair in pairs if not plain.has_edge(*pair)]
    came = {key(pair) for pair in new_ties if pair[0] in order and pair[1] in order}
    truth = [pair in came for pair in pool]
    scored = {name: [score(plain, *pair) for pair in pool] for name, score in METHODS.items()}
    scored |= {one.name: [one.value(*pair) for pair in pool] for one in features}
    return [_validated(name, scores, truth) for name, scores in scored.items()]


def split_by_date(ties: nx.MultiGraph, day: str) -> tuple[nx.MultiGraph, list[tuple[Hashable, Hashable]]]:
    """The ties known to have begun before a day, and the pairs whose first tie began on it or later.

    ``day`` and the edges' ``from`` are ISO dates. Ties without a beginning are in neither part, as it cannot
    be said to which they belong; every node stays in the first.
    """
    before = ties.__class__()
    before.add_nodes_from(ties.nodes(data=True))
    later = []
    for start, end, tie in ties.edges(data=True):
        begun = str(tie.get("from") or "")
        if begun and begun < day:
            before.add_edge(start, end, **tie)
        elif begun:
            later.append((start, end))
    tied = {frozenset(edge[:2]) for edge in before.edges}
    return before, [pair for pair in dict.fromkeys(later) if frozenset(pair) not in tied]


def auroc(scores: Sequence[float], truth: Sequence[bool]) -> tuple[float, float, float]:
    """The chance that a true one scores above a false one (equals count half), and its 95 % interval.

    Raises:
        MetricError: all are true, or all false.

    Source:
        DeLong, DeLong and Clarke-Pearson (1988).
    """
    positive = sorted(score for score, true in zip(scores, truth, strict=True) if true)
    negative = sorted(score for score, true in zip(scores, truth, strict=True) if not true)
    if not positive or not negative:
        raise MetricError("AUROC needs both pairs that became tied and pairs that did not")
    above = [_below(negative, score) / len(negative) for score in positive]
    under = [1 - _below(positive, score) / len(positive) for score in negative]
    value = sum(above) / len(above)
    error = sqrt(_variance(above) / len(above) + _variance(under) / len(under))
    return value, max(0.0, value - 1.96 * error), min(1.0, value + 1.96 * error)


def _validated(method: str, scores: list[float], truth: list[bool]) -> Validation:
    positives = sum(truth)
    if positives < ENOUGH or positives == len(truth):
        return Validation(method, positives, len(truth))
    value, low, high = auroc(scores, truth)
    ranked = _expected_order(scores, truth)
    hits, precisions = 0.0, 0.0
    for place, share in enumerate(ranked, 1):
        hits += share
        precisions += share * hits / place
    return Validation(
        method,
        positives,
        len(truth),
        value,
        low,
        high,
        precisions / positives,
        sum(ranked[:PRECISION_AT]) / PRECISION_AT,
    )


def _expected_order(scores: list[float], truth: list[bool]) -> list[float]:
    """For each place of the ranking the chance that it holds a true one, equals being in any order."""
    by_score: dict[float, list[bool]] = {}
    for score, true in zip(scores, truth, strict=True):
        by_score.setdefault(score, []).append(true)
    shares = []
    for score in sorted(by_score, reverse=True):
        equals = by_score[score]
        shares += [sum(equals) / len(equals)] * len(equals)
    return shares


def _below(ordered: Sequence[float], score: float) -> float:
    from bisect import bisect_left, bisect_right

    return (bisect_left(ordered, score) + bisect_right(ordered, score)) / 2


def _variance(values: Sequence[float]) -> float:
    if len(values) < 2:
        return 0.0
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1)


def _neighbours(graph: nx.Graph, node: Hashable) -> Collection[Hashable]:
    """Who is tied to a node, whichever way a tie leads."""
    return {**graph.succ[node], **graph.pred[node]} if graph.is_directed() else graph.adj[node]


def _shared(graph: nx.Graph, start: Hashable, end: Hashable) -> tuple[Hashable, ...]:
    theirs = _neighbours(graph, end)
    return tuple(node for node in _neighbours(graph, start) if node in theirs and node not in (start, end))


def _degrees(graph: nx.Graph, start: Hashable, end: Hashable) -> list[int]:
    return [len(_neighbours(graph, node)) for node in _shared(graph, start, end)]


def _paths(
    features: Iterable[Feature], start: Hashable, end: Hashable
) -> dict[str, tuple[tuple[Hashable, ...], ...]]:
    found = {one.name: one.paths.get((start, end)) or one.paths.get((end, start)) for one in features}
    return {name: paths for name, paths in found.items() if paths}


def _undirected(graph: nx.Graph) -> nx.Graph:
    plain = check_simple(graph)
    return plain.to_undirected() if plain.is_directed() else plain

"""From typed parallel ties to one strength per pair, under a choice of presets and with evidence taken away.

Ties are edges of a networkx multigraph with any of the attributes ``strength`` (0 < s ≤ 1, else 1),
``sources``, ``relation``, ``layer``, ``group`` (the agreement a tie tells of) and ``symmetric``. What a graph
does not say is not asked for, so a researcher's own multigraph will do.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import isfinite, prod, sqrt
from typing import TYPE_CHECKING, Any, Final
from typing import Literal as OneOf

import networkx as nx

from pharmagraph.errors import MetricError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

Preset = OneOf["equal", "declared", "strongest", "flattened", "sharpened"]
PRESETS: Final[tuple[Preset, ...]] = ("equal", "declared", "strongest", "flattened", "sharpened")
"""How a strength comes about: every pair 1; noisy-or of what is declared; its largest; of √s; of s²."""

MUTUAL_LAYERS: Final = frozenset({"governance"})
"""Layers whose ties are asserted one way (a member *of* a body) but lead both ways."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One agreement, or one tie that belongs to none, as it stands between two nodes."""

    strength: float
    relations: tuple[str, ...]
    layers: tuple[str, ...]
    sources: frozenset[str]
    ties: tuple[tuple[str, str, frozenset[str], float], ...]
    """Every tie that tells of it: relation, layer, sources, strength."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two nodes and what ties them; a pair of a directed collapse reads from ``start`` to ``end``."""

    start: Hashable
    end: Hashable
    tellings: tuple[Telling, ...]


def check_simple(graph: nx.Graph) -> nx.Graph:
    """The graph without ties of a node to itself, which no measure counts; a copy where it had some.

    Raises:
        MetricError: it is a multigraph, whose parallel ties would be counted as something else.
    """
    if graph.is_multigraph():
        raise MetricError(
            "measures are defined on a simple graph; collapse the parallel ties first, "
            "with pharmagraph.graph.collapse.collapse_ties"
        )
    loops = list(nx.selfloop_edges(graph))
    if not loops:
        return graph
    plain = graph.copy()
    plain.remove_edges_from(loops)
    return plain


def strength_of(edge: Mapping[str, Any], name: str | None) -> float:
    """The strength of an edge; 1 when ``name`` is ``None``.

    Raises:
        MetricError: the edge has none, or one that is not a number above 0.
    """
    if name is None:
        return 1.0
    value = edge.get(name)
    if not isinstance(value, int | float) or not isfinite(value) or value <= 0:
        raise MetricError(
            f"a tie has {name} = {value!r}; strengths are numbers above 0; strength=None leaves them out"
        )
    return float(value)


def collapse_ties(
    ties: nx.MultiGraph,
    *,
    directed: bool = False,
    preset: Preset = "declared",
    without_sources: frozenset[str] = frozenset(),
    without_layers: frozenset[str] = frozenset(),
) -> nx.Graph | nx.DiGraph:
    """One edge per pair: ``strength``, ``relations``, ``layers``, ``sources``, ``n_relations``.

    A tie whose sources are all in ``without_sources`` is gone; one that names no source stays. Ties of one
    ``group`` count once per pair, by the strongest. With ``directed`` a tie without a direction of its own,
    or of a layer in ``MUTUAL_LAYERS``, becomes two arcs. Every node stays; ties of a node to itself do not.

    Source:
        The noisy-or of independent ties: 1 − Π (1 − sᵢ).
    """
    return assemble(
        ties,
        pairs_of(ties, directed=directed),
        directed=directed,
        preset=preset,
        without_sources=without_sources,
        without_layers=without_layers,
    )


def pairs_of(ties: nx.MultiGraph, *, directed: bool = False) -> list[Pair]:
    """The pairs of tied nodes, for when a graph is assembled many times.

    Raises:
        MetricError: a tie has a strength outside (0, 1].
    """
    order = {node: place for place, node in enumerate(ties)}
    between: dict[tuple[Hashable, Hashable], dict[Any, list[Mapping[str, Any]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for number, (start, end, tie) in enumerate(ties.edges(data=True)):
        if start == end:
            continue
        group = tie.get("group") or number
        both = not ties.is_directed() or tie.get("symmetric", False) or tie.get("layer") in MUTUAL_LAYERS
        if not directed:
            first, second = sorted((start, end), key=order.__getitem__)
            between[first, second][group].append(tie)
        else:
            between[start, end][group].append(tie)
            if both:
                between[end, start][group].append(tie)
    return [
        Pair(start, end, tuple(_telling(found) for found in groups.values()))
        for (start, end), groups in sorted(
            between.items(), key=lambda item: (order[item[0][0]], order[item[0][1]])
        )
    ]


def _telling(ties: list[Mapping[str, Any]]) -> Telling:
    told = []
    for tie in ties:
        strength = strength_of({"strength": 1.0, **tie}, "strength")
        if strength > 1:
            raise MetricError(f"a tie has strength {strength:g}; to be combined, strengths must be at most 1")
        sources = frozenset(tie.get("sources") or ())
        told.append((str(tie.get("relation", "")), str(tie.get("layer", "")), sources, strength))
    return Telling(
        max(one[3] for one in told),
        tuple(sorted({one[0] for one in told})),
        tuple(sorted({one[1] for one in told})),
        frozenset().union(*(one[2] for one in told)),
        tuple(told),
    )


def assemble(
    nodes: nx.Graph,
    pairs: Iterable[Pair],
    *,
    directed: bool = False,
    preset: Preset = "declared",
    without_sources: frozenset[str] = frozenset(),
    without_layers: frozenset[str] = frozenset(),
) -> nx.Graph | nx.DiGraph:
    """The graph that ``collapse_ties`` describes, from pairs found before; nodes are those of ``nodes``."""
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.graph.update(nodes.graph)
    graph.add_nodes_from(nodes.nodes(data=True))
    if without_sources or without_layers:
        pairs = _thinned(pairs, without_sources, without_layers)
    for pair in pairs:
        graph.add_edge(
            pair.start,
            pair.end,
            strength=_strength([one.strength for one in pair.tellings], preset),
            relations=tuple(sorted({word for one in pair.tellings for word in one.relations})),
            layers=tuple(sorted({word for one in pair.tellings for word in one.layers})),
            sources=tuple(sorted(frozenset().union(*(one.sources for one in pair.tellings)))),
            n_relations=len(pair.tellings),
        )
    return graph


def _thinned(pairs: Iterable[Pair], sources: frozenset[str], layers: frozenset[str]) -> Iterable[Pair]:
    for pair in pairs:
        left = tuple(thin for one in pair.tellings if (thin := _thin(one, sources, layers)) is not None)
        if left:
            yield Pair(pair.start, pair.end, left)


def _thin(telling: Telling, sources: frozenset[str], layers: frozenset[str]) -> Telling | None:
    """What is left of a telling; unchanged when nothing of it is taken away."""
    if not telling.sources & sources and not layers.intersection(telling.layers):
        return telling
    ties = tuple(
        (relation, layer, said - sources, strength)
        for relation, layer, said, strength in telling.ties
        if layer not in layers and (said - sources or not said)
    )
    if not ties:
        return None
    return Telling(
        max(one[3] for one in ties),
        tuple(sorted({one[0] for one in ties})),
        tuple(sorted({one[1] for one in ties})),
        frozenset().union(*(one[2] for one in ties)),
        ties,
    )


def _strength(strengths: list[float], preset: Preset) -> float:
    match preset:
        case "equal":
            return 1.0
        case "strongest":
            return max(strengths)
        case "flattened":
            return 1 - prod(1 - sqrt(one) for one in strengths)
        case "sharpened":
            return 1 - prod(1 - one * one for one in strengths)
    return 1 - prod(1 - one for one in strengths)

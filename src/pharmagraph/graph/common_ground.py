"""Reasons for a partnership outside the network of partners: one target, one technology, one medicine.

Each is a meta-path over the typed graph; its value is the degree-weighted path count (``metapaths``), its
reason the things that both ends have to do with.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pharmagraph.graph.suggestions import Feature

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable

    import networkx as nx

    from pharmagraph.graph.suggestions import Suggestion

DAMPING: Final = 0.5

_OWN_DRUG: Final = frozenset(
    {"develops", "developed-copy", "discovered", "holds-rights-to", "licensee-of", "markets"}
)

WAYS: Final[dict[str, tuple[frozenset[str], ...]]] = {
    "shared-target": (_OWN_DRUG, frozenset({"modulates"})),
    "shared-drug": (_OWN_DRUG,),
    "shared-technology": (frozenset({"capable-of"}),),
}
"""Feature → the relations that lead from an organisation to what is shared; the way back mirrors them."""


def common_ground(
    graph: nx.MultiDiGraph, node: Hashable, others: Collection[Hashable], *, damping: float = DAMPING
) -> list[Feature]:
    """One feature per way: how much a node has in common with each of the others, and what.

    Degrees are counted within each hop's relations. A node has nothing in common with itself.

    Source:
        Himmelstein and Baranzini (2015): Σ over paths of Π d^(−w) over both ends of every hop.
    """
    wanted = set(others)
    features = []
    for name, hops in WAYS.items():
        values: dict[tuple[Hashable, Hashable], float] = {}
        reasons: dict[tuple[Hashable, Hashable], list[tuple[Hashable, ...]]] = {}
        steps = [_step(graph, hop) for hop in hops]
        back = [_reversed(step) for step in reversed(steps)]
        for path, value in _walk(node, [*steps, *back], damping):
            end = path[-1]
            if end in wanted and end != node:
                values[node, end] = values.get((node, end), 0.0) + value
                reasons.setdefault((node, end), []).append(path[1:-1])
        features.append(
            Feature(name, values, {pair: tuple(sorted(found, key=str)) for pair, found in reasons.items()})
        )
    return features


def sources_of(one: Suggestion, whole: nx.MultiDiGraph, simple: nx.Graph) -> tuple[str, ...]:
    """The sources of all ties that a suggestion's reasons rest on, sorted.

    ``whole`` has the ties to what is shared, ``simple`` those to shared neighbours.
    """
    hops = {(end, other) for other in one.shared for end in (one.start, one.end)}
    told = {
        source for hop in hops if simple.has_edge(*hop) for source in simple.edges[hop].get("sources", ())
    }
    for path in (path for paths in one.paths.values() for path in paths):
        for here, there in pairwise((one.start, *path, one.end)):
            for ends in ((here, there), (there, here)):
                ties = whole.get_edge_data(*ends, default={}).values()
                told |= {source for tie in ties for source in tie.get("sources", ())}
    return tuple(sorted(told))


_Step = dict["Hashable", list["Hashable"]]


def _step(graph: nx.MultiDiGraph, relations: frozenset[str]) -> _Step:
    """Who leads to whom by ties of the relations, each pair once."""
    found: dict[Hashable, dict[Hashable, None]] = {}
    for start, end, relation in graph.edges(data="relation"):
        if relation in relations:
            found.setdefault(start, {})[end] = None
    return {start: sorted(ends, key=str) for start, ends in found.items()}


def _reversed(step: _Step) -> _Step:
    found: _Step = {}
    for start, ends in step.items():
        for end in ends:
            found.setdefault(end, []).append(start)
    return found


def _walk(node: Hashable, steps: list[_Step], damping: float) -> list[tuple[tuple[Hashable, ...], float]]:
    """Every path along the steps that repeats no node, with its degree product."""
    paths: list[tuple[tuple[Hashable, ...], float]] = [((node,), 1.0)]
    for step in steps:
        back = _reversed(step)
        paths = [
            ((*path, end), value * (len(step[path[-1]]) * len(back[end])) ** -damping)
            for path, value in paths
            for end in step.get(path[-1], ())
            if end not in path
        ]
    return paths

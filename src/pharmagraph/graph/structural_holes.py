"""Structural holes: how little the contacts of a node are tied to one another, and so depend on it.

The number of measures of one node is small and they share their sums, so they come together.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from pharmagraph.graph.collapse import check_simple, strength_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx


@dataclass(frozen=True, slots=True)
class Holes:
    """The measures of one node. ``None`` is "not defined": the node has no ties.

    ``effective_size`` is at most ``degree``; ``efficiency`` is their ratio; ``constraint`` is at least 0,
    lower is freer; ``hierarchy`` in [0, 1] tells whether the constraint comes from all contacts or from one.
    """

    degree: int
    effective_size: float | None
    efficiency: float | None
    constraint: float | None
    hierarchy: float | None


def holes(graph: nx.Graph, *, strength: str | None = None) -> dict[Hashable, Holes]:
    """The structural holes around every node of a simple graph, directed or not.

    ``strength`` names the edge attribute that weighs ties. A node with one contact has constraint 1 (if the
    contact has no other shared ties), effective size 1 and hierarchy 1: all its constraint is in that
    contact. Constraint depends on how densely the sources cover ties: compare only within one projection and
    date.

    Raises:
        MetricError: a multigraph, or strengths that are not numbers above 0.

    Source:
        Burt (1992): p_ij = (s_ij + s_ji) ⁄ Σ_k (s_ik + s_ki); constraint Σ_j (p_ij + Σ_q p_iq p_qj)²;
        effective size Σ_j (1 − Σ_q p_iq m_jq), m_jq = (s_jq + s_qj) ⁄ max_k (s_jk + s_kj); hierarchy the
        Coleman–Theil index.
    """
    mutual = _mutual(check_simple(graph), strength)
    share = {node: _divided(of, sum(of.values())) for node, of in mutual.items()}
    marginal = {node: _divided(of, max(of.values(), default=1.0)) for node, of in mutual.items()}
    order = {node: number for number, node in enumerate(mutual)}
    return {node: _around(node, share, marginal, order) for node in mutual}


_Weights = dict["Hashable", dict["Hashable", float]]


def _mutual(plain: nx.Graph, strength: str | None) -> _Weights:
    """s_ij + s_ji for every tied pair, seen from both ends."""
    mutual: _Weights = {node: {} for node in plain}
    ways = 1.0 if plain.is_directed() else 2.0
    for start, end, edge in plain.edges(data=True):
        weight = ways * strength_of(edge, strength)
        mutual[start][end] = mutual[start].get(end, 0.0) + weight
        mutual[end][start] = mutual[end].get(start, 0.0) + weight
    return mutual


def _divided(weights: dict[Hashable, float], whole: float) -> dict[Hashable, float]:
    return {other: weight / whole for other, weight in weights.items()}


def _around(node: Hashable, share: _Weights, marginal: _Weights, order: dict[Hashable, int]) -> Holes:
    contacts = share[node]
    if not contacts:
        return Holes(0, None, None, None, None)
    size = 0.0
    constraints = []
    for contact, direct in contacts.items():
        redundant = marginal[contact]
        shared = sorted(contacts.keys() & redundant.keys(), key=order.__getitem__)
        size += 1 - sum(contacts[one] * redundant[one] for one in shared)
        # p_qj is the share of the third party's own ties, not of the contact's.
        constraints.append((direct + sum(contacts[one] * share[one][contact] for one in shared)) ** 2)
    degree, total = len(contacts), sum(constraints)
    return Holes(degree, size, size / degree, total, _hierarchy(constraints, total))


def _hierarchy(constraints: list[float], total: float) -> float:
    n_contacts = len(constraints)
    if n_contacts == 1:
        return 1.0
    ratios = (one * n_contacts / total for one in constraints)
    index = sum(ratio * log(ratio) for ratio in ratios) / (n_contacts * log(n_contacts))
    return min(1.0, max(0.0, index))

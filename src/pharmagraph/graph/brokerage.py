"""Who brokers between groups: the five roles of Gould and Fernandez, against chance, with the brokered pairs.

A node brokers an ordered pair (a, b) when there are arcs a → broker → b and none a → b. Its role says where
the three stand: *coordinator* A→A→A, *itinerant* A→B→A, *representative* A→A→B, *gatekeeper* A→B→B, *liaison*
A→B→C. In an undirected graph every tie is two arcs, so an unordered pair counts twice, once in each order.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any, Final
from typing import Literal as OneOf

from pharmagraph.errors import MetricError
from pharmagraph.graph.collapse import check_simple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Mapping

    import networkx as nx

    from pharmagraph.graph.pivots import Progress

    Groups = str | Mapping[Hashable, Any] | Callable[[Hashable], Any]

Role = OneOf["coordinator", "itinerant", "representative", "gatekeeper", "liaison"]
ROLES: Final[tuple[Role, ...]] = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
TOO_FEW: Final = 3
"""Members below which a group is answered "too few to tell"."""

PERMUTATIONS: Final = 999


@dataclass(frozen=True, slots=True)
class Brokered:
    """One ordered pair that a node stands between, and the sources of the two ties."""

    start: Hashable
    broker: Hashable
    end: Hashable
    role: Role
    sources_in: tuple[str, ...] = ()
    sources_out: tuple[str, ...] = ()
    relations_in: tuple[str, ...] = ()
    relations_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleCount:
    """How often a node plays a role, and how often chance would have it.

    ``expected``, ``variance`` and ``z`` are those of a random graph of equal density. ``p_labels`` is the
    share of permuted group labels that give as many or more, ``p_ties`` that of rewired ties; the ``q`` are
    the same after Benjamini and Hochberg. ``by_labels`` and ``by_ties`` are the counts that the middle 90 %
    of either kind of permutation give. All are ``None`` where ``too_few`` members of the group allow no
    statement.
    """

    node: Hashable
    group: Hashable
    role: Role
    count: int
    expected: float | None = None
    variance: float | None = None
    z: float | None = None
    p_labels: float | None = None
    p_ties: float | None = None
    q_labels: float | None = None
    q_ties: float | None = None
    by_labels: tuple[int, int] | None = None
    by_ties: tuple[int, int] | None = None
    too_few: bool = False


@dataclass(frozen=True, slots=True)
class Brokerage:
    """The roles of all nodes that broker at all, most pairs first, with what the numbers rest on.

    ``left_out`` counts nodes of unknown group, ``isolated`` those without a tie to any other node of a known
    group; neither takes part. ``sizes`` are the groups of those that do. ``between`` names the groups that
    the pairs were restricted to; empty when they were not.
    """

    roles: tuple[RoleCount, ...]
    pairs: tuple[Brokered, ...]
    sizes: dict[Hashable, int]
    n_arcs: int
    density: float | None
    left_out: int
    isolated: int
    permutations: int
    seed: int
    between: tuple[Hashable, ...] = ()

    def pairs_of(self, node: Hashable, role: Role | None = None) -> list[Brokered]:
        """The pairs that a node brokers, in one role or in all."""
        return [one for one in self.pairs if one.broker == node and role in (None, one.role)]


def role_of(start: Hashable, broker: Hashable, end: Hashable) -> Role:
    """The role that belongs to the groups of a path.

    Example:
        >>> role_of("state", "state", "industry")
        'representative'
    """
    if start == broker:
        return "coordinator" if broker == end else "representative"
    if broker == end:
        return "gatekeeper"
    return "itinerant" if start == end else "liaison"


def brokerage(
    graph: nx.Graph,
    group: Groups = "sector",
    *,
    between: Collection[Hashable] = (),
    permutations: int = PERMUTATIONS,
    seed: int = 1,
    progress: Progress | None = None,
) -> Brokerage:
    """The brokerage roles in a simple graph, directed or not, with significance and the pairs themselves.

    ``group`` is a node attribute, a mapping or a function; what it gives as ``None`` or empty is an unknown
    group, whose nodes are left out. ``between`` counts only pairs whose ends are in two different ones of
    those groups. ``permutations`` of 0 leaves the p-values out. A node that brokers nothing has no row. A
    node without ties is one that the sources are silent about, so it is no part of what chance is measured
    by.

    Cost: one pass over all open two-step paths per permutation.

    Raises:
        MetricError: a multigraph, a group that no node has, or too few permutations to say anything.

    Source:
        Gould and Fernandez (1989); significance by permuting labels (is the split of roles due to the
        groups?) and by rewiring that keeps every node's ties in, out and mutual (is the count due to the
        ties?).
    """
    if permutations and permutations < 19:
        raise MetricError(f"{permutations} permutations cannot show p below 0.05; use 999, or 0 for none")
    known, left_out = _known(check_simple(graph), group)
    arcs = _arcs(graph, known)
    tied = {node for start, ends in arcs.items() for node in (start, *ends) if ends}
    isolated = len(known) - len(tied)
    known = {node: value for node, value in known.items() if node in tied}
    arcs = {node: ends for node, ends in arcs.items() if node in tied}
    sizes = Counter(known.values())
    wrong = [one for one in between if one not in sizes]
    if wrong:
        raise MetricError(
            f"no node is in the group {wrong[0]!r}; there are {', '.join(sorted(map(str, sizes))) or 'none'}"
        )
    wanted = frozenset(between)
    pairs = [one for one in _open_paths(known, arcs, graph) if _is_between(known, one, wanted)]
    counts = Counter((one.broker, one.role) for one in pairs)
    density = _density(len(known), arcs)
    rows = [
        _row(node, known[node], role, counts[node, role], sizes, density, wanted)
        for node in known
        if any(counts[node, one] for one in ROLES)
        for role in ROLES
    ]
    if permutations and rows:
        from pharmagraph.graph.significance import with_p_values

        rows = with_p_values(
            rows, known, arcs, between=wanted, permutations=permutations, seed=seed, progress=progress
        )
    total = Counter(one.broker for one in pairs)
    place = {node: number for number, node in enumerate(known)}
    rows.sort(key=lambda row: (-total[row.node], place[row.node], ROLES.index(row.role)))
    return Brokerage(
        tuple(rows),
        tuple(pairs),
        dict(sorted(sizes.items(), key=lambda item: (-item[1], str(item[0])))),
        sum(map(len, arcs.values())),
        density,
        left_out,
        isolated,
        permutations if rows else 0,
        seed,
        tuple(between),
    )


def expected_count(
    role: Role,
    own: Hashable,
    sizes: Mapping[Hashable, int],
    density: float,
    *,
    between: Collection[Hashable] = (),
) -> tuple[float, float]:
    """Mean and variance of a role's count for a node of group ``own`` in a random digraph of that density.

    Source:
        Gould and Fernandez (1989): the mean is q = D²(1 − D) per ordered pair that would give the role; two
        pairs that share one arc have covariance D³(1 − D)³, and no others have any.
    """
    others = {group: size - (group == own) for group, size in sizes.items()}

    def fits(a: Hashable, b: Hashable) -> bool:
        is_between = not between or (a != b and a in between and b in between)
        return is_between and role_of(a, own, b) == role

    ends = {
        a: sum(n - (a == b) for b, n in others.items() if n and fits(a, b)) for a, of in others.items() if of
    }
    starts = {
        b: sum(n - (a == b) for a, n in others.items() if n and fits(a, b)) for b, of in others.items() if of
    }
    pairs = sum(others[a] * n for a, n in ends.items())
    sharing = sum(others[a] * n * (n - 1) for a, n in ends.items())
    sharing += sum(others[b] * n * (n - 1) for b, n in starts.items())
    q = density**2 * (1 - density)
    return q * pairs, q * pairs * (1 - q) + sharing * density**3 * (1 - density) ** 3


def _known(plain: nx.Graph, group: Groups) -> tuple[dict[Hashable, Hashable], int]:
    """Node → group in the order of the graph, and how many nodes have none."""
    if isinstance(group, str):
        found = {node: of.get(group) for node, of in plain.nodes(data=True)}
        if len(plain) and not any(group in of for _, of in plain.nodes(data=True)):
            raise MetricError(f"no node has the attribute {group!r} to group by")
    elif callable(group):
        found = {node: group(node) for node in plain}
    else:
        found = {node: group.get(node) for node in plain}
    known = {node: value for node, value in found.items() if value not in (None, "")}
    return known, len(found) - len(known)


def _arcs(graph: nx.Graph, known: Mapping[Hashable, Hashable]) -> dict[Hashable, dict[Hashable, None]]:
    """Node → those it has an arc to, in the order of the graph."""
    return {
        node: {other: None for other in graph.adj[node] if other in known and other != node} for node in known
    }


def _open_paths(
    known: Mapping[Hashable, Hashable], arcs: Mapping[Hashable, Collection[Hashable]], graph: nx.Graph
) -> list[Brokered]:
    found = []
    for start, brokers in arcs.items():
        for broker in brokers:
            first = graph.edges[start, broker]
            for end in arcs[broker]:
                if end == start or end in brokers:
                    continue
                second = graph.edges[broker, end]
                found.append(
                    Brokered(
                        start,
                        broker,
                        end,
                        role_of(known[start], known[broker], known[end]),
                        tuple(first.get("sources", ())),
                        tuple(second.get("sources", ())),
                        tuple(first.get("relations", ())),
                        tuple(second.get("relations", ())),
                    )
                )
    return found


def _is_between(known: Mapping[Hashable, Hashable], pair: Brokered, wanted: Collection[Hashable]) -> bool:
    first, last = known[pair.start], known[pair.end]
    return not wanted or (first != last and first in wanted and last in wanted)


def _density(n_nodes: int, arcs: Mapping[Hashable, Collection[Hashable]]) -> float | None:
    return sum(map(len, arcs.values())) / (n_nodes * (n_nodes - 1)) if n_nodes > 1 else None


def _row(
    node: Hashable,
    own: Hashable,
    role: Role,
    count: int,
    sizes: Mapping[Hashable, int],
    density: float | None,
    between: Collection[Hashable],
) -> RoleCount:
    if sizes[own] < TOO_FEW or density is None:
        return RoleCount(node, own, role, count, too_few=True)
    expected, variance = expected_count(role, own, sizes, density, between=between)
    z = (count - expected) / sqrt(variance) if variance > 0 else None
    return RoleCount(node, own, role, count, expected, variance, z)

"""Questions on what holds the network together: cuts, pairs without a tie, communities."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pharmagraph.analysis.asking import Outcome
from pharmagraph.analysis.network import (
    COVERAGE,
    doubts_of,
    groups_of,
    number,
    sectors_of,
    sources_of,
    ties_on,
)
from pharmagraph.graph.actors import entity_of
from pharmagraph.graph.collapse import collapse_ties
from pharmagraph.model import IRI, Words
from pharmagraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.queries.replies import Cell

_FUNCTIONS: Final = """
SELECT ?body ?function ?instrument WHERE {
  #:parameters as_of
  ?mandate a pg:Mandate ; pg:body ?body ; pg:functionConcept ?function .
  OPTIONAL { ?mandate pg:instrument ?instrument }
  OPTIONAL { ?mandate pg:validFrom ?from }
  OPTIONAL { ?mandate pg:validTo ?to }
  FILTER((!BOUND(?from) || ?from <= ?as_of) && (!BOUND(?to) || ?as_of < ?to))
}
"""


def cuts(asking: Asking) -> Outcome:
    """What keeps the two groups together: direct ties, minimum cuts, and single points of failure."""
    from pharmagraph.graph.separation import separate
    from pharmagraph.graph.weak_points import articulation_points, bridges

    ties = ties_on(asking)
    graph = collapse_ties(ties)
    groups = groups_of(asking, ties)
    first, second = (
        [node for node in graph if groups.get(node) == asking.values.text(name)]
        for name in ("first", "second")
    )
    if not first or not second:
        return Outcome((), (Words("One of the two groups is empty.", "Одна из двух групп пуста."),))
    parted = separate(graph, first, second)
    words = {
        "direct": Words(
            "direct tie: no cut of others separates the groups", "прямая связь: группы не разделить"
        ),
        "cut": Words("in every smallest cut", "в каждом наименьшем разрезе"),
        "some": Words("in some smallest cuts", "в некоторых наименьших разрезах"),
        "node": Words("only link of those behind it", "единственная связь для тех, кто за ним"),
        "tie": Words("bridge", "мост"),
    }
    rows = []
    for start, end in parted.direct:
        pair = (entity_of(ties, start), entity_of(ties, end))
        rows.append(
            asking.row({"element": pair, "kind": words["direct"]}, graph.edges[start, end].get("sources", ()))
        )
    for node in sorted({node for cut in parted.cuts for node in cut}, key=str):
        kind = words["cut"] if node in parted.in_all else words["some"]
        rows.append(asking.row({"element": (entity_of(ties, node),), "kind": kind}, sources_of(graph, node)))
    for point in (*articulation_points(graph, first, second), *bridges(graph, first, second)):
        if not point.separated:
            continue
        rows.append(
            asking.row(
                {
                    "element": tuple(entity_of(ties, node) for node in point.element),
                    "kind": words["tie" if point.is_tie else "node"],
                    "components_after": point.components,
                    "cut_off_nodes": tuple(entity_of(ties, node) for node in point.cut_off),
                    "pairs_parted": len(point.separated),
                },
                point.sources or sources_of(graph, point.element[0]),
            )
        )
    more = "" if parted.complete else " (not all are listed)"
    note = Words(
        f"{len(parted.direct)} direct ties join the groups; apart from them {parted.size} others keep them "
        f"connected: {len(parted.cuts)} smallest cuts{more}.",
        f"Прямых связей между группами: {len(parted.direct)}; помимо них группы держат вместе {parted.size} "
        f"участников: наименьших разрезов {len(parted.cuts)}{' (перечислены не все)' if more else ''}.",
    )
    return Outcome(tuple(rows), (note, *doubts_of(asking, ties), COVERAGE))


def untied(asking: Asking) -> Outcome:
    """Pairs of bodies without a direct tie: how far apart, through whom, and which functions they share."""
    from pharmagraph.graph.separation import unlinked

    ties = ties_on(asking)
    graph = collapse_ties(ties)
    bodies = [IRI(str(one)) for one in asking.values["body"] if str(one) in graph]
    if len(bodies) < 2:
        return Outcome(
            (),
            (
                Words(
                    "Fewer than two of these bodies are in the graph.", "В графе меньше двух из этих органов."
                ),
            ),
        )
    pairs = unlinked(graph, bodies)
    duties = _duties(asking)
    rows = [
        asking.row(
            {
                "body_a": entity_of(ties, pair.start),
                "body_b": entity_of(ties, pair.end),
                "direct_ties": 0,
                "distance": pair.distance,
                "path": tuple(entity_of(ties, node) for node in pair.path),
                "through": tuple(entity_of(ties, node) for node in pair.through[:8]),
                "shared_functions": _shared(duties, pair.start, pair.end),
            },
            *(
                graph.edges[one, other].get("sources", ())
                for one, other in zip(pair.path, pair.path[1:], strict=False)
            ),
        )
        for pair in pairs
    ]
    total = len(bodies) * (len(bodies) - 1) // 2
    note = Words(
        f"{len(rows)} of {total} pairs of these bodies have no direct tie in the graph on the day.",
        f"Из {total} пар этих органов у {len(rows)} нет прямой связи в графе на дату.",
    )
    return Outcome(tuple(rows), (note, *doubts_of(asking, ties), COVERAGE))


def _duties(asking: Asking) -> dict[Hashable, dict[IRI, Cell]]:
    """What each body has a mandate for: the instrument, or the function where it is for no instrument."""
    duties: dict[Hashable, set[IRI]] = {}
    for row in asking.select(_FUNCTIONS):
        duty = row["instrument"] or row["function"]
        if isinstance(duty, IRI):
            duties.setdefault(row["body"], set()).add(duty)
    every = {one for some in duties.values() for one in some}
    concepts = asking.solver.concepts(one for one in every if one in PG)
    named: dict[IRI, Cell] = {**asking.entities(every - concepts.keys()), **concepts}
    return {body: {one: named[one] for one in sorted(some)} for body, some in duties.items()}


def _shared(
    duties: Mapping[Hashable, Mapping[IRI, Cell]], one: Hashable, other: Hashable
) -> tuple[Cell, ...]:
    theirs = duties.get(other, {})
    return tuple(cell for duty, cell in duties.get(one, {}).items() if duty in theirs)


def communities(asking: Asking) -> Outcome:
    """The communities of the network, how stable they are, and whether they match sectors."""
    from pharmagraph.graph.communities import agreement_with, without_isolated
    from pharmagraph.graph.communities import communities as find_communities

    ties = ties_on(asking)
    graph = collapse_ties(ties)
    tied = without_isolated(graph)
    found = find_communities(tied, strength="strength", runs=asking.values.number("runs"))
    groups = groups_of(asking, ties)
    sectors = sectors_of(asking, set(groups.values()))
    rows = []
    for place, members in enumerate(found.members):
        counts = Counter(groups[node] for node in members if node in groups)
        dominant, n_dominant = counts.most_common(1)[0] if counts else ("", 0)
        rows.append(
            asking.row(
                {
                    "community": place + 1,
                    "n_members": len(members),
                    "central": tuple(entity_of(ties, node) for node in found.central[place]),
                    "members": tuple(
                        entity_of(ties, node)
                        for node in sorted(members, key=lambda one: ties.nodes[one]["id"])
                    ),
                    "dominant_sector": sectors.get(dominant),
                    "dominant_share": number(n_dominant / len(members)),
                    "modularity": number(found.modularity),
                    "stability": number(found.stability_of(place)),
                },
                {source for node in members for source in sources_of(graph, node)},
            )
        )
    match = agreement_with(found.members, groups)
    said = {
        "q": f"{found.modularity:.3f}" if found.modularity is not None else "—",
        "ari": f"{found.agreement:.2f}" if found.agreement is not None else "—",
        "nmi": f"{match.nmi:.2f}" if match.nmi is not None else "—",
    }
    note = Words(
        f"Modularity {said['q']} (best of {found.runs} runs of {found.method}, seed {found.seed}; "
        f"{found.n_partitions} different partitions); mean agreement of runs {said['ari']}; agreement with "
        f"sectors {said['nmi']} (normalised mutual information, 1 is full).",
        f"Модулярность {said['q']} (лучший из {found.runs} прогонов {found.method}, зерно {found.seed}; "
        f"разных разбиений: {found.n_partitions}); среднее согласие прогонов {said['ari']}; согласие с "
        f"секторами {said['nmi']} (нормированная взаимная информация, 1 — полное).",
    )
    return Outcome(tuple(rows), (note, *doubts_of(asking, ties), COVERAGE))

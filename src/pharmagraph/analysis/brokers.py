"""The question who brokers between groups, in which role, and whether more often than by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pharmagraph.analysis.asking import Outcome
from pharmagraph.analysis.network import COVERAGE, doubts_of, groups_of, number, sectors_of, ties_on
from pharmagraph.graph.actors import entity_of
from pharmagraph.graph.collapse import collapse_ties
from pharmagraph.model import Entity, Words

if TYPE_CHECKING:
    from pharmagraph.analysis.asking import Asking

_ROLES: Final[dict[str, Words]] = {
    "coordinator": Words("coordinator (A→A→A)", "координатор (A→A→A)"),
    "itinerant": Words("itinerant (A→B→A)", "внешний посредник (A→B→A)"),
    "representative": Words("representative (A→A→B)", "представитель (A→A→B)"),
    "gatekeeper": Words("gatekeeper (A→B→B)", "привратник (A→B→B)"),
    "liaison": Words("liaison (A→B→C)", "связной (A→B→C)"),
}


def brokers(asking: Asking) -> Outcome:
    """Who brokers between groups, in which role, against chance."""
    from pharmagraph.graph.brokerage import brokerage

    ties = ties_on(asking)
    groups = groups_of(asking, ties)
    graph = collapse_ties(ties, directed=True)
    found = brokerage(
        graph,
        groups,
        between=tuple(str(one) for one in asking.values["between"]),
        permutations=asking.values.number("permutations"),
    )
    sectors = sectors_of(asking, {str(one) for one in found.sizes})
    rows = []
    for one in found.roles:
        if not one.count:
            continue
        pairs = found.pairs_of(one.node, one.role)
        rows.append(
            asking.row(
                {
                    "actor": entity_of(ties, one.node),
                    "group": sectors.get(str(one.group)),
                    "role": _ROLES[one.role],
                    "count": one.count,
                    "expected": number(one.expected),
                    "z": number(one.z),
                    "p_labels": number(one.p_labels),
                    "q_labels": number(one.q_labels),
                    "p_ties": number(one.p_ties),
                    "q_ties": number(one.q_ties),
                    "too_few": one.too_few,
                    "pairs": tuple(
                        _pair(entity_of(ties, pair.start), entity_of(ties, pair.end)) for pair in pairs[:5]
                    ),
                },
                {source for pair in pairs for source in pair.sources_in},
                {source for pair in pairs for source in pair.sources_out},
            )
        )
    note = Words(
        f"{len(found.pairs)} brokered ordered pairs; {found.left_out} organisations without a known group "
        f"and {found.isolated} without ties are left out. {found.permutations} permutations, seed "
        f"{found.seed}; q is p after Benjamini–Hochberg, over all organisations and roles.",
        f"Упорядоченных пар с посредником: {len(found.pairs)}; не учтены {found.left_out} организаций без "
        f"известной группы и {found.isolated} без связей. Перестановок: {found.permutations}, зерно "
        f"{found.seed}; q — это p после Бенджамини — Хохберга по всем организациям и ролям.",
    )
    return Outcome(tuple(rows), (note, *doubts_of(asking, ties), COVERAGE))


def _pair(start: Entity, end: Entity) -> Words:
    return Words(f"{start.label('en')} → {end.label('en')}", f"{start.label('ru')} → {end.label('ru')}")

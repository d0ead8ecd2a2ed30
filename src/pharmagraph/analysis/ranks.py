"""Questions on where organisations stand: by a measure, by the holes around them, year by year."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

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
from pharmagraph.errors import QueryParameterError
from pharmagraph.graph.actors import entity_of
from pharmagraph.graph.collapse import collapse_ties
from pharmagraph.model import Words

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.graph.ranking import Ranked, Ranking


def ranking(asking: Asking) -> Outcome:
    """Organisations by a measure, each with its rank range."""
    from pharmagraph.graph.ranking import Doubt, rank_ties

    ties = ties_on(asking)
    measure = asking.values.text("measure")
    ranked = rank_ties(ties, measure, doubt=Doubt(draws=asking.values.number("draws"), layers=False))
    groups = groups_of(asking, ties)
    sectors = sectors_of(asking, set(groups.values()))
    simple = collapse_ties(ties)
    rows = [
        asking.row(
            {
                "rank": one.rank,
                "rank_range": _range(one),
                "actor": entity_of(ties, one.node),
                "sector": sectors.get(groups.get(one.node, "")),
                "value": number(one.value),
                "share_in_top": number(one.top_share),
            },
            sources_of(simple, one.node),
        )
        for one in ranked.rows
        if one.rank is not None and one.value
    ]
    return Outcome(tuple(rows), (_tested(ranked), *doubts_of(asking, ties), COVERAGE))


def structural_holes(asking: Asking) -> Outcome:
    """Organisations by constraint, the freest first; those with fewer than the wanted ties are left out."""
    from pharmagraph.graph.ranking import Doubt, rank_ties
    from pharmagraph.graph.structural_holes import holes

    ties = ties_on(asking)
    graph = collapse_ties(ties)
    measured = holes(graph, strength="strength")
    least = asking.values.number("least")
    among = [node for node, one in measured.items() if one.degree >= least]
    ranked = rank_ties(
        ties, "constraint", among=among, doubt=Doubt(draws=asking.values.number("draws"), layers=False)
    )
    rows = [
        asking.row(
            {
                "rank": one.rank,
                "rank_range": _range(one),
                "actor": entity_of(ties, one.node),
                "n_ties": measured[one.node].degree,
                "effective_size": number(measured[one.node].effective_size),
                "efficiency": number(measured[one.node].efficiency),
                "constraint": number(measured[one.node].constraint),
                "hierarchy": number(measured[one.node].hierarchy),
            },
            sources_of(graph, one.node),
        )
        for one in ranked.rows
        if one.rank is not None
    ]
    return Outcome(tuple(rows), (_tested(ranked), *doubts_of(asking, ties), COVERAGE))


def positions(asking: Asking) -> Outcome:
    """The value and rank of an actor at the end of each year, with the size of the network."""
    from pharmagraph.graph.ranking import Doubt, rank_ties

    actor = asking.values.iri("actor")
    if actor is None:
        raise QueryParameterError("I2 needs an actor: -p actor=NAME")
    measure, draws = asking.values.text("measure"), asking.values.number("draws")
    first = date.fromisoformat(asking.values.text("since")).year
    rows, before = [], None
    ranges: list[tuple[int, int] | None] = []
    for year in range(first, asking.as_of.year + 1):
        day = min(date(year, 12, 31), asking.as_of)
        ties = ties_on(asking, day)
        if actor not in ties:
            continue
        ranked = rank_ties(ties, measure, doubt=Doubt(draws=draws, layers=False))
        own = next(one for one in ranked.rows if one.node == actor)
        simple = collapse_ties(ties)
        values = {
            one.node: one.value for one in ranked.rows if one.value is not None and simple.degree(one.node)
        }
        moved = bool(
            ranges
            and own.range
            and ranges[-1]
            and (own.range[0] > ranges[-1][1] or own.range[1] < ranges[-1][0])
        )
        rows.append(
            asking.row(
                {
                    "year": year,
                    "on": day,
                    "metric": measure,
                    "value": number(own.value),
                    "rank": own.rank,
                    "rank_range": _range(own),
                    "moved": moved if ranges else None,
                    "n_nodes": sum(1 for node in simple if simple.degree(node)),
                    "n_ties": simple.number_of_edges(),
                    "tau": number(kendall_tau(before, values)) if before is not None else None,
                },
                sources_of(simple, actor),
            )
        )
        ranges.append(own.range)
        before = values
    note = Words(
        f"{draws} draws for each year, as in B1. A change counts as one only where the rank ranges of the "
        "two years do not overlap. The sources cover later years better, which by itself raises the number "
        "of ties.",
        f"По {draws} прогонов на год, как в B1. Изменение засчитано, только если диапазоны рангов двух лет "
        "не пересекаются. Поздние годы источники освещают лучше, и одно это увеличивает число связей.",
    )
    return Outcome(tuple(rows), (note, *doubts_of(asking, ties_on(asking))))


def kendall_tau(one: Mapping[Hashable, float | None], other: Mapping[Hashable, float | None]) -> float | None:
    """Kendall's τ-b of two rankings over their common nodes; ``None`` where either has only equals.

    Source:
        Kendall (1945): (C − D) ⁄ √((C + D + T₁)(C + D + T₂)).
    """
    common = [node for node in one if node in other]
    agree = against = only_one = only_other = 0
    for first, second in combinations(common, 2):
        left = (one[first] or 0.0) - (one[second] or 0.0)
        right = (other[first] or 0.0) - (other[second] or 0.0)
        if left and right:
            agree, against = agree + (left * right > 0), against + (left * right < 0)
        elif left:
            only_one += 1
        elif right:
            only_other += 1
    product = (agree + against + only_one) * (agree + against + only_other)
    return (agree - against) / float(product) ** 0.5 if product else None


def _range(one: Ranked) -> str | None:
    return f"{one.range[0]}–{one.range[1]}" if one.range else None


def _tested(ranking: Ranking) -> Words:
    return Words(
        f"{ranking.n_ties} pairs with a tie. The rank range comes from {ranking.draws} draws, each of "
        f"{ranking.n_independent} independent sources dropped with p = {ranking.drop:g} (copies of one "
        f"another together; seed {ranking.seed}; the middle 90 %), and from other weights of ties; "
        "ranks whose ranges overlap cannot be told apart.",
        f"Пар со связью: {ranking.n_ties}. Диапазон ранга — по {ranking.draws} прогонам, в каждом из которых "
        f"каждый из {ranking.n_independent} независимых источников выпадает с p = {ranking.drop:g} "
        f"(повторяющие друг друга — вместе; зерно {ranking.seed}; средние 90 %), и по другим весам связей; "
        "ранги с пересекающимися диапазонами различить нельзя.",
    )

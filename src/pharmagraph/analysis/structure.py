"""Questions answered by the shape of the network: brokers, cuts, holes, communities, partners, change."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, cast

from pharmagraph.analysis.asking import Outcome
from pharmagraph.errors import QueryParameterError
from pharmagraph.graph.actors import entity_of, sector_or_foreign, ties_of
from pharmagraph.graph.collapse import collapse_ties
from pharmagraph.graph.network import to_networkx
from pharmagraph.model import IRI, Entity, Words
from pharmagraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    import networkx as nx

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.graph.ranking import Ranked, Ranking
    from pharmagraph.queries.replies import Cell

_PLACES: Final = 6

_COVERAGE: Final = Words(
    "Who looks central depends on what the sources cover: an organisation with few ties here may only be "
    "little "
    "written about.",
    "Кто выглядит центральным, зависит от охвата источников: об организации с немногими связями могли просто "
    "мало писать.",
)


def ties_on(asking: Asking, day: date | None = None) -> nx.MultiDiGraph:
    """The ties between organisations that may hold on the day, those in force or completed."""
    whole = cast(
        "nx.MultiDiGraph",
        to_networkx(asking.snapshot, "all", as_of=day or asking.as_of, certain=asking.certain),
    )
    return ties_of(whole, "organisations")


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(round(value, _PLACES)))


def _sources(graph: nx.Graph, node: Hashable) -> set[str]:
    """The sources of all ties of a node."""
    return {source for *_, edge in graph.edges(node, data=True) for source in edge.get("sources", ())}


def _range(one: Ranked) -> str | None:
    return f"{one.range[0]}–{one.range[1]}" if one.range else None


def _sector(asking: Asking, names: Iterable[str]) -> dict[str, Cell]:
    """The groups as cells: sectors by their label, and the foreign bodies."""
    wanted = set(names)
    known = asking.solver.concepts(PG[f"sector-{name}"] for name in wanted)
    cells: dict[str, Cell] = {name: known[PG[f"sector-{name}"]] for name in wanted}
    return cells | {"foreign": Words("foreign", "зарубежные")}


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


# ------------------------------------------------------------------------------------- B1, B2, B5


def ranking(asking: Asking) -> Outcome:
    """Organisations by a measure, each with its rank range."""
    from pharmagraph.graph.ranking import Doubt, rank_ties

    ties = ties_on(asking)
    measure = asking.values.text("measure")
    ranked = rank_ties(ties, measure, doubt=Doubt(draws=asking.values.number("draws"), layers=False))
    groups = sector_or_foreign(ties, _home(asking))
    sectors = _sector(asking, set(groups.values()))
    simple = collapse_ties(ties)
    rows = [
        asking.row(
            {
                "rank": one.rank,
                "rank_range": _range(one),
                "actor": entity_of(ties, one.node),
                "sector": sectors.get(groups.get(one.node, "")),
                "value": _number(one.value),
                "share_in_top": _number(one.top_share),
            },
            _sources(simple, one.node),
        )
        for one in ranked.rows
        if one.rank is not None and one.value
    ]
    return Outcome(tuple(rows), (_tested(ranked), _COVERAGE))


def brokers(asking: Asking) -> Outcome:
    """Who brokers between groups, in which role, against chance."""
    from pharmagraph.graph.brokerage import brokerage

    ties = ties_on(asking)
    groups = sector_or_foreign(ties, _home(asking))
    graph = collapse_ties(ties, directed=True)
    found = brokerage(
        graph,
        groups,
        between=tuple(str(one) for one in asking.values["between"]),
        permutations=asking.values.number("permutations"),
    )
    sectors = _sector(asking, {str(one) for one in found.sizes})
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
                    "expected": _number(one.expected),
                    "z": _number(one.z),
                    "p_labels": _number(one.q_labels),
                    "p_ties": _number(one.q_ties),
                    "too_few": one.too_few,
                    "pairs": tuple(
                        f"{entity_of(ties, pair.start).label()} → {entity_of(ties, pair.end).label()}"
                        for pair in pairs[:5]
                    ),
                },
                {source for pair in pairs for source in pair.sources_in},
                {source for pair in pairs for source in pair.sources_out},
            )
        )
    note = Words(
        f"{len(found.pairs)} brokered ordered pairs; {found.left_out} organisations without a known group "
        f"and "
        f"{found.isolated} without ties are left out. {found.permutations} permutations, seed {found.seed}; "
        f"p after "
        "Benjamini–Hochberg.",
        f"Упорядоченных пар с посредником: {len(found.pairs)}; не учтены {found.left_out} организаций без "
        f"известной "
        f"группы и {found.isolated} без связей. Перестановок: {found.permutations}, зерно {found.seed}; p — "
        f"после "
        "Бенджамини — Хохберга.",
    )
    return Outcome(tuple(rows), (note, _COVERAGE))


_ROLES: Final[dict[str, Words]] = {
    "coordinator": Words("coordinator (A→A→A)", "координатор (A→A→A)"),
    "itinerant": Words("itinerant (A→B→A)", "внешний посредник (A→B→A)"),
    "representative": Words("representative (A→A→B)", "представитель (A→A→B)"),
    "gatekeeper": Words("gatekeeper (A→B→B)", "привратник (A→B→B)"),
    "liaison": Words("liaison (A→B→C)", "связной (A→B→C)"),
}


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
                "effective_size": _number(measured[one.node].effective_size),
                "efficiency": _number(measured[one.node].efficiency),
                "constraint": _number(measured[one.node].constraint),
                "hierarchy": _number(measured[one.node].hierarchy),
            },
            _sources(graph, one.node),
        )
        for one in ranked.rows
        if one.rank is not None
    ]
    return Outcome(tuple(rows), (_tested(ranked), _COVERAGE))


# ------------------------------------------------------------------------------------- B3, B4, B6


def cuts(asking: Asking) -> Outcome:
    """What keeps the two groups together: direct ties, minimum cuts, and single points of failure."""
    from pharmagraph.graph.separation import separate
    from pharmagraph.graph.weak_points import articulation_points, bridges

    ties = ties_on(asking)
    graph = collapse_ties(ties)
    groups = sector_or_foreign(ties, _home(asking))
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
        rows.append(asking.row({"element": (entity_of(ties, node),), "kind": kind}, _sources(graph, node)))
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
                point.sources or _sources(graph, point.element[0]),
            )
        )
    more = "" if parted.complete else " (not all are listed)"
    note = Words(
        f"{len(parted.direct)} direct ties join the groups; apart from them {parted.size} others keep them "
        f"connected: {len(parted.cuts)} smallest cuts{more}.",
        f"Прямых связей между группами: {len(parted.direct)}; помимо них группы держат вместе {parted.size} "
        f"участников: наименьших разрезов {len(parted.cuts)}{' (перечислены не все)' if more else ''}.",
    )
    return Outcome(tuple(rows), (note, _COVERAGE))


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
    functions: dict[Hashable, set[tuple[Any, Any]]] = {}
    for row in asking.select(_FUNCTIONS):
        functions.setdefault(row["body"], set()).add((row["function"], row["instrument"]))
    pairs = unlinked(graph, bodies)
    shared = {
        (pair.start, pair.end): functions.get(pair.start, set()) & functions.get(pair.end, set())
        for pair in pairs
    }
    instruments = asking.entities(one for told in shared.values() for _, one in told if isinstance(one, IRI))
    rows = [
        asking.row(
            {
                "body_a": entity_of(ties, pair.start),
                "body_b": entity_of(ties, pair.end),
                "direct_ties": 0,
                "distance": pair.distance,
                "path": tuple(entity_of(ties, node) for node in pair.path),
                "through": tuple(entity_of(ties, node) for node in pair.through[:8]),
                "shared_functions": tuple(
                    instruments[one]
                    for _, one in sorted(shared[pair.start, pair.end], key=str)
                    if one in instruments
                ),
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
    return Outcome(tuple(rows), (note, _COVERAGE))


def communities(asking: Asking) -> Outcome:
    """The communities of the network, how stable they are, and whether they match sectors."""
    from pharmagraph.graph.communities import agreement_with
    from pharmagraph.graph.communities import communities as find_communities

    ties = ties_on(asking)
    graph = collapse_ties(ties)
    tied = graph.subgraph([node for node in graph if graph.degree(node)]).copy()
    found = find_communities(tied, strength="strength", runs=asking.values.number("runs"))
    groups = sector_or_foreign(ties, _home(asking))
    sectors = _sector(asking, set(groups.values()))
    rows = []
    for number, members in enumerate(found.members, 1):
        counts = Counter(groups[node] for node in members if node in groups)
        dominant, n_dominant = counts.most_common(1)[0] if counts else ("", 0)
        rows.append(
            asking.row(
                {
                    "community": number,
                    "n_members": len(members),
                    "central": tuple(entity_of(ties, node) for node in found.central[number - 1]),
                    "dominant_sector": sectors.get(dominant),
                    "dominant_share": _number(n_dominant / len(members)),
                    "stability": _number(found.stability_of(number - 1)),
                },
                {source for node in members for source in _sources(graph, node)},
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
        f"{found.n_partitions} "
        f"different partitions); mean agreement of runs {said['ari']}; agreement with sectors {said['nmi']} "
        "(normalised mutual information, 1 is full).",
        f"Модулярность {said['q']} (лучший из {found.runs} прогонов {found.method}, зерно {found.seed}; "
        f"разных "
        f"разбиений: {found.n_partitions}); среднее согласие прогонов {said['ari']}; согласие с секторами "
        f"{said['nmi']} "
        "(нормированная взаимная информация, 1 — полное).",
    )
    return Outcome(tuple(rows), (note, _COVERAGE))


# ----------------------------------------------------------------------------------------- F5, I2


def partners(asking: Asking) -> Outcome:
    """Organisations that the company has no tie to yet, the most plausible first, each with its reason."""
    from pharmagraph.graph.suggestions import split_by_date, suggest, validate

    company = asking.values.iri("company")
    if company is None:
        raise QueryParameterError("F5 needs a company: -p company=NAME")
    ties = ties_on(asking)
    graph = collapse_ties(ties)
    if company not in graph:
        note = Words(
            "This company is no organisation of the network.", "Этой компании нет в сети организаций."
        )
        return Outcome((), (note,))
    countries = _countries(asking)
    rows = [
        asking.row(
            {
                "partner": entity_of(ties, one.end),
                "country": countries.get(ties.nodes[one.end]["country"]),
                "adamic_adar": _number(one.scores["adamic-adar"]),
                "resource_allocation": _number(one.scores["resource-allocation"]),
                "jaccard": _number(one.scores["jaccard"]),
                "explained_by": tuple(entity_of(ties, node) for node in one.shared),
            },
            {source for node in one.shared for source in graph.edges[one.start, node].get("sources", ())},
            {source for node in one.shared for source in graph.edges[node, one.end].get("sources", ())},
        )
        for one in suggest(graph, company, limit=asking.values.number("partners"))
    ]
    before, later = split_by_date(ties, asking.values.text("split"))
    earlier = collapse_ties(before)
    # who had no tie before can be pointed at by none of the methods
    known = [node for node in earlier if earlier.degree(node)]
    checks = {one.method: one for one in validate(earlier, later, candidates=list(combinations(known, 2)))}
    check, plain = checks["adamic-adar"], checks.get("preferential-attachment")
    if check.validated:
        base = f"{plain.auroc:.2f}" if plain is not None and plain.auroc is not None else "—"
        note = Words(
            f"On ties that began from {asking.values.text('split')} on ({check.positives}), Adamic–Adar has "
            f"AUROC "
            f"{check.auroc:.2f} ({check.low:.2f}–{check.high:.2f}); the number of ties alone {base}.",
            f"На связях, начавшихся с {asking.values.text('split')} ({check.positives}), AUROC Адамик — Адар "
            f"{check.auroc:.2f} ({check.low:.2f}–{check.high:.2f}); по одному числу связей {base}.",
        )
    else:
        note = Words(
            f"Not validated: only {check.positives} dated ties between organisations began from "
            f"{asking.values.text('split')} on.",
            f"Не проверено: датированных связей между организациями, начавшихся с "
            f"{asking.values.text('split')}, "
            f"только {check.positives}.",
        )
    scores = Words(
        "Scores order pairs; they are no probabilities.", "Оценки задают порядок пар; это не вероятности."
    )
    return Outcome(tuple(rows), (note, scores, _COVERAGE))


def positions(asking: Asking) -> Outcome:
    """The value and rank of an actor at the end of each year, with the size of the network."""
    from pharmagraph.graph.ranking import Doubt, rank_ties

    actor = asking.values.iri("actor")
    if actor is None:
        raise QueryParameterError("I2 needs an actor: -p actor=NAME")
    measure = asking.values.text("measure")
    first = date.fromisoformat(asking.values.text("since")).year
    rows, before = [], None
    ranges: list[tuple[int, int] | None] = []
    for year in range(first, asking.as_of.year + 1):
        day = min(date(year, 12, 31), asking.as_of)
        ties = ties_on(asking, day)
        if actor not in ties:
            continue
        ranked = rank_ties(ties, measure, doubt=Doubt(draws=asking.values.number("draws"), layers=False))
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
                    "value": _number(own.value),
                    "rank": own.rank,
                    "rank_range": _range(own),
                    "moved": moved if ranges else None,
                    "n_nodes": sum(1 for node in simple if simple.degree(node)),
                    "n_ties": simple.number_of_edges(),
                    "tau": _number(kendall_tau(before, values)) if before is not None else None,
                },
                _sources(simple, actor),
            )
        )
        ranges.append(own.range)
        before = values
    note = Words(
        "A change counts as one only where the rank ranges of the two years do not overlap. The sources "
        "cover later "
        "years better, which by itself raises the number of ties.",
        "Изменение засчитано, только если диапазоны рангов двух лет не пересекаются. Поздние годы источники "
        "освещают "
        "лучше, и одно это увеличивает число связей.",
    )
    return Outcome(tuple(rows), (note,))


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


def _home(asking: Asking) -> str | None:
    """The two-letter code of the country whose bodies are not foreign; ``None`` leaves it to the graph."""
    country = asking.values.iri("here")
    if country is None:
        return None
    codes = asking.select(f"SELECT ?code WHERE {{ <{country}> pg:isoCode ?code }}")
    return str(codes[0]["code"]) if codes else None


def _countries(asking: Asking) -> dict[str, Entity]:
    codes = {
        IRI(str(row["country"])): str(row["code"])
        for row in asking.select("SELECT ?country ?code WHERE { ?country pg:isoCode ?code }")
    }
    entities = asking.entities(codes)
    return {code: entities[iri] for iri, code in codes.items()}

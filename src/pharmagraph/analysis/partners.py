"""The question which partners a company could have, and why."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from pharmagraph.analysis.asking import Outcome
from pharmagraph.analysis.network import COVERAGE, doubts_of, number, ties_on
from pharmagraph.errors import QueryParameterError
from pharmagraph.graph.actors import entity_of
from pharmagraph.graph.collapse import collapse_ties
from pharmagraph.model import IRI, Entity, Words
from pharmagraph.vocab import KIND_GROUPS, KIND_OF_CLASS

if TYPE_CHECKING:
    import networkx as nx

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.graph.suggestions import Validation


def partners(asking: Asking) -> Outcome:
    """Organisations that the company has no tie to yet, the most plausible first, each with its reason."""
    from pharmagraph.graph.suggestions import ENOUGH, split_by_date, suggest, validate

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
    kinds = _kinds(asking, ties)
    among = [node for node in graph if ties.nodes[node]["kind"] in kinds]
    before, later = split_by_date(ties, asking.values.text("split"))
    earlier = collapse_ties(before)
    # who had no tie before can be pointed at by none of the methods
    known = [node for node in among if earlier.degree(node)]
    checks = {one.method: one for one in validate(earlier, later, candidates=list(combinations(known, 2)))}
    check, plain = checks["adamic-adar"], checks.get("preferential-attachment")
    countries = _countries(asking)
    rows = [
        asking.row(
            {
                "partner": entity_of(ties, one.end),
                "country": countries.get(ties.nodes[one.end]["country"]),
                "adamic_adar": number(one.scores["adamic-adar"]),
                "resource_allocation": number(one.scores["resource-allocation"]),
                "jaccard": number(one.scores["jaccard"]),
                "explaining_paths": tuple(
                    _path(entity_of(ties, company), entity_of(ties, node), entity_of(ties, one.end))
                    for node in one.shared
                ),
                "explained_by": tuple(entity_of(ties, node) for node in one.shared),
                "validation": _validation(check),
            },
            {source for node in one.shared for source in graph.edges[one.start, node].get("sources", ())},
            {source for node in one.shared for source in graph.edges[node, one.end].get("sources", ())},
        )
        for one in suggest(graph, company, among=among, limit=asking.values.number("partners"))
    ]
    if check.validated:
        base = f"{plain.auroc:.2f}" if plain is not None and plain.auroc is not None else "—"
        note = Words(
            f"On ties that began from {asking.values.text('split')} on ({check.positives}), Adamic–Adar has "
            f"AUROC {check.auroc:.2f} ({check.low:.2f}–{check.high:.2f}); the number of ties alone {base}.",
            f"На связях, начавшихся с {asking.values.text('split')} ({check.positives}), AUROC Адамик — Адар "
            f"{check.auroc:.2f} ({check.low:.2f}–{check.high:.2f}); по одному числу связей {base}.",
        )
    else:
        note = Words(
            f"Not validated: {check.positives} dated ties between organisations of these kinds began from "
            f"{asking.values.text('split')} on, and {ENOUGH} are needed.",
            f"Не проверено: датированных связей между организациями этих видов, начавшихся с "
            f"{asking.values.text('split')}: {check.positives}, а нужно {ENOUGH}.",
        )
    scores = Words(
        "Scores order pairs; they are no probabilities.", "Оценки задают порядок пар; это не вероятности."
    )
    return Outcome(tuple(rows), (note, scores, *doubts_of(asking, ties), COVERAGE))


def _kinds(asking: Asking, ties: nx.MultiDiGraph) -> frozenset[str]:
    """The kinds of organisation that may be suggested."""
    there = {of["kind"] for _, of in ties.nodes(data=True)}
    asked = [str(one) for one in asking.values["kind"]]
    wrong = [
        one for one in asked if one not in there | KIND_GROUPS.keys() and one not in KIND_OF_CLASS.values()
    ]
    if wrong:
        raise QueryParameterError(
            f"kind: there is no kind of organisation {wrong[0]!r}; it takes {', '.join(sorted(there))}"
        )
    return frozenset().union(*(KIND_GROUPS.get(one, {one}) for one in asked)) if asked else frozenset(there)


def _path(start: Entity, through: Entity, end: Entity) -> Words:
    return Words(
        " — ".join(one.label("en") for one in (start, through, end)),
        " — ".join(one.label("ru") for one in (start, through, end)),
    )


def _validation(check: Validation) -> Words:
    if not check.validated:
        return Words("not validated", "не проверено")
    said = f"AUROC {check.auroc:.2f} ({check.low:.2f}–{check.high:.2f})"
    return Words(said, said)


def _countries(asking: Asking) -> dict[str, Entity]:
    codes = {
        IRI(str(row["country"])): str(row["code"])
        for row in asking.select("SELECT ?country ?code WHERE { ?country pg:isoCode ?code }")
    }
    entities = asking.entities(codes)
    return {code: entities[iri] for iri, code in codes.items()}

"""Questions on claims: which figures agree, and which claims contradict each other."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from pharmagraph.analysis.asking import Outcome
from pharmagraph.analysis.stated_figures import (
    FACTUAL,
    broader_populations,
    exchange_rates,
    read_figures,
)
from pharmagraph.figures import INFINITY, REASONS, Comparison, Interval, add_up, compare
from pharmagraph.model import IRI, Words
from pharmagraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.analysis.stated_figures import Claimed
    from pharmagraph.figures import Scope
    from pharmagraph.queries.replies import Row

_TRENDS: Final = """
SELECT ?statement ?trend ?topic ?about ?population ?segment ?graph WHERE {
  #:parameters as_of
  ?statement a pg:Statement ; pg:trend ?trend ; pg:topic ?topic .
  OPTIONAL { ?statement pg:about ?about }
  OPTIONAL { ?statement pg:population ?population }
  OPTIONAL { ?statement pg:marketSegment ?segment }
  OPTIONAL { ?statement pg:statedOn ?stated_on }
  FILTER(!BOUND(?stated_on) || ?stated_on <= ?as_of)
  GRAPH ?graph { ?statement pg:trend ?trend }
  GRAPH graph:catalogue { ?graph a pg:SourceGraph }
}
ORDER BY ?statement
"""
_SCOPES: Final[dict[Scope, Words | None]] = {
    "same": None,
    "broader": Words(
        "compared although the other is of a broader population",
        "сопоставлено, хотя другая относится к более широкой совокупности",
    ),
    "narrower": Words(
        "compared although the other is of a narrower population",
        "сопоставлено, хотя другая относится к более узкой совокупности",
    ),
}
_COMPARED: Final = {
    True: Words("two figures of one thing", "две цифры об одном"),
    False: Words(
        "two figures, one of them of a broader population",
        "две цифры, одна из них — о более широкой совокупности",
    ),
}
_UP, _DOWN = PG["trend-increasing"], PG["trend-decreasing"]


def compared(asking: Asking) -> Outcome:
    """The figure asked about against all of the same measure; without one, every pair of one measure."""
    figures, rates, broader = read_figures(asking), exchange_rates(asking), broader_populations(asking)
    wanted = set(asking.values["figure"])
    pairs = [
        (one, other)
        for one, other in combinations(figures, 2)
        if one.figure.measure == other.figure.measure
        and one.statement != other.statement
        and (not wanted or wanted & {one.iri, one.statement, other.iri, other.statement})
    ]
    if wanted:  # the figure asked about stands first
        pairs = [(one, other) if wanted & {one.iri, one.statement} else (other, one) for one, other in pairs]
    said = asking.solver.figures({claimed.iri for pair in pairs for claimed in pair})
    by = asking.entities({claimed.statement for pair in pairs for claimed in pair})
    rows = []
    for one, other in pairs:
        result = compare(one.figure, other.figure, rates=rates, broader=broader)
        cells = _cells(one, other, result, said) | {
            "stated_by": by[one.statement],
            "other_stated_by": by[other.statement],
        }
        rows.append(asking.row(cells, one.sources, other.sources))
    note = Words(
        "“About x” leaves 10 % open on either side (τ = 0.1). Figures agree when what they leave open meets.",
        "«Около x» допускает 10 % в обе стороны (τ = 0,1). Цифры согласны, если допускаемое пересекается.",
    )
    order = {"disagrees": 0, "agrees": 1, "incomparable": 2}
    place = [column.key for column in asking.question.columns].index("relation")
    rows.sort(key=lambda row: order[str(getattr(row.cells[place], "en", ""))])
    return Outcome(tuple(rows), (note,))


def _cells(one: Claimed, other: Claimed, result: Comparison, said: Mapping[IRI, Any]) -> dict[str, Any]:
    relation = {
        "agrees": Words("agrees", "согласуется"),
        "disagrees": Words("disagrees", "расходится"),
        "incomparable": Words("incomparable", "несопоставимо"),
    }[result.relation]
    return {
        "figure": said[one.iri],
        "of_what": one.figure.population or None,
        "other_figure": said[other.iri],
        "other_of_what": other.figure.population or None,
        "normalised_values": tuple(
            _in_unit(span, result.unit) for span in (result.first, result.second) if span is not None
        )
        or None,
        "relation": relation,
        "reason": REASONS.get(result.reason) or _SCOPES[result.scope],
        "gap": round(result.gap, 4).normalize() if result.gap is not None else None,
    }


def _in_unit(span: Interval, unit: str) -> str:
    low, high = (f"{float(value):,.6g}".replace(",", "\u202f") for value in (span.low, span.high))
    if span.low == span.high:
        said = low
    elif span.high == INFINITY:
        said = f"≥ {low}"
    elif span.low == -INFINITY:
        said = f"≤ {high}"
    else:
        said = f"{low}–{high}"
    name = {"1": "", "NUM": "", "PERCENT": "%"}.get(unit, unit.removeprefix("CCY_"))
    return f"{said} {name}".strip()


# ---------------------------------------------------------------------------------- contradictions


def contradictions(asking: Asking) -> Outcome:
    """Totals against their parts, figures of one thing that disagree, and opposite directions."""
    figures = read_figures(asking)
    by_iri = {one.iri: one for one in figures}
    rows = [*_parts(asking, figures, by_iri), *_disagreements(asking, figures), *_opposites(asking)]
    order = {"contradiction": 0, "disagreement": 1, "unexplained remainder": 2}
    place = [column.key for column in asking.question.columns].index("severity")
    rows.sort(key=lambda row: order[str(getattr(row.cells[place], "en", ""))])
    return Outcome(tuple(rows))


def _parts(asking: Asking, figures: list[Claimed], by_iri: Mapping[IRI, Claimed]) -> Iterable[Row]:
    wholes: dict[IRI, list[Claimed]] = {}
    for one in figures:
        if one.part_of in by_iri and one.part_of is not None:
            wholes.setdefault(one.part_of, []).append(one)
    said = asking.solver.figures({one.iri for parts in wholes.values() for one in parts} | set(wholes))
    every = [one for parts in wholes.values() for one in parts] + [by_iri[iri] for iri in wholes]
    named, units = asking.entities(one.statement for one in every), asking.solver.units(wholes)
    for iri, parts in sorted(wholes.items()):
        total = by_iri[iri]
        result = add_up(total.figure, [one.figure for one in parts], exhaustive=bool(total.declared_full))
        if result is None or result.severity == "adds up":
            continue
        severity = (
            Words("contradiction", "противоречие")
            if result.severity == "contradiction"
            else Words("unexplained remainder", "необъяснённый остаток")
        )
        short = result.severity == "contradiction" and result.left > 0
        yield asking.row(
            {
                "claim_a": said[iri],
                "stated_a": named[total.statement],
                "claim_b": tuple(said[one.iri] for one in parts),
                "stated_b": tuple(dict.fromkeys(named[one.statement] for one in parts)),
                "rule": Words("all parts of a total", "все части целого")
                if short
                else Words("the parts of a total", "части целого"),
                "gap": result.left.normalize(),
                "unit": units[iri],
                "severity": severity,
            },
            total.sources,
            *(one.sources for one in parts),
            *([total.declared_full] if short else []),
        )


def _disagreements(asking: Asking, figures: list[Claimed]) -> Iterable[Row]:
    rates, broader = exchange_rates(asking), broader_populations(asking)
    found = []
    for one, other in combinations(figures, 2):
        if one.statement != other.statement and {one.mode, other.mode} <= FACTUAL:
            result = compare(one.figure, other.figure, rates=rates, broader=broader)
            if result.relation == "disagrees":
                found.append((one, other, result))
    said = asking.solver.figures({claimed.iri for one, other, _ in found for claimed in (one, other)})
    named = asking.entities(claimed.statement for one, other, _ in found for claimed in (one, other))
    for one, other, result in found:
        yield asking.row(
            {
                "claim_a": said[one.iri],
                "stated_a": named[one.statement],
                "claim_b": (said[other.iri],),
                "stated_b": (named[other.statement],),
                "rule": _COMPARED[result.scope == "same"],
                "gap": round(result.gap or Decimal(0), 4).normalize(),
                "unit": Words("share of 1", "доля от 1"),
                "severity": Words("disagreement", "расхождение"),
            },
            one.sources,
            other.sources,
        )


def _opposites(asking: Asking) -> Iterable[Row]:
    """Opposite directions of one thing: the same topic, subject, population and market segment."""
    told: dict[tuple[object, ...], dict[IRI, dict[IRI, set[str]]]] = {}
    for row in asking.select(_TRENDS):
        key = (row["topic"], row["about"], str(row["population"] or ""), row["segment"])
        trend, statement = IRI(str(row["trend"])), IRI(str(row["statement"]))
        sources = asking.solver.witnesses.sources([IRI(str(row["graph"]))])
        told.setdefault(key, {}).setdefault(trend, {}).setdefault(statement, set()).update(sources)
    opposed = [one for one in told.values() if one.keys() >= {_UP, _DOWN}]
    named = asking.entities(statement for one in opposed for some in one.values() for statement in some)
    for directions in opposed:
        for one, first in directions.get(_UP, {}).items():
            for other, second in directions.get(_DOWN, {}).items():
                yield asking.row(
                    {
                        "claim_a": Words("increasing", "растёт"),
                        "stated_a": named[one],
                        "claim_b": (Words("decreasing", "снижается"),),
                        "stated_b": (named[other],),
                        "rule": Words(
                            "opposite directions of one thing", "противоположные направления одного"
                        ),
                        "severity": Words("contradiction", "противоречие"),
                    },
                    first,
                    second,
                )

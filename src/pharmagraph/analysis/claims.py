"""Questions on claims: which figures agree, which contradict each other, which facts rest on little."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from pharmagraph.analysis.asking import Outcome
from pharmagraph.analysis.figures import REASONS, Comparison, Figure, Interval, Span, add_up, compare
from pharmagraph.model import IRI, Entity, Words
from pharmagraph.queries.coverage import independent
from pharmagraph.queries.described import describe
from pharmagraph.queries.wording import day_of
from pharmagraph.vocab import PG, QUDT, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.queries.described import Node
    from pharmagraph.queries.replies import Row

_FIGURES: Final = """
SELECT ?figure ?statement ?stated_on ?mode ?segment ?graph WHERE {
  #:parameters as_of
  ?statement pg:hasFigure ?figure .
  OPTIONAL { ?statement pg:statedOn ?stated_on }
  OPTIONAL { ?statement pg:epistemicMode ?mode }
  OPTIONAL { ?statement pg:marketSegment ?segment }
  FILTER(!BOUND(?stated_on) || ?stated_on <= ?as_of)
  GRAPH ?graph { ?statement pg:hasFigure ?figure }
  GRAPH graph:catalogue { ?graph a pg:SourceGraph }
}
ORDER BY ?figure ?statement
"""
_RATES: Final = """
SELECT ?base ?quote ?day ?rate WHERE {
  ?r a pg:ExchangeRate ; pg:baseCurrency ?base ; pg:quoteCurrency ?quote ;
    qudt:numericValue ?rate ; pg:statedOn ?day
}
"""
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
_FACTUAL: Final = {PG["mode-asserted"], PG["mode-estimated"], PG["mode-reported-speech"], None}
"""The modes that say how things are. A target, a proposal or a forecast does not contradict them."""

_UP, _DOWN = PG["trend-increasing"], PG["trend-decreasing"]


@dataclass(frozen=True, slots=True)
class Claimed:
    """A figure with the statement that makes it."""

    figure: Figure
    iri: IRI
    statement: IRI
    mode: IRI | None
    sources: tuple[str, ...]
    part_of: IRI | None = None


def read_figures(asking: Asking) -> list[Claimed]:
    """The figures of all statements made by the day, by id.

    A factual statement without a period speaks of the time up to the day it was made.
    """
    rows: dict[IRI, list[dict[str, Any]]] = {}
    for row in asking.select(_FIGURES):
        if isinstance(row["figure"], IRI) and isinstance(row["statement"], IRI):
            rows.setdefault(row["figure"], []).append(row)
    nodes = describe(asking.solver.store, rows)
    periods = {
        one for node in nodes.values() for one in node.values.get(PG.period, ()) if isinstance(one, IRI)
    }
    spans = describe(asking.solver.store, periods)
    found = []
    for iri, told in rows.items():
        node, first = nodes[iri], told[0]
        graphs = [IRI(str(one["graph"])) for one in told]
        stated_on, mode = day_of(first["stated_on"]), first["mode"]
        part_of = node.first(PG.partOfFigure)
        found.append(
            Claimed(
                _figure(
                    node, spans, stated_on, factual=mode in _FACTUAL, segment=str(first["segment"] or "")
                ),
                iri,
                IRI(str(first["statement"])),
                mode,
                asking.solver.witnesses.sources(graphs),
                part_of if isinstance(part_of, IRI) else None,
            )
        )
    return found


def _figure(
    node: Node, spans: Mapping[IRI, Node], stated_on: date | None, *, factual: bool, segment: str
) -> Figure:
    period = spans.get(IRI(str(node.first(PG.period) or "")))
    if period is not None:
        first, last = period.first(PG.validFrom), period.first(PG.validTo)
        span = Span(day_of(first), day_of(last))
    else:
        span = Span(None, stated_on + timedelta(days=1) if factual and stated_on else None)
    comparator: Any = _local(node.first(PG.comparator)).removeprefix("comparator-") or "exactly"
    return Figure(
        entity_id(node.iri),
        _local(node.first(PG.measure)).removeprefix("measure-"),
        value=_number(node, QUDT.numericValue),
        lower=_number(node, PG.lowerValue),
        upper=_number(node, PG.upperValue),
        comparator="exactly" if comparator == "not-stated" else comparator,
        scale=_number(node, PG.scale) or Decimal(1),
        unit=_local(node.first(QUDT.hasUnit)),
        population=" ".join(node.texts(PG.population)[:1]),
        segment=segment,
        span=span,
        stated_on=stated_on,
    )


def exchange_rates(asking: Asking) -> dict[tuple[str, str, date], Decimal]:
    """The official rates in the graph, by currency, other currency and day."""
    rates = {}
    for row in asking.select(_RATES):
        day = day_of(row["day"])
        if day is not None:
            names = [_local(row[key]).removeprefix("CCY_") for key in ("base", "quote")]
            rates[names[0], names[1], day] = Decimal(str(row["rate"]))
    return rates


def compared(asking: Asking) -> Outcome:
    """The figure asked about against all of the same measure; without one, every pair of one measure."""
    figures, rates = read_figures(asking), exchange_rates(asking)
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
    rows = []
    for one, other in pairs:
        result = compare(one.figure, other.figure, rates=rates)
        rows.append(asking.row(_cells(one, other, result, said), one.sources, other.sources))
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
        "stated_by": Entity(one.statement, entity_id(one.statement), "statement"),
        "other_figure": said[other.iri],
        "other_of_what": other.figure.population or None,
        "other_stated_by": Entity(other.statement, entity_id(other.statement), "statement"),
        "normalised": tuple(
            _in_unit(span, result.unit) for span in (result.first, result.second) if span is not None
        )
        or None,
        "relation": relation,
        "reason": REASONS.get(result.reason),
        "gap": round(Decimal(result.gap), 4).normalize() if result.gap is not None else None,
    }


def _in_unit(span: Interval, unit: str) -> str:
    low, high = (f"{value:,.6g}".replace(",", "\u202f") for value in (span.low, span.high))
    if span.low == span.high:
        said = low
    elif span.high == float("inf"):
        said = f"≥ {low}"
    elif span.low == float("-inf"):
        said = f"≤ {high}"
    else:
        said = f"{low}–{high}"
    name = {"1": "", "NUM": "", "PERCENT": "%"}.get(unit, unit.removeprefix("CCY_"))
    return f"{said} {name}".strip()


# ---------------------------------------------------------------------------------- contradictions


def contradictions(asking: Asking) -> Outcome:
    """Totals against their parts, figures of one thing that disagree, and opposite directions."""
    figures, rates = read_figures(asking), exchange_rates(asking)
    by_iri = {one.iri: one for one in figures}
    rows = [*_parts(asking, figures, by_iri), *_disagreements(asking, figures, rates), *_opposites(asking)]
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
    for iri, parts in sorted(wholes.items()):
        total = by_iri[iri]
        result = add_up(total.figure, [one.figure for one in parts])
        if result is None or result.severity == "adds up":
            continue
        severity = (
            Words("contradiction", "противоречие")
            if result.severity == "contradiction"
            else Words("unexplained remainder", "необъяснённый остаток")
        )
        yield asking.row(
            {
                "claim_a": said[iri],
                "stated_a": _statement(total),
                "claim_b": tuple(said[one.iri] for one in parts),
                "stated_b": tuple({_statement(one) for one in parts}),
                "rule": Words("the parts of a total", "части целого"),
                "gap": result.left.normalize(),
                "severity": severity,
            },
            total.sources,
            *(one.sources for one in parts),
        )


def _disagreements(
    asking: Asking, figures: list[Claimed], rates: Mapping[tuple[str, str, date], Decimal]
) -> Iterable[Row]:
    found = []
    for one, other in combinations(figures, 2):
        if one.statement != other.statement and {one.mode, other.mode} <= _FACTUAL:
            result = compare(one.figure, other.figure, rates=rates)
            if result.relation == "disagrees":
                found.append((one, other, result))
    said = asking.solver.figures({claimed.iri for one, other, _ in found for claimed in (one, other)})
    for one, other, result in found:
        yield asking.row(
            {
                "claim_a": said[one.iri],
                "stated_a": _statement(one),
                "claim_b": (said[other.iri],),
                "stated_b": (_statement(other),),
                "rule": Words("two figures of one thing", "две цифры об одном"),
                "gap": round(Decimal(result.gap or 0), 4).normalize(),
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
    for directions in told.values():
        for one, first in directions.get(_UP, {}).items():
            for other, second in directions.get(_DOWN, {}).items():
                yield asking.row(
                    {
                        "claim_a": Words("increasing", "растёт"),
                        "stated_a": Entity(one, entity_id(one), "statement"),
                        "claim_b": (Words("decreasing", "снижается"),),
                        "stated_b": (Entity(other, entity_id(other), "statement"),),
                        "rule": Words(
                            "opposite directions of one thing", "противоположные направления одного"
                        ),
                        "severity": Words("contradiction", "противоречие"),
                    },
                    first,
                    second,
                )


# ------------------------------------------------------------------------------------- thin evidence

_DOUBTED: Final = {
    "confidence-low",
    "confidence-unverified",
    "verification-unverified",
    "verification-refuted",
}
_UNCHECKED: Final = {"source-kind-editorial", "source-kind-forum"}


def single_source(asking: Asking) -> Outcome:
    """Facts with one independent source, or that only unchecked sources or doubtful tellings carry."""
    keys = [one.key for one in asking.question.columns]
    count, kinds, verification = (keys.index(key) for key in ("n_sources", "source_kind", "verification"))
    rows, every = [], asking.rows()
    for row in every:
        told = {source for step in row.support.steps for source in step}
        n_sources = independent(told, asking.sources)
        doubts = {one.id for one in _items(row.cells[verification]) if isinstance(one, Entity)}
        only = {one.id for one in _items(row.cells[kinds]) if isinstance(one, Entity)}
        if n_sources <= 1 or doubts & _DOUBTED or (only and only <= _UNCHECKED):
            rows.append(replace(row, cells=(*row.cells[:count], n_sources, *row.cells[count + 1 :])))
    note = Words(
        f"{len(rows)} of {len(every)} facts rest on one independent source or on unchecked ones.",
        f"Из {len(every)} фактов {len(rows)} опираются на один независимый источник или на непроверенные.",
    )
    return Outcome(tuple(rows), (note,) if every else ())


def _items(cell: object) -> tuple[object, ...]:
    return cell if isinstance(cell, tuple) else (cell,)


def _statement(claimed: Claimed) -> Entity:
    return Entity(claimed.statement, entity_id(claimed.statement), "statement")


def _local(term: object) -> str:
    text = str(term or "")
    return text.rpartition("#")[2].rpartition("/")[2]


def _number(node: Node, prop: IRI) -> Decimal | None:
    texts = node.texts(prop)
    return Decimal(texts[0]) if texts else None

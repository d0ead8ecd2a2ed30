"""The figures that statements make, read as they are compared, and the exchange rates of the graph."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from pharmagraph.figures import Figure, Span, population_key
from pharmagraph.model import IRI, Literal
from pharmagraph.queries.described import describe
from pharmagraph.queries.wording import day_of, in_both
from pharmagraph.store.entities import local_name
from pharmagraph.vocab import PG, QUDT, XSD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.figures import Broader, Rates
    from pharmagraph.model import Term, Words
    from pharmagraph.queries.described import Node

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
_POPULATIONS: Final = """
SELECT DISTINCT ?population ?above WHERE {
  ?one a pg:Population ; skos:prefLabel|skos:altLabel ?population ; skos:broader+ ?other .
  ?other skos:prefLabel|skos:altLabel ?above
}
"""
_TRUE: Final = {Literal("true", XSD.boolean), Literal("1", XSD.boolean)}
FACTUAL: Final = {PG["mode-asserted"], PG["mode-estimated"], PG["mode-reported-speech"], None}
"""The modes that say how things are. A target, a proposal or a forecast does not contradict them."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A figure with the statement that makes it; ``of_what`` is its population in both languages.

    ``declared_full`` are the sources that declare its parts to be all there are.
    """

    figure: Figure
    of_what: Words
    iri: IRI
    statement: IRI
    mode: IRI | None
    sources: tuple[str, ...]
    part_of: IRI | None = None
    declared_full: tuple[str, ...] = ()


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
        of_what = in_both(node.values.get(PG.population, ()))
        declared = node.values.get(PG.partsAreExhaustive, {})
        declaring = {graph for value in _TRUE & declared.keys() for graph in declared[value]}
        found.append(
            Claimed(
                _figure(
                    node,
                    spans,
                    stated_on,
                    factual=mode in FACTUAL,
                    population=of_what.en or of_what.ru,
                    segment=str(first["segment"] or ""),
                ),
                of_what,
                iri,
                IRI(str(first["statement"])),
                mode,
                asking.solver.witnesses.sources(graphs),
                part_of if isinstance(part_of, IRI) else None,
                asking.solver.witnesses.sources(declaring),
            )
        )
    return found


def _figure(
    node: Node,
    spans: Mapping[IRI, Node],
    stated_on: date | None,
    *,
    factual: bool,
    population: str,
    segment: str,
) -> Figure:
    period = spans.get(IRI(str(node.first(PG.period) or "")))
    if period is not None:
        first, last = period.first(PG.validFrom), period.first(PG.validTo)
        span = Span(day_of(first), day_of(last))
    else:
        span = Span(None, stated_on + timedelta(days=1) if factual and stated_on else None)
    comparator = _local(node.first(PG.comparator)).removeprefix("comparator-") or "exactly"
    return Figure(
        _local(node.first(PG.measure)).removeprefix("measure-"),
        value=_number(node, QUDT.numericValue),
        lower=_number(node, PG.lowerValue),
        upper=_number(node, PG.upperValue),
        comparator=comparator,
        scale=_number(node, PG.scale) or Decimal(1),
        unit=_local(node.first(QUDT.hasUnit)),
        population=population,
        segment=segment,
        span=span,
        stated_on=stated_on,
    )


def exchange_rates(asking: Asking) -> Rates:
    """The official rates in the graph, by currency, other currency and day."""
    rates = {}
    for row in asking.select(_RATES):
        day = day_of(row["day"])
        if day is not None:
            names = [_local(row[key]).removeprefix("CCY_") for key in ("base", "quote")]
            rates[names[0], names[1], day] = Decimal(str(row["rate"]))
    return rates


def broader_populations(asking: Asking) -> Broader:
    """The populations declared broader than each, by the words of their labels."""
    above: dict[str, set[str]] = defaultdict(set)
    for row in asking.select(_POPULATIONS):
        above[population_key(str(row["population"]))].add(population_key(str(row["above"])))
    return {one: frozenset(others) for one, others in above.items()}


def _local(term: Term | None) -> str:
    return local_name(str(term or ""))


def _number(node: Node, prop: IRI) -> Decimal | None:
    texts = node.texts(prop)
    return Decimal(texts[0]) if texts else None

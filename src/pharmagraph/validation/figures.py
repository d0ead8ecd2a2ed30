"""The figures of a graph checked: sources that contradict one another, totals that their parts leave open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Final

from pharmagraph.figures import Figure, Span, add_up, compare
from pharmagraph.model import IRI, Literal, Words
from pharmagraph.validation.findings import Finding, Rule
from pharmagraph.vocab import UNIT, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pharmagraph.store.port import Store

CONTRADICTION: Final = Rule(
    "PG-FIG-201",
    "error",
    Words("One source contradicts itself in a figure", "Источник противоречит сам себе в цифре"),
    Words(
        "One source gives this figure and {value} for the same thing and time, and both cannot be right "
        "(they are {gap} apart); correct one of them, or say what they differ in.",
        "Один источник даёт эту цифру и {value} об одном и том же за одно время, обе верны быть не могут "
        "(расхождение {gap}); исправьте одну из них или укажите, чем они различаются.",
    ),
)
DISAGREEMENT: Final = Rule(
    "PG-FIG-202",
    "info",
    Words("Sources disagree on a figure", "Источники расходятся в цифре"),
    Words(
        "Two sources give this figure and {value} for the same thing and time, {gap} apart; "
        "both are kept and shown.",
        "Два источника дают эту цифру и {value} об одном и том же за одно время, расхождение {gap}; "
        "сохранены и показаны обе.",
    ),
)
REMAINDER: Final = Rule(
    "PG-FIG-203",
    "info",
    Words("Parts leave a remainder", "Части не исчерпывают целого"),
    Words(
        "The parts that are told add up to {value}; the rest of the figure is not explained.",
        "Названные части в сумме дают {value}; остаток цифры не объяснён.",
    ),
)
SHORT: Final = Rule(
    "PG-FIG-204",
    "error",
    Words("All parts told, and less than the whole", "Названы все части, но целого не набирается"),
    Words(
        "The parts are declared to be all there are, yet they add up to {value} and not to the figure; "
        "correct a number, or take the declaration back.",
        "Объявлено, что названы все части, но в сумме они дают {value}, а не эту цифру; "
        "исправьте число или снимите отметку о полноте.",
    ),
)
RULES: Final = (CONTRADICTION, DISAGREEMENT, REMAINDER, SHORT)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of the graph with the sources that tell it, and the total that it is a part of.

    ``exhaustive``: its own parts are declared to be all there are.
    """

    iri: IRI
    figure: Figure
    sources: frozenset[str]
    part_of: IRI | None = None
    exhaustive: bool = False


def check_figures(store: Store) -> list[Finding]:
    """The figures of a graph that contradict one another, and totals that their parts do not reach.

    Only figures of a stated period and of one population are compared with others: to call a contradiction
    takes one time and one thing. Currencies are compared only in the same one, as no statement's exchange
    rate is taken.
    """
    told = list(_figures(store))
    return [*_contradictions([one for one in told if one.figure.span.is_stated]), *_remainders(told)]


def _contradictions(told: list[Told]) -> Iterator[Finding]:
    for one, other in combinations(told, 2):
        compared = compare(one.figure, other.figure)
        if compared.gap is not None:
            rule = CONTRADICTION if one.sources & other.sources else DISAGREEMENT
            gap = Literal(f"{compared.gap * 100:.0f} %")
            yield Finding.of(rule, one.iri, {"value": other.iri, "gap": gap})


def _remainders(told: list[Told]) -> Iterator[Finding]:
    for total in told:
        parts = [one.figure for one in told if one.part_of == total.iri]
        result = add_up(total.figure, parts, exhaustive=total.exhaustive) if parts else None
        if result is not None and result.left > 0:
            summed = Literal(f"{result.summed.normalize():f}")
            rule = SHORT if result.severity == "contradiction" else REMAINDER
            yield Finding.of(rule, total.iri, {"value": summed})


_FIGURES: Final = """
SELECT ?figure ?measure ?unit ?population ?segment ?comparator ?value ?low ?high ?scale ?from ?to ?whole ?all
  (GROUP_CONCAT(DISTINCT STR(?graph); separator=" ") AS ?graphs) WHERE {
  ?figure a pg:Figure ; pg:measure ?measure ; qudt:hasUnit ?unit .
  OPTIONAL { ?figure pg:population ?english FILTER(LANG(?english) != "ru") }
  OPTIONAL { ?figure pg:population ?russian FILTER(LANG(?russian) = "ru") }
  BIND(COALESCE(?english, ?russian) AS ?population)
  OPTIONAL { ?statement pg:hasFigure ?figure ; pg:marketSegment ?segment }
  OPTIONAL { ?figure pg:comparator/skos:notation ?comparator }
  OPTIONAL { ?figure qudt:numericValue ?value }
  OPTIONAL { ?figure pg:lowerValue ?low }
  OPTIONAL { ?figure pg:upperValue ?high }
  OPTIONAL { ?figure pg:scale ?scale }
  OPTIONAL { ?figure pg:period ?period . ?period pg:validFrom ?from ; pg:validTo ?to }
  OPTIONAL { ?figure pg:partOfFigure ?whole }
  OPTIONAL { ?figure pg:partsAreExhaustive ?all FILTER(?all = true) }
  GRAPH ?graph { ?figure a pg:Figure } FILTER(STRSTARTS(STR(?graph), STR(source:)))
}
GROUP BY
  ?figure ?measure ?unit ?population ?segment ?comparator ?value ?low ?high ?scale ?from ?to ?whole ?all
ORDER BY STR(?figure)
"""


def _figures(store: Store) -> Iterator[Told]:
    table = store.select(_FIGURES)
    for row in table.rows:
        cells = {key: "" if cell is None else str(cell) for key, cell in zip(table.columns, row, strict=True)}
        figure = Figure(
            measure=cells["measure"],
            value=_number(cells["value"]),
            lower=_number(cells["low"]),
            upper=_number(cells["high"]),
            comparator=cells["comparator"],
            scale=_number(cells["scale"]) or Decimal(1),
            unit=cells["unit"].removeprefix(str(UNIT)),
            population=cells["population"],
            segment=cells["segment"],
            span=Span(_day(cells["from"]), _day(cells["to"])),
        )
        sources = frozenset(entity_id(graph) for graph in cells["graphs"].split())
        whole = IRI(cells["whole"]) if cells["whole"] else None
        if isinstance(row[0], IRI):
            yield Told(row[0], figure, sources, whole, exhaustive=bool(cells["all"]))


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except ArithmeticError:
        return None  # PG-FIG-008 says so


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None  # the rules on dates say so

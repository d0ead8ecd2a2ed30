"""Comparing figures that different statements give of one thing (DOMAIN guide, 4.4)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Final
from typing import Literal as OneOf

from pharmagraph.model import IRI, Literal, Words
from pharmagraph.validation.findings import Finding, Rule
from pharmagraph.vocab import UNIT, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pharmagraph.store.port import Store

TOLERANCE: Final = Decimal("0.1")
"""How far "about" reaches on either side."""

Outcome = OneOf["agrees", "disagrees", "incomparable"]

_FACTORS: Final = {UNIT.PERCENT: (UNIT.NUM, Decimal("0.01"))}

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
RULES: Final = (CONTRADICTION, DISAGREEMENT, REMAINDER)


@dataclass(frozen=True, slots=True)
class Interval:
    """The values a figure allows; ``None`` is open."""

    low: Decimal | None
    high: Decimal | None

    def overlaps(self, other: Interval) -> bool:
        """Whether one value satisfies both."""
        return not (_below(self.high, other.low) or _below(other.high, self.low))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as comparison needs it; an empty text is not stated, a period holds two days."""

    iri: IRI
    measure: str
    unit: str
    population: str = ""
    comparator: str = "exactly"
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    scale: Decimal = Decimal(1)
    period: tuple[str, str] | None = None
    sources: frozenset[str] = frozenset()

    @property
    def base(self) -> tuple[str, Decimal]:
        """The unit that it is compared in, and the factor to it."""
        unit, factor = _FACTORS.get(self.unit, (self.unit, Decimal(1)))  # type: ignore[call-overload]
        return str(unit), factor * self.scale

    def interval(self) -> Interval:
        """The values that the comparator allows, in the base unit."""
        factor = self.base[1]
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        match self.comparator:
            case "at-least":
                high = None
            case "at-most":
                low = None
            case "about":
                low, high = _widened(low, 1 - TOLERANCE), _widened(high, 1 + TOLERANCE)
        return Interval(_widened(low, factor), _widened(high, factor))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two figures say to each other: the relative ``gap``, or the ``reason`` why they say nothing."""

    outcome: Outcome
    gap: Decimal = Decimal(0)
    reason: str = ""


def compare(one: Figure, other: Figure) -> Comparison:
    """Whether two figures agree, disagree, or cannot be compared.

    Currencies are compared only in the same one: the data hold no exchange rates.
    """
    if one.measure != other.measure:
        return Comparison("incomparable", reason="measure")
    if not one.unit or one.base[0] != other.base[0]:
        return Comparison("incomparable", reason="unit")
    if not one.population or one.population != other.population:
        return Comparison("incomparable", reason="population")
    if one.period is None or other.period is None or not _meet(one.period, other.period):
        return Comparison("incomparable", reason="period")
    if one.interval().overlaps(other.interval()):
        return Comparison("agrees")
    return Comparison("disagrees", gap=_gap(one, other))


def compare_figures(store: Store) -> list[Finding]:
    """The figures of a graph that contradict one another, and totals that their parts do not reach."""
    figures = list(_figures(store))
    findings = []
    for one, other in combinations(figures, 2):
        compared = compare(one, other)
        if compared.outcome == "disagrees":
            rule = CONTRADICTION if one.sources & other.sources else DISAGREEMENT
            gap = Literal(f"{compared.gap * 100:.0f} %")
            findings.append(Finding.of(rule, one.iri, {"value": other.iri, "gap": gap}))
    remainders = store.select(_REMAINDERS).rows
    return findings + [Finding.of(REMAINDER, total, {"value": parts}) for total, parts in remainders]


_REMAINDERS: Final = """
SELECT ?total (SUM(?number * COALESCE(?scale, 1.0)) AS ?parts) WHERE {
  ?part pg:partOfFigure ?total ; qudt:numericValue ?number ; qudt:hasUnit ?unit .
  OPTIONAL { ?part pg:scale ?scale }
  ?total qudt:numericValue ?stated ; qudt:hasUnit ?unit .
  OPTIONAL { ?total pg:scale ?whole }
} GROUP BY ?total ?stated ?whole
HAVING(SUM(?number * COALESCE(?scale, 1.0)) < ?stated * COALESCE(?whole, 1.0))
"""

_FIGURES: Final = """
SELECT ?figure ?measure ?unit ?population ?comparator ?value ?low ?high ?scale ?from ?to
  (GROUP_CONCAT(DISTINCT STR(?graph); separator=" ") AS ?graphs) WHERE {
  ?figure a pg:Figure ; pg:measure ?measure ; qudt:hasUnit ?unit .
  OPTIONAL { ?figure pg:population ?population }
  OPTIONAL { ?figure pg:comparator/skos:notation ?comparator }
  OPTIONAL { ?figure qudt:numericValue ?value }
  OPTIONAL { ?figure pg:lowerValue ?low }
  OPTIONAL { ?figure pg:upperValue ?high }
  OPTIONAL { ?figure pg:scale ?scale }
  OPTIONAL { ?figure pg:period ?period . ?period pg:validFrom ?from ; pg:validTo ?to }
  GRAPH ?graph { ?figure a pg:Figure } FILTER(STRSTARTS(STR(?graph), STR(source:)))
} GROUP BY ?figure ?measure ?unit ?population ?comparator ?value ?low ?high ?scale ?from ?to
ORDER BY STR(?figure)
"""


def _figures(store: Store) -> Iterator[Figure]:
    for row in store.select(_FIGURES).rows:
        iri, *cells = row
        measure, unit, population, comparator, value, low, high, scale, begin, end, graphs = (
            "" if cell is None else str(cell) for cell in cells
        )
        if isinstance(iri, IRI):
            yield Figure(
                iri,
                measure,
                unit,
                population,
                comparator or "exactly",
                _number(value),
                _number(low),
                _number(high),
                _number(scale) or Decimal(1),
                (begin, end) if begin and end else None,
                frozenset(entity_id(name) for name in graphs.split()),
            )


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except ArithmeticError:
        return None  # PG-FIG-008 says so


def _widened(value: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if value is None else value * factor


def _below(one: Decimal | None, other: Decimal | None) -> bool:
    return one is not None and other is not None and one < other


def _meet(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two half-open periods share a day."""
    return one[0] < other[1] and other[0] < one[1]


def _gap(one: Figure, other: Figure) -> Decimal:
    """|x − y| / max(|x|, |y|) of the stated values, or of the bounds that face each other."""
    first, second = one.interval(), other.interval()
    below = _below(first.high, second.low)
    x = _stated(one, first.high if below else first.low)
    y = _stated(other, second.low if below else second.high)
    widest = max(abs(x), abs(y))
    return abs(x - y) / widest if widest else Decimal(0)


def _stated(figure: Figure, bound: Decimal | None) -> Decimal:
    if figure.value is not None:
        return figure.value * figure.base[1]
    return bound or Decimal(0)

"""Figures aligned and compared: do they agree, disagree, or speak of different things; do parts add up.

The questions on claims and the check of a graph both ask here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias
from typing import Literal as OneOf

from pharmagraph.model import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

TOLERANCE: Final = Decimal("0.1")
"""τ: what "about x" leaves open on either side, unless another is stated."""

INFINITY: Final = Decimal("Infinity")

Relation = OneOf["agrees", "disagrees", "incomparable"]
Severity = OneOf["contradiction", "unexplained remainder", "adds up"]
Scope = OneOf["same", "broader", "narrower"]
"""What the population of the other figure is to that of the first."""

Rates: TypeAlias = "Mapping[tuple[str, str, date], Decimal]"
"""(currency, other currency, day) → units of the other per unit of the first."""

Broader: TypeAlias = "Mapping[str, frozenset[str]]"
"""Population → the populations declared to be broader, all as ``population_key`` writes them."""

_FACTORS: Final[dict[str, tuple[str, Decimal]]] = {
    "PERCENT": ("1", Decimal("0.01")),
    "NUM": ("1", Decimal(1)),
    "DAY": ("DAY", Decimal(1)),
    "MO": ("DAY", Decimal("30.436875")),
    "YR": ("DAY", Decimal("365.2425")),
}
"""Unit → the unit it is turned into, and the factor (QUDT)."""

_ROOT_OF_TEN: Final = Decimal(10).sqrt()

REASONS: Final[dict[str, Words]] = {
    "measure": Words("they measure different things", "измеряют разное"),
    "population": Words("of different populations", "разные совокупности"),
    "no population": Words("it is not stated what they are figures of", "не указано, чего это цифры"),
    "segment": Words("of different market segments", "разные сегменты рынка"),
    "period": Words("periods do not overlap", "периоды не пересекаются"),
    "unit": Words("units cannot be turned into one another", "единицы не приводятся друг к другу"),
    "no unit": Words("one has no unit", "у одной нет единицы"),
    "rate": Words("no official exchange rate of the day is loaded", "нет официального курса на дату"),
    "value": Words("one has no number", "у одной нет числа"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A period from ``first`` to before ``end``; ``None`` is open."""

    first: date | None = None
    end: date | None = None

    @property
    def is_stated(self) -> bool:
        """Whether both ends are known."""
        return self.first is not None and self.end is not None

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a day in common."""
        return (self.first is None or other.end is None or self.first < other.end) and (
            other.first is None or self.end is None or other.first < self.end
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what it is of. ``lower`` and ``upper`` are used for a range.

    ``comparator`` is one of the scheme's words; any other, and none, means exactly. ``unit`` is a QUDT unit's
    local name (``NUM``, ``PERCENT``, ``CCY_RUB``, ``YR``). ``stated_on`` is the day whose exchange rate
    applies. An empty text is not stated.
    """

    measure: str
    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    comparator: str = "exactly"
    scale: Decimal = Decimal(1)
    unit: str = ""
    population: str = ""
    segment: str = ""
    span: Span = field(default_factory=Span)
    stated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """What a figure leaves open, ends included; infinite where it names no bound."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether a value fits both."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two figures compared: ``gap`` is |x − y| ⁄ max(|x|, |y|) of the stated numbers where they disagree.

    A range has no one number: its end that faces the other stands for it. ``reason``, a key of ``REASONS``,
    says why they cannot be compared. ``scope`` says whether they are of one population.
    """

    one: Figure
    other: Figure
    relation: Relation
    first: Interval | None = None
    second: Interval | None = None
    unit: str = ""
    reason: str = ""
    gap: Decimal | None = None
    scope: Scope = "same"


@dataclass(frozen=True, slots=True)
class Remainder:
    """A total against its parts, by their stated numbers."""

    total: Figure
    parts: tuple[Figure, ...]
    severity: Severity
    stated: Decimal
    summed: Decimal

    @property
    def left(self) -> Decimal:
        """What the parts leave unexplained; below zero when they exceed the total."""
        return self.stated - self.summed


def interval(
    figure: Figure, *, factor: Decimal = Decimal(1), tolerance: Decimal = TOLERANCE
) -> Interval | None:
    """What the figure leaves open, in its own unit times ``factor``; ``None`` without a number.

    exactly x → [x, x]; about x → [x(1 − τ), x(1 + τ)]; at least x → [x, ∞); at most x → (−∞, x]; between,
    and two bounds without a number → as given; an order of magnitude → [x ⁄ √10, x √10].
    """
    times = figure.scale * factor
    value, lower, upper = figure.value, figure.lower, figure.upper
    match figure.comparator:
        case "at-least":
            bound = value if lower is None else lower
            return None if bound is None else Interval(bound * times, INFINITY)
        case "at-most":
            bound = value if upper is None else upper
            return None if bound is None else Interval(-INFINITY, bound * times)
    low, high = (lower, upper) if value is None or figure.comparator == "between" else (value, value)
    if low is None or high is None:
        return None
    match figure.comparator:
        case "about":
            factors = 1 - tolerance, 1 + tolerance
        case "order-of-magnitude":
            factors = 1 / _ROOT_OF_TEN, _ROOT_OF_TEN
        case _:
            factors = Decimal(1), Decimal(1)
    return Interval(
        min(low * times * one for one in factors),
        max(high * times * one for one in factors),
    )


def compare(
    one: Figure,
    other: Figure,
    *,
    rates: Rates | None = None,
    broader: Broader | None = None,
    tolerance: Decimal = TOLERANCE,
) -> Comparison:
    """Whether two figures agree once units, currency and period are aligned.

    They can be compared when measure and market segment are equal, the populations are equal or one is
    declared broader than the other, and the periods overlap; a period that is not stated is open. A currency
    is turned at the official rate of the day of the other statement. A figure without a unit is never
    compared.
    """
    scope = _scope(one.population, other.population, broader or {})
    reason = _why_not(one, other, scope)
    if scope is None or reason:
        return Comparison(one, other, "incomparable", reason=reason)
    factors = _factors(one, other, rates or {})
    if isinstance(factors, str):
        return Comparison(one, other, "incomparable", reason=factors)
    unit, first_factor, second_factor = factors
    first = interval(one, factor=first_factor, tolerance=tolerance)
    second = interval(other, factor=second_factor, tolerance=tolerance)
    if first is None or second is None:
        return Comparison(one, other, "incomparable", reason="value")
    if first.meets(second):
        return Comparison(one, other, "agrees", first, second, unit, scope=scope)
    lower = first.high < second.low
    x = _stated(one, first_factor, first.high if lower else first.low)
    y = _stated(other, second_factor, second.low if lower else second.high)
    widest = max(abs(x), abs(y))
    gap = abs(x - y) / widest if widest else Decimal(0)
    return Comparison(one, other, "disagrees", first, second, unit, gap=gap, scope=scope)


def population_key(text: str) -> str:
    """The words of a population as they are compared: case and spacing do not count."""
    return " ".join(text.casefold().split())


def _scope(one: str, other: str, broader: Broader) -> Scope | None:
    """What the other population is to the first; ``None`` when they are two things."""
    first, second = population_key(one), population_key(other)
    if first == second:
        return "same"
    if second in broader.get(first, ()):
        return "broader"
    return "narrower" if first in broader.get(second, ()) else None


def _why_not(one: Figure, other: Figure, scope: Scope | None) -> str:
    if one.measure != other.measure:
        return "measure"
    if one.segment != other.segment:
        return "segment"
    if scope is None:
        return "population"
    if not population_key(one.population):
        return "no population"
    if not one.span.overlaps(other.span):
        return "period"
    if not one.unit or not other.unit:
        return "no unit"
    return ""


def _factors(one: Figure, other: Figure, rates: Rates) -> tuple[str, Decimal, Decimal] | str:
    """The common unit and the factor of each; else the reason why there is none."""
    if one.unit == other.unit:
        return one.unit, Decimal(1), Decimal(1)
    if one.unit.startswith("CCY_") and other.unit.startswith("CCY_"):
        first, second = one.unit.removeprefix("CCY_"), other.unit.removeprefix("CCY_")
        day = other.stated_on or one.stated_on
        if day is not None and (rate := rates.get((second, first, day))) is not None:
            return one.unit, Decimal(1), rate
        if day is not None and (rate := rates.get((first, second, day))) is not None:
            return one.unit, Decimal(1), 1 / rate
        return "rate"
    first_base, first_factor = _FACTORS.get(one.unit, (one.unit, Decimal(1)))
    second_base, second_factor = _FACTORS.get(other.unit, (other.unit, Decimal(1)))
    return (first_base, first_factor, second_factor) if first_base == second_base else "unit"


def add_up(
    total: Figure, parts: Sequence[Figure], *, exhaustive: bool = False, tolerance: Decimal = TOLERANCE
) -> Remainder | None:
    """Whether the parts of a total fit it; ``None`` when a number is missing or units differ.

    More than the total is a contradiction, and so is less when the total is an exact number and the parts
    are declared to be all there are. Otherwise what is left is an unexplained remainder.
    """
    whole = interval(total, tolerance=tolerance)
    pieces = [interval(one, tolerance=tolerance) for one in parts]
    stated, numbers = _number(total), [_number(one) for one in parts]
    if (
        whole is None
        or stated is None
        or any(one is None for one in pieces)
        or any(one is None for one in numbers)
    ):
        return None
    if len({one.unit for one in (total, *parts)}) > 1:
        return None
    low = sum((one.low for one in pieces if one is not None), Decimal())
    high = sum((one.high for one in pieces if one is not None), Decimal())
    summed = sum((one for one in numbers if one is not None), Decimal())
    severity: Severity = "unexplained remainder"
    short = exhaustive and whole.low == whole.high and high < whole.low
    if low > whole.high or short:
        severity = "contradiction"
    elif summed == stated:
        severity = "adds up"
    return Remainder(total, tuple(parts), severity, stated, summed)


def _stated(figure: Figure, factor: Decimal, facing: Decimal) -> Decimal:
    return facing if figure.value is None else figure.value * figure.scale * factor


def _number(figure: Figure) -> Decimal | None:
    for value in (figure.value, figure.lower, figure.upper):
        if value is not None:
            return value * figure.scale
    return None

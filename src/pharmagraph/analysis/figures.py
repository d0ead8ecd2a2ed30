"""Figures aligned and compared: do they agree, disagree, or speak of different things; do parts add up."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING, Final
from typing import Literal as OneOf

from pharmagraph.model import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

TOLERANCE: Final = Decimal("0.1")
"""τ: what "about x" leaves open on either side, unless another is stated."""

Comparator = OneOf["exactly", "about", "at-least", "at-most", "between", "order-of-magnitude"]
Relation = OneOf["agrees", "disagrees", "incomparable"]
Severity = OneOf["contradiction", "unexplained remainder", "adds up"]

_FACTORS: Final[dict[str, tuple[str, Decimal]]] = {
    "PERCENT": ("1", Decimal("0.01")),
    "NUM": ("1", Decimal(1)),
    "DAY": ("DAY", Decimal(1)),
    "MO": ("DAY", Decimal("30.436875")),
    "YR": ("DAY", Decimal("365.2425")),
}
"""Unit → the unit it is turned into, and the factor (QUDT)."""

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

    def overlaps(self, other: Span) -> bool:
        """Whether the two have a day in common."""
        return (self.first is None or other.end is None or self.first < other.end) and (
            other.first is None or self.end is None or other.first < self.end
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with what it is of. ``lower`` and ``upper`` are used for a range.

    ``unit`` is a QUDT unit's local name (``NUM``, ``PERCENT``, ``CCY_RUB``, ``YR``); ``counted`` says what is
    counted where the unit is ``NUM``. ``stated_on`` is the day whose exchange rate applies.
    """

    id: str
    measure: str
    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    comparator: Comparator = "exactly"
    scale: Decimal = Decimal(1)
    unit: str = ""
    population: str = ""
    segment: str = ""
    span: Span = field(default_factory=Span)
    stated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """What a figure leaves open, ends included; infinite where it names no bound."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether a value fits both."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two figures compared: ``gap`` is |x − y| ⁄ max(|x|, |y|) where they disagree.

    ``reason`` says why they cannot be compared.
    """

    one: Figure
    other: Figure
    relation: Relation
    first: Interval | None = None
    second: Interval | None = None
    unit: str = ""
    reason: str = ""
    gap: float | None = None


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


Rates = "Mapping[tuple[str, str, date], Decimal]"
"""(currency, other currency, day) → units of the other per unit of the first."""


def interval(
    figure: Figure, *, factor: Decimal = Decimal(1), tolerance: Decimal = TOLERANCE
) -> Interval | None:
    """What the figure leaves open, in its own unit times ``factor``; ``None`` without a number.

    exactly x → [x, x]; about x → [x(1 − τ), x(1 + τ)]; at least x → [x, ∞); at most x → (−∞, x]; between →
    as given; an order of magnitude → [x ⁄ √10, x √10].
    """
    times = figure.scale * factor
    value, lower, upper = figure.value, figure.lower, figure.upper
    match figure.comparator:
        case "at-least":
            bound = lower if lower is not None else value
            return None if bound is None else Interval(float(bound * times), inf)
        case "at-most":
            bound = upper if upper is not None else value
            return None if bound is None else Interval(-inf, float(bound * times))
        case "between":
            if lower is None or upper is None:
                return None
            return Interval(float(lower * times), float(upper * times))
    if value is None:
        return None
    if figure.comparator == "about":
        ends = (float(value * times * (1 - tolerance)), float(value * times * (1 + tolerance)))
        return Interval(min(ends), max(ends))
    if figure.comparator == "order-of-magnitude":
        ends = (float(value * times) / 10**0.5, float(value * times) * 10**0.5)
        return Interval(min(ends), max(ends))
    return Interval(float(value * times), float(value * times))


def compare(
    one: Figure,
    other: Figure,
    *,
    rates: Mapping[tuple[str, str, date], Decimal] | None = None,
    tolerance: Decimal = TOLERANCE,
) -> Comparison:
    """Whether two figures agree once units, currency and period are aligned.

    They can be compared when measure, population and market segment are equal and the periods overlap; a
    period that is not stated is open. A currency is turned at the official rate of the day of the other
    statement. A figure without a unit is never compared.
    """
    reason = _why_not(one, other)
    if reason:
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
        return Comparison(one, other, "agrees", first, second, unit)
    below, above = sorted((first, second), key=lambda span: span.low)
    x, y = below.high, above.low
    return Comparison(
        one, other, "disagrees", first, second, unit, gap=abs(x - y) / max(abs(x), abs(y)) if x or y else 0.0
    )


def _why_not(one: Figure, other: Figure) -> str:
    if one.measure != other.measure:
        return "measure"
    if one.segment != other.segment:
        return "segment"
    if _same(one.population) != _same(other.population):
        return "population"
    if not _same(one.population):
        return "no population"
    if not one.span.overlaps(other.span):
        return "period"
    if not one.unit or not other.unit:
        return "no unit"
    return ""


def _factors(
    one: Figure, other: Figure, rates: Mapping[tuple[str, str, date], Decimal]
) -> tuple[str, Decimal, Decimal] | str:
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

    More than the total is a contradiction, and so is less when the total is exact and the parts are declared
    to be all there are. Otherwise what is left is an unexplained remainder.
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
    low = sum(one.low for one in pieces if one is not None)
    high = sum(one.high for one in pieces if one is not None)
    summed = sum((one for one in numbers if one is not None), Decimal())
    severity: Severity = "unexplained remainder"
    short = total.comparator == "exactly" and exhaustive and high < whole.low
    if low > whole.high or short:
        severity = "contradiction"
    elif summed == stated:
        severity = "adds up"
    return Remainder(total, tuple(parts), severity, stated, summed)


def _number(figure: Figure) -> Decimal | None:
    for value in (figure.value, figure.lower, figure.upper):
        if value is not None:
            return value * figure.scale
    return None


def _same(text: str) -> str:
    return " ".join(text.casefold().split())

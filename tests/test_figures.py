"""Comparing figures and adding up parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pharmagraph.figures import INFINITY, Figure, Interval, Span, add_up, compare, interval


def figure(value: float | str | None = None, comparator: str = "exactly", **given: Any) -> Figure:
    number = None if value is None else Decimal(str(value))
    return Figure(
        given.pop("measure", "m"),
        number,
        comparator=comparator,
        **{"unit": "NUM", "population": "p", **given},
    )


@pytest.mark.parametrize(
    ("comparator", "value", "low", "high"),
    [
        ("exactly", 50, 50, 50),
        ("not-stated", 50, 50, 50),
        ("about", 50, 45, 55),  # τ = 0.1
        ("about", -50, -55, -45),
        ("at-least", 50, 50, INFINITY),
        ("at-most", 50, -INFINITY, 50),
    ],
)
def test_what_a_comparator_leaves_open(comparator: str, value: int, low: int, high: int) -> None:
    assert interval(figure(value, comparator)) == Interval(Decimal(low), Decimal(high))


def test_a_range_a_scale_and_another_tolerance() -> None:
    between = figure(None, "between", lower=Decimal(10), upper=Decimal(15))
    assert interval(between) == Interval(Decimal(10), Decimal(15))
    assert interval(replace(between, comparator="exactly")) == Interval(Decimal(10), Decimal(15))
    assert interval(replace(between, comparator="about")) == Interval(Decimal(9), Decimal("16.5"))
    assert interval(replace(between, upper=None)) is None
    assert interval(figure(100, scale=Decimal(10**9))) == Interval(Decimal(10**11), Decimal(10**11))
    assert interval(figure(100, "about"), tolerance=Decimal("0.2")) == Interval(Decimal(80), Decimal(120))
    assert interval(figure(None)) is None
    magnitude = interval(figure(100, "order-of-magnitude"))
    assert magnitude is not None
    assert float(magnitude.low) == pytest.approx(31.62, abs=0.01)  # 100 ⁄ √10


YEARS = Span(date(2021, 1, 1), date(2025, 1, 1))
YEAR = Span(date(2022, 1, 1), date(2023, 1, 1))


def test_about_fifty_a_year_agrees_with_the_mean_of_four_years_and_not_with_one() -> None:
    said = figure(50, "about")
    assert compare(said, figure(48, span=YEARS)).relation == "agrees"
    alone = compare(said, figure(37, span=YEAR))
    assert alone.relation == "disagrees"
    assert alone.gap == Decimal("0.26")  # |50 − 37| ⁄ 50


def test_roubles_and_dollars_at_the_rate_of_the_day() -> None:
    # US$1.27 bn × 78.7135 = 99.97 bn roubles: within 10 % of about 100 bn
    day = date(2025, 6, 18)
    roubles = figure(100, "about", unit="CCY_RUB", scale=Decimal(10**9))
    dollars = figure("1.27", unit="CCY_USD", scale=Decimal(10**9), stated_on=day)
    rates = {("USD", "RUB", day): Decimal("78.7135")}
    found = compare(roubles, dollars, rates=rates)
    assert found.relation == "agrees"
    assert found.second is not None
    assert found.second.low == Decimal(99966145000)  # 1.27 bn × 78.7135
    assert compare(dollars, roubles, rates=rates).relation == "agrees"
    assert compare(roubles, dollars).reason == "rate"


def test_over_four_thousand_agrees_with_more() -> None:
    assert compare(figure(4000, "at-least"), figure(4100)).relation == "agrees"
    below = compare(figure(4000, "at-least"), figure(3900))
    assert (below.relation, below.gap) == ("disagrees", Decimal("0.025"))  # 100 ⁄ 4000


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (figure(100, "at-most"), figure(90), "agrees"),
        (figure(100, "at-most"), figure(110), "disagrees"),
        (figure(None, "between", lower=Decimal(3), upper=Decimal(5)), figure(5), "agrees"),
        (figure(None, "between", lower=Decimal(3), upper=Decimal(5)), figure(6), "disagrees"),
        # 4.5 thousand millions and 4 500 millions
        (figure("4.5", scale=Decimal(10**9)), figure(4500, scale=Decimal(10**6)), "agrees"),
    ],
)
def test_intervals_that_meet_agree_whichever_is_named_first(
    one: Figure, other: Figure, relation: str
) -> None:
    assert compare(one, other).relation == relation
    assert compare(other, one).relation == relation


def test_the_end_of_a_range_that_faces_the_other_stands_for_it() -> None:
    ranged = figure(None, "between", lower=Decimal(3), upper=Decimal(5))
    assert compare(ranged, figure(8)).gap == Decimal("0.375")  # |5 − 8| ⁄ 8
    assert compare(figure(0), figure(0)).gap is None
    assert compare(figure(2), ranged).gap == Decimal(1) / 3  # |2 − 3| ⁄ 3


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (figure(48, segment="public procurement"), "segment"),
        (figure(48, population="another"), "population"),
        (figure(48, measure="other"), "measure"),
        (figure(48, unit=""), "no unit"),
        (figure(48, unit="YR"), "unit"),
        (figure(None), "value"),
    ],
)
def test_what_cannot_be_compared_says_why(other: Figure, reason: str) -> None:
    found = compare(figure(48, segment="" if reason != "segment" else "retail"), other)
    assert (found.relation, found.reason) == ("incomparable", reason)


def test_populations_compare_when_one_is_declared_broader() -> None:
    broader = {"vaccine makers": frozenset({"makers", "companies"}), "makers": frozenset({"companies"})}
    makers, vaccines = figure(20, population="makers"), figure(12, population="Vaccine  makers")
    assert compare(makers, vaccines).reason == "population"
    down, up = compare(makers, vaccines, broader=broader), compare(vaccines, makers, broader=broader)
    assert (down.relation, down.scope, down.gap) == ("disagrees", "narrower", Decimal("0.4"))  # 8 ⁄ 20
    assert (up.relation, up.scope) == ("disagrees", "broader")
    assert compare(makers, makers, broader=broader).scope == "same"
    assert compare(vaccines, figure(12, population="dealers"), broader=broader).reason == "population"


def test_periods_have_to_meet_and_an_open_one_meets_all() -> None:
    later = Span(date(2025, 1, 1), None)
    assert compare(figure(48, span=YEARS), figure(48, span=later)).reason == "period"
    assert compare(figure(48, span=YEARS), figure(48)).relation == "agrees"
    next_year = Span(date(2023, 1, 1), date(2024, 1, 1))  # begins on the day on which the other is over
    assert compare(figure(48, span=YEAR), figure(48, span=next_year)).reason == "period"
    assert (YEAR.is_stated, later.is_stated) == (True, False)
    assert compare(figure(48, population=""), figure(48, population="")).reason == "no population"


def test_units_of_one_kind_are_turned_into_one() -> None:
    assert compare(figure(50, unit="PERCENT"), figure("0.5")).relation == "agrees"
    assert compare(figure(1, unit="YR"), figure(12, unit="MO")).relation == "agrees"
    assert compare(figure(1, population=" P "), figure(1, population="p")).relation == "agrees"


# ---------------------------------------------------------------------------------------------- parts


def test_parts_of_over_four_thousand_leave_a_remainder() -> None:
    found = add_up(figure(4000, "at-least"), [figure(2000, "about"), figure(1000, "about")])
    assert found is not None
    assert (found.severity, found.left) == ("unexplained remainder", Decimal(1000))


def test_more_than_the_total_is_a_contradiction() -> None:
    found = add_up(figure(100), [figure(70), figure(40)])
    assert found is not None
    assert (found.severity, found.left) == ("contradiction", Decimal(-10))
    # about 60 and about 45 may be 54 and 40.5: 94.5 fits into 100
    assert add_up(figure(100), [figure(60, "about"), figure(45, "about")]).severity == "unexplained remainder"  # type: ignore[union-attr]


def test_less_than_an_exact_total_contradicts_only_when_the_parts_are_all() -> None:
    parts = [figure(60), figure(30)]
    assert add_up(figure(100), parts).severity == "unexplained remainder"  # type: ignore[union-attr]
    assert add_up(figure(100), parts, exhaustive=True).severity == "contradiction"  # type: ignore[union-attr]
    assert add_up(figure(100, "about"), parts, exhaustive=True).severity == "unexplained remainder"  # type: ignore[union-attr]
    assert add_up(figure(100, ""), parts, exhaustive=True).severity == "contradiction"  # type: ignore[union-attr]
    assert add_up(figure(100), [figure(60), figure(40)]).severity == "adds up"  # type: ignore[union-attr]


def test_parts_in_another_unit_or_without_a_number_are_not_added() -> None:
    assert add_up(figure(100), [figure(60, unit="PERCENT")]) is None
    assert add_up(figure(100), [figure(None)]) is None

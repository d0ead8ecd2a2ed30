"""The comparisons of the DOMAIN guide, 4.4, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from pharmagraph.validation.figures import Comparison, Figure, compare
from pharmagraph.vocab import ID, UNIT

YEAR = ("2025-01-01", "2026-01-01")


def figure(number: str, comparator: str = "exactly", **more: object) -> Figure:
    stated = Figure(ID.one, "drugs-a-year", UNIT.NUM, "approvals", comparator, Decimal(number), period=YEAR)
    return replace(stated, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        # about 50 is [45, 55]: 48 lies within, 37 does not
        (figure("50", "about"), figure("48"), "agrees"),
        (figure("50", "about"), figure("37"), "disagrees"),
        # over 4 000 is [4000, ∞)
        (figure("4000", "at-least"), figure("4100"), "agrees"),
        (figure("4000", "at-least"), figure("3900"), "disagrees"),
        (figure("100", "at-most"), figure("90"), "agrees"),
        (figure("100", "at-most"), figure("110"), "disagrees"),
        # between 3 and 5
        (figure("0", "between", value=None, low=Decimal(3), high=Decimal(5)), figure("5"), "agrees"),
        (figure("0", "between", value=None, low=Decimal(3), high=Decimal(5)), figure("6"), "disagrees"),
        # 63 % and 0.63 of the whole; 4.5 thousand millions and 4 500 millions
        (figure("63", unit=UNIT.PERCENT), figure("0.63"), "agrees"),
        (figure("4.5", scale=Decimal(10**9)), figure("4500", scale=Decimal(10**6)), "agrees"),
    ],
)
def test_intervals_that_meet_agree(one: Figure, other: Figure, outcome: str) -> None:
    assert compare(one, other).outcome == outcome
    assert compare(other, one).outcome == outcome


def test_the_gap_is_the_difference_over_the_larger() -> None:
    # |50 − 37| / 50 = 0.26
    assert compare(figure("50", "about"), figure("37")) == Comparison("disagrees", gap=Decimal("0.26"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"measure": "drugs-in-all"}, "measure"),
        ({"unit": UNIT.CCY_USD}, "unit"),
        ({"unit": ""}, "unit"),
        ({"population": "pharmacies"}, "population"),
        ({"population": ""}, "population"),
        ({"period": None}, "period"),
        ({"period": ("2026-01-01", "2027-01-01")}, "period"),  # begins on the day on which the other is over
    ],
)
def test_what_measures_something_else_is_never_compared(change: dict[str, object], reason: str) -> None:
    # shares of pharmacies and of procurement: two segments, no contradiction
    assert compare(figure("50", **change), figure("1")) == Comparison("incomparable", reason=reason)

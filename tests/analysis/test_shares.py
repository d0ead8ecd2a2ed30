"""What the share of one figure in another leaves open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pharmagraph.analysis.shares import ratio
from pharmagraph.figures import INFINITY, Figure, Interval, interval


def share(part: Figure, whole: Figure) -> tuple[Decimal, Decimal]:
    parts, wholes = interval(part), interval(whole)
    assert parts is not None
    assert wholes is not None
    found = ratio(parts, wholes)
    return found.low, found.high


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        ("exactly", "exactly", "0.5", "0.5"),
        ("about", "exactly", "0.45", "0.55"),  # 1,800 and 2,200 of 4,000
        ("exactly", "about", "0.4545", "0.5556"),  # 2,000 of 4,400 and of 3,600
        ("about", "at-least", "0", "0.55"),  # of more than 4,000 it may be as little as you like
        ("at-least", "exactly", "0.5", "Infinity"),
    ],
)
def test_two_thousand_of_four_thousand(part: str, whole: str, low: str, high: str) -> None:
    found = share(
        Figure("projects", Decimal(2000), comparator=part),
        Figure("projects", Decimal(4000), comparator=whole),
    )
    assert tuple(round(one, 4) if one.is_finite() else one for one in found) == (Decimal(low), Decimal(high))


def test_a_whole_that_may_be_nothing_bounds_no_share() -> None:
    assert ratio(Interval(Decimal(1), Decimal(1)), Interval(Decimal(0), Decimal(2))) == Interval(
        Decimal("0.5"), INFINITY
    )

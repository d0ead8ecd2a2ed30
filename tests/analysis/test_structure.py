"""The small sums of the structure questions."""

from __future__ import annotations

import pytest

from pharmagraph.analysis.programmes import concentration
from pharmagraph.analysis.structure import kendall_tau


def test_tau_of_equal_reversed_and_tied_rankings() -> None:
    one = {"a": 3.0, "b": 2.0, "c": 1.0}
    assert kendall_tau(one, one) == 1
    assert kendall_tau(one, {"a": 1.0, "b": 2.0, "c": 3.0}) == -1
    # pairs: a–b agree, a–c agree, b–c tied in the second: 2 ⁄ √(3 × 2)
    assert kendall_tau(one, {"a": 3.0, "b": 1.0, "c": 1.0}) == pytest.approx(2 / 6**0.5)


def test_tau_is_not_defined_without_differences() -> None:
    assert kendall_tau({"a": 1.0, "b": 1.0}, {"a": 1.0, "b": 2.0}) is None
    assert kendall_tau({}, {}) is None


def test_concentration_is_one_for_a_single_sponsor() -> None:
    assert concentration([4]) == 1
    assert concentration([3, 1]) == pytest.approx(0.625)  # (9 + 1) ⁄ 16
    assert concentration([]) is None

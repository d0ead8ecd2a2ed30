"""How alike two rankings are."""

from __future__ import annotations

import pytest

from pharmagraph.analysis.ranks import kendall_tau


def test_tau_of_equal_reversed_and_tied_rankings() -> None:
    one = {"a": 3.0, "b": 2.0, "c": 1.0}
    assert kendall_tau(one, one) == 1
    assert kendall_tau(one, {"a": 1.0, "b": 2.0, "c": 3.0}) == -1
    # pairs: a–b agree, a–c agree, b–c tied in the second: 2 ⁄ √(3 × 2)
    assert kendall_tau(one, {"a": 3.0, "b": 1.0, "c": 1.0}) == pytest.approx(2 / 6**0.5)


def test_tau_is_not_defined_without_differences() -> None:
    assert kendall_tau({"a": 1.0, "b": 1.0}, {"a": 1.0, "b": 2.0}) is None
    assert kendall_tau({}, {}) is None

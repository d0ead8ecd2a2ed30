"""Effective shares through chains and circles."""

from __future__ import annotations

import pytest

from pharmagraph.analysis.ownership import Owner, Stake, owners


def by_name(company: str, *stakes: Stake) -> dict[object, Owner]:
    return {one.owner: one for one in owners(company, stakes)}


def test_direct_and_indirect_shares_add_up() -> None:
    found = by_name("T", Stake("X", "S", 0.6), Stake("S", "T", 0.5), Stake("X", "T", 0.1))
    assert (found["X"].low, found["X"].high) == pytest.approx((0.4, 0.4))  # 0.1 + 0.6 × 0.5
    assert found["X"].chains == (("X", "T"), ("X", "S", "T"))
    # X controls S with 0.6, and with the 0.5 of S and its own 0.1 it has 0.6 of the votes of T
    assert (found["X"].control, found["S"].control) == ("yes", "no")


def test_a_circle_of_holdings_converges() -> None:
    stakes = (Stake("X", "S", 0.6), Stake("S", "T", 0.5), Stake("T", "S", 0.2))
    assert by_name("S", *stakes)["X"].low == pytest.approx(2 / 3)
    assert by_name("T", *stakes)["X"].low == pytest.approx(1 / 3)


def test_an_unknown_share_is_an_interval() -> None:
    found = by_name("T", Stake("A", "T", 0.3), Stake("B", "T"))
    assert (found["B"].low, found["B"].high) == pytest.approx((0.0, 0.7))
    assert found["B"].control == "possible"
    assert found["A"].control == "no"
    through = by_name("T", Stake("A", "S"), Stake("S", "T", 0.4))
    assert (through["A"].low, through["A"].high) == pytest.approx((0.0, 0.4))


def test_a_declared_subsidiary_is_controlled_whatever_the_share() -> None:
    assert by_name("T", Stake("A", "T", controlling=True))["A"].control == "yes"


def test_nobody_known_owns_it() -> None:
    assert owners("T", []) == []
    assert owners("T", [Stake("A", "B", 0.5)]) == []

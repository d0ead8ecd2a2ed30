"""How much of a target one sponsor holds."""

from __future__ import annotations

import pytest

from pharmagraph.analysis.programmes import concentration


def test_concentration_is_one_for_a_single_sponsor() -> None:
    assert concentration([4]) == 1
    assert concentration([3, 1]) == pytest.approx(0.625)  # (9 + 1) ⁄ 16
    assert concentration([]) is None

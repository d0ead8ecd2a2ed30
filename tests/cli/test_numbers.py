from __future__ import annotations

import click
import pytest

from pharmagraph.cli.numbers import Finite


def test_a_number_is_finite_and_within_its_bounds() -> None:
    share = Finite(0, 1)
    assert share.convert("0.5", None, None) == 0.5
    for wrong in ("nan", "inf", "-inf", "2", "much"):
        with pytest.raises(click.BadParameter):
            share.convert(wrong, None, None)
    with pytest.raises(click.BadParameter, match="no finite number"):
        Finite().convert("inf", None, None)

"""Numbers as options take them."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from typing import Any


class Finite(click.FloatRange):
    """A number within bounds; neither "nan" nor "inf" is one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number that the text says."""
        number = float(super().convert(value, param, ctx))
        if not isfinite(number):
            self.fail(f"{value!r} is no finite number", param, ctx)
        return number

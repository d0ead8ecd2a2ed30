"""The world of a test module's group: ``test_a.py`` asks of ``a.trig``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.queries.questions.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The fixture of this group."""
    group = request.module.__name__.rpartition("test_")[2]
    made = World(group, tmp_path_factory.mktemp(f"world-{group}"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The catalogue alone: sources that say nothing."""
    made = World("", tmp_path_factory.mktemp("nothing"))
    yield made
    made.close()

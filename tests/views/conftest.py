"""What the tests of pictures share: one browser for the run, and the bundled graph's scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.views import browser as browsing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from pharmagraph.knowledge_graph import KnowledgeGraph
    from pharmagraph.views.scope import Scope


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    yield from browsing.start()


@pytest.fixture(scope="session")
def scope(kg: KnowledgeGraph) -> Scope:
    """Pictures of the bundled graph."""
    return kg.pictures()

"""What many tests share: the bundled graph, built once for the whole run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import filelock
import pytest
from hypothesis import settings

from pharmagraph.build import build
from pharmagraph.knowledge_graph import KnowledgeGraph

if TYPE_CHECKING:
    from collections.abc import Iterator

# Seeds are given: a run finds what the last one found. Time is measured in benchmarks/, never here.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

FIXTURES = Path(__file__).parent / "fixtures"
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def bundled_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph directory of the bundled data; the workers of one run build it once."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    directory = root / "bundled-graph"
    with filelock.FileLock(root / "bundled-graph.lock"):
        if not (directory / "current").exists():
            build(directory)
    return directory


@pytest.fixture(scope="session")
def kg(bundled_directory: Path) -> Iterator[KnowledgeGraph]:
    """The bundled graph, open."""
    with KnowledgeGraph(bundled_directory) as graph:
        yield graph


@pytest.fixture
def shared() -> Path:
    """The reference material beside the project; a user's checkout has none and skips."""
    if not SHARED.is_dir():
        pytest.skip("the reference material beside the project is not here")
    return SHARED


@pytest.fixture(autouse=True)
def _home_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may write to the user's own data directory."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-home"))
    monkeypatch.delenv("PHARMAGRAPH_GRAPH", raising=False)

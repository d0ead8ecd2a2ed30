from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pharmagraph.model import IRI, Statement
from pharmagraph.store import nquads
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

MINI = Path(__file__).parents[1] / "fixtures" / "mini.trig"


def write_store(directory: Path, statements: Iterable[Statement]) -> Path:
    """A store directory as a build makes it: every telling, and the merged default graph."""
    lines = set()
    for told in statements:
        lines.add(nquads.quad_line(told.subject, told.predicate, told.object, told.named_graph))
        lines.add(nquads.triple_line(told.subject, told.predicate, told.object))
    file = directory / "statements.nq"
    file.write_text("".join(sorted(lines)), encoding="utf-8")
    EmbeddedStore.load(directory / "store", file)
    return directory / "store"


@pytest.fixture(scope="session")
def mini() -> tuple[Statement, ...]:
    return tuple(parse(MINI, base_graph=IRI("urn:never-used")))


@pytest.fixture(scope="session")
def mini_directory(mini: tuple[Statement, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_store(tmp_path_factory.mktemp("mini"), mini)

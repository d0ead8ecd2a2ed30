"""A small graph per group of questions: its fixture over the common catalogue, in memory."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pharmagraph.analysis.answers import Answerer
from pharmagraph.graph.projection import write_projections
from pharmagraph.graph.snapshot import Snapshot
from pharmagraph.lookup import NameIndex, write_index
from pharmagraph.model import Entity, Release, Words
from pharmagraph.queries.catalogue import question
from pharmagraph.queries.sources import read_sources
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.parsing import parse
from pharmagraph.vocab import GRAPH

if TYPE_CHECKING:
    from pharmagraph.queries.replies import Reply

FIXTURES = Path(__file__).parents[2] / "fixtures" / "questions"
RELEASE = "2026-01-01"


class World:
    """A fixture that questions can be asked of."""

    def __init__(self, group: str, directory: Path) -> None:
        files = [FIXTURES / "catalogue.trig", *([FIXTURES / f"{group}.trig"] if group else [])]
        statements = [one for file in files for one in parse(file, base_graph=GRAPH["none"])]
        self._directory = directory
        self.store = EmbeddedStore.in_memory(statements)
        write_index(self.store, directory / "names")
        self.names = NameIndex.open(directory / "names")
        self.answerer = Answerer(
            self.store,
            self.names,
            read_sources(self.store),
            Release(RELEASE, "fixture"),
            lambda: self.snapshot,
        )

    @cached_property
    def snapshot(self) -> Snapshot:
        """The projection of the fixture."""
        write_projections(self.store, self._directory / "projections")
        return Snapshot.open(self._directory / "projections" / "all")

    def ask(self, identifier: str, *, certain: bool = False, **given: Any) -> Reply:
        """The answer to a question."""
        return self.answerer.answer(question(identifier), given, certain=certain)

    def close(self) -> None:
        """Let go of the files."""
        self.names.close()
        self.store.close()


def cells(reply: Reply, *keys: str) -> list[tuple[Any, ...]]:
    """The cells under these keys, row by row: ids of entities, English of words, plain values otherwise."""
    columns = [reply.column(key) for key in keys]
    return [tuple(map(plain, row)) for row in zip(*columns, strict=True)]


def plain(cell: Any) -> Any:
    """A cell as a test writes it."""
    match cell:
        case Entity():
            return cell.id
        case Words():
            return cell.en
        case tuple():
            return tuple(map(plain, cell))
    return str(cell) if cell is not None and not isinstance(cell, int | bool) else cell


def told(reply: Reply) -> list[tuple[str, ...]]:
    """The sources behind each row."""
    return [tuple(sorted({one for step in row.support.steps for one in step})) for row in reply.rows]

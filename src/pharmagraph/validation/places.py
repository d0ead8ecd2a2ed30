"""From a node of the graph back to the line of the table that made it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pharmagraph import resources
from pharmagraph.errors import SourceError
from pharmagraph.graph_directory import digest_of
from pharmagraph.sources.mapping import PLACE
from pharmagraph.sources.rows import read_rows
from pharmagraph.sources.tables import Tables
from pharmagraph.validation.findings import Place
from pharmagraph.vocab import BASE, ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pharmagraph.model import Term
    from pharmagraph.sources.mapping import Node
    from pharmagraph.sources.rows import Row
    from pharmagraph.sources.schema import TableSchema


class Places:
    """Where every node of some tables is written down.

    The tables are read when the first place is asked for. A node that several rows make stands at the row
    that gives its class, the first one in the order of the tables.
    """

    def __init__(self, tables: Tables, files: Iterable[tuple[TableSchema, Path]]) -> None:
        self._tables = tables
        self._files = list(files)

    @classmethod
    def of_inputs(cls, inputs: Mapping[str, str]) -> Places:
        """The places of the tables among the inputs of a build, given with their SHA-256.

        A table that changed since is left out: its lines would no longer be the right ones.
        """
        tables = Tables(resources.data_directory())
        by_name = {schema.file_name: schema for schema in tables.schemas.values()}
        files = []
        for name, digest in inputs.items():
            file = Path(name)
            if file.name in by_name and file.is_file() and digest_of([file])[name] == digest:
                files.append((by_name[file.name], file))
        return cls(tables, files)

    def find(self, node: Term | None, path: str = "") -> Place | None:
        """The line of a node, with the column of the property where ``path`` is one; ``None`` if not told."""
        found = self._index.get(str(node))
        if found is None:
            return None
        row, made = found
        return place_of(row, _column(made, path))

    @cached_property
    def _index(self) -> dict[str, tuple[Row, Node]]:
        strong: dict[str, tuple[Row, Node]] = {}
        weak: dict[str, tuple[Row, Node]] = {}
        for schema, file in self._files:
            try:
                rows, _ = read_rows(schema, file)
            except SourceError:
                continue  # the file changed since the build; its nodes are told without a line
            for row in rows:
                for made in self._tables.mappings[schema.name].nodes:
                    index = strong if made.class_iri or made.class_column else weak
                    for iri in node_iris(made, row):
                        index.setdefault(iri, (row, made))
        return weak | strong


def place_of(row: Row, column: str = "") -> Place:
    """Where a row stands: the table's file and its directory, which is enough to find it by."""
    return Place(f"{row.file.parent.name}/{row.file.name}", row.line, column)


def node_iris(made: Node, row: Row) -> Iterator[str]:
    """The IRIs that a node of a mapping has in a row; none where a cell that it needs is empty."""
    listed = row.cells.get(made.each, "") if made.each else ""
    for item in listed.split("|") if made.each else [""]:
        values = {
            name: item if name == "item" else row.cells.get(name, "") for name in PLACE.findall(made.iri)
        }
        if all(values.values()):
            text = PLACE.sub(lambda mark: quote(values[mark[1]], safe=":"), made.iri)  # noqa: B023
            yield BASE + text if text.startswith("graph/") else ID[text]


def _column(made: Node, path: str) -> str:
    """The column of the first property that the path names."""
    for one in made.properties:
        if f"<{one.predicate}>" in path and one.column and one.column != "item":
            return one.column
    return ""

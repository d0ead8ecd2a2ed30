"""The check of curated tables without a build: what is wrong with their rows, and what the sound ones say."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from pharmagraph.errors import SourceError
from pharmagraph.model import Literal
from pharmagraph.sources.rows import Register, check_row, read_rows
from pharmagraph.sources.tables import TableInput, Tables, Tally
from pharmagraph.validation.findings import Finding
from pharmagraph.validation.places import place_of
from pharmagraph.validation.row_rules import UNKNOWN_SOURCE, UNSUPPORTED, rule_of
from pharmagraph.vocab import SOURCE_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pharmagraph.errors import RowError
    from pharmagraph.model import IRI, Statement
    from pharmagraph.sources.rows import Row
    from pharmagraph.sources.schema import TableSchema

    Files = Sequence[tuple[TableSchema, Path]]


class OwnTables:
    """Tables of one's own, read beside others that are taken to be right.

    Only causes are told: a row is not blamed for naming one that is itself wrong. ``complaints`` are about
    lines; ``unsupported`` are statements that stand without a source; ``sound`` is what the tables say when
    every wrong row is left out, and every row that names one of these.
    """

    def __init__(self, tables: Tables, beside: Files, own: Files) -> None:
        self._tables = tables
        self._register = Register(list(tables.schemas.values()))
        self._beside, _ = self._read(beside)
        rows, self.complaints = self._read(own)
        judged = [(row, list(self._problems(row))) for row in rows]
        self.complaints += [error for _, problems in judged for error in problems]
        self._wrong = [row for row, problems in judged if problems]
        self._said = [
            (row, self._map(row))
            for row, problems in judged
            if all(rule_of(one) is UNKNOWN_SOURCE for one in problems)
        ]
        self.unsupported = list(self._unsupported())

    def _read(self, files: Files) -> tuple[list[Row], list[SourceError]]:
        taken: list[Row] = []
        complaints: list[SourceError] = []
        for schema, file in files:
            try:
                rows, errors = read_rows(schema, file)
            except SourceError as error:
                rows, errors = [], [error]
            complaints.extend(errors)
            for row in rows:
                clash = self._register.add(row)
                if clash is None:
                    taken.append(row)
                else:
                    complaints.append(clash)
        return taken, complaints

    @cached_property
    def beside(self) -> list[Statement]:
        """What the other tables say."""
        whole = TableInput(
            rows=self._beside, tallies={row.file: Tally(row.file.name) for row in self._beside}
        )
        return list(self._tables.statements(whole, self._register))

    @cached_property
    def sound(self) -> list[Statement]:
        """What the right rows of one's own say."""
        left, lost = self._said, self._wrong
        while lost:
            for row in lost:
                self._register.drop(row)
            gone = {id(row) for row in lost}
            left = [(row, told) for row, told in left if id(row) not in gone]
            lost = [row for row, _ in left if any(self._problems(row))]
        return [one for _, told in left for one in told]

    def _problems(self, row: Row) -> Iterator[RowError]:
        return check_row(self._tables.schemas[row.table], row, self._register)

    def _map(self, row: Row) -> list[Statement]:
        """What one row says; one that cannot be mapped leaves its complaint."""
        one = TableInput(rows=[row], tallies={row.file: Tally(row.file.name)})
        told = list(self._tables.statements(one, self._register))
        self.complaints.extend(one.errors)
        if one.errors:
            self._wrong.append(row)
        return told

    def _is_known(self, graph: IRI) -> bool:
        return graph not in SOURCE_GRAPH or self._register.has(graph[len(SOURCE_GRAPH) :], ["sources"])

    def _unsupported(self) -> Iterator[Finding]:
        """The statements that only missing sources make, each at the row where it stands."""
        missing = {
            one.named_graph for _, told in self._said for one in told if not self._is_known(one.named_graph)
        }
        if not missing:
            return
        own = (one for _, told in self._said for one in told if one.named_graph not in missing)
        supported = {_triple(one) for several in (own, self.beside) for one in several}
        for row, told in self._said:
            for one in told:
                if one.named_graph in missing and _triple(one) not in supported:
                    supported.add(_triple(one))
                    graph = Literal(one.named_graph[len(SOURCE_GRAPH) :])
                    values = {"value": one.object, "property": one.predicate, "graph": graph}
                    finding = Finding.of(UNSUPPORTED, one.subject, values, path=f"<{one.predicate}>")
                    yield replace(finding, place=place_of(row))


def _triple(statement: Statement) -> tuple[object, object, object]:
    return statement.subject, statement.predicate, statement.object

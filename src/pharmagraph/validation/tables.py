"""The check of curated tables without a build: what is wrong with their rows."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pharmagraph import resources
from pharmagraph.errors import RowError, SourceError, SourceMissingError
from pharmagraph.model import Literal, Words
from pharmagraph.sources.rdf import rdf_files, rdf_statements
from pharmagraph.sources.rows import Register, check_row, read_rows
from pharmagraph.sources.tables import TableInput, Tables, Tally
from pharmagraph.validation.findings import Finding, Place, Report
from pharmagraph.validation.places import place_of
from pharmagraph.validation.row_rules import RULES, UNKNOWN_SOURCE, UNSUPPORTED, rule_of
from pharmagraph.vocab import SOURCE_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pharmagraph.model import IRI, BlankNode, Term
    from pharmagraph.sources.rows import Row
    from pharmagraph.sources.schema import TableSchema

    Triple = tuple[IRI | BlankNode, IRI, Term]


def check_tables(directory: Path) -> Report:
    """What is wrong with the tables of a directory, row by row, in the order of importance.

    A directory that has every table stands alone; any other is read beside the bundled tables, as ``build
    --with`` does. Only causes are told: a row is not blamed for naming one that is itself wrong.

    Raises:
        SourceMissingError: there is no such directory.
        SourceError: it holds neither tables nor RDF files.
    """
    if not directory.is_dir():
        raise SourceMissingError(directory, "there is no such directory")
    tables = Tables(resources.data_directory())
    by_name = {schema.file_name: schema for schema in tables.schemas.values()}
    files = sorted(directory.glob("*.tsv"))
    rdf = rdf_files(directory)
    if not (files or rdf):
        raise SourceError(directory, "has neither tables (.tsv) nor RDF files", hint="name another directory")
    findings = [_finding(error) for file in rdf for error in _rdf_errors(file)]
    own = []
    for file in files:
        if file.name in by_name:
            own.append((by_name[file.name], file))
        else:
            findings.append(_finding(_misnamed(file, by_name)))
    alone = len(own) == len(by_name)
    findings += _Rows(tables, [] if alone else tables.bundled_files(), own).findings()
    return Report.of(str(directory), findings, rules=len(RULES))


def _misnamed(file: Path, known: Iterable[str]) -> SourceError:
    return SourceError(
        file, "it has not the name of a table", hint=f"tables are called {', '.join(sorted(known))}"
    )


def _rdf_errors(file: Path) -> Iterator[SourceError]:
    try:
        for _ in rdf_statements(file):
            pass
    except SourceError as error:
        yield error


class _Rows:
    """All rows of a check, and what comes to light about those of one's own."""

    def __init__(
        self, tables: Tables, beside: list[tuple[TableSchema, Path]], own: list[tuple[TableSchema, Path]]
    ) -> None:
        self._tables = tables
        self._register = Register(list(tables.schemas.values()))
        self._errors: list[SourceError] = []
        self._beside = self._read(beside)
        self._errors.clear()
        self._own = self._read(own)

    def _read(self, files: list[tuple[TableSchema, Path]]) -> list[Row]:
        taken = []
        for schema, file in files:
            try:
                rows, errors = read_rows(schema, file)
            except SourceError as error:
                rows, errors = [], [error]
            self._errors.extend(errors)
            for row in rows:
                clash = self._register.add(row)
                if clash is None:
                    taken.append(row)
                else:
                    self._errors.append(clash)
        return taken

    def findings(self) -> list[Finding]:
        """Everything found, in no order."""
        sound = []
        for row in self._own:
            problems = list(check_row(self._tables.schemas[row.table], row, self._register))
            self._errors.extend(problems)
            if all(rule_of(problem) is UNKNOWN_SOURCE for problem in problems):
                sound.append(row)
        said = [(row, triple, graph) for row in sound for triple, graph in self._statements(row)]
        found = [_finding(error) for error in self._errors]
        missing = {graph for _, _, graph in said if not self._is_known(graph)}
        if missing:
            found += self._unsupported(said, missing)
        return found

    def _statements(self, row: Row) -> Iterator[tuple[Triple, IRI]]:
        """What one row says and which graph says it; a row that cannot be mapped leaves its error."""
        one = TableInput(rows=[row], tallies={row.file: Tally(row.file.name)})
        for made in self._tables.statements(one, self._register):
            yield (made.subject, made.predicate, made.object), made.named_graph
        self._errors.extend(one.errors)

    def _is_known(self, graph: IRI) -> bool:
        return graph not in SOURCE_GRAPH or self._register.has(graph[len(SOURCE_GRAPH) :], ["sources"])

    def _unsupported(self, said: list[tuple[Row, Triple, IRI]], missing: set[IRI]) -> Iterator[Finding]:
        """The statements that only missing sources make, each at the row where it stands."""
        supported = {triple for _, triple, graph in said if graph not in missing}
        for row in self._beside:
            supported.update(triple for triple, graph in self._statements(row) if self._is_known(graph))
        told = set()
        for row, triple, graph in said:
            if graph in missing and triple not in supported and triple not in told:
                told.add(triple)
                node, predicate, value = triple
                values = {"value": value, "property": predicate, "graph": Literal(graph[len(SOURCE_GRAPH) :])}
                finding = Finding.of(UNSUPPORTED, node, values, path=f"<{predicate}>")
                yield replace(finding, place=place_of(row))


def _finding(error: SourceError) -> Finding:
    rule = rule_of(error)
    column, value, reason = "", "", error.reason
    if isinstance(error, RowError):
        column, value = error.column, error.value
        told = f"column {column}: {value!r} "
        reason = reason.removeprefix(told)
    hint = error.hint or "correct it"
    near = re.search(r"did you mean '([^']+)'", error.hint)
    russian = f"возможно, {near[1]}" if near else "исправьте"
    said = {"column": column, "value": value, "reason": reason}
    advice = Words(
        rule.advice.en.format_map({**said, "hint": hint.rstrip(".?")}),
        rule.advice.ru.format_map({**said, "hint": russian}),
    )
    file = Path(error.file)
    place = Place(f"{file.parent.name}/{file.name}", error.line or 1, column)
    return Finding(rule, advice, value=Literal(value) if value else None, place=place)

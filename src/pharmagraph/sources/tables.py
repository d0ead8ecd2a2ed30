"""The curated tables as statements: the one engine that reads every mapping.

A row ends *accepted* (it made a node), *merged* (its node was made by an earlier row, and this row's
statements and sources joined it) or *rejected* (with its errors). The three add up to the rows read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING
from urllib.parse import quote

from pharmagraph.errors import ConfigError, RowError, SourceError
from pharmagraph.model import IRI, Literal, PartialDate, Statement
from pharmagraph.sources.mapping import PLACE, read_mapping
from pharmagraph.sources.rows import Register, check_row, read_rows
from pharmagraph.sources.schema import read_package
from pharmagraph.vocab import BASE, GRAPH, ID, PG, RDF, SOURCE_GRAPH, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pharmagraph.model import Term
    from pharmagraph.sources.mapping import Mapping, Node, Property, When
    from pharmagraph.sources.rows import Row
    from pharmagraph.sources.schema import TableSchema


@dataclass
class Tally:
    """What became of the rows of one file."""

    file: str
    accepted: int = 0
    merged: int = 0
    rejected: int = 0

    @property
    def read(self) -> int:
        """All rows of the file."""
        return self.accepted + self.merged + self.rejected


@dataclass
class TableInput:
    """Everything read from directories of tables, checked against each other and not yet mapped."""

    rows: list[Row] = field(default_factory=list)
    errors: list[SourceError] = field(default_factory=list)
    tallies: dict[Path, Tally] = field(default_factory=dict)


class Tables:
    """The tables of a data package with their mappings.

    Raises:
        ConfigError: the package or a mapping is broken, or a table has no mapping.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self.properties, schemas = read_package(data / "datapackage.json")
        self.schemas: dict[str, TableSchema] = {schema.name: schema for schema in schemas}
        mappings = (read_mapping(file, self.schemas) for file in sorted((data / "mappings").glob("*.toml")))
        self.mappings: dict[str, Mapping] = {mapping.table: mapping for mapping in mappings}
        unmapped = sorted(set(self.schemas) - set(self.mappings))
        if unmapped:
            raise ConfigError(f"{data / 'mappings'}: table {unmapped[0]!r} has no mapping")

    def bundled_files(self) -> list[tuple[TableSchema, Path]]:
        """The package's own tables, in the order of the package."""
        return [(schema, self._data / schema.path) for schema in self.schemas.values()]

    def files_in(self, directory: Path) -> list[tuple[TableSchema, Path]]:
        """A user's tables: files with the names of ours.

        Raises:
            SourceError: a ``.tsv`` file has a name that no table has.
        """
        by_name = {schema.file_name: schema for schema in self.schemas.values()}
        found = []
        for file in sorted(directory.glob("*.tsv")):
            if file.name not in by_name:
                raise self.misnamed(file)
            found.append((by_name[file.name], file))
        return found

    def misnamed(self, file: Path) -> SourceError:
        """The complaint about a file that has not the name of a table, with the nearest one."""
        known = {schema.file_name.removesuffix(".tsv"): schema.file_name for schema in self.schemas.values()}
        close = get_close_matches(file.name.removesuffix(".tsv"), known, n=1)
        every = f"tables are called {', '.join(sorted(known.values()))}"
        hint = f"did you mean {known[close[0]]!r}?" if close else every
        return SourceError(file, "its name is that of no table", hint=hint)

    def read(self, files: Sequence[tuple[TableSchema, Path]]) -> tuple[TableInput, Register]:
        """All rows of all files that are right, with the errors of those that are not.

        A row that refers to a rejected row is rejected too, until nothing changes.
        """
        found = TableInput()
        register = Register(list(self.schemas.values()))
        candidates: list[Row] = []
        for schema, file in files:
            found.tallies[file] = Tally(file.name)
            try:
                rows, errors = read_rows(schema, file)
            except SourceError as error:
                rows, errors = [], [error]
            found.errors.extend(errors)
            found.tallies[file].rejected += sum(error.line not in {None, 1} for error in errors)
            for row in rows:
                clash = register.add(row)
                if clash is None:
                    candidates.append(row)
                else:
                    self._reject(found, row, [clash])
        found.rows = self._check(candidates, found, register)
        return found, register

    def _check(self, candidates: list[Row], found: TableInput, register: Register) -> list[Row]:
        accepted = []
        bad: list[Row] = []
        for row in candidates:
            problems = list(check_row(self.schemas[row.table], row, register))
            if problems:
                bad.append(row)
                self._reject(found, row, problems)
            else:
                accepted.append(row)
        if not bad:
            return accepted
        for row in bad:
            register.drop(row)
        return self._check(accepted, found, register)

    @staticmethod
    def _reject(found: TableInput, row: Row, problems: Sequence[SourceError]) -> None:
        found.errors.extend(problems)
        found.tallies[row.file].rejected += 1

    def statements(self, found: TableInput, register: Register) -> Iterator[Statement]:
        """What the accepted rows say, row by row; ``found`` gets the counts and further errors."""
        made: set[str] = set()
        for row in found.rows:
            engine = _RowEngine(row, register)
            try:
                statements = [
                    statement for node in self.mappings[row.table].nodes for statement in engine.node(node)
                ]
            except RowError as error:
                self._reject(found, row, [error])
                continue
            if not statements:
                unused = RowError(
                    row.file,
                    row.line,
                    "",
                    "",
                    "makes no statement",
                    hint="the mapping has no node for such a row",
                )
                self._reject(found, row, [unused])
                continue
            merged = str(statements[0].subject) in made
            made.update(str(statement.subject) for statement in statements)
            tally = found.tallies[row.file]
            tally.merged += merged
            tally.accepted += not merged
            yield from statements


class _RowEngine:
    """Maps one row."""

    def __init__(self, row: Row, register: Register) -> None:
        self._row = row
        self._register = register
        self._item = ""

    def _cell(self, name: str) -> str:
        return self._item if name == "item" else self._row.cells.get(name, "")

    def _applies(self, when: When) -> bool:
        for name, values in when.items():
            cell = self._cell(name)
            if not (any(item in values for item in cell.split("|")) if values else cell):
                return False
        return True

    def node(self, node: Node) -> Iterator[Statement]:
        items = [""]
        if node.each:
            cell = self._cell(node.each)
            items = cell.split("|") if cell else []
        for item in items:
            self._item = item
            if self._applies(node.when):
                yield from self._one(node)
        self._item = ""

    def _one(self, node: Node) -> Iterator[Statement]:
        subject = self._fill(node.iri)
        if subject is None:
            return
        graphs = self._graphs(node, self._attesting(node.sources, "sources"), node.iri)
        class_iri = node.class_iri
        if node.class_column:
            value = self._cell(node.class_column)
            if value not in node.class_map:
                raise self._error(node.class_column, value, "has no class in the mapping")
            class_iri = node.class_map[value]
        if class_iri is not None:
            yield from (Statement(subject, RDF.type, class_iri, graph) for graph in graphs)
        for prop in node.properties:
            if self._applies(prop.when):
                yield from self._property(node, prop, subject, graphs)

    def _property(self, node: Node, prop: Property, subject: IRI, graphs: list[IRI]) -> Iterator[Statement]:
        values = list(self._values(prop))
        if not values:
            return
        if (
            prop.sources
            or prop.attested_by
            or prop.not_attested_by
            or prop.not_attested_by_kind
            or prop.graph
        ):
            column = self._attesting(prop.sources, node.sources, "sources")
            graphs = self._graphs(prop, column, prop.column or prop.template)
        for predicate, value in values:
            yield from (Statement(subject, predicate, value, graph) for graph in graphs)

    def _attesting(self, *columns: str) -> str:
        """The column whose sources count: an editor who names none for some cells means those of the row."""
        return next((column for column in columns if column and self._cell(column)), columns[-1])

    def _graphs(self, rule: Node | Property, column: str, what: str) -> list[IRI]:
        if rule.graph:
            return [GRAPH[rule.graph]]
        cell = self._cell(column)
        sources = [source for source in (cell.split("|") if cell else []) if self._may_attest(rule, source)]
        if not sources:
            only, never = rule.attested_by, (*rule.not_attested_by, *rule.not_attested_by_kind)
            hint = f"add one {f'of the kind {_either(only)}' if only else f'other than {_either(never)}'}"
            raise self._error(column, cell, f"has no source that may attest {what}", hint=hint)
        return [SOURCE_GRAPH[source] for source in sources]

    def _may_attest(self, rule: Node | Property, source: str) -> bool:
        described = self._register.row("sources", source)
        kind = described.cells.get("kind", "") if described else ""
        return (
            (not rule.attested_by or any(fnmatchcase(source, glob) for glob in rule.attested_by))
            and not any(fnmatchcase(source, glob) for glob in rule.not_attested_by)
            and kind not in rule.not_attested_by_kind
        )

    def _fill(self, template: str) -> IRI | None:
        """The IRI a template makes of this row; ``None`` when a cell it needs is empty."""
        values = {name: self._cell(name) for name in PLACE.findall(template)}
        if not all(values.values()):
            return None
        text = PLACE.sub(lambda match: quote(values[match[1]], safe=":"), template)
        return IRI(BASE + text) if text.startswith("graph/") else ID[text]

    def _values(self, prop: Property) -> Iterator[tuple[IRI, Term]]:
        if prop.constant is not None:
            yield prop.predicate, prop.constant
            return
        if prop.constant_text:
            yield prop.predicate, Literal(prop.constant_text, *_tag(prop.language))
            return
        if prop.template:
            filled = self._fill(prop.template)
            if filled is not None:
                yield prop.predicate, filled
            return
        cell = self._cell(prop.column) or prop.empty
        if not cell:
            return
        for item in cell.split(prop.delimiter) if prop.split else [cell]:
            yield from self._value(prop, prop.renames.get(item, item))

    def _value(self, prop: Property, item: str) -> Iterator[tuple[IRI, Term]]:
        match prop.kind:
            case "entity":
                yield prop.predicate, self._entity(prop, item)
            case "concept":
                yield prop.predicate, PG[f"{prop.prefix}-{item}"]
            case "class":
                yield prop.predicate, PG[item]
            case "text":
                yield prop.predicate, Literal(item, *_tag(prop.language))
            case "string":
                yield prop.predicate, Literal(item)
            case "url":
                yield prop.predicate, IRI(item)
            case "decimal":
                # The store rewrites numbers to their shortest form; writing that form keeps counts exact.
                yield prop.predicate, Literal(f"{Decimal(item).normalize():f}", XSD.decimal)
            case "integer":
                yield prop.predicate, Literal(str(int(item)), XSD.integer)
            case "boolean":
                yield prop.predicate, Literal("true" if item == "yes" else "false", XSD.boolean)
            case _:
                yield from _date(prop, PartialDate.parse(item))

    def _entity(self, prop: Property, item: str) -> IRI:
        if prop.lookup is None:
            return ID[quote(item, safe="")]
        table, key = prop.lookup
        found = self._register.find(table, key, item)
        if found is None:
            hint = self._register.meant(table, key, item)
            raise self._error(prop.column, item, f"is in no row of {table}, column {key}", hint=hint)
        return ID[found]

    def _error(self, column: str, value: str, reason: str, *, hint: str = "") -> RowError:
        return RowError(self._row.file, self._row.line, column, value, reason, hint=hint)


def _either(words: Sequence[str]) -> str:
    return " or ".join(words)


def _tag(language: str) -> tuple[IRI, str]:
    return (RDF.langString, language) if language else (XSD.string, "")


def _day(day: object) -> Literal:
    return Literal(str(day), XSD.date)


def _date(prop: Property, when: PartialDate) -> Iterator[tuple[IRI, Term]]:
    """What a date becomes by its kind.

    A table's end is the last day on which the fact held; the bound in the graph is exclusive, so one
    unit is added.
    """
    one = timedelta(days=1)
    if prop.kind == "start":
        yield PG.validFrom, _day(when.first)
        yield PG.validFromLatest, _day(when.last)
        yield PG.datePrecision, PG[f"precision-{when.precision}"]
        yield PG.validFromText, Literal(when.text)
    elif prop.kind == "end":
        yield PG.validToEarliest, _day(when.first + one)
        yield PG.validTo, _day(when.last + one)
        yield PG.validToText, Literal(when.text)
    elif prop.kind == "confirmed":
        yield PG.lastConfirmed, _day(when.first)
        if when.precision != "day":
            yield PG.lastConfirmedText, Literal(when.text)
    else:
        yield prop.predicate, _day(when.first)
        if when.precision != "day":
            yield (
                IRI(prop.predicate + "Text") if prop.predicate in PG else PG.dateText,
                Literal(when.text),
            )

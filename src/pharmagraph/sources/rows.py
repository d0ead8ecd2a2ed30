"""Reading and checking the rows of a curated table.

A table is UTF-8, tab-separated, with one header line and no quoting. Every complaint names the file, the
line, the column and the value, and the nearest right value where there is one.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pharmagraph.errors import RowError, SourceError, SourceMissingError
from pharmagraph.model import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pharmagraph.sources.schema import Field, TableSchema

MAX_FILE_BYTES = 512 * 1024 * 1024
MAX_TEXT = 100_000
"""Characters in one cell, and in one text of an RDF file: a chapter, where a description is a paragraph."""

LINK = re.compile(r"https?://[^\s<>\"]+")
"""An address that may be followed."""

_MARKUP = re.compile(r"<\s*[A-Za-z/!]")
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OUT_OF_CALENDAR = re.compile(r"(?:0000|9999)(?:-[0-9]{2}){0,2}")
_MOST_DIGITS = 18
_SHOWN = 60
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column name."""

    table: str
    file: Path
    line: int
    cells: dict[str, str]

    @property
    def id(self) -> str:
        """The row's id."""
        return self.cells.get("id", "")


def read_rows(table: TableSchema, file: Path) -> tuple[list[Row], list[SourceError]]:
    """The rows of a file in order, and what is wrong with lines that are not rows.

    Raises:
        SourceMissingError: there is no such file.
        SourceError: the file as a whole is not such a table (encoding, separator, header).
    """
    text = _decode(file)
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    lines = [line.removesuffix("\r") for line in lines]
    if not lines or not any(lines):
        raise SourceError(
            file, "the file is empty", hint=f"its first line must name the columns: {_names(table)}"
        )
    if "\r" in lines[0]:
        raise SourceError(
            file,
            "the lines end in carriage returns alone",
            line=1,
            hint="save it with plain line ends",
        )
    header = _header(table, file, lines[0])
    rows: list[Row] = []
    errors: list[SourceError] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            errors.append(
                SourceError(
                    file,
                    f"{len(cells)} cells where the header has {len(header)}",
                    line=number,
                    hint="cells are separated by single tabs and hold neither tabs nor line breaks",
                )
            )
            continue
        rows.append(Row(table.name, file, number, dict(zip(header, map(str.strip, cells), strict=True))))
    return rows, errors


def _decode(file: Path) -> str:
    try:
        size = file.stat().st_size
        if size > MAX_FILE_BYTES:
            raise SourceError(file, f"{size} bytes is more than a table may have ({MAX_FILE_BYTES})")
        content = file.read_bytes()
    except FileNotFoundError as error:
        raise SourceMissingError(file, "there is no such file") from error
    except OSError as error:
        raise SourceError(file, f"cannot be read: {error.strerror}") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        rest = content[error.start : error.start + 200]
        guess = "Windows-1251" if sum(byte >= 0xC0 for byte in rest) > len(rest) // 3 else "another encoding"
        raise SourceError(
            file, "the text is not UTF-8", line=line, hint=f"it looks like {guess}; save the file as UTF-8"
        ) from error


def _names(table: TableSchema) -> str:
    return ", ".join(column.name for column in table.fields)


def _header(table: TableSchema, file: Path, line: str) -> list[str]:
    header = [name.strip() for name in line.split("\t")]
    if len(header) == 1 and len(table.fields) > 1:
        for mark, word in ((";", "semicolons"), (",", "commas")):
            if line.count(mark) >= len(table.fields) // 2:
                raise SourceError(
                    file, f"the columns are separated by {word}", line=1, hint="save the table tab-separated"
                )
    for name in header:
        if name not in table.by_name:
            hint = _nearest(name, table.by_name, f"the columns are: {_names(table)}")
            raise RowError(file, 1, name, name, "is no column of this table", hint=hint)
        if header.count(name) > 1:
            raise RowError(file, 1, name, name, "stands twice in the header", hint="remove one of the two")
    missing = [column.name for column in table.fields if column.name not in header and column.required]
    if missing:
        raise SourceError(
            file, f"the column {missing[0]!r} is missing", line=1, hint=f"the columns are: {_names(table)}"
        )
    return header


def cut(text: str) -> str:
    """The text, or its beginning where it is too long to be shown in a message."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _nearest(value: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint with the known value that looks most like this one; ``otherwise`` when none does."""
    close = difflib.get_close_matches(value, sorted(known), n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else otherwise


class Register:
    """All ids of all tables, to check references against and to find ids used twice."""

    def __init__(self, tables: Sequence[TableSchema]) -> None:
        self._entity_tables = {
            name for table in tables for field in table.fields for name in field.references
        }
        self._rows: dict[str, dict[str, Row]] = defaultdict(dict)
        self._columns: dict[tuple[str, str], dict[str, str]] = {}
        self._owner: dict[str, Row] = {}
        self._dropped: dict[str, Row] = {}

    def add(self, row: Row) -> RowError | None:
        """Take in a row's id; an error when another row has it already.

        Tables that others refer to share one namespace; a table of relations has its own.
        """
        earlier = self._rows[row.table].get(row.id)
        if earlier is None and row.table in self._entity_tables:
            earlier = self._owner.get(row.id)
        if earlier is not None:
            place = f"{earlier.file.name}, line {earlier.line}"
            return RowError(
                row.file, row.line, "id", row.id, "is used twice", hint=f"it stands already in {place}"
            )
        self._rows[row.table][row.id] = row
        if row.table in self._entity_tables:
            self._owner[row.id] = row
        return None

    def drop(self, row: Row) -> None:
        """Forget a rejected row, so that what refers to it is found wanting as well."""
        if self._rows[row.table].get(row.id) is row:
            del self._rows[row.table][row.id]
            self._columns.clear()
        if self._owner.get(row.id) is row:
            del self._owner[row.id]
            self._dropped[row.id] = row

    def has(self, identifier: str, tables: Iterable[str]) -> bool:
        """Whether one of the tables has a row with this id."""
        return any(identifier in self._rows[table] for table in tables)

    def row(self, table: str, identifier: str) -> Row | None:
        """The row of a table with this id."""
        return self._rows[table].get(identifier)

    def complaint(self, identifier: str, tables: Sequence[str]) -> tuple[str, str] | None:
        """What is wrong with an id that none of the tables has, and what to do; nothing when one has it."""
        if self.has(identifier, tables):
            return None
        wanted = " or ".join(tables)
        other = self._owner.get(identifier)
        if other is not None:
            return f"is an id of {other.table}, not of {wanted}", "name one of those"
        dropped = self._dropped.get(identifier)
        if dropped is not None and dropped.table in tables:
            place = f"{dropped.file.name}, line {dropped.line}"
            return f"is no id of {wanted}", f"its row was rejected: {place}"
        known = (known for table in tables for known in self._rows[table])
        return f"is no id of {wanted}", _nearest(identifier, known, f"add a row to {wanted}")

    def find(self, table: str, key: str, value: str) -> str | None:
        """The id of the row of ``table`` whose column ``key`` holds ``value``."""
        index = self._columns.get((table, key))
        if index is None:
            index = {row.cells.get(key, ""): row.id for row in self._rows[table].values()}
            self._columns[table, key] = index
        return index.get(value)

    def meant(self, table: str, key: str, value: str) -> str:
        """A hint for a value that no row has in column ``key``: the one of the row that is called so."""
        called = value.casefold()
        for row in self._rows[table].values():
            if called in {one.casefold() for cell in row.cells.values() for one in cell.split("|")}:
                return f"did you mean {row.cells.get(key, '')!r}?"
        known = {cell for row in self._rows[table].values() if (cell := row.cells.get(key, ""))}
        return _nearest(value, known, f"add it to {table}")


def check_row(table: TableSchema, row: Row, register: Register) -> Iterator[RowError]:
    """What is wrong with a row; nothing when it may be used."""
    for column in table.fields:
        cell = row.cells.get(column.name, "")
        if not cell:
            if column.required:
                what = (
                    "a statement needs at least one source"
                    if column.name == "sources"
                    else "it must be given"
                )
                yield RowError(row.file, row.line, column.name, cell, "is empty", hint=what)
            continue
        if len(cell) > MAX_TEXT:
            reason = f"is longer than {MAX_TEXT} characters"
            yield RowError(row.file, row.line, column.name, cut(cell), reason, hint="shorten it")
            continue
        yield from (
            RowError(row.file, row.line, column.name, cut(cell), reason, hint=hint)
            for reason, hint in _check_text(cell)
        )
        seen: set[str] = set()
        for item in column.items(cell):
            problem = _check_item(column, item, register)
            if problem is None and item in seen:
                problem = ("stands twice in the list", "remove one of the two")
            seen.add(item)
            if problem is not None:
                yield RowError(row.file, row.line, column.name, item, problem[0], hint=problem[1])
    for check in table.checks:
        first, second = (row.cells.get(name, "") for name in check.columns)
        broken = _check_pair(check.rule, first, second)
        if broken is not None:
            yield RowError(row.file, row.line, " and ".join(check.columns), f"{first} {second}", broken)


def _check_text(cell: str) -> Iterator[tuple[str, str]]:
    if _MARKUP.search(cell):
        yield "holds markup", "write plain text without < and >"
    if _INVISIBLE.search(cell):
        yield "holds an invisible or direction-changing character", "type the text again without it"
    if not unicodedata.is_normalized("NFC", cell):
        yield "holds letters in decomposed form", f"write it as {cut(unicodedata.normalize('NFC', cell))!r}"


def _check_item(column: Field, item: str, register: Register) -> tuple[str, str] | None:  # noqa: PLR0911
    if not item.strip() or item != item.strip():
        return "is an empty item or has spaces around it", f"items are separated by a bare {column.delimiter}"
    if column.name == "id" and not _SLUG.fullmatch(item):
        return "is not an id", "ids are lower-case ASCII letters, digits and hyphens"
    if column.type == "date":
        return _check_date(item)
    if column.type in {"integer", "number"}:
        return _check_number(column, item)
    if column.type == "boolean" and item not in {"yes", "no"}:
        return "is neither yes nor no", "leave the cell empty when it is not known"
    if column.format == "uri" and not LINK.fullmatch(item):
        return "is not a web address", "it must begin with http:// or https://"
    if column.enum and item not in column.enum:
        few = f"one of: {', '.join(sorted(column.enum))}" if len(column.enum) <= 30 else ""
        return "is not a value of this column", _nearest(item, column.enum, few)
    if column.expression is not None and not column.expression.fullmatch(item):
        return f"does not have the form {column.pattern}", ""
    return register.complaint(item, column.references) if column.references else None


def _check_date(item: str) -> tuple[str, str] | None:
    if not item.isascii():
        return "is not a date", "write YYYY, YYYY-MM or YYYY-MM-DD"
    if _OUT_OF_CALENDAR.fullmatch(item):
        return "is out of the calendar", "years run from 0001 to 9998; leave an end that is not known empty"
    try:
        PartialDate.parse(item)
    except ValueError:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", item):
            try:
                return (
                    "is not a day of the calendar",
                    f"{item[:7]} ends on {PartialDate.parse(item[:7]).last}",
                )
            except ValueError:
                return "is not a day of the calendar", "months run from 01 to 12"
        return "is not a date", "write YYYY, YYYY-MM or YYYY-MM-DD"
    return None


def _check_number(column: Field, item: str) -> tuple[str, str] | None:
    if not re.fullmatch(r"-?[0-9]+" if column.type == "integer" else r"-?[0-9]+(\.[0-9]+)?", item):
        word = "a whole number" if column.type == "integer" else "a number"
        return f"is not {word}", "use digits and a point, no spaces"
    if sum(map(str.isdigit, item)) > _MOST_DIGITS:
        return "is a number of too many digits to reckon with", "round it"
    if column.minimum is not None and float(item) < column.minimum:
        return f"is below {column.minimum:g}", ""
    if column.maximum is not None and float(item) > column.maximum:
        return f"is above {column.maximum:g}", ""
    if column.exclusive_minimum is not None and float(item) <= column.exclusive_minimum:
        return f"is not above {column.exclusive_minimum:g}", ""
    return None


def _check_pair(rule: str, first: str, second: str) -> str | None:
    if not first or not second:
        return None
    if rule == "different":
        return "are the same: nothing can be tied to itself" if first == second else None
    try:
        begin, end = PartialDate.parse(first), PartialDate.parse(second)
    except ValueError:
        return None  # already reported with the column
    return "are in the wrong order: the end comes before the start" if begin.first > end.last else None

"""The curated tables as ``datapackage.json`` describes them (Frictionless Data Package, Table Schema).

Three things go beyond the standard, all as extra keys that other readers ignore: ``references`` on a field
(the tables whose ``id`` column must hold the value; several, because ids share one namespace), ``checks``
on a schema (rules over two columns), and titles in two languages.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pharmagraph.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

TYPES = frozenset({"string", "list", "date", "integer", "number", "boolean"})
RULES = frozenset({"not-after", "different"})


@dataclass(frozen=True)
class Field:
    """One column: its type, whether a cell may be empty, and which values it takes."""

    name: str
    type: str = "string"
    format: str = "default"
    delimiter: str = "|"
    required: bool = False
    unique: bool = False
    pattern: str = ""
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: float | None = None
    references: tuple[str, ...] = ()

    @cached_property
    def expression(self) -> re.Pattern[str] | None:
        """The compiled ``pattern`` of an item, or ``None``."""
        return re.compile(self.pattern) if self.pattern else None

    def items(self, cell: str) -> list[str]:
        """The values in a cell: the parts of a list, or the cell itself; none when it is empty."""
        if not cell:
            return []
        return cell.split(self.delimiter) if self.type == "list" else [cell]


@dataclass(frozen=True)
class Check:
    """A rule over two columns of a row: ``not-after`` (dates in order) or ``different``."""

    rule: str
    columns: tuple[str, str]


@dataclass(frozen=True)
class TableSchema:
    """One table: its file below the data directory, its columns in order, and its rules."""

    name: str
    path: str
    fields: tuple[Field, ...]
    checks: tuple[Check, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Column name → column."""
        return {column.name: column for column in self.fields}

    @property
    def file_name(self) -> str:
        """The file's own name; a user's table of the same shape is called the same."""
        return self.path.rsplit("/", 1)[-1]


def read_package(file: Path) -> tuple[dict[str, Any], list[TableSchema]]:
    """The package's own properties (name, version, …) and its tables, in the order of the file.

    Raises:
        ConfigError: the descriptor is not one, or uses a type, rule or table that does not exist.
    """
    try:
        descriptor = json.loads(file.read_text(encoding="utf-8"))
        tables = [_table(resource) for resource in descriptor["resources"]]
    except (KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"{file}: not a data package: {error}") from error
    names = {table.name for table in tables}
    for table in tables:
        _check_table(file, table, names)
    return {key: value for key, value in descriptor.items() if key != "resources"}, tables


def _table(resource: dict[str, Any]) -> TableSchema:
    schema = resource["schema"]
    key = set(schema.get("primaryKey", []))
    return TableSchema(
        name=resource["name"],
        path=resource["path"],
        fields=tuple(_field(one, is_key=one["name"] in key) for one in schema["fields"]),
        checks=tuple(
            Check(one["rule"], (one["columns"][0], one["columns"][1])) for one in schema.get("checks", [])
        ),
        titles=resource.get("title", {}),
    )


def _field(one: dict[str, Any], *, is_key: bool) -> Field:
    constraints = one.get("constraints", {})
    return Field(
        name=one["name"],
        type=one.get("type", "string"),
        format=one.get("format", "default"),
        delimiter=one.get("delimiter", "|"),
        required=is_key or bool(constraints.get("required")),
        unique=is_key or bool(constraints.get("unique")),
        pattern=constraints.get("pattern", ""),
        enum=tuple(str(value) for value in constraints.get("enum", ())),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        exclusive_minimum=constraints.get("exclusiveMinimum"),
        references=tuple(one.get("references", ())),
    )


def _check_table(file: Path, table: TableSchema, names: set[str]) -> None:
    for column in table.fields:
        where = f"{file}: table {table.name}, column {column.name}"
        if column.type not in TYPES:
            raise ConfigError(f"{where}: no type {column.type!r}; one of {', '.join(sorted(TYPES))}")
        for name in column.references:
            if name not in names:
                raise ConfigError(f"{where}: refers to a table {name!r} that the package does not have")
    for check in table.checks:
        where = f"{file}: table {table.name}"
        if check.rule not in RULES:
            raise ConfigError(f"{where}: no rule {check.rule!r}; one of {', '.join(sorted(RULES))}")
        for name in check.columns:
            if name not in table.by_name:
                raise ConfigError(f"{where}: rule {check.rule} names a column {name!r} that is not there")

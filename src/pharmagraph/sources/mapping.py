"""The declared way from a table's columns to the ontology: one TOML file per table.

The words follow YARRRML (a node per subject map, properties as predicate and object maps) with one thing it
lacks: which of a row's sources may attest a node or a single property, because a register that confirms a
registration says nothing about a mechanism of action.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from pharmagraph.errors import ConfigError
from pharmagraph.vocab import expand

if TYPE_CHECKING:
    from pathlib import Path

    from pharmagraph.model import IRI
    from pharmagraph.sources.schema import TableSchema

KINDS = frozenset(
    {
        "entity", "concept", "class", "text", "string", "decimal", "integer", "boolean", "url",
        "date", "start", "end", "confirmed",
    }
)  # fmt: skip
PLACE = re.compile(r"\{(\w+)\}")

When = dict[str, tuple[str, ...]]
"""Columns with the values that they may have: any at all where none is named; "" is the empty cell."""


@dataclass(frozen=True)
class Property:
    """One predicate of a node and where its value comes from: a column, a template or a constant."""

    predicate: IRI
    kind: str
    column: str = ""
    template: str = ""
    constant: IRI | None = None
    constant_text: str = ""
    prefix: str = ""
    language: str = ""
    split: bool = False
    delimiter: str = "|"
    renames: dict[str, str] = field(default_factory=dict)
    empty: str = ""
    lookup: tuple[str, str] | None = None
    sources: str = ""
    attested_by: tuple[str, ...] = ()
    not_attested_by: tuple[str, ...] = ()
    not_attested_by_kind: tuple[str, ...] = ()
    graph: str = ""
    when: When = field(default_factory=dict)


@dataclass(frozen=True)
class Node:
    """A node that a row becomes, with its properties."""

    iri: str
    properties: tuple[Property, ...]
    class_iri: IRI | None = None
    class_column: str = ""
    class_map: dict[str, IRI] = field(default_factory=dict)
    sources: str = "sources"
    attested_by: tuple[str, ...] = ()
    not_attested_by: tuple[str, ...] = ()
    not_attested_by_kind: tuple[str, ...] = ()
    graph: str = ""
    each: str = ""
    when: When = field(default_factory=dict)


@dataclass(frozen=True)
class Mapping:
    """What the rows of a table become."""

    table: str
    nodes: tuple[Node, ...]


def read_mapping(file: Path, tables: dict[str, TableSchema]) -> Mapping:
    """The mapping in a TOML file.

    Raises:
        ConfigError: the file names a table, column, kind or prefix that does not exist.
    """
    try:
        declared = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: not a mapping: {error}") from error
    reader = _Reader(file, tables)
    table = tables.get(declared.get("table", ""))
    if table is None:
        raise reader.error(f"table {declared.get('table')!r} is not in the data package")
    reader.only(declared, {"table", "node"}, "the file")
    nodes = tuple(reader.node(table, one) for one in declared.get("node", ()))
    if not nodes:
        raise reader.error("no [[node]] is declared, so no row would be kept")
    return Mapping(table.name, nodes)


class _Reader:
    """Turns the parsed TOML into values and complains with the file's name."""

    def __init__(self, file: Path, tables: dict[str, TableSchema]) -> None:
        self._file = file
        self._tables = tables

    def error(self, reason: str) -> ConfigError:
        return ConfigError(f"{self._file}: {reason}")

    def only(self, declared: dict[str, Any], allowed: set[str], what: str) -> None:
        unknown = sorted(set(declared) - allowed)
        if unknown:
            raise self.error(
                f"{what} has a key {unknown[0]!r} that is not known; keys: {', '.join(sorted(allowed))}"
            )

    def term(self, curie: str) -> IRI:
        iri = expand(curie)
        if iri is None:
            raise self.error(f"{curie!r} is not a term under a known prefix")
        return iri

    def columns(self, table: TableSchema, names: list[str], *, item: bool) -> None:
        for name in names:
            if name and name not in table.by_name and not (item and name == "item"):
                raise self.error(f"{name!r} is no column of table {table.name}")

    def when(self, table: TableSchema, declared: dict[str, Any]) -> When:
        conditions = {name: tuple(str(value) for value in values) for name, values in declared.items()}
        self.columns(table, list(conditions), item=True)
        return conditions

    def node(self, table: TableSchema, declared: dict[str, Any]) -> Node:
        allowed = {
            "iri",
            "class",
            "class_by",
            "sources",
            "attested_by",
            "not_attested_by",
            "not_attested_by_kind",
            "graph",
            "each",
            "when",
        }
        self.only(declared, allowed | {"property"}, f"a node of table {table.name}")
        each = declared.get("each", "")
        class_by = declared.get("class_by", {})
        node = Node(
            iri=declared["iri"],
            properties=tuple(self.property(table, one, each=each) for one in declared.get("property", ())),
            class_iri=self.term(declared["class"]) if "class" in declared else None,
            class_column=class_by.get("column", ""),
            class_map={value: self.term(curie) for value, curie in class_by.get("map", {}).items()},
            sources=declared.get("sources", "sources"),
            attested_by=tuple(declared.get("attested_by", ())),
            not_attested_by=tuple(declared.get("not_attested_by", ())),
            not_attested_by_kind=tuple(declared.get("not_attested_by_kind", ())),
            graph=declared.get("graph", ""),
            each=each,
            when=self.when(table, declared.get("when", {})),
        )
        self.columns(table, [*PLACE.findall(node.iri), node.class_column, each], item=bool(each))
        if not node.graph:
            self.columns(table, [node.sources], item=False)
        return node

    def property(self, table: TableSchema, declared: dict[str, Any], *, each: str) -> Property:
        what = f"property {declared.get('predicate')} of table {table.name}"
        names = {one.name for one in fields(Property)} - {"kind", "renames", "delimiter"}
        self.only(declared, names | {"as", "map"}, what)
        column = declared.get("column", "")
        places = [column, declared.get("sources", ""), *PLACE.findall(declared.get("template", ""))]
        self.columns(table, places, item=bool(each))
        schema = table.by_name.get(column)
        kind = declared.get("as", "entity" if "template" in declared or "constant" in declared else "string")
        if kind not in KINDS:
            raise self.error(f"{what}: no kind {kind!r}; one of {', '.join(sorted(KINDS))}")
        if kind == "concept" and column and not declared.get("prefix"):
            raise self.error(f"{what}: a concept needs the prefix of its scheme")
        if len([key for key in ("column", "template", "constant", "constant_text") if key in declared]) != 1:
            raise self.error(f"{what}: give exactly one of column, template, constant, constant_text")
        lookup = declared.get("lookup")
        if lookup and lookup["key"] not in self._tables[lookup["table"]].by_name:
            raise self.error(f"{what}: table {lookup['table']} has no column {lookup['key']!r}")
        return Property(
            predicate=self.term(declared["predicate"]),
            kind=kind,
            column=column,
            template=declared.get("template", ""),
            constant=self.term(declared["constant"]) if "constant" in declared else None,
            constant_text=declared.get("constant_text", ""),
            prefix=declared.get("prefix", ""),
            language=declared.get("language", ""),
            split=declared.get("split", schema is not None and schema.type == "list"),
            delimiter=schema.delimiter if schema else "|",
            renames=declared.get("map", {}),
            empty=declared.get("empty", ""),
            lookup=(lookup["table"], lookup["key"]) if lookup else None,
            sources=declared.get("sources", ""),
            attested_by=tuple(declared.get("attested_by", ())),
            not_attested_by=tuple(declared.get("not_attested_by", ())),
            not_attested_by_kind=tuple(declared.get("not_attested_by_kind", ())),
            graph=declared.get("graph", ""),
            when=self.when(table, declared.get("when", {})),
        )

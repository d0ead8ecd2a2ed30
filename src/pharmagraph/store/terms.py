"""Terms of the engine and of the model, each turned into the other; answers read back from their text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from pharmagraph.errors import QueryError
from pharmagraph.model import IRI, BlankNode, Literal, Statement, Table, Term
from pharmagraph.vocab import XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

XSD_STRING = XSD["string"]
_NEWER = "is a term of RDF 1.2, which has no place in a table or a graph here"

_new = object.__new__
_set_value = vars(Literal)["value"].__set__
_set_datatype = vars(Literal)["datatype"].__set__
_set_language = vars(Literal)["language"].__set__


def literal(value: str, datatype: IRI = XSD_STRING, language: str = "") -> Literal:
    """The same as ``Literal(…)``, in a third of the time: answers hold many."""
    made = _new(Literal)
    _set_value(made, value)
    _set_datatype(made, datatype)
    _set_language(made, language)
    return made


def to_engine(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The engine's term for ours."""
    if not isinstance(term, Literal):
        return resource_to_engine(term)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    if term.datatype == XSD_STRING:
        return ox.Literal(term.value)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))


def resource_to_engine(term: IRI | BlankNode) -> ox.NamedNode | ox.BlankNode:
    """The engine's IRI or blank node for ours."""
    return ox.NamedNode(term) if isinstance(term, IRI) else ox.BlankNode(term)


def from_engine(term: Any) -> Term:
    """Our term for the engine's.

    Raises:
        ValueError: the term is one of RDF 1.2, which the data do not use.
    """
    kind = term.__class__
    if kind is ox.NamedNode:
        return IRI(term.value)
    if kind is ox.BlankNode:
        return BlankNode(term.value)
    if kind is ox.Literal:
        if term.language is None:
            return literal(term.value, IRI(term.datatype.value))
        if term.direction is None:
            return literal(term.value, language=term.language)
    raise ValueError(f"{term} {_NEWER}")


def resource_from_engine(term: Any) -> IRI | BlankNode:
    """Our IRI or blank node for the engine's.

    Raises:
        ValueError: the term is one of RDF 1.2.
    """
    made = from_engine(term)
    if isinstance(made, Literal):
        raise ValueError(f"{term} is a literal where none may stand")  # noqa: TRY004
    return made


def statements(quads: Iterator[ox.Quad]) -> Iterator[Statement]:
    """The quads of named graphs as statements; those of the default graph are passed over."""
    known: dict[str, IRI] = {}
    for quad in quads:
        graph = quad.graph_name
        if graph.__class__ is not ox.NamedNode:
            continue
        named_graph = known.get(graph.value) or known.setdefault(graph.value, IRI(graph.value))
        text = quad.predicate.value
        predicate = known.get(text) or known.setdefault(text, IRI(text))
        yield Statement(resource_from_engine(quad.subject), predicate, from_engine(quad.object), named_graph)


def triples(answer: Iterable[ox.Triple]) -> list[tuple[IRI | BlankNode, IRI, Term]]:
    """The triples in the order they come, each once.

    Raises:
        QueryError: the answer holds a term of RDF 1.2.
    """
    try:
        return [
            (resource_from_engine(triple.subject), IRI(triple.predicate.value), from_engine(triple.object))
            for triple in dict.fromkeys(answer)
        ]
    except ValueError as error:
        raise QueryError(str(error)) from error


_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: _ESCAPED[m[3]] if m[3] else chr(int(m[1] or m[2], 16)), text)


class _Cells(dict[str, Term | None]):
    """The term each cell of a TSV answer stands for; equal cells share one term."""

    def __init__(self) -> None:
        super().__init__({"": None})
        self._datatypes: dict[str, IRI] = {}

    def __missing__(self, cell: str) -> Term:
        term: Term
        first = cell[0]
        if first == "<" and cell[1] != "<":
            term = IRI(cell[1:-1])
        elif first == '"':
            end = cell.rindex('"')
            value, rest = _unescape(cell[1:end]), cell[end + 1 :]
            if not rest:
                term = literal(value)
            elif "--" in rest:
                raise QueryError(f"{cell} {_NEWER}")
            elif rest[0] == "@":
                term = literal(value, language=rest[1:])
            else:
                name = rest[3:-1]
                term = literal(
                    value, self._datatypes.get(name) or self._datatypes.setdefault(name, IRI(name))
                )
        elif first == "_":
            term = BlankNode(cell[2:])
        elif first == "<":
            raise QueryError(f"{cell} {_NEWER}")
        else:
            term = literal(cell, _bare_datatype(cell))
        self[cell] = term
        return term


def _bare_datatype(cell: str) -> IRI:
    if cell in {"true", "false"}:
        return XSD.boolean
    if "e" in cell or "E" in cell:
        return XSD.double
    return XSD.decimal if "." in cell else XSD.integer


def table_from_tsv(answer: bytes) -> Table:
    """The table that an answer in the SPARQL TSV format holds; nothing is lost on the way.

    Raises:
        QueryError: the answer holds a term of RDF 1.2.
    """
    head, *lines = answer.decode().split("\n")[:-1]
    columns = tuple(name[1:] for name in head.split("\t")) if head else ()
    if not columns:
        return Table((), ((),) * len(lines))
    term = _Cells().__getitem__
    return Table(columns, tuple([tuple(map(term, line.split("\t"))) for line in lines]))

"""The SHACL shapes of a Turtle file as values, read with rdflib. What is not understood is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH

from pharmagraph.errors import ConfigError
from pharmagraph.model import IRI, Words
from pharmagraph.validation.findings import Rule

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

    from pharmagraph.validation.findings import Level

_LEVELS: Final[dict[URIRef, Level]] = {SH.Violation: "error", SH.Warning: "warning", SH.Info: "info"}
_TARGETS: Final = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
_ABOUT: Final = {*_TARGETS, "path", "severity", "message", "sparql", "name", "description", "order"}
_SHACL: Final = str(SH)
_SELECT: Final = {"select", "prefixes", "message"}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint: SHACL's word for it (``minCount``), and its value.

    ``value`` is a term in SPARQL (``3``, ``<iri>``, ``"text"``), several for a list. ``inner`` holds the
    alternatives of ``or``, ``and`` and ``not``, each a conjunction of constraints.
    """

    kind: str
    values: tuple[str, ...] = ()
    inner: tuple[tuple[Constraint, ...], ...] = ()
    flags: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: whom it concerns, what it asks, and what to say where it is not kept.

    ``targets`` are pairs of SHACL's word and an IRI; ``path`` is a SPARQL property path, empty for a node
    shape; ``select`` the text of a SPARQL constraint.
    """

    iri: IRI
    rule: Rule
    targets: tuple[tuple[str, str], ...]
    path: str = ""
    constraints: tuple[Constraint, ...] = ()
    select: str = ""


def read_shapes(file: Path) -> list[Shape]:
    """The named shapes of a file, by id.

    Raises:
        ConfigError: a shape uses something that the compiler does not know; nothing is passed over.
    """
    graph = Graph().parse(file, format="turtle")
    kinds = (SH.NodeShape, SH.PropertyShape)
    named = {one for kind in kinds for one in graph.subjects(RDF.type, kind) if isinstance(one, URIRef)}
    return [_Reader(file, graph, shape).shape() for shape in sorted(named)]


class _Reader:
    """Reads one shape and complains with its name."""

    def __init__(self, file: Path, graph: Graph, shape: URIRef) -> None:
        self._file = file
        self._graph = graph
        self._shape = shape

    def shape(self) -> Shape:
        about = self._shape
        path = self._graph.value(about, SH.path)
        sparql = list(self._graph.objects(about, SH.sparql))
        if len(sparql) > 1:
            raise self._error("has more than one sh:sparql")
        told = sparql[0] if sparql else about
        level = _LEVELS.get(self._graph.value(about, SH.severity, default=SH.Violation))  # type: ignore[call-overload]
        if level is None:
            raise self._error("has a severity that is none of SHACL's")
        rule = Rule(
            str(about).rpartition("#")[2],
            level,
            self._words(about, RDFS.label),
            self._words(told, SH.message),
        )
        targets = tuple(
            sorted(
                (kind, self._iri(term)) for kind in _TARGETS for term in self._graph.objects(about, SH[kind])
            )
        )
        if not targets:
            raise self._error("has no target, so it would check nothing")
        return Shape(
            IRI(about),
            rule,
            targets,
            self._path(path) if path is not None else "",
            self._constraints(about, known=_ABOUT),
            self._select(told) if sparql else "",
        )

    def _error(self, reason: str) -> ConfigError:
        return ConfigError(f"{self._file}: the shape {self._shape.rpartition('#')[2]} {reason}")

    def _one(self, subject: Node, predicate: URIRef) -> Node:
        values = list(self._graph.objects(subject, predicate))
        if len(values) != 1:
            raise self._error(f"has {len(values)} values of {_name(predicate)} where one is needed")
        return values[0]

    def _words(self, subject: Node, predicate: URIRef) -> Words:
        texts = {
            text.language: str(text)
            for text in self._graph.objects(subject, predicate)
            if isinstance(text, Literal)
        }
        return Words(texts.get("en", ""), texts.get("ru", ""))

    def _iri(self, term: Node) -> str:
        if not isinstance(term, URIRef):
            raise self._error(f"names {term} where an IRI is needed")
        return f"<{term}>"

    def _term(self, term: Node) -> str:
        if isinstance(term, BNode):
            raise self._error("names a node without an IRI where a value is needed")
        return term.n3()

    def _list(self, head: Node) -> list[Node]:
        return list(Collection(self._graph, head))

    def _path(self, path: Node) -> str:
        """The property path in SPARQL."""
        if isinstance(path, URIRef):
            return f"<{path}>"
        if (path, RDF.first, None) in self._graph:
            return f"({'/'.join(map(self._path, self._list(path)))})"
        for kind, before, after in (
            (SH.inversePath, "^", ""),
            (SH.zeroOrMorePath, "", "*"),
            (SH.oneOrMorePath, "", "+"),
            (SH.zeroOrOnePath, "", "?"),
        ):
            step = self._graph.value(path, kind)
            if step is not None:
                return f"({before}{self._path(step)}{after})"
        choice = self._graph.value(path, SH.alternativePath)
        if choice is None:
            raise self._error("has a path of a form that is not known")
        return f"({'|'.join(map(self._path, self._list(choice)))})"

    def _constraints(self, subject: Node, *, known: set[str]) -> tuple[Constraint, ...]:
        found = []
        flags = self._graph.value(subject, SH.flags)
        for predicate, value in sorted(self._graph.predicate_objects(subject)):
            if not str(predicate).startswith(_SHACL):
                continue
            kind = _name(predicate)
            if kind in known or kind == "flags":
                continue
            if kind in {"or", "and"}:
                inner = tuple(self._constraints(one, known=set()) for one in self._list(value))
                found.append(Constraint(kind, inner=inner))
            elif kind == "not":
                found.append(Constraint(kind, inner=(self._constraints(value, known=set()),)))
            elif kind in {"in", "languageIn"}:
                found.append(Constraint(kind, tuple(map(self._term, self._list(value)))))
            elif kind in _SIMPLE:
                found.append(Constraint(kind, (self._term(value),), flags=str(flags or "")))
            else:
                raise self._error(f"uses sh:{kind}, which the checks do not understand")
        if not found and not known:
            raise self._error("has an inner shape that asks nothing")
        return tuple(found)

    def _select(self, constraint: Node) -> str:
        """The SPARQL of a constraint, with the prefixes it declares before it."""
        for predicate in self._graph.predicates(constraint):
            if str(predicate).startswith(_SHACL) and _name(predicate) not in _SELECT:
                raise self._error(f"uses sh:{_name(predicate)} in its SPARQL, which is not understood")
        select = str(self._one(constraint, SH.select))
        prefixes = {
            str(self._one(declared, SH.prefix)): str(self._one(declared, SH.namespace))
            for ontology in self._graph.objects(constraint, SH.prefixes)
            for declared in self._graph.objects(ontology, SH.declare)
        }
        head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(prefixes.items()))
        return head + select


_SIMPLE: Final = {
    "class", "datatype", "disjoint", "hasValue", "lessThan", "lessThanOrEquals", "maxCount",
    "maxExclusive", "maxInclusive", "maxLength", "minCount", "minExclusive", "minInclusive", "minLength",
    "nodeKind", "pattern", "uniqueLang",
}  # fmt: skip


def _name(term: Node) -> str:
    return str(term).removeprefix(_SHACL)

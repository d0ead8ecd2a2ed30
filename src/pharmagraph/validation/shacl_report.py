"""The findings as a standard ``sh:ValidationReport``, in any syntax of RDF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from typing import Literal as OneOf

import rdflib
from rdflib import RDF, BNode, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from pharmagraph.model import IRI, Literal
from pharmagraph.vocab import BASE, PREFIXES

if TYPE_CHECKING:
    from pharmagraph.model import Term
    from pharmagraph.validation.findings import Finding, Level, Report

Syntax = OneOf["ttl", "nt", "jsonld", "rdfxml"]
SYNTAXES: Final[tuple[Syntax, ...]] = ("ttl", "nt", "jsonld", "rdfxml")

_FORMATS: Final[dict[Syntax, str]] = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
_SEVERITIES: Final[dict[Level, URIRef]] = {"error": SH.Violation, "warning": SH.Warning, "info": SH.Info}
_STEP: Final = re.compile(r"<([^>]*)>")
_SIMPLE: Final = re.compile(r"<[^>]*>|\(<[^>]*>(\|<[^>]*>)*\)")
_SHAPES: Final = BASE + "ontology/shapes#"


def shacl_report(report: Report, syntax: Syntax = "ttl") -> bytes:
    """The report as SHACL defines it; ``sh:conforms`` is true only where nothing at all was found.

    A finding about a line of a table has the text ``file:line`` as its focus node.
    """
    graph = rdflib.Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.bind("shape", _SHAPES)
    whole = BNode()
    graph.add((whole, RDF.type, SH.ValidationReport))
    graph.add((whole, SH.conforms, rdflib.Literal(report.conforms)))
    for number, finding in enumerate(report.findings):
        result = BNode(f"r{number}")
        graph.add((whole, SH.result, result))
        _add(graph, result, finding)
    return graph.serialize(format=_FORMATS[syntax], encoding="utf-8")


def _add(graph: rdflib.Graph, result: BNode, finding: Finding) -> None:
    focus = rdflib.Literal(finding.subject) if finding.node is None else _term(finding.node)
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.focusNode, focus))
    graph.add((result, SH.resultSeverity, _SEVERITIES[finding.level]))
    graph.add((result, SH.sourceShape, URIRef(_SHAPES + finding.id)))
    graph.add((result, SH.sourceConstraintComponent, URIRef(finding.component)))
    for lang, text in (("en", finding.advice.en), ("ru", finding.advice.ru)):
        graph.add((result, SH.resultMessage, rdflib.Literal(text, lang=lang)))
    if finding.value is not None:
        graph.add((result, SH.value, _term(finding.value)))
    steps = [URIRef(step) for step in _STEP.findall(finding.path)] if _SIMPLE.fullmatch(finding.path) else []
    if steps:
        graph.add((result, SH.resultPath, steps[0] if len(steps) == 1 else _choice(graph, steps)))


def _term(term: Term) -> Node:
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=URIRef(term.datatype))
    return URIRef(term) if isinstance(term, IRI) else BNode(term)


def _choice(graph: rdflib.Graph, steps: list[URIRef]) -> Node:
    """The path that goes along any of the properties."""
    path, items = BNode(), BNode()
    Collection(graph, items, list[Node](steps))
    graph.add((path, SH.alternativePath, items))
    return path

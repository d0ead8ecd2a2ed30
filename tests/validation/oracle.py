"""pyshacl as the second opinion, and rdflib's terms as ours."""

from __future__ import annotations

import warnings
from decimal import Decimal
from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.namespace import SH, SKOS
from tests.ontology.reading import ONTOLOGY, PG

from pharmagraph import model
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.validation.graph import read_subclasses, run
from pharmagraph.validation.rules import Check, read_checks
from pharmagraph.vocab import SOURCE_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

SHAPES = "https://w3id.org/pharmagraph/ontology/shapes#"
Result = tuple[str, str, str, str]
"""Rule, focus node, constraint component, value."""


def background(ontology: Graph, schemes: Graph) -> Graph:
    """What the shapes read of the ontology: superclasses, ranks and broader concepts."""
    graph = Graph()
    for source, predicate in (
        (ontology, RDFS.subClassOf),
        (schemes, PG.rank),
        (schemes, SKOS.broader),
        (schemes, SKOS.notation),
    ):
        for subject, value in source.subject_objects(predicate):
            graph.add((subject, predicate, value))
    for subject in schemes.subjects(RDF.type, PG.Stage):
        graph.add((subject, RDF.type, PG.Stage))
    return graph


def term(node: Node) -> model.Term:
    """Rdflib's term as ours."""
    if isinstance(node, Literal):
        if node.language:
            return model.Literal(str(node), model.IRI(RDF.langString), node.language)
        return model.Literal(str(node), model.IRI(node.datatype) if node.datatype else model.XSD_STRING)
    return model.BlankNode(node) if isinstance(node, BNode) else model.IRI(node)


def told(graph: Graph, source: str = "drawing") -> list[model.Statement]:
    """The statements of a graph as what one source says."""
    named = SOURCE_GRAPH[source]
    return [
        model.Statement(term(subject), model.IRI(predicate), term(value), named)  # type: ignore[arg-type]
        for subject, predicate, value in graph
    ]


def store_of(graph: Graph) -> EmbeddedStore:
    """The statements of a graph in a store of ours."""
    return EmbeddedStore.in_memory(told(graph))


def number(text: str) -> str:
    """A number in its shortest form, which is how the store keeps it; other texts as they are."""
    try:
        return f"{Decimal(text).normalize():f}"
    except ArithmeticError:
        return text


def ours(store: EmbeddedStore, checks: Iterable[Check]) -> set[Result]:
    """What our searches find."""
    return {
        (
            one.id,
            str(one.node),
            one.component.rpartition("#")[2],
            "" if one.value is None else number(str(one.value)),
        )
        for check in checks
        for one in run(store, check)
    }


def theirs(graph: Graph, shapes: Graph) -> set[Result]:
    """What pyshacl finds."""
    import pyshacl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pyshacl's own dependencies
        _, report, _ = pyshacl.validate(
            graph, shacl_graph=shapes, inference="none", advanced=False, inplace=True
        )
    return {
        (
            str(report.value(result, SH.sourceShape)).removeprefix(SHAPES),
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2],
            number(str(report.value(result, SH.value, default=""))),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def shape_checks(store: EmbeddedStore) -> dict[str, Check]:
    """The compiled shapes by id, the questions left out."""
    questions = {file.stem for file in (ONTOLOGY / "checks").glob("*.rq")}
    checks = read_checks(ONTOLOGY, as_of="2026-11-22", subclasses=read_subclasses(store))
    return {check.rule.id: check for check in checks if check.rule.id not in questions}


def elsewhere(example: str, name: str) -> str:
    """An example's Turtle with its nodes renamed, so that it stands beside others in one graph."""
    return example.replace("https://w3id.org/pharmagraph/id/", f"https://w3id.org/pharmagraph/id/{name}-")


def alone(shapes: Graph, rules: Iterable[str]) -> Graph:
    """Some shapes with what hangs on them, and the declaration of prefixes."""
    graph = Graph()
    waiting: list[Node] = [URIRef(SHAPES.rstrip("#")), *(URIRef(SHAPES + rule) for rule in rules)]
    while waiting:
        for statement in shapes.triples((waiting.pop(), None, None)):
            graph.add(statement)
            if isinstance(statement[2], BNode):
                waiting.append(statement[2])
    return graph


def graph_of(text: str) -> Graph:
    """Turtle as a graph."""
    return Graph().parse(data=text, format="turtle")

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from pharmagraph.exports.rdf import FORMATS, RdfFormat, render_rdf
from pharmagraph.model import IRI, BlankNode, Literal, Statement, Term
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.parsing import parse
from pharmagraph.vocab import ID, PG, RDF, RDFS, RETRACTED_GRAPH, SKOS, SOURCE_GRAPH, XSD

if TYPE_CHECKING:
    from pathlib import Path

    from pharmagraph.knowledge_graph import KnowledgeGraph

BOOK, PAGE, OLD = SOURCE_GRAPH["book"], SOURCE_GRAPH["page"], RETRACTED_GRAPH["page"]
TOLD = [
    Statement(ID["alfa"], RDF.type, PG.Company, BOOK),
    Statement(ID["alfa"], RDF.type, PG.Company, PAGE),
    Statement(ID["alfa"], SKOS.prefLabel, Literal("Альфа «А»", language="ru"), BOOK),
    Statement(ID["alfa"], SKOS.prefLabel, Literal('A "quoted"\nline \\', language="en"), BOOK),
    Statement(ID["alfa"], PG.validFrom, Literal("2024-01-01", XSD.date), BOOK),
    Statement(ID["alfa"], RDFS.seeAlso, IRI("https://example.org/a?b=(c)&d='e'"), PAGE),
    Statement(ID["a.b-c"], RDF.type, PG.Company, PAGE),
    Statement(ID["trailing."], RDF.type, PG.Company, PAGE),
    Statement(ID["alfa"], RDFS.comment, Literal("withdrawn"), OLD),
]
NAMES = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
QUIET = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return EmbeddedStore.in_memory(TOLD)


def what_rdflib_reads(content: bytes, form: RdfFormat) -> set[tuple[rdflib.term.Node | None, ...]]:
    """Triples and the graph of each; a Turtle file has no graphs."""
    if form == "ttl":
        return {(*triple, None) for triple in rdflib.Graph().parse(io.BytesIO(content), format="turtle")}
    read = rdflib.Dataset()
    read.parse(io.BytesIO(content), format=NAMES[form])
    return set(read.quads())


def what_was_told(told: list[Statement], form: RdfFormat) -> set[tuple[rdflib.term.Node | None, ...]]:
    """In Turtle nothing of who said it, and nothing retracted."""
    return {
        (*map(in_rdflib, (one.subject, one.predicate, one.object)), rdflib.URIRef(one.named_graph))
        if form != "ttl"
        else (*map(in_rdflib, (one.subject, one.predicate, one.object)), None)
        for one in told
        if form != "ttl" or one.named_graph not in RETRACTED_GRAPH
    }


def in_rdflib(term: Term) -> rdflib.term.Node:
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=None if term.datatype == XSD.string else term.datatype)
    return rdflib.URIRef(term)


@pytest.mark.parametrize("form", ["trig", "nq", "jsonld"])
def test_who_says_what_comes_back(store: EmbeddedStore, form: RdfFormat, tmp_path: Path) -> None:
    file = tmp_path / f"graph.{form}"
    file.write_bytes(render_rdf(store, form))
    assert set(parse(file, base_graph=SOURCE_GRAPH["none"])) == set(TOLD)


@QUIET
@pytest.mark.parametrize("form", FORMATS)
def test_another_library_reads_the_same(store: EmbeddedStore, form: RdfFormat) -> None:
    assert what_rdflib_reads(render_rdf(store, form), form) == what_was_told(TOLD, form)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IRIS = st.builds(
    lambda base, local: IRI(base + local),
    st.sampled_from([str(ID), str(PG), "https://example.org/", "urn:x:"]),
    st.text("aZ0_.-~/:?@!$&'()*+,;=ж", min_size=1, max_size=8),
)
VALUES = st.one_of(
    st.builds(Literal, TEXTS),
    st.builds(
        lambda text, language: Literal(text, language=language), TEXTS, st.sampled_from(["en", "zh-hant"])
    ),
    st.builds(Literal, TEXTS, IRIS),
    st.sampled_from(
        [Literal("2024-02-29", XSD.date), Literal("true", XSD.boolean), Literal("0.5", XSD.decimal)]
    ),
)
STATEMENTS = st.lists(
    st.builds(Statement, IRIS, st.just(RDF.type) | IRIS, IRIS | VALUES, st.sampled_from([BOOK, PAGE, OLD])),
    max_size=8,
)


@QUIET
@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=60)
@given(told=STATEMENTS)
def test_any_statements_come_back(told: list[Statement], form: RdfFormat) -> None:
    content = render_rdf(EmbeddedStore.in_memory(told), form)
    assert what_rdflib_reads(content, form) == what_was_told(told, form)


def test_a_node_without_a_name_is_one_node_in_all_graphs() -> None:
    node = BlankNode("b1")
    told = [Statement(ID["alfa"], RDFS.seeAlso, node, BOOK), Statement(node, RDF.type, PG.Company, PAGE)]
    store = EmbeddedStore.in_memory(told)
    for form, syntax in (("trig", "trig"), ("nq", "nq"), ("jsonld", "jsonld")):
        read = list(ox.parse(render_rdf(store, form), format=ox.RdfFormat.from_extension(syntax)))
        assert len({one for quad in read for one in quad if isinstance(one, ox.BlankNode)}) == 1


def test_turtle_says_each_thing_once_and_nothing_that_was_retracted(store: EmbeddedStore) -> None:
    text = render_rdf(store, "ttl")
    # nine tellings, of which one is told twice and one was retracted
    assert len(rdflib.Graph().parse(io.BytesIO(text), format="turtle")) == 7
    assert b"withdrawn" not in text


@pytest.mark.parametrize("form", FORMATS)
def test_equal_stores_give_equal_bytes(store: EmbeddedStore, form: RdfFormat) -> None:
    assert render_rdf(store, form) == render_rdf(EmbeddedStore.in_memory(list(reversed(TOLD))), form)


def test_the_bundled_graph_comes_back_from_every_syntax(kg: KnowledgeGraph) -> None:
    read = {
        form: set(
            ox.parse(
                render_rdf(kg.store, form),
                format=ox.RdfFormat.from_extension(form),
                rename_blank_nodes=False,
            )
        )
        for form in FORMATS
    }
    assert len(read["nq"]) == sum(kg.store.count(graph) for graph in kg.store.named_graphs())
    assert read["nq"] == read["trig"] == read["jsonld"]
    standing = (quad for quad in read["nq"] if quad.graph_name.value not in RETRACTED_GRAPH)
    assert {quad.triple for quad in read["ttl"]} == {quad.triple for quad in standing}

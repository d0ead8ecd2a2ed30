from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
import rdflib

from pharmagraph.exports.rdf import FORMATS, RdfFormat, render_rdf
from pharmagraph.model import IRI, Literal, Statement
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.parsing import parse
from pharmagraph.vocab import ID, PG, RDF, RDFS, RETRACTED_GRAPH, SKOS, SOURCE_GRAPH, XSD

if TYPE_CHECKING:
    from pathlib import Path

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


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return EmbeddedStore.in_memory(TOLD)


@pytest.mark.parametrize("form", ["trig", "nq", "jsonld"])
def test_who_says_what_comes_back(store: EmbeddedStore, form: RdfFormat, tmp_path: Path) -> None:
    file = tmp_path / f"graph.{form}"
    file.write_bytes(render_rdf(store, form))
    assert set(parse(file, base_graph=SOURCE_GRAPH["none"])) == set(TOLD)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.filterwarnings("ignore:Dataset.default_context|ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize(("form", "name"), [("trig", "trig"), ("nq", "nquads"), ("jsonld", "json-ld")])
def test_another_library_reads_the_same(store: EmbeddedStore, form: RdfFormat, name: str) -> None:
    read = rdflib.Dataset()
    read.parse(io.BytesIO(render_rdf(store, form)), format=name)
    assert len(list(read.quads())) == len(TOLD)


def test_turtle_says_each_thing_once_and_nothing_that_was_retracted(store: EmbeddedStore) -> None:
    text = render_rdf(store, "ttl")
    # nine tellings, of which one is told twice and one was retracted
    assert len(rdflib.Graph().parse(io.BytesIO(text), format="turtle")) == 7
    assert b"withdrawn" not in text


@pytest.mark.parametrize("form", FORMATS)
def test_equal_stores_give_equal_bytes(store: EmbeddedStore, form: RdfFormat) -> None:
    assert render_rdf(store, form) == render_rdf(EmbeddedStore.in_memory(list(reversed(TOLD))), form)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import URIRef
from rdflib.plugins.sparql import prepareQuery

from pharmagraph.errors import QueryRefusedError, QuerySyntaxError, StoreError
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.vocab import ID, PG, RDF, SOURCE_GRAPH

if TYPE_CHECKING:
    from rdflib import Dataset

    from pharmagraph.model import Statement

TRIPLE = (URIRef("urn:a"), URIRef("urn:p"), URIRef("urn:o"))


@pytest.fixture
def dataset(mini: tuple[Statement, ...]) -> Dataset:
    return EmbeddedStore.in_memory(mini).as_dataset()


def test_triples_are_read_as_rdflib_users_read_them(dataset: Dataset) -> None:
    drugs = set(dataset.default_graph.subjects(URIRef(RDF.type), URIRef(PG.Drug)))
    assert drugs == {URIRef(ID["one"]), URIRef(ID["two"])}


def test_a_named_graph_is_a_graph(dataset: Dataset) -> None:
    gazette = dataset.graph(URIRef(SOURCE_GRAPH["gazette"]))
    assert len(gazette) == 20
    answer = gazette.query("SELECT (COUNT(*) AS ?n) { ?s a org:Membership }")
    assert [int(row[0]) for row in answer] == [3]  # type: ignore[index, arg-type]


def test_our_prefixes_are_bound(dataset: Dataset) -> None:
    assert dataset.query("ASK { id:one a pg:Drug }").askAnswer
    assert dict(dataset.namespaces())["pg"] == URIRef(str(PG))


def test_bindings_and_further_prefixes(dataset: Dataset) -> None:
    answer = dataset.query(
        "SELECT ?drug { ?mechanism x:drug ?drug ; pg:target ?target }",
        initNs={"x": str(PG), "pg": str(PG)},
        initBindings={"drug": URIRef(ID["one"])},
    )
    assert len(list(answer)) == 1


def test_a_construct_gives_a_graph(dataset: Dataset) -> None:
    graph = dataset.query("CONSTRUCT { ?s a pg:Thing } WHERE { ?s a pg:Drug }").graph
    assert graph is not None
    assert len(graph) == 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
    ],
)
def test_queries_pass_the_guard(dataset: Dataset, query: str) -> None:
    with pytest.raises(QueryRefusedError):
        dataset.query(query)
    with pytest.raises(QueryRefusedError):
        dataset.query(query, use_store_provided=False)
    with pytest.raises(QueryRefusedError):
        dataset.graph(URIRef(SOURCE_GRAPH["site"])).query(query)


def test_a_prepared_query_passes_the_guard_as_text(dataset: Dataset) -> None:
    allowed = prepareQuery("ASK { ?s a x:Drug }", initNs={"x": str(PG)})
    assert dataset.query(allowed).askAnswer
    refused = prepareQuery("ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(QueryRefusedError):
        dataset.query(refused)


def test_a_syntax_error_has_its_place(dataset: Dataset) -> None:
    with pytest.raises(QuerySyntaxError, match="line 1, column 7"):
        dataset.query("ASK { ) }")


def test_nothing_is_written(dataset: Dataset) -> None:
    for write in (
        lambda: dataset.default_graph.add(TRIPLE),
        lambda: dataset.default_graph.remove((None, None, None)),
        lambda: dataset.update("INSERT DATA { <urn:a> <urn:p> 1 }"),
        lambda: dataset.parse(data="<urn:a> <urn:p> 1 .", format="turtle"),
    ):
        with pytest.raises(StoreError, match="read-only"):
            write()


def test_unknown_options_are_refused_and_do_not_fall_back_to_rdflib(dataset: Dataset) -> None:
    with pytest.raises(QueryRefusedError, match="no such option"):
        dataset.query("ASK {}", DEBUG=True)

from __future__ import annotations

import pytest

from pharmagraph.errors import QueryRefusedError, QuerySyntaxError
from pharmagraph.model import IRI, Statement
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.explanation import explain
from pharmagraph.vocab import ID, PG, RDF, SOURCE_GRAPH

GRAPH = SOURCE_GRAPH["gazette"]


@pytest.fixture
def store() -> EmbeddedStore:
    """Three drugs, one of which has a modality."""
    drugs = [Statement(ID[name], RDF.type, PG.Drug, GRAPH) for name in ("a", "b", "c")]
    return EmbeddedStore.in_memory([*drugs, Statement(ID.a, PG.modality, ID["small-molecule"], GRAPH)])


def rows(store: EmbeddedStore, query: str) -> list[tuple[str, str, str]]:
    return [
        tuple("" if term is None else str(term).strip() for term in row) for row in explain(query, store).rows
    ]  # type: ignore[misc]


def test_each_pattern_comes_with_what_it_alone_matches(store: EmbeddedStore) -> None:
    found = rows(store, "SELECT ?d ?m WHERE { ?d a pg:Drug . OPTIONAL { ?d pg:modality ?m } } LIMIT 2")
    patterns = {detail: count for operator, detail, count in found if operator == "pattern"}
    assert patterns == {"?d rdf:type pg:Drug": "3", "?d pg:modality ?m": "1"}
    assert [operator for operator, *_ in found][:3] == ["SelectQuery", "Slice", "Project"]
    assert "LeftJoin" in {operator for operator, *_ in found}


def test_filters_graphs_and_paths_are_told_and_not_counted(store: EmbeddedStore) -> None:
    found = rows(
        store,
        "SELECT ?d WHERE { GRAPH ?g { ?d a pg:Drug } ?d pg:modality/skos:broader ?m FILTER(?d != id:a) }",
    )
    assert ("Graph", "?g", "") in found
    assert any(operator == "Filter" and "id:a" in detail for operator, detail, _ in found)
    assert {count for operator, detail, count in found if "Drug" in detail or "/" in detail} == {""}


def test_what_is_not_run_is_not_explained(store: EmbeddedStore) -> None:
    with pytest.raises(QueryRefusedError):
        explain("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", store)
    with pytest.raises(QuerySyntaxError):
        explain("SELECT * WHERE { ?s ?p }", store)


def test_patterns_of_the_whole_are_counted_exactly(store: EmbeddedStore) -> None:
    assert rows(store, "SELECT * WHERE { ?s ?p ?o }")[-1] == ("pattern", "?s ?p ?o", "4")
    assert isinstance(explain("ASK { ?s ?p ?o }", store).columns[0], str)
    assert IRI(PG.Drug)

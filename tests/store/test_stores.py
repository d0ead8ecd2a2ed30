"""What every store must do, whichever engine is behind it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import QueryError, QuerySyntaxError
from pharmagraph.model import IRI, Literal, Statement, Table
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.port import Store
from pharmagraph.vocab import ID, ORG, PG, RDF, SKOS, SOURCE_GRAPH, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GAZETTE, SITE = SOURCE_GRAPH["gazette"], SOURCE_GRAPH["site"]


@pytest.fixture(params=["on disk", "in memory"])
def store(
    request: pytest.FixtureRequest, mini: tuple[Statement, ...], mini_directory: Path
) -> Iterator[Store]:
    opened: Store = (
        EmbeddedStore.open(mini_directory) if request.param == "on disk" else EmbeddedStore.in_memory(mini)
    )
    with opened:
        yield opened


def test_it_is_a_store(store: Store) -> None:
    assert isinstance(store, Store)


def test_the_fixture_is_small(mini: tuple[Statement, ...]) -> None:
    assert len(mini) <= 60


def test_the_default_graph_holds_every_fact_once(store: Store, mini: tuple[Statement, ...]) -> None:
    # catalogue 7, gazette 20, site 29; the type, member and organization of one membership are told twice
    assert (store.count(GAZETTE), store.count(SITE)) == (20, 29)
    assert store.count() == 7 + 20 + 29 - 3
    assert len(mini) == 56


def test_a_count_needs_no_distinct(store: Store) -> None:
    table = store.select("SELECT (COUNT(?m) AS ?n) WHERE { ?m a org:Membership }")
    assert table == Table(("n",), ((Literal("3", XSD.integer),),))


def test_graphs_say_who_tells_a_fact(store: Store) -> None:
    table = store.select("SELECT ?g { GRAPH ?g { id:membership-alfa a org:Membership } } ORDER BY ?g")
    assert table.rows == ((GAZETTE,), (SITE,))


def test_statements_come_once_per_telling(store: Store) -> None:
    told = list(store.statements(ID["membership-alfa"], RDF.type))
    assert Counter(told) == {
        Statement(ID["membership-alfa"], RDF.type, ORG.Membership, GAZETTE): 1,
        Statement(ID["membership-alfa"], RDF.type, ORG.Membership, SITE): 1,
    }


def test_all_statements_are_those_written(store: Store, mini: tuple[Statement, ...]) -> None:
    assert set(store.statements()) == set(mini)


def test_statements_by_object_and_graph(store: Store) -> None:
    told = list(store.statements(object=Literal("Выдуманный совет", language="ru"), named_graph=GAZETTE))
    assert [statement.subject for statement in told] == [ID["council"]]
    assert list(store.statements(object=Literal("Выдуманный совет"))) == []


def test_named_graphs_are_sorted(store: Store) -> None:
    graphs = store.named_graphs()
    assert graphs == sorted(graphs)
    assert len(graphs) == 3


def test_unbound_is_none(store: Store) -> None:
    table = store.select("SELECT ?s ?nothing { ?s skos:notation 'TGT1' }")
    assert table == Table(("s", "nothing"), ((ID["tgt1"], None),))


def test_ask(store: Store) -> None:
    assert store.ask("ASK { id:one a pg:Drug }")
    assert not store.ask("ASK { id:one a pg:Company }")


def test_construct_gives_each_triple_once(store: Store) -> None:
    found = store.construct("CONSTRUCT { id:x a pg:Drug } WHERE { ?s a pg:Drug }")
    assert found == [(ID["x"], RDF.type, PG.Drug)]


def test_describe(store: Store) -> None:
    found = store.construct("DESCRIBE id:tgt1")
    assert (ID["tgt1"], SKOS.notation, Literal("TGT1")) in found


def test_the_wrong_form_is_an_error(store: Store) -> None:
    for ask, query in [
        (store.select, "ASK {}"),
        (store.ask, "SELECT * {}"),
        (store.construct, "ASK {}"),
    ]:
        with pytest.raises(QueryError):
            ask(query)


def test_what_the_engine_cannot_do_is_an_error(store: Store) -> None:
    with pytest.raises(QueryError, match="custom function"):
        store.select("SELECT (id:function(1) AS ?x) {}")
    with pytest.raises(QueryError, match=r"RDF 1\.2"):
        store.select("SELECT (TRIPLE(id:a, id:b, id:c) AS ?x) {}")


def test_a_syntax_error_has_its_place(store: Store) -> None:
    with pytest.raises(QuerySyntaxError, match="line 2, column 9") as caught:
        store.select("SELECT *\nWHERE { ) }")
    assert (caught.value.line, caught.value.column) == (2, 9)
    assert caught.value.excerpt == "WHERE { ) }\n        ^"


def test_the_dataset_shows_the_same_data(store: Store) -> None:
    dataset = store.as_dataset()
    rows = list(dataset.query("SELECT ?s { ?s a pg:Biotarget }"))
    assert [str(row[0]) for row in rows] == [ID["tgt1"]]  # type: ignore[index]


def test_a_closed_store_is_a_mistake(store: Store) -> None:
    store.close()
    with pytest.raises(ValueError, match="closed"):
        store.named_graphs()


def test_an_iri_that_is_nowhere_finds_nothing(store: Store) -> None:
    assert list(store.statements(IRI("urn:nobody"))) == []
    assert store.count(IRI("urn:nowhere")) == 0

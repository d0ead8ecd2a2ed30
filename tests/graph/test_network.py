from __future__ import annotations

from datetime import date

import networkx as nx
import pytest
from tests.graph.drawing import iri, snapshot, tie

from pharmagraph.errors import ConfigError
from pharmagraph.graph.network import to_networkx

WORLD = snapshot(
    [
        tie("alfa", "partner-of", "beta", strength=0.5, via="p1", group="deal", sources=("book",)),
        tie("alfa", "funds", "beta", strength=0.8, via="f1", group="deal", sources=("news",)),
        tie(
            "beta",
            "partner-of",
            "alfa",
            strength=0.5,
            via="p2",
            begun=date(2020, 1, 1),
            ended=date(2021, 1, 1),
        ),
        tie("alfa", "partner-of", "gamma", strength=0.5, status="agreed"),
        tie("alfa", "met", "gamma", strength=0.1),
        tie("ivanov", "member-of", "alfa"),
        tie("alfa", "develops", "mab"),
    ],
    {"ivanov": "person", "mab": "drug", "alone": "company"},
    as_of=date(2025, 1, 1),
)


def test_all_is_a_multigraph_keyed_by_relation_node() -> None:
    graph = to_networkx(WORLD, as_of=date(2020, 6, 1))
    assert isinstance(graph, nx.MultiDiGraph)
    assert list(graph) == [iri(name) for name in ("alfa", "alone", "beta", "gamma", "ivanov", "mab")]
    assert set(graph[iri("alfa")][iri("beta")]) == {iri("p1"), iri("f1")}
    second = graph.edges[iri("beta"), iri("alfa"), iri("p2")]
    assert (second["relation"], second["layer"], second["strength"]) == ("partner-of", "alliance", 0.5)
    assert (second["from"], second["to"], second["sources"]) == ("2020-01-01", "2021-01-01", ("news",))
    assert graph.edges[iri("alfa"), iri("mab"), "develops"]["relation"] == "develops"
    assert graph.nodes[iri("alfa")]["kind"] == "company"
    assert (graph.graph["as_of"], graph.graph["origins"]) == ("2020-06-01", {})


def test_time_and_status_are_filtered_as_for_paths() -> None:
    assert not to_networkx(WORLD).has_edge(iri("beta"), iri("alfa"))  # ended before the date of the data
    assert to_networkx(WORLD, include=frozenset({"ended"})).has_edge(iri("beta"), iri("alfa"))
    promised = to_networkx(WORLD, include=frozenset({"agreed"}))
    assert {tie["relation"] for tie in promised[iri("alfa")][iri("gamma")].values()} == {"partner-of", "met"}


def test_actors_are_a_simple_graph_with_an_agreement_counted_once() -> None:
    graph = to_networkx(WORLD, "actors", as_of=date(2020, 6, 1))
    assert not graph.is_multigraph()
    assert not graph.is_directed()
    assert set(graph) == {iri(name) for name in ("alfa", "alone", "beta", "gamma", "ivanov")}
    edge = graph.edges[iri("alfa"), iri("beta")]
    # The deal counts by its strongest tie, 0.8; the second partnership is another: 1 - 0.2 · 0.5.
    assert (edge["n_relations"], edge["strength"]) == (2, pytest.approx(0.9))
    assert (edge["relations"], edge["sources"]) == (("funds", "partner-of"), ("book", "news"))
    assert not graph.has_edge(iri("alfa"), iri("gamma"))  # an event is no tie
    assert graph.has_edge(iri("ivanov"), iri("alfa"))


def test_organisations_are_without_people() -> None:
    assert iri("ivanov") not in to_networkx(WORLD, "organisations")


def test_a_network_that_is_not_there() -> None:
    with pytest.raises(ConfigError, match="actors"):
        to_networkx(WORLD, "people")

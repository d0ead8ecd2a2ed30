"""Eigenvector, Katz, PageRank and HITS against published values and networkx."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.ties import ODD, kite, small_digraph
from pharmagraph.errors import MetricError
from pharmagraph.graph import spectral
from pharmagraph.graph.spectral import eigenvector, hubs_and_authorities, katz, pagerank


def test_the_kite() -> None:
    found = eigenvector(kite()).values
    want = {"Diane": 0.4810, "Fernando": 0.3977, "Heather": 0.1959, "Jane": 0.0112}
    assert {name: round(found[name], 4) for name in want} == want
    found = katz(kite(), alpha=0.1).values
    want = {"Diane": 0.3907, "Fernando": 0.3595, "Heather": 0.2887, "Jane": 0.2168}
    assert {name: round(found[name], 4) for name in want} == want
    found = pagerank(kite()).values
    want = {"Diane": 0.1471, "Heather": 0.0952, "Jane": 0.0514}
    assert {name: round(found[name], 4) for name in want} == want


def test_a_small_digraph() -> None:
    found = pagerank(small_digraph()).values
    assert found == pytest.approx({3: 0.394149, 1: 0.372527, 2: 0.195824, 4: 0.0375}, abs=1e-6)
    hubs, authorities = hubs_and_authorities(small_digraph())
    assert authorities.values == pytest.approx({1: 0, 2: 0.292893, 3: 0.707107, 4: 0}, abs=1e-6)
    assert hubs.values == pytest.approx({1: 0.414214, 2: 0.292893, 3: 0, 4: 0.292893}, abs=1e-6)
    found = katz(small_digraph(), alpha=0.1, normalized=False).values
    assert found == pytest.approx({3: 1.32457, 1: 1.132457, 2: 1.113246, 4: 1}, abs=1e-6)


def test_the_default_alpha_of_katz_is_a_share_of_the_largest() -> None:
    found = katz(kite())
    assert found.parameters["largest eigenvalue"] == pytest.approx(4.3064, abs=1e-4)
    assert found.parameters["alpha"] == pytest.approx(0.85 / 4.3064, abs=1e-4)
    assert katz(nx.karate_club_graph()).parameters["largest eigenvalue"] == pytest.approx(6.7257, abs=1e-4)
    with pytest.raises(MetricError, match=r"below 1 ⁄ 4\.3064 = 0\.2322"):
        katz(kite(), alpha=0.24)
    with pytest.raises(MetricError, match="above 0"):
        katz(nx.DiGraph([(0, 1)]), alpha=-1)


def test_values_are_those_of_networkx() -> None:
    for seed in range(3):
        graph = nx.gnp_random_graph(40, 0.12, seed=seed, directed=seed == 2)
        for _, _, edge in graph.edges(data=True):
            edge["strength"] = 0.5 + seed / 7
        reference = nx.pagerank(graph, weight="strength", tol=1e-14, max_iter=1000)
        assert pagerank(graph, strength="strength").values == pytest.approx(reference, abs=1e-9)
        reference = nx.katz_centrality(graph, alpha=0.05, weight="strength", tol=1e-14, max_iter=10_000)
        assert katz(graph, strength="strength", alpha=0.05).values == pytest.approx(reference, abs=1e-9)
    graph = nx.gnp_random_graph(40, 0.2, seed=5)
    reference = nx.eigenvector_centrality(graph, tol=1e-13, max_iter=100_000)
    assert eigenvector(graph).values == pytest.approx(reference, abs=1e-9)


def test_pagerank_near_a_node_stays_near_it() -> None:
    path = nx.path_graph(5)
    found = pagerank(path, near=[0]).values
    assert found == pytest.approx(
        nx.pagerank(path, personalization={0: 1}, tol=1e-14, max_iter=1000), abs=1e-9
    )
    assert found[4] < found[0]
    with pytest.raises(MetricError, match="wider projection"):
        pagerank(path, near=[99])
    with pytest.raises(MetricError, match="alpha"):
        pagerank(path, alpha=1)


def test_eigenvector_is_defined_in_the_largest_component_only() -> None:
    values = eigenvector(nx.Graph([(0, 1), (2, 3), (3, 4)])).values
    assert (values[0], values[1]) == (None, None)
    assert values[3] == pytest.approx(0.5**0.5)
    assert set(eigenvector(nx.DiGraph([(0, 1), (1, 2)])).values.values()) == {None}


def test_hits_settles_on_parts_that_hardly_differ() -> None:
    # Two stars of arcs, 3 and 3 · 1.0000001 strong: the stronger alone has the largest singular value.
    near = nx.DiGraph()
    near.add_weighted_edges_from([("a", "b", 3.0), ("c", "d", 3.000001)], weight="strength")
    hubs, authorities = hubs_and_authorities(near, strength="strength")
    assert hubs.values == {"a": 0.0, "b": 0.0, "c": 1.0, "d": 0.0}
    assert authorities.values["d"] == 1.0
    # two equal parts share
    assert hubs_and_authorities(nx.DiGraph([("a", "b"), ("c", "d")]))[0].values["a"] == pytest.approx(0.5)
    graph = nx.gnp_random_graph(30, 0.15, seed=8, directed=True)
    theirs = nx.hits(graph, tol=1e-14)[0]
    assert hubs_and_authorities(graph)[0].values == pytest.approx(theirs, abs=1e-9)


def test_parts_that_are_nearly_as_strong_are_told_apart_by_the_whole_matrix(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = nx.gnp_random_graph(20, 0.25, seed=9)
    swinging = nx.gnp_random_graph(20, 0.2, seed=9, directed=True)
    settled = [eigenvector(graph), eigenvector(swinging), *hubs_and_authorities(swinging)]
    monkeypatch.setattr(spectral, "ROUNDS", 2)
    solved = [eigenvector(graph), eigenvector(swinging), *hubs_and_authorities(swinging)]
    for one, other in zip(settled, solved, strict=True):
        assert one.values == pytest.approx(other.values, abs=1e-9)
    monkeypatch.setattr(spectral, "DENSE_UP_TO", 5)
    with pytest.raises(MetricError, match="did not settle"):
        eigenvector(graph)


@pytest.mark.parametrize("name", ODD)
def test_odd_graphs(name: str) -> None:
    graph = ODD[name]
    hubs, authorities = hubs_and_authorities(graph)
    for found in (eigenvector(graph), katz(graph), pagerank(graph), hubs, authorities):
        assert set(found.values) == set(graph)
        assert all(value is None or 0 <= value <= 1 for value in found.values.values())
    if len(graph):
        assert sum(pagerank(graph).values.values()) == pytest.approx(1)
    if not nx.Graph(graph).size() or name == "tied to itself":
        assert set(hubs.values.values()) <= {None}

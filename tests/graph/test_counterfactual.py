"""A node gone, a tie added, and the graph given left as it was."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.ties import ODD, kite, multigraph
from pharmagraph.errors import MetricError
from pharmagraph.graph.counterfactual import compare, moved, shape, with_tie, without_nodes


def test_the_kite_without_heather() -> None:
    assert shape(kite()).efficiency == pytest.approx(0.646296, abs=1e-6)
    kept = shape(without_nodes(kite(), ["Heather"]))
    assert (kept.efficiency, kept.n_nodes) == (pytest.approx(0.411111, abs=1e-6), 10)
    gone = shape(without_nodes(kite(), ["Heather"], keep=False))
    assert (gone.efficiency, gone.n_nodes, gone.components) == (pytest.approx(0.513889, abs=1e-6), 9, 2)


def test_pairs_that_lose_and_gain_a_way() -> None:
    path = nx.Graph([("ministry", "council"), ("council", "firm"), ("other firm", "bank")])
    sets = (["ministry"], ["firm", "other firm"])
    change = compare(path, without_nodes(path, ["council"]), *sets)
    assert (change.lost, change.gained) == ((("ministry", "firm"),), ())
    assert (change.before.distance, change.before.reached, change.before.asked) == (2.0, 1, 2)
    assert (change.after.distance, change.after.reached) == (None, 0)
    change = compare(path, with_tie(path, "council", "other firm"), *sets)
    assert (change.lost, change.gained) == ((), (("ministry", "other firm"),))


def test_the_graph_given_is_not_changed() -> None:
    for graph in (
        kite(),
        multigraph([("a", "b"), ("a", "b"), ("b", "c")]),
        nx.DiGraph([(0, 1), (1, 0), (1, 2)]),
    ):
        before = nx.to_dict_of_dicts(graph)
        node, *_, other = graph
        assert not without_nodes(graph, [node]).degree(node)
        assert with_tie(graph, node, other).size() > graph.size() or graph.has_edge(node, other)
        assert nx.to_dict_of_dicts(graph) == before


def test_a_supposed_tie_leads_both_ways_and_has_no_source() -> None:
    after = with_tie(nx.DiGraph([(0, 1)]), 1, 0, strength=0.5)
    assert after.edges[1, 0]["sources"] == ()
    assert after.edges[1, 0]["strength"] == 0.5
    assert after.has_edge(0, 1)


def test_changes_of_values() -> None:
    assert moved({"a": 1.0, "b": None, "c": 2.0}, {"a": 0.5, "b": 1.0}) == {"a": -0.5, "b": None, "c": None}


@pytest.mark.parametrize("name", ODD)
def test_odd_graphs(name: str) -> None:
    found = shape(ODD[name])
    assert found.n_nodes == len(ODD[name])
    assert (found.efficiency is None) == (len(ODD[name]) < 2)


def test_what_cannot_be_supposed() -> None:
    with pytest.raises(MetricError, match="Zoe"):
        without_nodes(kite(), ["Zoe"])
    with pytest.raises(MetricError, match="Zoe"):
        with_tie(kite(), "Ed", "Zoe")
    with pytest.raises(MetricError, match="itself"):
        with_tie(kite(), "Ed", "Ed")

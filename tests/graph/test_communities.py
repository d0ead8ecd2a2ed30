"""Communities of the karate club, their stability, and how far partitions agree."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.ties import ODD, karate
from pharmagraph.errors import MetricError
from pharmagraph.graph.communities import (
    METHODS,
    adjusted_rand,
    agreement_with,
    communities,
    consensus,
    modularity,
    without_isolated,
)


@pytest.mark.parametrize("method", METHODS)
def test_the_best_of_many_runs_on_the_karate_club(method: str) -> None:
    found = communities(karate(), method=method)
    assert found.modularity == pytest.approx(0.419790, abs=1e-6)
    assert [len(one) for one in found.members] == [12, 11, 6, 5]
    assert found.highest == found.modularity
    assert 0.38 < (found.lowest or 0) <= 0.4198
    assert found.central[0][0] == 33
    assert found.central[1][0] == 0
    assert (found.runs, found.seed) == (50, 1)


def test_weights_and_factions_of_the_karate_club() -> None:
    club = nx.karate_club_graph()
    assert communities(club, strength="weight", runs=20).modularity == pytest.approx(0.444904, abs=1e-6)
    factions = [
        frozenset(node for node, of in club.nodes(data="club") if of == name)
        for name in ("Mr. Hi", "Officer")
    ]
    assert modularity(club, factions, strength=None) == pytest.approx(0.358235, abs=1e-6)


def test_two_cliques_are_two_stable_communities() -> None:
    cliques = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(4))
    cliques.add_edge(0, 4)
    found = communities(cliques, runs=10)
    assert found.members == (frozenset(range(4)), frozenset(range(4, 8)))
    assert (found.agreement, found.n_partitions, set(found.stability.values())) == (1.0, 1, {1.0})
    # 13 ties, 6 within each, degrees 13 on each side: 2 (6/13 − 1/4)
    assert found.modularity == pytest.approx(2 * (6 / 13 - 0.25))
    assert (found.community_of(5), found.stability_of(1)) == (1, 1.0)
    with pytest.raises(KeyError):
        found.community_of(99)


def test_stability_is_the_share_of_runs_that_agree() -> None:
    # A ring of six has no communities of its own, so runs differ in where they cut it.
    found = communities(nx.cycle_graph(6), method="louvain", runs=40)
    assert found.n_partitions > 1
    assert 0 < (found.stability_of(0) or 0) < 1
    assert (found.agreement or 1) < 1


def test_a_higher_resolution_gives_more_communities() -> None:
    sizes = [len(communities(karate(), resolution=one, runs=5).members) for one in (0.5, 1.0, 2.0)]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[2]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", ODD)
def test_odd_graphs(method: str, name: str) -> None:
    found = communities(ODD[name], method=method, runs=3)
    assert sorted(node for one in found.members for node in one) == sorted(ODD[name])
    assert set(found.stability) == set(ODD[name])
    tied = nx.Graph(ODD[name]).size() > nx.number_of_selfloops(ODD[name])
    assert (found.modularity is None) == (not tied)


def test_agreement_of_partitions() -> None:
    halves = (frozenset({0, 1}), frozenset({2, 3}))
    crossed = (frozenset({0, 2}), frozenset({1, 3}))
    assert adjusted_rand(halves, halves) == 1.0
    # no pair together in both; 2 + 2 of 6 pairs: (0 − 4/6) / (2 − 4/6)
    assert adjusted_rand(halves, crossed) == pytest.approx(-0.5)
    assert agreement_with(halves, {0: "x", 1: "x", 2: "y", 3: "y"}).nmi == pytest.approx(1.0)
    assert agreement_with(crossed, {0: "x", 1: "x", 2: "y", 3: "y"}).nmi == 0.0
    part = agreement_with(halves, {0: "x", 1: "x", 2: "x", 3: None})
    # three nodes have a group, all the same one: knowing the community tells nothing
    assert (part.nmi, part.n_nodes, part.table) == (0.0, 3, {(0, "x"): 2, (1, "x"): 1})
    assert agreement_with((frozenset({0, 1}),), {0: "x", 1: "x"}).nmi is None


def test_consensus_settles_on_the_parts_that_runs_agree_on() -> None:
    cliques = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(4))
    cliques.add_edge(0, 4)
    cliques.add_node(8)
    assert consensus(cliques, runs=5) == (frozenset(range(4)), frozenset(range(4, 8)), frozenset({8}))
    assert consensus(nx.Graph()) == ()


def test_what_cannot_be_asked() -> None:
    with pytest.raises(MetricError, match="leiden, louvain"):
        communities(karate(), method="infomap")
    with pytest.raises(MetricError, match="above 0"):
        communities(karate(), resolution=0)
    with pytest.raises(MetricError, match="without ties"):
        modularity(nx.empty_graph(2), [frozenset({0, 1})])


def test_without_isolated_nodes_the_others_keep_their_order() -> None:
    # 40 nodes, of which the last 8 are tied in pairs: few among many, where networkx would use a set
    graph = nx.Graph(name="a drawing")
    graph.add_nodes_from((f"n{number}", {"kind": "x"}) for number in range(40))
    graph.add_edges_from((f"n{number}", f"n{number + 1}", {"weight": 2.0}) for number in range(32, 40, 2))
    tied = without_isolated(graph)
    assert list(tied) == [f"n{number}" for number in range(32, 40)]
    assert tied.graph == {"name": "a drawing"}
    assert tied.nodes["n32"] == {"kind": "x"}
    assert tied.edges["n32", "n33"] == {"weight": 2.0}

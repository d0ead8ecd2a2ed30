"""The five roles, what chance would give, and the pairs themselves."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import networkx as nx
import pytest

from graph.ties import lettered, multigraph
from pharmagraph.errors import MetricError
from pharmagraph.graph.brokerage import ROLES, Brokered, brokerage, expected_count, role_of
from pharmagraph.graph.collapse import collapse_ties

REFERENCE = "a1a2 a2a3 a2b1 b1b2 b1a3 b2c1 c1b1 a1b1 b2b3 c1a1"


def counts(found: object) -> dict[str, tuple[int, ...]]:
    """Node → counts in the order of the roles."""
    by_node: dict[str, dict[str, int]] = {}
    for row in found.roles:  # type: ignore[attr-defined]
        by_node.setdefault(row.node, {})[row.role] = row.count
    return {node: tuple(of[role] for role in ROLES) for node, of in by_node.items()}


def test_the_reference_digraph() -> None:
    # coordinator, itinerant, representative, gatekeeper, liaison
    assert counts(brokerage(lettered(REFERENCE), "group", permutations=0)) == {
        "a1": (0, 0, 0, 1, 0),
        "a2": (1, 0, 0, 0, 0),
        "b1": (0, 1, 0, 3, 1),
        "b2": (1, 0, 1, 0, 0),
        "c1": (0, 1, 0, 0, 1),
    }


def test_what_chance_would_give_in_the_reference_digraph() -> None:
    found = brokerage(lettered(REFERENCE), "group", permutations=0)
    expected = [row.expected for row in found.roles if row.node == "a1"]
    assert expected == pytest.approx([0.086384, 0.259151, 0.345535, 0.345535, 0.259151], abs=1e-6)
    assert found.density == pytest.approx(10 / 42)


def test_mean_and_variance_of_fifteen_nodes() -> None:
    found = [expected_count(role, "a", {"a": 5, "b": 4, "c": 6}, 0.25) for role in ROLES]
    assert [mean for mean, _ in found] == [0.5625, 1.96875, 1.875, 1.875, 2.25]
    assert [round(variance, 3) for _, variance in found] == [0.853, 3.775, 4.951, 4.951, 4.676]


def test_the_hub_of_a_star_of_strangers_is_a_liaison() -> None:
    star = nx.DiGraph([(leaf, "hub") for leaf in "abcd"] + [("hub", leaf) for leaf in "abcd"])
    found = brokerage(star, lambda node: node, permutations=0)
    assert counts(found) == {"hub": (0, 0, 0, 0, 12)}
    assert all(row.too_few and row.expected is None for row in found.roles)
    assert counts(brokerage(star.to_undirected(), lambda node: node, permutations=0)) == {
        "hub": (0, 0, 0, 0, 12)
    }


def test_counts_are_those_of_trying_every_triple() -> None:
    for seed in range(8):
        graph = nx.gnp_random_graph(9, 0.3, seed=seed, directed=True)
        group = {node: node % 3 for node in graph}
        tried: Counter[tuple[int, str]] = Counter()
        for a, v, b in permutations(graph, 3):
            if graph.has_edge(a, v) and graph.has_edge(v, b) and not graph.has_edge(a, b):
                tried[v, role_of(group[a], group[v], group[b])] += 1
        found = brokerage(graph, group, permutations=0)
        assert {(row.node, row.role): row.count for row in found.roles if row.count} == dict(tried)


def test_the_brokered_pairs_carry_the_sources_of_both_ties() -> None:
    ties = multigraph(
        [
            ("ministry", "council", {"sources": ("decree",), "relation": "founded"}),
            ("council", "firm", {"sources": ("news", "site"), "relation": "funds", "symmetric": False}),
        ]
    )
    found = brokerage(
        collapse_ties(ties, directed=True), {"ministry": "s", "council": "c", "firm": "i"}, permutations=0
    )
    assert found.pairs_of("council") == [
        Brokered(
            "ministry", "council", "firm", "liaison", ("decree",), ("news", "site"), ("founded",), ("funds",)
        )
    ]
    assert found.pairs_of("council", "gatekeeper") == []


def test_one_agreement_counts_once() -> None:
    deal = {"group": "deal"}
    told = [
        ("a", "b", deal),
        ("a", "b", deal),
        ("b", "c", deal),
        ("b", "c", {**deal, "relation": "supplies"}),
    ]
    found = brokerage(
        collapse_ties(multigraph(told), directed=True), dict.fromkeys("abc", "x"), permutations=0
    )
    assert [row.count for row in found.roles if row.role == "coordinator"] == [2]
    everyone = [*told, ("a", "c", deal)]
    assert not brokerage(collapse_ties(multigraph(everyone), directed=True), dict.fromkeys("abc", "x")).roles


def test_unknown_groups_and_lone_nodes_are_left_out_and_counted() -> None:
    graph = nx.DiGraph([("a", "b"), ("b", "c"), ("x", "b"), ("b", "x")])
    graph.add_node("lonely")
    found = brokerage(graph, {"a": "p", "b": "p", "c": "q", "lonely": "q", "x": ""}, permutations=0)
    assert (found.left_out, found.isolated, found.sizes) == (1, 1, {"p": 2, "q": 1})
    assert [(row.role, row.count) for row in found.roles if row.count] == [("representative", 1)]


def test_only_pairs_between_the_groups_asked_for() -> None:
    found = brokerage(lettered(REFERENCE), "group", between=("a", "c"), permutations=0)
    # c1→b1→a3 and c1→a1→a2; no a reaches c in two steps
    assert {(row.node, row.role): row.count for row in found.roles if row.count} == {
        ("a1", "gatekeeper"): 1,
        ("b1", "liaison"): 1,
    }
    mean, _ = expected_count("liaison", "b", {"a": 3, "b": 3, "c": 1}, 0.25, between=("a", "c"))
    assert mean == pytest.approx(0.25**2 * 0.75 * 2 * 3 * 1)
    with pytest.raises(MetricError, match="'z'"):
        brokerage(lettered(REFERENCE), "group", between=("a", "z"))


@pytest.mark.parametrize(
    "graph",
    [
        nx.DiGraph(),
        nx.empty_graph(1),
        nx.Graph([(0, 0)]),
        nx.empty_graph(4),
        nx.complete_graph(4),
        nx.DiGraph([(0, 1)]),
    ],
)
def test_graphs_without_brokers(graph: nx.Graph) -> None:
    found = brokerage(graph, lambda _: "all", permutations=19)
    assert (found.roles, found.pairs, found.permutations) == ((), (), 0)


def test_one_group_has_coordinators_only() -> None:
    found = brokerage(nx.path_graph(5), lambda _: "all", permutations=99)
    assert {row.role for row in found.roles if row.count} == {"coordinator"}
    assert all(row.z is None for row in found.roles if row.role != "coordinator")
    assert all(row.p_labels == 1.0 for row in found.roles)


def test_what_cannot_be_asked() -> None:
    with pytest.raises(MetricError, match="attribute 'ministry'"):
        brokerage(nx.path_graph(3), "ministry")
    with pytest.raises(MetricError, match="permutations"):
        brokerage(lettered(REFERENCE), "group", permutations=5)
    with pytest.raises(MetricError, match="collapse"):
        brokerage(nx.MultiDiGraph([(0, 1)]), "group")

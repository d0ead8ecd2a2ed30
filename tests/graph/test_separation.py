"""Minimum cuts against trying every set, and pairs without a direct tie."""

from __future__ import annotations

from itertools import combinations
from random import Random

import networkx as nx
import pytest

from graph.ties import kite
from pharmagraph.errors import MetricError
from pharmagraph.graph.separation import separate, unlinked


def test_cuts_are_those_found_by_trying_every_set() -> None:
    random = Random(3)
    for _ in range(60):
        graph = nx.gnp_random_graph(
            random.randint(4, 8), random.choice([0.3, 0.5]), seed=random.randrange(1000)
        )
        first, second = set(range(random.randint(1, 2))), {len(graph) - 1}
        found = separate(graph, first, second, limit=1000)
        rest = graph.copy()
        rest.remove_edges_from(found.direct)
        between = [node for node in graph if node not in first | second]
        for size in range(len(between) + 1):
            cuts = {
                frozenset(cut)
                for cut in combinations(between, size)
                if not any(
                    nx.has_path(rest.subgraph(set(rest) - set(cut)), a, b) for a in first for b in second
                )
            }
            if cuts:
                break
        assert found.size == size
        assert set(found.cuts) == (cuts if size else set())
        assert found.in_all == (frozenset.intersection(*cuts) if size else frozenset())
        assert found.complete


def test_a_direct_tie_is_told_and_set_aside() -> None:
    # ministry–firm directly, and through a or through b
    graph = nx.Graph([("ministry", "firm"), *((end, x) for end in ("ministry", "firm") for x in "ab")])
    found = separate(graph, ["ministry"], ["firm"])
    assert (found.direct, found.size, found.cuts) == ((("ministry", "firm"),), 2, (frozenset("ab"),))
    alone = separate(nx.Graph([("ministry", "firm")]), ["ministry"], ["firm"])
    assert (alone.size, alone.cuts, alone.in_all) == (0, (), frozenset())


def test_the_members_of_the_sets_are_never_in_the_cut() -> None:
    graph = nx.Graph([("m1", "m2"), ("m2", "x"), ("x", "f1"), ("f1", "f2")])
    assert separate(graph, ["m1", "m2"], ["f1", "f2"]).cuts == (frozenset({"x"}),)


def test_a_limit_is_owned_up_to() -> None:
    # a chain of five between the ends: five cuts of one node
    found = separate(nx.path_graph(7), [0], [6], limit=2)
    assert (found.size, found.cuts, found.complete) == (1, (frozenset({1}), frozenset({2})), False) or (
        len(found.cuts) == 2 and not found.complete
    )
    assert found.in_all == frozenset()
    assert len(separate(nx.path_graph(7), [0], [6]).cuts) == 5


def test_sets_that_make_no_sense() -> None:
    with pytest.raises(MetricError, match="no node"):
        separate(nx.path_graph(3), [0], ["nobody"])
    with pytest.raises(MetricError, match="both sets"):
        separate(nx.path_graph(3), [0, 1], [1])
    named = nx.path_graph(3)
    nx.set_node_attributes(named, {0: "health", 1: "trade", 2: "firm"}, "id")
    with pytest.raises(MetricError, match="trade and 1 more are in both sets"):
        separate(named, [0, 1, 2], [1, 2])
    with pytest.raises(MetricError, match="no node"):
        separate(nx.Graph(), [], [])


def test_pairs_without_a_tie_and_through_whom() -> None:
    nearest, *_, farthest = unlinked(kite(), ["Andre", "Ike", "Jane", "Carol"])
    # Andre and Carol are tied; Andre–Fernando–Heather–Ike
    assert (nearest.start, nearest.end, nearest.distance) == ("Andre", "Ike", 3)
    assert (nearest.path, nearest.n_paths) == (("Andre", "Fernando", "Heather", "Ike"), 1)
    assert (farthest.start, farthest.end, farthest.distance) == ("Carol", "Jane", 4)
    (two,) = unlinked(nx.cycle_graph(4), [0], [2])
    assert (two.distance, two.through, two.n_paths, two.path) == (2, (1, 3), 2, (0, 1, 2))


def test_pairs_that_do_not_reach_each_other_come_last() -> None:
    graph = nx.Graph([(0, 1), (1, 2)])
    graph.add_node(3)
    found = unlinked(graph, [0, 2, 3])
    assert [(one.end, one.distance) for one in found] == [(2, 2), (3, None), (3, None)]
    assert unlinked(nx.complete_graph(3), [0, 1, 2]) == []

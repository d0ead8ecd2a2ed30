"""Under the null, p-values are uniform: the z-test and both permutation tests, on random graphs."""

from __future__ import annotations

from math import erf, sqrt
from random import Random

import networkx as nx
import pytest

from pharmagraph.errors import MetricError
from pharmagraph.graph import significance
from pharmagraph.graph.brokerage import brokerage
from pharmagraph.graph.significance import adjusted

THOUSANDTH = 1.95
"""√n times the Kolmogorov–Smirnov distance that uniform values exceed once in a thousand times."""


def distance(values: list[float]) -> float:
    """√n times the largest gap between the values' distribution and the uniform one."""
    ordered, n = sorted(values), len(values)
    gap = max(max((place + 1) / n - value, value - place / n) for place, value in enumerate(ordered))
    return gap * sqrt(n)


def test_the_distance_itself() -> None:
    assert distance([0.5]) == 0.5
    assert distance([(n + 0.5) / 100 for n in range(100)]) == pytest.approx(0.05)
    assert distance([((n + 0.5) / 100) ** 2 for n in range(100)]) > THOUSANDTH


def test_z_is_standard_normal_on_random_graphs() -> None:
    # One node per graph, so that the values are independent; N = 36, D = 0.3, three groups of twelve.
    values = []
    for seed in range(80):
        graph = nx.gnp_random_graph(36, 0.3, seed=seed, directed=True)
        found = brokerage(graph, {node: node % 3 for node in graph}, permutations=0)
        row = next(one for one in found.roles if (one.node, one.role) == (seed % 36, "liaison"))
        values.append((1 + erf((row.z or 0.0) / sqrt(2))) / 2)
    assert distance(values) < THOUSANDTH


def test_label_permutations_give_uniform_p_when_labels_mean_nothing() -> None:
    values = []
    for seed in range(60):
        graph = nx.gnp_random_graph(18, 0.3, seed=seed, directed=True)
        labels = [node % 3 for node in graph]
        Random(seed).shuffle(labels)
        found = brokerage(graph, dict(enumerate(labels)), permutations=99, seed=seed)
        row = next(one for one in found.roles if (one.node, one.role) == (seed % 18, "liaison"))
        values.append((row.p_labels or 0.0) - Random(seed).random() / 100)
    assert distance(values) < THOUSANDTH


def test_rewiring_gives_uniform_p_when_only_degrees_matter() -> None:
    # The graph under test is itself one of the graphs with its degrees: its own ties, rewired many times over.
    values = []
    for seed in range(60):
        random = Random(seed)
        start = nx.gnp_random_graph(16, 0.25, seed=seed, directed=True)
        one_way = [(a, b) for a, b in start.edges if not start.has_edge(b, a)]
        mutual = [(a, b) for a, b in start.edges if start.has_edge(b, a) and a < b]
        wiring = significance._Wiring(mutual, one_way)
        wiring.swap(2_000, random)
        graph = nx.DiGraph(zip(*wiring.arcs(), strict=True))
        found = brokerage(graph, {node: node % 2 for node in graph}, permutations=99, seed=seed)
        rows = [one for one in found.roles if one.role == "itinerant" and one.p_ties is not None]
        row = max(rows, key=lambda one: (graph.in_degree(one.node) * graph.out_degree(one.node), -one.node))
        values.append((row.p_ties or 0.0) - random.random() / 100)
    assert distance(values) < THOUSANDTH


def test_rewiring_keeps_every_degree_and_makes_no_double_tie() -> None:
    mutual = [(0, 1), (2, 3), (4, 5), (6, 7), (0, 7)]
    one_way = [(0, 2), (3, 5), (5, 7), (7, 1), (1, 4)]

    def degrees(both: list[tuple[int, int]], arcs: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
        return [
            (
                sum(node in pair for pair in both),
                sum(a == node for a, _ in arcs),
                sum(b == node for _, b in arcs),
            )
            for node in range(8)
        ]

    wiring = significance._Wiring(mutual, one_way)
    wiring.swap(500, Random(1))
    assert degrees(wiring._mutual, wiring._one_way) == degrees(mutual, one_way)
    assert {frozenset(pair) for pair in wiring._mutual} != {frozenset(pair) for pair in mutual}
    pairs = [frozenset(pair) for pair in (*wiring._mutual, *wiring._one_way)]
    assert len(set(pairs)) == len(pairs) == 10
    assert all(len(pair) == 2 for pair in pairs)


def test_a_broker_that_stands_out_has_a_small_p() -> None:
    # Rings of b and c; b0 alone is tied to a, and to all six of it, who are not tied to one another: 6 · 5 pairs.
    ring = [(f"{g}{n}", f"{g}{n % 6 + 1}") for g in "bc" for n in range(1, 7)]
    graph = nx.Graph([*ring, *(("b0", f"a{n}") for n in range(6))])
    found = brokerage(graph, lambda node: node[0], permutations=199, seed=2)
    row = next(one for one in found.roles if (one.node, one.role) == ("b0", "itinerant"))
    assert row.count == 30
    assert row.p_labels is not None
    assert row.p_labels < 0.05
    assert row.q_labels is not None
    assert row.q_labels >= row.p_labels
    # p is below 0.05, so fewer than one shuffle in twenty gives as many
    assert row.by_labels is not None
    assert row.by_labels[1] < row.count
    assert brokerage(graph, lambda node: node[0], permutations=199, seed=2) == found


def test_ranges_are_what_the_shuffles_give() -> None:
    # One group and a star: no shuffle changes a label, no two ties can be swapped; 3 · 2 ordered pairs each time.
    star = nx.Graph([("council", "health"), ("council", "industry"), ("council", "science")])
    found = brokerage(star, lambda _: "all", permutations=39)
    row = next(one for one in found.roles if one.role == "coordinator")
    assert (row.count, row.by_labels, row.by_ties) == (6, (6, 6), (6, 6))
    assert (row.p_labels, row.p_ties) == (1.0, 1.0)
    untested = brokerage(star, lambda _: "all", permutations=0).roles
    assert {(one.by_labels, one.by_ties) for one in untested} == {(None, None)}


def test_benjamini_and_hochberg() -> None:
    # 4 questions: 0.01·4/1, 0.02·4/2, 0.03·4/3 and 0.5·4/4, each no more than the next
    assert adjusted([0.03, 0.5, 0.01, 0.02]) == pytest.approx([0.04, 0.5, 0.04, 0.04])
    assert adjusted([]) == []


def test_too_many_nodes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(significance, "DENSE_UP_TO", 3)
    with pytest.raises(MetricError, match="permutations=0"):
        brokerage(nx.path_graph(5), lambda _: "all", permutations=19)

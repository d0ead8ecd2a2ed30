"""Published values, exhaustive counts, and one value whatever the engine."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from graph.ties import ODD, karate, kite
from pharmagraph.errors import MetricError
from pharmagraph.graph import centrality
from pharmagraph.graph.centrality import betweenness, closeness, core, degree, harmonic, strength

if TYPE_CHECKING:
    from collections.abc import Callable


def test_betweenness_of_the_kite() -> None:
    raw = betweenness(kite(), normalized=False).values
    want = {"Heather": 14, "Fernando": 8.3333, "Garth": 8.3333, "Ike": 8, "Diane": 3.6667, "Andre": 0.8333}
    assert {name: round(raw[name], 4) for name in want} == want
    assert [raw[name] for name in ("Carol", "Ed", "Jane")] == [0, 0, 0]
    shares = betweenness(kite()).values
    want = {"Heather": 0.3889, "Fernando": 0.2315, "Ike": 0.2222, "Diane": 0.1019}
    assert {name: round(shares[name], 4) for name in want} == want


def test_closeness_and_harmonic_of_the_kite() -> None:
    near, sums = closeness(kite()).values, harmonic(kite()).values
    want = {"Fernando": 0.6429, "Garth": 0.6429, "Diane": 0.6, "Heather": 0.6, "Ike": 0.4286, "Jane": 0.3103}
    assert {name: round(near[name], 4) for name in want} == want
    want = {"Diane": 7.0833, "Fernando": 6.8333, "Jane": 3.4167}
    assert {name: round(sums[name], 4) for name in want} == want


def test_the_florentine_families_and_the_karate_club() -> None:
    families = betweenness(nx.florentine_families_graph()).values
    want = {"Medici": 0.5220, "Guadagni": 0.2546, "Albizzi": 0.2125, "Salviati": 0.1429}
    assert {name: round(families[name], 4) for name in want} == want
    club = betweenness(karate()).values
    assert (club[0], club[33]) == (pytest.approx(0.437635, abs=1e-6), pytest.approx(0.304075, abs=1e-6))
    assert betweenness(karate(), normalized=False).values[0] == pytest.approx(231.0714, abs=1e-4)
    assert closeness(karate()).values[0] == pytest.approx(0.568966, abs=1e-6)


def test_closeness_is_not_best_in_the_smallest_part() -> None:
    # path 0–1–2 and a tie 3–4: of 1, reached 3 of 5: (2/4)·(2/2) = 0.5; of 3: (1/4)·(1/1) = 0.25
    parts = nx.Graph([(0, 1), (1, 2), (3, 4)])
    near, sums = closeness(parts).values, harmonic(parts).values
    assert (near[1], round(near[0], 4), near[3]) == (0.5, 0.3333, 0.25)
    assert (sums[1], sums[0], sums[3]) == (2.0, 1.5, 1.0)


def test_core_numbers() -> None:
    numbers = core(kite()).values
    assert numbers == dict.fromkeys(["Andre", "Beverley", "Carol", "Diane", "Ed", "Fernando", "Garth"], 3) | {
        "Heather": 2, "Ike": 1, "Jane": 1,
    }  # fmt: skip
    club = core(karate()).values
    assert {node for node, k in club.items() if k == 4} == {0, 1, 2, 3, 7, 8, 13, 30, 32, 33}
    assert max(k or 0 for k in club.values()) == 4


def test_strength_is_closeness_not_distance() -> None:
    # a–b and b–c are strong, a–c weak: the way from a to c is through b
    triangle = nx.Graph()
    triangle.add_weighted_edges_from([("a", "b", 10), ("b", "c", 10), ("a", "c", 1)], weight="strength")
    assert betweenness(triangle, strength="strength").values["b"] == 1.0
    assert betweenness(triangle).values["b"] == 0.0
    assert strength(triangle).values == {"a": 11, "b": 20, "c": 11}
    # distances 0.1 and 0.2 (through b): closeness of a = 2 / 0.3
    assert closeness(triangle, strength="strength").values["a"] == pytest.approx(2 / 0.3)
    assert harmonic(triangle, strength="strength").values["a"] == pytest.approx(10 + 5)


def test_betweenness_is_the_share_of_shortest_paths_counted_one_by_one() -> None:
    for seed in range(6):
        graph = nx.gnp_random_graph(8, 0.35, seed=seed, directed=seed % 2 == 1)
        counted = dict.fromkeys(graph, 0.0)
        for start, end in permutations(graph, 2):
            if nx.has_path(graph, start, end):
                paths = list(nx.all_shortest_paths(graph, start, end))
                for node in graph:
                    inside = sum(node in path[1:-1] for path in paths)
                    counted[node] += inside / len(paths) / (1 if graph.is_directed() else 2)
        assert betweenness(graph, normalized=False).values == pytest.approx(counted)


@pytest.mark.parametrize("measure", [betweenness, closeness, harmonic])
@pytest.mark.parametrize("directed", [False, True])
def test_engines_agree(
    measure: Callable[..., centrality.Measured], directed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = nx.gnp_random_graph(130, 0.02, seed=4, directed=directed)
    compiled = measure(graph)
    assert compiled.engine == "rustworkx"
    assert compiled.exact
    monkeypatch.setattr(centrality, "MATRIX_UP_TO", 10)
    searched = measure(graph)
    everyone = measure(graph, sample=130)
    monkeypatch.setattr(centrality, "COMPILED_ABOVE", 10_000)
    plain = measure(graph)
    assert plain.engine == "networkx"
    for other in (searched, everyone, plain):
        assert other.values == pytest.approx(compiled.values, abs=1e-9)


@pytest.mark.parametrize("measure", [betweenness, closeness, harmonic])
def test_a_sample_says_how_large_it_is_and_how_far_off_it_may_be(
    measure: Callable[..., centrality.Measured],
) -> None:
    graph = nx.gnp_random_graph(200, 0.04, seed=1)
    sampled, exact = measure(graph, sample=80, seed=3), measure(graph)
    assert (sampled.sample, sampled.seed, sampled.engine, sampled.exact) == (80, 3, "numpy", False)
    assert sampled == measure(graph, sample=80, seed=3)
    off = [abs((sampled.values[node] or 0) - (exact.values[node] or 0)) for node in graph]
    assert 0 < sum(off) / len(off) < 2 * sampled.error


def test_large_graphs_are_sampled_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centrality, "EXACT_WORK", 100)
    monkeypatch.setattr(centrality, "EXACT_WORK_WEIGHTED", 100)
    monkeypatch.setattr(centrality, "SAMPLE", 7)
    steps: list[tuple[int, int, str]] = []
    graph = nx.cycle_graph(20)
    found = betweenness(graph, progress=lambda *step: steps.append(step))
    assert (found.sample, steps[-1][:2]) == (7, (7, 7))
    nx.set_edge_attributes(graph, 0.5, "strength")
    with pytest.raises(MetricError, match="preset equal"):
        betweenness(graph, strength="strength")
    with pytest.raises(MetricError, match="at least one"):
        betweenness(graph, sample=0)


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("measure", [degree, core, betweenness, closeness, harmonic])
def test_odd_graphs_have_values(measure: Callable[..., centrality.Measured], name: str) -> None:
    values = measure(ODD[name]).values
    assert set(values) == set(ODD[name])
    assert all(value is not None and 0 <= value < 10 for value in values.values())


def test_a_node_tied_to_itself_only_has_no_ties() -> None:
    assert degree(ODD["tied to itself"]).values == {0: 0}
    assert closeness(ODD["an isolated node"]).values[3] == 0
    assert degree(nx.DiGraph([(0, 1), (1, 0), (1, 2)])).values == {0: 2, 1: 3, 2: 1}


def test_multigraphs_are_refused() -> None:
    for measure in (degree, core, betweenness, closeness, harmonic, strength):
        with pytest.raises(MetricError, match="collapse"):
            measure(nx.MultiGraph([(0, 1)]))

"""Nodes and ties whose loss splits a network."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.ties import ODD, karate, kite
from pharmagraph.errors import MetricError
from pharmagraph.graph.weak_points import articulation_points, bridges, removal


def test_published_weak_points() -> None:
    assert {one.element for one in articulation_points(kite())} == {("Heather",), ("Ike",)}
    assert {frozenset(one.element) for one in bridges(kite())} == {
        frozenset({"Heather", "Ike"}), frozenset({"Ike", "Jane"}),
    }  # fmt: skip
    families = nx.florentine_families_graph()
    assert {one.element[0] for one in articulation_points(families)} == {
        "Albizzi",
        "Guadagni",
        "Medici",
        "Salviati",
    }
    assert {" – ".join(sorted(one.element)) for one in bridges(families)} == {
        "Acciaiuoli – Medici", "Albizzi – Ginori", "Guadagni – Lamberteschi", "Medici – Salviati", "Pazzi – Salviati",
    }  # fmt: skip
    assert [one.element for one in articulation_points(karate())] == [(0,)]
    assert [set(one.element) for one in bridges(karate())] == [{0, 11}]


def test_what_a_loss_does() -> None:
    first = articulation_points(kite(), ["Diane"], ["Jane", "Ike"])[0]
    assert (first.element, first.components, first.cut_off) == (("Heather",), 2, ("Ike", "Jane"))
    assert first.separated == (("Diane", "Jane"), ("Diane", "Ike"))
    # without Ike the pair with Ike is no longer asked about
    assert removal(kite(), "Ike", ["Diane"], ["Jane", "Ike"]).separated == (("Diane", "Jane"),)
    assert removal(kite(), "Ed").cut_off == ()


def test_a_bridge_names_its_sources() -> None:
    graph = nx.Graph()
    graph.add_edge("a", "b", sources=("news",))
    (bridge,) = bridges(graph, ["a"], ["b"])
    assert (bridge.sources, bridge.is_tie, bridge.components) == (("news",), True, 2)
    assert bridge.separated == (("a", "b"),)


@pytest.mark.parametrize("name", ODD)
def test_odd_graphs(name: str) -> None:
    for point in articulation_points(ODD[name]):
        assert point.components > nx.number_connected_components(nx.Graph(ODD[name]))
    assert len(bridges(ODD[name])) == nx.Graph(ODD[name]).size() - nx.number_of_selfloops(ODD[name])


def test_who_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(MetricError, match="wider"):
        removal(kite(), "Zoe")

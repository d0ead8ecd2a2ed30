"""Burt's measures on published graphs, on a drawing, and against networkx."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.ties import ODD, karate, kite
from pharmagraph.errors import MetricError
from pharmagraph.graph.structural_holes import Holes, holes


def test_an_ego_with_three_contacts_two_of_them_tied() -> None:
    found = holes(nx.Graph([("e", "a"), ("e", "b"), ("e", "c"), ("a", "b")]))["e"]
    # a and b: (1/3 + 1/3·1/2)² = 1/4 each; c: (1/3)² = 1/9; effective size 3 − 2·1/3
    assert found.constraint == pytest.approx(0.611111, abs=1e-6)
    assert found.effective_size == pytest.approx(2.333333, abs=1e-6)
    assert found.efficiency == pytest.approx(0.777778, abs=1e-6)
    # shares of the constraint 9/22, 9/22, 4/22 of 3 contacts: Σ r ln r ⁄ (3 ln 3), r = 27/22, 27/22, 12/22
    assert found.hierarchy == pytest.approx(0.052205, abs=1e-6)


def test_published_values() -> None:
    found = holes(kite())
    want = {"Heather": 0.4311, "Fernando": 0.4451, "Diane": 0.4702, "Jane": 1.0}
    assert {name: round(found[name].constraint or 0, 4) for name in want} == want
    assert round(found["Diane"].effective_size or 0, 4) == 3.3333
    assert round(found["Heather"].effective_size or 0, 4) == 2.3333
    families = holes(nx.florentine_families_graph())
    assert round(families["Medici"].constraint or 0, 4) == 0.2099
    assert round(families["Guadagni"].constraint or 0, 4) == 0.25
    assert round(families["Medici"].effective_size or 0, 4) == 5.6667
    club = holes(karate())
    assert club[0].constraint == pytest.approx(0.155423, abs=1e-6)
    assert club[33].constraint == pytest.approx(0.156419, abs=1e-6)
    assert (club[0].effective_size, round(club[33].effective_size or 0, 4)) == (pytest.approx(13.75), 15.2353)


def test_values_are_those_of_networkx() -> None:
    for directed in (False, True):
        graph = nx.gnp_random_graph(25, 0.2, seed=3, directed=directed)
        for number, (_, _, edge) in enumerate(graph.edges(data=True)):
            edge["strength"] = 0.1 + (number % 7) / 10
        found = holes(graph, strength="strength")
        constraint = nx.constraint(graph, weight="strength")
        # Asked for all nodes at once, networkx 3.6.1 divides by the largest tie of the wrong end.
        size = nx.effective_size(graph, nodes=list(graph), weight="strength")
        for node in graph:
            assert found[node].constraint == pytest.approx(constraint[node], abs=1e-9)
            assert found[node].effective_size == pytest.approx(size[node], abs=1e-9)


@pytest.mark.parametrize("name", ODD)
def test_odd_graphs(name: str) -> None:
    found = holes(ODD[name])
    assert set(found) == set(ODD[name])
    for one in found.values():
        assert one == Holes(0, None, None, None, None) or (one.constraint or 0) > 0


def test_one_contact() -> None:
    assert holes(nx.path_graph(2))[0] == Holes(1, 1.0, 1.0, 1.0, 1.0)


def test_strengths_have_to_be_there() -> None:
    with pytest.raises(MetricError, match="strength"):
        holes(nx.path_graph(2), strength="strength")

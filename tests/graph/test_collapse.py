"""Parallel ties become one strength, and evidence can be taken away first."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.ties import multigraph
from pharmagraph.errors import MetricError
from pharmagraph.graph.collapse import check_simple, collapse_ties


def test_independent_ties_combine_by_noisy_or() -> None:
    ties = multigraph([("a", "b", {"strength": 0.5}), ("a", "b", {"strength": 0.8})])
    edge = collapse_ties(ties).edges["a", "b"]
    # 1 − (1 − 0.5)(1 − 0.8) = 0.9
    assert edge["strength"] == pytest.approx(0.9)
    assert edge["n_relations"] == 2


def test_one_agreement_counts_once_however_many_ties_tell_it() -> None:
    told = [
        {"strength": 0.5, "group": "deal", "relation": word} for word in ("signs", "licenses", "supplies")
    ]
    edge = collapse_ties(multigraph([("a", "b", one) for one in told])).edges["a", "b"]
    assert (edge["strength"], edge["n_relations"]) == (0.5, 1)
    assert edge["relations"] == ("licenses", "signs", "supplies")


@pytest.mark.parametrize(
    ("preset", "strength"),
    [
        ("equal", 1.0),
        ("declared", 0.8125),
        ("strongest", 0.75),
        ("flattened", 0.933013),
        ("sharpened", 0.589844),
    ],
)
def test_presets(preset: str, strength: float) -> None:
    # declared 1 − 0.25·0.75; √: 1 − (1−0.866025)(1−0.5); squares: 1 − (1−0.5625)(1−0.0625)
    ties = multigraph([("a", "b", {"strength": 0.75}), ("a", "b", {"strength": 0.25})])
    assert collapse_ties(ties, preset=preset).edges["a", "b"]["strength"] == pytest.approx(strength, abs=1e-6)


def test_a_tie_falls_with_the_last_of_its_sources() -> None:
    ties = multigraph(
        [("a", "b", {"sources": ("x", "y")}), ("b", "c", {"sources": ("x",)}), ("c", "d", {"sources": ()})]
    )
    left = collapse_ties(ties, without_sources=frozenset({"x"}))
    assert set(left.edges) == {("a", "b"), ("c", "d")}
    assert left.edges["a", "b"]["sources"] == ("y",)
    assert set(left) == set("abcd")


def test_a_layer_can_be_left_out_of_an_agreement() -> None:
    ties = multigraph(
        [
            ("a", "b", {"layer": "licence", "group": "deal", "strength": 1.0}),
            ("a", "b", {"layer": "alliance", "group": "deal", "strength": 0.5}),
        ]
    )
    assert collapse_ties(ties, without_layers=frozenset({"licence"})).edges["a", "b"]["strength"] == 0.5


def test_ties_without_a_direction_and_memberships_lead_both_ways() -> None:
    ties = multigraph(
        [
            ("a", "b"),
            ("c", "d", {"symmetric": False, "layer": "governance"}),
            ("e", "f", {"symmetric": False, "layer": "licence"}),
        ]
    )
    arcs = set(collapse_ties(ties, directed=True).edges)
    assert arcs == {("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"), ("e", "f")}


def test_ties_of_a_node_to_itself_are_left_out() -> None:
    assert not collapse_ties(multigraph([("a", "a")])).edges
    assert not check_simple(nx.Graph([(0, 0)])).edges


def test_a_multigraph_is_refused_with_the_next_step() -> None:
    with pytest.raises(MetricError, match="collapse_ties"):
        check_simple(nx.MultiGraph([(0, 1), (0, 1)]))


@pytest.mark.parametrize("strength", [0, -1, 1.5, float("nan"), "strong"])
def test_a_strength_that_is_none_is_refused(strength: object) -> None:
    with pytest.raises(MetricError, match="strength"):
        collapse_ties(multigraph([("a", "b", {"strength": strength})]))

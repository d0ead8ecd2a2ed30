"""Ranks, their ranges under doubt, and what makes them."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.ties import kite, multigraph
from pharmagraph.errors import MetricError
from pharmagraph.graph.measures import MEASURES
from pharmagraph.graph.ranking import Doubt, Ranked, explain, rank, rank_brokers, rank_ties

STAR = [(leaf, "hub", {"sources": (f"s-{leaf}", f"t-{leaf}", f"u-{leaf}")}) for leaf in "abcdef"]


def test_the_middle_of_a_star_stands_on_every_path() -> None:
    star = nx.Graph([("council", "health"), ("council", "industry"), ("council", "science")])
    # 3 pairs of leaves, each joined only through the council: 3 / 3
    assert rank_brokers(star)[0] == Ranked("council", value=1.0, rank=1)


def test_equal_values_share_the_best_rank_and_what_is_not_defined_comes_last() -> None:
    rows = rank({"a": 1.0, "b": None, "c": 3.0, "d": 1.0 + 1e-13, "e": 0.5})
    assert [(one.node, one.rank) for one in rows] == [("c", 1), ("d", 2), ("a", 2), ("e", 4), ("b", None)]
    assert [one.node for one in rank({"a": 0.2, "b": 0.1}, low_first=True)] == ["b", "a"]
    assert rank({}) == []


def test_well_attested_ranks_have_no_range() -> None:
    rows = rank_ties(multigraph(STAR), "betweenness", doubt=Doubt(draws=40)).rows
    assert (rows[0].node, rows[0].range, rows[0].tied, rows[0].top_share) == ("hub", (1, 1), (1, 1), 1.0)
    assert {one.tied for one in rows[1:]} == {(2, 7)}


def test_a_rank_that_rests_on_one_source_is_a_tie() -> None:
    # Two stars; the larger is told by one source only, so in a fifth of the draws it is gone.
    large = [(f"x{n}", "x", {"sources": ("one paper",)}) for n in range(5)]
    small = [(f"y{n}", "y", {"sources": tuple(f"y{n}{m}" for m in range(4))}) for n in range(4)]
    ranking = rank_ties(multigraph([*large, *small]), "degree", doubt=Doubt(draws=100, top=1))
    x, y = ranking.rows[:2]
    assert (x.node, x.rank, x.by_evidence, x.tied) == ("x", 1, (1, 6), (1, 2))
    assert (y.node, y.rank, y.by_evidence, y.tied) == ("y", 2, (1, 2), (1, 2))
    assert 0.7 < (x.top_share or 0) < 0.9
    assert (ranking.draws, ranking.drop, ranking.n_sources) == (100, 0.2, 17)


def test_the_middle_of_three_may_share_its_place_with_both_others() -> None:
    # x 9, y 8, z 6. Without s1 x has 7 and comes after y; without s2 y has 5 and comes after z: x (1, 2), y (1, 3),
    # z (2, 3). Each of x and y lies in the other's range, and so do y and z; z's third place is not in that of x.
    def star(node: str, solid: int, doubtful: int, source: str) -> list[tuple[str, str, dict[str, object]]]:
        told = [(f"{node}{n}", node, {"sources": ()}) for n in range(solid)]
        return told + [(f"{node}{source}{n}", node, {"sources": (source,)}) for n in range(doubtful)]

    ties = multigraph([*star("x", 7, 2, "s1"), *star("y", 5, 3, "s2"), *star("z", 6, 0, "")])
    x, y, z = rank_ties(ties, "degree", doubt=Doubt(draws=100)).rows[:3]
    assert [(one.node, one.rank, one.range) for one in (x, y, z)] == [
        ("x", 1, (1, 2)),
        ("y", 2, (1, 3)),
        ("z", 3, (2, 3)),
    ]
    assert (x.tied, y.tied, z.tied) == ((1, 2), (1, 3), (2, 3))


def test_sources_that_copy_one_another_are_one_witness() -> None:
    # Every tie of x and of y is told by two papers. Those of x copy one another, so in a fifth of the draws x
    # has nothing left; those of y do not, so y loses all in a twenty-fifth, which is within the tail.
    x = [(f"x{n}", "x", {"sources": ("paper", "reprint")}) for n in range(5)]
    y = [(f"y{n}", "y", {"sources": ("one", "other")}) for n in range(4)]
    ties = multigraph([*x, *y])
    doubt = Doubt(draws=100, top=1)
    apart = {one.node: one for one in rank_ties(ties, "degree", doubt=doubt).rows}
    assert apart["x"].by_evidence == (1, 1)

    ties.graph["origins"] = {"paper": "paper", "reprint": "paper"}
    ranking = rank_ties(ties, "degree", doubt=doubt)
    rows = {one.node: one for one in ranking.rows}
    assert (ranking.n_sources, ranking.n_independent) == (4, 3)
    assert rows["x"].by_evidence == (1, 6)  # without its ties x comes after y and its four leaves
    assert rows["y"].by_evidence == (1, 2)
    assert 0.7 < (rows["x"].top_share or 0) < 0.9 < (apart["x"].top_share or 0)


def test_draws_are_seeded() -> None:
    ties = multigraph(
        [("a", "b", {"sources": ("p",)}), ("b", "c", {"sources": ("q",)}), ("c", "d", {"sources": ("r",)})]
    )
    first, again, other = (
        rank_ties(ties, "degree", doubt=Doubt(draws=30, seed=seed)).rows for seed in (1, 1, 2)
    )
    assert first == again
    assert [one.top_share for one in first] != [one.top_share for one in other] or first != other


def test_presets_and_layers_move_ranks_too() -> None:
    weak = {"strength": 0.1, "layer": "alliance"}
    ties = multigraph(
        [
            ("a", "b", {"strength": 0.9, "layer": "licence"}),
            ("c", "d", weak),
            ("c", "e", weak),
            ("c", "f", weak),
        ]
    )
    rows = {one.node: one for one in rank_ties(ties, "strength", doubt=Doubt(draws=20)).rows}
    # declared: a 0.9 before c 0.3; with all ties equal c has 3
    assert (rows["a"].rank, rows["a"].by_preset) == (1, (1, 2))
    assert rows["a"].by_layer == (1, 5)
    assert rows["c"].by_preset == (1, 3)


def test_only_those_asked_for_are_ranked_within_the_whole() -> None:
    rows = rank_ties(multigraph(STAR), "degree", among=["a", "b"], doubt=Doubt(draws=0)).rows
    assert [(one.node, one.rank, one.value) for one in rows] == [("a", 1, 1.0), ("b", 1, 1.0)]


def test_every_measure_can_be_put_in_doubt() -> None:
    ties = multigraph([*kite().edges], nodes=["lonely"])
    for name in MEASURES:
        steps: list[tuple[int, int, str]] = []
        ranking = rank_ties(
            ties, name, doubt=Doubt(draws=3), progress=lambda *step, steps=steps: steps.append(step)
        )
        assert len(ranking.rows) == 11
        assert all(one.value is None or one.value == one.value for one in ranking.rows)
        assert steps[-1][:2] == (3, 3)


def test_an_empty_network_has_no_ranks() -> None:
    assert rank_ties(nx.MultiDiGraph(), "pagerank").rows == ()
    assert rank_ties(multigraph([], nodes=["a"]), "constraint").rows == (Ranked("a", None, None, tied=None),)
    with pytest.raises(MetricError):
        rank_ties(nx.MultiDiGraph(), "fame")


def test_explain_takes_one_neighbour_away_at_a_time() -> None:
    # a–b–c–d: without c–d, b still stands between a and c: 1 / 3; without a–b or b–c it stands between nobody
    ties = multigraph([("a", "b"), ("b", "c", {"relation": "funds", "sources": ("x", "y")}), ("c", "d")])
    losses = explain(ties, "betweenness", "b")
    assert [(one.other, one.value) for one in losses] == [("a", 0.0), ("c", 0.0)]
    assert losses[1].relations == ("funds",)
    assert losses[1].sources == ("x", "y")
    assert losses[0].change == pytest.approx(-2 / 3)
    assert explain(ties, "betweenness", "nobody") == []

"""Scores of missing ties, and what the past says of them."""

from __future__ import annotations

from itertools import combinations
from random import Random

import networkx as nx
import pytest

from graph.ties import ODD, karate, kite, multigraph
from pharmagraph.errors import MetricError
from pharmagraph.graph.suggestions import (
    METHODS,
    Feature,
    adamic_adar,
    auroc,
    jaccard,
    preferential_attachment,
    resource_allocation,
    split_by_date,
    suggest,
    validate,
)


def test_published_scores() -> None:
    club = karate()
    assert adamic_adar(club, 0, 33) == pytest.approx(2.711020, abs=1e-6)
    assert resource_allocation(club, 0, 33) == pytest.approx(0.9)
    assert jaccard(club, 0, 33) == pytest.approx(0.137931, abs=1e-6)
    assert preferential_attachment(club, 0, 33) == 272
    assert adamic_adar(kite(), "Andre", "Heather") == pytest.approx(0.621335, abs=1e-6)
    assert resource_allocation(kite(), "Andre", "Heather") == pytest.approx(0.2)


def test_a_suggestion_says_who_is_tied_to_both() -> None:
    first, *_ = suggest(kite(), "Jane")
    assert (first.start, first.end, first.shared) == ("Jane", "Heather", ("Ike",))
    assert set(first.scores) == set(METHODS)
    assert all(one.end not in {"Ike", "Jane"} for one in suggest(kite(), "Jane", method="jaccard"))
    assert [one.end for one in suggest(kite(), "Andre", among=["Heather", "Jane", "Carol"])] == ["Heather"]
    assert len(suggest(karate(), 0, limit=3)) == 3


def test_a_feature_from_elsewhere_can_order_and_explain() -> None:
    common = Feature("shared-target", {("Jane", "Ed"): 0.5}, {("Ed", "Jane"): (("drug", "PD-1", "drug 2"),)})
    (only,) = suggest(kite(), "Jane", method="shared-target", features=[common])
    assert (only.end, only.shared, only.scores["shared-target"]) == ("Ed", (), 0.5)
    assert only.paths == {"shared-target": (("drug", "PD-1", "drug 2"),)}
    assert common.value("Ed", "Jane") == 0.5


@pytest.mark.parametrize("name", ODD)
def test_odd_graphs(name: str) -> None:
    graph = ODD[name]
    for node in graph:
        assert all(one.scores["adamic-adar"] > 0 for one in suggest(graph, node))
        for other in graph:
            assert all(score(graph, node, other) >= 0 for score in METHODS.values())
    with pytest.raises(MetricError):
        suggest(graph, "nobody")
    with pytest.raises(MetricError, match="adamic-adar"):
        suggest(graph, 0, method="luck")


def test_auroc_is_the_share_of_pairs_in_the_right_order() -> None:
    random = Random(5)
    scores = [random.randint(0, 6) for _ in range(40)]
    truth = [random.random() < 0.4 for _ in scores]
    pairs = [
        1.0 if mine > its else 0.5 if mine == its else 0.0
        for mine, true in zip(scores, truth, strict=True)
        if true
        for its, other in zip(scores, truth, strict=True)
        if not other
    ]
    value, low, high = auroc(scores, truth)
    assert value == pytest.approx(sum(pairs) / len(pairs))
    assert 0 <= low < value < high <= 1
    assert auroc([3, 2, 1], [True, False, False]) == (1.0, 1.0, 1.0)
    with pytest.raises(MetricError):
        auroc([1, 2], [True, True])


def test_the_interval_of_delong() -> None:
    # scores 3, 1 against 2, 0: above = (1, 0.5), under = (1 − 1/2, 1) → 0.75; variances 0.125 each over 2 each
    value, low, high = auroc([3, 1, 2, 0], [True, True, False, False])
    assert value == 0.75
    assert (low, high) == (pytest.approx(0.75 - 1.96 * (0.125 / 2 + 0.125 / 2) ** 0.5), 1.0)


def test_ties_that_close_triangles_are_foreseen() -> None:
    before = nx.connected_watts_strogatz_graph(40, 6, 0.1, seed=2)
    far = [pair for pair in combinations(before, 2) if not before.has_edge(*pair)]
    closing = sorted(far, key=lambda pair: -len(list(nx.common_neighbors(before, *pair))))[:25]
    found = {one.method: one for one in validate(before, closing)}
    assert (found["adamic-adar"].positives, found["adamic-adar"].candidates) == (25, len(far))
    assert (found["adamic-adar"].auroc or 0) > 0.95
    assert (found["adamic-adar"].low or 0) > (found["preferential-attachment"].high or 1)
    assert found["adamic-adar"].precision_at == pytest.approx(1.0, abs=0.2)
    assert 0 < (found["adamic-adar"].average_precision or 0) <= 1


def test_too_few_new_ties_are_not_validated() -> None:
    found = validate(kite(), [("Andre", "Heather")])
    assert {one.validated for one in found} == {False}
    assert found[0].positives == 1
    assert validate(nx.Graph(), [])[0].candidates == 0


def test_the_split_keeps_what_is_known_to_have_begun_before() -> None:
    ties = multigraph(
        [
            ("a", "b", {"from": "2019-05-01"}),
            ("a", "b", {"from": "2021-01-01"}),
            ("b", "c", {"from": "2021-03-01"}),
            ("c", "d", {"from": ""}),
            ("d", "c", {"from": "2022-01-01"}),
        ]
    )
    before, later = split_by_date(ties, "2020-01-01")
    assert list(before.edges()) == [("a", "b")]
    assert set(before) == set("abcd")
    assert later == [("b", "c"), ("d", "c")]

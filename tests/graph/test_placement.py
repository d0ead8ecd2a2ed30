from __future__ import annotations

from itertools import combinations
from math import dist

from pharmagraph.graph.placement import communities_of, spring_positions


def test_tied_nodes_come_to_rest_nearer_than_others_and_where_they_did_before() -> None:
    ties = [*combinations(range(5), 2), *combinations(range(5, 10), 2), (0, 5)]
    points = spring_positions(10, ties, seed=7)
    assert points == spring_positions(10, ties, seed=7)
    tied = sum(dist(points[a], points[b]) for a, b in ties) / len(ties)
    apart = [dist(points[a], points[b]) for a in range(1, 5) for b in range(6, 10)]
    assert tied < sum(apart) / len(apart)


def test_two_cliques_are_two_communities_and_a_node_without_ties_is_one() -> None:
    ties = [*combinations(range(4), 2), *combinations(range(4, 7), 2), (0, 4)]
    assert communities_of(range(8), ties) == [[0, 1, 2, 3], [4, 5, 6], [7]]

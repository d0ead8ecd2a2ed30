from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

from pharmagraph.model import Words
from pharmagraph.views.overview import by_community


def clique(nodes: range) -> list[tuple[int, int]]:
    return list(combinations(nodes, 2))


def test_two_cliques_a_pair_and_a_lonely_node_are_four_bubbles() -> None:
    ties = [*clique(range(6)), *clique(range(6, 11)), (5, 6), (11, 12)]
    overview = by_community(
        list(range(14)),
        ties,
        name=lambda node: Words(f"n{node}"),
        type_of=lambda node: "company" if node else "person",
    )
    assert [dict(one.mix) for one in overview.groups] == [
        {"company": 5, "person": 1}, {"company": 5}, {"company": 2}, {"company": 1},
    ]  # fmt: skip
    # node 5 and node 6 have one tie more than the others of their clique
    assert [one.words.en for one in overview.groups] == ["n5", "n6", "Small groups", "No known ties"]
    assert set(overview.places) == set(overview.group_of) == set(range(14))
    for node, (x, y) in overview.places.items():
        group = overview.groups[overview.group_of[node]]
        assert hypot(x - group.center[0], y - group.center[1]) <= group.radius


@pytest.mark.parametrize(
    ("ties", "why"),
    [
        ([(node, node + 1) for node in range(2_999)], "too many communities: fewer and larger ones"),
        ([(node, (node + step) % 3_000) for node in range(3_000) for step in (1, 2, 3)], "the same, tighter"),
        ([(node, (node * node + 7) % 3_000) for node in range(3_000)], "few and large ones"),
    ],
)
def test_no_bubble_is_too_large_to_look_at(ties: list[tuple[int, int]], why: str) -> None:
    overview = by_community(
        range(3_000), ties, name=lambda node: Words(str(node)), type_of=lambda _: "company"
    )
    sizes = [sum(count for _, count in one.mix) for one in overview.groups]
    assert sum(sizes) == 3_000
    assert len(sizes) <= 42
    assert max(sizes) <= 500, why


def test_the_same_network_falls_into_the_same_bubbles() -> None:
    ties = [(node, (node * 5 + 1) % 40) for node in range(40)]
    runs = [
        by_community(list(range(40)), ties, name=lambda node: Words(str(node)), type_of=lambda _: "company")
        for _ in range(2)
    ]
    assert runs[0] == runs[1]

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.graph.drawing import iri, snapshot, tie
from tests.graph.test_search import NAMES, TIES

from pharmagraph.errors import ConfigError
from pharmagraph.graph import steiner
from pharmagraph.graph.crossing import Crossing
from pharmagraph.graph.options import PathOptions
from pharmagraph.graph.steiner import Connection, connect


def told(connection: Connection) -> list[tuple[str, str, str]]:
    return [(hop.start.id, hop.tie.relation, hop.end.id) for hop in connection.hops]


def test_three_ends_meet_in_the_middle_of_a_star() -> None:
    drawn = snapshot(
        [
            *(tie(end, "member-of", "council") for end in "abc"),
            tie("a", "funds", "x"),
            tie("x", "funds", "y"),
            tie("y", "funds", "b"),
        ]
    )
    connection = connect(drawn, [iri(end) for end in "abc"])
    assert told(connection) == [
        ("a", "member-of", "council"),
        ("council", "member-of", "b"),
        ("council", "member-of", "c"),
    ]
    assert connection.is_exact
    # Three hops into a council of three members: 3 + 3 · 0.5 ln 3.
    assert connection.cost == 3 * 1_000_000 + 3 * 549_306


def test_an_end_that_nothing_ties_is_named() -> None:
    drawn = snapshot([tie("a", "funds", "b"), tie("c", "funds", "d")])
    connection = connect(drawn, [iri("a"), iri("b"), iri("c"), iri("nobody")])
    assert told(connection) == [("a", "funds", "b")]
    assert connection.apart == (iri("c"), iri("nobody"))
    assert connect(drawn, [iri("a"), iri("c")]).hops == ()


@settings(max_examples=60, deadline=None)
@given(ties=TIES, ends=st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
def test_no_tree_is_cheaper_and_the_quick_way_costs_at_most_twice(ties: list, ends: list[str]) -> None:
    drawn = snapshot(ties, dict.fromkeys(NAMES, "company"))
    connection = connect(drawn, [iri(end) for end in ends])
    if connection.apart:
        return
    assert connection.cost == cheapest_tree(drawn, ends)
    exact_work, steiner._EXACT_WORK = steiner._EXACT_WORK, 0
    try:
        quick = connect(drawn, [iri(end) for end in ends])
    finally:
        steiner._EXACT_WORK = exact_work
    assert not quick.is_exact
    assert connection.cost <= quick.cost


def cheapest_tree(drawn, ends: list[str]) -> int:  # type: ignore[no-untyped-def]
    """The cheapest spanning tree over the ends and any choice of other nodes."""
    fixed = [drawn.number(iri(end)) for end in ends]
    steps = steiner._Steps(Crossing(drawn, PathOptions()), fixed)
    others = [node for node in range(len(drawn)) if node not in fixed]
    costs = []
    for size in range(len(others) + 1):
        for chosen in combinations(others, size):
            graph = nx.Graph()
            graph.add_nodes_from([*fixed, *chosen])
            graph.add_weighted_edges_from(
                (here, there, cost) for here in graph for there, cost in steps[here].items() if there in graph
            )
            if nx.is_connected(graph):
                costs.append(sum(edge["weight"] for *_, edge in nx.minimum_spanning_edges(graph)))
    return min(costs)


@pytest.mark.parametrize(
    ("ends", "options"),
    [
        ("a", PathOptions()),
        ("aa", PathOptions()),
        ("ab", PathOptions(directed=True)),
        ("ab", PathOptions(via=(iri("c"),))),
    ],
)
def test_trees_that_make_no_sense(ends: str, options: PathOptions) -> None:
    drawn = snapshot([tie("a", "funds", "b")])
    with pytest.raises(ConfigError):
        connect(drawn, [iri(end) for end in ends], options)

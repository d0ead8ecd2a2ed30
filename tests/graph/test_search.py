from __future__ import annotations

from datetime import date
from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.graph.drawing import RELATIONS, every_route, iri, snapshot, tie

from pharmagraph.errors import LimitError
from pharmagraph.graph import search as search_module
from pharmagraph.graph.crossing import Crossing
from pharmagraph.graph.options import COSTS, INCLUDES, PathOptions
from pharmagraph.graph.paths import MAX_COUNTED, find_paths
from pharmagraph.graph.search import Search

NAMES = tuple("abcdefgh")

TIES = st.lists(
    st.builds(
        lambda ends, relation, strength, status, begun: tie(
            *(ends[0], relation, ends[1]), strength=strength, status=status, begun=begun
        ),
        st.lists(st.sampled_from(NAMES), min_size=2, max_size=2, unique=True),
        st.sampled_from(sorted(RELATIONS)),
        st.sampled_from([1.0, 0.8, 0.5]),
        st.sampled_from(["", "", "in-force", "completed", "agreed", "ended"]),
        st.sampled_from([None, None, date(2020, 1, 1)]),
    ),
    min_size=4,
    max_size=26,
)
WAYS = [
    {"via": via, "avoid": avoid}
    for via in ((), (iri("c"),), (iri("c"), iri("d")))
    for avoid in (frozenset(), frozenset({"drug"}), frozenset({iri("d")}))
    if not avoid.intersection(via)
]
OPTIONS = st.builds(
    lambda ways, **others: PathOptions(**ways, **others),
    ways=st.sampled_from([*WAYS, {}, {}]),
    limit=st.sampled_from([1, 2, 3, 8, None]),
    max_hops=st.integers(1, 5),
    cost=st.sampled_from(COSTS),
    directed=st.booleans(),
    include=st.frozensets(st.sampled_from(sorted(INCLUDES)), max_size=3),
    as_of=st.sampled_from([None, None, date(2019, 1, 1)]),
    certain=st.sampled_from([False, False, True]),
)


@settings(max_examples=200, deadline=None)
@given(ties=TIES, options=OPTIONS, kinds=st.lists(st.sampled_from(["company", "drug", "event"]), min_size=8))
def test_a_search_finds_what_trying_everything_finds(
    ties: list, options: PathOptions, kinds: list[str]
) -> None:
    drawn = snapshot(ties, dict(zip(NAMES, kinds, strict=False)), as_of=date(2025, 1, 1))

    every = every_route(drawn, "a", "b", options, options.furthest)
    answer = find_paths(drawn, iri("a"), iri("b"), options)

    wanted = every if options.limit is None else every[: options.limit]
    found = [(path.cost, path.length, ("a", *(hop.end.id for hop in path.hops))) for path in answer.paths]
    assert found == wanted
    assert all(path.cost == sum(hop.tie.cost for hop in path.hops) for path in answer.paths)
    equals = [route for route in every[len(wanted) :] if route[0] == wanted[-1][0]]
    assert answer.equals_cut == len(equals)
    if answer.max_hops == options.furthest:
        assert answer.total == min(len(every), MAX_COUNTED)
        assert answer.total_counted == (len(every) < MAX_COUNTED)


def test_the_k_best_paths_of_yens_example() -> None:
    # Yen's digraph: a hop of length w has the strength e^(1-w), so that it costs w.
    lengths = {"CD": 3, "CE": 2, "DF": 4, "ED": 1, "EF": 2, "EG": 3, "FG": 2, "FH": 1, "GH": 2}
    drawn = snapshot(tie(a, "member-of", b, strength=exp(1 - w)) for (a, b), w in lengths.items())

    def best(limit: int) -> tuple[list[tuple[str, float]], int]:
        options = PathOptions(limit=limit, cost="strength", directed=True, max_hops=5)
        answer = find_paths(drawn, iri("C"), iri("H"), options)
        told = [
            ("-".join(["C", *(hop.end.id for hop in path.hops)]), path.cost / 1_000_000)
            for path in answer.paths
        ]
        return told, answer.equals_cut

    first = [("C-E-F-H", 5), ("C-E-G-H", 7)]
    assert best(2) == (first, 0)
    # Three paths of length 8, fewer hops first; asking for three shows one of them and says so.
    assert best(3) == ([*first, ("C-D-F-H", 8)], 2)
    eights = [("C-D-F-H", 8), ("C-E-D-F-H", 8), ("C-E-F-G-H", 8)]
    assert best(5) == ([*first, *eights], 0)
    assert [cost for _, cost in best(7)[0]] == [5, 7, 8, 8, 8, 11, 11]


def test_routes_of_equal_cost_come_by_hops_and_then_by_ids() -> None:
    drawn = snapshot(
        [tie("a", "funds", middle, strength=1) for middle in "yx"]
        + [tie(middle, "funds", "b", strength=1) for middle in "yx"]
    )
    answer = find_paths(drawn, iri("a"), iri("b"), PathOptions(cost="hops"))
    assert [path.hops[0].end.id for path in answer.paths] == ["x", "y"]


def test_a_node_is_one_path_to_itself() -> None:
    drawn = snapshot([tie("a", "funds", "b")])
    (path,) = find_paths(drawn, iri("a"), iri("a")).paths
    assert (path.cost, path.hops, path.kind) == (0, (), "same")


def test_too_many_routes_are_refused_rather_than_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_module, "MAX_ROUTES", 3)
    middles = ["p", "q", "r", "s"]
    drawn = snapshot(
        [tie("a", "funds", one) for one in middles] + [tie(one, "funds", "b") for one in middles]
    )
    with pytest.raises(LimitError, match="--limit"):
        find_paths(drawn, iri("a"), iri("b"), PathOptions(limit=None, max_hops=2))


def test_equals_are_counted_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_module, "MAX_EQUALS", 2)
    middles = ["p", "q", "r", "s"]
    drawn = snapshot(
        [tie("a", "funds", one) for one in middles] + [tie(one, "funds", "b") for one in middles]
    )
    answer = find_paths(drawn, iri("a"), iri("b"), PathOptions(limit=1, max_hops=2))
    assert (answer.equals_cut, answer.equals_counted) == (2, False)


def test_a_search_opens_no_hub_that_costs_more_than_the_route_it_knows() -> None:
    # a - m - b, and a hub h tied to both and to 400 others.
    others = [f"o{number}" for number in range(400)]
    ties = [
        tie("a", "develops", "m"),
        tie("m", "develops", "b"),
        tie("h", "funds", "a"),
        tie("h", "funds", "b"),
    ]
    drawn = snapshot([*ties, *(tie("h", "funds", one) for one in others)])
    search = Search(Crossing(drawn, PathOptions(limit=1)), drawn.number(iri("a")), drawn.number(iri("b")))
    (route,) = search.routes(limit=1, max_hops=6).routes
    assert [drawn.entity(node).id for node in route.nodes] == ["a", "m", "b"]
    assert (drawn.number(iri("h")), False) not in search._steps
    assert (drawn.number(iri("h")), True) not in search._steps

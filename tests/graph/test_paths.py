from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.graph.drawing import iri, snapshot, tie

from pharmagraph.errors import ConfigError
from pharmagraph.graph.options import PathOptions
from pharmagraph.graph.paths import (
    MAX_COUNTED,
    PathSearch,
    find_paths,
    find_paths_between_pairs,
    first_paths,
)
from pharmagraph.model import Hop

if TYPE_CHECKING:
    from pharmagraph.graph.snapshot import Snapshot


def found(drawn: Snapshot, start: str, end: str, **options: object) -> list[str]:
    answer = find_paths(drawn, iri(start), iri(end), PathOptions(**options))  # type: ignore[arg-type]
    return ["-".join([path.start.id, *(hop.end.id for hop in path.hops)]) for path in answer.paths]


def search(drawn: Snapshot, start: str, end: str, **options: object) -> PathSearch:
    return find_paths(drawn, iri(start), iri(end), PathOptions(**options))  # type: ignore[arg-type]


def test_parallel_ties_stand_on_the_hop_the_cheapest_first() -> None:
    drawn = snapshot(
        [
            tie("alfa", "partner-of", "beta", strength=0.5, via="partnership-one"),
            tie("beta", "funds", "alfa", via="funding-one", sources=("book", "news")),
        ]
    )
    (path,) = search(drawn, "alfa", "beta").paths
    (hop,) = path.hops
    assert [(one.relation, one.direction, one.via, one.cost) for one in hop.ties] == [
        ("funds", "backward", iri("funding-one"), 1_000_000),
        ("partner-of", "forward", iri("partnership-one"), 1_693_147),
    ]
    assert hop.tie.sources == ("book", "news")
    assert path.cost == 1_000_000


def test_every_hop_has_a_source_and_the_type_sees_to_it() -> None:
    drawn = snapshot([tie("alfa", "funds", "beta")])
    (path,) = search(drawn, "alfa", "beta").paths
    assert all(one.sources for hop in path.hops for one in hop.ties)
    with pytest.raises(ValueError, match="a hop needs a tie"):
        Hop(path.start, path.end, ())
    with pytest.raises(ValueError, match="a tie needs evidence"):
        drawn.tie(0, backward=False).__class__("funds", "forward", None, ())


def test_promises_are_no_ties_unless_asked_for() -> None:
    drawn = snapshot([tie("alfa", "partner-of", "beta", status="agreed")])
    assert found(drawn, "alfa", "beta") == []
    assert found(drawn, "alfa", "beta", include=frozenset({"agreed"})) == ["alfa-beta"]


def test_events_are_no_ties_unless_asked_for() -> None:
    drawn = snapshot([tie("alfa", "met", "beta")])
    assert found(drawn, "alfa", "beta") == []
    assert found(drawn, "alfa", "beta", include=frozenset({"events"})) == ["alfa-beta"]
    assert found(drawn, "alfa", "beta", only=frozenset({"met"})) == ["alfa-beta"]


def test_a_tie_nobody_confirmed_for_long_is_left_out() -> None:
    drawn = snapshot(
        [tie("alfa", "partner-of", "beta", status="in-force", confirmed=(date(2012, 5, 1),))],
        as_of=date(2025, 1, 1),
    )
    assert found(drawn, "alfa", "beta") == []
    assert found(drawn, "alfa", "beta", include=frozenset({"unconfirmed"})) == ["alfa-beta"]
    # On a day near the confirmation nothing was stale yet.
    assert found(drawn, "alfa", "beta", as_of=date(2013, 1, 1)) == ["alfa-beta"]


def test_as_of_crosses_what_possibly_held_on_the_day() -> None:
    drawn = snapshot(
        [tie("alfa", "partner-of", "beta", begun=date(2020, 1, 1), ended=date(2022, 1, 1))],
        as_of=date(2025, 1, 1),
    )
    assert found(drawn, "alfa", "beta", as_of=date(2019, 12, 31)) == []
    assert found(drawn, "alfa", "beta", as_of=date(2021, 12, 31)) == ["alfa-beta"]
    assert found(drawn, "alfa", "beta", as_of=date(2022, 1, 1)) == []  # the end is exclusive
    assert found(drawn, "alfa", "beta") == []
    assert found(drawn, "alfa", "beta", include=frozenset({"ended"})) == ["alfa-beta"]


def test_an_act_that_is_done_stays_done() -> None:
    drawn = snapshot(
        [
            tie(
                *("alfa", "funds", "beta"),
                status="completed",
                begun=date(2020, 1, 1),
                ended=date(2020, 1, 2),
            )
        ],
        as_of=date(2025, 1, 1),
    )
    assert found(drawn, "alfa", "beta") == ["alfa-beta"]
    # but that it was done does not say that it still holds
    assert found(drawn, "alfa", "beta", certain=True) == []


def test_certain_leaves_out_what_is_only_possible() -> None:
    drawn = snapshot(
        [
            tie("alfa", "partner-of", "beta", status="in-force"),
            tie("alfa", "develops", "drug", begun=date(2020, 1, 1), confirmed=(date(2025, 6, 1),)),
            tie("drug", "modulates", "target"),
        ],
        as_of=date(2025, 1, 1),
    )
    assert found(drawn, "alfa", "beta", certain=True) == []
    assert found(drawn, "alfa", "target", certain=True) == ["alfa-drug-target"]
    (path,) = search(drawn, "alfa", "beta").paths
    assert not path.hops[0].tie.certain


def test_directed_goes_only_as_asserted() -> None:
    drawn = snapshot([tie("alfa", "funds", "beta"), tie("alfa", "partner-of", "gamma")])
    assert found(drawn, "beta", "alfa", directed=True) == []
    assert found(drawn, "alfa", "beta", directed=True) == ["alfa-beta"]
    assert found(drawn, "gamma", "alfa", directed=True) == ["gamma-alfa"]  # a partner has no direction


def test_via_and_avoid() -> None:
    ties = [tie("a", "funds", middle) for middle in "xyz"] + [tie(middle, "funds", "b") for middle in "xyz"]
    drawn = snapshot(ties, {"z": "person"})
    assert found(drawn, "a", "b", via=(iri("y"),)) == ["a-y-b"]
    assert found(drawn, "a", "b", avoid=frozenset({"person", iri("x")})) == ["a-y-b"]
    # Via one end is no condition; via two middles needs a longer way.
    assert found(drawn, "a", "b", via=(iri("a"),), max_hops=2) == ["a-x-b", "a-y-b", "a-z-b"]
    assert found(drawn, "a", "b", via=(iri("x"), iri("y")), limit=1) == []
    more = snapshot([*ties, tie("x", "funds", "y")], {"z": "person"})
    assert found(more, "a", "b", via=(iri("x"), iri("y"))) == ["a-x-y-b", "a-y-x-b"]


def test_only_and_without_take_relations_and_layers() -> None:
    drawn = snapshot([tie("a", "funds", "b"), tie("a", "partner-of", "b")])

    def relations(**options: object) -> list[str]:
        (path,) = search(drawn, "a", "b", **options).paths
        return [one.relation for one in path.hops[0].ties]

    assert relations(only=frozenset({"alliance"})) == ["partner-of"]
    assert relations(without=frozenset({"partner-of"})) == ["funds"]
    with pytest.raises(ConfigError, match="fonds"):
        search(drawn, "a", "b", only=frozenset({"fonds"}))


def test_a_country_or_an_event_is_no_stepping_stone_but_may_be_an_end() -> None:
    drawn = snapshot([tie("a", "member-of", "land"), tie("b", "member-of", "land")], {"land": "country"})
    assert found(drawn, "a", "b") == []
    assert found(drawn, "a", "land") == ["a-land"]
    assert found(drawn, "a", "b", via=(iri("land"),)) == ["a-land-b"]


def test_a_hub_is_dearer_than_a_shared_rarity() -> None:
    # a and b share the fund, which funds twenty more, and the venture of the two.
    others = [tie("fund", "funds", f"other-{number}") for number in range(20)]
    drawn = snapshot(
        [
            *others,
            tie("fund", "funds", "a"),
            tie("fund", "funds", "b"),
            tie("a", "partner-of", "venture", strength=0.8),
            tie("b", "partner-of", "venture", strength=0.8),
        ]
    )
    assert found(drawn, "a", "b") == ["a-venture-b", "a-fund-b"]
    # Without the penalty the fund is nearer: 2 hops of strength 1 against 2 of 0.8.
    assert found(drawn, "a", "b", cost="strength") == ["a-fund-b", "a-venture-b"]
    costs = [path.cost for path in search(drawn, "a", "b").paths]
    # 2 (1 - ln 0.8) + 2 · 0.5 ln 2 and 2 + 2 · 0.5 ln 22
    assert costs == [2 * 1_223_144 + 2 * 346_574, 2 * 1_000_000 + 2 * 1_545_521]


def fan(n_firms: int) -> Snapshot:
    """Alfa and Beta, each tied to the same firms, the first of them with more strength."""
    firms = [f"firm-{number:03}" for number in range(n_firms)]
    return snapshot(
        tie(end, "partner-of", firm, strength=0.9 if firm == firms[0] else 0.5)
        for firm in firms
        for end in ("alfa", "beta")
    )


def test_a_cut_says_how_many_paths_there_are() -> None:
    # Two hops through each firm; firms are tied to the two ends alone, so the four-hop ways repeat an end.
    answer = search(fan(7), "alfa", "beta", limit=2)
    assert (len(answer.paths), answer.total, answer.total_counted, answer.equals_cut) == (2, 7, True, 5)
    whole = search(fan(7), "alfa", "beta", limit=None)
    assert (len(whole.paths), whole.total, whole.total_counted) == (7, 7, True)
    many = search(fan(MAX_COUNTED + 20), "alfa", "beta", limit=1)
    assert (many.total, many.total_counted) == (MAX_COUNTED, False)


def test_the_first_of_all_paths_know_how_many_were_left_out() -> None:
    whole = search(fan(4), "alfa", "beta", limit=None)
    first = first_paths(whole, 2)
    # one path is cheaper than the other three, which cost the same
    assert (len(first.paths), first.total, first.equals_cut) == (2, 4, 2)
    assert first_paths(whole, 4) is whole


def test_what_a_filter_leaves_out_is_counted_up_to_a_limit_and_said_so() -> None:
    avoided = search(fan(MAX_COUNTED + 1), "alfa", "beta", avoid=frozenset({"company"})).no_path
    assert avoided is not None
    (dropped,) = avoided.dropped
    assert (dropped.filter, dropped.n_paths, dropped.counted, dropped.shortest) == ("avoid", 100, False, 2)


def test_a_pattern_that_left_nothing_is_named() -> None:
    why = search(fan(3), "alfa", "beta", pattern="Company -partner-of- Drug -partner-of- Company").no_path
    assert why is not None
    assert [(one.filter, one.n_paths, one.shortest) for one in why.dropped] == [("pattern", 3, 2)]


def test_what_is_an_end_cannot_be_avoided() -> None:
    drawn, avoid = fan(2), frozenset({iri("beta")})
    with pytest.raises(ConfigError, match="beta is an end of the path"):
        search(drawn, "alfa", "beta", avoid=avoid)
    with pytest.raises(ConfigError, match="beta is an end"):
        list(find_paths_between_pairs(drawn, [(iri("alfa"), iri("beta"))], PathOptions(avoid=avoid)))


def test_when_nothing_is_near_the_search_goes_on_and_says_so() -> None:
    chain = [tie(f"n{number}", "funds", f"n{number + 1}") for number in range(6)]
    drawn = snapshot([*chain, tie("n0", "partner-of", "n6", status="agreed")])
    answer = search(drawn, "n0", "n6")
    assert (answer.max_hops, answer.widened, answer.paths[0].length) == (6, True, 6)
    # Meanwhile it tells what a filter keeps away, and that a direct tie was left out.
    assert [(hint.filter, hint.n_paths, hint.shortest) for hint in answer.hints] == [("agreed", 1, 1)]
    assert [(one.tie.relation, one.filter) for one in answer.excluded] == [("partner-of", "agreed")]
    answer = search(drawn, "n0", "n6", max_hops=4)
    assert (answer.paths, answer.max_hops, answer.widened) == ((), 4, False)
    assert answer.no_path is not None
    assert answer.no_path.longer == 6


def test_no_path_is_explained() -> None:
    drawn = snapshot(
        [
            tie("a", "funds", "b"),
            tie("b", "funds", "c"),
            tie("c", "partner-of", "x", status="announced"),
            tie("x", "funds", "y"),
        ],
    )
    why = search(drawn, "a", "y").no_path
    assert why is not None
    assert [entity.id for entity in why.near_start] == ["b", "c"]
    assert [entity.id for entity in why.near_end] == ["x"]
    assert (why.n_from_start, why.n_from_end) == (2, 1)
    assert [(one.filter, one.n_paths, one.shortest) for one in why.dropped] == [("announced", 1, 4)]
    assert why.longer == 0


def test_an_end_outside_the_projection_is_named() -> None:
    drawn = snapshot([tie("a", "funds", "b")])
    why = search(drawn, "a", "nobody").no_path
    assert why is not None
    assert why.missing == (iri("nobody"),)


def test_the_answer_names_its_day() -> None:
    drawn = snapshot([tie("a", "funds", "b")], as_of=date(2025, 3, 1))
    assert search(drawn, "a", "b").as_of == date(2025, 3, 1)
    assert search(drawn, "a", "b", as_of=date(2020, 1, 1)).as_of == date(2020, 1, 1)


def test_many_pairs_keep_their_order() -> None:
    drawn = snapshot([tie("a", "funds", "b"), tie("c", "funds", "d")])
    pairs = [(iri("a"), iri("b")), (iri("a"), iri("d")), (iri("a"), iri("nobody")), (iri("d"), iri("c"))]
    answers = list(find_paths_between_pairs(drawn, pairs))
    assert [(start, end) for start, end, _ in answers] == pairs
    assert [len(paths) for *_, paths in answers] == [1, 0, 0, 1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"limit": 0},
        {"max_hops": 9},
        {"cost": "money"},
        {"include": frozenset({"everything"})},
        {"via": tuple(iri(name) for name in "abcd")},
    ],
)
def test_options_that_make_no_sense(wrong: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        PathOptions(**wrong)  # type: ignore[arg-type]

"""A: actors and governance. The drawing is in ``fixtures/questions/a.trig``."""

from __future__ import annotations

import pytest
from tests.queries.questions.world import World, cells, told


def test_a1_a_laboratory_has_the_parent_of_the_day(world: World) -> None:
    def parents(day: str) -> object:
        return dict(cells(world.ask("A1", kind="company", as_of=day), "organisation", "parent"))

    assert parents("2021-06-01") == {"alfa": (), "beta": (), "lab": ("alfa",)}
    assert parents("2022-06-01") == {"alfa": (), "beta": (), "lab": ("beta",)}


def test_a1_counts_sources_and_keeps_to_certain_parents(world: World) -> None:
    # the laboratory is told by one source, its stake by the same; when the stake began at the latest is not told
    reply = world.ask("A1", kind="company", as_of="2022-06-01")
    assert dict(cells(reply, "organisation", "n_sources"))["lab"] == 1
    assert "1 of 3 rows rest on what only may hold on 2022-06-01, 0 of them" in reply.notes[0].en
    certain = world.ask("A1", kind="company", as_of="2022-06-01", certain=True)
    assert dict(cells(certain, "organisation", "parent")) == {"alfa": (), "beta": (), "lab": ()}
    assert "0 of 3 rows are gone, 1 say less" in certain.notes[0].en


def test_a1_by_country(world: World, nothing: World) -> None:
    assert cells(world.ask("A1", country="abroad"), "organisation", "country") == [("beta", ("abroad",))]
    assert nothing.ask("A1").rows == ()


def test_a2_a_founding_told_twice_is_one_row_with_both_sources(world: World) -> None:
    reply = world.ask("A2", council="council", as_of="2022-06-01")
    assert cells(reply, "party", "role", "from", "to", "holds") == [
        ("ministry", "role-founder", "2020", None, "possibly"),
        ("alfa", "role-member", "2021-01-01", "2022-12-31", "certainly"),
    ]
    assert told(reply) == [("one", "two"), ("one",)]


@pytest.mark.parametrize(
    ("day", "parties"),
    [
        # the founding may have been on any day of 2020, and is certain from the end of it to June 2021
        ("2019-12-31", []),
        ("2020-06-01", [("ministry", "possibly")]),
        ("2021-06-01", [("ministry", "certainly"), ("alfa", "certainly")]),
        ("2022-12-31", [("ministry", "possibly"), ("alfa", "certainly")]),
        ("2023-01-01", [("ministry", "possibly")]),
    ],
)
def test_a2_on_days_around_each_event(world: World, day: str, parties: list[tuple[str, str]]) -> None:
    assert cells(world.ask("A2", council="council", as_of=day), "party", "holds") == parties


def test_a2_certain_leaves_out_what_only_may_hold_and_says_so(world: World) -> None:
    reply = world.ask("A2", council="council", as_of="2022-06-01", certain=True)
    assert cells(reply, "party") == [("alfa",)]
    assert "1 of 2 rows are gone" in reply.notes[0].en
    assert world.ask("A2", council="alfa", as_of="2022-06-01", certain=True).rows == ()


def test_a3_posts_with_those_that_are_over(world: World, nothing: World) -> None:
    reply = world.ask("A3", person="Person", as_of="2023-01-01")
    assert cells(reply, "post", "organisation", "from", "to", "holds") == [
        ("post-minister", "ministry", "2018-01-01", "2019-12-31", "no"),
        ("post-chair", "alfa", "2022-05-01", None, "possibly"),
    ]
    assert cells(world.ask("A3", person="person", as_of="2019-06-01"), "post", "holds") == [
        ("post-minister", "certainly")
    ]
    assert nothing.ask("A3").rows == ()


def test_a4_an_event_and_its_parts(world: World, nothing: World) -> None:
    reply = world.ask("A4", event="Forum", as_of="2022-07-01")
    assert cells(reply, "held", "person", "organisation", "role", "statement", "claim") == [
        ("session", "person", ("alfa", "ministry"), "role-speaker", "said", "It grows.")
    ]
    assert world.ask("A4", event="forum", as_of="2022-06-01").rows == ()  # the session was a day later
    assert nothing.ask("A4").rows == ()


def test_a5_functions_with_one_several_and_no_body(world: World, nothing: World) -> None:
    asked = ("pricing", "procurement", "standards")
    before = world.ask("A5", function=asked, as_of="2021-06-01")
    assert cells(before, "function", "body", "n_bodies", "legal_act") == [
        ("function-pricing", "ministry", 1, ("act",)),
        ("function-procurement", "council", 2, ()),
        ("function-procurement", "ministry", 2, ()),
        ("function-standards", None, 0, ()),
    ]
    after = world.ask("A5", function="procurement", as_of="2022-06-01")
    assert cells(after, "body", "n_bodies") == [("ministry", 1)]
    unknown = nothing.ask("A5")
    assert unknown.is_unknown
    assert "mandates" in unknown.missing[0].en


def test_a6_effective_shares_through_chains(world: World, nothing: World) -> None:
    # X: 0.1 + 0.6 × 0.5 = 0.4; S: 0.5; U holds what is left of T: 1 − 0.5 − 0.1 = 0.4 at most; V's is a plan
    reply = world.ask("A6", company="Tau", as_of="2022-06-01")
    assert cells(reply, "owner", "effective_share", "share_low", "share_high", "control_flag") == [
        ("s", "0.5", "0.5", "0.5", "no"),
        ("x", "0.4", "0.4", "0.4", "yes"),  # 0.1 and the 0.5 of S, which it controls with 0.6
        ("u", None, "0.0", "0.4", "no"),
    ]
    # without the stake of 0.1, X has 0.3 and U may have 0.5
    later = world.ask("A6", company="Tau", as_of="2023-06-01")
    assert cells(later, "owner", "share_low", "share_high") == [
        ("s", "0.5", "0.5"),
        ("x", "0.3", "0.3"),
        ("u", "0.0", "0.5"),
    ]
    assert world.ask("A6", company="Upsilon").rows == nothing.ask("A6").rows == ()


def test_a6_a_stake_that_ended_on_no_stated_day_held_on_the_day_that_confirms_it(world: World) -> None:
    def owners(day: str, *, certain: bool = False) -> object:
        return cells(world.ask("A6", company="Omega", as_of=day, certain=certain), "owner", "share_low")

    xi = [("x", "0.3")]
    assert owners("2016-02-19", certain=True) == xi
    assert owners("2016-02-18") == owners("2016-02-20") == xi  # before and after it may have held
    assert owners("2016-02-20", certain=True) == []
    # source two, which calls it ended, is of 1 January 2024: by then it was over
    assert owners("2023-12-31") == xi
    assert owners("2024-01-01") == []


def test_a4_an_event_that_is_past_is_no_doubt_of_today(world: World) -> None:
    # the session has no last day that it may have been; with one, the row is certain
    assert len(world.ask("A4", event="Forum", as_of="2025-01-01").rows) == 1
    assert world.ask("A4", event="Forum", as_of="2025-01-01").rows[0].standing == "possible"


def test_statements_and_relations_without_a_name_are_called_by_who_what_and_when(world: World) -> None:
    said = world.ask("A4", event="Forum", as_of="2022-07-01").column("statement")[0]
    assert (said.id, said.label("en"), said.label("ru")) == (
        "said",
        "Person: It grows",
        "Person [en]: Растёт",
    )  # type: ignore[union-attr]

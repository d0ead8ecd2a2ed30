"""E: drugs missing at home. The drawing is in ``fixtures/questions/e.trig``."""

from __future__ import annotations

from typing import Any

from tests.queries.questions.world import World, cells, told

ASKED: dict[str, Any] = {"abroad": "abroad", "here": "home"}


def missing(world: World, **given: Any) -> list[tuple[str, ...]]:
    return cells(world.ask("E1", **{**ASKED, **given}), "drug")


def test_e1_a_drug_is_missing_until_it_is_registered(world: World) -> None:
    assert missing(world, as_of="2022-02-28") == [("came",)]
    assert missing(world, as_of="2022-06-01") == [("came",), ("gone",)]
    assert missing(world, as_of="2023-05-09") == [("came",), ("gone",)]
    assert missing(world, as_of="2023-05-10") == [("gone",)]


def test_e1_by_jurisdiction_and_period(world: World) -> None:
    # came is approved at home too, in 2023: missing abroad are drugs approved at home, of which there are none
    assert missing(world, abroad="home", here="home") == []
    assert missing(world, since="2022", as_of="2023-01-01") == [("gone",)]
    assert missing(world, until="2021", as_of="2023-01-01") == [("came",)]
    assert missing(world, since="2014", as_of="2023-01-01") == [("older",), ("came",), ("gone",)]


def test_e1_rows_name_the_register_and_its_date_and_sources_once(world: World) -> None:
    reply = world.ask("E1", **ASKED, as_of="2024-06-30")
    assert cells(
        reply, "drug", "target", "agency", "approval_date", "orphan", "search_outcome", "register_snapshot"
    ) == [
        (
            "gone",
            ("tgt1", "tgt2"),
            ("agency",),
            "2022-03-01",
            ("answer-yes",),
            ("search-no-in-copy",),
            "2024-06-30",
        )
    ]
    assert told(reply) == [("one", "two")]
    assert not any("Warning" in note.en for note in reply.notes)


def test_e1_sets_all_approvals_of_the_years_beside_the_claim(world: World) -> None:
    def beside(**given: Any) -> str:
        notes = [note.en for note in world.ask("E1", abroad="united-states", here="home", **given).notes]
        return next((note for note in notes if note.startswith("Of all")), "")

    # of five, the first is of 2020; of the others one is not in the copy, one doubtful, one has a component there,
    # and the last is registered here since 10 January 2025
    whole = beside(as_of="2025-06-18")
    assert whole.startswith("Of all 4 drugs approved from 2021-01-01 to 2024-12-31: ")
    for counted in (
        "not found in the register copy: 1",
        "doubtful: 1",
        "component is registered: 1",
        "together 3",
    ):
        assert counted in whole
    assert "about 100 drugs" in whole
    assert beside(as_of="2025-06-18", since="2023") == beside(as_of="2025-06-18", since="2030") == whole
    assert beside(as_of="2025-06-18", until="2021") == whole
    # by the end of 2022 two were approved; on the last day of 2024 all four, of which the fourth came later
    assert beside(as_of="2022-12-31").startswith("Of all 2 drugs approved from 2021-01-01 to 2022-12-31: ")
    assert "found later or not searched: 1; together 4" in beside(as_of="2024-12-31")
    assert beside(as_of="2020-12-31") == ""


def test_e1_warns_past_the_register_copy(world: World) -> None:
    notes = [note.en for note in world.ask("E1", **ASKED, as_of="2024-07-01").notes]
    assert any("Warning: 2024-07-01 is after the register copy" in note for note in notes)


def test_without_a_register_nothing_is_missing_but_unknown(world: World) -> None:
    for identifier in ("E1", "E2"):
        reply = world.ask(identifier, abroad="home", here="abroad")
        assert reply.is_unknown
        assert "register" in reply.missing[0].en


def test_e2_programmes_on_the_target_and_follow_ons(world: World) -> None:
    reply = world.ask("E2", **ASKED, as_of="2022-06-01")
    assert cells(reply, "drug", "target", "programme", "asset", "stage", "novelty_class") == [
        ("gone", (), "prg-follower", "follower", (), ("novelty-biosimilar",)),
        ("gone", ("tgt1",), "prg-own", "own", ("stage-phase-2",), ("novelty-next-in-class",)),
    ]
    assert world.ask("E2", **ASKED, as_of="2022-02-01").rows == ()  # nothing on its target was missing yet


def test_e3_shares_of_an_area(world: World, nothing: World) -> None:
    # of two drugs for cancer both are missing in 2022 (came is not registered), one from May 2023
    def gap(day: str) -> object:
        return cells(world.ask("E3", **ASKED, as_of=day), "area", "n_missing", "n_available")

    assert gap("2022-06-01") == [("area-onc", 2, 0)]
    assert gap("2023-06-01") == [("area-onc", 1, 1)]
    assert nothing.ask("E3").is_unknown


def test_e4_points_and_directions_side_by_side(world: World, nothing: World) -> None:
    reply = world.ask("E4", as_of="2024-06-01")
    assert set(cells(reply, "stated_on", "segment", "trend", "share", "unit")) == {
        ("2023-01-01", None, "trend-increasing", None, None),
        ("2023-01-01", None, "trend-decreasing", None, None),
        ("2024-02-01", "the market", None, "63", "%"),
    }
    assert "statistical series" in reply.missing[0].en
    assert len(world.ask("E4", as_of="2023-06-01").rows) == 2
    assert nothing.ask("E4").rows == ()


def test_certain_says_where_it_changes_nothing(world: World) -> None:
    assert any("changes nothing" in note.en for note in world.ask("E1", **ASKED, certain=True).notes)
    assert not any("changes nothing" in note.en for note in world.ask("E1", **ASKED).notes)

"""D: innovation stages, and the status of what supports them. The drawing is in ``fixtures/questions/d.trig``."""

from __future__ import annotations

from tests.queries.questions.world import World, cells, told


def test_d1_programmes_stand_where_they_stood_on_the_day(world: World, nothing: World) -> None:
    def counts(day: str, here: str = "home") -> object:
        return cells(world.ask("D1", here=here, as_of=day), "stage", "modality", "novelty_class", "n")

    kind = ("small", "novelty-first-in-class")
    assert counts("2020-06-01") == [("stage-phase-1", *kind, 1)]
    assert counts("2021-06-01") == [("stage-phase-1", *kind, 2)]
    assert counts("2022-06-01") == [("stage-phase-1", *kind, 1), ("stage-phase-2", *kind, 1)]
    assert counts("2022-06-01", "abroad") == [("stage-phase-2", None, "novelty-not-stated", 1)]
    assert nothing.ask("D1", here="home").rows == ()


def test_d1_a_stage_told_twice_counts_once(world: World) -> None:
    reply = world.ask("D1", here="home", as_of="2021-06-01")
    assert cells(reply, "n", "programmes") == [(2, ("prg1", "prg2"))]
    assert told(reply) == [("one", "two")]


def test_d1_a_registration_without_a_day_dates_from_the_register_of_the_country(world: World) -> None:
    def counts(day: str, *, certain: bool = False) -> object:
        reply = world.ask("D1", here="elsewhere", as_of=day, certain=certain)
        return [
            one for one in cells(reply, "stage", "n", "n_undated", "programmes") if one[0] != "stage-phase-2"
        ]

    undated = ("stage-phase-1", 1, 1, ("prg5",))
    # registered abroad in 2019, but elsewhere only in August 2021, on some day of it
    assert counts("2021-07-31") == [undated]
    assert counts("2021-08-01") == [undated, ("stage-registered", 1, 0, ("prg4",))]
    assert counts("2021-08-30", certain=True) == []
    assert counts("2021-08-31", certain=True) == [("stage-registered", 1, 0, ("prg4",))]


def test_d1_says_what_has_no_date_and_what_came_later(world: World) -> None:
    before = world.ask("D1", here="elsewhere", as_of="2021-07-31")
    assert "1 further programmes" in before.notes[0].en  # programme four
    assert "1 of 2 rows rest on what only may hold on 2021-07-31, 1 of them on" in before.notes[1].en
    early = world.ask("D1", here="elsewhere", as_of="1900-01-01")
    assert cells(early, "stage", "n_undated") == [("stage-phase-1", 1)]
    assert "2 further programmes" in early.notes[0].en
    assert world.ask("D1", here="elsewhere", as_of="1900-01-01", certain=True).rows == ()
    # the source of the registration stands behind the row, too
    after = world.ask("D1", here="elsewhere", as_of="2022-01-01")
    assert dict(zip((row[0] for row in cells(after, "stage")), told(after), strict=True))[
        "stage-registered"
    ] == ("one", "two")


def test_d3_counts_from_the_last_day_of_a_year(world: World) -> None:
    # ended in 2020: from 31 December 2020 to 30 January 2023 are 24 whole months, to the 31st 25
    def idle(day: str) -> object:
        reply = world.ask("D3", status="terminated", months=23, as_of=day)
        return cells(reply, "programme", "ended", "months_idle")

    assert idle("2023-01-30") == [("prg6", "2020", 24)]
    assert idle("2023-01-31") == [("prg6", "2020", 25)]
    assert idle("2022-12-30") == []


def test_d3_idle_since_the_last_stage(world: World, nothing: World) -> None:
    # prg1 from 15 March 2021 to 14 March 2023: 23 whole months; a day later 24. prg2 went on in January 2022
    before, after = world.ask("D3", as_of="2023-03-14"), world.ask("D3", as_of="2023-03-15")
    assert cells(before, "programme", "last_stage", "ended", "months_idle", "owner") == [
        ("prg1", "stage-phase-1", "2021-03-15", 23, ("alfa",))
    ]
    assert cells(after, "months_idle") == [(24,)]
    # on the last day of 2021 prg2, too, had been suspended for 23 months
    assert cells(world.ask("D3", months=8, as_of="2021-12-31"), "programme", "months_idle") == [
        ("prg2", 23),
        ("prg1", 9),
    ]
    assert "1 further stage events" in after.notes[0].en  # event3 has no date
    assert nothing.ask("D3").rows == ()


def test_d4_an_instrument_is_proposed_then_in_force(world: World, nothing: World) -> None:
    stages = ("phase-1", "registered")

    def support(day: str) -> object:
        return cells(world.ask("D4", stage=stages, as_of=day), "stage", "instrument", "status", "body")

    nobody = ("stage-registered", None, None, ())
    assert support("2020-01-31") == [("stage-phase-1", None, None, ()), nobody]
    assert support("2021-01-01") == [
        ("stage-phase-1", "grant", "instrument-status-proposed", ("alfa",)),
        nobody,
    ]
    assert support("2022-07-01") == [
        ("stage-phase-1", "grant", "instrument-status-in-force", ("alfa",)),
        nobody,
    ]
    assert cells(nothing.ask("D4", stage="phase-1"), "stage", "instrument") == [("stage-phase-1", None)]


def test_an_end_without_a_day_follows_what_is_known_before(world: World) -> None:
    def status(day: str, *, certain: bool = False) -> object:
        reply = world.ask("G1", stage="procured", as_of=day, certain=certain)
        return cells(reply, "instrument", "status", "since", "last_confirmed", "holds")

    begun = ("plan", "instrument-status-in-force", "2009", "2017-09")
    over = ("plan", "instrument-status-ended", None, None)
    assert status("2008-12-31") == []
    assert status("2009-06-01") == [(*begun, "possibly")]
    assert status("2009-12-31") == status("2017-09-01") == [(*begun, "certainly")]
    # seen in September 2017; that it has ended a source of 2020 says: between the two nobody knows
    assert status("2018-06-01") == [(*over, "possibly"), (*begun, "possibly")]
    assert status("2018-06-01", certain=True) == []
    assert status("2020-01-01") == status("2025-01-01", certain=True) == [(*over, "certainly")]


def test_d4_certain_keeps_the_stages(world: World) -> None:
    asked = {"stage": "procured", "status": ("in-force", "ended")}
    assert cells(world.ask("D4", **asked, as_of="2025-01-01"), "instrument", "status") == [
        ("plan", "instrument-status-ended")
    ]
    unsure = world.ask("D4", **asked, as_of="2018-06-01")
    assert len(unsure.rows) == 2
    assert "2 of 2 rows rest on what only may hold" in unsure.notes[0].en
    certain = world.ask("D4", **asked, as_of="2018-06-01", certain=True)
    assert cells(certain, "stage", "instrument") == [("stage-procured", None)]


def test_d5_trials_by_year(world: World, nothing: World) -> None:
    reply = world.ask("D5", here="home", as_of="2021-12-31")
    assert cells(reply, "year", "phase", "sponsor_country", "novelty_class", "n") == [
        (2021, "stage-phase-1", "home", "novelty-not-stated", 2)
    ]
    assert told(reply) == [("one", "two")]
    assert cells(world.ask("D5", here="home", as_of="2021-06-01"), "n") == [(1,)]
    assert cells(world.ask("D5", here="abroad"), "phase", "n") == [("stage-phase-3", 1)]
    assert nothing.ask("D5").is_unknown

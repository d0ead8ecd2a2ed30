"""D: innovation stages. The drawing is in ``fixtures/questions/d.trig``."""

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
        return cells(
            world.ask("D4", stage=stages, as_of=day), "stage", "instrument", "instrument_status", "body"
        )

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


def test_d5_trials_by_year(world: World, nothing: World) -> None:
    reply = world.ask("D5", here="home", as_of="2021-12-31")
    assert cells(reply, "year", "trial_phase", "sponsor_country", "novelty_class", "n") == [
        (2021, "stage-phase-1", "home", "novelty-not-stated", 2)
    ]
    assert told(reply) == [("one", "two")]
    assert cells(world.ask("D5", here="home", as_of="2021-06-01"), "n") == [(1,)]
    assert cells(world.ask("D5", here="abroad"), "trial_phase", "n") == [("stage-phase-3", 1)]
    assert nothing.ask("D5").is_unknown

"""G: policy instruments. The drawing is in ``fixtures/questions/g.trig``."""

from __future__ import annotations

from tests.queries.questions.world import World, cells, told


def test_g1_status_on_the_day(world: World, nothing: World) -> None:
    def status(day: str) -> object:
        return cells(world.ask("G1", as_of=day), "instrument", "status", "since", "proposer", "owner")

    assert status("2020-01-31") == []
    assert status("2021-01-01") == [("grant", "instrument-status-proposed", None, ("alfa",), ("ministry",))]
    assert status("2022-07-01") == [
        ("grant", "instrument-status-in-force", "2022-07", ("alfa",), ("ministry",))
    ]
    assert (
        world.ask("G1", stage="phase-3").rows
        == world.ask("G1", status="ended").rows
        == nothing.ask("G1").rows
        == ()
    )
    assert cells(world.ask("G1", stage="phase-1"), "stage") == [(("stage-phase-1",),)]


def test_g4_an_overdue_obligation(world: World, nothing: World) -> None:
    def duties(day: str) -> object:
        return cells(
            world.ask("G4", here="home", as_of=day), "drug", "obligation", "due", "fulfilled", "overdue_days"
        )

    assert duties("2021-06-01") == [("drug1", "duty", "2022-01-01", None, 0)]
    assert duties("2022-01-11") == [("drug1", "duty", "2022-01-01", None, 10)]
    assert duties("2023-06-01") == [("drug1", "duty", "2022-01-01", "2023-06-01", 0)]
    assert told(world.ask("G4", here="home")) == [("one", "two")]
    assert world.ask("G4", here="abroad").rows == ()
    assert nothing.ask("G4").is_unknown


def test_g5_lags_of_the_country_and_censored_at_the_day(world: World, nothing: World) -> None:
    def lags(day: str, here: str = "home") -> object:
        reply = world.ask("G5", here=here, list="Essential list", as_of=day)
        return cells(reply, "drug", "registered", "listed", "guideline", "lag_days", "censored")

    # drug1: 1 January 2021 to 1 January 2022 = 365 days; the generic drug3 is no breakthrough
    assert lags("2022-12-31") == [
        ("drug1", "2021-01-01", "2022-01-01", (), 365, False),
        ("drug2", "2022-01-01", None, (), 364, True),
    ]
    assert lags("2021-01-11") == [("drug1", "2021-01-01", None, (), 10, True)]
    assert lags("2023-01-01")[1] == ("drug2", "2022-01-01", None, ("guideline",), 365, True)  # type: ignore[index]
    # abroad drug1 was registered two years earlier: 2019-01-01 to 2022-01-01 = 1,096 days
    assert lags("2022-12-31", "abroad") == [("drug1", "2019-01-01", "2022-01-01", (), 1096, False)]
    assert nothing.ask("G5").is_unknown

"""I: time and change. The drawing is in ``fixtures/questions/i.trig``."""

from __future__ import annotations

from tests.queries.questions.world import World, cells, told


def test_i1_what_changed_between_two_days(world: World, nothing: World) -> None:
    def changes(since: str, until: str) -> object:
        reply = world.ask("I1", since=since, as_of=until)
        return cells(reply, "change", "on", "relation", "before", "after")

    # it ended in 2019, nobody says on which day
    assert changes("2019-06-01", "2020-06-01") == [("ended", "2019", "ended", "not ended", "ended")]
    assert changes("2020-06-01", "2025-06-01") == [
        ("began", "2023-01-01", "later", "not begun", "begun"),
        ("withdrawn", "2025-01-01", "mistaken", "told", "not told"),
    ]
    assert changes("2025-06-01", "2025-12-31") == []
    unknown = nothing.ask("I1")
    assert unknown.is_unknown
    assert "second data release" in unknown.missing[0].en


def test_i2_without_a_network_there_is_no_position(nothing: World) -> None:
    assert nothing.ask("I2", since="2024", draws=0).rows == ()


def test_i3_shares_with_what_they_are_shares_of(world: World, nothing: World) -> None:
    reply = world.ask("I3", country="home", as_of="2025-12-31")
    # “about 2,000” of “at least 4,000”: at most 2,200 ⁄ 4,000 = 55 %, and no bound from below
    assert cells(
        reply, "year", "period", "share_of", "denominator", "comparator", "share", "share_low", "share_high"
    ) == [
        (2014, "2013–2014", "of the whole that the source names", "world innovation", None, "4", "4", "4"),
        (2025, None, "within the country's own total", "projects at home", "at most about", "50", None, "55"),
    ]
    assert set(cells(reply, "unit", "country")) == {("%", "home")}  # the growth of 8 % is no share
    assert told(reply) == [("one", "two"), ("one",)]
    assert len(world.ask("I3", country="home", as_of="2015-01-01").rows) == 1
    assert world.ask("I3", country="abroad").rows == nothing.ask("I3").rows == ()


def test_i4_bounds_and_ends_that_are_not_known(world: World, nothing: World) -> None:
    reply = world.ask("I4", about="", as_of="2022-01-01")
    keys = ("fact", "from", "from_latest", "to_earliest", "to", "last_confirmed", "end_known", "holds")
    assert cells(reply, *keys) == [
        ("ended", "2018", "2018-12-31", "2019-01-02", "2019", None, True, "no"),
        ("seen", None, None, None, None, "2021-06-18", False, "possibly"),
    ]
    on_the_day = dict(cells(world.ask("I4", about="", as_of="2021-06-18"), "fact", "holds"))
    assert on_the_day["seen"] == "certainly"
    assert nothing.ask("I4", about="").rows == ()


def test_i4_days_around_the_end(world: World) -> None:
    def holds(day: str) -> str:
        return dict(cells(world.ask("I4", about="", as_of=day), "fact", "holds"))["ended"]

    # ended "2019": possible to the last day of 2019
    assert holds("2018-12-31") == "certainly"
    assert holds("2019-12-31") == "possibly"
    assert holds("2020-01-01") == "no"

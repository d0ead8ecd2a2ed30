"""The interval of a relation node that several sources date."""

from __future__ import annotations

from datetime import date

from pharmagraph.model import Literal, Validity
from pharmagraph.queries.described import Node
from pharmagraph.queries.validity import as_written, between, happened_by, standing_of, validity_of
from pharmagraph.vocab import ID, IRI, PG, XSD


def node(**days: list[str]) -> Node:
    told = {PG[name]: {Literal(day, XSD.date): set[IRI]() for day in some} for name, some in days.items()}
    return Node(ID.p1, dict(told))


def test_of_several_bounds_the_widest_count_for_possibly_and_the_narrowest_for_certainly() -> None:
    # one source: from 2019; another: from 2020 until the end of 2020, or of 2021
    found = validity_of(
        node(
            validFrom=["2020-01-01", "2019-01-01"],
            validFromLatest=["2019-12-31", "2020-12-31"],
            validToEarliest=["2021-01-01", "2021-06-01"],
            validTo=["2021-01-01", "2022-01-01"],
        )
    )
    assert found == Validity(
        start=date(2019, 1, 1),
        start_latest=date(2020, 12, 31),
        end_earliest=date(2021, 1, 1),
        end=date(2022, 1, 1),
    )


def test_confirmations_are_sorted_and_keep_how_finely_the_last_is_known() -> None:
    dated = node(lastConfirmed=["2025-06-01", "2023-01-01"])
    dated.values[PG.lastConfirmedText] = {Literal("2025-06"): set()}
    found = validity_of(dated)
    assert found.confirmed == (date(2023, 1, 1), date(2025, 6, 1))
    assert found.last_confirmed == "2025-06"


def test_an_undated_node_has_an_open_interval_and_what_is_no_date_is_passed_over() -> None:
    assert validity_of(node()) == Validity()
    assert validity_of(node(validFrom=["soon"])) == Validity()


def test_a_relation_stands_by_its_bounds_and_by_the_days_that_confirm_it() -> None:
    # begun in 2020, seen on 1 June 2021, without an end
    told = node(validFrom=["2020-01-01"], validFromLatest=["2020-12-31"], lastConfirmed=["2021-06-01"])
    days = ["2019-12-31", "2020-06-01", "2020-12-31", "2021-06-01", "2021-06-02"]
    assert [standing_of(told, date.fromisoformat(day)) for day in days] == [
        "over",
        "possible",
        "certain",
        "certain",
        "possible",
    ]
    assert standing_of(node(), date(2020, 1, 1)) == "undated"
    # what was stated on a day was so on that day
    stated = node(statedOn=["2025-06-18"])
    assert [standing_of(stated, date(2025, 6, day)) for day in (17, 18, 19)] == [
        "possible",
        "certain",
        "possible",
    ]


def test_what_ended_on_no_stated_day_may_have_held_until_a_source_told_of_it() -> None:
    ended = node(lastConfirmed=["2016-02-19"])
    ended.values[PG.relationStatus] = {PG["relation-status-ended"]: set()}
    told = date(2024, 1, 1)
    assert standing_of(ended, date(2016, 2, 19), over_by=told) == "certain"
    assert standing_of(ended, date(2023, 12, 31), over_by=told) == "possible"
    assert standing_of(ended, told, over_by=told) == "over"
    assert standing_of(ended, date(2016, 2, 20)) == "over"  # no source says when it told of it
    assert standing_of(ended, date(2015, 1, 1)) == "possible"


def test_an_event_of_some_day_of_a_year_has_certainly_happened_with_its_last_day() -> None:
    some_day = Validity(start=date(2020, 1, 1), start_latest=date(2020, 12, 31), end=date(2021, 1, 1))
    days = [date(2019, 12, 31), date(2020, 6, 1), date(2020, 12, 31), date(2025, 1, 1)]
    assert [happened_by(some_day, day) for day in days] == ["over", "possible", "certain", "certain"]
    assert happened_by(Validity(), date(2025, 1, 1)) == "undated"


def test_a_day_is_told_as_finely_as_it_is_written() -> None:
    assert as_written(date(2026, 1, 1), ["2026", "2026-01", "2025-12", "soon"]) == "2026-01"
    assert as_written(date(2026, 1, 1), ["2025"]) == date(2026, 1, 1)
    assert as_written(date(2019, 12, 31), ["2019"]) == "2019"


def test_two_bounds_make_a_day_a_month_a_year_or_both() -> None:
    assert between(date(2025, 6, 18), date(2025, 6, 18)) == date(2025, 6, 18)
    assert between(None, date(2025, 6, 18)) == date(2025, 6, 18)
    assert between(date(2025, 6, 1), date(2025, 6, 30)) == "2025-06"
    assert between(date(2025, 1, 1), date(2025, 12, 31)) == "2025"
    assert between(date(2025, 1, 1), date(2025, 6, 18)) == "2025-01-01…2025-06-18"
    assert between(None, None) is None

from __future__ import annotations

from datetime import date

from pharmagraph.graph.states import State, combined
from pharmagraph.model import Validity


def test_one_state_is_itself() -> None:
    state = State("in-force", Validity(date(2020, 1, 1)), "high")
    assert combined([state]) is state


def test_what_rests_on_two_nodes_holds_while_both_do() -> None:
    first = State(
        "in-force",
        Validity(
            date(2018, 1, 1), date(2018, 12, 31), date(2023, 1, 2), date(2024, 1, 1), (date(2019, 5, 1),)
        ),
        "high",
    )
    second = State(
        "ended",
        Validity(date(2020, 1, 1), date(2020, 6, 1), None, date(2022, 1, 1), (date(2021, 5, 1),)),
        "low",
    )
    both = combined([first, second])
    assert (both.status, both.confidence) == ("ended", "low")
    assert (both.validity.start, both.validity.end) == (date(2020, 1, 1), date(2022, 1, 1))
    assert (both.validity.start_latest, both.validity.end_earliest) == (date(2020, 6, 1), date(2023, 1, 2))
    # In May 2019 the second had not begun; in May 2021 both held.
    assert both.validity.confirmed == (date(2021, 5, 1),)


def test_a_start_that_one_of_them_does_not_state_is_not_certain() -> None:
    stated, silent = State(validity=Validity(date(2020, 1, 1), date(2020, 1, 1))), State()
    assert combined([stated, silent]).validity.start_latest is None

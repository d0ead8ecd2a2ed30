from __future__ import annotations

from pharmagraph.exports.certainty import certainty_json, certainty_notes
from pharmagraph.graph.certainty import Certainty


def test_what_only_may_hold_is_counted_in_words() -> None:
    assert certainty_notes(Certainty("2025-01-01", 91, 30, 12, "2003"), "en") == (
        "30 of 91 ties only may hold on 2025-01-01, 12 of them without any date; --certain leaves them out.",
    )
    assert certainty_notes(Certainty("2025-01-01", 1, 1, 0, "2003"), "en") == (
        "1 of 1 tie only may hold on 2025-01-01, 0 of them without any date; --certain leaves it out.",
    )
    assert certainty_notes(Certainty("2025-01-01", 9, 3, 2), "ru") == (
        "Лишь возможны на 2025-01-01 связи: 3 из 9, из них без всякой даты: 2; исключить их — с --certain.",
    )


def test_a_day_before_all_evidence_is_told() -> None:
    early = Certainty("1990-01-01", 2, 2, 2, "2012")
    assert certainty_notes(early, "en")[1] == (
        "1990-01-01 lies before all that is known of these (2012): nothing says that they held then."
    )
    assert "раньше всего, что об этих связях известно (2012)" in certainty_notes(early, "ru")[1]


def test_nothing_in_doubt_is_not_told() -> None:
    assert certainty_notes(Certainty("2025-01-01", 7), "en") == ()
    assert certainty_notes(Certainty("", 7, 7, 7), "en") == ()
    assert certainty_json(Certainty("", 7)) == {
        "day": None, "ties": 7, "only_possible": 0, "undated": 0, "oldest_evidence": None,
    }  # fmt: skip

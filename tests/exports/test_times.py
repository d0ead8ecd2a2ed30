from __future__ import annotations

from datetime import date

import pytest

from pharmagraph.exports.times import period
from pharmagraph.model import Validity

JUNE = date(2025, 6, 18)


@pytest.mark.parametrize(
    ("validity", "en", "ru"),
    [
        (Validity(), "", ""),
        (Validity(start=date(2019, 1, 1), start_latest=date(2019, 12, 31)), "from 2019", "с 2019"),
        (Validity(start=date(2019, 3, 1), start_latest=date(2019, 3, 31)), "from 2019-03", "с 2019-03"),
        (Validity(start=JUNE, start_latest=JUNE), "from 2025-06-18", "с 2025-06-18"),
        (Validity(start=date(2025, 1, 1), start_latest=JUNE), "from 2025…2025-06-18", None),
        # The bound is the day after the last on which it held.
        (Validity(end=date(2020, 1, 1)), "until 2019-12-31", "по 2019-12-31"),
        (Validity(start=JUNE, start_latest=JUNE, end=date(2025, 6, 19)), "2025-06-18", "2025-06-18"),
        (
            Validity(confirmed=(date(2024, 1, 1), JUNE)),
            "confirmed on 2025-06-18",
            "подтверждено на 2025-06-18",
        ),
        # Seen on the day it began: said once.
        (Validity(start=JUNE, start_latest=JUNE, confirmed=(JUNE,)), "from 2025-06-18", "с 2025-06-18"),
    ],
)
def test_when_something_held_is_said_in_both_languages(validity: Validity, en: str, ru: str | None) -> None:
    assert period(validity, "en") == en
    if ru is not None:
        assert period(validity, "ru") == ru


def test_the_words_of_the_source_go_before_the_bounds() -> None:
    validity = Validity(start=date(2019, 1, 1), end=date(2020, 1, 1))
    assert period(validity, "en", from_text="2019", to_text="2019") == "2019"
    assert period(validity, "en", from_text="2019-01", to_text="2019") == "2019-01 – 2019"

"""When something held, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pharmagraph.model import Lang, Validity


def period_ends(validity: Validity, *, from_text: str = "", to_text: str = "") -> tuple[str, str]:
    """The first and the last day as the source writes them, else as the bounds say; empty when not stated."""
    return from_text or _start(validity), to_text or _end(validity)


def period(validity: Validity, lang: Lang, *, from_text: str = "", to_text: str = "") -> str:
    """From when to when, as the source writes it where its words are given; and when it was last confirmed.

    Empty when nothing is stated.
    """
    russian = lang == "ru"
    start, end = period_ends(validity, from_text=from_text, to_text=to_text)
    parts = []
    if start and end:
        parts.append(start if start == end else f"{start} – {end}")
    elif start:
        parts.append(f"с {start}" if russian else f"from {start}")
    elif end:
        parts.append(f"по {end}" if russian else f"until {end}")
    last = validity.confirmed[-1].isoformat() if validity.confirmed else ""
    day = validity.last_confirmed
    if day and not (start and last == _first_day(start)):
        whole = len(day) == len("2026-11-22")
        parts.append(
            f"подтверждено{' на' if whole else ':'} {day}"
            if russian
            else f"confirmed {'on' if whole else 'in'} {day}"
        )
    return ", ".join(parts)


def _first_day(text: str) -> str:
    """The first day of a partial date, which is the day that a confirmation without a day counts from."""
    return text + "-01" * (2 - text.count("-"))


def _start(validity: Validity) -> str:
    first, last = validity.start, validity.start_latest
    if first is None:
        return ""
    if last is None or last == first:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day >= 28:
        return first.isoformat()[:7]
    begun = str(first.year) if (first.month, first.day) == (1, 1) else first.isoformat()
    return f"{begun}…{last.isoformat()}"


def _end(validity: Validity) -> str:
    """The last day on which it may have held: the bound itself lies a day later."""
    return (validity.end - timedelta(days=1)).isoformat() if validity.end else ""

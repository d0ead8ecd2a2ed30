"""What of an answer only may hold on its day, in words and for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pharmagraph.exports.cells import Json
    from pharmagraph.graph.certainty import Certainty
    from pharmagraph.model import Lang


def certainty_notes(certainty: Certainty, lang: Lang) -> tuple[str, ...]:
    """How many ties only may hold on the day, and whether it lies before all that is known of them."""
    notes = []
    if certainty.day and certainty.only_possible:
        notes.append(only_possible_told(certainty, lang, of=("tie", "ties", "связи")))
    if certainty.comes_first:
        notes.append(
            f"{certainty.day} раньше всего, что об этих связях известно ({certainty.oldest}): что они тогда "
            "действовали, не сказано нигде."
            if lang == "ru"
            else f"{certainty.day} lies before all that is known of these ({certainty.oldest}): nothing says "
            "that they held then."
        )
    return tuple(notes)


def certainty_json(certainty: Certainty) -> Json:
    """The same for machines."""
    return {
        "day": certainty.day or None,
        "ties": certainty.n_ties,
        "only_possible": certainty.only_possible,
        "undated": certainty.undated,
        "oldest_evidence": certainty.oldest or None,
    }


def only_possible_told(certainty: Certainty, lang: Lang, *, of: tuple[str, str, str]) -> str:
    """How many of what ``of`` names (one, several, and in Russian) only may hold on the day."""
    one, several, russian = of
    total, possible, undated = certainty.n_ties, certainty.only_possible, certainty.undated
    if lang == "ru":
        return (
            f"Лишь возможны на {certainty.day} {russian}: {possible} из {total}, из них без всякой даты: "
            f"{undated}; исключить их — с --certain."
        )
    what = one if total == 1 else several
    leaves = "leaves it out" if possible == 1 else "leaves them out"
    return (
        f"{possible} of {total} {what} only may hold on {certainty.day}, {undated} of them without any "
        f"date; --certain {leaves}."
    )

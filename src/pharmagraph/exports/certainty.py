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
        notes.append(_possible(certainty, lang))
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


def _possible(certainty: Certainty, lang: Lang) -> str:
    n_ties, possible, undated = certainty.n_ties, certainty.only_possible, certainty.undated
    if lang == "ru":
        return (
            f"Лишь возможны на {certainty.day} связи: {possible} из {n_ties}, из них без всякой даты: "
            f"{undated}; исключить их — с --certain."
        )
    ties = "tie" if n_ties == 1 else "ties"
    leaves = "leaves it out" if possible == 1 else "leaves them out"
    return (
        f"{possible} of {n_ties} {ties} only may hold on {certainty.day}, {undated} of them without any "
        f"date; --certain {leaves}."
    )

"""Names a few slips of the finger away. Only here is rapidfuzz imported, and only when it is needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_DIGIT = re.compile(r"\D+")


def allowed_edits(text: str) -> int:
    """How many slips a text of this many letters may have: none under four, one under eight, else two."""
    letters = sum(sign.isalpha() for sign in text)
    return 0 if letters < 4 else 1 if letters < 8 else 2


def nearest(text: str, candidates: Sequence[str], edits: int) -> dict[str, int]:
    """The candidates within so many edits of ``text``, with their distance.

    A slip is one letter more, less or other, or two neighbours swapped. Digits must agree: CDK4 is not CDK6.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(text, candidates, scorer=OSA.distance, score_cutoff=edits, limit=None)
    digits = _digits(text)
    return {key: int(distance) for key, distance, _ in near if _digits(key) == digits}


def resembling(text: str, candidates: Sequence[str], limit: int) -> list[str]:
    """The candidates that look most like the text, the best first; at least two thirds must agree."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(text, candidates, scorer=OSA.normalized_similarity, score_cutoff=0.66, limit=limit)
    return [key for key, _, _ in sorted(near, key=lambda one: (-one[1], one[0]))]


def _digits(text: str) -> list[str]:
    return _NOT_DIGIT.split(text)

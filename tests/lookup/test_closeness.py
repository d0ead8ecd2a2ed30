"""Slips of the finger."""

from __future__ import annotations

import pytest

from pharmagraph.lookup.closeness import allowed_edits, nearest, resembling


@pytest.mark.parametrize(
    ("text", "edits"), [("abc", 0), ("a123456", 0), ("abcd", 1), ("abcdefg", 1), ("abcdefgh", 2)]
)
def test_longer_texts_may_have_more_slips(text: str, edits: int) -> None:
    assert allowed_edits(text) == edits


def test_a_slip_is_a_letter_more_less_other_or_swapped() -> None:
    near = nearest("biokad", ["biokad", "biokat", "bioka", "biokads", "bioakd", "biakot"], 1)
    # biakot: o and a are two apart, and t for d
    assert near == {"biokad": 0, "biokat": 1, "bioka": 1, "biokads": 1, "bioakd": 1}


def test_digits_must_agree() -> None:
    assert nearest("interleukin6", ["interleukin6", "interleukin8", "interleukn6"], 2) == {
        "interleukin6": 0,
        "interleukn6": 1,
    }


def test_what_looks_most_like_it_comes_first() -> None:
    # 1 - 2/8, 1 - 1/7; "roche" shares too little
    assert resembling("akrihi", ["akrihins", "akrihin", "roche"], 3) == ["akrihin", "akrihins"]

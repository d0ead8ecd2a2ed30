from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pharmagraph.exports.route_prose import FILTERS
from pharmagraph.exports.words import (
    CONFIDENCES,
    KINDS,
    REASONS,
    STATUSES,
    capital,
    confidence_words,
    kind_words,
    status_words,
)
from pharmagraph.graph.options import INCLUDES
from pharmagraph.vocab import KIND_OF_CLASS

if TYPE_CHECKING:
    from pharmagraph.model import Words

SCHEMES = Path(__file__).parents[2] / "ontology" / "schemes.ttl"


def test_every_kind_that_can_be_found_is_said_in_both_languages() -> None:
    assert set(KIND_OF_CLASS.values()) <= KINDS.keys()
    assert all(words.en and words.ru for words in (*KINDS.values(), *REASONS.values(), *FILTERS.values()))
    assert kind_words("my-own-kind").en == "my own kind"


def test_every_word_of_include_is_a_filter_that_can_be_named() -> None:
    assert FILTERS.keys() >= INCLUDES


@pytest.mark.parametrize(("scheme", "told"), [("relation-status", STATUSES), ("confidence", CONFIDENCES)])
def test_statuses_and_confidences_are_called_as_in_the_ontology(scheme: str, told: dict[str, Words]) -> None:
    text = SCHEMES.read_text(encoding="utf-8")
    for notation, words in told.items():
        block = re.search(rf"^pg:{scheme}-{notation} a .*?\.\n\n", text, re.DOTALL | re.MULTILINE)
        assert block is not None, notation
        if notation != "unknown":  # said with "status", for it stands alone
            assert f'"{words.en}"@en' in block[0]
            assert f'"{words.ru}"@ru' in block[0]
    assert status_words("new").en == "new"
    assert confidence_words("new").en == "new"


def test_a_sentence_begins_with_a_capital() -> None:
    assert [capital("связь"), capital("PD-1"), capital("")] == ["Связь", "PD-1", ""]

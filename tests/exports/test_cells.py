from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pharmagraph.exports.cells import Cell, json_of, printable, text_of
from pharmagraph.model import IRI, Entity, SourceRef, Words

CHEMRAR = Entity(IRI("https://w3id.org/pharmagraph/id/chemrar"), "chemrar", "company", "ChemRar", "ХимРар")
PAGE = SourceRef("page", "A page", "A publisher", "2025-06", "https://example.org/page")


@pytest.mark.parametrize(
    ("cell", "en", "ru"),
    [
        (None, "", ""),
        ("=1+1", "=1+1", "=1+1"),
        (True, "yes", "да"),
        (0, "0", "0"),
        (Decimal("1E+3"), "1000", "1000"),
        (date(2025, 6, 18), "2025-06-18", "2025-06-18"),
        (Words("in force", "действует"), "in force", "действует"),
        (Words("only English"), "only English", "only English [en]"),
        (CHEMRAR, "ChemRar", "ХимРар"),
        (PAGE, "A page", "A page"),
        (SourceRef("bare", ""), "bare", "bare"),
        ((CHEMRAR, "x", None), "ChemRar; x; ", "ХимРар; x; "),
    ],
)
def test_every_kind_of_cell_is_said_in_both_languages(cell: Cell, en: str, ru: str) -> None:
    assert text_of(cell) == en
    assert text_of(cell, "ru") == ru


def test_entities_and_sources_have_the_shape_of_the_json_contract() -> None:
    assert json_of(CHEMRAR, "ru") == {"id": "chemrar", "label": "ХимРар", "kind": "company"}
    assert json_of(PAGE) == {
        "id": "page",
        "title": "A page",
        "url": "https://example.org/page",
        "date": "2025-06",
    }
    assert json_of((True, None, "x")) == [True, None, "x"]


def test_numbers_stay_numbers_and_what_json_lacks_is_text() -> None:
    assert json_of(Decimal(4000)) == 4000
    assert isinstance(json_of(Decimal(4000)), int)
    assert json_of(Decimal("0.25")) == 0.25
    assert json_of(float("nan")) == "nan"
    assert json_of(Decimal("Infinity")) == "Infinity"
    assert json_of(date(2025, 1, 2)) == "2025-01-02"


def test_nothing_that_steers_a_terminal_is_printed() -> None:
    assert printable("a\x1b[31mred\x07") == "a[31mred"
    assert printable("\u202eevil\u2069") == "evil"
    assert printable("one\ttwo\r\nthree\u2028four") == "one two three four"
    assert printable("zero\u200bwidth\ufeff") == "zerowidth"
    assert printable("half \ud800 pair") == "half \ufffd pair"
    assert printable("Ещё «слово» — да") == "Ещё «слово» — да"

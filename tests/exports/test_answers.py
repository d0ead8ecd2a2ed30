from __future__ import annotations

import io
import json

import openpyxl
import pytest
from tests.exports.drawing import BOOK, PAGE, coverage

from pharmagraph.exports.answers import (
    FORMATS,
    Answer,
    Format,
    Part,
    closing_notes,
    coverage_note,
    footnote,
    render,
)
from pharmagraph.exports.tables import Sheet, columns

SHEET = Sheet(columns(("name", "Name", "Название")), (("ХимРар",), ("R-Pharm",)))
ANSWER = Answer(
    "ru",
    SHEET,
    ({"name": "ХимРар"}, {"name": "R-Pharm"}),
    (Part("Два имени", ("Строка [1].",), ("пункт",), ("шаг",), ("Конец.",), SHEET, level=1),),
    footnotes=(PAGE, BOOK),
    notes=("2 из 3",),
    coverage=coverage(2, PAGE),
    more={"extra": True},
)


def test_json_is_one_object_of_the_contract() -> None:
    document = json.loads(render(ANSWER, "json"))
    assert document["schema_version"] == 1
    assert document["as_of"] == "2026-11-22"
    assert document["results"] == [{"name": "ХимРар"}, {"name": "R-Pharm"}]
    assert document["extra"] is True
    assert document["notes"] == ["2 из 3"]
    assert document["coverage"] == {
        "release": {"date": "2026-11-22", "digest": "3fa9c1e2"},
        "results": 2,
        "sources": [
            {"id": "page", "title": "A page", "url": "https://example.org/page", "date": "2024-05-01"}
        ],
        "on_one_source": 1,
        "derived_only": 0,
        "oldest_source": None,
        "newest_source": None,
    }


def test_json_lines_hold_a_result_each() -> None:
    lines = render(ANSWER, "jsonl").decode().splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["ХимРар", "R-Pharm"]


def test_markdown_is_ready_for_a_memo() -> None:
    assert render(ANSWER, "md").decode() == (
        "# Два имени\n\n"
        "Строка \\[1\\].\n\n"
        "- пункт\n\n"
        "1. шаг\n\n"
        "Конец.\n\n"
        "| Название |\n| --- |\n| ХимРар |\n| R-Pharm |\n\n"
        "- \\[1\\] [A page](https://example.org/page). A publisher, 2024-05-01.\n"
        "- \\[2\\] A book. 2019.\n\n"
        "*2 из 3*\n\n"
        "*Результатов: 2; источников: 1; на одном источнике: 1; только выведено: 0. "
        "На дату 2026-11-22; данные 2026-11-22 (3fa9c1e2).*\n"
    )


def test_a_workbook_says_beside_the_answer_what_it_rests_on() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(render(ANSWER, "xlsx")))
    assert workbook.sheetnames == ["Ответ", "Охват", "Источники"]
    assert [row[0] for row in workbook["Ответ"].iter_rows(values_only=True)] == [
        "Название", "ХимРар", "R-Pharm",
    ]  # fmt: skip
    assert [row[0] for row in workbook["Источники"].iter_rows(values_only=True)] == ["Источник", "page"]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_every_row(form: Format) -> None:
    content = render(ANSWER, form)
    if form == "xlsx":
        content = str(list(openpyxl.load_workbook(io.BytesIO(content)).active.values)).encode()  # type: ignore[union-attr]
    assert "ХимРар".encode() in content
    assert b"R-Pharm" in content


def test_the_note_on_coverage_is_shorter_where_nothing_rests_on_sources() -> None:
    assert coverage_note(coverage(3)) == "Results: 3. As of 2026-11-22; data 2026-11-22 (3fa9c1e2)."
    assert coverage_note(coverage(3), "ru").startswith("Результатов: 3. На дату 2026-11-22")
    assert "sources: 1; on one source: 1; derived only: 0" in coverage_note(coverage(3, PAGE))


def test_an_answer_that_is_not_a_list_of_results_has_no_closing_sentence() -> None:
    answer = Answer("en", SHEET, (), coverage=coverage(1), sums_up=False)
    assert closing_notes(answer) == []


def test_a_footnote_has_title_publisher_date_and_address() -> None:
    assert footnote(PAGE) == ("A page. A publisher, 2024-05-01.", "https://example.org/page")
    assert footnote(BOOK) == ("A book. 2019.", "")

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmagraph.errors import ExportError
from pharmagraph.exports.tables import (
    Sheet,
    columns,
    json_lines,
    markdown,
    render_csv,
    render_markdown,
    render_tsv,
    render_xlsx,
)
from pharmagraph.model import SourceRef

if TYPE_CHECKING:
    from pharmagraph.exports.cells import Cell

HEADS = columns(("name", "Name", "Название"), ("count", "Count", "Число"))
PLAIN = Sheet(HEADS, (("ХимРар", 2), ("R-Pharm", None)))


def test_a_csv_has_keys_for_machines_and_headings_for_a_spreadsheet_program() -> None:
    assert render_csv(PLAIN, lang="ru") == "name,count\nХимРар,2\nR-Pharm,\n".encode()
    assert render_csv(PLAIN, lang="ru", excel=True) == (
        "\ufeffНазвание;Число\r\nХимРар;2\r\nR-Pharm;\r\n".encode()
    )


def test_a_russian_spreadsheet_gets_decimal_commas_and_a_machine_never() -> None:
    sheet = Sheet(HEADS, (("share", Decimal("0.5")),))
    assert b"share;0,5" in render_csv(sheet, lang="ru", excel=True)
    assert b"share;0.5" in render_csv(sheet, lang="en", excel=True)
    assert b"share,0.5" in render_csv(sheet, lang="ru")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    sheet = Sheet(HEADS, ((f"{start}cmd|' /C calc'!A0", -5),))
    for content, delimiter in ((render_csv(sheet), ","), (render_tsv(sheet), "\t")):
        row = list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=delimiter))[1]
        assert row == [f"'{start}cmd|' /C calc'!A0", "-5"]  # the number stays a number
    verbatim = list(csv.reader(io.StringIO(render_csv(sheet, verbatim=True).decode(), newline="")))
    assert verbatim[1][0].startswith(start)


def test_a_spreadsheet_holds_texts_as_texts_and_numbers_as_numbers() -> None:
    sheet = Sheet(HEADS, (("=1+1", 3), ("https://example.org", Decimal("2.5")), ("007", True), ("", 10**20)))
    page = openpyxl.load_workbook(io.BytesIO(render_xlsx([("Answer", sheet)]))).active
    assert page is not None
    cells = [[(cell.value, cell.data_type) for cell in row] for row in page.iter_rows(min_row=2)]
    assert cells[0] == [("=1+1", "s"), (3, "n")]
    assert cells[1] == [("https://example.org", "s"), (2.5, "n")]
    assert cells[2] == [("007", "s"), (True, "b")]
    assert cells[3][1] == (str(10**20), "s")  # more digits than a spreadsheet keeps


def test_equal_answers_give_equal_spreadsheets() -> None:
    assert render_xlsx([("Answer", PLAIN)]) == render_xlsx([("Answer", PLAIN)])


def test_a_cell_that_does_not_fit_is_refused_not_cut() -> None:
    with pytest.raises(ExportError, match="--format csv"):
        render_xlsx([("Answer", Sheet(HEADS, (("x" * 32_768, 1),)))])


def test_nothing_from_the_data_is_markup() -> None:
    assert markdown("<b>|a*b_c`[x](y)") == r"&lt;b&gt;\|a\*b\_c\`\[x\](y)"
    source = SourceRef("s", "A ] title", "", "", "https://example.org/a(b)|c d")
    assert markdown(source) == r"[A \] title](https://example.org/a%28b%29%7Cc%20d)"
    assert markdown(SourceRef("s", "Title", "", "", "javascript:alert(1)")) == "Title"


def test_a_markdown_table_has_a_line_per_row() -> None:
    sheet = Sheet(HEADS, (("one\ntwo", 1), ("a|b", None)))
    assert render_markdown(sheet, lang="ru") == (
        "| Название | Число |\n| --- | --- |\n| one two | 1 |\n| a\\|b |  |\n"
    )


def test_columns_that_are_empty_throughout_are_left_to_files() -> None:
    sheet = Sheet(HEADS, (("a", None), ("b", "")))
    assert [column.key for column in sheet.filled().columns] == ["name"]
    assert sheet.filled().rows == (("a",), ("b",))


def test_a_row_of_another_width_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="1 cells under 2 columns"):
        Sheet(HEADS, (("alone",),))


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
SHEETS = st.lists(st.tuples(CELLS, CELLS), max_size=8).map(lambda rows: Sheet(HEADS, tuple(rows)))


@given(SHEETS)
def test_no_row_is_lost_in_any_form(sheet: Sheet) -> None:
    n_rows = len(sheet.rows)
    for content, delimiter in (
        (render_csv(sheet).decode(), ","),
        (render_csv(sheet, excel=True).decode("utf-8-sig"), ";"),
        (render_tsv(sheet).decode(), "\t"),
    ):
        rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))
        assert [len(row) for row in rows] == [2] * (n_rows + 1)
    assert len(json_lines(sheet.objects()).decode().split("\n")) == n_rows + 1
    assert len(json.loads(json.dumps(sheet.objects()))) == n_rows
    assert len(render_markdown(sheet).split("\n")) == n_rows + 3
    page = openpyxl.load_workbook(io.BytesIO(render_xlsx([("Answer", sheet)]))).active
    assert page is not None
    filled = [
        number for number, row in enumerate(sheet.rows, 2) if any(cell not in (None, "") for cell in row)
    ]
    assert page.max_row >= max(filled, default=1)


@given(st.lists(st.tuples(CELLS), max_size=6))
def test_a_single_column_keeps_its_empty_rows(rows: list[tuple[Cell]]) -> None:
    content = render_csv(Sheet(HEADS[:1], tuple(rows))).decode()
    assert len(list(csv.reader(io.StringIO(content, newline="")))) == len(rows) + 1

"""One table of typed cells, written as JSON, JSON Lines, CSV, TSV, Markdown or a spreadsheet.

Spreadsheet programs run a text cell that looks like a formula. CSV and TSV put an apostrophe before such a
cell (numbers stay numbers; ``verbatim`` leaves texts as they are, for machines); a spreadsheet file types
every text as text.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pharmagraph.errors import ExportError
from pharmagraph.exports.cells import Cell, Json, json_of, printable, text_of
from pharmagraph.model import SourceRef, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from pharmagraph.model import Lang

FlatFormat = Literal["csv", "tsv", "xlsx", "md"]

_FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARKDOWN = re.compile(r"([\\`*_\[\]|~#])")
_EXCEL_CELL, _EXCEL_ROWS = 32_767, 1_048_576
_EXCEL_LONGEST_INTEGER = 10**15


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``key`` for machines, ``heading`` for people."""

    key: str
    heading: Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of typed cells under columns; every row has a cell for every column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        wrong = next((row for row in self.rows if len(row) != len(self.columns)), None)
        if wrong is not None:
            raise ValueError(f"a row has {len(wrong)} cells under {len(self.columns)} columns: {wrong}")

    def objects(self, lang: Lang = "en") -> list[Json]:
        """The rows as JSON objects by column key."""
        return [
            {column.key: json_of(cell, lang) for column, cell in zip(self.columns, row, strict=True)}
            for row in self.rows
        ]

    def filled(self) -> Sheet:
        """The same rows without the columns that are empty in all of them."""
        keep = [
            number
            for number in range(len(self.columns))
            if any(row[number] not in (None, "", ()) for row in self.rows)
        ]
        return Sheet(
            tuple(self.columns[number] for number in keep),
            tuple(tuple(row[number] for number in keep) for row in self.rows),
        )


def columns(*pairs: tuple[str, str, str]) -> tuple[Column, ...]:
    """Columns from triples of key, English and Russian heading."""
    return tuple(Column(key, Words(en, ru)) for key, en, ru in pairs)


def json_lines(values: Iterable[Json]) -> bytes:
    """One JSON value per line."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode(
        "utf-8", "replace"
    )


def render_csv(sheet: Sheet, *, lang: Lang = "en", excel: bool = False, verbatim: bool = False) -> bytes:
    """Comma-separated values under the column keys.

    With ``excel``: a byte-order mark, semicolons, headings in ``lang``, and in Russian a decimal comma, which
    is what a double click expects.
    """
    if not excel:
        return _separated(sheet, ",", lang, verbatim=verbatim)
    return b"\xef\xbb\xbf" + _separated(sheet, ";", lang, verbatim=verbatim, excel=True)


def render_tsv(sheet: Sheet, *, lang: Lang = "en", verbatim: bool = False) -> bytes:
    """Tab-separated values under the column keys; a cell with a tab or a line end is quoted."""
    return _separated(sheet, "\t", lang, verbatim=verbatim)


def render_markdown(sheet: Sheet, *, lang: Lang = "en") -> str:
    """A Markdown table; text from data is escaped, and sources are links."""
    lines = [[markdown(column.heading.text(lang)) for column in sheet.columns]]
    lines.append(["---"] * len(sheet.columns))
    lines += [[markdown(cell, lang) for cell in row] for row in sheet.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def render_xlsx(sheets: Sequence[tuple[str, Sheet]], *, lang: Lang = "en") -> bytes:
    """A workbook with one named sheet per table; texts are texts, never formulas or links.

    Raises:
        ExportError: a cell or a table is larger than a spreadsheet holds.
    """
    import xlsxwriter

    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    workbook.set_properties({"created": datetime(2000, 1, 1)})  # equal answers give equal files
    heading = workbook.add_format({"bold": True, "bottom": 1})
    body = workbook.add_format({"text_wrap": True, "valign": "top"})
    for name, sheet in sheets:
        if len(sheet.rows) >= _EXCEL_ROWS:
            raise ExportError(f"{len(sheet.rows)} rows do not fit on one sheet; use --format csv")
        page = workbook.add_worksheet(name)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, len(sheet.rows), max(len(sheet.columns) - 1, 0))
        for number, column in enumerate(sheet.columns):
            page.write_string(0, number, column.heading.text(lang), heading)
            page.set_column(number, number, _width(sheet, number, lang))
        for line, row in enumerate(sheet.rows, 1):
            for number, cell in enumerate(row):
                _write_cell(page, line, number, cell, lang, body)
    workbook.close()
    return stream.getvalue()


def markdown(cell: Cell, lang: Lang = "en") -> str:
    """The cell as Markdown text in which nothing from the data is markup."""
    if isinstance(cell, tuple):
        return "; ".join(markdown(item, lang) for item in cell)
    text = printable(text_of(cell, lang)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = _MARKDOWN.sub(r"\\\1", text)
    if isinstance(cell, SourceRef) and cell.url.startswith(("http://", "https://")):
        return f"[{escaped}]({_safe_url(cell.url)})"
    return escaped


def _safe_url(url: str) -> str:
    """The address with every character percent-encoded that could end a Markdown link or cell."""
    return "".join(
        "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
        if character in "()<>|\\`\"'[]" or character.isspace() or not character.isprintable()
        else character
        for character in url
    )


def _separated(sheet: Sheet, delimiter: str, lang: Lang, *, verbatim: bool, excel: bool = False) -> bytes:
    decimal_sign = "," if excel and lang == "ru" else "."
    lines = [[column.heading.text(lang) if excel else column.key for column in sheet.columns]]
    lines += [
        [_plain(cell, lang, verbatim=verbatim, decimal_sign=decimal_sign) for cell in row]
        for row in sheet.rows
    ]
    end = "\r\n" if excel else "\n"
    text = "".join(
        delimiter.join(_quoted(one, delimiter, alone=len(line) == 1) for one in line) + end for line in lines
    )
    return text.encode("utf-8", "replace")


def _quoted(text: str, delimiter: str, *, alone: bool) -> str:
    """The text as a cell. An empty cell that is a whole line is quoted, or it would be read as no row."""
    if any(sign in text for sign in (delimiter, '"', "\r", "\n")) or (alone and not text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _plain(cell: Cell, lang: Lang, *, verbatim: bool, decimal_sign: str) -> str:
    if isinstance(cell, int | float | Decimal):
        return text_of(cell, lang).replace(".", decimal_sign)
    text = text_of(cell, lang, joint=" | ").replace("\0", "")
    return f"'{text}" if text.startswith(_FORMULA_START) and not verbatim else text


def _write_cell(page: Worksheet, line: int, number: int, cell: Cell, lang: Lang, body: Format) -> None:
    json_value = json_of(cell, lang) if isinstance(cell, int | float | Decimal) else None
    if isinstance(cell, bool):
        page.write_boolean(line, number, cell, body)
    elif isinstance(json_value, int | float) and abs(json_value) < _EXCEL_LONGEST_INTEGER:
        page.write_number(line, number, json_value, body)
    elif text := text_of(cell, lang).encode("utf-8", "replace").decode("utf-8"):
        if len(text) > _EXCEL_CELL:
            raise ExportError(f"a text of {len(text)} characters does not fit in a cell; use --format csv")
        page.write_string(line, number, text, body)


def _width(sheet: Sheet, number: int, lang: Lang) -> int:
    longest = max((len(text_of(row[number], lang)) for row in sheet.rows), default=0)
    return max(8, min(60, max(longest, len(sheet.columns[number].heading.text(lang))) + 2))

"""An answer on a screen: headings, wrapped sentences, tables that fit or, on narrow screens, cards."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pharmagraph.exports.answers import Part, closing_notes, footnote
from pharmagraph.exports.cells import printable, text_of

if TYPE_CHECKING:
    from pharmagraph.exports.answers import Answer
    from pharmagraph.exports.tables import Sheet
    from pharmagraph.model import Lang

_UNBOUNDED = 1_000_000
_LONG_WORD = 24
_GAP = 2


def screen(answer: Answer, *, width: int | None, color: bool, quiet: bool) -> bytes:
    """The answer as UTF-8 text; with ``width`` ``None`` no line is folded and no cell cut."""
    page = io.StringIO()
    console = Console(
        file=page,
        width=width or _UNBOUNDED,
        force_terminal=color,
        no_color=not color,
        color_system="standard" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for number, part in enumerate(answer.parts or (Part(sheet=answer.sheet),)):
        if number:
            console.print()
        _print_part(console, part, answer.lang)
    if answer.footnotes:
        console.print()
    for number, source in enumerate(answer.footnotes, 1):
        text, url = footnote(source)
        _paragraph(console, f"[{number}] ", " ".join(filter(None, (text, url))), style="dim")
    if not quiet:
        notes = closing_notes(answer)
        if notes:
            console.print()
        for note in notes:
            _paragraph(console, "", note, style="dim")
    lines = [line.rstrip() for line in page.getvalue().split("\n")]
    return "\n".join(lines).encode("utf-8", "replace")


def _print_part(console: Console, part: Part, lang: Lang) -> None:
    if part.heading:
        _paragraph(console, "", part.heading, style="bold")
    for line in part.lines:
        _paragraph(console, "", line)
    for item in part.items:
        _paragraph(console, "• ", item)
    for number, step in enumerate(part.steps, 1):
        _paragraph(console, f"{number}. ", step)
    for line in part.closing:
        _paragraph(console, "", line)
    if part.sheet is not None and part.sheet.rows:
        _print_sheet(console, part.sheet.filled(), lang)


def _paragraph(console: Console, mark: str, text: str, *, style: str = "") -> None:
    """A paragraph to the right of its mark; no web address is broken, so that it can be followed."""
    clean = printable(text)
    room = max(console.width - len(mark), 20)
    lines = textwrap.wrap(clean, room, break_long_words=False, break_on_hyphens=False) or [""]
    for number, line in enumerate(lines):
        console.print(Text((" " * len(mark) if number else mark) + line, style=style), soft_wrap=True)


def _print_sheet(console: Console, sheet: Sheet, lang: Lang) -> None:
    headings = [column.heading.text(lang) for column in sheet.columns]
    rows = [[printable(text_of(cell, lang)) for cell in row] for row in sheet.rows]
    widths = _least_widths(headings, rows)
    if sum(widths) + _GAP * len(widths) > console.width:
        _print_cards(console, headings, rows)
        return
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold", show_edge=False)
    for heading, width in zip(headings, widths, strict=True):
        table.add_column(Text(heading), overflow="fold", min_width=width)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def _least_widths(headings: list[str], rows: list[list[str]]) -> list[int]:
    """How wide each column has to be, so that no word of usual length is broken."""
    return [
        max(
            len(heading),
            min(_LONG_WORD, max(len(word) for row in rows for word in (row[place].split() or [""]))),
        )
        for place, heading in enumerate(headings)
    ]


def _print_cards(console: Console, headings: list[str], rows: list[list[str]]) -> None:
    for number, row in enumerate(rows):
        if number:
            console.print()
        _paragraph(console, "", row[0], style="bold")
        for heading, cell in zip(headings[1:], row[1:], strict=True):
            if cell:
                _paragraph(console, "  ", f"{heading}: {cell}")

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.exports.drawing import PAGE, coverage

from pharmagraph.cli.terminal import screen
from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.tables import Sheet, columns

if TYPE_CHECKING:
    from pharmagraph.exports.cells import Cell

HEADS = columns(
    ("id", "Id", "Id"), ("name", "Name", "Название"), ("kind", "Kind", "Вид"), ("why", "Why", "Почему"),
    ("none", "Empty", "Пусто"),
)  # fmt: skip
ROWS: tuple[tuple[Cell, ...], ...] = (
    (
        "coordination-council",
        "Межведомственный координационный совет по развитию",
        "coordination body",
        "name",
        None,
    ),
    ("chemrar", "Группа компаний «ХимРар»", "company", "another name: ХимРар", None),
)
SHEET = Sheet(HEADS, ROWS)


def shown(answer: Answer, width: int | None, *, color: bool = False, quiet: bool = False) -> str:
    return screen(answer, width=width, color=color, quiet=quiet).decode()


def table(rows: tuple[tuple[Cell, ...], ...] = ROWS) -> Answer:
    return Answer("ru", Sheet(HEADS, rows), (), coverage=coverage(len(rows)))


def test_a_table_keeps_its_lines_when_nobody_looks() -> None:
    lines = shown(table(), None).splitlines()
    assert lines[1].startswith(
        "coordination-council  Межведомственный координационный совет по развитию  coord"
    )
    assert lines[0].split() == ["Id", "Название", "Вид", "Почему"]  # the empty column is left out
    assert not any(line.endswith(" ") for line in lines)


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_a_table_fits_the_terminal_and_loses_no_word(width: int) -> None:
    text = shown(table(), width)
    assert max(map(len, text.splitlines())) <= width
    for row in ROWS:
        for cell in row:
            assert all(word in text for word in str(cell or "").split())


def test_a_narrow_terminal_gets_cards() -> None:
    lines = shown(table(), 40).splitlines()
    assert lines[:4] == [
        "coordination-council",
        "  Название: Межведомственный",
        "  координационный совет по развитию",
        "  Вид: coordination body",
    ]


def test_paragraphs_hang_beside_their_marks_and_addresses_stay_whole() -> None:
    long = PAGE.__class__(
        "x", "A title of some length", "A publisher", "2024", "https://example.org/" + "a" * 80
    )
    part = Part(
        "Heading",
        ("One line of text that is too long.",),
        ("a bullet that is too long as well",),
        ("a step",),
    )
    answer = Answer("en", Sheet((), ()), (), (part,), footnotes=(long,))
    assert shown(answer, 24).splitlines() == [
        "Heading",
        "One line of text that is",
        "too long.",
        "• a bullet that is too",
        "  long as well",
        "1. a step",
        "",
        "[1] A title of some",
        "    length. A publisher,",
        "    2024.",
        "    https://example.org/" + "a" * 80,
    ]


def test_colour_is_there_only_when_asked_for() -> None:
    answer = Answer("en", SHEET, (), (Part("Heading", sheet=SHEET),))
    assert "\x1b[1mHeading" in shown(answer, 80, color=True)
    assert "\x1b" not in shown(answer, 80)


def test_quiet_leaves_the_answer_alone() -> None:
    assert "Результатов: 2" in shown(table(), 80)
    assert "Результатов" not in shown(table(), 80, quiet=True)


def test_nothing_from_the_data_steers_the_terminal() -> None:
    answer = table((("\x1b[31mred", "[bold]not markup[/bold]", "\u202eevil", "a\nb", None),))
    text = shown(answer, None)
    assert "[31mred  [bold]not markup[/bold]  evil  a b" in text
    assert "\x1b" not in text

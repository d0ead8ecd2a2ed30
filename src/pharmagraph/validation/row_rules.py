"""The rules that the rows of curated tables are held to, and how a complaint is told to break one."""

from __future__ import annotations

import re
from typing import Final

from pharmagraph.errors import RowError, SourceError
from pharmagraph.model import Words
from pharmagraph.validation.findings import Rule


def _rule(identifier: str, title: tuple[str, str], advice: tuple[str, str]) -> Rule:
    return Rule(identifier, "error", Words(*title), Words(*advice))


FILE = _rule(
    "PG-ROW-001",
    ("File that is no such table", "Файл не является такой таблицей"),
    ("The file as a whole cannot be read; {reason}.", "Файл целиком не читается: {reason}."),
)
LINE = _rule(
    "PG-ROW-002",
    ("Line that is no row", "Строка не является записью"),
    (
        "{reason}; cells are separated by single tabs.",
        "{reason}; ячейки разделяются одним знаком табуляции.",
    ),
)
NO_SOURCE = _rule(
    "PG-ROW-003",
    ("Row without a source", "Запись без источника"),
    (
        "No source is named; add one that says so, or take the row out.",
        "Источник не указан; добавьте тот, который это говорит, или уберите запись.",
    ),
)
EMPTY = _rule(
    "PG-ROW-004",
    ("Cell that must be filled", "Незаполненная обязательная ячейка"),
    (
        "{column} is empty, but the row means nothing without it.",
        "{column}: пусто, а без этого запись лишена смысла.",
    ),
)
UNKNOWN_SOURCE = _rule(
    "PG-ROW-005",
    ("Source that is not in the table of sources", "Источника нет в таблице источников"),
    (
        "{column} names {value}, of which sources.tsv has no row; {hint}.",
        "{column} называет {value}, но в sources.tsv такой записи нет; {hint}.",
    ),
)
UNKNOWN = _rule(
    "PG-ROW-006",
    ("Reference to nothing", "Ссылка в никуда"),
    ("{column}: {value} {reason}; {hint}.", "{column}: {value} нигде не описано; {hint}."),
)
TWICE = _rule(
    "PG-ROW-007",
    ("Id used twice", "Id использован дважды"),
    ("{value} {reason}; {hint}.", "{value} уже занят; дайте записи другой id."),
)
VALUE = _rule(
    "PG-ROW-008",
    ("Value that the column does not take", "Недопустимое значение столбца"),
    ("{column}: {value} {reason}; {hint}.", "{column}: значение {value} недопустимо; {hint}."),
)
DATE = _rule(
    "PG-ROW-009",
    ("Not a date", "Не дата"),
    ("{column}: {value} {reason}; {hint}.", "{column}: {value} — не дата вида ГГГГ, ГГГГ-ММ или ГГГГ-ММ-ДД."),
)
NUMBER = _rule(
    "PG-ROW-010",
    ("Number that is none or out of range", "Не число или число вне пределов"),
    (
        "{column}: {value} {reason}; {hint}.",
        "{column}: {value} — не число или число вне допустимых пределов.",
    ),
)
FORM = _rule(
    "PG-ROW-011",
    ("Value of a wrong form", "Значение неверной формы"),
    ("{column}: {value} {reason}; {hint}.", "{column}: значение {value} записано не по форме."),
)
TEXT = _rule(
    "PG-ROW-012",
    ("Markup or invisible characters", "Разметка или невидимые знаки"),
    (
        "{column}: {value} {reason}; {hint}.",
        "{column}: в тексте {value} есть разметка или невидимые знаки; наберите его заново.",
    ),
)
ORDER = _rule(
    "PG-ROW-013",
    ("End before the start", "Конец раньше начала"),
    (
        "{column}: {value} {reason}; correct one of the two dates.",
        "{column}: {value} — конец раньше начала; исправьте одну из дат.",
    ),
)
SELF = _rule(
    "PG-ROW-014",
    ("Tied to itself", "Связь с самим собой"),
    (
        "{column}: {value} {reason}; correct one of the two.",
        "{column}: {value} — обе стороны совпадают; исправьте одну из них.",
    ),
)
ATTEST = _rule(
    "PG-ROW-015",
    ("No source that may attest it", "Нет источника, который вправе это подтвердить"),
    (
        "{column}: {value} {reason}; {hint}.",
        "{column}: среди источников {value} нет такого, который вправе это подтвердить; добавьте его.",
    ),
)
NOTHING = _rule(
    "PG-ROW-016",
    ("Row that says nothing", "Запись, которая ничего не говорит"),
    ("The row {reason}; {hint}.", "Из записи не получается ни одного утверждения."),
)
UNSUPPORTED = _rule(
    "PG-ROW-017",
    ("Statement that stands without a source", "Утверждение осталось без источника"),
    (
        "Only {graph} says {property} {value} of this node, and sources.tsv has no row for it; "
        "give the statement another source, or take it out.",
        "О том, что {property} — {value}, говорит только {graph}, а в sources.tsv его нет; "
        "укажите другой источник или уберите утверждение.",
    ),
)
RULES: Final = (
    FILE, LINE, NO_SOURCE, EMPTY, UNKNOWN_SOURCE, UNKNOWN, TWICE, VALUE, DATE, NUMBER, FORM, TEXT, ORDER,
    SELF, ATTEST, NOTHING, UNSUPPORTED,
)  # fmt: skip

BY_REASON: Final[tuple[tuple[str, Rule], ...]] = (
    (r"is empty$", EMPTY),
    (r"is no id of sources$", UNKNOWN_SOURCE),
    (r"is no id of|is in no row of", UNKNOWN),
    (r"is used twice", TWICE),
    (r"is not a value of this column", VALUE),
    (r"is not a date|is not a day", DATE),
    (r"is not (a whole|a) number|is (below|above) ", NUMBER),
    (r"holds ", TEXT),
    (r"wrong order", ORDER),
    (r"are the same", SELF),
    (r"may attest", ATTEST),
    (r"makes no statement", NOTHING),
)


def rule_of(error: SourceError) -> Rule:
    """The rule that a complaint of the table engine is about."""
    if not isinstance(error, RowError):
        return LINE if error.line not in {None, 1} else FILE
    if error.line == 1:
        return FILE
    if error.column == "sources" and error.reason.endswith("is empty"):
        return NO_SOURCE
    return next((rule for reason, rule in BY_REASON if re.search(reason, error.reason)), FORM)

"""The rules that the rows of curated tables are held to, and how a complaint is told to break one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import RowError
from pharmagraph.model import Literal, Words
from pharmagraph.store.parsing import is_rdf
from pharmagraph.validation.findings import Finding, Place, Rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from pharmagraph.errors import SourceError


def _rule(identifier: str, title: tuple[str, str], advice: tuple[str, str]) -> Rule:
    return Rule(identifier, "error", Words(*title), Words(*advice))


FILE = _rule(
    "PG-ROW-001",
    ("File that is no such table", "Файл не является такой таблицей"),
    (
        "The file as a whole cannot be read: {reason}; {hint}.",
        "Файл целиком не читается: {reason}; {hint}.",
    ),
)
LINE = _rule(
    "PG-ROW-002",
    ("Line that is no row", "Строка не является записью"),
    ("{reason}; {hint}.", "{reason}; {hint}."),
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
    (
        "{value} {reason}; {hint}; give the row another id.",
        "{value} использован дважды; {hint}; дайте записи другой id.",
    ),
)
VALUE = _rule(
    "PG-ROW-008",
    ("Value that the column does not take", "Недопустимое значение столбца"),
    ("{column}: {value} {reason}; {hint}.", "{column}: значение {value} недопустимо; {hint}."),
)
DATE = _rule(
    "PG-ROW-009",
    ("Not a date", "Не дата"),
    ("{column}: {value} {reason}; {hint}.", "{column}: {value} — не дата; {hint}."),
)
NUMBER = _rule(
    "PG-ROW-010",
    ("Number that is none or out of range", "Не число или число вне пределов"),
    (
        "{column}: {value} {reason}; {hint}.",
        "{column}: {value} — не число или число вне допустимых пределов; {hint}.",
    ),
)
FORM = _rule(
    "PG-ROW-011",
    ("Value of a wrong form", "Значение неверной формы"),
    ("{column}: {value} {reason}; {hint}.", "{column}: значение {value} записано не по форме; {hint}."),
)
TEXT = _rule(
    "PG-ROW-012",
    ("Markup or invisible characters", "Разметка или невидимые знаки"),
    (
        "{column}: {value} {reason}; {hint}.",
        "{column}: в тексте {value} есть разметка или невидимые знаки; {hint}.",
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
        "{column}: среди источников {value} нет такого, который вправе это подтвердить; {hint}.",
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
OTHER_KIND = _rule(
    "PG-ROW-018",
    ("Reference to a thing of another kind", "Ссылка на объект другого рода"),
    ("{column}: {value} {reason}; {hint}.", "{column}: {value} — объект другого рода; {hint}."),
)
LONG = _rule(
    "PG-ROW-019",
    ("Text too long", "Слишком длинный текст"),
    (
        "{column}: {value} {reason}; shorten it.",
        "{column}: {value} — слишком длинный текст; сократите его.",
    ),
)
RDF_FILE = _rule(
    "PG-ROW-020",
    ("RDF file that cannot be read", "Файл RDF не читается"),
    ("The RDF file cannot be read: {reason}; {hint}.", "Файл RDF не читается: {reason}; {hint}."),
)
RULES: Final = (
    FILE, LINE, NO_SOURCE, EMPTY, UNKNOWN_SOURCE, UNKNOWN, TWICE, VALUE, DATE, NUMBER, FORM, TEXT, ORDER,
    SELF, ATTEST, NOTHING, UNSUPPORTED, OTHER_KIND, LONG, RDF_FILE,
)  # fmt: skip

BY_REASON: Final[tuple[tuple[str, Rule], ...]] = (
    (r"is empty$", EMPTY),
    (r"is no id of sources$", UNKNOWN_SOURCE),
    (r"is no id of|is in no row of", UNKNOWN),
    (r"is an id of", OTHER_KIND),
    (r"is used twice", TWICE),
    (r"is not a value of this column", VALUE),
    (r"is not a date|is not a day|out of the calendar", DATE),
    (r"is not (a whole|a) number|is (not )?(below|above) |too many digits", NUMBER),
    (r"is longer than", LONG),
    (r"holds ", TEXT),
    (r"wrong order", ORDER),
    (r"are the same", SELF),
    (r"may attest", ATTEST),
    (r"makes no statement", NOTHING),
)


def rule_of(error: SourceError) -> Rule:
    """The rule that a complaint of the table engine, or of a reader of RDF, is about."""
    if isinstance(error, RowError) and error.line != 1:
        if error.column == "sources" and error.reason.endswith("is empty"):
            return NO_SOURCE
        return next((rule for reason, rule in BY_REASON if re.search(reason, error.reason)), FORM)
    if is_rdf(Path(error.file)):
        return RDF_FILE
    return LINE if "cells where the header has" in error.reason else FILE


def complaint(error: SourceError, in_russian: Callable[[str], str | None]) -> Finding:
    """What an editor is told of a complaint; ``in_russian`` knows the Russian of its sentences."""
    rule = rule_of(error)
    column, value, reason = "", "", error.reason
    if isinstance(error, RowError):
        column, value = error.column, error.value
        reason = reason.removeprefix(f"column {column}: {value!r} ")
        if rule is FILE:
            reason = f"the first line names {value!r}, which {reason}"
    said = {"column": column, "value": value}
    en = {"reason": reason, "hint": error.hint or "correct it"}
    ru = {"reason": in_russian(reason) or reason, "hint": in_russian(error.hint) or "исправьте"}
    advice = Words(
        rule.advice.en.format_map(said | en).replace("?.", "?"),
        rule.advice.ru.format_map(said | ru).replace("?.", "?"),
    )
    file = Path(error.file)
    place = Place(f"{file.parent.name}/{file.name}", error.line or 1, column)
    return Finding(rule, advice, value=Literal(value) if value else None, place=place)

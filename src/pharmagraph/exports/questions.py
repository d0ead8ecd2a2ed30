"""Saved questions and their answers: the list of questions, what one takes, and the rows of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.cells import json_of, text_of
from pharmagraph.exports.footnotes import Footnotes
from pharmagraph.exports.tables import Column, Sheet, columns
from pharmagraph.model import Entity, Words
from pharmagraph.queries.catalogue import GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.model import Lang, SourceRef
    from pharmagraph.queries.catalogue import AnswerColumn, Question
    from pharmagraph.queries.coverage import Coverage
    from pharmagraph.queries.replies import Reply, Row

_LISTED: Final = columns(
    ("id", "Question", "Вопрос"),
    ("title", "Title", "Название"),
    ("question", "In full", "Полностью"),
    ("parameters", "Parameters", "Параметры"),
    ("answered", "Answered from the data", "Есть ли ответ в данных"),
)
_SOURCES: Final = Column("sources", Words("Sources", "Источники"))
_RULES: Final = Column("derived_by", Words("Derived by", "Выведено правилом"))
_STATES: Final[dict[str, Words]] = {
    "yes": Words("yes", "да"),
    "partly": Words("partly", "отчасти"),
    "unknown": Words("not known yet", "пока неизвестно"),
}


def list_answer(
    questions: Sequence[Question], states: Mapping[str, str], *, lang: Lang, coverage: Coverage
) -> Answer:
    """The questions by group; ``states`` says of each whether the data answer it: yes, partly, unknown."""
    rows = {one.id: _listed(one, states.get(one.id, "yes")) for one in questions}
    parts = []
    for group, title in GROUPS.items():
        listed = [rows[one.id] for one in questions if one.group == group]
        if listed:
            short = Sheet(
                (_LISTED[0], _LISTED[1], _LISTED[4]), tuple((row[0], row[1], row[4]) for row in listed)
            )
            parts.append(Part(f"{group}. {title.text(lang)}", sheet=short))
    results = tuple(_question_json(one, states.get(one.id, "yes"), lang) for one in questions)
    hint = (
        "Параметры и колонки вопроса: ask A1 --about; ответ: ask A1"
        if lang == "ru"
        else "What a question takes: ask A1 --about; its answer: ask A1"
    )
    return Answer(
        lang, Sheet(_LISTED, tuple(rows.values())), results, tuple(parts), notes=(hint,), coverage=coverage
    )


def about_answer(question: Question, state: str, *, lang: Lang, coverage: Coverage) -> Answer:
    """What a question asks, takes and gives, and what it needs of the data."""
    russian = lang == "ru"
    items = [
        f"--{one.name.replace('_', '-')}: {one.meaning.text(lang)} "
        f"({_kind_of(one.type, one.kind or one.prefix, lang)}"
        f"{_several(one.many, lang)}{_default(one.default, lang)})"
        for one in question.parameters
    ]
    gives = [
        f"{one.key}: {one.meaning.text(lang)}" + (f" ({one.unit.text(lang)})" if one.unit.text(lang) else "")
        for one in question.columns
    ]
    parts = (
        Part(f"{question.id}. {question.title.text(lang)}", (question.text.text(lang),), level=1),
        Part("Параметры" if russian else "Parameters", items=tuple(items)),
        Part("Колонки ответа" if russian else "Columns of the answer", items=tuple(gives)),
        *(
            [
                Part(
                    "Нужно в данных" if russian else "Needs from the data",
                    items=tuple(one.missing.text(lang) for one in question.needs),
                )
            ]
            if question.needs
            else []
        ),
    )
    sheet = Sheet(_LISTED, (_listed(question, state),))
    return Answer(lang, sheet, (_question_json(question, state, lang),), parts, coverage=coverage)


def reply_answer(
    reply: Reply,
    *,
    lang: Lang,
    catalogue: Mapping[str, SourceRef],
    coverage: Coverage,
    limit: int | None = None,
    with_sparql: bool = False,
) -> Answer:
    """The answer to a question. ``coverage`` is that of the rows shown; files have ids beside names."""
    notes = Footnotes(catalogue)
    shown = reply.rows[:limit]
    derived = any(row.rules for row in shown)
    heads, rows = _flat(reply, shown, notes, derived=derived)
    people = _for_people(reply, shown, notes, lang, derived=derived)
    said = [one.text(lang) for one in reply.notes]
    if len(shown) < len(reply.rows):
        said.insert(0, f"{len(shown)} {'из' if lang == 'ru' else 'of'} {len(reply.rows)}")
    return Answer(
        lang,
        Sheet(heads, rows),
        tuple(_row_json(reply, row, notes, lang) for row in shown),
        tuple(_parts(reply, people, lang, with_sparql=with_sparql)),
        footnotes=notes.listed,
        notes=tuple(said),
        coverage=coverage,
        more=_more(reply, lang, with_sparql=with_sparql),
    )


# ------------------------------------------------------------------------------------------ questions


def _listed(question: Question, state: str) -> tuple[Cell, ...]:
    names = tuple(one.name for one in question.parameters)
    return question.id, question.title, question.text, names, _STATES[state]


def _question_json(question: Question, state: str, lang: Lang) -> Json:
    return {
        "id": question.id,
        "version": question.version,
        "group": question.group,
        "title": question.title.text(lang),
        "question": question.text.text(lang),
        "answered": state,
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "kind": one.kind or one.prefix or None,
                "many": one.many,
                "default": list(one.default) if isinstance(one.default, tuple) else one.default,
                "meaning": one.meaning.text(lang),
            }
            for one in question.parameters
        ],
        "columns": [_column_json(one, lang) for one in question.columns],
        "needs": [one.missing.text(lang) for one in question.needs],
    }


def _column_json(column: AnswerColumn, lang: Lang) -> Json:
    return {
        "key": column.key,
        "type": column.type,
        "many": column.many,
        "meaning": column.meaning.text(lang),
        "unit": column.unit.text(lang) or None,
    }


def _kind_of(kind: str, of: str, lang: Lang) -> str:
    words = {
        "entity": Words("name or id", "название или id"),
        "concept": Words("word of the list", "слово из списка"),
        "date": Words("date", "дата"),
        "until": Words("date", "дата"),
        "integer": Words("whole number", "целое число"),
        "number": Words("number", "число"),
        "text": Words("text", "текст"),
    }[kind].text(lang)
    return f"{words}, {of}" if of else words


def _several(many: bool, lang: Lang) -> str:
    return ("; можно несколько через запятую" if lang == "ru" else "; several with commas") if many else ""


def _default(default: str | tuple[str, ...] | None, lang: Lang) -> str:
    if default is None:
        return ""
    said = ", ".join(default) if isinstance(default, tuple) else default
    said = {"release": "date of the data" if lang == "en" else "дата данных"}.get(said, said)
    return f"; {'по умолчанию' if lang == 'ru' else 'else'} {said}"


# --------------------------------------------------------------------------------------------- answers


def _flat(
    reply: Reply, rows: Sequence[Row], notes: Footnotes, *, derived: bool
) -> tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]:
    """The table for files: ids beside the names of entities, the ids and titles of sources."""
    heads: list[Column] = []
    for column in reply.columns:
        if column.type in {"entity", "concept"}:
            heads.append(
                Column(f"{column.key}_id", Words(f"{column.meaning.en}, id", f"{column.meaning.ru}, id"))
            )
        heads.append(Column(column.key, _heading(column)))
    heads += [Column("source_ids", Words("Source ids", "Id источников")), _SOURCES]
    heads += [_RULES] if derived else []
    cells = []
    for row in rows:
        line: list[Cell] = []
        for column, cell in zip(reply.columns, row.cells, strict=True):
            if column.type in {"entity", "concept"}:
                line.append(_id_of(cell))
            line.append(cell)
        told = _told(row)
        line += [tuple(told), tuple(notes.source(one) for one in told)]
        line += [row.rules] if derived else []
        cells.append(tuple(line))
    return tuple(heads), tuple(cells)


def _for_people(reply: Reply, rows: Sequence[Row], notes: Footnotes, lang: Lang, *, derived: bool) -> Sheet:
    heads = [Column(column.key, _heading(column)) for column in reply.columns] + [_SOURCES]
    heads += [_RULES] if derived else []
    lines = []
    for row in rows:
        line: list[Cell] = [text_of(cell, lang) if isinstance(cell, tuple) else cell for cell in row.cells]
        line.append(notes.marks(_told(row)))
        line += [row.rules] if derived else []
        lines.append(tuple(line))
    return Sheet(tuple(heads), tuple(lines)).filled()


def _heading(column: AnswerColumn) -> Words:
    def said(text: str, unit: str) -> str:
        return text[:1].upper() + text[1:] + (f", {unit}" if unit else "")

    return Words(said(column.meaning.en, column.unit.en), said(column.meaning.ru, column.unit.ru))


def _told(row: Row) -> list[str]:
    return sorted({source for step in row.support.steps for source in step})


def _id_of(cell: Cell) -> Cell:
    if isinstance(cell, tuple):
        return tuple(_id_of(one) for one in cell)
    return cell.id if isinstance(cell, Entity) else None


def _row_json(reply: Reply, row: Row, notes: Footnotes, lang: Lang) -> Json:
    given: dict[str, Json] = {
        column.key: json_of(cell, lang) for column, cell in zip(reply.columns, row.cells, strict=True)
    }
    given["sources"] = [json_of(notes.source(one)) for one in _told(row)]
    given["derived_by"] = list(row.rules) or None
    return given


def _more(reply: Reply, lang: Lang, *, with_sparql: bool) -> dict[str, Json]:
    question = reply.question
    more: dict[str, Json] = {
        "question": {
            "id": question.id,
            "version": question.version,
            "title": question.title.text(lang),
            "question": question.text.text(lang),
        },
        "parameters": {name: list(values) for name, values in reply.asked.items()},
        "columns": [_column_json(one, lang) for one in reply.columns],
        "unknown": reply.is_unknown,
        "missing": [one.text(lang) for one in reply.missing],
    }
    if with_sparql:
        more["sparql"] = reply.sparql or None
    return more


def _parts(reply: Reply, sheet: Sheet, lang: Lang, *, with_sparql: bool) -> Iterable[Part]:
    question, russian = reply.question, lang == "ru"
    asked = "; ".join(f"{name} = {', '.join(values)}" for name, values in reply.asked.items())
    yield Part(
        f"{question.id}. {question.title.text(lang)}",
        (question.text.text(lang), f"{'Спрошено' if russian else 'Asked'}: {asked}."),
        level=1,
    )
    lacking = tuple(one.text(lang) for one in reply.missing)
    if reply.is_unknown:
        lead = "Неизвестно. В данных нет:" if russian else "Not known. The data lack:"
        yield Part(lines=(lead,), items=lacking)
    elif sheet.rows:
        lead = "Ответ неполный. В данных нет:" if russian else "The answer is partial. The data lack:"
        if lacking:
            yield Part(lines=(lead,), items=lacking)
        yield Part(sheet=sheet)
    else:
        day = reply.values.as_of
        none = (
            f"Строк нет: на {day} граф не содержит подходящего. Это говорит только о графе."
            if russian
            else f"No rows: the graph has nothing that fits as of {day}. It says only that."
        )
        yield Part(lines=(none,))
        lead = "Кроме того, в данных нет:" if russian else "Besides, the data lack:"
        if lacking:
            yield Part(lines=(lead,), items=lacking)
    if with_sparql:
        method = (
            f"Отвечает не SPARQL, а метод «{question.method}»."
            if russian
            else f"Answered by the method {question.method!r}, not by SPARQL."
        )
        yield Part("SPARQL", tuple(reply.sparql.splitlines()) or (method,))

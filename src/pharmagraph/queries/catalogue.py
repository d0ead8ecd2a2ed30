"""The saved questions: what each asks, its parameters, the columns of its answer, and how it is answered.

A question is a file of ``questions/``. One that SPARQL answers is ``ID.rq``: a header of TOML lines behind
``#: `` and a SELECT. One that is answered by paths, measures or arithmetic is ``ID.toml``, and names the
``method`` that ``analysis.answers`` runs; nothing is run here. A header says::

    id = "A3"                 version = 1
    title = { en, ru }        question = { en, ru }
    parameters = [ { name, type, kind?, prefix?, default?, many?, en, ru }, … ]
    columns = [ { key, type, of?, many?, en, ru, unit_en?, unit_ru? }, … ]
    needs = [ { ask, en, ru, partly? }, … ]
    remarks = [ { en, ru }, … ]
    method = "…"  or, of an .rq, after = "…"

In a query a line ``#:parameters a b`` is where the values of these parameters enter, as ``VALUES``; it is
repeated in every group and sub-select that uses them. A parameter without a value adds nothing there. A line
``#:part NAME`` is where the text of ``parts/NAME.rq`` stands, which several questions share. What a SELECT
binds beside its columns:

- ``graph``, ``graph_2``, …: the source graphs behind a row;
- ``node``: the relation node that the dates and the status of a row are read from;
- ``dated``, ``dated_2``, …: relation nodes that must hold on the day; ``happened``, ``happened_2``, …: events
  that must have happened by it, ``happened_from`` and ``happened_by`` the bounds of one that has none itself.
  Where there is none of either, ``node`` must hold;
- ``KEY_text``: the date of a column KEY as it is written, which may be a month or a year.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from pharmagraph.errors import ConfigError, UnknownQueryError
from pharmagraph.model import Words
from pharmagraph.names import words as words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

ParameterType = Literal["entity", "concept", "date", "until", "integer", "number", "text"]
"""``date`` reads a year as its first day, ``until`` as its last."""

ColumnType = Literal[
    "entity", "concept", "text", "words", "date", "number", "integer", "share", "boolean", "count",
    "figure", "figure_value", "figure_comparator", "figure_unit", "figure_period",
    "start", "start_latest", "end_earliest", "end", "confirmed", "status", "end_status", "holds",
    "confidence",
]  # fmt: skip

GROUPS: Final[dict[str, Words]] = {
    "A": Words("Actors and governance", "Участники и управление"),
    "B": Words("Brokerage and barriers between departments", "Посредничество и межведомственные барьеры"),
    "C": Words("Biotargets and technologies", "Биомишени и технологии"),
    "D": Words("Innovation stages", "Стадии инноваций"),
    "E": Words("Drugs missing in Russia", "Препараты, которых нет в России"),
    "F": Words("Assets, licences and partners", "Активы, лицензии и партнёры"),
    "G": Words("Policy instruments", "Инструменты политики"),
    "H": Words("Claims, figures and sources", "Утверждения, цифры и источники"),
    "I": Words("Time and change", "Время и изменения"),
}

_DIRECTORY: Final = Path(__file__).with_name("questions")
_HEADER_LINE: Final = re.compile(r"^#: (.*)$", re.MULTILINE)
_PLACE: Final = re.compile(r"^([ \t]*)#:parameters[ \t]+(.+?)[ \t]*$", re.MULTILINE)
_PART: Final = re.compile(r"^([ \t]*)#:part[ \t]+(\w+)[ \t]*$", re.MULTILINE)
_ID: Final = re.compile(r"[A-I][1-9]\d?")


_NOTHING: Final = Words()


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked about.

    ``kind`` limits entities, ``prefix`` names the scheme of a concept. A ``default`` of ``None`` leaves the
    parameter open; that of a date may be ``release`` or ``as_of``. ``many`` takes several values.
    """

    name: str
    type: ParameterType
    meaning: Words
    default: str | tuple[str, ...] | None = None
    kind: str | None = None
    prefix: str = ""
    many: bool = False


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """A column of an answer: what it means, and in which unit.

    ``many`` gathers the values of the rows that are otherwise equal. ``of`` is the variable that the column
    is read from, where that is not its key: a parameter may have the same name. A column of type ``count``
    counts its distinct values; ``figure_value``, ``figure_unit``, … tell one thing of a figure.
    """

    key: str
    type: ColumnType
    meaning: Words
    unit: Words = _NOTHING
    many: bool = False
    of: str = ""

    @property
    def variable(self) -> str:
        """The variable of the query that the column is read from."""
        return self.of or self.key


@dataclass(frozen=True, slots=True)
class Need:
    """What the data must hold: ``pattern`` has a match. ``missing`` says what is lacking when it has none.

    ``partly`` needs do not keep the rest from being answered; an empty pattern is never met.
    """

    missing: Words
    pattern: str = ""
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question. ``query`` is the SPARQL text with its places for parameters, empty for a method."""

    id: str
    version: int
    title: Words
    text: Words
    parameters: tuple[Parameter, ...]
    columns: tuple[AnswerColumn, ...]
    needs: tuple[Need, ...] = ()
    remarks: tuple[Words, ...] = ()
    method: str = ""
    query: str = ""

    @property
    def group(self) -> str:
        """The letter of its group."""
        return self.id[0]

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of that name, if there is one."""
        return next((one for one in self.parameters if one.name == name), None)


def with_values(query: str, values: Mapping[str, tuple[str, ...]]) -> str:
    """The query with ``VALUES`` at every place for parameters; ``values`` are terms written in SPARQL."""

    def block(place: re.Match[str]) -> str:
        lines = [
            f"{place[1]}VALUES ?{name} {{ {' '.join(values[name])} }}"
            for name in place[2].split()
            if values.get(name)
        ]
        return "\n".join(lines)

    return _PLACE.sub(block, query)


def with_parts(query: str) -> str:
    """The query with the texts of its parts, and of theirs, in place of their names."""

    def text(place: re.Match[str]) -> str:
        part = (_DIRECTORY / "parts" / f"{place[2]}.rq").read_text(encoding="utf-8")
        return "".join(f"{place[1]}{line}\n" for line in with_parts(part).splitlines()).rstrip("\n")

    return _PART.sub(text, query)


def places(query: str) -> set[str]:
    """The names of the parameters that have a place in the query."""
    return {name for place in _PLACE.finditer(query) for name in place[2].split()}


@cache
def questions() -> dict[str, Question]:
    """All saved questions by id, in the order of their ids.

    Raises:
        ConfigError: a file is not as it should be.
    """
    files = sorted((*_DIRECTORY.glob("*.rq"), *_DIRECTORY.glob("*.toml")), key=lambda file: _order(file.stem))
    read = {file.stem: read_question(file) for file in files}
    if len(read) < len(files):
        raise ConfigError(f"{_DIRECTORY}: two files for one question")
    return read


def question(text: str) -> Question:
    """The question with this id, or the one that these words mean, in either language.

    Raises:
        UnknownQueryError: no question, or several, answer to the words.
    """
    found = find_questions(text) if text.strip() else []
    if not found:
        raise UnknownQueryError(f"no question is called {text!r}; 'ask' without a question lists them all")
    if len(found) > 1:
        listed = ", ".join(f"{one.id} ({one.title.en})" for one in found[:6])
        raise UnknownQueryError(f"{text!r} may mean any of: {listed}; say which by its id")
    return found[0]


def find_questions(words: str) -> list[Question]:
    """The questions that the words mean: the one with this id, else the only one with them in its title.

    Else all whose title or text has all the words, in either language; by title first, then by id. No words
    find all questions.
    """
    known = questions()
    if (named := known.get(words.strip().upper())) is not None:
        return [named]
    titled = [one for one in known.values() if _holds(one.title, words)]
    if len(titled) == 1:
        return titled
    return titled + [one for one in known.values() if one not in titled and _holds(one.text, words)]


def _holds(said: Words, asked: str) -> bool:
    """Whether every word asked for begins some word of the text, in one of the two languages."""
    wanted = [_stem(one) for one in words_of(asked)]
    return any(
        all(any(part.startswith(one) for part in words_of(text)) for one in wanted)
        for text in (said.en, said.ru)
    )


def _stem(word: str) -> str:
    """The word without the end that changes with case and number; short words stay whole."""
    return word[: max(4, len(word) - 2)]


def _order(identifier: str) -> tuple[str, int]:
    return identifier[:1], int(identifier[1:]) if identifier[1:].isdigit() else 0


# ----------------------------------------------------------------------------------------- reading


def read_question(file: Path) -> Question:
    """The question in a file.

    Raises:
        ConfigError: its header lacks something, or names what is not there.
    """
    text = file.read_text(encoding="utf-8")
    sparql = file.suffix == ".rq"
    try:
        header = tomllib.loads("\n".join(_HEADER_LINE.findall(text)) if sparql else text)
        query = with_parts(_HEADER_LINE.sub("", text).lstrip()) if sparql else header.get("query", "")
        read = Question(
            id=header["id"],
            version=header["version"],
            title=_words(header["title"]),
            text=_words(header["question"]),
            parameters=(*map(_parameter, header.get("parameters", [])), _AS_OF),
            columns=tuple(map(_column, header["columns"])),
            needs=tuple(map(_need, header.get("needs", []))),
            remarks=tuple(map(_words, header.get("remarks", []))),
            method=header.get("after", "") if sparql else header["method"],
            query=query,
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ConfigError(f"{file}: the header is not that of a question: {error!r}") from error
    except FileNotFoundError as error:
        raise ConfigError(
            f"{file}: the query names a part that there is none of: {error.filename}"
        ) from error
    _check(file, read)
    return read


_AS_OF: Final = Parameter("as_of", "date", Words("as of this day", "на эту дату"), default="release")


def _words(table: Mapping[str, Any]) -> Words:
    return Words(table["en"], table["ru"])


def _parameter(table: Mapping[str, Any]) -> Parameter:
    default = table.get("default")
    if isinstance(default, list):
        default = tuple(default)
    return Parameter(
        table["name"],
        table["type"],
        _words(table),
        default=default,
        kind=table.get("kind"),
        prefix=table.get("prefix", ""),
        many=table.get("many", False),
    )


def _column(table: Mapping[str, Any]) -> AnswerColumn:
    return AnswerColumn(
        table["key"],
        table["type"],
        _words(table),
        Words(table.get("unit_en", ""), table.get("unit_ru", "")),
        many=table.get("many", False),
        of=table.get("of", ""),
    )


def _need(table: Mapping[str, Any]) -> Need:
    return Need(_words(table), table.get("ask", ""), partly=table.get("partly", False))


def _check(file: Path, read: Question) -> None:
    known = {*get_args(ParameterType), *get_args(ColumnType)}
    types: list[str] = [*(one.type for one in read.parameters), *(one.type for one in read.columns)]
    wrong = [one for one in types if one not in known]
    if wrong:
        raise ConfigError(f"{file}: there is no type {wrong[0]!r}")
    if read.id != file.stem or not _ID.fullmatch(read.id):
        raise ConfigError(f"{file}: the file of question {read.id!r} has another name")
    asked = places(read.query).union(*(places(need.pattern) for need in read.needs))
    unknown = sorted(asked - {one.name for one in read.parameters})
    if unknown:
        raise ConfigError(f"{file}: the query uses a parameter that the header lacks: {unknown[0]!r}")
    if not (read.query or read.method):
        raise ConfigError(f"{file}: neither a query nor a method")

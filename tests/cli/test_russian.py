"""Errors in Russian: every sentence that a mistake of usage can bring is known, click's own among them."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

import pharmagraph.cli
from pharmagraph.cli.russian import in_russian, sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import Result

FIELD = re.compile(r"\{[^{}]*\}")
CLICK = Path(click.__file__).parent
COMMANDS = Path(pharmagraph.cli.__file__).parent

MISTAKES_OF_PROGRAMMERS = (
    "Could not determine name for option", "No options defined but a name was passed", "Name '{name}' defined",
    "Arguments take exactly one parameter declaration", "Boolean option {decl!r} cannot use the same flag",
    "Invalid start character for option", "Choice({choices})",
)  # fmt: skip
PARTS = {
    # said inside another sentence, or on a screen of help
    "Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", "Error: {message}",
    "Try '{command} {option}' for help.", "Missing {param_type}", "Choose from:\n\t{choices}", "(dynamic)",
    "Missing parameter: {param_name}", "file", "directory", "path", "Options", "Commands", "deprecated",
    "Aborted!", "env var: {var}", "default: {default}", "required", "Positional arguments",
    "(Possible options: {possibilities})", "Show this message and exit.", "Missing argument",
    "Missing option", "Missing parameter",
}  # fmt: skip
UNUSED = {
    # of types and options that no command has
    "{value!r} is not {choice}.", "{value!r} is not a valid UUID.",
}  # fmt: skip


def calls(file: Path, *names: str) -> Iterator[ast.Call]:
    """The calls of functions with one of the names."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
            yield node


def said_by_click() -> Iterator[str]:
    """The messages that the click installed here can give for a mistake of usage."""
    for name in ("core", "exceptions", "parser", "types"):
        for call in calls(CLICK / f"{name}.py", "_", "ngettext"):
            for one in call.args:
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield one.value


def said_by_commands() -> Iterator[str]:
    """The messages of the usage errors that our commands raise; ``{}`` where a value stands."""
    for file in COMMANDS.glob("*.py"):
        for call in calls(file, "click.UsageError", "click.BadParameter"):
            message = call.args[0]
            parts = message.values if isinstance(message, ast.JoinedStr) else [message]
            if isinstance(message, ast.JoinedStr | ast.Constant):
                yield "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in parts)


def is_left_out(message: str) -> bool:
    return (
        message in PARTS | UNUSED
        or message.startswith(("DeprecationWarning", "(Deprecated)", "{text} {deprecated"))
        or message.startswith(MISTAKES_OF_PROGRAMMERS)
    )


def filled(message: str) -> str:
    return FIELD.sub("'x'", message)


@pytest.mark.parametrize("message", sorted({one for one in said_by_click() if not is_left_out(one)}))
def test_what_click_says_has_a_russian_wording(message: str) -> None:
    assert in_russian(filled(message)) is not None


@pytest.mark.parametrize("message", sorted(set(said_by_commands())))
def test_what_our_commands_refuse_has_a_russian_wording(message: str) -> None:
    assert in_russian(filled(message)) is not None, f"add a line to russian.tsv for: {message}"


def test_the_table_is_sound() -> None:
    lines = (COMMANDS / "russian.tsv").read_text(encoding="utf-8").splitlines()
    assert len(lines) - 1 == len(sentences()), "a sentence stands twice"
    for english, russian in sentences().items():
        assert not english.endswith("."), english
        assert set(FIELD.findall(russian)) <= set(FIELD.findall(english)), english


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("No such option '--x'.", "нет параметра «--x»"),
        ("No such option: --lng Did you mean --lang?", "нет параметра --lng; возможно, имелось в виду --lang"),
        ("Missing argument 'SHELL'. Choose from: bash, fish", "не хватает аргумента «SHELL»; выберите из: bash, fish"),
        (
            "Invalid value for '--limit': 0 is not in the range x>=1.",
            "недопустимое значение «--limit»: 0 вне допустимых пределов: x>=1",
        ),
        ("Invalid value for '-k': 'a' is not a valid integer range.", "недопустимое значение «-k»: «a» — не целое число"),
        (
            "Invalid value for '--output' / '-o': File '/tmp' is a directory.",
            "недопустимое значение «--output» / «-o»: «/tmp» — каталог, а не файл",
        ),
        ("'Dr. Reddy's' is not one of 'a', 'b'", "'Dr. Reddy's' нет среди допустимых: «a», «b»"),
        (
            "column id: 'a b is empty' is used twice",
            "столбец id: «a b is empty» использован дважды",
        ),
        ("nothing that anybody ever says", None),
    ],
)  # fmt: skip
def test_what_is_spoken_of_is_said_again(english: str, russian: str | None) -> None:
    assert in_russian(english) == russian


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["frobnicate"], "нет команды «frobnicate»; см. pharmagraph --help"),
        (["find", "--lng", "x"], "нет параметра "),  # how it is quoted differs between versions of click
        (["show"], "не хватает аргумента «ENTITY...»; см. pharmagraph show --help"),
        (["rank", "fame"], "недопустимое значение «MEASURE»: «fame» нет среди допустимых: «degree», "),
        (["find", "x", "--limit", "0"], "«--limit»: 0 вне допустимых пределов: x>=1; см."),
        (["find", "x", "--limit", "two"], "«--limit»: «two» — не целое число; см."),
        (["info", "more"], "лишний аргумент: more; см."),
        (["find", "x", "--limit"], "параметру «--limit» нужно значение; см."),
        (["find", "x", "--excel=1"], "параметр «--excel» пишется без значения; см."),
        (["show", "Alpha", "--as-of", "2025-02-31"], "«2025-02-31» — не день календаря; пишите ГГГГ-ММ-ДД; см."),
        (["path", "Alpha"], "у пути два конца: назовите START и END"),
        (["path", "Alpha", "Beta", "--include", "rumours"], "включить «rumours» нельзя; выберите из: "),
        (["find", "--kind", "nonsense"], "объектов вида «nonsense» нет; есть: "),
        (["show", "nobody at all"], "никто не называется «nobody at all»"),
        (["show", "Twin"], "«Twin» может означать: twin-1 (Twin), twin-2 (Twin); укажите id"),
        (["info", "--graph", "/nowhere"], "в /nowhere нет собранного графа; соберите: pharmagraph build"),
        (["find", "Alpha", "-o", "/nowhere/a.csv"], "/nowhere/a.csv не записать: нет такого файла или каталога"),
        (["build", "/nowhere.ttl"], "/nowhere.ttl: нет такого файла или каталога"),
        (["query", "SELECT ?x WHERE {"], "запрос не разобрать: строка 1, столбец "),
        (["query", "DROP ALL"], "DROP не выполняется: запрос не меняет графа"),
    ],
)  # fmt: skip
def test_the_language_asked_for_is_spoken_whatever_goes_wrong(
    arguments: list[str], complaint: str, run: Callable[..., Result]
) -> None:
    asked = (
        [arguments[0], "--lang=ru", *arguments[1:]]
        if arguments != ["frobnicate"]
        else [*arguments, "--lang", "ru"]
    )
    surrounded = run(*arguments, PHARMAGRAPH_LANG="ru")
    assert surrounded.exit_code in {1, 2, 3, 5}
    assert complaint in surrounded.stderr
    assert complaint in run(*asked).stderr
    assert complaint not in run(*arguments, "--lang", "en", PHARMAGRAPH_LANG="ru").stderr


def test_every_rejected_row_is_told_in_russian(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "events.tsv").write_text("id\twhat\n", encoding="utf-8")
    (tmp_path / "more.ttl").write_text(
        '<urn:a> <https://w3id.org/pharmagraph/ontology#validFrom> "soon" .', encoding="utf-8"
    )
    result = run("build", str(tmp_path), "--without-bundled", "--lang", "ru", "--graph", str(tmp_path / "g"))
    assert result.exit_code == 5
    assert result.stderr.splitlines()[1] == (
        f"pharmagraph: {tmp_path / 'more.ttl'}, строка 1: узел urn:a, pg:validFrom: «soon» не день календаря; "
        'пишите "ГГГГ-ММ-ДД"^^xsd:date; год указывают его первым и последним днём'
    )


def test_rejected_rows_are_told_in_russian(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "events.tsv").write_text("id\twhat\n", encoding="utf-8")
    result = run(
        "build", "--with", str(tmp_path), "--without-bundled", "--lang", "ru", "--graph", str(tmp_path / "g")
    )
    assert result.exit_code == 5
    *_, last = result.stderr.splitlines()
    assert last.startswith(
        f"pharmagraph: {tmp_path / 'events.tsv'}, строка 1: столбец what: «what» нет такого столбца"
    )
    assert last.endswith("ничего не записано. Исправьте строки или пропустите их: --keep-going")

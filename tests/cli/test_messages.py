from __future__ import annotations

from pathlib import Path

import click
import pytest

from pharmagraph import errors
from pharmagraph.cli.messages import language, listen, speak, told


@pytest.fixture(autouse=True)
def _no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PHARMAGRAPH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    speak(None)


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "PHARMAGRAPH_LANG": "en"}, "en"),
        ({"PHARMAGRAPH_LANG": "ru", "LC_ALL": "C"}, "ru"),
    ],
)
def test_the_language_is_that_of_the_surroundings(
    environment: dict[str, str], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert language() == spoken


def test_what_is_asked_for_goes_before_the_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHARMAGRAPH_LANG", "ru")
    speak("en")
    assert language() == "en"
    speak(None)
    assert language() == "ru"


@pytest.mark.parametrize(
    ("arguments", "spoken"),
    [
        (["find", "x", "--lang", "ru"], "ru"),
        (["find", "--no-such-option", "--lang=ru"], "ru"),
        (["find", "--lang", "ru", "--lang", "en"], "en"),
        (["find", "--lang", "de"], "en"),  # no language of ours
        (["find", "--", "--lang", "ru"], "en"),  # words to be found
        (["find", "--lang"], "en"),
    ],
)
def test_the_language_is_heard_before_the_rest_is_read(arguments: list[str], spoken: str) -> None:
    speak("ru")
    listen(arguments)
    assert language() == spoken


@pytest.mark.parametrize(
    ("error", "ru"),
    [
        (errors.EntityNotFoundError("x", ["y"]), "никто не называется «x»; возможно, имелось в виду: y"),
        (errors.AmbiguousEntityError("x", [("a", "A")]), "«x» может означать: a (A); укажите id"),
        (errors.QueryTimeoutError(2.0), "запрос прерван через 2 с"),
        (errors.StoreEmptyError(Path("g")), "в g нет собранного графа"),
        (errors.BuildLockedError(Path("g"), "7"), "g уже собирает процесс 7"),
        (errors.SourceError("f.ttl", "is no RDF file"), "f.ttl: это не файл RDF"),
        (
            errors.RowError("f.tsv", 3, "id", "a", "is not a date", hint="write it so"),
            "f.tsv, строка 3: столбец id: «a» не дата; write it so",
        ),
        (errors.QuerySyntaxError("it is odd", excerpt="?x\n^"), "запрос не разобрать: it is odd\n?x\n^"),
        (
            click.UsageError("--near goes with pagerank"),
            "--near указывают с pagerank; см. pharmagraph --help",
        ),
        (click.ClickException("it is odd"), "it is odd"),
    ],
)
def test_common_errors_have_a_russian_wording(
    error: errors.PharmagraphError | click.ClickException, ru: str
) -> None:
    assert told(error, "ru").startswith(ru)
    if isinstance(error, errors.PharmagraphError):
        assert told(error, "en") == str(error)


def test_an_error_without_a_russian_wording_is_told_in_english() -> None:
    assert told(errors.ConfigError("a setting is wrong"), "ru") == "a setting is wrong"

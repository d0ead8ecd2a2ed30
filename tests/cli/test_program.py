from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pharmagraph import __version__
from pharmagraph.cli import COMMANDS, EXAMPLES, main

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

HEAVY = ("networkx", "rdflib", "pyoxigraph", "oxrdflib", "rich", "rapidfuzz", "xlsxwriter", "sqlite3")


def python(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
        timeout=60,
    )


def test_help_shows_examples_first_and_imports_nothing_heavy() -> None:
    code = f"""
import sys
from pharmagraph.cli import main
try:
    main(["--help"])
finally:
    print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""
    done = python(code)
    text = done.stdout.decode()
    assert done.returncode == 0
    assert done.stderr.strip() == b"[]"
    assert text.index(EXAMPLES[0][0]) < text.index("Commands")
    assert all(name in text for name in COMMANDS)


def test_without_a_word_the_help_is_shown(run: Callable[..., Result]) -> None:
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == run("--help").stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_both_languages(name: str, run: Callable[..., Result]) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"pharmagraph {name}" in result.stdout
    assert any("а" <= letter <= "я" for letter in result.stdout)
    assert name in main.list_commands(None)  # type: ignore[arg-type]


def test_the_version_is_told(run: Callable[..., Result]) -> None:
    assert run("--version").stdout == f"pharmagraph {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (["frobnicate"], 2, "No such command 'frobnicate'; see pharmagraph --help"),
        (["find", "--frobnicate"], 2, "see pharmagraph find --help"),
        (["find"], 2, "say what to find"),
        (["find", "--kind", "nonsense"], 2, "nonsense"),
        (["show", "Twin"], 3, "'Twin' may mean any of: twin-1 (Twin), twin-2 (Twin)"),
        (["show", "nobody at all"], 3, "no entity is called 'nobody at all'"),
        (["show", "Alpha", "--as-of", "2025-02-31"], 2, "not a day of the calendar; write YYYY-MM-DD"),
        (["path", "Alpha", "nobody at all"], 3, "no entity is called"),
        (["path", "Alpha", "Beta", "--include", "rumours"], 2, "cannot include 'rumours'"),
        (["path", "Alpha", "Beta", "--limit", "2", "-k", "3"], 2, "-k and --limit are the same"),
        (["path", "Alpha", "Beta", "--by", "hops", "--cost", "strength"], 2, "--cost goes with --by cost"),
        (["query", "SELECT ?x WHERE { ?x"], 1, "does not parse"),
        (["query", "SELECT ?x WHERE { SERVICE <http://x.org/> { ?x ?y ?z } }"], 1, "SERVICE"),
        (["find", "Alpha", "-o", "/nowhere/at/all.csv"], 1, "choose another file with -o"),
        (["info", "--graph", "/nowhere/at/all"], 1, "holds no built graph"),
        (["build", "/nowhere/at/all.ttl", "--graph", "never-made"], 5, "there is no such file"),
    ],
)
def test_what_goes_wrong_is_one_line_and_an_exit_code(
    arguments: list[str], code: int, complaint: str, run: Callable[..., Result]
) -> None:
    result = run(*arguments)
    assert result.exit_code == code, result.stderr
    assert result.stdout == ""
    assert result.stderr.startswith("pharmagraph: ")
    assert complaint in result.stderr
    assert "Traceback" not in result.stderr


def test_errors_are_told_in_russian(run: Callable[..., Result]) -> None:
    assert (
        "«Twin» может означать: twin-1 (Twin), twin-2 (Twin); укажите id"
        in run("show", "Twin", "--lang", "ru").stderr
    )
    assert "никто не называется «нет такого»" in run("show", "нет такого", PHARMAGRAPH_LANG="ru").stderr


def test_a_bug_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch, run: Callable[..., Result]) -> None:
    from pharmagraph.knowledge_graph import KnowledgeGraph

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(KnowledgeGraph, "summary", broken)
    assert isinstance(run("info").exception, ZeroDivisionError)


def test_an_interruption_ends_with_130(monkeypatch: pytest.MonkeyPatch, run: Callable[..., Result]) -> None:
    from pharmagraph.knowledge_graph import KnowledgeGraph

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(KnowledgeGraph, "summary", interrupted)
    result = run("info")
    assert result.exit_code == 130
    assert "interrupted" in result.stderr
    assert "прервано" in run("info", "--lang", "ru").stderr


def test_cyrillic_survives_the_c_locale_and_a_pipe(graph: Path) -> None:
    done = python(
        "from pharmagraph.cli import main; main()", "find", "Alpha", "--lang", "ru", "--graph", str(graph),
        LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Альфа" in done.stdout.decode("utf-8")


def test_a_reader_who_has_seen_enough_is_no_error(graph: Path) -> None:
    code = f"""
import subprocess, sys
program = [sys.executable, "-c", "from pharmagraph.cli import main; main()"]
asked = ["query", "SELECT * WHERE {{ ?s ?p ?o }}", "--format", "csv", "--graph", {str(graph)!r}, "-q"]
process = subprocess.Popen([*program, *asked], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
process.stdout.read(10)
process.stdout.close()
error = process.stderr.read()
assert process.wait() == 0, (process.returncode, error)
assert error == b"", error
"""
    done = python(code)
    assert done.returncode == 0, done.stderr.decode()


def test_a_command_nearly_named_is_suggested(run: Callable[..., Result]) -> None:
    result = run("findd")
    assert result.exit_code == 2
    assert "Did you mean 'find'?" in result.stderr
    assert "Did you mean" not in run("xyzzy").stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="signals as on POSIX")
@pytest.mark.parametrize("arguments", [["--help"], ["completion", "bash"], ["find", "Alpha"]])
def test_a_full_disk_is_said_in_one_line(arguments: list[str], graph: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pharmagraph", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "PHARMAGRAPH_GRAPH": str(graph), "PHARMAGRAPH_LANG": "en"},
        )
    assert done.returncode == 1
    assert done.stderr.decode().startswith("pharmagraph: the answer cannot be written: ")
    assert done.stderr.count(b"\n") == 1


def test_arguments_are_utf8_whatever_the_locale_is(graph: Path) -> None:
    def found(argument: bytes) -> subprocess.CompletedProcess[bytes]:
        settings = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PHARMAGRAPH_LANG": "en"}
        return subprocess.run(
            [sys.executable, "-m", "pharmagraph", "find", "--graph", graph, argument],
            capture_output=True,
            check=False,
            env={**os.environ, **settings},
        )

    assert "Альфа" in found("Альфа".encode()).stdout.decode()
    if os.name == "posix":
        broken = found(b"\xff")
        assert broken.returncode == 2
        assert b"is not UTF-8" in broken.stderr


def test_an_address_is_no_directory(run: Callable[..., Result]) -> None:
    result = run("find", "Alpha", "--graph", "https://example.org/sparql")
    assert result.exit_code == 6
    assert "https://example.org/sparql is an address" in result.stderr


def test_standard_output_that_is_closed_is_said(graph: Path) -> None:
    code = "import sys; sys.stdout = None\nfrom pharmagraph.cli import main; main(['find', 'Alpha'])"
    done = python(code, PHARMAGRAPH_GRAPH=str(graph), PHARMAGRAPH_LANG="en")
    assert done.returncode == 1
    assert b"standard output is closed" in done.stderr

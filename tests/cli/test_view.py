from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


def test_surroundings_are_written_as_a_page(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "alpha.html"
    result = run("view", "Alpha", "-o", str(file))
    assert result.exit_code == 0
    assert result.stdout == ""
    # Alpha, Beta and Gamma; one tie in force, one announced
    assert f"{file}: 3 nodes, 2 ties" in result.stderr
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_same_question_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for ending in ("html", "svg"):
        files = [tmp_path / f"{number}.{ending}" for number in range(2)]
        for file in files:
            assert run("view", "--all", "-o", str(file), "-q").stderr == ""
        assert files[0].read_bytes() == files[1].read_bytes()


def test_paths_are_drawn_and_none_is_an_answer(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "path.svg"
    assert run("view", "--path", "Alpha", "GENE1", "-o", str(file)).exit_code == 0
    assert "pill" in file.read_text(encoding="utf-8")
    result = run("view", "--path", "Alpha", "Lonely", "-o", str(file))
    assert result.exit_code == 0
    assert "no path was found" in result.stderr


def test_an_answer_is_drawn_with_the_values_that_were_asked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "answer.svg"
    result = run("view", "--question", "A1", "--as-of", "2025-06-18", "-o", str(file))
    assert result.exit_code == 0
    assert "pharmagraph ask A1 --as-of 2025-06-18" in result.stderr
    assert "Rows of the answer: 0" in file.read_text(encoding="utf-8")
    assert run("view", "--question", "C7", "-o", str(file)).exit_code == 0
    # C7 asks for targets in programmes: Beta's works on GENE1, a node; the programme itself is none
    assert "GENE1" in re.findall(">([^<]+)</text>", file.read_text(encoding="utf-8"))
    assert run("view", "--question", "A1", "-p", "colour=red", "-o", str(file)).exit_code == 1
    assert run("view", "--question", "Z9", "-o", str(file)).exit_code == 1


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_figures_for_slides(run: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"alpha.{ending}"
    assert run("view", "Alpha", "--lang", "ru", "-o", str(file)).exit_code == 0
    assert file.stat().st_size > 1_000


def test_a_network_by_its_communities(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "network.html"
    assert run("view", "--community", "-o", str(file)).exit_code == 0
    assert run("view", "--projection", "organisations", "-o", str(file)).exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("view", "-o", "x.html"),
        ("view", "Alpha", "--all", "-o", "x.html"),
        ("view", "--all", "--projection", "actors", "-o", "x.html"),
        ("view", "Alpha", "-o", "x.doc"),
        ("view", "Alpha", "--question", "A1", "-o", "x.html"),
        ("view", "Alpha", "-p", "since=2021", "-o", "x.html"),
        ("view", "--question", "A1", "-p", "since", "-o", "x.html"),
    ],
)
def test_a_question_that_is_none_is_refused(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_an_unknown_name_leaves_no_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "x.html"
    assert run("view", "Nobody at all", "-o", str(file)).exit_code == 3
    assert not file.exists()


def test_help_imports_no_pyvis() -> None:
    script = (
        "import sys\nfrom pharmagraph.cli import main\n"
        "try:\n    main(['view', '--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted(set(sys.modules) & {'pyvis', 'networkx', 'jinja2', 'matplotlib', 'rdflib'}), file=sys.stderr)"
    )
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert found.stderr.strip() == "[]"

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import pytest

from pharmagraph.cli.export import command
from pharmagraph.exports import graphs, rdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


def test_the_command_offers_every_format_there_is() -> None:
    choice = next(option.type for option in command.params if option.name == "form")
    assert isinstance(choice, click.Choice)
    assert list(choice.choices) == [*rdf.FORMATS, *graphs.FORMATS]


@pytest.mark.parametrize("form", [*rdf.FORMATS, *graphs.FORMATS])
def test_every_format_is_written_to_a_file(run: Run, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"graph.{form}"
    result = run("export", "--format", form, "-o", str(file))
    assert result.exit_code == 0, result.stderr
    assert file.stat().st_size > 100


def test_the_ending_chooses_and_text_goes_to_standard_output(run: Run, tmp_path: Path) -> None:
    assert run("export", "-o", str(tmp_path / "graph.gexf")).exit_code == 0
    document = json.loads(run("export", "--format", "node-link", "--projection", "actors").stdout)
    assert {one["id"] for one in document["nodes"]} >= {"alpha", "beta"}
    assert not document["directed"]


def test_what_the_format_does_not_hold_is_said(run: Run) -> None:
    assert "does not hold" in run("export", "--format", "ftm").stderr
    assert "чего в нём нет" in run("export", "--format", "ftm", "--lang", "ru").stderr
    assert run("export", "--format", "nq").stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [("export",), ("export", "-o", "x.unknown"), ("export", "--format", "ttl", "--projection", "actors")],
)
def test_a_wrong_wish_is_refused(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2

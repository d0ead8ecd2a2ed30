"""Every block of the README and of docs/ runs. Installation blocks are run by .ci/run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pharmagraph.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.mark import ParameterSet

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(
    r"(?:<!-- (?P<mark>[^>]*?) -->\n)?^```(?P<syntax>\w*)\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL
)
MARKS = {"install", "test"}


def blocks(*syntaxes: str) -> list[ParameterSet]:
    return list(_blocks(syntaxes))


def _blocks(syntaxes: tuple[str, ...]) -> Iterator[ParameterSet]:
    for page in PAGES:
        for number, block in enumerate(BLOCK.finditer(page.read_text(encoding="utf-8")), start=1):
            if block["syntax"] in syntaxes and not (block["mark"] or "").startswith("not run: "):
                yield pytest.param(block["body"], id=f"{page.relative_to(ROOT)}-{number}")


@pytest.fixture
def graph_of_the_run(bundled_directory: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PHARMAGRAPH_GRAPH", str(bundled_directory))
    monkeypatch.setenv("PHARMAGRAPH_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("graph_of_the_run")
@pytest.mark.parametrize("body", blocks("python"))
def test_python_blocks_run(body: str) -> None:
    exec(compile(body, "block", "exec"), {})  # noqa: S102 - our own documentation


@pytest.mark.usefixtures("graph_of_the_run")
@pytest.mark.parametrize("body", blocks("console"))
def test_commands_run_and_print_the_lines_shown(body: str, capsys: pytest.CaptureFixture[str]) -> None:
    commands = re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]
    assert commands
    for command in commands:
        line, _, shown = command.partition("\n")
        program, *arguments = shlex.split(line)
        assert program == "pharmagraph"
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        printed = capsys.readouterr()
        assert ended.value.code in {0, None}, printed.err
        assert_in_order(shown, printed.out)


def assert_in_order(shown: str, printed: str) -> None:
    """Every line shown is printed, in this order; a line of three dots stands for anything."""
    rest = [re.sub(r"\s+", " ", line).strip() for line in printed.splitlines()]
    for line in shown.splitlines():
        wanted = re.sub(r"\s+", " ", line).strip()
        if wanted in {"", "…", "..."}:
            continue
        assert wanted in rest, f"not printed, or not here: {line!r} in\n{printed}"
        rest = rest[rest.index(wanted) + 1 :]


def test_shell_blocks_are_run_by_ci_or_say_why_not() -> None:
    for page in PAGES:
        for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
            if block["syntax"] in {"sh", "bash"}:
                assert block["mark"] in MARKS or (block["mark"] or "").startswith("not run: "), (
                    page,
                    block["body"],
                )


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"

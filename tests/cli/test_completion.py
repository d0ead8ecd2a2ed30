from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


def offered(run: Run, words: str, **environment: str) -> list[str]:
    """What bash is offered for the last of the words."""
    parts = words.split(" ")
    result = run(
        _PHARMAGRAPH_COMPLETE="bash_complete",
        COMP_WORDS="\n".join(parts),
        COMP_CWORD=str(len(parts) - 1),
        **environment,
    )
    return [line.partition(",")[2] for line in result.stdout.splitlines() if line]


def test_names_are_completed_in_both_scripts(run: Run) -> None:
    assert "Alpha" in offered(run, "pharmagraph find Alp")
    assert "Альфа" in offered(run, "pharmagraph show Аль")
    assert "Beta" in offered(run, "pharmagraph path Alpha Be")


def test_commands_options_and_kinds_are_completed(run: Run) -> None:
    assert offered(run, "pharmagraph fi") == ["find"]
    assert "--max-hops" in offered(run, "pharmagraph path --max")
    assert offered(run, "pharmagraph find --kind comp") == ["company"]


def test_nothing_is_built_for_a_completion(run: Run, tmp_path: Path) -> None:
    directory = tmp_path / "nothing"
    assert offered(run, "pharmagraph find Alp", PHARMAGRAPH_GRAPH=str(directory)) == []
    assert not directory.exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_printed(shell: str, run: Run) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert f"{shell}_complete" in result.stdout
    assert "pharmagraph" in result.stdout
    assert run("completion", "tcsh").exit_code == 2

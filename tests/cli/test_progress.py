from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pharmagraph.cli.progress import Progress

if TYPE_CHECKING:
    import pytest


def test_there_is_no_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    progress.advance(1, 3, "load")
    progress.advance(3, 3, "install")
    assert capsys.readouterr() == ("", "")


def test_a_remark_goes_to_standard_error_unless_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    Progress().say("first use, building")
    Progress(quiet=True).say("not said")
    assert capsys.readouterr() == ("", "pharmagraph: first use, building\n")


def test_a_bar_is_drawn_on_a_terminal_and_taken_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = Progress()
    progress.advance(0, 2, "read")
    progress.advance(1, 2, "load")
    progress.advance(2, 2, "install")
    progress.close()
    out, err = capsys.readouterr()
    assert out == ""
    assert "read" in err or "load" in err or "install" in err

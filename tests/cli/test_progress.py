from __future__ import annotations

import sys

import pytest

from pharmagraph.build import STEPS
from pharmagraph.cli.messages import speak
from pharmagraph.cli.progress import Progress


def test_there_is_no_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    progress.advance(1, 3, "load")
    progress.advance(3, 3, "install")
    assert capsys.readouterr() == ("", "")


def test_a_remark_goes_to_standard_error_unless_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    speak("en")
    Progress().say("first use, building")
    Progress(quiet=True).say("not said")
    assert capsys.readouterr() == ("", "pharmagraph: first use, building\n")


@pytest.mark.parametrize("remark", ["first use", "the bundled data changed"])
def test_a_remark_is_made_in_the_language_spoken(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, remark: str
) -> None:
    speak(None)
    monkeypatch.setenv("PHARMAGRAPH_LANG", "ru")
    verb = "building" if remark == "first use" else "rebuilding"
    Progress().say(f"{remark}, {verb} the graph in /graphs/one")
    said = capsys.readouterr().err
    assert said.endswith("в /graphs/one\n")
    assert "graph in" not in said


def test_the_steps_of_a_build_have_russian_names(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    speak(None)
    monkeypatch.setenv("PHARMAGRAPH_LANG", "ru")
    for number, step in enumerate(STEPS):
        progress = Progress()
        progress.advance(number, len(STEPS), step)
        progress.close()
    drawn = capsys.readouterr().err
    assert not any(step in drawn for step in STEPS)


def test_a_bar_is_drawn_on_a_terminal_and_taken_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    speak("en")
    progress = Progress()
    progress.advance(0, 2, "read")
    progress.advance(1, 2, "load")
    progress.advance(2, 2, "install")
    progress.close()
    out, err = capsys.readouterr()
    assert out == ""
    assert "read" in err or "load" in err or "install" in err

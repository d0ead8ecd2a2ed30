from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from pharmagraph.cli.output import Output

if TYPE_CHECKING:
    from collections.abc import Callable


def output(
    form: str | None = None, file: str | None = None, *, excel: bool = False, syntaxes: tuple[str, ...] = ()
) -> Output:
    return Output.of(
        form,
        file=Path(file) if file else None,
        excel=excel,
        verbatim=False,
        quiet=False,
        color=None,
        limit=None,
        syntaxes=syntaxes,
    )


@pytest.mark.parametrize(
    ("made", "form"),
    [
        (output, "table"),
        (lambda: output("json"), "json"),
        (lambda: output(file="a.XLSX"), "xlsx"),
        (lambda: output("csv", "a.json"), "csv"),
        (lambda: output(excel=True), "csv"),
        (lambda: output(file="a.txt"), "table"),
        (lambda: output(file="a"), "table"),
        (lambda: output("table", "a.dat"), "table"),
        (lambda: output(file="a.ttl", syntaxes=("ttl",)), "ttl"),
    ],
)
def test_the_form_is_what_was_asked_for_or_what_the_file_is_called(
    made: Callable[[], Output], form: str
) -> None:
    assert made().form == form


def test_contradictions_are_mistakes_of_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(click.UsageError, match="--excel goes with --format csv"):
        output("json", excel=True)
    with pytest.raises(click.UsageError, match=r"let it end in \.json"):
        output(file="a.dat")
    with pytest.raises(click.UsageError, match="say one of them"):
        output("csv", "a.xlsx")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(click.UsageError, match="name a file with -o"):
        output("xlsx")

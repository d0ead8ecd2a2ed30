"""How far a long piece of work is: a bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from pharmagraph.cli.messages import language

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


_STEPS: Final = {
    "read": "чтение",
    "load": "загрузка",
    "derive": "вывод",
    "pack": "упаковка",
    "verify": "подсчёт",
    "check": "проверка",
    "project": "проекции",
    "names": "имена",
    "hash": "контрольные суммы",
    "install": "установка",
}
"""The steps of a build in Russian."""


def _said(words: str) -> str:
    """What is going on, in Russian where that is spoken and known."""
    if language() != "ru":
        return words
    from pharmagraph.cli.russian import in_russian

    return _STEPS.get(words) or in_russian(words) or words


class Progress:
    """Draws on standard error, and only when that is a terminal and nobody asked for quiet."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._bars: Bars | None = None
        self._task: TaskID | None = None

    def say(self, line: str) -> None:
        """One line on what is going on."""
        if not self._quiet:
            self.close()
            click.echo(f"pharmagraph: {_said(line)}", err=True)

    def advance(self, done: int, total: int, doing: str) -> None:
        """Move the bar of the work called ``doing`` to ``done`` of ``total``; the last one closes it."""
        if self._quiet or not sys.stderr.isatty():
            return
        doing = _said(doing)
        if self._bars is None:
            from rich.console import Console
            from rich.progress import Progress as Bars

            self._bars = Bars(console=Console(stderr=True), transient=True)
            self._bars.start()
        if self._task is None:
            self._task = self._bars.add_task(doing, total=total)
        self._bars.update(self._task, completed=done, total=total, description=doing)
        if done >= total:
            self.close()

    def close(self) -> None:
        """Take the bar away."""
        if self._bars is not None:
            self._bars.stop()
        self._bars, self._task = None, None

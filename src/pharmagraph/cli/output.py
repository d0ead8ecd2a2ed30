"""Where an answer goes and in which form: standard output or a file, text for people or a format."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from pharmagraph.cli.messages import language
from pharmagraph.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pharmagraph.exports.answers import Answer, Format
    from pharmagraph.model import Lang

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md", "xlsx")
PICTURES = ("svg", "png", "pdf")
_ENDINGS = {".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".tsv": "tsv", ".md": "md", ".xlsx": "xlsx"}


@dataclass(frozen=True, slots=True)
class Output:
    """How the user wants the answer."""

    form: str = "table"
    file: Path | None = None
    excel: bool = False
    verbatim: bool = False
    quiet: bool = False
    color: bool | None = None
    limit: int | None = None

    @classmethod
    def of(  # noqa: PLR0913 - one parameter per option
        cls,
        form: str | None,
        *,
        file: Path | None,
        excel: bool,
        verbatim: bool,
        quiet: bool,
        color: bool | None,
        limit: int | None,
        pictures: bool = False,
        syntaxes: Sequence[str] = (),
    ) -> Output:
        """The form that was asked for, else that of the file's ending, else a table.

        ``pictures`` says that the command can draw its answer, ``syntaxes`` what else it writes.

        Raises:
            click.UsageError: the options contradict one another.
        """
        suffix = file.suffix.lower() if file else ""
        ending = suffix[1:] if suffix[1:] in syntaxes else _ENDINGS.get(suffix)
        if suffix[1:] in PICTURES and form is None:
            if not pictures:
                raise click.UsageError(f"this command draws nothing; {file} could end in .csv, .md or .json")
            ending = suffix[1:]
        if not (form or ending or excel) and suffix not in {"", ".txt"}:
            raise click.UsageError(
                f"which format {file} should have is not known; let it end in {', '.join(_ENDINGS)} or .txt, "
                "or name the format with --format"
            )
        chosen = form or ending or ("csv" if excel else "table")
        if "xlsx" in {ending, chosen} and ending and chosen != ending:
            raise click.UsageError(f"{file} ends in {suffix}, and --format says {chosen}; say one of them")
        if excel and chosen != "csv":
            raise click.UsageError(f"--excel goes with --format csv, not with {chosen}")
        if chosen == "xlsx" and file is None and sys.stdout.isatty():
            raise click.UsageError("a spreadsheet is not text; name a file with -o FILE.xlsx")
        return cls(chosen, file, excel, verbatim, quiet, color, limit)

    @property
    def is_picture(self) -> bool:
        """Whether the answer is to be drawn."""
        return self.form in PICTURES

    @property
    def lang(self) -> Lang:
        """The language of the answer."""
        return language()

    def write(self, answer: Answer) -> None:
        """Send the answer where it belongs; its notes go beside it where the form has no place for them."""
        if self.form == "table":
            from pharmagraph.cli.terminal import screen

            self.write_bytes(screen(answer, width=self._width(), color=self._colored(), quiet=self.quiet))
            return
        from pharmagraph.exports.answers import closing_notes, render

        form: Format = self.form  # type: ignore[assignment]
        self.write_bytes(render(answer, form, excel=self.excel, verbatim=self.verbatim))
        if form in {"csv", "tsv", "jsonl"}:
            for note in closing_notes(answer):
                self.say(note)

    def write_bytes(self, content: bytes) -> None:
        """Send finished bytes to the file or to standard output."""
        if self.file is not None:
            from pharmagraph.exports.files import write_whole

            write_whole(self.file, content)
            return
        if sys.stdout is None:
            raise ExportError("standard output is closed; name a file with -o")
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()

    def say(self, line: str) -> None:
        """A remark beside the answer, on standard error; whoever has closed it wants none."""
        if not self.quiet:
            with suppress(BrokenPipeError):
                click.echo(line, err=True)

    def _width(self) -> int | None:
        """The columns of the terminal; ``None`` when nobody looks, so that nothing is folded or cut."""
        if self.file is not None or sys.stdout is None or not sys.stdout.isatty():
            return None
        return max(20, shutil.get_terminal_size().columns)

    def _colored(self) -> bool:
        if self.color is False or os.environ.get("NO_COLOR"):
            return False
        return self._width() is not None and os.environ.get("TERM") != "dumb"

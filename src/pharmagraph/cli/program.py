"""The group of commands: loads one only when it runs, and turns errors into a line and an exit code."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

import click

from pharmagraph.cli.messages import language, listen, told
from pharmagraph.errors import ExportError, PharmagraphError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_EXITS = """\
0 answered · 1 failure · 2 usage · 3 entity not found or ambiguous · 4 validation failed ·
5 input rows rejected · 6 source or endpoint unavailable · 7 safety limit or time-out · 130 interrupted"""


_NO_ROOM: Final = {
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EIO", "EFBIG", "EBADF") if hasattr(errno, name)
}
"""What standard output may say when the answer does not fit."""


class Program(click.Group):
    """A group whose commands live in ``pharmagraph.cli.<name>`` as ``command``."""

    def __init__(
        self, name: str, *, summary: str, examples: Sequence[tuple[str, str]], commands: Mapping[str, str]
    ) -> None:
        super().__init__(
            name,
            params=[_version_option()],
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        )
        self._summary = summary
        self._examples = examples
        self._listed = commands

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, in the order a newcomer needs them."""
        return list(self._listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name; its module is imported now."""
        if cmd_name not in self._listed:
            return None
        command: click.Command = importlib.import_module(f"pharmagraph.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names, else an error with the nearest name."""
        near = get_close_matches(args[0], self._listed, n=1)
        if args[0] not in self._listed and near:
            ctx.fail(f"No such command {args[0]!r}. Did you mean {near[0]!r}?")
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Examples first, then commands; nothing is imported for it."""
        formatter.write_text(self._summary)
        with formatter.section("Examples / Примеры"):
            for line, meaning in self._examples:
                formatter.write_text(line)
                with formatter.indentation():
                    formatter.write_text(meaning)
        with formatter.section("Commands / Команды"):
            formatter.write_dl(list(self._listed.items()))
        with formatter.section("Exit codes / Коды завершения"):
            formatter.write_text(_EXITS)
        formatter.write_paragraph()
        formatter.write_text("Options of a command: pharmagraph COMMAND --help")

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and end the process with the exit code that belongs to the outcome."""
        speak_utf8()
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        sys.exit(self._run(args, prog_name or self.name, complete_var, **extra))

    def _run(
        self, args: Sequence[str] | None, prog_name: str | None, complete_var: str | None, **extra: Any
    ) -> int:
        try:
            arguments = [as_text(one) for one in (sys.argv[1:] if args is None else args)] or ["--help"]
            listen(arguments)
            code = super().main(arguments, prog_name, complete_var, standalone_mode=False, **extra)
            sys.stdout.flush()
        except (PharmagraphError, click.ClickException) as error:
            complain(told(error, language()))
            return error.exit_code
        except (click.Abort, KeyboardInterrupt):
            complain(
                "прервано; ничего не записано наполовину"
                if language() == "ru"
                else "interrupted; nothing was left half written"
            )
            return 130
        except OSError as error:
            _let_go_of_stdout()
            if error.errno == errno.EPIPE:
                return 0  # whoever read the answer has seen enough
            if error.errno not in _NO_ROOM:
                raise
            complain(told(ExportError(f"the answer cannot be written: {error.strerror}"), language()))
            return ExportError.exit_code
        return code if isinstance(code, int) else 0


def as_text(argument: str) -> str:
    """An argument as the text that it is in UTF-8, whatever the locale made of its bytes.

    Raises:
        click.UsageError: it is not UTF-8.
    """
    try:
        return argument.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError as error:
        raise click.UsageError(f"an argument is not UTF-8 text: {argument!r}") from error


def speak_utf8() -> None:
    """Make both streams UTF-8, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (getattr(stream, "encoding", "") or "").lower() not in {
            "utf-8",
            "utf8",
        }:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def complain(line: str) -> None:
    """Say on standard error, in one line where the text allows, what is wrong."""
    click.echo(f"pharmagraph: {line}", err=True)


def _version_option() -> click.Option:
    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_version,
        help="Print the version and end.",
    )


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from pharmagraph import __version__

        click.echo(f"pharmagraph {__version__}")
        ctx.exit()


def _let_go_of_stdout() -> None:
    """Keep the interpreter from complaining on exit that the pipe is gone."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(devnull, sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    finally:
        os.close(devnull)

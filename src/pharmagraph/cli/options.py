"""The options all commands share, gathered into one ``Output`` and one way to open the graph."""

from __future__ import annotations

import functools
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pharmagraph.cli.messages import speak
from pharmagraph.cli.output import FORMATS, Output
from pharmagraph.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pharmagraph.knowledge_graph import KnowledgeGraph
    from pharmagraph.queries.coverage import Coverage

Command = TypeVar("Command", bound="Callable[..., Any]")

GRAPH = click.option(
    "--graph",
    metavar="PATH",
    envvar="PHARMAGRAPH_GRAPH",
    help="The graph directory to read; else PHARMAGRAPH_GRAPH, else the bundled data.",
)
LANG = click.option(
    "--lang",
    type=click.Choice(["en", "ru"]),
    help="Language of the answer; else PHARMAGRAPH_LANG, else the locale's.",
)
QUIET = click.option("--quiet", "-q", is_flag=True, help="Nothing beside the answer: no notes, no progress.")


def day(_ctx: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """The day that an option names."""
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a day of the calendar; write YYYY-MM-DD") from error


def answer_options(command: Command, *, syntaxes: Sequence[str] = (), pictures: bool = False) -> Command:
    """Give a command the common options; it receives ``output`` and ``graph`` for them.

    ``syntaxes`` are further formats that the command writes itself; ``pictures`` lets it draw its answer.
    """

    @functools.wraps(command)
    def wrapped(
        *args: Any,
        form: str | None,
        excel: bool,
        verbatim: bool,
        file: Path | None,
        lang: str | None,
        quiet: bool,
        color: bool | None,
        limit: int | None,
        **rest: Any,
    ) -> Any:
        speak("ru" if lang == "ru" else "en" if lang else None)
        output = Output.of(
            form,
            file=file,
            excel=excel,
            verbatim=verbatim,
            quiet=quiet,
            color=color,
            limit=limit,
            pictures=pictures,
            syntaxes=syntaxes,
        )
        return command(*args, output=output, **rest)

    options = (
        GRAPH,
        click.option(
            "--format",
            "-f",
            "form",
            type=click.Choice([*FORMATS, *syntaxes]),
            help="How to write the answer.",
        ),
        click.option("--excel", is_flag=True, help="CSV that opens on a double click: BOM, semicolons."),
        click.option(
            "--verbatim", is_flag=True, help="CSV and TSV for machines: no apostrophe before formula signs."
        ),
        click.option(
            "--output",
            "-o",
            "file",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Write to FILE; its ending chooses the format"
            + (", .svg, .png and .pdf a plot." if pictures else "."),
        ),
        LANG,
        click.option("--limit", type=click.IntRange(min=1), help="At most so many results."),
        QUIET,
        click.option("--no-color", "color", flag_value=False, default=None, type=bool, help="Plain text."),
    )
    decorated: Any = wrapped
    for option in reversed(options):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]


def time_options(command: Command) -> Command:
    """Give a command ``--as-of`` and ``--certain``."""
    certain = click.option(
        "--certain", is_flag=True, help="Only what certainly holds on the day, not what only may."
    )
    as_of = click.option(
        "--as-of",
        callback=day,
        metavar="DATE",
        help="What held on that day; else the day of the data release.",
    )
    return as_of(certain(command))


@contextmanager
def said_properly() -> Iterator[None]:
    """A word of an option that does not make sense is a mistake of usage.

    Raises:
        click.UsageError: the graph does not know a word.
    """
    try:
        yield
    except ConfigError as error:
        raise click.UsageError(str(error), click.get_current_context(silent=True)) from error


def counted(kg: KnowledgeGraph, n_results: int) -> Coverage:
    """The coverage of an answer whose results carry no evidence of their own: names, counts, query rows."""
    from pharmagraph.queries.coverage import Support, cover

    as_of = date.fromisoformat(kg.release.date)
    return cover([Support(())] * n_results, catalogue={}, release=kg.release, as_of=as_of)


def open_graph(graph: str | None, *, quiet: bool = False, projection: str = "all") -> KnowledgeGraph:
    """The graph the user means; built first, with a bar on a terminal, when there is none yet."""
    import pharmagraph
    from pharmagraph.cli.progress import Progress

    progress = Progress(quiet=quiet)
    return pharmagraph.open(graph, projection=projection, notify=progress.say, progress=progress.advance)

"""``pharmagraph view``: a picture of surroundings, of paths, of a network or of an answer, as one file."""

from __future__ import annotations

import sys
import tempfile
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pharmagraph.cli.ask import question_id, split
from pharmagraph.cli.completion import entity_name
from pharmagraph.cli.messages import speak
from pharmagraph.cli.options import GRAPH, LANG, QUIET, open_graph, time_options
from pharmagraph.cli.output import Output

if TYPE_CHECKING:
    from datetime import date

    from pharmagraph.graph.options import PathOptions
    from pharmagraph.knowledge_graph import KnowledgeGraph
    from pharmagraph.views.model import View

ENDINGS = (".html", ".svg", ".png", ".pdf")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be drawn: one of an entity, the two ends of paths, a network, a question with its values."""

    entity: str
    hops: int
    ends: tuple[str, str] | None
    network: str | None
    communities: bool
    question: str | None
    values: dict[str, list[str]]

    def __post_init__(self) -> None:
        if sum(map(bool, (self.entity, self.ends, self.network, self.question))) != 1:
            raise click.UsageError(
                "say one of: an ENTITY, --path START END, --community, --all, --projection NAME, "
                "--question ID"
            )
        if self.values and not self.question:
            raise click.UsageError("-p sets a parameter of a question; name one with --question ID")

    def view(self, kg: KnowledgeGraph, options: PathOptions) -> View:
        """The picture of it.

        Raises:
            EntityError: a name does not lead to one entity.
            QueryError: the question is unknown, or a value does not suit it.
            LimitError: there is more of it than a picture can bear.
        """
        pictures = kg.pictures(options)
        if self.question:
            day = {"as_of": [options.as_of.isoformat()]} if options.as_of else {}
            return pictures.answer(
                kg.answer(self.question, certain=options.certain, **{**self.values, **day})
            )
        if self.network:
            return pictures.network(self.network, communities=self.communities)
        if self.ends:
            start, end = map(kg.find_one, self.ends)
            return pictures.routes(kg.search_paths(start, end, options), start, end)
        return pictures.surroundings(kg.find_one(self.entity), hops=self.hops)


@click.command("view")
@click.argument("entity", nargs=-1, shell_complete=entity_name)
@click.option("--path", "ends", nargs=2, metavar="START END", help="The paths between two entities.")
@click.option(
    "--community", "communities", is_flag=True, help="A network by its communities; actors unless told."
)
@click.option("--all", "everything", is_flag=True, help="Everything: communities first, where there is much.")
@click.option(
    "--projection", type=click.Choice(["all", "actors", "organisations"]), help="A whole network of ties."
)
@click.option(
    "--question",
    metavar="ID",
    shell_complete=question_id,
    help="What the answer to a saved question names; see ask.",
)
@click.option("-p", "settings", multiple=True, metavar="NAME=VALUE", help="Set a parameter of the question.")
@click.option(
    "--hops", type=click.IntRange(1, 3), default=1, show_default=True, help="How far around ENTITY to look."
)
@click.option("--include", metavar="WORDS", help="Also: announced, agreed, ended, events, unconfirmed, …")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many paths.  [default: 5]")
@click.option(
    "--theme",
    type=click.Choice(["auto", "light", "dark"]),
    default="auto",
    help="Colours; else the reader's.",
)
@click.option(
    "--output",
    "-o",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to FILE: .html, .svg, .png or .pdf.",
)
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@time_options
@LANG
@QUIET
@GRAPH
def command(  # noqa: PLR0913, PLR0917 - one parameter per option
    entity: tuple[str, ...],
    ends: tuple[str, str] | None,
    communities: bool,
    everything: bool,
    projection: str | None,
    question: str | None,
    settings: tuple[str, ...],
    hops: int,
    include: str | None,
    limit: int | None,
    theme: str,
    file: Path | None,
    show: bool,
    as_of: date | None,
    certain: bool,
    lang: str | None,
    quiet: bool,
    graph: str | None,
) -> None:
    """Draw the surroundings of ENTITY, the paths between two, a whole network, or an answer.

    Нарисовать окружение ENTITY, пути между двумя, целую сеть или ответ; странице не нужен интернет.

    \b
    pharmagraph view ChemRar -o chemrar.html
    pharmagraph view --path ChemRar PD-1 --open
    pharmagraph view --projection actors --lang ru -o actors.svg
    pharmagraph view --question E1 -p since=2023 -o missing.html
    """  # noqa: D301 - click's mark for lines that stay apart
    speak("ru" if lang == "ru" else "en" if lang else None)
    if everything and projection not in {None, "all"}:
        raise click.UsageError("--all is --projection all; say one of them")
    network = "all" if everything else projection or ("actors" if communities else None)
    subject = Subject(" ".join(entity), hops, ends, network, communities, question, split((), settings)[1])
    form = _form(file, show=show)
    output = Output(file=file, quiet=quiet)
    with open_graph(graph, quiet=quiet) as kg:
        view = subject.view(kg, _options(as_of=as_of, certain=certain, include=include, limit=limit))
    content = _rendered(view, form, lang=output.lang, theme=theme)
    if file is None and show:
        file = Path(tempfile.mkdtemp(prefix="pharmagraph-")) / "view.html"
        output = Output(file=file, quiet=quiet)
    output.write_bytes(content)
    if file is not None:
        note = f"{file}: {len(view.nodes)} nodes, {len(view.edges)} ties"
        output.say(
            f"{file}: узлов {len(view.nodes)}, связей {len(view.edges)}" if output.lang == "ru" else note
        )
    for line in view.notes:
        output.say(line.text(output.lang))
    if show and file is not None:
        webbrowser.open(file.resolve().as_uri())


def _form(file: Path | None, *, show: bool) -> str:
    """What to write, by the ending of the file.

    Raises:
        click.UsageError: the ending is not one of ours, or the page would run over a terminal.
    """
    if file is None:
        if not show and sys.stdout.isatty():
            raise click.UsageError(
                "a page is not for a terminal; name a file with -o FILE.html, or use --open"
            )
        return ".html"
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        raise click.UsageError(f"{file} should end in {', '.join(ENDINGS)}")
    return ending


def _options(*, as_of: date | None, certain: bool, include: str | None, limit: int | None) -> PathOptions:
    from pharmagraph.graph.options import PathOptions

    words = frozenset(word.strip() for word in (include or "").split(",") if word.strip())
    return PathOptions(limit=limit or 5, as_of=as_of, certain=certain, include=words)


def _rendered(view: View, form: str, *, lang: Any, theme: str) -> bytes:
    if form == ".html":
        from pharmagraph.views.html import render

        return render(view, lang=lang, theme=theme).encode("utf-8", "replace")
    from pharmagraph.views.figure import draw

    figure = draw(view, lang=lang, theme="dark" if theme == "dark" else "light")
    if form == ".svg":
        from pharmagraph.views.svg import render_svg

        return render_svg(figure).encode("utf-8", "replace")
    from pharmagraph.views.plot import render_plot

    return render_plot(figure, "png" if form == ".png" else "pdf")

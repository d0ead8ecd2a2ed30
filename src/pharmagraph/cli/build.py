"""``pharmagraph build``: from tables and RDF files to a graph directory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pharmagraph.cli.messages import told
from pharmagraph.cli.numbers import Finite
from pharmagraph.cli.options import answer_options
from pharmagraph.errors import RowsRejectedError

if TYPE_CHECKING:
    from pharmagraph.cli.output import Output

_LISTED = 100


@click.command("build")
@click.argument("inputs", nargs=-1, type=click.Path(path_type=Path), metavar="[RDF_FILE]...")
@click.option(
    "--with",
    "tables",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A directory of your own tables, shaped like the bundled ones. May be repeated.",
)
@click.option("--without-bundled", is_flag=True, help="Only your inputs; the ontology is always there.")
@click.option(
    "--strict/--keep-going",
    default=True,
    show_default=True,
    help="Stop at a rejected row and keep the old graph, or build without it.",
)
@click.option(
    "--without-rule",
    "without_rules",
    multiple=True,
    metavar="ID",
    help="Switch a derivation rule off, such as partner-of. May be repeated.",
)
@click.option(
    "--projection",
    "projections",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A projection of your own: a SPARQL SELECT giving start, end, relation, strength. May be repeated.",
)
@click.option(
    "--wait",
    type=Finite(min=0),
    default=0,
    metavar="SECONDS",
    help="Wait so long for another build of the same graph.",
)
@answer_options
def command(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    inputs: tuple[Path, ...],
    tables: tuple[Path, ...],
    without_bundled: bool,
    strict: bool,
    without_rules: tuple[str, ...],
    projections: tuple[Path, ...],
    wait: float,
    graph: str | None,
    output: Output,
) -> None:
    """Build a graph from the bundled data, your tables and RDF files; it replaces the old one as a whole.

    Собрать граф из встроенных данных, своих таблиц и файлов RDF; старый заменяется целиком.

    \b
    pharmagraph build
    pharmagraph build --with my-tables --graph my-graph
    pharmagraph build hetionet.nt.gz --graph my-graph --without-bundled
    pharmagraph build --graph strict-graph --without-rule partner-of
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph import resources
    from pharmagraph.build import build
    from pharmagraph.cli.progress import Progress
    from pharmagraph.exports.inventory import build_answer

    progress = Progress(quiet=output.quiet)
    try:
        report = build(
            Path(graph) if graph else resources.user_graph_directory(),
            extra=(*tables, *inputs),
            bundled=not without_bundled,
            keep_going=not strict,
            without_rules=without_rules,
            projections=projections,
            wait_s=wait,
            progress=progress.advance,
        )
    except RowsRejectedError as error:
        progress.close()
        for one in error.rejected[:_LISTED] if len(error.rejected) > 1 else ():
            click.echo(f"pharmagraph: {told(one, output.lang)}", err=True)
        raise
    finally:
        progress.close()
    output.write(build_answer(report, lang=output.lang, told=lambda one: told(one, output.lang)))
    if report.errors:
        first = report.errors[0]
        progress.say(
            f"errors in the new graph: {len(report.errors)}, such as {first.id} of {first.subject}; "
            f"list them with: pharmagraph check --graph {report.directory}"
        )

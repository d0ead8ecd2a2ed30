"""``pharmagraph export``: the graph as a file for another program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from pharmagraph.cli.messages import speak
from pharmagraph.cli.options import GRAPH, LANG, QUIET, day, open_graph
from pharmagraph.cli.output import Output

if TYPE_CHECKING:
    from datetime import date

    from pharmagraph.exports.graphs import GraphFormat
    from pharmagraph.exports.rdf import RdfFormat
    from pharmagraph.knowledge_graph import KnowledgeGraph

_RDF = ("ttl", "trig", "nq", "jsonld")
_GRAPHS = ("graphml", "gexf", "cx2", "cyjs", "kgx", "ftm", "neo4j-csv", "node-link", "xlsx")
_BYTES = frozenset({"xlsx", "neo4j-csv"})


@click.command("export")
@click.option("--format", "-f", "form", type=click.Choice([*_RDF, *_GRAPHS]), help="How to write the graph.")
@click.option(
    "--projection",
    type=click.Choice(["all", "actors", "organisations"]),
    default="all",
    show_default=True,
    help="Which network; RDF formats always have the whole graph.",
)
@click.option("--as-of", callback=day, metavar="DATE", help="The ties of that day; else of the data release.")
@click.option(
    "--output", "-o", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write to FILE."
)
@LANG
@QUIET
@GRAPH
def command(
    form: str | None,
    projection: str,
    as_of: date | None,
    file: Path | None,
    lang: str | None,
    quiet: bool,
    graph: str | None,
) -> None:
    """Write the graph for another program: RDF, Gephi, Cytoscape, KGX, FollowTheMoney, Neo4j, Excel.

    Записать граф для другой программы; что формат не вмещает, сказано рядом.

    \b
    pharmagraph export --format trig -o pharmagraph.trig
    pharmagraph export --projection actors -o actors.gexf
    pharmagraph export --format neo4j-csv -o neo4j.zip
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph.exports.graph_losses import LOSSES

    speak("ru" if lang == "ru" else "en" if lang else None)
    chosen = form or (file.suffix.lower().removeprefix(".") if file else "")
    if chosen not in {*_RDF, *_GRAPHS}:
        raise click.UsageError(f"say how with --format; one of {', '.join((*_RDF, *_GRAPHS))}")
    if chosen in _RDF and (projection != "all" or as_of):
        raise click.UsageError(f"{chosen} has the whole graph; --projection and --as-of go with the others")
    if chosen in _BYTES and file is None and sys.stdout.isatty():
        raise click.UsageError(f"{chosen} is not text; name a file with -o FILE")
    output = Output(file=file, quiet=quiet)
    with open_graph(graph, quiet=quiet) as kg:
        content = _rendered(kg, chosen, projection, as_of, output)
    output.write_bytes(content)
    if chosen in LOSSES:
        loss = LOSSES[chosen].text(output.lang)
        output.say(
            f"{chosen}, чего в нём нет: {loss}" if output.lang == "ru" else f"{chosen} does not hold: {loss}"
        )


def _rendered(kg: KnowledgeGraph, form: str, projection: str, as_of: date | None, output: Output) -> bytes:
    if form in _RDF:
        from pharmagraph.exports.rdf import render_rdf

        return render_rdf(kg.store, cast("RdfFormat", form))
    from pharmagraph.exports.graphs import render_graph

    network = kg.graph(projection, as_of=as_of)
    return render_graph(
        network, cast("GraphFormat", form), catalogue=kg.sources, released=kg.release.date, lang=output.lang
    )

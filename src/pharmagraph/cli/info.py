"""``pharmagraph info``: what is in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pharmagraph.cli.options import answer_options, counted, open_graph

if TYPE_CHECKING:
    from pharmagraph.cli.output import Output


@click.command("info")
@answer_options
def command(graph: str | None, output: Output) -> None:
    """Count entities by kind and statements by source, and name the data release.

    Сколько в графе объектов по видам и утверждений по источникам, и какого он выпуска.

    \b
    pharmagraph info
    pharmagraph info --lang ru --format xlsx -o pharmagraph.xlsx
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph.exports.inventory import Inventory, inventory_answer

    with open_graph(graph, quiet=output.quiet) as kg:
        summary = kg.summary()
        output.write(
            inventory_answer(
                Inventory(
                    release=summary.release,
                    directory=str(summary.directory),
                    built=summary.built,
                    total=summary.total_statements,
                    entities=summary.entities,
                    statements=summary.statements,
                    derived=summary.derived,
                    sources=summary.sources,
                ),
                lang=output.lang,
                coverage=counted(kg, 1),
                limit=output.limit,
            )
        )

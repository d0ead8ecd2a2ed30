"""``pharmagraph communities``: into which communities actors fall, and whether these are departments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pharmagraph.cli.network import NetworkChoice, bar, network_options
from pharmagraph.cli.numbers import Finite
from pharmagraph.cli.options import answer_options, open_graph

if TYPE_CHECKING:
    from pharmagraph.cli.output import Output
    from pharmagraph.graph.communities import Method

_DEFAULT_LIMIT = 20


@click.command("communities")
@click.option("--method", type=click.Choice(["leiden", "louvain"]), default="leiden", show_default=True)
@click.option("--resolution", "resolutions", type=Finite(min=0, min_open=True), multiple=True,
              default=(1.0, 0.5, 2.0), show_default=True,
              help="The first is shown, others compared. Higher: more.")  # fmt: skip
@click.option(
    "--runs", type=click.IntRange(min=1), default=50, show_default=True, help="Runs with different seeds."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The seed of the seeds.")
@click.option("--home", metavar="COUNTRY", help="Whose bodies have sectors.  [default: the data's own]")
@network_options
@answer_options
def command(
    method: Method,
    resolutions: tuple[float, ...],
    runs: int,
    seed: int,
    home: str | None,
    choice: NetworkChoice,
    graph: str | None,
    output: Output,
) -> None:
    """Show the communities of actors, how stable they are, and whether they match sectors and countries.

    На какие сообщества распадается сеть, насколько они устойчивы и совпадают ли с ведомствами и странами.

    \b
    pharmagraph communities
    pharmagraph communities --method louvain --resolution 2
    pharmagraph communities --what-if-without ChemRar --lang ru
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph.exports.communities import communities_answer
    from pharmagraph.graph.actors import sector_or_foreign
    from pharmagraph.graph.collapse import collapse_ties
    from pharmagraph.graph.communities import agreement_with, communities
    from pharmagraph.queries.coverage import Support

    with open_graph(graph, quiet=output.quiet) as kg:
        network = choice.read(kg)
        simple = collapse_ties(network.ties)
        groups = dict(sector_or_foreign(simple, network.country(home) if home else None))
        countries = dict(simple.nodes(data="country"))
        asked: dict[str, Any] = {"method": method, "strength": "strength", "runs": runs, "seed": seed}
        progress = bar(quiet=output.quiet)
        found = [communities(simple, resolution=one, progress=progress, **asked) for one in resolutions]
        matches = []
        for one in found:
            parts = [part for part in one.members if len(part) > 1]
            matches.append((agreement_with(parts, groups), agreement_with(parts, countries)))
        before = None
        if network.before is not None:
            before = communities(collapse_ties(network.before), resolution=resolutions[0], **asked)
        limit = output.limit or _DEFAULT_LIMIT
        shown = [part for part in found[0].members if len(part) > 1][:limit]
        supports = [
            Support.of(
                sorted({s for *_, of in simple.subgraph(part).edges(data=True) for s in of["sources"]})
            )
            for part in shown
        ]
        output.write(
            communities_answer(
                found, matches, groups, simple, network.ties,
                lang=output.lang, limit=limit, before=before,
                coverage=kg.coverage(supports, as_of=choice.as_of),
            )
        )  # fmt: skip

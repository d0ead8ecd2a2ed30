"""``pharmagraph cuts``: what would fall apart without whom, and who has no direct tie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pharmagraph.cli.completion import entity_name
from pharmagraph.cli.network import NetworkChoice, network_options
from pharmagraph.cli.options import answer_options, open_graph

if TYPE_CHECKING:
    from pharmagraph.cli.output import Output

_DEFAULT_LIMIT = 10


@click.command("cuts")
@click.option("--between", nargs=2, default=("state", "industry"), show_default=True, metavar="SET SET",
              help="Two sets: sectors, kinds or names, separated by commas.")  # fmt: skip
@click.option("--remove", multiple=True, metavar="ENTITY", shell_complete=entity_name,
              help="Only say what falls apart without it.")  # fmt: skip
@click.option(
    "--pairs", metavar="SET", help="Whose missing direct ties are listed.  [default: the first set]"
)
@network_options
@answer_options
def command(
    between: tuple[str, str],
    remove: tuple[str, ...],
    pairs: str | None,
    choice: NetworkChoice,
    graph: str | None,
    output: Output,
) -> None:
    """Show whose loss splits the network or separates two sets, and which pairs have no direct tie.

    Без кого сеть распадается, что разъединяет два множества и у каких пар нет прямой связи.

    \b
    pharmagraph cuts
    pharmagraph cuts --between minzdrav,minpromtorg,minobrnauki industry
    pharmagraph cuts --remove Innopraktika --lang ru
    pharmagraph cuts --pairs state,regulator,coordination --format csv
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph.exports.weak_points import Cuts, cuts_answer
    from pharmagraph.graph.collapse import collapse_ties
    from pharmagraph.graph.counterfactual import compare
    from pharmagraph.graph.separation import separate, unlinked
    from pharmagraph.graph.weak_points import articulation_points, bridges, removal
    from pharmagraph.queries.coverage import Support

    with open_graph(graph, quiet=output.quiet) as kg:
        network = choice.read(kg)
        simple = collapse_ties(network.ties)
        first, second = (network.members(words) for words in between)
        removed = [removal(simple, network.entity(name).iri, first, second) for name in remove]
        found = Cuts(
            *between,
            points=[] if remove else articulation_points(simple, first, second),
            bridges=[] if remove else bridges(simple, first, second),
            removed=removed,
            separation=None if remove else separate(simple, first, second),
            unlinked=[] if remove else unlinked(simple, network.members(pairs) if pairs else first),
        )
        change = None
        if network.before is not None:
            change = compare(collapse_ties(network.before), simple, first, second)
        limit = output.limit or _DEFAULT_LIMIT
        supports = [Support.of(one.sources) for one in found.bridges[:limit]]
        supports += [
            Support.of(
                sorted({s for *_, of in simple.edges(one.element[0], data=True) for s in of["sources"]})
            )
            for one in [*found.points[:limit], *removed[:limit]]
        ]
        output.write(
            cuts_answer(
                found, simple, network.ties,
                lang=output.lang, limit=limit, coverage=kg.coverage(supports, as_of=choice.as_of),
                catalogue=kg.sources, change=change,
            )
        )  # fmt: skip

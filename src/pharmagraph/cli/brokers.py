"""``pharmagraph brokers``: who stands between groups, in which role, more than chance would give."""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING

import click

from pharmagraph.cli.completion import entity_name
from pharmagraph.cli.network import Network, NetworkChoice, bar, network_options
from pharmagraph.cli.options import answer_options, open_graph

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx

    from pharmagraph.cli.output import Output
    from pharmagraph.graph.brokerage import Brokerage

_ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
_DEFAULT_LIMIT = 20


@click.command("brokers")
@click.argument("entity", required=False, shell_complete=entity_name)
@click.option("--group-by", default="sector", show_default=True, metavar="GROUPING",
              help="sector, ministry, country, kind, community, or any attribute of a node.")  # fmt: skip
@click.option("--group", "own", multiple=True, metavar="NAME=ENTITIES",
              help="A group of your own, put above the grouping.")  # fmt: skip
@click.option("--home", metavar="COUNTRY", help="Whose bodies have sectors.  [default: the data's own]")
@click.option("--between", metavar="GROUPS", help="Count only pairs between two different ones of these.")
@click.option("--role", type=click.Choice(_ROLES), help="Only this role.")
@click.option("--pairs", is_flag=True, help="Print every brokered pair, not the first five of each.")
@click.option("--permutations", type=click.IntRange(min=0), default=999, show_default=True, metavar="N",
              help="How often groups and ties are shuffled; 0 leaves p out.")  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help="The seed of the shuffles.")
@network_options
@functools.partial(answer_options, pictures=True)
def command(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    entity: str | None,
    group_by: str,
    own: tuple[str, ...],
    home: str | None,
    between: str | None,
    role: str | None,
    pairs: bool,
    permutations: int,
    seed: int,
    choice: NetworkChoice,
    graph: str | None,
    output: Output,
) -> None:
    """Show who brokers between groups in the roles of Gould and Fernandez, and every pair they stand between.

    Кто посредничает между группами в ролях Гулда–Фернандеса и между кем именно, с источниками.

    \b
    pharmagraph brokers
    pharmagraph brokers --between state,industry,science -o brokers.svg
    pharmagraph brokers Innopraktika --pairs --lang ru
    pharmagraph brokers --group "founders=minzdrav,minpromtorg,minobrnauki" --between founders,industry
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph.exports.brokers import brokers_answer
    from pharmagraph.graph.brokerage import brokerage
    from pharmagraph.graph.collapse import collapse_ties
    from pharmagraph.graph.counterfactual import compare
    from pharmagraph.queries.coverage import Support

    if pairs and output.is_picture:
        raise click.UsageError("--pairs makes lists, no plot; write them to a .md or .json")
    wanted = tuple(one.strip() for one in (between or "").split(",") if one.strip())
    with open_graph(graph, quiet=output.quiet) as kg:
        network = choice.read(kg)
        asked = network.entity(entity).iri if entity else None

        def found_in(ties: nx.MultiDiGraph, times: int) -> tuple[nx.DiGraph, Brokerage]:
            simple = collapse_ties(ties, directed=True)
            groups = _groups(network, simple, group_by, own, home)
            progress = bar(quiet=output.quiet)
            return simple, brokerage(
                simple, groups, between=wanted, permutations=times, seed=seed, progress=progress
            )

        simple, found = found_in(network.ties, permutations)
        before: dict[tuple[Hashable, str], int] | None = None
        change = None
        if network.before is not None:
            first, earlier = found_in(network.before, 0)
            before = {(row.node, row.role): row.count for row in earlier.roles}
            change = compare(first, simple)
        rows = [
            row
            for row in found.roles
            if (row.node == asked if asked else row.count) and role in (None, row.role)
        ]
        shown = rows[: output.limit or (len(rows) if asked else _DEFAULT_LIMIT)]
        supports = [
            Support(
                tuple(
                    step
                    for one in found.pairs_of(row.node, row.role)
                    for step in (one.sources_in, one.sources_out)
                )
            )
            for row in shown
        ]
        answer = brokers_answer(
            found, shown, simple, network.ties,
            lang=output.lang, total=len(rows), coverage=kg.coverage(supports, as_of=choice.as_of),
            catalogue=kg.sources, pairs=pairs, before=before, change=change,
        )  # fmt: skip
        if not output.is_picture:
            output.write(answer)
            return
        from pharmagraph.cli.plots import brokers_plot, options_told, write_plot

        grouping = ", ".join((*own, group_by))
        told = options_told(choice, output.lang, grouping=grouping, between=between, role=role)
        plot = brokers_plot(found, shown, simple, answer, total=len(rows), options=told, before=before)
        write_plot(plot, output)


def _groups(
    network: Network, simple: nx.DiGraph, group_by: str, own: tuple[str, ...], home: str | None
) -> dict[Hashable, Hashable]:
    """Node → group as the options say."""
    from pharmagraph.graph.actors import ministry_of, sector_or_foreign
    from pharmagraph.graph.collapse import collapse_ties
    from pharmagraph.graph.communities import communities

    groups: dict[Hashable, Hashable]
    match group_by:
        case "sector":
            groups = dict(sector_or_foreign(simple, network.country(home) if home else None))
        case "ministry":
            groups = dict(ministry_of(network.whole))
        case "community":
            parts = communities(collapse_ties(network.ties), strength="strength").members
            groups = {node: f"community {number}" for number, part in enumerate(parts, 1) for node in part}
        case _:
            if not any(group_by in of for _, of in simple.nodes(data=True)):
                known = Counter(name for _, of in simple.nodes(data=True) for name in of)
                raise click.UsageError(
                    f"no node has {group_by!r}; use sector, ministry, community or one of {', '.join(known)}"
                )
            groups = dict(simple.nodes(data=group_by))
    for told in own:
        name, equals, members = told.partition("=")
        if not equals or not name.strip():
            raise click.UsageError(f"--group takes NAME=ENTITY,ENTITY, not {told!r}")
        groups |= dict.fromkeys(network.members(members), name.strip())
    return groups

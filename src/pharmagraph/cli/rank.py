"""``pharmagraph rank``: who is central, by which measure, and how sure that is."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import click

from pharmagraph.cli.completion import entity_name, kind_name
from pharmagraph.cli.network import NetworkChoice, bar, network_options
from pharmagraph.cli.options import answer_options, open_graph

if TYPE_CHECKING:
    from pharmagraph.cli.output import Output
    from pharmagraph.graph.collapse import Preset

MEASURES = (
    "degree", "strength", "betweenness", "closeness", "harmonic", "eigenvector", "katz", "pagerank", "hubs",
    "authorities", "core", "effective-size", "efficiency", "constraint", "hierarchy",
)  # fmt: skip
_PRESETS = ("equal", "declared", "strongest", "flattened", "sharpened")
_DEFAULT_LIMIT = 20


@click.command("rank")
@click.argument("measure", type=click.Choice(MEASURES), metavar="MEASURE")
@click.option("--kind", "-k", shell_complete=kind_name, help="Rank only these: company, regulator, …")
@click.option("--explain", metavar="ENTITY", shell_complete=entity_name, help="Which ties make its rank.")
@click.option("--near", multiple=True, metavar="ENTITY", help="PageRank from where it stands.")
@click.option("--preset", type=click.Choice(_PRESETS), help="How strengths count.  [default: the measure's]")
@click.option("--directed", is_flag=True, help="Ties with a direction lead one way only.")
@click.option("--draws", type=click.IntRange(min=0), default=200, show_default=True, metavar="N",
              help="How often sources are dropped to find the range; 0 leaves it out.")  # fmt: skip
@click.option("--sample", type=click.IntRange(min=1), help="Shortest paths from so many nodes only.")
@click.option("--seed", type=int, default=1, show_default=True, help="The seed of all draws.")
@network_options
@functools.partial(answer_options, pictures=True)
def command(  # noqa: PLR0913, PLR0917 - one parameter per option of the command
    measure: str,
    kind: str | None,
    explain: str | None,
    near: tuple[str, ...],
    preset: Preset | None,
    directed: bool,
    draws: int,
    sample: int | None,
    seed: int,
    choice: NetworkChoice,
    graph: str | None,
    output: Output,
) -> None:
    """Rank organisations by MEASURE, each rank with the range that the evidence leaves open.

    Ранжировать организации по мере MEASURE; у каждого ранга — диапазон, который оставляют данные.

    MEASURE: degree, strength, betweenness, closeness, harmonic, eigenvector, katz, pagerank, hubs,
    authorities, core, effective-size, efficiency, constraint, hierarchy.

    \b
    pharmagraph rank betweenness
    pharmagraph rank pagerank --near ChemRar --kind company
    pharmagraph rank constraint --explain Innopraktika --lang ru
    pharmagraph rank harmonic --what-if-without "Coordination Council"
    pharmagraph rank betweenness -o betweenness.svg
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph.exports.rankings import explanation_answer, ranking_answer
    from pharmagraph.graph import ranking
    from pharmagraph.graph.collapse import collapse_ties
    from pharmagraph.graph.counterfactual import compare
    from pharmagraph.queries.coverage import Support

    if near and measure != "pagerank":
        raise click.UsageError("--near goes with pagerank")
    if explain and output.is_picture:
        raise click.UsageError("--explain makes a table, no plot; write it to a .csv, .md or .json")
    with open_graph(graph, quiet=output.quiet) as kg:
        network = choice.read(kg)
        options = {
            "seed": seed,
            "near": [network.entity(name).iri for name in near] or None,
            "sample": sample,
        }
        asked: dict[str, Any] = {
            "preset": preset,
            "directed": directed or None,
            "among": network.of_kind(kind),
            **{name: value for name, value in options.items() if value is not None},
        }
        doubt = ranking.Doubt(draws=0 if explain else draws, seed=seed)
        found = ranking.rank_ties(
            network.ties, measure, doubt=doubt, progress=bar(quiet=output.quiet), **asked
        )
        simple = collapse_ties(network.ties, directed=found.directed, preset=found.preset)
        support = {
            node: {s for *_, of in simple.edges(node, data=True) for s in of["sources"]} for node in simple
        }
        if explain:
            node = network.entity(explain).iri
            losses = ranking.explain(network.ties, measure, node, **asked)
            row = next((one for one in found.rows if one.node == node), None)
            coverage = kg.coverage([Support.of(one.sources) for one in losses], as_of=choice.as_of)
            output.write(
                explanation_answer(
                    losses, row, found, simple, network.ties, node,
                    lang=output.lang, limit=output.limit, coverage=coverage, catalogue=kg.sources,
                )
            )  # fmt: skip
            return
        before = change = None
        if network.before is not None:
            first = ranking.rank_ties(network.before, measure, doubt=ranking.Doubt(draws=0), **asked)
            before = {one.node: one for one in first.rows}
            change = compare(collapse_ties(network.before), collapse_ties(network.ties))
        rows = found.rows[: output.limit or _DEFAULT_LIMIT]
        supports = [Support.of(sorted(support[one.node])) for one in rows]
        answer = ranking_answer(
            found, simple, network.ties,
            lang=output.lang, limit=len(rows), coverage=kg.coverage(supports, as_of=choice.as_of),
            before=before, change=change,
        )  # fmt: skip
        if not output.is_picture:
            output.write(answer)
            return
        from pharmagraph.cli.plots import options_told, ranking_plot, write_plot

        told = options_told(choice, output.lang, kind=kind, near=", ".join(near))
        write_plot(ranking_plot(found, rows, simple, answer, options=told, before=before), output)

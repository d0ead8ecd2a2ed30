"""``pharmagraph path``: how two entities are connected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from pharmagraph.cli.completion import entity_name
from pharmagraph.cli.options import answer_options, open_graph, said_properly, time_options

if TYPE_CHECKING:
    from datetime import date

    from pharmagraph.cli.output import Output
    from pharmagraph.graph.options import CostName
    from pharmagraph.graph.paths import PathOptions
    from pharmagraph.knowledge_graph import KnowledgeGraph

_DEFAULT_LIMIT = 5


@click.command("path")
@click.argument("start", shell_complete=entity_name)
@click.argument("end", shell_complete=entity_name)
@click.option("--via", multiple=True, metavar="ENTITY", help="Pass through it. May be given three times.")
@click.option("--avoid", multiple=True, metavar="ENTITY|KIND", help="Pass by it, or by all of a kind.")
@click.option("--only", metavar="NAMES", help="Only these relations or layers, separated by commas.")
@click.option("--without", metavar="NAMES", help="Not these relations or layers, separated by commas.")
@click.option("--include", metavar="WORDS", help="Also: announced, agreed, ended, events, unconfirmed, …")
@click.option("--pattern", default="", help="Its shape: Company -develops-> Drug -modulates-> *")
@click.option(
    "--max-hops", type=click.IntRange(1, 8), help="At most so many hops.  [default: 4, more if needed]"
)
@click.option("--directed", is_flag=True, help="Cross ties only in the direction in which they are asserted.")
@click.option(
    "--by",
    type=click.Choice(["cost", "hops"]),
    default="cost",
    show_default=True,
    help="What makes a path short: specific ties first, or few hops.",
)
@click.option(
    "--cost", type=click.Choice(["specific", "strength", "hops"]), help="The cost of a hop, for --by cost."
)
@click.option(
    "-k", "count", type=click.IntRange(min=1), help="How many paths; the same as --limit.  [default: 5]"
)
@click.option("--all", "everything", is_flag=True, help="All paths up to --max-hops.")
@time_options
@answer_options
def command(
    start: str,
    end: str,
    graph: str | None,
    output: Output,
    as_of: date | None,
    certain: bool,
    **choices: Any,
) -> None:
    """Show the best evidenced paths from START to END; each hop with its sources, dates and direction.

    Показать лучшие пути от START до END; у каждого шага — источники, даты и направление.

    \b
    pharmagraph path ChemRar PD-1
    pharmagraph path Innopraktika Akeso --format md
    pharmagraph path Р-Фарм AstraZeneca --as-of 2021-06-01 --include agreed --lang ru
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph.exports.routes import paths_answer
    from pharmagraph.queries.coverage import Support

    with open_graph(graph, quiet=output.quiet) as kg:
        first, last = kg.find_one(start), kg.find_one(end)
        with said_properly():
            options = path_options(kg, output.limit, as_of=as_of, certain=certain, **choices)
            search = kg.search_paths(first, last, options)
        nodes = {tie.via for path in search.paths for hop in path.hops for tie in hop.ties if tie.via}
        output.write(
            paths_answer(
                search,
                first,
                last,
                lang=output.lang,
                phrases=lambda relation, direction, lang: kg._snapshot.relation(relation).phrase(
                    direction, lang
                ),
                catalogue=kg.sources,
                names=kg.names.entities(nodes),
                coverage=kg.coverage(map(Support.of_path, search.paths), as_of=search.as_of),
            )
        )


def path_options(  # noqa: PLR0913 - one parameter per option of the command
    kg: KnowledgeGraph,
    limit: int | None,
    *,
    via: tuple[str, ...],
    avoid: tuple[str, ...],
    only: str | None,
    without: str | None,
    include: str | None,
    max_hops: int | None,
    directed: bool,
    by: str,
    cost: str | None,
    count: int | None,
    everything: bool,
    pattern: str,
    as_of: date | None,
    certain: bool,
) -> PathOptions:
    """The options of a search, with names turned into entities.

    Raises:
        click.UsageError: two options contradict each other.
        EntityError: a name does not lead to one entity.
        ConfigError: a word that the search does not know.
    """
    from pharmagraph.graph.paths import PathOptions

    if everything and (count or limit):
        raise click.UsageError("--all goes without -k and --limit")
    if by == "hops" and cost not in {None, "hops"}:
        raise click.UsageError("--cost goes with --by cost")
    kinds = kg.names.kinds()
    return PathOptions(
        limit=None if everything else count or limit or _DEFAULT_LIMIT,
        max_hops=max_hops,
        cost=cast("CostName", "hops" if by == "hops" else cost or "specific"),
        via=tuple(kg.find_one(name).iri for name in via),
        avoid=frozenset(name if name in kinds else kg.find_one(name).iri for name in avoid),
        only=_words(only),
        without=_words(without),
        include=_words(include),
        as_of=as_of,
        certain=certain,
        directed=directed,
        pattern=pattern,
    )


def _words(listed: str | None) -> frozenset[str]:
    return frozenset(word.strip() for word in (listed or "").split(",") if word.strip())

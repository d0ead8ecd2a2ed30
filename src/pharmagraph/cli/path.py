"""``pharmagraph path``: how entities are connected."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from pharmagraph.cli.completion import entity_name
from pharmagraph.cli.numbers import Finite
from pharmagraph.cli.options import answer_options, open_graph, said_properly, time_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from pharmagraph.cli.output import Output
    from pharmagraph.exports.rarity import Rarity
    from pharmagraph.graph.options import CostName
    from pharmagraph.graph.paths import PathOptions, PathSearch
    from pharmagraph.knowledge_graph import KnowledgeGraph
    from pharmagraph.model import IRI, Direction, Entity, Hop, Lang

_DEFAULT_LIMIT = 5
_SHUFFLES = 200
_LISTED = 20
_NOT_FOUND = 3


@click.command("path")
@click.argument("ends", nargs=-1, metavar="START END [MORE]...", shell_complete=entity_name)
@click.option(
    "--pairs",
    type=click.Path(dir_okay=False, allow_dash=True),
    metavar="FILE",
    help="The best path of each pair of names in a CSV file, a row each.",
)
@click.option("--via", multiple=True, metavar="ENTITY", help="Pass through it. May be given three times.")
@click.option("--avoid", multiple=True, metavar="ENTITY|KIND", help="Pass by it, or by all of a kind.")
@click.option("--only", metavar="NAMES", help="Only these relations or layers, separated by commas.")
@click.option("--without", metavar="NAMES", help="Not these relations or layers, separated by commas.")
@click.option("--include", metavar="WORDS", help="Also: announced, agreed, ended, events, unconfirmed, …")
@click.option(
    "--projection", default="all", metavar="NAME", help="One of your own that the graph was built with."
)
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
@click.option(
    "--all", "everything", is_flag=True, help="All paths up to --max-hops; --limit shows the first."
)
@click.option("--unusual", is_flag=True, help="Say how usual each type of path is, against random ties.")
@click.option(
    "--shuffles",
    type=click.IntRange(0, 100_000),
    help=f"Random graphs for --unusual.  [default: {_SHUFFLES}]",
)
@click.option("--seed", type=int, help="Where their randomness begins.  [default: 0]")
@click.option("--damping", type=Finite(0, 1), help="How much degrees weigh in --unusual.  [default: 0.5]")
@click.option(
    "--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="Draw the paths as a page, too."
)
@time_options
@answer_options
def command(
    ends: tuple[str, ...],
    pairs: str | None,
    projection: str,
    graph: str | None,
    output: Output,
    **choices: Any,
) -> int:
    """Show the best evidenced paths from START to END; each hop with its sources, dates and direction.

    Показать лучшие пути от START до END; у каждого шага — источники, даты и направление.

    With three or more entities: the cheapest tree that ties them all together.

    \b
    pharmagraph path ChemRar PD-1
    pharmagraph path Innopraktika Akeso --format md
    pharmagraph path Р-Фарм AstraZeneca --as-of 2021-06-01 --include agreed --lang ru
    pharmagraph path ChemRar Pharmasyntez R-Pharm
    pharmagraph path --pairs pairs.csv -o paths.csv
    """  # noqa: D301 - click's mark for lines that stay apart
    asked = _Asked.of(choices, output.limit)
    _check(ends, pairs, asked, output, choices)
    with open_graph(graph, quiet=output.quiet, projection=projection) as kg:
        if pairs is not None:
            return _pairs(kg, pairs, output, choices)
        with said_properly():
            found = _found(kg, ends, output)
            options = path_options(kg, output.limit, **choices)
            if len(ends) > 2:
                _tree(kg, found, options, output)
            else:
                _paths(kg, found[0], found[1], options, output, asked)
    return 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is wanted of paths beside themselves."""

    unusual: bool
    shuffles: int
    seed: int
    damping: float
    page: Path | None
    limit: int | None

    @classmethod
    def of(cls, choices: dict[str, Any], limit: int | None) -> _Asked:
        """Taken out of the options of the command.

        Raises:
            click.UsageError: an option that goes with ``--unusual`` is there without it.
        """
        unusual, page = choices.pop("unusual"), choices.pop("page")
        sums = {name: choices.pop(name) for name in ("shuffles", "seed", "damping")}
        if not unusual and any(one is not None for one in sums.values()):
            raise click.UsageError("--shuffles, --seed and --damping go with --unusual")
        given = {name: value for name, value in sums.items() if value is not None}
        given_limit = choices["count"] or limit
        return cls(
            unusual,
            page=page,
            limit=given_limit,
            **{"shuffles": _SHUFFLES, "seed": 0, "damping": 0.5, **given},
        )


def _check(
    ends: Sequence[str], pairs: str | None, asked: _Asked, output: Output, choices: dict[str, Any]
) -> None:
    """Refuse options that contradict each other.

    Raises:
        click.UsageError: some do.
    """
    if pairs is not None and ends:
        raise click.UsageError("--pairs takes the names from the file; leave START and END away")
    if pairs is None and len(ends) < 2:
        raise click.UsageError(
            "a path has two ends: name START and END, in quotes where a name has several words"
        )
    if asked.page is not None and asked.page.suffix.lower() not in {".html", ".htm"}:
        raise click.UsageError(
            f"--html writes a page, not {asked.page}; for a picture: pharmagraph view --path"
        )
    if choices["count"] and output.limit and choices["count"] != output.limit:
        raise click.UsageError("-k and --limit are the same; give one of them")
    if choices["by"] == "hops" and choices["cost"] not in {None, "hops"}:
        raise click.UsageError("--cost goes with --by cost")
    if pairs is None and len(ends) == 2:
        return
    what = "--pairs" if pairs is not None else "three or more entities"
    given = {
        "-k": choices["count"], "--limit": output.limit, "--all": choices["everything"],
        "--unusual": asked.unusual, "--html": asked.page,
    }  # fmt: skip
    if pairs is None:
        given |= {f"--{name}": choices[name] for name in ("via", "pattern", "directed")}
        given["--max-hops"] = choices["max_hops"]
    wrong = [name for name, value in given.items() if value]
    if wrong:
        raise click.UsageError(f"{', '.join(wrong)} cannot go with {what}")


def _found(kg: KnowledgeGraph, ends: Sequence[str], output: Output) -> list[Entity]:
    from pharmagraph.cli.ends import Ends

    found, remarks = Ends(kg).of(ends)
    for remark in remarks:
        output.say(f"pharmagraph: {remark}")
    return found


def _paths(
    kg: KnowledgeGraph, start: Entity, end: Entity, options: PathOptions, output: Output, asked: _Asked
) -> None:
    from pharmagraph.exports.routes import paths_answer
    from pharmagraph.graph.paths import first_paths
    from pharmagraph.queries.coverage import Support

    search = kg.search_paths(start, end, options)
    if options.limit is None and asked.limit:
        search = first_paths(search, asked.limit)
    answer = paths_answer(
        search,
        start,
        end,
        lang=output.lang,
        phrases=_phrases(kg),
        catalogue=kg.sources,
        names=_named(kg, (hop for path in search.paths for hop in path.hops)),
        coverage=kg.coverage(map(Support.of_path, search.paths), as_of=search.as_of),
        rarities=_rarities(kg, search, asked) if asked.unusual else (),
    )
    if asked.page is not None:
        _draw(kg, search, start, end, asked.page, output)
    output.write(answer)


def _rarities(kg: KnowledgeGraph, search: PathSearch, asked: _Asked) -> list[Rarity | None]:
    """How usual the type of each path is between its ends; each type is counted once."""
    from pharmagraph.exports.rarity import Rarity, metapath_of
    from pharmagraph.graph.metapaths import count_paths, how_unusual

    snapshot = kg.snapshot
    known: dict[str, Rarity] = {}
    found: list[Rarity | None] = []
    for path in search.paths:
        if not path.hops:
            found.append(None)
            continue
        kind = metapath_of(path, is_symmetric=lambda name: snapshot.relation(name).symmetric)
        if kind not in known:
            ends = (snapshot, path.start.iri, path.end.iri, kind)
            given: dict[str, Any] = {"damping": asked.damping, "options": search.options}
            if asked.shuffles:
                chance = how_unusual(*ends, **given, n_shuffles=asked.shuffles, seed=asked.seed)
                known[kind] = Rarity(chance.observed, chance)
            else:
                known[kind] = Rarity(count_paths(*ends, **given))
        found.append(known[kind])
    return found


def _draw(
    kg: KnowledgeGraph, search: PathSearch, start: Entity, end: Entity, file: Path, output: Output
) -> None:
    """Write the page that draws the paths."""
    from pharmagraph.exports.files import write_whole
    from pharmagraph.views.html import render

    page = render(kg.pictures(search.options).routes(search, start, end), lang=output.lang)
    write_whole(file, page.encode("utf-8", "replace"))
    output.say(f"{file}: путей на странице — {len(search.paths)}" if output.lang == "ru"
               else f"{file}: a page with {len(search.paths)} paths")  # fmt: skip


def _tree(kg: KnowledgeGraph, ends: list[Entity], options: PathOptions, output: Output) -> None:
    from pharmagraph.exports.trees import tree_answer
    from pharmagraph.graph.steiner import connect
    from pharmagraph.model import GraphPath
    from pharmagraph.queries.coverage import Support

    tree = connect(kg.snapshot, [one.iri for one in ends], options)
    whole = [GraphPath(ends[0], ends[-1], tree.hops, tree.cost)] if tree.hops else []
    output.write(
        tree_answer(
            tree,
            ends,
            lang=output.lang,
            phrases=_phrases(kg),
            catalogue=kg.sources,
            names=_named(kg, tree.hops),
            coverage=kg.coverage(map(Support.of_path, whole), as_of=options.as_of),
        )
    )


def _pairs(kg: KnowledgeGraph, file: str, output: Output, choices: dict[str, Any]) -> int:
    """Answer a file of pairs; lines whose names mean nothing are told at the end, and set the exit code."""
    from pharmagraph.cli.ends import Ends, read_pairs
    from pharmagraph.cli.progress import Progress
    from pharmagraph.exports.pairs import PairRows, pairs_answer
    from pharmagraph.graph.certainty import Certainty
    from pharmagraph.graph.paths import find_paths_between_pairs
    from pharmagraph.queries.coverage import Support

    with said_properly():
        options = path_options(kg, 1, **choices)
        ends = Ends(kg)
        pairs = [ends.pair(*line) for line in read_pairs(file)]
        understood = [(one.start.iri, one.end.iri) for one in pairs if one.start and one.end]
        found = find_paths_between_pairs(kg.snapshot, understood, options)
        progress, rows = Progress(quiet=output.quiet), []
        supports: list[Support] = []
        hops: list[Hop] = []
        flat = PairRows(output.lang, _phrases(kg), kg.sources)
        for number, pair in enumerate(pairs, 1):
            paths = next(found)[2] if pair.start and pair.end else ()
            rows.append(flat.row(pair, paths[0] if paths else None))
            supports += map(Support.of_path, paths)
            hops += [hop for path in paths for hop in path.hops]
            if number % 100 == 0 or number == len(pairs):
                progress.advance(number, len(pairs), "пути" if output.lang == "ru" else "paths")
    coverage = kg.coverage(supports, as_of=options.as_of)
    certainty = Certainty.of_hops(hops, coverage.as_of.isoformat(), kg.sources)
    output.write(pairs_answer(rows, lang=output.lang, coverage=coverage, certainty=certainty))
    unknown = [pair for pair in pairs if not (pair.start and pair.end)]
    for pair in unknown[:_LISTED]:
        place = f"{file}, строка {pair.line}" if output.lang == "ru" else f"{file}, line {pair.line}"
        click.echo(f"pharmagraph: {place}: {pair.note}", err=True)
    if len(unknown) > _LISTED:
        more = len(unknown) - _LISTED
        click.echo(
            f"pharmagraph: и ещё строк: {more}; см. столбец note" if output.lang == "ru"
            else f"pharmagraph: and {more} more lines; see the column note", err=True,
        )  # fmt: skip
    return _NOT_FOUND if unknown else 0


def _named(kg: KnowledgeGraph, hops: Iterable[Hop]) -> dict[IRI, Entity]:
    """The names of the relation nodes on hops."""
    return dict(kg.names.entities({tie.via for hop in hops for tie in hop.ties if tie.via}))


def _phrases(kg: KnowledgeGraph) -> Any:
    """What relations are called, by name."""
    relations = {relation.name: relation for relation in kg.snapshot.relations}

    def phrase(relation: str, direction: Direction, lang: Lang) -> str:
        return relations[relation].phrase(direction, lang)

    return phrase


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
        EntityError: a name does not lead to one entity.
        ConfigError: a word that the search does not know.
    """
    return kg.path_options(
        limit=None if everything else count or limit or _DEFAULT_LIMIT,
        max_hops=max_hops,
        cost=cast("CostName", "hops" if by == "hops" else cost or "specific"),
        via=via,
        avoid=avoid,
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

"""``pharmagraph show``: all that is known of one entity or source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pharmagraph.cli.completion import entity_name
from pharmagraph.cli.options import answer_options, open_graph, said_properly, time_options

if TYPE_CHECKING:
    from datetime import date

    from pharmagraph.cli.output import Output


@click.command("show")
@click.argument("entity", nargs=-1, required=True, shell_complete=entity_name)
@click.option("--kind", "-k", help="Which kind is meant, where a name has several.")
@click.option(
    "--derived", "--all", "derived", is_flag=True, help="Also derived facts that only repeat others."
)
@time_options
@answer_options
def command(
    entity: tuple[str, ...],
    kind: str | None,
    derived: bool,
    as_of: date | None,
    certain: bool,
    graph: str | None,
    output: Output,
) -> None:
    """Show all that is known of ENTITY, with status, dates and sources; of a source, what rests on it.

    Показать всё, что известно об ENTITY; об источнике — что на него опирается.

    \b
    pharmagraph show "Coordination Council" --lang ru
    pharmagraph show Р-Фарм --as-of 2021-06-01
    pharmagraph show drug-safety-forum-2025
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph.exports.profiles import profile_answer
    from pharmagraph.queries.profile import supports

    with open_graph(graph, quiet=output.quiet) as kg:
        with said_properly():
            meant = kg.find_one(" ".join(entity), kind=kind)
        profile = kg.profile(meant, as_of=as_of, certain=certain, derived=derived)
        coverage = kg.coverage(supports(profile), as_of=as_of)
        output.write(
            profile_answer(
                profile, lang=output.lang, catalogue=kg.sources, coverage=coverage, limit=output.limit
            )
        )

"""``pharmagraph find``: from a name to entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pharmagraph.cli.completion import entity_name, kind_name
from pharmagraph.cli.options import answer_options, counted, open_graph, said_properly

if TYPE_CHECKING:
    from pharmagraph.cli.output import Output

_DEFAULT_LIMIT = 10
_ALL = 1_000


@click.command("find")
@click.argument("text", nargs=-1, shell_complete=entity_name)
@click.option(
    "--kind", "-k", shell_complete=kind_name, help="Only this kind: company, target, drug, source, …"
)
@answer_options
def command(text: tuple[str, ...], kind: str | None, graph: str | None, output: Output) -> None:
    """Find entities by name, alias, abbreviation or id, in Latin or Cyrillic; or list all of a --kind.

    Найти по названию, сокращению или id на латинице или кириллице; с одним --kind — перечислить все.

    \b
    pharmagraph find Р-Фарм
    pharmagraph find PD1 --kind target
    pharmagraph find --kind company --format csv -o companies.csv
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph.exports.found import list_answer, matches_answer

    if not text and not kind:
        raise click.UsageError("say what to find, or list a kind with --kind")
    with open_graph(graph, quiet=output.quiet) as kg, said_properly():
        if text:
            found = kg.find(" ".join(text), kind=kind, limit=_ALL)
            shown = found[: output.limit or _DEFAULT_LIMIT]
            answer = matches_answer(
                shown, lang=output.lang, total=len(found), coverage=counted(kg, len(shown))
            )
        else:
            listed = kg.entities(kind or "")
            kept = listed[: output.limit]
            answer = list_answer(kept, lang=output.lang, total=len(listed), coverage=counted(kg, len(kept)))
        output.write(answer)

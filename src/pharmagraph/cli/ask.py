"""``pharmagraph ask``: the saved questions, listed, explained and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from pharmagraph.cli.options import answer_options, open_graph, time_options

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pharmagraph.cli.output import Output
    from pharmagraph.exports.answers import Answer
    from pharmagraph.knowledge_graph import KnowledgeGraph


def question_id(_ctx: click.Context, _option: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """Ids of questions that begin so, with their titles."""
    from pharmagraph.queries.catalogue import questions

    known = questions().values()
    return [
        CompletionItem(one.id, help=one.title.en) for one in known if one.id.startswith(incomplete.upper())
    ]


@click.command("ask", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("question", nargs=-1, type=click.UNPROCESSED, shell_complete=question_id)
@click.option(
    "-p", "settings", multiple=True, metavar="NAME=VALUE", help="Set a parameter; --NAME VALUE does the same."
)
@click.option("--about", is_flag=True, help="Show what the question takes, gives and needs.")
@click.option("--show-sparql", is_flag=True, help="Show the query that was run, too.")
@time_options
@answer_options
def command(
    question: tuple[str, ...],
    settings: tuple[str, ...],
    about: bool,
    show_sparql: bool,
    as_of: date | None,
    certain: bool,
    graph: str | None,
    output: Output,
) -> None:
    """Answer a saved QUESTION, named by its id or by words of its title; list them all without one.

    Ответить на готовый вопрос: по номеру или словам названия; без вопроса — показать все.

    \b
    pharmagraph ask
    pharmagraph ask E1 --since 2021 --as-of 2025-06-18
    pharmagraph ask "missing drugs" -p abroad=Japan --format csv
    pharmagraph ask "отсутствующие препараты" --lang ru
    pharmagraph ask F1 --about
    """  # noqa: D301 - click's mark for lines that stay apart
    words, given = split(question, settings)
    with open_graph(graph, quiet=output.quiet) as kg:
        found = kg.questions(words)
        if len(found) != 1:
            if words:
                found = found or [kg.question(words)]  # raises, and says what there is
            output.write(_listing(kg, found, output))
            return
        if about:
            output.write(_about(kg, found[0].id, output))
            return
        if as_of is not None:
            given["as_of"] = [as_of.isoformat()]
        output.write(_answer(kg, found[0].id, given, output, certain=certain, show_sparql=show_sparql))


def split(tokens: Iterable[str], settings: Iterable[str]) -> tuple[str, dict[str, list[str]]]:
    """The words of the question, and the values by parameter name.

    Raises:
        click.UsageError: a parameter stands without its value.
    """
    words: list[str] = []
    given: dict[str, list[str]] = {}
    waiting = ""
    for token in tokens:
        if waiting:
            given.setdefault(waiting, []).append(token)
            waiting = ""
        elif token.startswith("--"):
            name, equals, value = token[2:].partition("=")
            if equals:
                given.setdefault(_name(name), []).append(value)
            else:
                waiting = _name(name)
        else:
            words.append(token)
    if waiting:
        raise click.UsageError(f"--{waiting.replace('_', '-')} needs a value")
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise click.UsageError(f"-p takes NAME=VALUE, not {setting!r}")
        given.setdefault(_name(name), []).append(value)
    return " ".join(words), given


def _name(text: str) -> str:
    return text.strip().replace("-", "_")


def _listing(kg: KnowledgeGraph, found: list, output: Output) -> Answer:  # type: ignore[type-arg]
    from pharmagraph.exports.questions import list_answer
    from pharmagraph.queries.coverage import Support

    shown = found[: output.limit]
    states = {one.id: kg.answerable(one) for one in shown}
    coverage = kg.coverage([Support(())] * len(shown))
    return list_answer(shown, states, lang=output.lang, coverage=coverage)


def _about(kg: KnowledgeGraph, identifier: str, output: Output) -> Answer:
    from pharmagraph.exports.questions import about_answer
    from pharmagraph.queries.coverage import Support

    question = kg.question(identifier)
    coverage = kg.coverage([Support(())])
    return about_answer(question, kg.answerable(question), lang=output.lang, coverage=coverage)


def _answer(
    kg: KnowledgeGraph,
    identifier: str,
    given: dict[str, list[str]],
    output: Output,
    *,
    certain: bool,
    show_sparql: bool,
) -> Answer:
    from pharmagraph.exports.questions import reply_answer

    reply = kg.answer(identifier, certain=certain, **given)
    rows = reply.rows[: output.limit]
    if show_sparql and output.form not in {"table", "json"}:
        output.say(reply.sparql or f"{identifier} is answered by a method, not by SPARQL")
    return reply_answer(
        reply,
        lang=output.lang,
        catalogue=kg.sources,
        coverage=kg.coverage((row.support for row in rows), as_of=reply.values.as_of),
        limit=output.limit,
        with_sparql=show_sparql and output.form in {"table", "json"},
    )

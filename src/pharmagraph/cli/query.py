"""``pharmagraph query``: SPARQL, guarded and with a deadline."""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pharmagraph.cli.numbers import Finite
from pharmagraph.cli.options import answer_options, counted, open_graph
from pharmagraph.errors import ConfigError

if TYPE_CHECKING:
    from pharmagraph.cli.output import Output
    from pharmagraph.knowledge_graph import KnowledgeGraph
    from pharmagraph.model import Table

SYNTAXES = ("srj", "srx", "srcsv", "srtsv", "ttl", "nt", "trig", "jsonld", "rdfxml")
"""The W3C formats: the first four for SELECT and ASK, the others for CONSTRUCT and DESCRIBE."""


@click.command("query")
@click.argument("query", required=False)
@click.option(
    "--timeout",
    type=Finite(min=0.1),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="End the query after so long.",
)
@click.option("--explain", is_flag=True, help="Do not run it: show its steps, and what each pattern matches.")
@functools.partial(answer_options, syntaxes=SYNTAXES)
def command(query: str | None, timeout: float, explain: bool, graph: str | None, output: Output) -> None:
    """Answer QUERY: the text of a SPARQL 1.1 query, the name of a file with one, or - for standard input.

    Ответить на QUERY: текст запроса SPARQL 1.1, имя файла с ним или - для стандартного ввода.

    Our prefixes (pg:, id:, org:, skos:, source:, …) need not be declared, and {{Name}} stands for the IRI of
    what the name means. The formats srj to rdfxml are written as the W3C defines them.

    \b
    pharmagraph query "SELECT ?d ?l WHERE { ?d a pg:Drug ; skos:prefLabel ?l } LIMIT 5"
    pharmagraph query "SELECT ?g WHERE { GRAPH ?g { ?m org:member {{Минпромторг}} } }"
    pharmagraph query question.rq --format srj
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph.exports.solutions import solutions_answer

    text = _text(query)
    with open_graph(graph, quiet=output.quiet) as kg:
        resolved = kg.names_in_query(text)
        if explain:
            steps = kg.explain(resolved)
            output.write(
                solutions_answer(steps, lang=output.lang, coverage=counted(kg, len(steps)), limit=None)
            )
            return
        if output.form in SYNTAXES:
            output.write_bytes(kg.results(resolved, output.form, timeout_s=timeout))
            return
        table = _solutions(kg, resolved, timeout)
        coverage = counted(kg, min(len(table), output.limit or len(table)))
        output.write(solutions_answer(table, lang=output.lang, coverage=coverage, limit=output.limit))


def _text(query: str | None) -> str:
    """The text of the query, wherever it stands."""
    if query == "-" or (query is None and not sys.stdin.isatty()):
        return sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    if query is None:
        raise click.UsageError("give a query, the name of a file with one, or - for standard input")
    if "{" in query or "\n" in query or len(query) > 255:
        return query
    file = Path(query)
    if not file.is_file():
        if file.suffix in {".rq", ".sparql"}:
            raise ConfigError(f"there is no file {file}; name one that is there, or give the query itself")
        return query
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file} cannot be read as UTF-8 text: {error}") from error


def _solutions(kg: KnowledgeGraph, text: str, timeout_s: float) -> Table:
    from pharmagraph.exports.solutions import triples_table, truth_table

    match kg.query_form(text):
        case "select":
            return kg.select(text, timeout_s=timeout_s)
        case "ask":
            return truth_table(truth=kg.ask(text, timeout_s=timeout_s))
        case _:
            return triples_table(kg.construct(text, timeout_s=timeout_s))

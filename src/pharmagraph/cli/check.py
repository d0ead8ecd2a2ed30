"""``pharmagraph check``: what is wrong with a graph, or with tables and RDF files before a build."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from pharmagraph.cli.options import answer_options, counted, open_graph
from pharmagraph.errors import ValidationError

if TYPE_CHECKING:
    from pharmagraph.cli.output import Output
    from pharmagraph.queries.coverage import Coverage
    from pharmagraph.validation import Level, Report
    from pharmagraph.validation.shacl_report import Syntax

SYNTAXES = ("ttl", "nt", "jsonld", "rdfxml")
"""The syntaxes of RDF in which a standard SHACL report is written."""


@click.command("check")
@click.argument("directory", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
@click.option(
    "--all", "everything", is_flag=True, help="Every cause and every finding, not the worst five causes."
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="End with exit code 4 when something as bad as this is found.",
)
@functools.partial(answer_options, syntaxes=SYNTAXES)
def command(
    directory: Path | None, everything: bool, fail_on: str, graph: str | None, output: Output
) -> None:
    """Check the graph in use, or the tables and RDF files in DIR without building them.

    Проверить используемый граф или, без сборки, таблицы и файлы RDF в каталоге DIR.

    Files, JSON and the RDF syntaxes hold every finding; --limit bounds them.

    \b
    pharmagraph check
    pharmagraph check my-tables --fail-on warning
    pharmagraph check --format ttl -o report.ttl
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph.exports.findings import totals_line

    report, coverage = _checked(directory, graph, output)
    _write(report, coverage, output, everything=everything)
    if report.fails(None if fail_on == "never" else cast("Level", fail_on)):
        raise ValidationError(totals_line(report, output.lang))


def _checked(directory: Path | None, graph: str | None, output: Output) -> tuple[Report, Coverage | None]:
    if directory is not None:
        from pharmagraph.cli.russian import in_russian
        from pharmagraph.validation import check_directory

        return check_directory(directory, in_russian=in_russian), None
    with open_graph(graph, quiet=output.quiet) as kg:
        report = kg.check()
        return report, counted(kg, len(report.findings))


def _write(report: Report, coverage: Coverage | None, output: Output, *, everything: bool) -> None:
    if output.form in SYNTAXES:
        from pharmagraph.validation.shacl_report import shacl_report

        output.write_bytes(shacl_report(report, cast("Syntax", output.form)))
        return
    from pharmagraph.exports.findings import check_answer

    output.write(
        check_answer(report, lang=output.lang, everything=everything, coverage=coverage, limit=output.limit)
    )

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from rdflib import RDF, Graph
from rdflib.namespace import SH

from pharmagraph.cli import main
from validation.own_tables import write_tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


@pytest.fixture(scope="module")
def document(graph: Path) -> dict[str, Any]:
    """The JSON of one check of the small graph."""
    arguments = ["check", "--graph", str(graph), "--fail-on", "never", "--format", "json"]
    told: dict[str, Any] = json.loads(CliRunner().invoke(main, arguments, prog_name="pharmagraph").stdout)
    return told


def test_totals_and_the_worst_causes_come_first(run: Callable[..., Result]) -> None:
    result = run("check", "--fail-on", "never")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].startswith("Check of ")
    assert lines[1].startswith("Errors: ")
    assert "What was found (5 of " in result.stdout
    assert "statements by independent sources" in result.stdout
    assert "All findings" not in result.stdout


def test_everything_is_told_when_asked_for(run: Callable[..., Result], document: dict[str, Any]) -> None:
    whole = run("check", "--fail-on", "never", "--all").stdout
    assert "All findings" in whole
    assert "--all)" not in whole
    assert all(one["id"] in whole for one in document["causes"])


@pytest.mark.parametrize(("threshold", "code"), [("warning", 4), ("never", 0)])
def test_the_exit_code_is_the_threshold_s(run: Callable[..., Result], threshold: str, code: int) -> None:
    result = run("check", "--fail-on", threshold)
    assert result.exit_code == code
    assert ("pharmagraph: Errors: " in result.stderr) == (code == 4)


def test_json_holds_every_finding_with_totals_and_measures(document: dict[str, Any]) -> None:
    assert document["schema_version"] == 1
    assert document["conforms"] is False
    assert sum(document["totals"].values()) == len(document["results"])
    assert sum(one["count"] for one in document["causes"]) == len(document["results"])
    assert {"id", "level", "title", "advice", "node", "value", "place"} == set(document["results"][0])
    assert any(one["measure"] == "independent-sources" for one in document["measures"])


def test_flat_files_have_a_row_per_finding(run: Callable[..., Result], document: dict[str, Any]) -> None:
    results = document["results"]
    table = list(csv.DictReader(io.StringIO(run("check", "--fail-on", "never", "--format", "csv").stdout)))
    assert [one["id"] for one in table] == [one["id"] for one in results]
    lines = run("check", "--fail-on", "never", "--format", "jsonl", "--limit", "2").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [one["id"] for one in results[:2]]


def test_turtle_is_a_standard_report(run: Callable[..., Result], document: dict[str, Any]) -> None:
    results = document["results"]
    graph = Graph().parse(data=run("check", "--fail-on", "never", "--format", "ttl").stdout, format="turtle")
    whole = graph.value(predicate=RDF.type, object=SH.ValidationReport)
    assert str(graph.value(whole, SH.conforms)) == "false"
    assert len(list(graph.objects(whole, SH.result))) == len(results)


def test_it_speaks_russian(run: Callable[..., Result]) -> None:
    result = run("check", "--lang", "ru")
    assert result.stdout.splitlines()[0].startswith("Проверка ")
    assert "Ошибок: " in result.stdout
    assert "pharmagraph: Ошибок: " in result.stderr


def test_tables_are_checked_without_a_graph(run: Callable[..., Result], tmp_path: Path) -> None:
    right = run("check", str(write_tables(tmp_path / "right")), PHARMAGRAPH_GRAPH=str(tmp_path / "none"))
    assert right.exit_code == 0, right.output
    assert "Errors: 0; warnings: 0; info: 0." in right.stdout
    wrong = run("check", str(write_tables(tmp_path / "wrong", "stakes.tsv: share=1.7")), "--format", "md")
    assert wrong.exit_code == 4
    assert "PG-ROW-010" in wrong.stdout
    assert "wrong/stakes.tsv:2, share" in wrong.stdout


def test_a_directory_that_is_not_there_is_said_so(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("check", str(tmp_path / "nowhere"))
    assert result.exit_code == 5
    assert "no such directory" in result.stderr

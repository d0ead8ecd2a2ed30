"""``ask``: questions listed, found, explained and answered."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import click
import pytest

from pharmagraph.cli.ask import split

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


def test_without_a_question_all_are_listed_by_group(run: Run) -> None:
    result = run("ask")
    assert result.exit_code == 0, result.stderr
    assert "A. Actors and governance" in result.stdout
    assert "not known yet" in result.stdout
    listed = json.loads(run("ask", "-f", "json").stdout)["results"]
    assert len(listed) == 43
    assert {one["answered"] for one in listed} == {"yes", "partly", "unknown"}


def test_words_that_several_titles_have_list_those(run: Run) -> None:
    result = run("ask", "programmes")
    assert result.exit_code == 0
    assert "D1" in result.stdout
    assert "Actors and governance" not in result.stdout


def test_an_answer_with_sources_and_coverage(run: Run) -> None:
    result = run("ask", "A1", "--kind", "company", "--as-of", "2025-06-18")
    assert result.exit_code == 0, result.stderr
    assert "No rows" in result.stdout  # the small graph gives no kind
    programmes = run("ask", "C7", "-f", "json")
    answer = json.loads(programmes.stdout)
    assert answer["as_of"] == answer["parameters"]["as_of"][0]
    assert answer["question"]["id"] == "C7"
    assert answer["results"][0]["target"]["id"] == "gene"
    assert answer["results"][0]["sources"]
    assert answer["missing"]
    assert answer["unknown"] is False
    assert answer["coverage"]["results"] == len(answer["results"])


def test_what_the_data_lack_is_said_and_exits_0(run: Run) -> None:
    result = run("ask", "E1")
    assert result.exit_code == 0
    assert "Not known. The data lack:" in result.stdout
    assert json.loads(run("ask", "E1", "-f", "json").stdout)["unknown"] is True
    assert "Неизвестно" in run("ask", "E1", "--lang", "ru").stdout


def test_the_sparql_is_shown_beside_the_answer_or_on_standard_error(run: Run) -> None:
    shown = run("ask", "C4", "--target", "gene", "--show-sparql").stdout
    assert "VALUES ?target { <https://w3id.org/pharmagraph/id/gene> }" in shown
    assert "#:parameters" not in shown
    result = run("ask", "C4", "--show-sparql", "-f", "csv")
    assert "VALUES ?target" in result.stderr
    assert "VALUES" not in result.stdout
    assert "VALUES ?target" in json.loads(run("ask", "C4", "--show-sparql", "-f", "json").stdout)["sparql"]
    assert "method 'paths'" in run("ask", "C5", "--start", "Beta", "--end", "GENE1", "--show-sparql").stdout


def test_files_have_ids_beside_names(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("ask", "C4", "-p", "target=GENE1", "-f", "csv").stdout)))
    assert [(row["organisation_id"], row["organisation"], row["programme_id"]) for row in rows] == [
        ("beta", "Beta", "prog")
    ]
    assert rows[0]["source_ids"]


def test_a_workbook_can_be_written(run: Run, tmp_path: Path) -> None:
    assert run("ask", "C7", "-o", str(tmp_path / "c7.xlsx")).exit_code == 0
    assert (tmp_path / "c7.xlsx").stat().st_size > 1000


def test_a_limit_says_how_many_there_are(run: Run) -> None:
    everything = json.loads(run("ask", "I4", "-p", "about=Alpha", "-f", "json").stdout)["results"]
    assert len(everything) == 2
    cut = run("ask", "I4", "-p", "about=Alpha", "--limit", "1")
    assert cut.exit_code == 0
    assert "1 of 2" in cut.stdout


def test_about_shows_what_a_question_takes(run: Run) -> None:
    shown = run("ask", "E1", "--about").stdout
    assert "--since" in shown
    assert "register_snapshot" in shown
    assert "Needs from the data" in shown
    assert "--as-of" in shown


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["ask", "Z9"], 1, "no question is called"),
        (["ask", "E1", "--sinse", "2021"], 1, "did you mean since"),
        (["ask", "E1", "--since", "yesterday"], 1, "YYYY"),
        (["ask", "E1", "--since"], 2, "needs a value"),
        (["ask", "E1", "-p", "since"], 2, "NAME=VALUE"),
        (["ask", "C4", "--target", "qqqqq"], 3, "no entity is called"),
        (["ask", "E1", "--as-of", "2025-02-30"], 2, "not a day"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(run: Run, arguments: list[str], code: int, said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_parameters_may_stand_before_and_after_the_words() -> None:
    words, given = split(["missing", "--since", "2021", "drugs", "--max-hops=3"], ["here=Home", "here=Away"])
    assert words == "missing drugs"
    assert given == {"since": ["2021"], "max_hops": ["3"], "here": ["Home", "Away"]}
    with pytest.raises(click.UsageError):
        split(["E1", "--since"], [])

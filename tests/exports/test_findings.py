from __future__ import annotations

import json

from pharmagraph.exports.answers import render
from pharmagraph.exports.findings import TOP, check_answer, totals_line
from pharmagraph.model import Literal, Words
from pharmagraph.validation import Finding, Place, Report, Rule
from pharmagraph.vocab import ID

ADVICE = Words("Correct it.", "Исправьте.")


def report(*levels: str) -> Report:
    """One finding of a rule of its own per level."""
    findings = [
        Finding(
            Rule(f"PG-X-{number:03}", level, Words(f"Wrong {number}", f"Неверно {number}"), ADVICE),  # type: ignore[arg-type]
            ADVICE,
            ID[f"node-{number}"],
            Literal("=1+1"),
            place=Place("russia/stakes.tsv", number, "share"),
        )
        for number, level in enumerate(levels, 1)
    ]
    return Report.of("my-graph", findings, rules=7)


def test_the_worst_five_causes_are_shown_and_the_rest_is_promised() -> None:
    told = report(*["warning"] * 6, "error")
    answer = check_answer(told, lang="en")
    heading, causes = answer.parts
    assert heading.heading == "Check of my-graph"
    assert heading.lines == ("Errors: 1; warnings: 6; info: 0.", "Rules applied: 7.")
    assert causes.heading == "What was found (5 of 7; --all)"
    assert causes.sheet is not None
    assert len(causes.sheet.rows) == TOP
    assert causes.sheet.rows[0][0] == "PG-X-007"
    assert causes.sheet.rows[0][4] == "node-7 (russia/stakes.tsv:7, share)"
    assert len(check_answer(told, lang="en", everything=True).parts) == 3


def test_limits_are_told_and_totals_stay() -> None:
    answer = check_answer(report("error", "warning"), lang="ru", limit=1)
    assert answer.notes == ("1 из 2",)
    document = json.loads(render(answer, "json"))
    assert document["totals"] == {"error": 1, "warning": 1, "info": 0}
    assert document["results"] == [
        {
            "id": "PG-X-001", "level": "error", "title": "Неверно 1", "advice": "Исправьте.", "node": "node-1",
            "value": "=1+1", "place": {"file": "russia/stakes.tsv", "line": 1, "column": "share"},
        }
    ]  # fmt: skip


def test_values_from_the_data_are_no_formulas_in_a_table() -> None:
    assert b"'=1+1" in render(check_answer(report("error"), lang="en"), "csv")


def test_nothing_found_is_an_answer() -> None:
    answer = check_answer(Report.of("my-graph", [], rules=7), lang="en")
    assert totals_line(Report.of("", [], rules=1), "ru") == "Ошибок: 0; предупреждений: 0; сведений: 0."
    assert len(answer.parts) == 1
    assert json.loads(render(answer, "json"))["conforms"] is True

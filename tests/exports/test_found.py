from __future__ import annotations

from tests.exports.drawing import AKESO, DRUG, OTHER, coverage

from pharmagraph.exports.answers import render
from pharmagraph.exports.found import list_answer, matches_answer, why
from pharmagraph.model import Match

MATCHES = [Match(AKESO, 2, "preferred-label", "Akeso"), Match(OTHER, 10, "fuzzy", "pem", 0.5)]


def test_a_match_says_why_in_both_languages() -> None:
    assert why(MATCHES[0], "en") == "name: Akeso"
    assert why(MATCHES[1], "ru") == "похоже на: pem"
    assert why(Match(AKESO, 2, "a reason of tomorrow", ""), "en") == "a reason of tomorrow"


def test_matches_are_a_table_in_either_language() -> None:
    answer = matches_answer(MATCHES, lang="ru", total=2, coverage=coverage(2))
    assert render(answer, "md").decode().splitlines()[:4] == [
        "| Id | Название | По-английски | Вид | Почему |",
        "| --- | --- | --- | --- | --- |",
        "| akeso | Акесо | Akeso | компания | название: Akeso |",
        r"| pem | pem \[en\] | pem | лекарственное вещество | похоже на: pem |",
    ]


def test_json_results_are_entities_with_the_evidence() -> None:
    answer = matches_answer(MATCHES[:1], lang="en", total=3, coverage=coverage(1))
    assert answer.results == (
        {
            "id": "akeso",
            "label": "Akeso",
            "kind": "company",
            "label_en": "Akeso",
            "label_ru": "Акесо",
            "step": 2,
            "reason": "preferred-label",
            "matched": "Akeso",
            "score": 1.0,
        },
    )
    assert answer.notes == ("1 of 3; more with --limit",)


def test_an_empty_answer_says_so_and_a_list_needs_no_reasons() -> None:
    nothing = matches_answer([], lang="ru", total=0, coverage=coverage(0))
    assert nothing.parts[0].lines == ("Ничего не найдено.",)
    listed = list_answer([AKESO, DRUG], lang="en", total=2, coverage=coverage(2))
    assert [column.key for column in listed.sheet.columns] == ["id", "name", "name_other", "kind"]
    assert len(listed.results) == 2

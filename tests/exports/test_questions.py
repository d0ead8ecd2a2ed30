"""Answers to saved questions as prose, JSON and files."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from pharmagraph.exports.answers import render
from pharmagraph.exports.questions import about_answer, list_answer, reply_answer
from pharmagraph.model import Entity, Literal, Release, SourceRef, Words
from pharmagraph.queries.catalogue import AnswerColumn, Need, Parameter, Question
from pharmagraph.queries.coverage import Coverage, Support, cover
from pharmagraph.queries.parameters import Values
from pharmagraph.queries.replies import Reply, Row
from pharmagraph.vocab import ID, XSD

DAY = date(2025, 6, 18)
SOURCES = {
    "one": SourceRef("one", "Source one", url="https://example.org/1"),
    "two": SourceRef("two", "Source two"),
}
QUESTION = Question(
    "A9",
    1,
    Words("Who is who", "Кто есть кто"),
    Words("Who is who?", "Кто есть кто?"),
    (
        Parameter("country", "entity", Words("only from there", "только оттуда"), kind="country", many=True),
        Parameter("as_of", "date", Words("as of this day", "на эту дату"), default="release"),
    ),
    (
        AnswerColumn("who", "entity", Words("who", "кто")),
        AnswerColumn("others", "entity", Words("others", "другие"), many=True),
        AnswerColumn("n", "integer", Words("how many", "сколько"), Words("people", "человек")),
    ),
    needs=(Need(Words("a census", "переписи"), "?x a ?y"),),
)
VALUES = Values({"country": (ID.russia,), "as_of": (Literal("2025-06-18", XSD.date),)})
ALFA, BETA = Entity(ID.alfa, "alfa", "company", "Alfa", "Альфа"), Entity(ID.beta, "beta", "company", "Beta")
ROWS = (
    Row((ALFA, (BETA,), 2), Support((("one",), ("one", "two")))),
    Row((BETA, (), Decimal(1)), Support((("two",),)), rules=("partner-of",)),
)


def coverage(rows: tuple[Row, ...]) -> Coverage:
    supports = [row.support for row in rows]
    return cover(supports, catalogue=SOURCES, release=Release("2026-11-22", "3fa9c1e2"), as_of=DAY)


def reply(rows: tuple[Row, ...] = ROWS, **given: object) -> Reply:
    return Reply(QUESTION, VALUES, rows, columns=QUESTION.columns, **given)  # type: ignore[arg-type]


def text(answered: Reply, lang: str = "en", form: str = "md", **options: object) -> str:
    answer = reply_answer(answered, lang=lang, catalogue=SOURCES, coverage=coverage(answered.rows), **options)  # type: ignore[arg-type]
    return render(answer, form).decode()  # type: ignore[arg-type]


def test_json_has_columns_sources_and_the_parameters_used() -> None:
    document = json.loads(text(reply(notes=(Words("n", "н"),)), form="json"))
    assert document["results"][0] == {
        "who": {"id": "alfa", "label": "Alfa", "kind": "company"},
        "others": [{"id": "beta", "label": "Beta", "kind": "company"}],
        "n": 2,
        "sources": [
            {"id": "one", "title": "Source one", "url": "https://example.org/1", "date": None},
            {"id": "two", "title": "Source two", "url": None, "date": None},
        ],
        "derived_by": None,
    }
    assert document["results"][1]["derived_by"] == ["partner-of"]
    assert document["parameters"] == {"country": ["russia"], "as_of": ["2025-06-18"]}
    assert document["as_of"] == "2025-06-18"
    assert document["columns"][2]["unit"] == "people"
    assert (document["unknown"], document["missing"], document["notes"]) == (False, [], ["n"])


def test_a_file_has_ids_beside_names_and_says_what_is_derived() -> None:
    lines = text(reply(), form="csv").splitlines()
    assert lines[0] == "who_id,who,others_id,others,n,source_ids,sources,derived_by"
    assert lines[1] == "alfa,Alfa,beta,Beta,2,one | two,Source one | Source two,"
    assert lines[2] == "beta,Beta,,,1,two,Source two,partner-of"


def test_people_get_numbered_sources_and_units() -> None:
    page = text(reply(), lang="ru")
    assert "# A9. Кто есть кто" in page
    assert "Сколько, человек" in page
    assert "\\[1\\]\\[2\\]" in page
    assert "Спрошено: country = russia; as\\_of = 2025-06-18." in page


def test_unknown_is_never_an_empty_table() -> None:
    page = text(reply((), missing=(Words("a census", "переписи"),), is_unknown=True))
    assert "Not known. The data lack:" in page
    assert "- a census" in page
    assert "No rows" not in page
    partial = text(reply(missing=(Words("a census", "переписи"),)))
    assert "The answer is partial" in partial
    assert "Alfa" in partial


def test_an_empty_answer_speaks_of_the_graph_alone() -> None:
    assert "No rows: the graph has nothing that fits as of 2025-06-18" in text(reply(()))
    # what the data lack in part is not why there are none
    page = text(reply((), missing=(Words("a census", "переписи"),)))
    assert "Not known" not in page
    assert page.index("No rows") < page.index("Besides, the data lack:") < page.index("- a census")
    document = json.loads(text(reply((), missing=(Words("a census", "переписи"),)), form="json"))
    assert (document["unknown"], document["missing"]) == (False, ["a census"])


def test_a_limit_and_the_query() -> None:
    cut = text(reply(), limit=1)
    assert "1 of 2" in cut
    assert "SELECT \\*" in text(reply(sparql="SELECT * {}"), with_sparql=True)
    assert "not by SPARQL" in text(reply(), with_sparql=True)


def test_the_list_and_what_a_question_takes() -> None:
    listed = list_answer([QUESTION], {"A9": "unknown"}, lang="en", coverage=coverage(()))
    assert "not known yet" in render(listed, "md").decode()
    assert json.loads(render(listed, "json"))["results"][0]["parameters"][0]["kind"] == "country"
    about = render(about_answer(QUESTION, "yes", lang="ru", coverage=coverage(())), "md").decode()
    assert "--country: только оттуда" in about
    assert "дата данных" in about
    assert "переписи" in about

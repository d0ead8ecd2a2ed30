"""The catalogue as a whole: complete, bilingual, its queries well formed, its parameters bound everywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pharmagraph.analysis.answers import METHODS
from pharmagraph.errors import ConfigError, UnknownQueryError
from pharmagraph.model import Words
from pharmagraph.queries.catalogue import (
    GROUPS,
    Question,
    find_questions,
    places,
    question,
    questions,
    read_question,
    with_parts,
    with_values,
)
from pharmagraph.queries.parameters import read_values
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.guard import check

if TYPE_CHECKING:
    from pathlib import Path

ANSWERED = [
    "A1",
    "A2",
    "A3",
    "A4",
    "A6",
    "B1",
    "B2",
    "B3",
    "B4",
    "B5",
    "B6",
    "C4",
    "C5",
    "D1",
    "D3",
    "D4",
    "E1",
    "E2",
    "E4",
    "F1",
    "F4",
    "F5",
    "F6",
    "G1",
    "H1",
    "H2",
    "H3",
    "H4",
    "I2",
    "I3",
    "I4",
]
WAITING = ["A5", "C1", "C3", "C7", "D5", "E3", "F2", "F3", "G4", "G5", "H5", "I1"]
EVERY = list(questions().values())
SPARQL = [one for one in EVERY if one.query]


def ids(found: list[Question]) -> list[str]:
    return [one.id for one in found]


def test_every_question_of_this_release_is_there_in_the_order_of_ids() -> None:
    assert set(questions()) == {*ANSWERED, *WAITING}
    assert list(questions()) == sorted(questions())


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_everything_is_said_in_both_languages(one: Question) -> None:
    said = [one.title, one.text, *one.remarks, GROUPS[one.group]]
    said += [parameter.meaning for parameter in one.parameters]
    said += [need.missing for need in one.needs] + [column.meaning for column in one.columns]
    for words in said:
        assert words.en.strip(), words
        assert re.search("[А-Яа-яё]", words.ru) or words.ru == "z", words
        assert not re.search("[А-Яа-яё]", words.en), words
    assert all(bool(column.unit.en) == bool(column.unit.ru) for column in one.columns)
    assert one.text.en.endswith("?")
    assert one.text.ru.endswith("?")


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_keys_are_names_and_stand_once(one: Question) -> None:
    for names in ([column.key for column in one.columns], [parameter.name for parameter in one.parameters]):
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names)
    assert one.parameter("as_of") is not None


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_a_declared_method_exists(one: Question) -> None:
    assert not one.method or one.method in METHODS


@pytest.mark.parametrize("one", SPARQL, ids=lambda one: one.id)
def test_every_parameter_has_a_place_in_the_query(one: Question) -> None:
    assert {parameter.name for parameter in one.parameters} == places(one.query)


@pytest.mark.parametrize("one", SPARQL, ids=lambda one: one.id)
def test_rows_come_with_graphs_that_the_catalogue_describes(one: Question) -> None:
    projected = re.findall(r"\?(graph\w*)", one.query[: one.query.index("WHERE")])
    assert projected
    described = " ".join(re.findall(r"GRAPH graph:catalogue \{([^}]*)\}", one.query))
    for name in projected:
        assert re.search(rf"\?{name} a pg:SourceGraph", described), name


@pytest.mark.parametrize("one", SPARQL, ids=lambda one: one.id)
def test_columns_are_selected_or_come_from_the_relation_node(one: Question) -> None:
    selected = set(re.findall(r"\?(\w+)", one.query[: one.query.index("WHERE")]))
    of_node = {
        "start",
        "start_latest",
        "end_earliest",
        "end",
        "confirmed",
        "status",
        "end_status",
        "holds",
        "confidence",
    }
    computed = {
        "hhi",
        "programmes_by_stage",
        "overdue_days",
        "lag_days",
        "censored",
        "n_sources",
        "n_bodies",
        "covered",
    }
    for column in one.columns:
        if column.type in of_node:
            assert "node" in selected, column.key
        else:
            assert column.variable in selected | computed, column.key


@pytest.mark.parametrize("one", SPARQL, ids=lambda one: one.id)
def test_with_and_without_values_it_is_sparql_and_the_order_is_fixed(one: Question) -> None:
    values = {parameter.name: ("<https://example.org/x>",) for parameter in one.parameters}
    values |= dict.fromkeys(("as_of", "since", "until"), ('"2025-01-01"^^xsd:date',))
    assert check(with_values(one.query, {})) == "select"
    assert check(with_values(one.query, values)) == "select"
    assert "ORDER BY" in one.query
    for need in one.needs:
        if need.pattern:
            assert check(with_values(f"ASK {{\n{need.pattern}\n}}", values)) == "ask"


def test_values_enter_at_every_place_and_open_parameters_leave_nothing() -> None:
    query = "SELECT * WHERE {\n  #:parameters a b\n  { #:parameters a\n  } }"
    assert with_values(query, {"a": ("<urn:x>", "<urn:y>"), "b": ()}) == (
        "SELECT * WHERE {\n  VALUES ?a { <urn:x> <urn:y> }\n  { #:parameters a\n  } }"
    )
    assert places("  #:parameters a b\n#:parameters c") == {"a", "b", "c"}


def test_a_part_that_questions_share_stands_in_place_of_its_name() -> None:
    shared = with_parts("SELECT * WHERE {\n  {\n    #:part stage_reached\n  }\n}")
    assert "#:part" not in shared
    assert "\n    SELECT DISTINCT ?event" in shared
    assert places(with_parts("#:part stage_on_the_day")) == {"as_of"}  # parts of parts, too


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("missing drugs", ["E1"]),
        ("отсутствующие препараты", ["E1"]),
        ("Отсутствующий препарат", ["E1"]),
        ("e1", ["E1"]),
        ("контрдикции", []),
        ("противоречия", ["H3"]),
        ("licence deals", ["F6"]),
        ("деятели искусств", []),
    ],
)
def test_a_question_is_found_by_its_id_or_by_words_in_either_language(
    words: str, expected: list[str]
) -> None:
    assert ids(find_questions(words)) == expected


def test_words_of_several_questions_list_them_and_mean_none() -> None:
    assert {"E1", "E2"} < set(ids(find_questions("drugs")))
    assert len(find_questions("")) == len(EVERY)
    with pytest.raises(UnknownQueryError, match="may mean any of"):
        question("drugs")
    with pytest.raises(UnknownQueryError, match="no question is called"):
        question("C2")
    assert question("missing drugs").id == "E1"


HEADER = """#: id = "A9"
#: version = 1
#: title = { en = "t", ru = "т" }
#: question = { en = "q?", ru = "в?" }
#: columns = [ { key = "x", type = "entity", en = "x", ru = "х" } ]
"""


def test_a_question_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "A9.rq"
    file.write_text(HEADER + "SELECT ?x WHERE {\n  #:parameters as_of\n  ?x a pg:Drug }", encoding="utf-8")
    read = read_question(file)
    assert (read.id, read.group, read.title) == ("A9", "A", Words("t", "т"))
    assert read.query.startswith("SELECT")
    assert [one.name for one in read.parameters] == ["as_of"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("A8.rq", HEADER + "SELECT ?x {}", "has another name"),
        ("A9.rq", HEADER + "SELECT ?x {\n#:parameters y\n}", "'y'"),
        ("A9.rq", HEADER.replace("entity", "entitty") + "SELECT ?x {}", "no type 'entitty'"),
        ("A9.rq", "#: id = 3 4\nSELECT ?x {}", "not that of a question"),
        ("A9.rq", "SELECT ?x {}", "not that of a question"),
        ("A9.rq", HEADER, "neither a query nor a method"),
        ("A9.rq", HEADER + "SELECT ?x {\n#:part nowhere\n}", "a part that there is none of"),
    ],
)
def test_a_file_that_is_no_question_says_why(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        read_question(tmp_path / name)


def test_values_of_the_defaults_need_no_names() -> None:
    from datetime import date

    class Nobody:
        def find_one(self, text: str, *, kind: str | None = None) -> None:  # noqa: ARG002
            raise AssertionError(text)

    with EmbeddedStore.in_memory([]) as store:
        for one in EVERY:
            values = read_values(one, {}, store=store, names=Nobody(), release=date(2026, 1, 1))  # type: ignore[arg-type]
            assert values.as_of == date(2026, 1, 1)

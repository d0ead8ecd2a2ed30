from __future__ import annotations

import json
from decimal import Decimal

from tests.exports.drawing import coverage

from pharmagraph.exports.answers import render
from pharmagraph.exports.solutions import cell_of, solutions_answer, triples_table, truth_table
from pharmagraph.model import IRI, BlankNode, Literal, Table
from pharmagraph.vocab import ID, PG, XSD

TABLE = Table(("who", "n"), ((ID.chemrar, Literal("2", XSD.integer)), (None, Literal("0.50", XSD.decimal))))


def test_terms_become_typed_cells() -> None:
    assert cell_of(Literal("007")) == "007"
    assert cell_of(Literal("7", XSD.integer)) == 7
    assert cell_of(Literal("0.50", XSD.decimal)) == Decimal("0.50")
    assert cell_of(Literal("true", XSD.boolean)) is True
    assert cell_of(Literal("seven", XSD.integer)) == "seven"  # ill-typed: as written
    assert cell_of(Literal("привет", language="ru")) == "привет"
    assert cell_of(BlankNode("b1")) == "_:b1"
    assert cell_of(None) is None


def test_iris_are_whole_in_files_and_short_for_people() -> None:
    answer = solutions_answer(TABLE, lang="en", coverage=coverage(2))
    assert "| id:chemrar | 2 |" in render(answer, "md").decode()
    assert json.loads(render(answer, "json"))["results"] == [
        {"who": "https://w3id.org/pharmagraph/id/chemrar", "n": 2},
        {"who": None, "n": 0.5},
    ]


def test_a_cut_is_said_and_nothing_is_said_plainly() -> None:
    cut = solutions_answer(TABLE, lang="ru", coverage=coverage(1), limit=1)
    assert cut.notes == ("1 из 2",)
    assert len(cut.sheet.rows) == 1
    empty = solutions_answer(Table(("a",), ()), lang="en", coverage=coverage(0))
    assert empty.parts[0].lines == ("There are no solutions.",)


def test_truth_and_triples_are_tables_as_well() -> None:
    assert truth_table(truth=True).rows == ((Literal("true", XSD.boolean),),)
    table = triples_table([(IRI("urn:a"), PG.party, Literal("x"))])
    assert table.columns == ("subject", "predicate", "object")
    assert len(table) == 1

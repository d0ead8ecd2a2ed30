from __future__ import annotations

from tests.exports.drawing import AKESO, CATALOGUE, INNO, MEETING, coverage
from tests.exports.test_routes import phrase

from pharmagraph.exports.answers import render
from pharmagraph.exports.pairs import PAIR_COLUMNS, Pair, PairRows, pairs_answer
from pharmagraph.model import GraphPath

ROWS = PairRows("en", phrase, CATALOGUE)


def test_a_pair_is_a_row_with_its_best_path() -> None:
    row = ROWS.row(Pair(2, "inno", "akeso", INNO, AKESO), MEETING)
    cells = {column.key: cell for column, cell in zip(PAIR_COLUMNS, row, strict=True)}
    assert (cells["line"], cells["start_id"], cells["end_id"], cells["found"]) == (2, "inno", "akeso", True)
    assert (cells["kind"], cells["length"], cells["cost"]) == ("shared-target", 4, 4_000_000)
    assert cells["text"] == "Inno —develops→ pem —acts on→ PD-1 ←acts on— ivo ←develops— Akeso"
    # the second hop has the book alone, as the first has a page and its copy, but is less sure
    assert (cells["weakest"], cells["independent"]) == (2, 1)


def test_no_path_and_no_entity_are_told_apart() -> None:
    rows = [
        ROWS.row(Pair(1, "inno", "akeso", INNO, AKESO), None),
        ROWS.row(Pair(2, "inno", "nobody", note="no entity is called 'nobody'"), None),
        ROWS.row(Pair(3, "inno", "Inno", INNO, INNO), GraphPath(INNO, INNO, (), 0, "same")),
    ]
    answer = pairs_answer(rows, lang="en", coverage=coverage(1))
    lines = render(answer, "csv").decode().splitlines()
    assert lines[1] == "1,Inno,inno,Akeso,akeso,no,,,,,,,,"
    assert lines[2] == "2,inno,,nobody,,,,,,,,,,no entity is called 'nobody'"
    assert lines[3] == "3,Inno,inno,Inno,inno,yes,same,one and the same entity,0,0,Inno,,,"
    assert len(answer.results) == 3

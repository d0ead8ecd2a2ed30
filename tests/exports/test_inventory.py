from __future__ import annotations

import json
from pathlib import Path

from tests.exports.drawing import CATALOGUE, RELEASE, coverage

from pharmagraph.build import BuildReport
from pharmagraph.errors import RowError
from pharmagraph.exports.answers import render
from pharmagraph.exports.inventory import Inventory, build_answer, inventory_answer
from pharmagraph.sources.tables import Tally

INVENTORY = Inventory(
    release=RELEASE,
    directory="/graphs/one",
    built="2026-11-22T10:00:00+00:00",
    total=17,
    entities={"company": 3, "target": 2},
    statements={"page": 9, "unknown": 1},
    derived={"holds": 4},
    sources=CATALOGUE,
)


def test_what_is_in_a_graph_is_counted() -> None:
    answer = inventory_answer(INVENTORY, lang="ru", coverage=coverage(1))
    text = render(answer, "md").decode()
    assert "Данные: 2026-11-22 (3fa9c1e2)" in text
    assert "| company | компания | 3 |" in text
    assert "| page | [A page](https://example.org/page) | 9 |" in text
    assert len(answer.sheet.rows) == 2 + 2 + 1
    result = json.loads(render(answer, "json"))["results"][0]
    assert result["entities_by_kind"] == {"company": 3, "target": 2}
    assert result["statements_by_source"] == {"page": 9, "unknown": 1}
    assert result["statements"] == 17


def test_a_limit_bounds_each_list_and_says_of_how_many() -> None:
    answer = inventory_answer(INVENTORY, lang="en", coverage=coverage(1), limit=1)
    assert "## Statements by source (1 of 2)" in render(answer, "md").decode()


def test_a_build_tells_what_became_of_every_row() -> None:
    report = BuildReport(
        directory=Path("/graphs/one"),
        release=RELEASE,
        tallies=(Tally("posts.tsv", accepted=5, merged=1, rejected=2),),
        rejected=(RowError("posts.tsv", 7, "from", "2025-02-31", "is not a day of the calendar"),),
        graphs={"": 17},
        derived={},
    )
    answer = build_answer(report, lang="en")
    text = render(answer, "md").decode()
    assert "Rows: 8; accepted 5, merged 1, rejected 2" in text
    assert "posts.tsv, line 7: column from: '2025-02-31' is not a day of the calendar" in text
    assert answer.results == ({"file": "posts.tsv", "read": 8, "accepted": 5, "merged": 1, "rejected": 2},)
    assert json.loads(render(answer, "json"))["rejected"][0]["line"] == 7
    worded = build_answer(report, lang="ru", told=lambda one: f"строка {one.line}")
    assert "строка 7" in render(worded, "md").decode()

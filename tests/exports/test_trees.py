from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.exports.drawing import AKESO, CATALOGUE, DRUG, INNO, OTHER, PD1, coverage, tie
from tests.exports.test_routes import phrase

from pharmagraph.exports.answers import render
from pharmagraph.exports.trees import tree_answer
from pharmagraph.graph.steiner import Connection
from pharmagraph.model import Hop

if TYPE_CHECKING:
    from pharmagraph.exports.answers import Answer
    from pharmagraph.model import Lang

# Inno develops pem, which acts on PD-1; so does ivo, which Akeso develops: a tree with two arms at PD-1.
HOPS = (
    Hop(INNO, OTHER, (tie("develops", "page", "book"),)),
    Hop(OTHER, PD1, (tie("modulates", "page", "book"),)),
    Hop(PD1, DRUG, (tie("modulates", "book", direction="backward"),)),
    Hop(DRUG, AKESO, (tie("develops", "page", "book", direction="backward"),)),
)


def answer_of(tree: Connection, *ends: object, lang: Lang = "en") -> Answer:
    return tree_answer(
        tree, ends, lang=lang, phrases=phrase, catalogue=CATALOGUE, names={}, coverage=coverage(1)  # type: ignore[arg-type]
    )  # fmt: skip


def told(answer: Answer) -> str:
    return render(answer, "md").decode().replace("\\", "")


def test_a_tree_is_told_by_the_way_to_each_end_and_a_clause_per_hop() -> None:
    text = told(answer_of(Connection(HOPS, 7, is_exact=True), INNO, AKESO, PD1))
    # PD-1 lies on the way to Akeso, so it needs no way of its own
    assert text.startswith(
        "# Inno, Akeso, PD-1: what ties them together\n\n"
        "A tree of 4 hops; none is cheaper.\n\n"
        "Inno —develops→ pem —acts on→ PD-1 ←acts on— ivo ←develops— Akeso\n\n"
        "1. Inno develops pem [1][2].\n"
    )
    assert "Weakest hop: 3 (independent sources: 1" in text


def test_who_cannot_be_reached_is_said() -> None:
    tree = Connection(HOPS[:2], 3, is_exact=False, apart=(AKESO.iri,))
    answer = answer_of(tree, INNO, PD1, AKESO)
    assert "A tree of 2 hops; at most twice as dear as the cheapest." in told(answer)
    assert "No path ties Akeso to Inno." in told(answer)
    assert "«Акесо» ни один путь не связывает с «Инно»." in told(answer_of(tree, INNO, PD1, AKESO, lang="ru"))
    result = json.loads(render(answer, "json"))["results"][0]
    assert (result["length"], result["cost"], result["exact"], result["apart"]) == (2, 3, False, ["akeso"])
    assert [hop["end"]["id"] for hop in result["hops"]] == ["pem", "pdcd1"]
    assert len(answer.sheet.rows) == 2


def test_a_tree_of_nothing_says_who_is_apart() -> None:
    text = told(answer_of(Connection((), 0, is_exact=True, apart=(PD1.iri, AKESO.iri)), INNO, PD1, AKESO))
    assert "A tree of" not in text
    assert "No path ties PD-1 to Inno." in text

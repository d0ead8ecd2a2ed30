"""Answers on structure: what is said of ranks, brokers, weak points, communities and suggestions."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

from pharmagraph.exports.answers import FORMATS, render
from pharmagraph.exports.brokers import brokers_answer
from pharmagraph.exports.communities import communities_answer
from pharmagraph.exports.rankings import explanation_answer, ranking_answer
from pharmagraph.exports.structure import group_words, network_json, network_note, span_text
from pharmagraph.exports.suggestions import suggestions_answer
from pharmagraph.exports.weak_points import Cuts, cuts_answer
from pharmagraph.graph.brokerage import brokerage
from pharmagraph.graph.certainty import Certainty
from pharmagraph.graph.collapse import collapse_ties
from pharmagraph.graph.communities import agreement_with, communities
from pharmagraph.graph.counterfactual import compare, without_nodes
from pharmagraph.graph.ranking import Doubt, explain, rank_ties
from pharmagraph.graph.separation import separate, unlinked
from pharmagraph.graph.suggestions import suggest, validate
from pharmagraph.graph.weak_points import articulation_points, bridges, removal
from pharmagraph.model import Release, SourceRef
from pharmagraph.queries.coverage import Coverage

if TYPE_CHECKING:
    from pharmagraph.exports.answers import Answer

COVERAGE = Coverage(Release("2026-11-22", "3fa9c1e2"), date(2026, 11, 22), results=1)
CATALOGUE = {
    "decree": SourceRef("decree", "Decree No 1", "The government", "2025-06-18", "https://example.org/1")
}
GROUPS = {
    "health": "state",
    "trade": "state",
    "council": "coordination",
    "firm": "industry",
    "plant": "industry",
}


def drawing() -> nx.MultiDiGraph:
    """Health and trade – council – firm – plant, and a body without ties."""
    graph = nx.MultiDiGraph(projection="organisations", as_of="2026-11-22")
    for node, sector in {**GROUPS, "lonely": "science"}.items():
        graph.add_node(
            node, id=node, kind="company", sector=sector, country="RU", label_en=node.title(), label_ru=""
        )
    for start, end in (("health", "council"), ("trade", "council"), ("council", "firm"), ("firm", "plant")):
        graph.add_edge(
            start, end, relation="cooperates-with", layer="alliance", symmetric=True, sources=("decree",)
        )
    return graph


def ranking(lang: Any = "en", **more: Any) -> Answer:
    ties = drawing()
    found = rank_ties(ties, "betweenness", doubt=Doubt(draws=20))
    return ranking_answer(found, collapse_ties(ties), ties, lang=lang, limit=3, coverage=COVERAGE, **more)


def brokers(lang: Any = "en") -> Answer:
    ties = drawing()
    simple = collapse_ties(ties, directed=True)
    found = brokerage(simple, GROUPS, permutations=19)
    rows = [row for row in found.roles if row.count]
    return brokers_answer(
        found, rows, simple, ties, lang=lang, total=len(rows), coverage=COVERAGE, catalogue=CATALOGUE
    )


def cuts(lang: Any = "en", *, remove: str = "") -> Answer:
    ties = drawing()
    simple = collapse_ties(ties)
    state, industry = ["health", "trade"], ["firm", "plant"]
    found = Cuts(
        "state",
        "industry",
        [] if remove else articulation_points(simple, state, industry),
        [] if remove else bridges(simple, state, industry),
        [removal(simple, remove, state, industry)] if remove else [],
        None if remove else separate(simple, state, industry),
        [] if remove else unlinked(simple, [*state, "lonely"]),
    )
    return cuts_answer(found, simple, ties, lang=lang, limit=10, coverage=COVERAGE, catalogue=CATALOGUE)


def parts(lang: Any = "en") -> Answer:
    ties = drawing()
    simple = collapse_ties(ties)
    found = [communities(simple, resolution=one, runs=5) for one in (1.0, 2.0)]
    matches = [(agreement_with(one.members, GROUPS), agreement_with(one.members, {})) for one in found]
    return communities_answer(
        found, matches, GROUPS, simple, ties, lang=lang, limit=10, coverage=COVERAGE, before=found[1]
    )


def partners(lang: Any = "en") -> Answer:
    ties = drawing()
    simple = collapse_ties(ties)
    found = suggest(simple, "health")
    return suggestions_answer(
        found, validate(simple, []), "health", ties, simple, ties,
        lang=lang, method="adamic-adar", day="2021-01-01", coverage=COVERAGE,
    )  # fmt: skip


def text(answer: Answer) -> str:
    return render(answer, "md").decode()


def document(answer: Answer) -> Any:
    return json.loads(render(answer, "json"))


@pytest.mark.parametrize("make", [ranking, brokers, cuts, parts, partners])
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_answer_is_written_in_every_form(make: Any, lang: str) -> None:
    answer = make(lang)
    for form in FORMATS:
        assert render(answer, form)
    found = document(answer)
    assert found["network"] == {
        "projection": "organisations", "as_of": "2026-11-22", "nodes": 6, "isolated": 1, "pairs": 4, "ties": 4,
        "digest": None,
    }  # fmt: skip
    assert found["results"]


def test_a_ranking_says_how_sure_it_is() -> None:
    # council stands on health–trade, 2 · 2 pairs to firm and plant: 5 of 10; firm on 3 pairs to plant
    first, second, *_ = document(ranking())["results"]
    assert (first["rank"], first["entity"]["id"], first["value"]) == (1, "council", 0.5)
    assert (second["entity"]["id"], second["value"]) == ("firm", 0.3)
    assert first["rank_range"] == [1, 1]
    assert (
        "20 draws, each of 1 independent sources left out with p = 0.2 (copies of one another together; seed 1)"
        in text(ranking())
    )
    assert "3 of 6; more with --limit" in text(ranking())
    method = document(ranking())["method"]
    assert (method["engine"], method["exact"], method["drop"]) == ("networkx", True, 0.2)


def test_every_row_of_a_ranking_has_the_sources_of_its_ties() -> None:
    ties = drawing()
    for number, (_, _, tie) in enumerate(ties.edges(data=True)):
        tie["sources"] = (f"s{number}",)
    found = rank_ties(ties, "degree", doubt=Doubt(draws=0))
    answer = ranking_answer(found, collapse_ties(ties), ties, lang="en", limit=None, coverage=COVERAGE)
    told = {one["entity"]["id"]: one["sources"] for one in document(answer)["results"]}
    assert (told["council"], told["plant"], told["lonely"]) == (["s0", "s1", "s2"], ["s3"], [])
    rows = list(csv.DictReader(io.StringIO(render(answer, "csv").decode())))
    assert next(row["sources"] for row in rows if row["id"] == "council") == "s0 | s1 | s2"


def test_files_are_never_cut_and_screens_say_how_much_is() -> None:
    star = nx.MultiDiGraph(projection="organisations", as_of="2026-11-22")
    leaves = [f"leaf-{number}" for number in range(9)]
    for node in ("hub", *leaves):
        star.add_node(node, id=node, kind="company", sector="", country="", label_en=node, label_ru="")
    for leaf in leaves:
        star.add_edge("hub", leaf, relation="funds", layer="funding", sources=(f"on-{leaf}",))
    simple = collapse_ties(star)
    found = Cuts("a", "b", articulation_points(simple), [], [], None, [])
    answer = cuts_answer(found, simple, star, lang="en", limit=None, coverage=COVERAGE, catalogue=CATALOGUE)
    (row,) = csv.DictReader(io.StringIO(render(answer, "csv").decode()))
    # without the hub one leaf is the largest part left, and eight are cut off from it
    assert len(row["cut_off"].split(" | ")) == int(row["n_cut_off"]) == 8
    assert len(row["sources"].split(" | ")) == 9
    assert "and 3 more" in text(answer)  # five of the eight names; of the sources three of nine
    assert "and 6 more" in text(answer)
    assert document(answer)["results"][0]["sources"] == [f"on-{leaf}" for leaf in leaves]


def test_all_that_cuts_tell_has_its_sources() -> None:
    results = document(cuts())["results"]
    told = {(one["what"], one["element"][0]["id"]): one["sources"] for one in results}
    assert told["actor", "council"] == told["cut", "council"] == ["decree"]
    # health and trade meet in the council; neither has a way to the lonely one
    pairs = [(one["distance"], one["sources"]) for one in results if one["what"] == "no-tie"]
    assert pairs == [(2, ["decree"]), (None, []), (None, [])]


def test_what_only_may_hold_stands_beside_the_network() -> None:
    ties = drawing()
    ties.graph["certainty"] = Certainty("2026-11-22", 4, 2, 1)
    note = network_note(collapse_ties(ties), ties, "en")
    assert note.endswith(
        "2 of 4 ties only may hold on 2026-11-22, 1 of them without any date; --certain leaves them out."
    )
    assert network_json(collapse_ties(ties), ties)["certainty"]["undated"] == 1


def test_a_ranking_before_and_after() -> None:
    ties = drawing()
    before = {one.node: one for one in rank_ties(ties, "degree", doubt=Doubt(draws=0)).rows}
    simple = collapse_ties(ties)
    change = compare(simple, without_nodes(simple, ["council"]), ["health"], ["firm"])
    answer = ranking(before=before, change=change)
    assert "Pairs that can no longer reach each other (1): Health – Firm" in text(answer)
    assert document(answer)["what_if"]["after"]["components"] == 5
    assert document(answer)["results"][0]["value_before"] == 3.0


def test_an_explanation_names_the_ties() -> None:
    ties = drawing()
    found = rank_ties(ties, "betweenness", doubt=Doubt(draws=0))
    answer = explanation_answer(
        explain(ties, "betweenness", "council"), found.rows[0], found, collapse_ties(ties), ties, "council",
        lang="en", limit=None, coverage=COVERAGE, catalogue=CATALOGUE,
    )  # fmt: skip
    first, *_ = document(answer)["results"]
    # without firm only health–trade is left: 1 of 10
    assert (first["other"]["id"], first["value"], first["sources"]) == ("firm", 0.1, ["decree"])
    assert "Value 0.5, rank 1." in text(answer)
    assert "[Decree No 1](https://example.org/1)" in text(answer)


def test_brokered_pairs_carry_their_sources() -> None:
    rows = {(one["entity"]["id"], one["role"]): one for one in document(brokers())["results"]}
    assert rows["council", "liaison"]["count"] == 4
    assert rows["council", "liaison"]["too_few"]
    assert rows["council", "liaison"]["pairs"][0]["sources_in"][0]["id"] == "decree"
    assert "too few bodies to tell" in text(brokers())
    assert "Health → Firm" in text(brokers())
    assert "[Decree No 1](https://example.org/1)" in text(brokers())


def test_cuts_tell_what_separates_and_who_is_not_tied() -> None:
    found = document(cuts())
    assert found["counts"] == {"actor": 2, "tie": 4, "removed": 0, "direct": 0, "cut": 1, "no-tie": 3}
    assert [one["id"] for one in found["separation"]["in_all_cuts"]] == ["council"]
    assert "The fewest whose removal separates them: 1." in text(cuts())
    assert "no way" in text(cuts())
    assert "these sources have none" in text(cuts())
    removed = document(cuts(remove="firm"))["results"]
    assert [(one["what"], [entity["id"] for entity in one["cut_off"]]) for one in removed] == [
        ("removed", ["plant"])
    ]


def test_communities_are_named_by_their_central_members() -> None:
    found = document(parts())
    assert found["alone"] == 1
    assert found["results"][0]["name"].startswith("Council")
    assert {one["resolution"] for one in found["by_resolution"]} == {1.0, 2.0}
    assert "What if" in text(parts())


def test_suggestions_say_why_and_that_they_are_not_validated() -> None:
    found = document(partners())
    assert {one["entity"]["id"] for one in found["results"]} == {"trade", "firm"}
    assert found["results"][0]["shared"][0]["id"] == "council"
    assert not any(one["validated"] for one in found["validation"])
    assert "Not validated: fewer than 20 new ties" in text(partners())


def test_numbers_as_they_are_said() -> None:
    assert (span_text((2, 5)), span_text((3, 3)), span_text(None)) == ("2–5", "3", None)
    assert group_words("state").ru == "государство"
    assert group_words("community 1").en == "community 1"
    directed = collapse_ties(drawing(), directed=True)
    assert "6 nodes, 1 of them without a known tie; 4 pairs tied" in network_note(directed, drawing(), "en")

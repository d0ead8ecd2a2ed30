from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from tests.exports.drawing import CATALOGUE
from tests.exports.round_trip_drawing import DAY, simple, typed

from pharmagraph.exports.graph_ftm import ftm
from pharmagraph.exports.graph_rows import as_rows
from pharmagraph.vocab import ID


def entities(graph: nx.Graph) -> list[dict[str, Any]]:
    return list(ftm(as_rows(graph, catalogue=CATALOGUE, released=DAY)))  # type: ignore[arg-type]


def links(graph: nx.Graph) -> list[dict[str, Any]]:
    return [one for one in entities(graph) if {"role", "purpose"} & set(one["properties"])]


def test_actors_come_first_then_the_sources_of_their_ties_then_the_ties() -> None:
    found = entities(typed())
    # no schema for the medicine, no source for the inferred tie
    assert [one["schema"] for one in found] == [
        "Company", "Company", "PublicBody", "Person", "Document", "Document", "Document",
        "Ownership", "Ownership", "Ownership", "Employment", "Payment",
    ]  # fmt: skip
    assert len({one["id"] for one in found}) == len(found)


def test_an_end_is_the_last_day_on_which_a_tie_held() -> None:
    stake = links(typed())[0]["properties"]
    assert (stake["owner"], stake["asset"]) == (["alfa"], ["beta"])
    assert (stake["startDate"], stake["endDate"]) == (["2024-01-01"], ["2025-02-28"])
    assert stake["proof"] == ["book", "page"]


def test_ties_without_a_direction_claim_none() -> None:
    found = links(simple())
    # the other pair shares a function only, which is inferred
    assert [(one["schema"], one["properties"]["role"]) for one in found] == [
        ("UnknownLink", ["owns", "shares-function-with"])
    ]


@pytest.mark.parametrize(
    ("relation", "start", "end", "schema"),
    [
        ("owns", "person", "company", "Ownership"),
        ("owns", "company", "research-organisation", "UnknownLink"),  # which is no Asset there
        ("holds-post-at", "person", "regulator", "Employment"),
        ("holds-post-at", "company", "association", "UnknownLink"),
        ("member-of", "company", "association", "Membership"),
        ("cooperates-with", "company", "company", "UnknownLink"),
    ],
)
def test_a_link_has_the_ends_that_its_schema_takes(relation: str, start: str, end: str, schema: str) -> None:
    graph = nx.MultiDiGraph()
    graph.add_node(ID["a"], kind=start)
    graph.add_node(ID["b"], kind=end)
    graph.add_edge(ID["a"], ID["b"], relation=relation)
    assert [one["schema"] for one in links(graph)] == [schema]


def test_a_name_that_is_the_same_in_both_languages_stands_once() -> None:
    graph = nx.Graph()
    graph.add_node(ID["a"], kind="company", label_en="Inno", label_ru="Inno")
    graph.add_node(ID["b"], kind="company", label_en="", label_ru="")
    assert [one["properties"]["name"] for one in entities(graph)] == [["Inno"], ["b"]]

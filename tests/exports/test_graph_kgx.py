from __future__ import annotations

from typing import Any

import networkx as nx
from tests.exports.drawing import CATALOGUE
from tests.exports.round_trip_drawing import DAY, simple, typed

from pharmagraph.exports.graph_kgx import kgx
from pharmagraph.exports.graph_rows import as_rows
from pharmagraph.vocab import ID


def rendered(graph: nx.Graph) -> dict[str, Any]:
    return kgx(as_rows(graph, catalogue=CATALOGUE, released=DAY))


def test_kinds_become_categories_and_ids_curies() -> None:
    graph = nx.MultiDiGraph()
    for name, kind in (("pdcd1", "target"), ("alfa", "company"), ("apoptosis", "biological-process")):
        graph.add_node(ID[name], kind=kind)
    found = {node["id"]: node["category"] for node in rendered(graph)["nodes"]}
    assert found == {
        "pharmagraph:alfa": ["biolink:Agent"],
        "pharmagraph:apoptosis": ["biolink:NamedThing"],
        "pharmagraph:pdcd1": ["biolink:Protein"],
    }


def test_relations_become_predicates_and_our_word_stays() -> None:
    graph = nx.MultiDiGraph()
    graph.add_edge(ID["pill"], ID["pdcd1"], relation="modulates", derived=False, sources=("page", "lost"))
    edge = rendered(graph)["edges"][0]
    assert (edge["predicate"], edge["relation"]) == ("biolink:affects", "modulates")
    assert edge["publications"] == ["https://example.org/page", ID["lost"]]
    assert edge["source_ids"] == ["page", "lost"]
    assert "sources" not in edge  # which in Biolink are records


def test_an_edge_says_how_it_came_to_be_known() -> None:
    levels = {edge.get("derived"): edge["knowledge_level"] for edge in rendered(typed())["edges"]}
    assert levels == {False: "knowledge_assertion", True: "logical_entailment"}
    assert {edge["agent_type"] for edge in rendered(simple())["edges"]} == {"not_provided"}

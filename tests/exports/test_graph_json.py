from __future__ import annotations

import networkx as nx
from tests.exports.drawing import CATALOGUE
from tests.exports.round_trip_drawing import DAY, simple, typed

from pharmagraph.exports.graph_json import cx2, cyjs, node_link
from pharmagraph.exports.graph_rows import Network, as_rows
from pharmagraph.vocab import ID


def rows(graph: nx.Graph) -> Network:
    return as_rows(graph, catalogue=CATALOGUE, released=DAY)


def test_cx2_numbers_nodes_and_ties_and_declares_lists_as_lists() -> None:
    parts = {key: value for part in cx2(rows(typed())) for key, value in part.items()}
    assert parts["CXVersion"] == "2.0"
    assert [node["id"] for node in parts["nodes"]] == [0, 1, 2, 3, 4]
    declared = parts["attributeDeclarations"][0]
    assert declared["edges"]["sources"] == {"d": "list_of_string"}
    assert declared["edges"]["cost"] == {"d": "long"}
    # alfa is node 1, beta node 2
    assert (parts["edges"][0]["s"], parts["edges"][0]["t"]) == (1, 2)
    assert parts["status"] == [{"success": True}]


def test_cytoscape_js_has_lists_as_lists_and_no_two_elements_with_one_id() -> None:
    document = cyjs(rows(typed()))
    edges = [edge["data"] for edge in document["elements"]["edges"]]
    assert edges[0]["sources"] == ["book", "page"]
    ids = [one["data"]["id"] for part in document["elements"].values() for one in part]
    assert len(set(ids)) == len(ids) == 12


def test_networkx_reads_node_link_with_its_keys() -> None:
    graph = nx.node_link_graph(node_link(rows(typed())), edges="edges")
    assert set(graph["alfa"]["beta"]) == {ID["via-0"], ID["via-1"]}
    plain = nx.node_link_graph(node_link(rows(simple())), edges="edges")
    assert type(plain) is nx.Graph

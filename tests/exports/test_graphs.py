from __future__ import annotations

import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from tests.exports.drawing import CATALOGUE
from tests.exports.round_trip_drawing import DAY, simple, typed

from pharmagraph.exports.graph_losses import LOSSES
from pharmagraph.exports.graphs import FORMATS, GraphFormat, render_graph


def rendered(graph: nx.Graph, form: GraphFormat) -> bytes:
    return render_graph(graph, form, catalogue=CATALOGUE, released=DAY)


def backwards(graph: nx.Graph) -> nx.Graph:
    """The same graph, put together from its last node and tie to its first."""
    other = graph.__class__(**graph.graph)
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    keys = {"keys": True} if graph.is_multigraph() else {}
    other.add_edges_from(reversed(list(graph.edges(data=True, **keys))))
    return other


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("graph", [typed(), simple()], ids=["typed", "simple"])
def test_equal_graphs_give_equal_bytes_and_the_graph_is_left_alone(
    graph: nx.Graph, form: GraphFormat
) -> None:
    before = graph.copy()
    assert rendered(graph, form) == rendered(backwards(graph), form)
    assert nx.utils.graphs_equal(graph, before)


def test_gexf_names_its_nodes_and_bears_the_date_of_the_data() -> None:
    root = ET.fromstring(rendered(typed(), "gexf"))
    labels = [one.get("label") for one in root.iter() if one.tag.endswith("}node")]
    # in the order of ids: a.b-c_1 has no name, t0 has a Russian one only
    assert [labels[0], labels[1], labels[4]] == ["a.b-c_1", "=Alfa", "Ёжикова\nАнна\n"]
    meta = next(one for one in root.iter() if one.tag.endswith("meta"))
    assert meta.get("lastmodifieddate") == DAY
    assert [one.text for one in meta] == ["pharmagraph", f"all, {DAY}"]


def test_graphml_declares_every_field_once_for_each_kind_of_thing() -> None:
    keys = [one.attrib for one in ET.fromstring(rendered(typed(), "graphml")) if one.tag.endswith("key")]
    assert len({one["id"] for one in keys}) == len(keys)
    assert len({(one["for"], one["attr.name"]) for one in keys}) == len(keys)


def test_what_a_format_loses_is_said_in_both_languages() -> None:
    assert set(LOSSES) == {"ttl", "graphml", "gexf", "kgx", "ftm", "neo4j-csv", "xlsx"}
    assert all(words.en and words.ru for words in LOSSES.values())

"""Projections of the typed multigraph, and groups."""

from __future__ import annotations

import networkx as nx
import pytest

from pharmagraph.errors import ConfigError, MetricError
from pharmagraph.graph.actors import entity_of, home_country, ministry_of, sector_or_foreign, ties_of
from pharmagraph.model import IRI, Entity


def drawing() -> nx.MultiDiGraph:
    """A ministry, its institute, a firm abroad, a person with two posts, a drug."""
    graph = nx.MultiDiGraph(as_of="2026-01-01")
    for node, kind, sector, country in (
        ("ministry", "government-body", "state", "RU"),
        ("institute", "research-organisation", "science", "RU"),
        ("lab", "research-organisation", "not-stated", "RU"),
        ("firm", "company", "industry", "CN"),
        ("person", "person", "", "RU"),
        ("drug", "drug", "", ""),
    ):
        graph.add_node(
            node, id=node, kind=kind, sector=sector, country=country, label_en=node.title(), label_ru=""
        )
    for start, end, relation, layer in (
        ("institute", "ministry", "part-of", "governance"),
        ("lab", "institute", "part-of", "governance"),
        ("person", "ministry", "holds-post-at", "governance"),
        ("institute", "firm", "shares-officer-with", "interlock"),
        ("institute", "firm", "took-part-with", "contact"),
        ("firm", "drug", "develops", "pipeline"),
    ):
        graph.add_edge(start, end, relation=relation, layer=layer, symmetric=False, sources=("news",))
    return graph


def relations(graph: nx.MultiDiGraph) -> set[str]:
    return {relation for *_, relation in graph.edges(data="relation")}


def test_projections() -> None:
    organisations, actors, everything = (
        ties_of(drawing(), name) for name in ("organisations", "actors", "all")
    )
    assert set(organisations) == {"ministry", "institute", "lab", "firm"}
    assert relations(organisations) == {"part-of", "shares-officer-with"}
    assert set(actors) == set(drawing()) - {"drug"}
    assert relations(actors) == {"part-of", "holds-post-at"}
    assert relations(everything) == {"part-of", "holds-post-at", "develops"}
    assert organisations.graph == {"as_of": "2026-01-01", "projection": "organisations"}


def test_layers_and_relations_chosen() -> None:
    assert relations(ties_of(drawing(), only=frozenset({"interlock"}))) == {"shares-officer-with"}
    assert relations(ties_of(drawing(), without=frozenset({"part-of"}))) == {"shares-officer-with"}
    assert "took-part-with" in relations(ties_of(drawing(), include=frozenset({"contact"})))
    assert relations(ties_of(drawing(), only=frozenset({"contact"}))) == {"took-part-with"}
    with pytest.raises(ConfigError, match=r"friends-with.*governance"):
        ties_of(drawing(), only=frozenset({"friends-with"}))
    with pytest.raises(ConfigError, match="organisations, actors, all"):
        ties_of(drawing(), "people")


def test_sectors_at_home_and_foreign_elsewhere() -> None:
    assert home_country(drawing()) == "RU"
    assert sector_or_foreign(drawing()) == {"ministry": "state", "institute": "science", "firm": "foreign"}
    assert sector_or_foreign(drawing(), "CN")["firm"] == "industry"
    with pytest.raises(MetricError, match="--home"):
        home_country(nx.Graph())


def test_the_ministry_that_a_body_is_part_of() -> None:
    assert ministry_of(drawing()) == {"ministry": "ministry", "institute": "ministry", "lab": "ministry"}
    circle = drawing()
    circle.remove_edge("institute", "ministry")
    circle.add_edge("institute", "lab", relation="part-of", layer="governance")
    assert ministry_of(circle) == {"ministry": "ministry"}


def test_a_node_is_an_entity() -> None:
    assert entity_of(drawing(), "firm") == Entity(IRI("firm"), "firm", "company", "Firm", "")

"""Small networks drawn by hand for the tests of measures, and graphs whose values are published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable

Told = tuple[str, str] | tuple[str, str, dict[str, object]]


def kite() -> nx.Graph:
    """Krackhardt's kite by first names."""
    names = ["Andre", "Beverley", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike", "Jane"]
    return nx.relabel_nodes(nx.krackhardt_kite_graph(), dict(enumerate(names)))


def karate() -> nx.Graph:
    """Zachary's karate club without its weights."""
    return nx.Graph(nx.karate_club_graph().edges)


def small_digraph() -> nx.DiGraph:
    """1→2, 1→3, 2→3, 3→1, 4→3."""
    return nx.DiGraph([(1, 2), (1, 3), (2, 3), (3, 1), (4, 3)])


def lettered(arcs: str) -> nx.DiGraph:
    """Arcs such as ``a1a2``, every node with the group of its letter."""
    graph = nx.DiGraph((arc[:2], arc[2:]) for arc in arcs.split())
    nx.set_node_attributes(graph, {node: node[0] for node in graph}, "group")
    return graph


def multigraph(ties: Iterable[Told], nodes: Iterable[str] = ()) -> nx.MultiDiGraph:
    """Typed ties; each is told by the source "news" unless it says otherwise."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(nodes)
    for start, end, *told in ties:
        graph.add_edge(start, end, **{"sources": ("news",), "symmetric": True, **(told[0] if told else {})})
    return graph


ODD = {
    "empty": nx.Graph(),
    "one node": nx.empty_graph(1),
    "no ties": nx.empty_graph(3),
    "tied to itself": nx.Graph([(0, 0)]),
    "falls apart": nx.Graph([(0, 1), (2, 3), (3, 4)]),
    "an isolated node": nx.compose(nx.path_graph(3), nx.empty_graph(4)),
    "a loop beside a tie": nx.Graph([(0, 0), (0, 1)]),
    "empty, directed": nx.DiGraph(),
    "a chain of arcs": nx.DiGraph([(0, 1), (1, 2)]),
}
"""Graphs at the edge of what a measure is defined for."""

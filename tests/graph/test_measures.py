"""The table of measures."""

from __future__ import annotations

import networkx as nx
import pytest

from pharmagraph.cli.rank import MEASURES as OFFERED
from pharmagraph.errors import MetricError
from pharmagraph.exports.rankings import MEASURES as WORDED
from pharmagraph.graph.measures import MEASURES, measure_named


def test_what_is_offered_is_what_there_is() -> None:
    assert tuple(MEASURES) == OFFERED == tuple(WORDED)


def test_every_measure_gives_every_node_a_value_or_none() -> None:
    graph = nx.path_graph(4)
    nx.set_edge_attributes(graph, 0.5, "strength")
    for measure in MEASURES.values():
        strength = {"strength": "strength"} if measure.uses_strength else {}
        assert set(measure.compute(graph, **strength).values) == set(graph)


def test_an_unknown_measure_lists_the_known() -> None:
    with pytest.raises(MetricError, match=r"betweenness.*hierarchy"):
        measure_named("fame")

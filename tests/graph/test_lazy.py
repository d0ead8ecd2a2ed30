from __future__ import annotations

from itertools import islice, pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.graph.drawing import iri, snapshot, tie
from tests.graph.test_search import NAMES, TIES

from pharmagraph.graph.crossing import Crossing
from pharmagraph.graph.lazy import LazyGraph
from pharmagraph.graph.options import PathOptions
from pharmagraph.graph.paths import find_paths


def lazy(ties: list, **options: object) -> LazyGraph:
    return LazyGraph(Crossing(snapshot(ties, dict.fromkeys(NAMES, "company")), PathOptions(**options)))  # type: ignore[arg-type]


def test_networkx_reads_only_what_it_enters() -> None:
    chain = [tie(f"n{number}", "funds", f"n{number + 1}") for number in range(50)]
    graph = LazyGraph(Crossing(snapshot(chain), PathOptions()))
    assert nx.bidirectional_shortest_path(graph, 0, 2) != []
    assert len(graph._succ._read) + len(graph._pred._read) < 12


@settings(max_examples=80, deadline=None)
@given(ties=TIES, directed=st.booleans())
def test_networkx_and_our_search_agree(ties: list, directed: bool) -> None:
    graph = lazy(ties, directed=directed, cost="strength")
    drawn = graph._node._snapshot
    start, end = drawn.number(iri("a")), drawn.number(iri("b"))
    ours = find_paths(
        drawn, iri("a"), iri("b"), PathOptions(directed=directed, cost="strength", limit=3, max_hops=8)
    ).paths
    try:
        paths = list(islice(nx.shortest_simple_paths(graph, start, end, weight="cost"), 3))
    except nx.NetworkXNoPath:
        assert ours == ()
        return
    costs = [sum(graph[here][there]["cost"] for here, there in pairwise(path)) for path in paths]
    assert [path.cost for path in ours] == costs
    assert nx.bidirectional_dijkstra(graph, start, end, weight="cost")[0] == costs[0]


def test_it_is_a_graph_like_any_other_but_cannot_be_changed() -> None:
    graph = lazy([tie("a", "funds", "b"), tie("b", "partner-of", "c")], directed=True)
    a, b, c = 0, 1, 2
    assert sorted(graph.edges) == [(a, b), (b, c), (c, b)]
    assert graph.nodes[a]["kind"] == "company"
    assert list(graph.predecessors(b)) == [a, c]
    with pytest.raises(nx.NetworkXError, match="Frozen"):
        graph.add_edge(a, c)
    with pytest.raises(KeyError):
        graph[99]

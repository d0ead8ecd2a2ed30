from __future__ import annotations

import networkx as nx
from tests.exports.drawing import BOOK, CATALOGUE
from tests.exports.round_trip_drawing import DAY, PLACE, simple, typed

from pharmagraph.exports.graph_rows import Network, as_rows, joined, name_of, types_of
from pharmagraph.model import SourceRef
from pharmagraph.vocab import ID


def rows(graph: nx.Graph) -> Network:
    return as_rows(graph, catalogue=CATALOGUE, released=DAY)


def test_ties_without_a_direction_read_from_the_smaller_id() -> None:
    # drawn from Beta to Alfa
    assert (rows(simple()).ties[0].start, rows(simple()).ties[0].end) == ("alfa", "beta")


def test_a_tie_keeps_its_id_when_others_come_and_go() -> None:
    graph = typed()
    before = {tie.fields["via"]: tie.id for tie in rows(graph).ties}
    graph.remove_edge(ID["alfa"], ID["beta"], ID["via-0"])
    graph.add_edge(ID["alfa"], ID["alfa"], key="new", via=ID["via-new"])
    after = {tie.fields["via"]: tie.id for tie in rows(graph).ties}
    assert {via: after[via] for via in before if via != "via-0"} == {
        via: identifier for via, identifier in before.items() if via != "via-0"
    }
    assert after["via-new"] not in before.values()


def test_sources_are_those_cited_and_an_unknown_one_is_called_by_its_id() -> None:
    cited = rows(typed()).sources
    assert [source.id for source in cited] == ["book", PLACE, "page"]
    assert cited[0] == BOOK
    assert cited[1] == SourceRef(PLACE, PLACE)


def test_what_is_none_is_no_field() -> None:
    graph = nx.Graph()
    graph.add_edge(ID["a"], ID["b"], note=None, sources=())
    graph.nodes[ID["a"]]["sector"] = None
    assert rows(graph).nodes[0] == {"id": "a", "iri": ID["a"]}
    assert rows(graph).ties[0].fields == {"sources": []}


def test_small_turns() -> None:
    assert joined(["a", "b"]) == "a|b"
    assert joined(2) == 2
    assert name_of({"id": "x", "label_en": "", "label_ru": "Икс"}) == "Икс"
    assert types_of([{"a": 1, "b": True}, {"a": 0.5}, {"a": 2}]) == {"a": float, "b": bool}

"""What goes into a file comes back from it, except exactly what the list of losses says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exports.drawing import CATALOGUE
from tests.exports.round_trip import BASE, READERS, SOURCE_KEYS, Fields, Plain, in_order, one_way
from tests.exports.round_trip_drawing import DAY, ODD, PLACE, simple, typed

from pharmagraph.exports.graph_losses import LOSSES
from pharmagraph.exports.graphs import FORMATS, GraphFormat, render_graph
from pharmagraph.vocab import ID, KIND_GROUPS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pharmagraph.knowledge_graph import KnowledgeGraph
    from pharmagraph.model import SourceRef

# ------------------------------------------------------------------- what goes in, and what is lost


def what_went_in(graph: nx.Graph, catalogue: dict[str, SourceRef]) -> Plain:
    ties = []
    for start, end, fields in graph.edges(data=True):
        told = {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()}
        for key in {"via", "group"} & set(told):
            told[key] = told[key].removeprefix(BASE)
        ties.append((start.removeprefix(BASE), end.removeprefix(BASE), told))
    cited = sorted({source for *_, told in ties for source in told.get("sources", ())})
    return Plain(
        {
            iri.removeprefix(BASE): {"iri": iri, **{key: value for key, value in of.items() if key != "id"}}
            for iri, of in graph.nodes(data=True)
        },
        one_way(ties, directed=graph.is_directed()),
        [
            {key: getattr(catalogue[one], key) if one in catalogue else "" for key in SOURCE_KEYS}
            | ({} if one in catalogue else {"id": one, "title": one})
            for one in cited
        ],
        {
            "name": "pharmagraph",
            "directed": graph.is_directed(),
            "projection": graph.graph.get("projection") or graph.graph["name"],
            "as_of": graph.graph["as_of"],
            "released": graph.graph["as_of"],
            "digest": graph.graph["digest"],
            "rules": [f"{rule} {version}" for rule, version in graph.graph["rules"].items()],
        },
    )


def each_value(plain: Plain, change: Callable[[Any], Any]) -> Plain:
    def changed(fields: Fields) -> Fields:
        return {key: change(value) for key, value in fields.items()}

    return replace(
        plain,
        nodes={node: changed(fields) for node, fields in plain.nodes.items()},
        ties=in_order((start, end, changed(fields)) for start, end, fields in plain.ties),
        about=changed(plain.about),
    )


def joined(value: Any) -> Any:
    return "|".join(value) if isinstance(value, list) else value


def of_xml(value: Any) -> Any:
    """Lists are one text, which has only the characters of XML 1.0 (production 2), and line feeds."""
    value = joined(value)
    if not isinstance(value, str):
        return value
    return "".join(
        one
        if one in "\t\n" or "\x20" <= one <= "\ud7ff" or "\ue000" <= one <= "\ufffd" or one >= "\U00010000"
        else "\ufffd"
        for one in value.replace("\r\n", "\n").replace("\r", "\n")
    )


def in_gexf(plain: Plain) -> Plain:
    kept = {key: plain.about[key] for key in ("name", "directed", "projection", "as_of")}
    return replace(each_value(plain, of_xml), sources=[], about=kept)


def without_empty(plain: Plain) -> Plain:
    def stated(fields: Fields) -> Fields:
        return {key: value for key, value in fields.items() if value not in ("", [])}

    return replace(
        plain,
        nodes={node: stated(fields) for node, fields in plain.nodes.items()},
        ties=in_order((start, end, stated(fields)) for start, end, fields in plain.ties),
    )


def in_kgx(plain: Plain) -> Plain:
    sources = [
        {"id": one["id"], "url": one["url"] or BASE * (":" not in one["id"]) + one["id"]}
        for one in plain.sources
    ]
    return replace(without_empty(plain), sources=sources, about={})


def in_neo4j(plain: Plain) -> Plain:
    def escaped(value: Any) -> Any:
        return [one.replace(";", "%3B") for one in value] if isinstance(value, list) else value

    return replace(each_value(plain, escaped), sources=[], about={})


def in_xlsx(plain: Plain) -> Plain:
    return without_empty(
        each_value(plain, lambda value: float(f"{value:.16g}") if isinstance(value, float) else joined(value))
    )


def in_ftm(plain: Plain) -> Plain:
    inferred = {"shares-function-with", "shares-officer-with", "took-part-with"}
    actors = {node: of for node, of in plain.nodes.items() if of["kind"] in KIND_GROUPS["actor"]}
    ties = []
    for start, end, of in plain.ties:
        relations = [of["relation"]] if "relation" in of else of["relations"]
        if {start, end} <= set(actors) and not set(relations) <= inferred and not of.get("derived"):
            told = {key: of.get(key, "") for key in ("status", "from", "to", "via")}
            ties.append((start, end, {"relations": relations, "sources": of["sources"], **told}))
    cited = {source for *_, of in ties for source in of["sources"]}
    return Plain(
        {
            node: {
                "names": sorted({of["label_en"], of["label_ru"]} - {""}) or [node],
                **{key: of[key] for key in ("kind", "sector", "country")},
            }
            for node, of in actors.items()
        },
        in_order(ties),
        [source for source in plain.sources if source["id"] in cited],
        {},
    )


LEFT: dict[str, Callable[[Plain], Plain]] = {
    "graphml": lambda plain: each_value(plain, of_xml),
    "gexf": in_gexf,
    "kgx": in_kgx,
    "ftm": in_ftm,
    "neo4j-csv": in_neo4j,
    "xlsx": in_xlsx,
}
"""What is left of a graph in the formats that lose something."""


def there_and_back(graph: nx.Graph, form: GraphFormat, catalogue: dict[str, SourceRef] = CATALOGUE) -> None:
    content = render_graph(graph, form, catalogue=catalogue, released=graph.graph["as_of"])
    came_back = READERS[form](content)
    expected = LEFT.get(form, lambda plain: plain)(what_went_in(graph, catalogue))
    assert came_back.nodes == expected.nodes
    assert came_back.ties == expected.ties
    assert came_back.sources == expected.sources
    assert came_back.about == expected.about


def test_every_loss_that_is_written_down_is_tested_and_no_other() -> None:
    assert set(LEFT) == set(LOSSES) - {"ttl"}  # which test_rdf reads
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("graph", [typed(), simple()], ids=["typed", "simple"])
def test_a_drawn_graph_comes_back(graph: nx.Graph, form: GraphFormat) -> None:
    there_and_back(graph, form)


# ------------------------------------------------------------------------------- graphs of any sort

IRIS = (ID["alfa"], ID["икс"], ID["t0"], ID["1"], ID["true"], ID["a.b~c!$&'()*+,;=:@"], ODD, "urn:x:%7C")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DAYS = st.sampled_from(["", "0001-01-02", "1999-12-31", "2024-02-29", "9999-12-31"])
SOURCES = st.lists(st.sampled_from(["book", "page", "unknown", PLACE]), unique=True).map(sorted).map(tuple)
NODES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["company", "person", "regulator", "drug", "biological-process", ""]),
        "sector": st.sampled_from(["industry", ""]),
        "country": st.sampled_from(["RU", "AE", ""]),
        "label_en": TEXTS,
        "label_ru": TEXTS,
    }
)
TIES = st.fixed_dictionaries(
    {
        "relation": st.sampled_from(["owns", "holds-post-at", "funds", "modulates", "took-part-with"]),
        "derived": st.booleans(),
        "strength": st.floats(0, 1, exclude_min=True, allow_subnormal=False),
        "cost": st.integers(1, 2**40),
        "status": TEXTS,
        "from": DAYS,
        "to": DAYS,
        "via": st.sampled_from([ID["via"], ODD, ""]),
        "sources": SOURCES,
    }
)


@st.composite
def graphs(draw: st.DrawFn) -> nx.MultiGraph:
    """Up to five nodes in any order, with parallel ties, ties both ways, and ties to oneself."""
    kind = draw(st.sampled_from([nx.MultiGraph, nx.MultiDiGraph]))
    graph = kind(name="all", as_of=DAY, digest="", rules={})
    for iri in draw(st.lists(st.sampled_from(IRIS), min_size=1, max_size=5, unique=True)):
        graph.add_node(iri, id=iri, **draw(NODES))
    ends = st.sampled_from(list(graph))
    for start, end, fields in draw(st.lists(st.tuples(ends, ends, TIES), max_size=6)):
        graph.add_edge(start, end, **fields)
    return graph


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=30)
@given(graph=graphs())
def test_any_graph_comes_back(graph: nx.MultiGraph, form: GraphFormat) -> None:
    there_and_back(graph, form)


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_graph_is_a_file_too(form: GraphFormat) -> None:
    graph = nx.MultiDiGraph(name="all", as_of=DAY, digest="", rules={})
    there_and_back(graph, form)


# -------------------------------------------------------------------------------- the bundled graph


@pytest.mark.parametrize("projection", ["all", "actors", "organisations"])
def test_the_bundled_graph_comes_back_from_every_format(kg: KnowledgeGraph, projection: str) -> None:
    graph = kg.graph(projection)
    assert graph.number_of_edges() > 200
    for form in FORMATS:
        there_and_back(graph, form, kg.sources)

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
import zipfile

import networkx as nx
import openpyxl
import pytest
from tests.exports.drawing import BOOK, PAGE

from pharmagraph.exports.graphs import FORMATS, LOSSES, GraphFormat, render_graph
from pharmagraph.vocab import ID

CATALOGUE = {"book": BOOK, "page": PAGE}
FORMS = list(FORMATS)


def network() -> nx.MultiDiGraph:
    """Alfa owns Beta by two stakes; Beta acts on a target; a Cyrillic name, a formula, a control character."""
    graph = nx.MultiDiGraph(name="all", as_of="2026-11-22")
    graph.add_node(
        ID["alfa"],
        id="alfa",
        kind="company",
        sector="industry",
        country="RU",
        label_en="=Alfa",
        label_ru="Альфа",
    )
    graph.add_node(
        ID["beta"], id="beta", kind="company", sector="", country="CN", label_en="Beta\x01", label_ru=""
    )
    graph.add_node(
        ID["pdcd1"], id="pdcd1", kind="target", sector="", country="", label_en="PD-1", label_ru=""
    )
    for key, start, sources in (("one", "2024-01-01", ("book", "page")), ("two", "", ("page",))):
        graph.add_edge(
            ID["alfa"], ID["beta"], key=ID[key], relation="owns", layer="ownership", derived=False, strength=0.5,
            cost=10, status="in-force", **{"from": start, "to": "2025-03-02" if start else ""}, certain=True,
            via=ID[key], group="", sources=sources,
        )  # fmt: skip
    graph.add_edge(
        ID["beta"], ID["pdcd1"], key=ID["three"], relation="modulates", layer="biology", derived=False, strength=1.0,
        cost=1, status="", **{"from": "", "to": ""}, certain=True, via=ID["three"], group="", sources=("book",),
    )  # fmt: skip
    return graph


def rendered(form: GraphFormat) -> bytes:
    return render_graph(network(), form, catalogue=CATALOGUE, released="2026-11-22")


def edges(graph: nx.Graph) -> list[tuple[str, str, str, str, str]]:
    return sorted(
        (
            start,
            end,
            of["relation"],
            of["from"],
            of["sources"] if isinstance(of["sources"], str) else "|".join(of["sources"]),
        )
        for start, end, of in graph.edges(data=True)
    )


EXPECTED = [
    ("alfa", "beta", "owns", "", "page"),
    ("alfa", "beta", "owns", "2024-01-01", "book|page"),
    ("beta", "pdcd1", "modulates", "", "book"),
]


@pytest.mark.parametrize("form", FORMS)
def test_equal_graphs_give_equal_bytes_and_the_graph_is_left_alone(form: GraphFormat) -> None:
    graph = network()
    first = render_graph(graph, form, catalogue=CATALOGUE, released="2026-11-22")
    assert first == rendered(form)
    assert nx.utils.graphs_equal(graph, network())


def test_graphml_comes_back_with_every_tie_its_dates_and_sources() -> None:
    graph = nx.read_graphml(io.BytesIO(rendered("graphml")), force_multigraph=True)
    assert edges(graph) == EXPECTED
    assert graph.nodes["alfa"]["label_ru"] == "Альфа"
    assert graph.nodes["alfa"]["iri"] == ID["alfa"]
    assert graph.nodes["beta"]["label_en"] == "Beta\ufffd"  # XML has no place for U+0001
    assert {of["strength"] for *_, of in graph.edges(data=True)} == {0.5, 1.0}
    assert {of["certain"] for *_, of in graph.edges(data=True)} == {True}


def test_gexf_comes_back_with_every_tie_and_bears_the_date_of_the_data() -> None:
    content = rendered("gexf")
    graph = nx.read_gexf(io.BytesIO(content))
    assert edges(graph) == EXPECTED
    assert graph.nodes["pdcd1"]["label"] == "PD-1"
    meta = next(one for one in ET.fromstring(content).iter() if one.tag.endswith("meta"))
    assert meta.get("lastmodifieddate") == "2026-11-22"


def test_node_link_comes_back_as_networkx_wrote_it_and_loses_nothing() -> None:
    graph = nx.node_link_graph(json.loads(rendered("node-link")), edges="edges")
    assert edges(graph) == EXPECTED
    assert graph.nodes["beta"]["label_en"] == "Beta\x01"
    assert graph.graph["sources"][0]["url"] == BOOK.url


def test_cytoscape_js_and_cx2_keep_lists_as_lists() -> None:
    document = json.loads(rendered("cyjs"))
    assert [one["data"]["sources"] for one in document["elements"]["edges"]] == [
        ["book", "page"],
        ["page"],
        ["book"],
    ]
    aspects = {key: value for part in json.loads(rendered("cx2")) for key, value in part.items()}
    assert aspects["CXVersion"] == "2.0"
    assert aspects["attributeDeclarations"][0]["edges"]["sources"] == {"d": "list_of_string"}
    assert [one["id"] for one in aspects["nodes"]] == [0, 1, 2]
    first = aspects["edges"][0]
    assert (first["s"], first["t"], first["v"]["sources"]) == (0, 1, ["book", "page"])
    declared = aspects["attributeDeclarations"][0]
    assert all(set(one["v"]) <= set(declared["nodes"]) for one in aspects["nodes"])


def test_kgx_speaks_biolink_and_keeps_our_words() -> None:
    document = json.loads(rendered("kgx"))
    assert {one["id"]: one["category"] for one in document["nodes"]}[ID["pdcd1"]] == ["biolink:Protein"]
    last = document["edges"][2]
    assert (last["predicate"], last["original_predicate"]) == ("biolink:affects", "modulates")
    assert all(one["publications"] for one in document["edges"])


def test_followthemoney_has_actors_and_their_ties_with_inclusive_ends() -> None:
    lines = [json.loads(line) for line in rendered("ftm").splitlines()]
    assert [one["schema"] for one in lines] == ["Company", "Company", "Ownership", "Ownership"]
    stake = lines[2]["properties"]
    assert (stake["owner"], stake["asset"]) == (["alfa"], ["beta"])
    # our end is the first day on which it no longer held; theirs the last on which it did
    assert (stake["startDate"], stake["endDate"]) == (["2024-01-01"], ["2025-03-01"])
    assert "pdcd1" not in {one["id"] for one in lines}
    assert len({one["id"] for one in lines}) == len(lines)


def test_neo4j_gets_two_files_with_typed_headings() -> None:
    archive = zipfile.ZipFile(io.BytesIO(rendered("neo4j-csv")))
    nodes = list(csv.DictReader(io.StringIO(archive.read("nodes.csv").decode())))
    ties = list(csv.DictReader(io.StringIO(archive.read("relationships.csv").decode())))
    assert [one[":LABEL"] for one in nodes] == ["Company", "Company", "Target"]
    assert [one[":TYPE"] for one in ties] == ["OWNS", "OWNS", "MODULATES"]
    assert ties[0]["from:date"] == "2024-01-01"
    assert ties[0]["sources:string[]"] == "book;page"
    assert ties[0]["certain:boolean"] == "true"


def test_a_workbook_has_nodes_ties_and_sources_and_no_formula() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(rendered("xlsx")))
    assert workbook.sheetnames == ["Nodes", "Ties", "Sources"]
    assert [sheet.max_row for sheet in workbook] == [4, 4, 3]
    cells = [cell for row in workbook["Nodes"].iter_rows() for cell in row if cell.value == "=Alfa"]
    assert cells[0].data_type == "s"


def test_a_simple_graph_is_exported_too() -> None:
    graph = nx.Graph()
    graph.add_node(ID["alfa"], id="alfa", kind="company", label_en="Alfa", label_ru="", sector="", country="")
    graph.add_node(ID["beta"], id="beta", kind="person", label_en="Beta", label_ru="", sector="", country="")
    graph.add_edge(
        ID["alfa"],
        ID["beta"],
        relations=("owns", "met"),
        layers=("a",),
        sources=("book",),
        n_relations=2,
        strength=0.9,
    )
    for form in FORMS:
        assert render_graph(graph, form, catalogue=CATALOGUE, released="2026-11-22")


def test_what_a_format_loses_is_said_in_both_languages() -> None:
    assert set(LOSSES) == {"ttl", "graphml", "gexf", "kgx", "ftm", "neo4j-csv"}
    assert all(words.en and words.ru for words in LOSSES.values())

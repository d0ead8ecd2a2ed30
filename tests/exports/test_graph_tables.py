from __future__ import annotations

import io
import zipfile

import networkx as nx
import openpyxl
from tests.exports.drawing import CATALOGUE
from tests.exports.round_trip_drawing import DAY, typed

from pharmagraph.exports.graph_rows import Network, as_rows
from pharmagraph.exports.graph_tables import neo4j, workbook
from pharmagraph.vocab import ID


def rows(graph: nx.Graph) -> Network:
    return as_rows(graph, catalogue=CATALOGUE, released=DAY)


def test_neo4j_tells_the_empty_text_from_what_is_not_there() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node(ID["a"], kind="government-body", sector="")
    graph.add_node(ID["b"], kind="")
    graph.add_edge(ID["a"], ID["b"], relation="part-of", sources=("x;y", "z"), certain=True, **{"from": ""})
    archive = zipfile.ZipFile(io.BytesIO(neo4j(rows(graph))))
    assert archive.read("nodes.csv").decode().splitlines() == [
        "id:ID,:LABEL,iri,kind,sector",
        f'"a","GovernmentBody","{ID["a"]}","government-body",""',
        f'"b","Thing","{ID["b"]}","",',
    ]
    heading, tie = archive.read("relationships.csv").decode().splitlines()
    assert heading == ":START_ID,:END_ID,:TYPE,id,relation,sources:string[],certain:boolean,from:date"
    assert tie.startswith('"a","b","PART_OF",')
    assert tie.endswith(',"part-of","x%3By;z","true",')


def test_a_tie_without_one_relation_has_a_type_too() -> None:
    graph = nx.Graph([(ID["a"], ID["b"])])
    archive = zipfile.ZipFile(io.BytesIO(neo4j(rows(graph))))
    assert '"TIED_WITH"' in archive.read("relationships.csv").decode()


def test_a_workbook_has_four_sheets_and_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(rows(typed()), "ru")))
    assert book.sheetnames == ["Узлы", "Связи", "Источники", "О сети"]
    # a heading, then 5 nodes; 7 ties; 3 sources; 7 things said of the whole
    assert [sheet.max_row for sheet in book] == [6, 8, 4, 8]
    assert [cell.data_type for row in book["Узлы"] for cell in row if cell.value == "=Alfa"] == ["s"]

"""A projection for other programs: Gephi, Cytoscape, KGX, FollowTheMoney, Neo4j, networkx, spreadsheets.

Every format keeps all nodes and ties with their dates and sources, except where ``graph_losses`` says what it
cannot hold. Equal graphs give equal bytes.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final, Literal

from pharmagraph.exports.graph_ftm import ftm
from pharmagraph.exports.graph_json import cx2, cyjs, json_text, node_link, sources_text
from pharmagraph.exports.graph_kgx import kgx
from pharmagraph.exports.graph_rows import as_rows, joined, name_of
from pharmagraph.exports.graph_tables import neo4j, workbook
from pharmagraph.exports.tables import json_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from pharmagraph.exports.graph_rows import Network
    from pharmagraph.model import Lang, SourceRef

GraphFormat = Literal["graphml", "gexf", "cx2", "cyjs", "kgx", "ftm", "neo4j-csv", "node-link", "xlsx"]
FORMATS: Final[tuple[GraphFormat, ...]] = (
    "graphml", "gexf", "cx2", "cyjs", "kgx", "ftm", "neo4j-csv", "node-link", "xlsx",
)  # fmt: skip

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_graph(  # noqa: PLR0911 - one return per format
    graph: nx.Graph,
    form: GraphFormat,
    *,
    catalogue: Mapping[str, SourceRef],
    released: str,
    lang: Lang = "en",
) -> bytes:
    """The graph in one of ``FORMATS``; ``released`` is the date of the data. ``graph`` is not changed.

    Fields are texts, numbers, truth values and lists of texts, as ``KnowledgeGraph.graph`` makes them. The
    ``to`` of a tie is the first day on which it no longer held, but in ``ftm`` the last on which it did.
    ``kgx`` is its JSON, ``ftm`` one entity per line, ``neo4j-csv`` a zip of two files for ``neo4j-admin``.
    """
    network = as_rows(graph, catalogue=catalogue, released=released)
    match form:
        case "graphml":
            return _graphml(network)
        case "gexf":
            return _gexf(network)
        case "cx2":
            return json_text(cx2(network))
        case "cyjs":
            return json_text(cyjs(network))
        case "node-link":
            return json_text(node_link(network))
        case "kgx":
            return json_text(kgx(network))
        case "ftm":
            return json_lines(ftm(network))
        case "neo4j-csv":
            return neo4j(network)
        case "xlsx":
            return workbook(network, lang)


def _graphml(network: Network) -> bytes:
    import networkx as nx

    flat = _flat(network)
    flat.graph.update({key: _text(value) for key, value in network.about.items()})
    flat.graph["sources"] = _text(sources_text(network))
    stream = io.BytesIO()
    nx.write_graphml_xml(flat, stream, infer_numeric_types=True)
    return stream.getvalue()


def _gexf(network: Network) -> bytes:
    from xml.etree import ElementTree as ET

    from networkx.readwrite.gexf import GEXFWriter

    flat = _flat(network)
    flat.graph["name"] = network.about["name"]
    for node in network.nodes:
        flat.nodes[_text(node["id"])]["label"] = _text(name_of(node))
    for *_, key, fields in flat.edges(keys=True, data=True):
        fields["id"] = key
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(flat)
    meta = writer.xml[0]
    meta.set("lastmodifieddate", network.about["released"])  # not the clock's: the same graph, the same bytes
    meta[0].text = network.about["name"]
    ET.SubElement(meta, "description").text = f"{network.about['projection']}, {network.about['as_of']}"
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue() + b"\n"


def _flat(network: Network) -> nx.Graph:
    """The network with values that XML can hold."""
    import networkx as nx

    flat: nx.Graph = nx.MultiDiGraph() if network.directed else nx.MultiGraph()
    for node in network.nodes:
        fields = {key: _text(value) for key, value in node.items()}
        flat.add_node(fields.pop("id"), **fields)
    for tie in network.ties:
        fields = {key: _text(value) for key, value in tie.fields.items()}
        flat.add_edge(_text(tie.start), _text(tie.end), key=tie.id, **fields)
    return flat


def _text(value: Any) -> Any:
    """A list as one text, and any text with one kind of line end and only the characters of XML."""
    value = joined(value)
    return _NOT_XML.sub("\ufffd", re.sub("\r\n?", "\n", value)) if isinstance(value, str) else value

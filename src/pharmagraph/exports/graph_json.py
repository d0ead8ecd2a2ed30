"""A network as JSON for Cytoscape, Cytoscape.js, networkx and d3."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pharmagraph.exports.graph_rows import name_of, source_row, types_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.exports.graph_rows import Network

_CX2_TYPES: Final = {bool: "boolean", int: "long", float: "double", str: "string", list: "list_of_string"}


def cx2(network: Network) -> list[Any]:
    """Cytoscape Exchange 2, the format of Cytoscape and NDEx: nodes are numbered, every field is declared."""
    numbers = {node["id"]: number for number, node in enumerate(network.nodes)}
    nodes = [{"name": name_of(node), **node} for node in network.nodes]
    about = {**network.about, "version": network.about["released"], "sources": sources_text(network)}
    return [
        {"CXVersion": "2.0", "hasFragments": False},
        {
            "attributeDeclarations": [
                {
                    "networkAttributes": _declared([about]),
                    "nodes": _declared(nodes),
                    "edges": _declared([{"id": tie.id, **tie.fields} for tie in network.ties]),
                }
            ]
        },
        {"networkAttributes": [about]},
        {"nodes": [{"id": numbers[node["id"]], "v": node} for node in nodes]},
        {
            "edges": [
                {
                    "id": number,
                    "s": numbers[tie.start],
                    "t": numbers[tie.end],
                    "v": {"id": tie.id, **tie.fields},
                }
                for number, tie in enumerate(network.ties)
            ]
        },
        {"status": [{"success": True}]},
    ]


def _declared(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    return {key: {"d": _CX2_TYPES[type_]} for key, type_ in types_of(rows).items()}


def cyjs(network: Network) -> dict[str, Any]:
    """Cytoscape.js, for the web."""
    return {
        "format_version": "1.0",
        "data": {**network.about, "sources": [source_row(source) for source in network.sources]},
        "elements": {
            "nodes": [{"data": {"name": name_of(node), **node}} for node in network.nodes],
            "edges": [
                {"data": {"id": tie.id, "source": tie.start, "target": tie.end, **tie.fields}}
                for tie in network.ties
            ],
        },
    }


def node_link(network: Network) -> dict[str, Any]:
    """What ``networkx.node_link_graph(…, edges="edges")`` and d3 read."""
    return {
        "directed": network.directed,
        "multigraph": network.multigraph,
        "graph": {**network.about, "sources": [source_row(source) for source in network.sources]},
        "nodes": network.nodes,
        "edges": [
            {
                "source": tie.start,
                "target": tie.end,
                **({"key": tie.key} if network.multigraph else {}),
                "id": tie.id,
                **tie.fields,
            }
            for tie in network.ties
        ],
    }


def sources_text(network: Network) -> str:
    """The sources as one JSON text, for formats in which what is said of the whole is flat."""
    return json.dumps([source_row(source) for source in network.sources], ensure_ascii=False)


def json_text(document: Any) -> bytes:
    """The document as a JSON file."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")

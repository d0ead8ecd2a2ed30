"""Readers that share nothing with the writers: a file of each format back as plain nodes and ties."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import networkx as nx
import openpyxl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

BASE = "https://w3id.org/pharmagraph/id/"
SOURCE_KEYS = ("id", "title", "publisher", "date", "url")
Fields = dict[str, Any]
Tie = tuple[str, str, Fields]


@dataclass(frozen=True)
class Plain:
    """A graph as plain values; ``about`` is empty where a file tells nothing of the whole."""

    nodes: dict[str, Fields]
    ties: list[Tie]
    sources: list[Fields]
    about: Fields


def in_order(ties: Iterable[Tie]) -> list[Tie]:
    return sorted(
        ties, key=lambda tie: (tie[0], tie[1], sorted((key, str(value)) for key, value in tie[2].items()))
    )


def one_way(ties: Iterable[Tie], *, directed: bool) -> list[Tie]:
    """The ties in order; the ends of one without a direction too."""
    return in_order(ties if directed else ((min(a, b), max(a, b), fields) for a, b, fields in ties))


def node_link(content: bytes) -> Plain:
    graph = nx.node_link_graph(json.loads(content), edges="edges")
    about = dict(graph.graph)
    return _of_networkx(graph, about.pop("sources"), about)


def graphml(content: bytes) -> Plain:
    graph = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    about = {key: value for key, value in graph.graph.items() if not key.endswith("_default")}
    for start, end, key, fields in graph.edges(keys=True, data=True):
        assert "id" not in fields, (start, end)
        fields["id"] = key
    return _of_networkx(graph, json.loads(about.pop("sources")), about)


def gexf(content: bytes) -> Plain:
    graph = nx.read_gexf(io.BytesIO(content))
    for _, fields in graph.nodes(data=True):
        assert fields.pop("label")
    described = re.search(r"<description>(.*), (.*)</description>", content.decode())
    assert described
    about = {"name": graph.graph["name"], "projection": described[1], "as_of": described[2]}
    return _of_networkx(graph, [], about)


def _of_networkx(graph: nx.Graph, sources: list[Fields], about: Fields) -> Plain:
    directed = graph.is_directed()
    return Plain(
        {node: _without(fields, "id") for node, fields in graph.nodes(data=True)},
        one_way(_told_apart((a, b, dict(of)) for a, b, of in graph.edges(data=True)), directed=directed),
        sources,
        {**about, "directed": directed},
    )


def cx2(content: bytes) -> Plain:
    parts = {key: value for part in json.loads(content) for key, value in part.items()}
    declared = parts["attributeDeclarations"][0]
    about = _typed(parts["networkAttributes"][0], declared["networkAttributes"])
    assert about.pop("version") == about["released"]
    nodes = {node["id"]: _typed(node["v"], declared["nodes"]) for node in parts["nodes"]}
    assert all(fields.pop("name") for fields in nodes.values())
    ids = {number: fields.pop("id") for number, fields in nodes.items()}
    ties = ((ids[edge["s"]], ids[edge["t"]], _typed(edge["v"], declared["edges"])) for edge in parts["edges"])
    return Plain(
        {ids[number]: fields for number, fields in nodes.items()},
        one_way(_told_apart(ties), directed=about["directed"]),
        json.loads(about.pop("sources")),
        about,
    )


def _typed(values: Fields, declared: Mapping[str, Mapping[str, str]]) -> Fields:
    """The values, each of the type that is declared for it."""
    types = {"boolean": bool, "long": int, "double": float, "string": str, "list_of_string": list}
    assert all(type(value) is types[declared[key]["d"]] for key, value in values.items())
    return dict(values)


def cyjs(content: bytes) -> Plain:
    document = json.loads(content)
    about = document["data"]
    nodes = [dict(node["data"]) for node in document["elements"]["nodes"]]
    edges = [edge["data"] for edge in document["elements"]["edges"]]
    assert not {node["id"] for node in nodes} & {edge["id"] for edge in edges}
    assert all(node.pop("name") for node in nodes)
    ties = ((edge["source"], edge["target"], _without(edge, "source", "target")) for edge in edges)
    return Plain(
        {node.pop("id"): node for node in nodes},
        one_way(_told_apart(ties), directed=about["directed"]),
        about.pop("sources"),
        about,
    )


def kgx(content: bytes) -> Plain:
    document = json.loads(content)
    iris = {node["id"]: node["iri"] for node in document["nodes"]}
    ids = {curie: iri.removeprefix(BASE) for curie, iri in iris.items()}
    ties, addresses = [], {}
    for edge in document["edges"]:
        cited = edge.pop("source_ids")
        addresses.update(zip(cited, edge.pop("publications"), strict=True))
        ends = ids[edge.pop("subject")], ids[edge.pop("object")]
        biolink = ("category", "predicate", "knowledge_level", "agent_type", "primary_knowledge_source")
        ties.append((*ends, {**_without(edge, *biolink), **({"sources": cited} if cited else {})}))
    return Plain(
        {
            ids[node["id"]]: _without(node, "id", "category", "name", "provided_by")
            for node in document["nodes"]
        },
        in_order(_told_apart(ties)),
        [{"id": one, "url": url} for one, url in sorted(addresses.items())],
        {},
    )


def neo4j(content: bytes) -> Plain:
    archive = zipfile.ZipFile(io.BytesIO(content))
    nodes, ties = (
        [
            _headed(row)
            for row in csv.DictReader(io.StringIO(archive.read(name).decode(), newline=""), strict=True)
        ]
        for name in ("nodes.csv", "relationships.csv")
    )
    assert all(node.pop("LABEL").isidentifier() for node in nodes)
    assert all(tie.pop("TYPE") for tie in ties)
    return Plain(
        {node.pop("id"): node for node in nodes},
        in_order(_told_apart((tie.pop("START_ID"), tie.pop("END_ID"), tie) for tie in ties)),
        [],
        {},
    )


def _headed(row: Mapping[str, str]) -> Fields:
    """A row by the names before the colon, each cell of the type after it."""
    types: dict[str, Callable[[str], Any]] = {
        "boolean": lambda text: {"true": True, "false": False}[text],
        "long": int,
        "double": float,
        "string[]": lambda text: text.split(";") if text else [],
        "date": lambda text: text and date.fromisoformat(text).isoformat(),
    }
    fields = {}
    for heading, text in row.items():
        name, _, kind = heading.partition(":")
        fields[name or kind] = types.get(kind, str)(text)
    return fields


def xlsx(content: bytes) -> Plain:
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    nodes, ties, sources, about = (_rows(sheet) for sheet in workbook)
    whole = {row["key"]: row.get("value", "") for row in about}
    return Plain(
        {node.pop("id"): node for node in nodes},
        one_way(
            _told_apart((tie.pop("start"), tie.pop("end"), tie) for tie in ties), directed=whole["directed"]
        ),
        [{key: source.get(key, "") for key in SOURCE_KEYS} for source in sources],
        whole,
    )


def _rows(sheet: Any) -> list[Fields]:
    heading, *rows = sheet.iter_rows()
    assert all(cell.data_type != "f" for row in rows for cell in row)
    return [
        {
            key.value: _unescaped(cell.value)
            for key, cell in zip(heading, row, strict=True)
            if cell.value is not None
        }
        for row in rows
    ]


def _unescaped(value: Any) -> Any:
    """The text without the escapes of ECMA-376 (22.4.2.4) for characters that XML has no place for."""
    if not isinstance(value, str):
        return value
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), value)


def ftm(content: bytes) -> Plain:
    """Entities in our words; ``names`` are in no order, and an end is again the first day after."""
    ends = {
        "Ownership": ("owner", "asset"),
        "Employment": ("employee", "employer"),
        "Membership": ("member", "organization"),
        "Succession": ("predecessor", "successor"),
        "Payment": ("payer", "beneficiary"),
        "UnknownLink": ("subject", "object"),
    }
    nodes, ties, sources = {}, [], []
    for line in content.decode().removesuffix("\n").split("\n") if content else ():
        entity = json.loads(line)
        told = entity["properties"]
        one = {key: values[0] for key, values in told.items()}
        if entity["schema"] == "Document":
            named = (entity["id"], *(one.get(key, "") for key in ("title", "publisher", "date", "sourceUrl")))
            sources.append(dict(zip(SOURCE_KEYS, named, strict=True)))
        elif entity["schema"] in ends:
            start, end = (one[key] for key in ends[entity["schema"]])
            last = one.get("endDate")
            tie = {
                "id": entity["id"],
                "relations": told.get("role") or told.get("purpose", []),
                "status": one.get("status") or one.get("summary", ""),
                "from": one.get("startDate", ""),
                "to": (date.fromisoformat(last) + timedelta(days=1)).isoformat() if last else "",
                "via": one.get("recordId", ""),
                "sources": told.get("proof", []),
            }
            ties.append((start, end, tie))
        else:
            nodes[entity["id"]] = {
                "names": sorted(told["name"]),
                "kind": one["classification"],
                "sector": one.get("sector", ""),
                "country": one.get("country", "").upper(),
            }
    return Plain(nodes, in_order(_told_apart(ties)), sources, {})


def _told_apart(ties: Iterable[Tie]) -> list[Tie]:
    """The ties without their ids, which are of no two ties the same."""
    listed = list(ties)
    assert len({fields.pop("id") for *_, fields in listed}) == len(listed)
    return listed


def _without(fields: Mapping[str, Any], *keys: str) -> Fields:
    return {key: value for key, value in fields.items() if key not in keys}


READERS: dict[str, Callable[[bytes], Plain]] = {
    "graphml": graphml,
    "gexf": gexf,
    "cx2": cx2,
    "cyjs": cyjs,
    "kgx": kgx,
    "ftm": ftm,
    "neo4j-csv": neo4j,
    "node-link": node_link,
    "xlsx": xlsx,
}

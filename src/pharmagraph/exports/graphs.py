"""A projection for other programs: Gephi, Cytoscape, KGX, FollowTheMoney, Neo4j, networkx, spreadsheets.

Every format keeps all nodes and ties with their dates and sources, except where ``LOSSES`` says what it
cannot hold. Equal graphs give equal bytes.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from pharmagraph.exports.tables import Sheet, columns, json_lines, render_xlsx
from pharmagraph.model import SourceRef, Words
from pharmagraph.vocab import BASE, ID, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

    from pharmagraph.exports.cells import Json
    from pharmagraph.model import Lang

GraphFormat = Literal["graphml", "gexf", "cx2", "cyjs", "kgx", "ftm", "neo4j-csv", "node-link", "xlsx"]
FORMATS: Final[tuple[GraphFormat, ...]] = (
    "graphml", "gexf", "cx2", "cyjs", "kgx", "ftm", "neo4j-csv", "node-link", "xlsx",
)  # fmt: skip
LIST_MARK: Final = "|"

LOSSES: Final[dict[str, Words]] = {
    "ttl": Words(
        "who says what: statements are merged; trig, nq and jsonld keep the sources",
        "кто что говорит: утверждения слиты; источники сохраняют trig, nq и jsonld",
    ),
    "graphml": Words(
        "lists are one text joined by |; characters that XML has no place for become \ufffd; "
        "titles and addresses of sources are left out, their ids are kept",
        "списки склеены знаком |; недопустимые в XML знаки заменены на \ufffd; "
        "названия и адреса источников опущены, их id сохранены",
    ),
    "kgx": Words(
        "kinds and relations become Biolink's where there is one, our own words stand beside them; "
        "strength and cost of ties are left out",
        "виды и связи переведены в термины Biolink, наши слова стоят рядом; сила и стоимость связей опущены",
    ),
    "ftm": Words(
        "only organisations, persons and the ties between them; targets and medicines have no schema "
        "there; strength, cost, confidence and inferred ties are left out",
        "только организации, персоны и связи между ними; для мишеней и препаратов там нет схем; "
        "сила, стоимость, уверенность и выведенные связи опущены",
    ),
    "neo4j-csv": Words(
        "titles and addresses of sources are left out, their ids are kept",
        "названия и адреса источников опущены, их id сохранены",
    ),
}
LOSSES["gexf"] = LOSSES["graphml"]
"""What a format cannot hold; a format that is not named here loses nothing."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CATEGORIES: Final = {
    "target": "Protein", "drug": "Drug", "product": "Drug", "asset-basket": "ChemicalMixture",
    "disease": "Disease", "person": "Agent", "technology": "NamedThing", "country": "GeographicLocation",
}  # fmt: skip
_PREDICATES: Final = {"modulates": "affects", "contains": "has_part", "part-of": "part_of"}
_FTM_SCHEMAS: Final = {
    "person": "Person", "company": "Company", "government-body": "PublicBody", "regulator": "PublicBody",
}  # fmt: skip
_FTM_TIES: Final = {
    "owns": ("Ownership", "owner", "asset"),
    "holds-post-at": ("Employment", "employee", "employer"),
    "member-of": ("Membership", "member", "organization"),
    "predecessor-of": ("Succession", "predecessor", "successor"),
    "funds": ("Payment", "payer", "beneficiary"),
}
_FTM_KINDS: Final = frozenset(
    {
        "company", "government-body", "regulator", "international-body", "coordination-body",
        "development-institution", "research-organisation", "association", "organisation", "person",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """The ends of a tie and what it says, with ids of our own in place of IRIs."""

    id: str
    start: str
    end: str
    fields: dict[str, Any]


def render_graph(  # noqa: PLR0911 - one return per format
    graph: nx.Graph,
    form: GraphFormat,
    *,
    catalogue: Mapping[str, SourceRef],
    released: str,
    lang: Lang = "en",
) -> bytes:
    """The graph in one of ``FORMATS``; ``released`` is the date of the data. ``graph`` is not changed.

    ``kgx`` is its JSON, ``ftm`` one entity per line, ``neo4j-csv`` a zip of two files for ``neo4j-admin``.
    """
    nodes, ties = list(_nodes(graph)), list(_ties(graph))
    match form:
        case "graphml":
            return _graphml(nodes, ties, directed=graph.is_directed())
        case "gexf":
            return _gexf(nodes, ties, directed=graph.is_directed(), released=released)
        case "cx2":
            return _text(_cx2(nodes, ties, catalogue, released))
        case "cyjs":
            return _text(_cyjs(nodes, ties, catalogue, released))
        case "node-link":
            return _text(_node_link(graph, nodes, ties, catalogue))
        case "kgx":
            return _text(_kgx(nodes, ties, catalogue))
        case "ftm":
            return json_lines(_ftm(nodes, ties, catalogue))
        case "neo4j-csv":
            return _neo4j(nodes, ties)
        case "xlsx":
            return _workbook(nodes, ties, catalogue, lang)


def _nodes(graph: nx.Graph) -> Iterator[dict[str, Any]]:
    for iri, fields in sorted(graph.nodes(data=True)):
        yield {
            "id": entity_id(iri),
            "iri": str(iri),
            **{key: value for key, value in fields.items() if key != "id"},
        }


def _ties(graph: nx.Graph) -> Iterator[Named]:
    listed = (
        sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
        if graph.is_multigraph()
        else sorted(
            ((start, end, "", fields) for start, end, fields in graph.edges(data=True)),
            key=lambda edge: edge[:2],
        )
    )
    for number, (start, end, _, fields) in enumerate(listed):
        told: dict[str, Any] = {
            key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()
        }
        for key in ("via", "group"):
            if key in told:
                told[key] = entity_id(told[key])
        yield Named(f"t{number}", entity_id(start), entity_id(end), told)


# ------------------------------------------------------------------------------------------- XML


def _flat(value: Any) -> Any:
    """A value as XML can hold it."""
    if isinstance(value, (list, tuple)):
        value = LIST_MARK.join(map(str, value))
    return _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value


def _as_networkx(nodes: Iterable[dict[str, Any]], ties: Iterable[Named], *, directed: bool) -> nx.Graph:
    import networkx as nx

    flat: nx.Graph = nx.MultiDiGraph() if directed else nx.MultiGraph()
    for node in nodes:
        flat.add_node(_flat(node["id"]), **{key: _flat(value) for key, value in node.items() if key != "id"})
    for tie in ties:
        fields = {key: _flat(value) for key, value in tie.fields.items()}
        flat.add_edge(_flat(tie.start), _flat(tie.end), key=tie.id, **fields)
    return flat


def _graphml(nodes: list[dict[str, Any]], ties: list[Named], *, directed: bool) -> bytes:
    import networkx as nx

    stream = io.BytesIO()
    nx.write_graphml_xml(_as_networkx(nodes, ties, directed=directed), stream, named_key_ids=True)
    return stream.getvalue()


def _gexf(nodes: list[dict[str, Any]], ties: list[Named], *, directed: bool, released: str) -> bytes:
    from xml.etree import ElementTree

    from networkx.readwrite.gexf import GEXFWriter

    graph = _as_networkx(nodes, ties, directed=directed)
    for _, fields in graph.nodes(data=True):
        fields["label"] = fields.get("label_en") or fields.get("label_ru") or fields["iri"]
    for *_, key, fields in graph.edges(keys=True, data=True):
        fields["id"] = key
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(graph)
    for meta in writer.xml.iter():
        if meta.tag.endswith("meta"):
            meta.set("lastmodifieddate", released)  # not the clock's: the same graph, the same bytes
    stream = io.BytesIO()
    ElementTree.ElementTree(writer.xml).write(stream, encoding="utf-8", xml_declaration=True)
    return stream.getvalue() + b"\n"


# ------------------------------------------------------------------------------------------ JSON


def _cx2(
    nodes: list[dict[str, Any]], ties: list[Named], catalogue: Mapping[str, SourceRef], released: str
) -> list[Any]:
    """Cytoscape Exchange 2, the format of Cytoscape and NDEx."""
    numbers = {node["id"]: number for number, node in enumerate(nodes)}
    attributes = {
        "name": "pharmagraph",
        "version": released,
        "sources": json.dumps(_cited(ties, catalogue), ensure_ascii=False),
    }
    return [
        {"CXVersion": "2.0", "hasFragments": False},
        {
            "attributeDeclarations": [
                {
                    "networkAttributes": {key: {"d": "string"} for key in attributes},
                    "nodes": _declared([{"name": "", **node} for node in nodes]),
                    "edges": _declared([tie.fields for tie in ties]),
                }
            ]
        },
        {"networkAttributes": [attributes]},
        {"nodes": [{"id": numbers[node["id"]], "v": {"name": _name(node), **node}} for node in nodes]},
        {
            "edges": [
                {"id": number, "s": numbers[tie.start], "t": numbers[tie.end], "v": tie.fields}
                for number, tie in enumerate(ties)
            ]
        },
        {"status": [{"success": True}]},
    ]


def _declared(rows: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    types = {bool: "boolean", int: "integer", float: "double", str: "string", list: "list_of_string"}
    return {key: {"d": types[type(value)]} for row in rows for key, value in row.items()}


def _cyjs(
    nodes: list[dict[str, Any]], ties: list[Named], catalogue: Mapping[str, SourceRef], released: str
) -> dict[str, Any]:
    """Cytoscape.js, for the web."""
    return {
        "format_version": "1.0",
        "data": {"name": "pharmagraph", "released": released, "sources": _cited(ties, catalogue)},
        "elements": {
            "nodes": [{"data": {"name": _name(node), **node}} for node in nodes],
            "edges": [
                {"data": {"id": tie.id, "source": tie.start, "target": tie.end, **tie.fields}} for tie in ties
            ],
        },
    }


def _node_link(
    graph: nx.Graph, nodes: list[dict[str, Any]], ties: list[Named], catalogue: Mapping[str, SourceRef]
) -> dict[str, Any]:
    """What ``networkx.node_link_graph(…, edges="edges")`` and d3 read."""
    return {
        "directed": graph.is_directed(),
        "multigraph": True,
        "graph": {
            "name": "pharmagraph",
            "as_of": graph.graph.get("as_of", ""),
            "sources": _cited(ties, catalogue),
        },
        "nodes": nodes,
        "edges": [{"source": tie.start, "target": tie.end, "key": tie.id, **tie.fields} for tie in ties],
    }


def _kgx(
    nodes: list[dict[str, Any]], ties: list[Named], catalogue: Mapping[str, SourceRef]
) -> dict[str, Any]:
    """Knowledge Graph Exchange, in terms of Biolink."""
    return {
        "nodes": [
            {
                "id": node["iri"],
                "category": [f"biolink:{_CATEGORIES.get(node.get('kind', ''), 'Agent')}"],
                "name": _name(node),
                **{key: value for key, value in node.items() if key not in {"id", "iri"} and value},
                "provided_by": [BASE],
            }
            for node in nodes
        ],
        "edges": [
            {
                "id": f"{BASE}tie/{tie.id}",
                "subject": _iri(tie.start),
                "predicate": f"biolink:{_PREDICATES.get(tie.fields.get('relation', ''), 'related_to')}",
                "object": _iri(tie.end),
                "original_predicate": tie.fields.get("relation")
                or LIST_MARK.join(tie.fields.get("relations", ())),
                "knowledge_level": "logical_entailment"
                if tie.fields.get("derived")
                else "knowledge_assertion",
                "agent_type": "manual_agent",
                "primary_knowledge_source": BASE,
                "publications": [_address(one, catalogue) for one in tie.fields.get("sources", ())],
                **{
                    key: value
                    for key, value in tie.fields.items()
                    if key not in {"strength", "cost", "relation", "derived", "certain"}
                    and value not in ("", [])
                },
            }
            for tie in ties
        ],
    }


def _ftm(
    nodes: list[dict[str, Any]], ties: list[Named], catalogue: Mapping[str, SourceRef]
) -> Iterator[Json]:
    """FollowTheMoney entities, ties as entities of their own; what it has no schema for is left out."""
    kept = {node["id"] for node in nodes if node.get("kind") in _FTM_KINDS}
    for node in nodes:
        if node["id"] in kept:
            names = [text for text in (node.get("label_en"), node.get("label_ru")) if text] or [node["id"]]
            properties = {"name": names}
            if node.get("country"):
                properties["country"] = [node["country"].lower()]
            yield {
                "id": node["id"],
                "schema": _FTM_SCHEMAS.get(node["kind"], "Organization"),
                "properties": dict(properties),
            }
    for tie in ties:
        if tie.start in kept and tie.end in kept and not tie.fields.get("derived"):
            yield _ftm_tie(tie, catalogue)


def _ftm_tie(tie: Named, catalogue: Mapping[str, SourceRef]) -> Json:
    relation = tie.fields.get("relation") or LIST_MARK.join(tie.fields.get("relations", ()))
    schema, start, end = _FTM_TIES.get(relation, ("UnknownLink", "subject", "object"))
    properties: dict[str, list[str]] = {start: [tie.start], end: [tie.end], "role": [relation]}
    if schema == "Payment":
        properties["purpose"] = properties.pop("role")
    if tie.fields.get("from"):
        properties["startDate"] = [tie.fields["from"]]
    if tie.fields.get("to"):
        last = date.fromisoformat(tie.fields["to"]) - timedelta(days=1)  # there the end is the last day
        properties["endDate"] = [last.isoformat()]
    if tie.fields.get("status"):
        properties["status" if schema != "Payment" else "summary"] = [tie.fields["status"]]
    cited = tie.fields.get("sources", ())
    addresses = [catalogue[one].url for one in cited if one in catalogue and catalogue[one].url]
    if addresses:
        properties["sourceUrl"] = addresses
    properties["recordId"] = list(cited)
    name = tie.fields.get("via") or f"{tie.start}-{relation}"
    return {
        "id": f"{name}-{tie.start}-{tie.end}-{tie.id}",
        "schema": schema,
        "properties": {key: list(values) for key, values in properties.items()},
    }


# ---------------------------------------------------------------------------------------- tables


def _neo4j(nodes: list[dict[str, Any]], ties: list[Named]) -> bytes:
    """``nodes.csv`` and ``relationships.csv`` with the headings of ``neo4j-admin database import``."""
    node_keys = [key for key in _keys(nodes) if key not in {"id", "kind"}]
    tie_keys = [key for key in _keys(tie.fields for tie in ties) if key != "relation"]
    samples = {key: value for tie in ties for key, value in tie.fields.items()}
    node_rows = [
        ["id:ID", ":LABEL", *node_keys],
        *(
            [node["id"], _label(node.get("kind", "")), *(node.get(key, "") for key in node_keys)]
            for node in nodes
        ),
    ]
    tie_rows = [
        [":START_ID", ":END_ID", ":TYPE", *(f"{key}{_neo4j_type(key, samples[key])}" for key in tie_keys)],
        *(
            [
                tie.start,
                tie.end,
                (tie.fields.get("relation") or "tied-with").upper().replace("-", "_"),
                *(_neo4j_cell(tie.fields.get(key, "")) for key in tie_keys),
            ]
            for tie in ties
        ),
    ]
    return _zipped({"nodes.csv": _csv(node_rows), "relationships.csv": _csv(tie_rows)})


def _neo4j_type(key: str, sample: Any) -> str:
    if key in {"from", "to"}:
        return ":date"
    return {bool: ":boolean", int: ":long", float: ":double", list: ":string[]"}.get(type(sample), "")


def _neo4j_cell(value: Any) -> str:
    if isinstance(value, list):
        return ";".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _label(kind: str) -> str:
    return "".join(part.capitalize() for part in kind.split("-")) or "Thing"


def _csv(rows: Iterable[Iterable[Any]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode("utf-8", "replace")


def _zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()


def _workbook(
    nodes: list[dict[str, Any]], ties: list[Named], catalogue: Mapping[str, SourceRef], lang: Lang
) -> bytes:
    node_keys, tie_keys = _keys(nodes), _keys(tie.fields for tie in ties)
    node_sheet = Sheet(
        columns(*((key, key, key) for key in node_keys)),
        tuple(tuple(node.get(key) for key in node_keys) for node in nodes),
    )
    rows = tuple(
        (
            tie.start,
            tie.end,
            *(
                LIST_MARK.join(value) if isinstance(value, list) else value
                for value in (tie.fields.get(key) for key in tie_keys)
            ),
        )
        for tie in ties
    )
    tie_sheet = Sheet(columns(*((key, key, key) for key in ("start", "end", *tie_keys))), rows)
    cited = _cited(ties, catalogue)
    source_keys = ("id", "title", "publisher", "date", "url")
    source_sheet = Sheet(
        columns(*((key, key, key) for key in source_keys)),
        tuple(tuple(one[key] for key in source_keys) for one in cited),
    )
    names = ("Узлы", "Связи", "Источники") if lang == "ru" else ("Nodes", "Ties", "Sources")
    return render_xlsx(list(zip(names, (node_sheet, tie_sheet, source_sheet), strict=True)), lang=lang)


# --------------------------------------------------------------------------------------- in common


def _keys(rows: Iterable[dict[str, Any]]) -> list[str]:
    """The keys of all rows, in the order of first appearance."""
    return list(dict.fromkeys(key for row in rows for key in row))


def _cited(ties: Iterable[Named], catalogue: Mapping[str, SourceRef]) -> list[dict[str, str]]:
    """The sources that the ties name, with what is known of each."""
    listed = sorted({one for tie in ties for one in tie.fields.get("sources", ())})
    known = [catalogue.get(one) or SourceRef(one, one) for one in listed]
    return [
        {"id": one.id, "title": one.title, "publisher": one.publisher, "date": one.date, "url": one.url}
        for one in known
    ]


def _address(source: str, catalogue: Mapping[str, SourceRef]) -> str:
    return (catalogue[source].url if source in catalogue else "") or _iri(source)


def _iri(identifier: str) -> str:

    return identifier if ":" in identifier else ID[identifier]


def _name(node: dict[str, Any]) -> str:
    return node.get("label_en") or node.get("label_ru") or str(node["id"])


def _text(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")

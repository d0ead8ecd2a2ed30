"""A network as KGX JSON (Knowledge Graph Exchange), in terms of the Biolink model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pharmagraph.exports.graph_rows import name_of
from pharmagraph.vocab import ID, KIND_GROUPS, compact, entity_id, entity_iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pharmagraph.exports.graph_rows import Network, Tie
    from pharmagraph.model import SourceRef

_SOURCE: Final = "infores:pharmagraph"
_CATEGORIES: Final = {
    "target": "Protein", "drug": "Drug", "product": "Drug", "asset-basket": "ChemicalMixture",
    "disease": "Disease", "country": "GeographicLocation", "territory": "GeographicLocation",
}  # fmt: skip
_PREDICATES: Final = {"modulates": "affects", "contains": "has_part", "part-of": "part_of"}
_LEVELS: Final = {
    False: ("knowledge_assertion", "manual_agent"),
    True: ("logical_entailment", "automated_agent"),
    None: ("not_provided", "not_provided"),
}
"""How a tie came to be known, by whether it is inferred; one edge for many ties does not say."""


def kgx(network: Network) -> dict[str, Any]:
    """Nodes and edges as Biolink has them; ids are CURIEs, and our own words stand beside Biolink's."""
    curies = {node["id"]: _curie(node["iri"]) for node in network.nodes}
    sources = {source.id: source for source in network.sources}
    return {
        "nodes": [
            {
                **_stated(node),
                "id": curies[node["id"]],
                "category": [f"biolink:{_category(node.get('kind', ''))}"],
                "name": name_of(node),
                "provided_by": [_SOURCE],
            }
            for node in network.nodes
        ],
        "edges": [_edge(tie, curies, sources) for tie in network.ties],
    }


def _edge(tie: Tie, curies: Mapping[str, str], sources: Mapping[str, SourceRef]) -> dict[str, Any]:
    told = _stated(tie.fields)
    cited = told.pop("sources", [])  # Biolink's own "sources" are records of another shape
    level, agent = _LEVELS[tie.fields.get("derived")]
    return {
        **told,
        "id": f"urn:uuid:{tie.id}",
        "category": ["biolink:Association"],
        "subject": curies[tie.start],
        "predicate": f"biolink:{_PREDICATES.get(tie.fields.get('relation', ''), 'related_to')}",
        "object": curies[tie.end],
        "knowledge_level": level,
        "agent_type": agent,
        "primary_knowledge_source": _SOURCE,
        "publications": [sources[one].url or _address(one) for one in cited],
        "source_ids": cited,
    }


def _category(kind: str) -> str:
    return _CATEGORIES.get(kind) or ("Agent" if kind in KIND_GROUPS["actor"] else "NamedThing")


def _curie(iri: str) -> str:
    return f"pharmagraph:{entity_id(iri)}" if iri in ID else compact(iri)


def _address(source: str) -> str:
    return source if ":" in source else entity_iri(source)


def _stated(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in ("", [])}

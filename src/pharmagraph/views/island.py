"""The content of a page as JSON: what the picture shows, in tables that refer to one another by number.

Text from data is only ever a JSON string here; ``embedded`` writes it so that no parser finds markup in it.
"""

from __future__ import annotations

import json
from math import log, sqrt
from typing import TYPE_CHECKING, Any, Final

from pharmagraph.graph.crossing import HUB_WEIGHT, NO_STEPPING_STONE, UNCONFIRMED_AFTER_YEARS, UNIT
from pharmagraph.graph.options import DEFAULT_MAX_HOPS, LONGEST, STATUS_WORDS
from pharmagraph.views.marks import (
    DASHES,
    FAMILIES,
    OUTLINE,
    PAPER,
    PERSPECTIVES,
    SHAPES,
    family_of,
    layer_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pharmagraph.graph.relations import Relation
    from pharmagraph.graph.snapshot import Facet
    from pharmagraph.model import IRI, SourceRef, Words
    from pharmagraph.views.marks import Type
    from pharmagraph.views.model import Edge, Node, View

SMALLEST, LARGEST = 5.0, 18.0
"""The half-width of a mark: the root of its number of partners, between these."""

_ESCAPES: Final = {
    ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029",
}  # fmt: skip


def embedded(value: object) -> str:
    """JSON that may stand between script tags, whatever the texts in it are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def mark_size(partners: int, most: int) -> float:
    """The half-width of a mark with so many partners, where the most tied has ``most``."""
    return round(SMALLEST + (LARGEST - SMALLEST) * sqrt(partners / most), 1) if most else SMALLEST


def node_fields(node: Node, view: View, number: int, most: int) -> dict[str, Any]:
    """A node as the page reads it; ``s`` is its name on the canvas where that is not the full one."""
    entity, short = node.entity, node.short
    fields: dict[str, Any] = {
        "x": view.places[number][0],
        "y": view.places[number][1],
        "size": mark_size(node.partners, most),
        "t": [one.name for one in view.types].index(node.type),
        "kind": entity.kind,
        "deg": node.partners,
    }
    optional = {
        "s": [short.en, short.ru] if short.en != entity.label_en or short.ru != entity.label_ru else None,
        "en": entity.label_en,
        "ru": entity.label_ru,
        "also": list(node.aliases),
        "c": node.country,
        "g": node.group if node.group >= 0 else None,
        "fold": 1 if node.folded else None,
    }
    return fields | {key: value for key, value in optional.items() if value not in (None, "", [])}


def edge_fields(edge: Edge, tables: Tables) -> dict[str, Any]:
    """A tie as the page reads it: numbers of its facet, relation node and sources."""
    fields: dict[str, Any] = {
        "f": tables.facet(edge.facet),
        "s": [tables.source(one) for one in edge.sources],
        "d": [edge.near, edge.far],
    }
    if edge.via and tables.is_named(edge.via):
        fields["v"] = tables.via(edge.via)
    if edge.independent != len(edge.sources):
        fields["i"] = edge.independent
    return fields


class Tables:
    """Gives facets, sources and relation nodes their numbers on first use."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._relations = {relation: number for number, relation in enumerate(view.relations)}
        self._facets: dict[Facet, int] = {}
        self._sources: dict[str, int] = {}
        self._vias: dict[IRI, int] = {}

    def facet(self, facet: Facet) -> int:
        """The number of a facet."""
        return self._facets.setdefault(facet, len(self._facets))

    def source(self, identifier: str) -> int:
        """The number of a source."""
        return self._sources.setdefault(identifier, len(self._sources))

    def is_named(self, node: IRI) -> bool:
        """Whether a relation node has a name to be shown."""
        return node in self._view.vias

    def via(self, node: IRI) -> int:
        """The number of a relation node."""
        return self._vias.setdefault(node, len(self._vias))

    def content(self) -> dict[str, Any]:
        """The tables, to stand beside nodes and edges."""
        return {
            "facets": [self._facet(facet) for facet in self._facets],
            "sources": [_source(one, self._view.catalogue) for one in self._sources],
            "vias": [_pair(self._view.vias[one]) for one in self._vias],
        }

    def _facet(self, facet: Facet) -> dict[str, Any]:
        held = facet.validity
        fields = {
            "r": self._relations[facet.relation],
            "status": facet.status,
            "confidence": facet.confidence,
            "start": [held.start.isoformat(), (held.start_latest or held.start).isoformat()]
            if held.start
            else None,
            "end": held.end.isoformat() if held.end else None,
            "earliest": held.end_earliest.isoformat() if held.end_earliest else None,
            "seen": [held.confirmed[0].isoformat(), held.confirmed[-1].isoformat()]
            if held.confirmed
            else None,
            "strength": facet.strength if facet.strength != 1 else None,
            "cost": max(1, round(UNIT * (1 - log(facet.strength)))),
        }
        return {key: value for key, value in fields.items() if value not in (None, "")}


def page_content(view: View) -> dict[str, Any]:
    """Everything of a page's content that is not a node, an edge or a table of ``Tables``."""
    return {
        "view": {
            "kind": view.kind,
            **_pair(view.title),
            "release": str(view.release),
            "day": view.day.isoformat(),
            "focus": [view.nodes[number].entity.id for number in view.focus],
            "routes": [[view.nodes[number].entity.id for number in route] for route in view.routes],
            "included": sorted(view.included),
            "certain": view.certain,
            "notes": [_pair(note) for note in view.notes],
        },
        "types": [_type(one) for one in view.types],
        "shapes": {name: SHAPES[name] for name in sorted({one.shape for one in view.types})},
        "outline": OUTLINE,
        "paper": PAPER,
        "relations": [{**_relation(one), "off": one.name in view.off} for one in view.relations],
        "layers": {
            layer: _pair(layer_words(layer)) for layer in sorted({one.layer for one in view.relations})
        },
        "families": {name: {**_pair(words), "dash": list(DASHES[name])} for name, words in FAMILIES.items()},
        "statuses": {name: _pair(words) for name, words in sorted(view.statuses.items())},
        "confidences": {name: _pair(words) for name, words in sorted(view.confidences.items())},
        "groups": [
            {
                **_pair(group.words),
                "x": group.center[0],
                "y": group.center[1],
                "r": group.radius,
                "mix": [[[one.name for one in view.types].index(name), count] for name, count in group.mix],
            }
            for group in view.groups
        ],
        "perspectives": [
            {"name": one.name, **_pair(one.words), "types": sorted(one.types), "layers": sorted(one.layers)}
            for one in PERSPECTIVES
        ],
        "search": {
            "unit": UNIT,
            "hub": HUB_WEIGHT,
            "stale": UNCONFIRMED_AFTER_YEARS,
            "onRequest": sorted(STATUS_WORDS),
            "noPass": sorted(NO_STEPPING_STONE),
            "hops": DEFAULT_MAX_HOPS,
            "longest": LONGEST,
        },
    }


def _pair(words: Words) -> dict[str, str]:
    return {"en": words.en, "ru": words.ru}


def _type(one: Type) -> dict[str, Any]:
    fills = {"fill": [one.color("light"), one.color("dark")]} if one.fill else {}
    return {"name": one.name, **_pair(one.words), "shape": one.shape, **fills}


def _relation(one: Relation) -> dict[str, Any]:
    return {
        "name": one.name,
        "layer": one.layer,
        "family": family_of(one),
        "rule": one.rule,
        "both": one.symmetric,
        "timeless": one.timeless,
        "lasting": one.lasting,
        "derived": one.derived,
        "phrases": [
            one.phrase("forward"),
            one.phrase("backward"),
            one.phrase("forward", "ru"),
            one.phrase("backward", "ru"),
        ],
    }


def _source(identifier: str, catalogue: Mapping[str, SourceRef]) -> dict[str, str]:
    known = catalogue.get(identifier)
    if known is None:
        return {"id": identifier, "title": identifier}
    fields = {
        "id": known.id, "title": known.title, "publisher": known.publisher, "date": known.date,
        "url": known.url,
    }  # fmt: skip
    return {key: value for key, value in fields.items() if value}

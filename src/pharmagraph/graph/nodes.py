"""The nodes of a projection: what kind each is, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pharmagraph.model import IRI
from pharmagraph.store.entities import Entities
from pharmagraph.vocab import KIND_GROUPS, PG

if TYPE_CHECKING:
    from pharmagraph.store.port import Store

ALWAYS_THERE: Final = KIND_GROUPS["actor"] | {"drug", "target"}
"""Kinds whose entities are nodes even without a tie: that none is known is an answer too."""

NEVER_THERE: Final = frozenset({"undisclosed-party", "source", "statement"})
"""Kinds that take part in no tie."""


@dataclass(frozen=True, slots=True)
class Node:
    """One entity as a node of a projection; empty text is not stated.

    ``foreign`` says that the kind is the name of a class that is not ours, whatever it means there.
    """

    kind: str = ""
    foreign: bool = False
    label_en: str = ""
    label_ru: str = ""
    sector: str = ""
    country: str = ""


def read_nodes(store: Store, named: set[str]) -> dict[str, Node]:
    """The nodes of ``named``, and all the entities of a kind that is always there."""
    entities = Entities(store)
    wanted = named | {iri for iri, kind in entities.kinds.items() if kind.known and kind.word in ALWAYS_THERE}
    sectors = _first_values(store, "SELECT ?node ?value WHERE { ?node pg:sector ?value }", wanted)
    countries = _first_values(
        store, "SELECT ?node ?value WHERE { ?node pg:country/pg:isoCode ?value }", wanted
    )
    nodes = {}
    for iri in wanted:
        one = entities.describe(IRI(iri))
        if not (one.kind.known and one.kind.word in NEVER_THERE):
            nodes[iri] = Node(
                one.kind.word,
                not one.kind.known and (one.kind.of is None or one.kind.of not in PG),
                one.entity.label_en,
                one.entity.label_ru,
                sectors.get(iri, "").removeprefix(str(PG)).removeprefix("sector-"),
                countries.get(iri, ""),
            )
    return nodes


def _first_values(store: Store, query: str, wanted: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for node, value in sorted((str(node), str(value)) for node, value in store.select(query).rows):
        if node in wanted:
            found.setdefault(node, value)
    return found

"""The catalogue of sources: what a footnote needs, and which sources are independent of each other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pharmagraph.model import SourceRef
from pharmagraph.vocab import entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.store.port import Store

_SOURCES = """
SELECT ?source ?title ?publisher ?date ?url ?kind ?original WHERE {
  GRAPH graph:catalogue { ?source a pg:Source }
  OPTIONAL { ?source dcterms:title ?title }
  OPTIONAL { ?source dcterms:publisher ?publisher }
  OPTIONAL { ?source pg:issuedText ?text }
  OPTIONAL { ?source dcterms:issued ?day }
  BIND(COALESCE(?text, STR(?day)) AS ?date)
  OPTIONAL { ?source schema:url ?url }
  OPTIONAL { ?source pg:sourceKind/skos:notation ?kind }
  OPTIONAL { ?source pg:originalPublisher ?original }
}
"""

_COPIES = """
SELECT ?copy ?original WHERE {
  GRAPH graph:catalogue { ?copy a pg:Source ; prov:wasDerivedFrom ?original . ?original a pg:Source }
}
"""


def read_sources(store: Store) -> dict[str, SourceRef]:
    """All sources of the catalogue by id, each with its origin.

    Sources share an origin when one repeats or is compiled from another, or when they repeat the same
    original publisher; those count as one independent source.
    """
    found: dict[str, dict[str, str]] = {}
    for row in store.select(_SOURCES).rows:
        identifier = entity_id(str(row[0]))
        names = ("title", "publisher", "date", "url", "kind", "original")
        values = {name: str(term) for name, term in zip(names, row[1:], strict=True) if term is not None}
        found.setdefault(identifier, values)
    origins = _Groups(found)
    for copy, original in store.select(_COPIES).rows:
        origins.join(entity_id(str(copy)), entity_id(str(original)))
    repeated = defaultdict(list)
    for identifier, values in found.items():
        if values.get("original"):
            repeated[values["original"]].append(identifier)
    for identifier, values in found.items():
        if values.get("publisher") in repeated:
            repeated[values["publisher"]].append(identifier)
    for group in repeated.values():
        for identifier in group[1:]:
            origins.join(group[0], identifier)
    return {
        identifier: SourceRef(
            id=identifier,
            title=values.get("title", identifier),
            publisher=values.get("publisher", ""),
            date=values.get("date", ""),
            url=values.get("url", ""),
            kind=values.get("kind", ""),
            origin=origins.of(identifier),
        )
        for identifier, values in sorted(found.items())
    }


class _Groups:
    """Groups of sources that hang together, each named by its first id."""

    def __init__(self, identifiers: Iterable[str]) -> None:
        self._parent = {identifier: identifier for identifier in identifiers}

    def of(self, identifier: str) -> str:
        parent = self._parent.setdefault(identifier, identifier)
        if parent != identifier:
            parent = self._parent[identifier] = self.of(parent)
        return parent

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._parent[second] = first

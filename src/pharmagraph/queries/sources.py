"""The catalogue of sources: what a footnote needs, and which sources are independent of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmagraph.model import SourceRef
from pharmagraph.store.provenance import read_origins
from pharmagraph.vocab import entity_id

if TYPE_CHECKING:
    from pharmagraph.store.port import Store

_SOURCES = """
SELECT ?source ?title ?publisher ?date ?url ?kind WHERE {
  GRAPH graph:catalogue { ?source a pg:Source }
  OPTIONAL { ?source dcterms:title ?title }
  OPTIONAL { ?source dcterms:publisher ?publisher }
  OPTIONAL { ?source pg:issuedText ?text }
  OPTIONAL { ?source dcterms:issued ?day }
  BIND(COALESCE(?text, STR(?day)) AS ?date)
  OPTIONAL { ?source schema:url ?url }
  OPTIONAL { ?source pg:sourceKind/skos:notation ?kind }
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
        names = ("title", "publisher", "date", "url", "kind")
        values = {name: str(term) for name, term in zip(names, row[1:], strict=True) if term is not None}
        found.setdefault(identifier, values)
    origins = read_origins(store)
    return {
        identifier: SourceRef(
            id=identifier,
            title=values.get("title", identifier),
            publisher=values.get("publisher", ""),
            date=values.get("date", ""),
            url=values.get("url", ""),
            kind=values.get("kind", ""),
            origin=origins.get(identifier, ""),
        )
        for identifier, values in sorted(found.items())
    }

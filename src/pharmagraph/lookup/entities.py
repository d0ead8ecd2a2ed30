"""Every entity of a store with all the names that it goes by."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from pharmagraph.lookup.layout import DEPENDENT_KINDS, Role
from pharmagraph.model import IRI, Entity, Literal
from pharmagraph.names import (
    bracketed_code,
    fold,
    normalise,
    with_typed_greek,
    without_brackets,
    without_legal_form,
)
from pharmagraph.store.entities import HTTP_SCHEMA, Entities, local_name, pairs, texts
from pharmagraph.vocab import DCTERMS, ID, ONTOLOGY_GRAPH, ORG, PG, SCHEMA, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pharmagraph.store.entities import Described
    from pharmagraph.store.port import Store

_OBO: Final = "http://www.geneontology.org/formats/oboInOwl#"

_ROLES: Final[dict[str, Role]] = {
    PG.symbol: "symbol",
    SKOS.altLabel: "alias",
    SKOS.notation: "code",
    PG.brandName: "alias",
    PG.codeName: "alias",
    PG.isoCode: "code",
    DCTERMS.alternative: "alias",
    SCHEMA.alternateName: "alias",
    HTTP_SCHEMA + "alternateName": "alias",
    _OBO + "hasExactSynonym": "alias",
    SKOS.hiddenLabel: "hidden",
    PG.obsoleteSymbol: "hidden",
    _OBO + "hasRelatedSynonym": "hidden",
    DCTERMS.identifier: "identifier",
    SCHEMA.identifier: "identifier",
    HTTP_SCHEMA + "identifier": "identifier",
}
_VARIETY_OF: Final = (PG.hasActiveSubstance, PG.basedOn)
_STRONGEST_FIRST: Final[tuple[Role, ...]] = (
    "identifier", "symbol", "preferred", "alias", "part", "code", "slug", "hidden",
)  # fmt: skip


class Name(NamedTuple):
    """One text that an entity goes by, and in what role."""

    role: Role
    text: str


@dataclass(slots=True)
class Named:
    """An entity with its names. A ``record`` is a node of ours that only tells a relation: it has no name."""

    entity: Entity
    record: bool
    names: set[Name] = field(default_factory=set)


def read_names(store: Store) -> list[Named]:
    """Every entity of the store with its names, by IRI. Terms of the ontology are no entities."""
    terms = {
        row[0]
        for row in store.select(f"SELECT DISTINCT ?s {{ GRAPH <{ONTOLOGY_GRAPH}> {{ ?s ?p ?o }} }}").rows
    }
    found = {
        one.entity.iri: Named(one.entity, _is_record(one), _labels(one))
        for one in Entities(store)
        if one.entity.iri not in terms and one.entity.iri not in PG
    }
    for predicate, role in _ROLES.items():
        for iri, text in texts(store, predicate):
            if iri in found:
                found[iri].names.add(Name(role, text.value))
    for iri, identifier in _identifiers(store):
        if iri in found:
            found[iri].names.add(Name("identifier", identifier))
    return [_complete(named) for named in found.values()]


def read_varieties(store: Store) -> Iterator[tuple[IRI, IRI]]:
    """Pairs of a product or copy and the substance it is a variety of."""
    for predicate in _VARIETY_OF:
        for variety, substance in pairs(store, predicate):
            if isinstance(substance, IRI):
                yield variety, substance


def _is_record(described: Described) -> bool:
    of = described.kind.of
    if of is None or described.kind.known:
        return False
    return described.entity.iri in ID or of in PG or of in ORG


def _labels(described: Described) -> set[Name]:
    preferred = {Name("preferred", text.value) for text in described.preferred}
    return preferred | {Name("alias", text.value) for text in described.others}


def _complete(named: Named) -> Named:
    """The entity with the names that follow from its others, and each text once in its strongest role."""
    if any(name.role == "symbol" for name in named.names):  # what is printed with it is found again
        named.names |= {
            Name("alias", text) for text in (named.entity.label_en, named.entity.label_ru) if text
        }
    if named.entity.kind not in DEPENDENT_KINDS:
        whole = [text for role, text in named.names if role in {"preferred", "alias"}]
        named.names |= {Name("part", part) for text in whole for part in _parts(text)}
    if named.entity.iri not in ID:
        named.names.add(Name("identifier", local_name(named.entity.iri)))
    elif named.entity.kind not in {"person", "source", "statement"}:
        named.names.add(Name("slug", named.entity.id))
    short = {name for name in named.names if name.role == "identifier" and len(fold(name.text)) < 5}
    named.names = (named.names - short) | {Name("code", name.text) for name in short}
    named.names.discard(Name("code", named.entity.id))
    strongest: dict[str, Name] = {}
    for name in sorted(named.names, key=lambda one: (_STRONGEST_FIRST.index(one.role), one.text)):
        strongest.setdefault(normalise(name.text), name)
    named.names = set(strongest.values())
    return named


def _parts(text: str) -> set[str]:
    """What people leave out of a name: additions in brackets, legal forms, a Greek keyboard."""
    bare, inner = without_brackets(text), bracketed_code(text)
    parts = {bare, inner, without_legal_form(text), without_legal_form(bare)}
    return {form for part in parts if part for form in (part, with_typed_greek(part))}


def _identifiers(store: Store) -> Iterator[tuple[IRI, str]]:
    """External identifiers, as they stand and with their scheme: 8760 and HGNC:8760."""
    query = """
        SELECT ?entity ?value ?scheme WHERE {
          ?entity pg:identifier ?node . ?node pg:idValue ?value
          OPTIONAL { ?node pg:idScheme/skos:notation ?scheme }
        }"""
    for entity, value, scheme in store.select(query).rows:
        if isinstance(entity, IRI) and isinstance(value, Literal):
            yield entity, value.value
            prefix = str(scheme).lower() if scheme else ""
            if prefix and not value.value.lower().startswith(prefix):
                yield entity, f"{prefix}:{value.value}"

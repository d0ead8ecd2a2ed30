"""Every entity of a store with its kind, its labels and its names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from pharmagraph.lookup.layout import DEPENDENT_KINDS, Role
from pharmagraph.model import IRI, Entity, Literal
from pharmagraph.names import (
    bracketed_code,
    fold,
    is_cyrillic,
    normalise,
    with_symbol,
    with_typed_greek,
    without_brackets,
    without_legal_form,
)
from pharmagraph.vocab import (
    DCTERMS,
    FOAF,
    ID,
    KIND_OF_CLASS,
    ONTOLOGY_GRAPH,
    ORG,
    OWL,
    PG,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    compact,
    entity_id,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pharmagraph.model import Term
    from pharmagraph.store.port import Store

_HTTP_SCHEMA: Final = "http://schema.org/"
_OBO: Final = "http://www.geneontology.org/formats/oboInOwl#"

_LABELS: Final = (SKOS.prefLabel, DCTERMS.title, RDFS.label, SCHEMA.name, _HTTP_SCHEMA + "name", FOAF.name)
"""What may name an entity, the best first: the first that an entity has gives its preferred labels."""

_ROLES: Final[dict[str, Role]] = {
    PG.symbol: "symbol",
    SKOS.altLabel: "alias",
    SKOS.notation: "code",
    PG.brandName: "alias",
    PG.codeName: "alias",
    PG.isoCode: "code",
    DCTERMS.alternative: "alias",
    SCHEMA.alternateName: "alias",
    _HTTP_SCHEMA + "alternateName": "alias",
    _OBO + "hasExactSynonym": "alias",
    SKOS.hiddenLabel: "hidden",
    PG.obsoleteSymbol: "hidden",
    _OBO + "hasRelatedSynonym": "hidden",
    DCTERMS.identifier: "identifier",
    SCHEMA.identifier: "identifier",
    _HTTP_SCHEMA + "identifier": "identifier",
}
_VARIETY_OF: Final = (PG.hasActiveSubstance, PG.basedOn)
_NO_KIND: Final = "thing"
_UNTELLING: Final = frozenset({OWL.NamedIndividual, OWL.Thing, RDFS.Resource, SKOS.Concept})
_CAPITAL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


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


def read_entities(store: Store) -> list[Named]:
    """Every entity of the store's default graph, by IRI. Terms of the ontology are no entities."""
    kinds = _kinds(store)
    labels = _labels(store)
    terms = {
        row[0]
        for row in store.select(f"SELECT DISTINCT ?s {{ GRAPH <{ONTOLOGY_GRAPH}> {{ ?s ?p ?o }} }}").rows
    }
    found: dict[IRI, Named] = {}
    for iri in sorted(kinds.keys() | labels.keys()):
        if iri in terms or iri in PG:
            continue
        kind, record = kinds.get(iri, (_NO_KIND, False))
        found[iri] = _named(iri, kind, labels.get(iri, {}), record=record)
    for predicate, role in _ROLES.items():
        for iri, text in _texts(store, predicate):
            if iri in found:
                found[iri].names.add(Name(role, text.value))
    for iri, identifier in _identifiers(store):
        if iri in found:
            found[iri].names.add(Name("identifier", identifier))
    return [_complete(named) for named in found.values()]


def read_varieties(store: Store) -> Iterator[tuple[IRI, IRI]]:
    """Pairs of a product or copy and the substance it is a variety of."""
    for predicate in _VARIETY_OF:
        for variety, substance in _pairs(store, predicate):
            if isinstance(substance, IRI):
                yield variety, substance


def fallback_entity(iri: IRI) -> Entity:
    """What can be said of an IRI that no graph describes."""
    return Entity(iri, entity_id(iri), _NO_KIND, label_en=_local_name(iri))


# --------------------------------------------------------------------------------------- kinds


def _kinds(store: Store) -> dict[IRI, tuple[str, bool]]:
    """Kind of every typed node, and whether it is a record."""
    above = _superclasses(store)
    types: defaultdict[IRI, set[IRI]] = defaultdict(set)
    for iri, kind in _pairs(store, RDF.type):
        if isinstance(kind, IRI):
            types[iri].add(kind)
    return {iri: _kind(iri, classes, above) for iri, classes in types.items()}


def _kind(iri: IRI, classes: set[IRI], above: dict[IRI, set[IRI]]) -> tuple[str, bool]:
    reached = classes.union(*(above.get(one, ()) for one in classes))
    known = {one for one in reached if one in KIND_OF_CLASS}
    if known:
        specific = _most_specific(known, above)
        return next(kind for one, kind in KIND_OF_CLASS.items() if one in specific), False
    chosen = min(_most_specific(classes - _UNTELLING, above) or classes)
    ours = iri in ID or chosen in PG or chosen in ORG
    return _CAPITAL.sub("-", _local_name(chosen)).replace("_", "-").lower(), ours


def _most_specific(classes: set[IRI], above: dict[IRI, set[IRI]]) -> set[IRI]:
    """The classes that are above none of the others; all of them where they are above one another."""
    general = {one for below in classes for one in above.get(below, ()) if one != below}
    return (classes - general) or classes


def _superclasses(store: Store) -> dict[IRI, set[IRI]]:
    """All classes above each class, by ``rdfs:subClassOf`` as the store has it."""
    direct: defaultdict[IRI, set[IRI]] = defaultdict(set)
    for below, above in _pairs(store, RDFS.subClassOf):
        if isinstance(above, IRI):
            direct[below].add(above)
    closed: dict[IRI, set[IRI]] = {}
    for start in direct:
        reached: set[IRI] = set()
        todo = [start]
        while todo:
            new = direct.get(todo.pop(), set()) - reached
            reached |= new
            todo.extend(new)
        closed[start] = reached
    return closed


# --------------------------------------------------------------------------------------- names


def _labels(store: Store) -> dict[IRI, dict[str, list[Literal]]]:
    """Entity → predicate → its labels under that predicate."""
    found: defaultdict[IRI, dict[str, list[Literal]]] = defaultdict(dict)
    for predicate in _LABELS:
        for iri, text in _texts(store, predicate):
            found[iri].setdefault(predicate, []).append(text)
    return found


def _named(iri: IRI, kind: str, labels: dict[str, list[Literal]], *, record: bool) -> Named:
    best, *others = [labels[predicate] for predicate in _LABELS if predicate in labels] or [[]]
    spoken: dict[str, str] = {}
    for text in sorted(best, key=lambda one: (one.language, one.value)):
        spoken.setdefault(_language(text), text.value)
    english = spoken.get("en", "") or ("" if "ru" in spoken else next(iter(spoken.values()), ""))
    if not spoken and iri not in ID:
        english = _local_name(iri)
    named = Named(Entity(iri, entity_id(iri), kind, english, spoken.get("ru", "")), record)
    named.names |= {Name("preferred", text.value) for text in best}
    named.names |= {Name("alias", text.value) for texts in others for text in texts}
    return named


def _language(text: Literal) -> str:
    if text.language:
        return text.language.partition("-")[0].lower()
    return "ru" if is_cyrillic(text.value) else "en"


def _complete(named: Named) -> Named:
    """The entity with the names that follow from its others, and each text once in its strongest role."""
    symbol = min((name.text for name in named.names if name.role == "symbol"), default="")
    named.entity = replace(
        named.entity,
        label_en=with_symbol(named.entity.label_en, symbol),
        label_ru=with_symbol(named.entity.label_ru, symbol),
    )
    if symbol:  # what is printed is found again
        named.names |= {
            Name("alias", text) for text in (named.entity.label_en, named.entity.label_ru) if text
        }
    if named.entity.kind not in DEPENDENT_KINDS:
        whole = [text for role, text in named.names if role in {"preferred", "alias"}]
        named.names |= {Name("part", part) for text in whole for part in _parts(text)}
    if named.entity.iri not in ID:
        named.names.add(Name("identifier", _local_name(named.entity.iri)))
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


def _local_name(iri: str) -> str:
    return unquote(re.split(r"[#/]", iri.rstrip("#/"))[-1]) or compact(iri)


def _pairs(store: Store, predicate: str) -> Iterator[tuple[IRI, Term]]:
    for subject, value in store.select(f"SELECT ?s ?o WHERE {{ ?s <{predicate}> ?o }}").rows:
        if isinstance(subject, IRI) and value is not None:
            yield subject, value


def _texts(store: Store, predicate: str) -> Iterable[tuple[IRI, Literal]]:
    return ((subject, value) for subject, value in _pairs(store, predicate) if isinstance(value, Literal))

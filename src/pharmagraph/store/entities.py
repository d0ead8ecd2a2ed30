"""What a store calls its entities: the kind of each and its labels, the same for search and for paths."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from pharmagraph.model import IRI, Entity, Literal
from pharmagraph.names import is_cyrillic, with_symbol
from pharmagraph.store.hierarchy import read_above
from pharmagraph.vocab import (
    DCTERMS,
    FOAF,
    ID,
    KIND_OF_CLASS,
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
    from collections.abc import Collection, Iterator, Mapping

    from pharmagraph.model import Term
    from pharmagraph.store.port import Store

HTTP_SCHEMA: Final = "http://schema.org/"
LABELS: Final = (SKOS.prefLabel, DCTERMS.title, RDFS.label, SCHEMA.name, HTTP_SCHEMA + "name", FOAF.name)
"""What may name an entity, the best first: the first that an entity has gives its preferred labels."""

_UNTELLING: Final = frozenset({OWL.NamedIndividual, OWL.Thing, RDFS.Resource, SKOS.Concept})
_CAPITAL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Kind:
    """The short word for what an entity is, and the class that it comes from; no class where none is told.

    ``known`` says that the word is one of ours, not just the name of a class.
    """

    word: str = "thing"
    of: IRI | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Described:
    """An entity with its kind, its preferred labels, and what other properties call it."""

    entity: Entity
    kind: Kind
    preferred: tuple[Literal, ...] = ()
    others: tuple[Literal, ...] = ()


class Entities:
    """The nodes of a store's default graph that have a class or a label, by IRI.

    A label in neither language stands for the English one where there is none at all; what is not ours and
    has no label is called by its local name. A symbol is shown with the name.
    """

    def __init__(self, store: Store) -> None:
        self.kinds: Final = read_kinds(store)
        self._labels = _read_labels(store)
        self._symbols = _read_symbols(store)

    def __iter__(self) -> Iterator[Described]:
        return map(self.describe, sorted(self.kinds.keys() | self._labels.keys()))

    def describe(self, iri: IRI) -> Described:
        """What the store tells of a node, little as it may be."""
        kind, symbol = self.kinds.get(iri, Kind()), self._symbols.get(iri, "")
        labels = self._labels.get(iri, {})
        best, *others = [labels[predicate] for predicate in LABELS if predicate in labels] or [[]]
        spoken: dict[str, str] = {}
        for text in sorted(best, key=lambda one: (one.language, one.value)):
            spoken.setdefault(_language(text), text.value)
        english = spoken.get("en", "") or ("" if "ru" in spoken else next(iter(spoken.values()), ""))
        if not spoken and iri not in ID:
            english = local_name(iri)
        russian = with_symbol(spoken.get("ru", ""), symbol)
        entity = Entity(iri, entity_id(iri), kind.word, with_symbol(english, symbol), russian)
        return Described(entity, kind, tuple(best), tuple(text for some in others for text in some))


def fallback_entity(iri: IRI) -> Entity:
    """What can be said of an IRI that no graph describes."""
    return Entity(iri, entity_id(iri), Kind().word, label_en=local_name(iri))


def read_kinds(store: Store) -> dict[IRI, Kind]:
    """The kind of every node that has a class."""
    above = read_above(store, RDFS.subClassOf)
    classes: defaultdict[IRI, set[IRI]] = defaultdict(set)
    for iri, of in pairs(store, RDF.type):
        if isinstance(of, IRI):
            classes[iri].add(of)
    memory: dict[frozenset[IRI], Kind] = {}
    kinds = {}
    for iri, held in classes.items():
        key = frozenset(held)
        if key not in memory:
            memory[key] = kind_of(key, above)
        kinds[iri] = memory[key]
    return kinds


def kind_of(classes: Collection[IRI], above: Mapping[IRI, set[IRI]]) -> Kind:
    """The kind that the most specific of the classes gives, those above them counted in."""
    reached = set(classes).union(*(above.get(one, ()) for one in classes))
    if ours := reached & KIND_OF_CLASS.keys():
        specific = _most_specific(ours, above)
        chosen = next(one for one in KIND_OF_CLASS if one in specific)
        return Kind(KIND_OF_CLASS[chosen], chosen, known=True)
    chosen = min(_most_specific(set(classes) - _UNTELLING, above) or classes)
    return Kind(kind_word(chosen), chosen)


def kind_word(class_iri: str) -> str:
    """The local name of a class in lower case with hyphens.

    Example:
        >>> kind_word("https://example.org/BiologicalProcess")
        'biological-process'
    """
    local = local_name(class_iri).rpartition(":")[2]
    return _CAPITAL.sub("-", local).replace("_", "-").lower()


def local_name(iri: str) -> str:
    """What stands after the last ``#`` or ``/`` of an IRI, readable; a CURIE where nothing does."""
    return unquote(re.split(r"[#/]", iri.rstrip("#/"))[-1]) or compact(iri)


def pairs(store: Store, predicate: str) -> Iterator[tuple[IRI, Term]]:
    """The nodes that have a property, each with every value of it."""
    for subject, value in store.select(f"SELECT ?s ?o WHERE {{ ?s <{predicate}> ?o }}").rows:
        if isinstance(subject, IRI) and value is not None:
            yield subject, value


def texts(store: Store, predicate: str) -> Iterator[tuple[IRI, Literal]]:
    """The nodes that have a property, each with every text that it has."""
    return ((subject, value) for subject, value in pairs(store, predicate) if isinstance(value, Literal))


def _most_specific(classes: set[IRI], above: Mapping[IRI, set[IRI]]) -> set[IRI]:
    """The classes that are above none of the others; all of them where they are above one another."""
    general = {one for below in classes for one in above.get(below, ()) if one != below}
    return (classes - general) or classes


def _read_labels(store: Store) -> dict[IRI, dict[str, list[Literal]]]:
    """Entity → property → its labels under that property."""
    found: defaultdict[IRI, dict[str, list[Literal]]] = defaultdict(dict)
    for predicate in LABELS:
        for iri, text in texts(store, predicate):
            found[iri].setdefault(predicate, []).append(text)
    return found


def _read_symbols(store: Store) -> dict[IRI, str]:
    """Entity → its symbol, the first where it has several."""
    found: dict[IRI, str] = {}
    for iri, symbol in texts(store, PG.symbol):
        found[iri] = min(symbol.value, found.get(iri, symbol.value))
    return found


def _language(text: Literal) -> str:
    if text.language:
        return text.language.partition("-")[0].lower()
    return "ru" if is_cyrillic(text.value) else "en"

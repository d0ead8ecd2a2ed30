"""The nodes of a projection: what kind each is, and what it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pharmagraph.model import Literal
from pharmagraph.names import with_symbol
from pharmagraph.vocab import KIND_GROUPS, KIND_OF_CLASS, PG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.store.port import Store

ALWAYS_THERE: Final = KIND_GROUPS["actor"] | {"drug", "target"}
"""Kinds whose entities are nodes even without a tie: that none is known is an answer too."""

NEVER_THERE: Final = frozenset({"undisclosed-party", "source", "statement"})
"""Kinds that take part in no tie."""

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LABELS: Final = """
SELECT ?node ?rank ?label WHERE {
  VALUES (?property ?rank) {
    (skos:prefLabel 1) (rdfs:label 2) (foaf:name 3) (schema:name 4) (<http://schema.org/name> 5)
    (dcterms:title 6)
  }
  ?node ?property ?label
}"""


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
    kinds = _kinds(store)
    wanted = named | {iri for iri, (kind, foreign) in kinds.items() if kind in ALWAYS_THERE and not foreign}
    symbols = _first_values(store, "SELECT ?node ?value WHERE { ?node pg:symbol ?value }", wanted)
    labels = {
        iri: (with_symbol(english, symbols.get(iri, "")), with_symbol(russian, symbols.get(iri, "")))
        for iri, (english, russian) in _labels(store, wanted).items()
    }
    sectors = _first_values(store, "SELECT ?node ?value WHERE { ?node pg:sector ?value }", wanted)
    countries = _first_values(
        store, "SELECT ?node ?value WHERE { ?node pg:country/pg:isoCode ?value }", wanted
    )
    return {
        iri: Node(
            *kinds.get(iri, ("", True)),
            *labels.get(iri, ("", "")),
            sector=sectors.get(iri, "").removeprefix(str(PG)).removeprefix("sector-"),
            country=countries.get(iri, ""),
        )
        for iri in wanted
        if kinds.get(iri, ("", True))[0] not in NEVER_THERE
    }


def kind_of(classes: Iterable[str], ancestors: dict[str, set[str]]) -> tuple[str, bool]:
    """The short word for the most specific of the classes, and whether the class is not ours."""
    held = set(classes)
    held -= {above for one in held for above in ancestors.get(one, ()) if above != one}
    ours = [kind for iri, kind in KIND_OF_CLASS.items() if iri in held]
    if ours:
        return ours[0], False
    return min(((kind_word(iri), iri not in PG) for iri in held), default=("", True))


def kind_word(class_iri: str) -> str:
    """The local name of a class in lower case with hyphens.

    Example:
        >>> kind_word("https://example.org/BiologicalProcess")
        'biological-process'
    """
    local = re.split(r"[#/:]", class_iri.rstrip("#/"))[-1]
    return _CAPITAL.sub("-", local).lower()


def _kinds(store: Store) -> dict[str, tuple[str, bool]]:
    above: dict[str, set[str]] = {}
    for lower, upper in store.select(
        "SELECT ?c ?d WHERE { ?c rdfs:subClassOf+ ?d FILTER(isIRI(?c) && isIRI(?d)) }"
    ).rows:
        above.setdefault(str(lower), set()).add(str(upper))
    classes: dict[str, list[str]] = {}
    for node, of in store.select("SELECT ?node ?class WHERE { ?node a ?class FILTER(isIRI(?node)) }").rows:
        classes.setdefault(str(node), []).append(str(of))
    memory: dict[frozenset[str], tuple[str, bool]] = {}
    kinds = {}
    for iri, held in classes.items():
        key = frozenset(held)
        if key not in memory:
            memory[key] = kind_of(key, above)
        kinds[iri] = memory[key]
    return kinds


def _labels(store: Store, wanted: set[str]) -> dict[str, tuple[str, str]]:
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for node, rank, label in store.select(_LABELS).rows:
        if str(node) not in wanted or not isinstance(label, Literal):
            continue
        language = label.language[:2] or ("ru" if _CYRILLIC.search(label.value) else "en")
        candidate = (int(str(rank)), label.value)
        key = (str(node), language)
        if key not in best or candidate < best[key]:
            best[key] = candidate
    named = {node for node, _ in best}
    return {node: (best.get((node, "en"), (0, ""))[1], best.get((node, "ru"), (0, ""))[1]) for node in named}


def _first_values(store: Store, query: str, wanted: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for node, value in sorted((str(node), str(value)) for node, value in store.select(query).rows):
        if node in wanted:
            found.setdefault(node, value)
    return found

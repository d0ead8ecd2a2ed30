"""Ties of RDF that is not ours: every statement between two IRIs, its predicate the relation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pharmagraph.graph.relations import Relation
from pharmagraph.vocab import DCTERMS, ORG, OWL, PG, PROV, QB, QUDT, RDF, RDFS, SH, SKOS, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pharmagraph.store.port import Store
    from pharmagraph.store.provenance import Speakers

_OURS: Final = (PG, ORG, RDF, RDFS, OWL, SKOS, DCTERMS, PROV, QUDT, UNIT, QB, SH)
"""Namespaces whose statements are read by rules, never as ties of their own."""

_SEPARATORS: Final = re.compile(r"[#/:]")


@dataclass(frozen=True, slots=True)
class Bulk:
    """The statements of one predicate that is not ours, made by the same sources."""

    relation: Relation
    sources: tuple[str, ...]
    pairs: list[tuple[str, str]]


def predicates_in_use(store: Store) -> tuple[list[str], list[str]]:
    """The predicates in use, sorted: those that rules read, and those of RDF that is not ours."""
    used = {str(row[0]) for row in store.select("SELECT DISTINCT ?p WHERE { ?s ?p ?o }").rows} - {RDF.type}
    declared = _declared(store)
    ours = {one for one in used if one in declared or any(one in namespace for namespace in _OURS)}
    return sorted(ours), sorted(used - ours)


def read_bulks(store: Store, speakers: Speakers, foreign: list[str]) -> list[Bulk]:
    """The statements between two IRIs that are not ours, by predicate and by who makes them."""
    symmetric = {str(row[0]) for row in store.select("SELECT ?p WHERE { ?p a owl:SymmetricProperty }").rows}
    uses = Counter(map(relation_word, foreign))
    bulks: list[Bulk] = []
    for predicate in foreign:
        relation = Relation(
            relation_word(predicate) if uses[relation_word(predicate)] == 1 else predicate,
            rule="statement",
            symmetric=predicate in symmetric,
            timeless=True,
            iri=predicate,
        )
        bulks.extend(Bulk(relation, *told) for told in _told(store, speakers, predicate, relation))
    return bulks


def relation_word(iri: str) -> str:
    """What a relation is called by its predicate: the local name, else the whole IRI."""
    return _SEPARATORS.split(iri.rstrip("#/"))[-1] or iri


def _told(
    store: Store, speakers: Speakers, predicate: str, relation: Relation
) -> Iterator[tuple[tuple[str, ...], list[tuple[str, str]]]]:
    """The pairs of one predicate, by the sources that state them."""
    graphs = store.select(f"SELECT DISTINCT ?graph WHERE {{ GRAPH ?graph {{ ?s <{predicate}> ?o }} }}").rows
    who = {graph: source for (graph,) in graphs if (source := speakers.source_of(str(graph))) is not None}
    by_pair: dict[tuple[str, str], tuple[str, ...]] = {}
    for graph, source in sorted(who.items(), key=lambda item: item[1]):
        rows = store.select(
            f"SELECT ?s ?o WHERE {{ GRAPH <{graph}> {{ ?s <{predicate}> ?o }}"
            " FILTER(isIRI(?s) && isIRI(?o)) }"
        ).rows
        for subject, value in rows:
            pair = (str(subject), str(value))
            if relation.symmetric and pair[0] > pair[1]:
                pair = (pair[1], pair[0])
            if pair[0] != pair[1]:
                told = by_pair.get(pair)
                if told is None:
                    by_pair[pair] = (source,)
                elif told[-1] != source:
                    by_pair[pair] = (*told, source)
    pairs: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for pair, told in by_pair.items():
        pairs[told].append(pair)
    yield from pairs.items()


def _declared(store: Store) -> set[str]:
    """The properties that our ontology declares, whoever's namespace they are in."""
    rows = store.select(
        "SELECT DISTINCT ?p WHERE { GRAPH graph:ontology { ?p a ?type } FILTER(isIRI(?p)) }"
    ).rows
    return {str(row[0]) for row in rows}

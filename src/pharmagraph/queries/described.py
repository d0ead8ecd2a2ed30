"""What the named graphs say about a set of nodes, and the words for it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pharmagraph.model import IRI, Literal, Term, Words
from pharmagraph.store.hierarchy import read_above
from pharmagraph.store.provenance import Speakers
from pharmagraph.vocab import DERIVED_GRAPH, ONTOLOGY_GRAPH, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pharmagraph.store.port import Store

_PER_QUERY = 400


@dataclass(slots=True)
class Node:
    """All statements about one node: property → value → the named graphs that say it."""

    iri: IRI
    values: dict[IRI, dict[Term, set[IRI]]] = field(default_factory=dict)

    def first(self, prop: IRI) -> Term | None:
        """The first value of a property in the order of its text; ``None`` when there is none."""
        return min(self.values.get(prop, ()), key=str, default=None)

    def texts(self, prop: IRI) -> list[str]:
        """All values of a property as text, sorted."""
        return sorted(str(value) for value in self.values.get(prop, ()))

    @property
    def classes(self) -> set[IRI]:
        """The classes of the node."""
        return {value for value in self.values.get(RDF.type, ()) if isinstance(value, IRI)}


class Witnesses:
    """Which sources stand behind named graphs, and which rules wrote derived ones."""

    def __init__(self, store: Store) -> None:
        self._speakers = Speakers(store)

    def sources(self, graphs: Iterable[IRI]) -> tuple[str, ...]:
        """The ids of the sources that speak in the named graphs, sorted."""
        return tuple(sorted({source for graph in graphs if (source := self._speakers.source_of(graph))}))

    def rules(self, graphs: Iterable[IRI]) -> tuple[str, ...]:
        """The derivation rules, sorted; none when any source says it in so many words."""
        graphs = list(graphs)
        if self.sources(graphs):
            return ()
        return tuple(sorted(graph[len(DERIVED_GRAPH) :] for graph in graphs if graph in DERIVED_GRAPH))

    def graphs_of(self, source: str) -> list[IRI]:
        """The named graphs that speak for a source, sorted."""
        return self._speakers.graphs_of(source)


def describe(store: Store, iris: Iterable[IRI]) -> dict[IRI, Node]:
    """Everything the named graphs say about each node; a node nobody describes is left out."""
    nodes: dict[IRI, Node] = {}
    for some in _batches(sorted(set(iris))):
        query = f"SELECT ?s ?p ?o ?g WHERE {{ VALUES ?s {{ {_refs(some)} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        for subject, predicate, value, graph in store.select(query).rows:
            if (
                isinstance(subject, IRI)
                and isinstance(predicate, IRI)
                and isinstance(graph, IRI)
                and value is not None
            ):
                node = nodes.setdefault(subject, Node(subject))
                node.values.setdefault(predicate, {}).setdefault(value, set()).add(graph)
    return nodes


def describe_merged(store: Store, iris: Iterable[IRI]) -> dict[IRI, Node]:
    """The same without the graphs that say it, which is quicker: everything that is said, each thing once."""
    nodes: dict[IRI, Node] = {}
    for some in _batches(sorted(set(iris))):
        query = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {_refs(some)} }} ?s ?p ?o }}"
        for subject, predicate, value in store.select(query).rows:
            if isinstance(subject, IRI) and isinstance(predicate, IRI) and value is not None:
                node = nodes.setdefault(subject, Node(subject))
                node.values.setdefault(predicate, {}).setdefault(value, set())
    return nodes


def pointing_at(store: Store, iri: IRI) -> list[tuple[IRI, IRI, set[IRI]]]:
    """The statements whose object is ``iri``: subject, property and the graphs that say it; sorted."""
    found: dict[tuple[IRI, IRI], set[IRI]] = defaultdict(set)
    for subject, predicate, graph in store.select(
        f"SELECT ?s ?p ?g WHERE {{ GRAPH ?g {{ ?s ?p <{iri}> }} }}"
    ).rows:
        if isinstance(subject, IRI) and isinstance(predicate, IRI) and isinstance(graph, IRI):
            found[subject, predicate].add(graph)
    return [(subject, predicate, graphs) for (subject, predicate), graphs in sorted(found.items())]


def words_for(store: Store, iris: Iterable[IRI]) -> dict[IRI, Words]:
    """The label in both languages of classes, properties, concepts and nodes, where they have one."""
    return _words(store, iris, "skos:prefLabel|rdfs:label|pg:territoryWords|dcterms:title")


def headings_for(store: Store, classes: Iterable[IRI]) -> dict[IRI, Words]:
    """What a list of such nodes is called, where the ontology says."""
    return _words(store, classes, "pg:shownAs")


def inverse_words_for(store: Store, iris: Iterable[IRI]) -> dict[IRI, Words]:
    """How a property is called when read from its object to its subject, where the ontology says."""
    return _words(store, iris, "pg:inverseLabel")


def superclasses(store: Store) -> dict[IRI, set[IRI]]:
    """Class → all its superclasses in the ontology, itself included."""
    return _with_all_above(store, RDFS.subClassOf)


def superproperties(store: Store) -> dict[IRI, set[IRI]]:
    """Property → all its superproperties in the ontology, itself included."""
    return _with_all_above(store, RDFS.subPropertyOf)


def _with_all_above(store: Store, relation: IRI) -> dict[IRI, set[IRI]]:
    above = read_above(store, relation, named_graph=ONTOLOGY_GRAPH)
    return {one: {one, *more} for one, more in above.items()}


def _words(store: Store, iris: Iterable[IRI], properties: str) -> dict[IRI, Words]:
    found: dict[IRI, dict[str, str]] = defaultdict(dict)
    for some in _batches(sorted(set(iris))):
        query = f"SELECT ?t ?l WHERE {{ VALUES ?t {{ {_refs(some)} }} ?t {properties} ?l }} ORDER BY ?t ?l"
        for term, label in store.select(query).rows:
            if isinstance(term, IRI) and isinstance(label, Literal):
                found[term].setdefault(label.language or "en", label.value)
    return {term: Words(labels.get("en", ""), labels.get("ru", "")) for term, labels in found.items()}


def _batches(iris: Sequence[IRI]) -> Iterator[Sequence[IRI]]:
    for start in range(0, len(iris), _PER_QUERY):
        yield iris[start : start + _PER_QUERY]


def _refs(iris: Iterable[IRI]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)

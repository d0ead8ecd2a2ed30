from __future__ import annotations

from pharmagraph.model import IRI, BlankNode, Statement
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.hierarchy import read_above
from pharmagraph.vocab import ONTOLOGY_GRAPH, RDFS, SOURCE_GRAPH

A, B, C, D = (IRI(f"https://example.org/{name}") for name in "ABCD")


def test_everything_above_is_reached_and_circles_end() -> None:
    below = RDFS.subClassOf
    # A → B → C ⇄ D, and something without a name above A
    with EmbeddedStore.in_memory(
        [
            Statement(A, below, B, ONTOLOGY_GRAPH),
            Statement(B, below, C, ONTOLOGY_GRAPH),
            Statement(C, below, D, SOURCE_GRAPH["test"]),
            Statement(D, below, C, SOURCE_GRAPH["test"]),
            Statement(A, below, BlankNode("b"), ONTOLOGY_GRAPH),
        ]
    ) as store:
        assert read_above(store, below) == {A: {B, C, D}, B: {C, D}, C: {C, D}, D: {C, D}}
        assert read_above(store, below, named_graph=ONTOLOGY_GRAPH) == {A: {B, C}, B: {C}}
        assert read_above(store, RDFS.subPropertyOf) == {}

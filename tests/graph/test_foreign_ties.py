"""Statements of RDF that is not ours as ties, on a small drawing."""

from __future__ import annotations

import pytest

from pharmagraph.graph.foreign_ties import predicates_in_use, read_bulks, relation_word
from pharmagraph.model import IRI, Literal, Statement
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.provenance import Speakers
from pharmagraph.vocab import DERIVED_GRAPH, ONTOLOGY_GRAPH, OWL, PG, RDF, RDFS, SOURCE_GRAPH

EX = "https://example.org/"
A, B, LIKES, BESIDE, NAME = (IRI(EX + name) for name in ("a", "b", "likes", "beside", "name"))
WEB, MIRROR = SOURCE_GRAPH["web"], SOURCE_GRAPH["mirror"]
TOLD = [
    Statement(A, LIKES, B, WEB),
    Statement(A, LIKES, B, MIRROR),
    Statement(B, LIKES, A, WEB),
    Statement(A, LIKES, B, DERIVED_GRAPH["likes"]),  # the build's own word for it is no evidence
    Statement(A, LIKES, A, WEB),
    Statement(B, BESIDE, A, WEB),
    Statement(A, BESIDE, B, WEB),
    Statement(BESIDE, RDF.type, OWL.SymmetricProperty, WEB),
    Statement(A, NAME, Literal("A"), WEB),
    Statement(A, RDFS.label, Literal("A"), WEB),
    Statement(A, PG.drug, B, WEB),
    Statement(IRI(EX + "ours"), RDF.type, OWL.ObjectProperty, ONTOLOGY_GRAPH),
    Statement(A, IRI(EX + "ours"), B, WEB),
]


def test_what_the_ontology_declares_or_shares_is_ours() -> None:
    with EmbeddedStore.in_memory(TOLD) as store:
        ours, foreign = predicates_in_use(store)
    assert ours == sorted([EX + "ours", RDFS.label, PG.drug])
    assert foreign == sorted([BESIDE, LIKES, NAME])


def test_statements_between_two_iris_are_gathered_by_who_makes_them() -> None:
    with EmbeddedStore.in_memory(TOLD) as store:
        found = read_bulks(store, Speakers(store), [BESIDE, LIKES, NAME])
    assert {(one.relation.name, one.sources): one.pairs for one in found} == {
        ("beside", ("web",)): [(A, B)],  # it has no direction, so it is told once
        ("likes", ("mirror", "web")): [(A, B)],
        ("likes", ("web",)): [(B, A)],
    }
    assert all(one.relation.timeless and one.relation.rule == "statement" for one in found)


def test_predicates_with_one_local_name_are_told_apart_by_their_iris() -> None:
    other = IRI("https://example.com/likes")
    with EmbeddedStore.in_memory([Statement(A, LIKES, B, WEB), Statement(B, other, A, WEB)]) as store:
        found = read_bulks(store, Speakers(store), [LIKES, other])
    assert {one.relation.name for one in found} == {LIKES, other}


@pytest.mark.parametrize(
    ("iri", "word"),
    [(EX + "likes", "likes"), (EX + "x#likes", "likes"), ("urn:x:likes", "likes"), (EX + "likes/", "likes")],
)
def test_a_relation_is_called_by_its_local_name(iri: str, word: str) -> None:
    assert relation_word(iri) == word

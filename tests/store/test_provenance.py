"""Who speaks in a named graph, and which sources count as one."""

from __future__ import annotations

import pytest

from pharmagraph.model import IRI, Literal, Statement, Term
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.provenance import Speakers, read_origins
from pharmagraph.vocab import CATALOGUE_GRAPH, DCTERMS, DERIVED_GRAPH, GRAPH, ID, PG, PROV, RDF, SOURCE_GRAPH

OTHER = IRI("https://example.org/graphs/press")


def drawn(*told: tuple[IRI, IRI, Term]) -> EmbeddedStore:
    sources = [(ID[name], RDF.type, PG.Source) for name in ("a", "b", "c", "d")]
    return EmbeddedStore.in_memory(Statement(*one, CATALOGUE_GRAPH) for one in (*sources, *told))


def test_a_graph_speaks_for_its_source_and_the_build_for_none() -> None:
    with drawn(
        (OTHER, RDF.type, PG.SourceGraph),
        (OTHER, PROV.wasDerivedFrom, ID.a),
        (SOURCE_GRAPH["a-2025"], RDF.type, PG.SourceGraph),
        (SOURCE_GRAPH["a-2025"], PROV.wasDerivedFrom, ID.a),
    ) as store:
        speakers = Speakers(store)
    assert speakers.source_of(OTHER) == "a"
    assert speakers.source_of(SOURCE_GRAPH["a-2025"]) == "a"
    assert speakers.source_of(SOURCE_GRAPH["unlisted"]) == "unlisted"
    assert speakers.source_of(DERIVED_GRAPH["covers"]) is None
    assert speakers.source_of(GRAPH["catalogue"]) is None
    assert speakers.graphs_of("a") == sorted([OTHER, SOURCE_GRAPH["a-2025"]])


@pytest.mark.parametrize(
    ("told", "origins"),
    [
        ([], {}),
        # c is compiled from b, b from a
        (
            [(ID.c, PROV.wasDerivedFrom, ID.b), (ID.b, PROV.wasDerivedFrom, ID.a)],
            {"a": "a", "b": "a", "c": "a"},
        ),
        # two that repeat one publisher, who is also the publisher of a third
        (
            [
                (ID.d, PG.originalPublisher, Literal("Agency")),
                (ID.c, PG.originalPublisher, Literal("Agency")),
                (ID.b, DCTERMS.publisher, Literal("Agency")),
                (ID.a, DCTERMS.publisher, Literal("Another")),
            ],
            {"b": "b", "c": "b", "d": "b"},
        ),
        # one publisher of two sources is no copying
        ([(ID.a, DCTERMS.publisher, Literal("Agency")), (ID.b, DCTERMS.publisher, Literal("Agency"))], {}),
        # a publisher whom one source alone repeats
        ([(ID.a, PG.originalPublisher, Literal("Agency"))], {}),
    ],
)
def test_sources_that_go_back_to_the_same_have_one_name(
    told: list[tuple[IRI, IRI, Term]], origins: dict[str, str]
) -> None:
    with drawn(*told) as store:
        assert read_origins(store) == origins

"""Which entities are nodes of a projection, and with what."""

from __future__ import annotations

from pharmagraph.graph.nodes import Node, read_nodes
from pharmagraph.model import IRI, Literal, Statement
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.vocab import ID, PG, RDF, RDFS, SKOS, SOURCE_GRAPH

EX = "https://example.org/"


def test_a_node_has_kind_label_sector_and_country() -> None:
    told = [
        (ID.alfa, RDF.type, PG.Company),
        (ID.alfa, SKOS.prefLabel, Literal("Alfa", RDF.langString, "en")),
        (ID.alfa, PG.sector, PG["sector-business"]),
        (ID.alfa, PG.country, ID.land),
        (ID.land, PG.isoCode, Literal("XL")),
        (ID.idea, RDF.type, PG.Technology),  # takes part in no tie and is not of the kinds always there
        (ID.nobody, RDF.type, PG.UndisclosedParty),
        (IRI(EX + "gene"), RDF.type, IRI(EX + "Drug")),
        (IRI(EX + "gene"), RDFS.label, Literal("a gene")),
        (IRI(EX + "paper"), RDF.type, IRI(EX + "Source")),
    ]
    named = {str(ID.nobody), EX + "gene", EX + "paper", EX + "unheard-of"}
    with EmbeddedStore.in_memory(Statement(*one, SOURCE_GRAPH["test"]) for one in told) as store:
        nodes = read_nodes(store, named)
    assert nodes == {
        str(ID.alfa): Node("company", label_en="Alfa", sector="business", country="XL"),
        EX + "gene": Node("drug", foreign=True, label_en="a gene"),  # called so there, whatever it means
        EX + "paper": Node("source", foreign=True, label_en="paper"),
        EX + "unheard-of": Node("thing", foreign=True, label_en="unheard-of"),
    }

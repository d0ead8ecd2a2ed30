from __future__ import annotations

from typing import TYPE_CHECKING

from tests.queries.drawing import store_of

from pharmagraph.model import IRI, Literal, Words
from pharmagraph.queries.described import (
    Witnesses,
    describe,
    headings_for,
    inverse_words_for,
    pointing_at,
    superclasses,
    superproperties,
    words_for,
)
from pharmagraph.vocab import DERIVED_GRAPH, GRAPH, ID, ORG, PG, RDF, SOURCE_GRAPH

if TYPE_CHECKING:
    from pathlib import Path

DRAWING = """
source:article { id:m1 a org:Membership ; org:member id:ann ; org:organization id:board . }
source:other { id:m1 org:member id:ann . }
<urn:own-graph> { id:m2 org:member id:bob . }
derived:member-of { id:ann pg:memberOf id:board . }
"""


def test_every_value_comes_with_the_graphs_that_say_it(tmp_path: Path) -> None:
    with store_of(tmp_path, DRAWING) as store:
        node = describe(store, [ID.m1, ID.nobody])[ID.m1]
        assert node.values[ORG.member] == {ID.ann: {SOURCE_GRAPH.article, SOURCE_GRAPH.other}}
        assert node.classes == {ORG.Membership}
        assert node.first(ORG.member) == ID.ann
        assert node.first(PG.confidence) is None
        assert node.texts(ORG.organization) == [str(ID.board)]
        assert pointing_at(store, ID.board) == [
            (ID.ann, PG.memberOf, {DERIVED_GRAPH["member-of"]}),
            (ID.m1, ORG.organization, {SOURCE_GRAPH.article}),
        ]


def test_graphs_speak_for_sources_or_were_written_by_rules(tmp_path: Path) -> None:
    with store_of(tmp_path, DRAWING) as store:
        witnesses = Witnesses(store)
        own = IRI("urn:own-graph")
        derived = DERIVED_GRAPH["member-of"]
        assert witnesses.sources([SOURCE_GRAPH.other, SOURCE_GRAPH.article, derived, GRAPH.identity]) == (
            "article",
            "other",
        )
        assert witnesses.sources([own]) == ("urn:own-graph",)
        assert witnesses.rules([derived]) == ("member-of",)
        assert witnesses.rules([derived, SOURCE_GRAPH.article]) == ()  # a source says it in so many words
        assert witnesses.graphs_of("article") == [SOURCE_GRAPH.article]


def test_words_come_from_the_ontology_in_both_languages(tmp_path: Path) -> None:
    with store_of(tmp_path, DRAWING) as store:
        assert words_for(store, [ORG.member, ID.m1]) == {ORG.member: Words("member", "участник")}
        assert inverse_words_for(store, [PG.developer]) == {PG.developer: Words("runs", "ведёт")}
        assert headings_for(store, [ORG.Membership]) == {ORG.Membership: Words("Memberships", "Членство")}
        assert superclasses(store)[PG.LicenceDeal] == {PG.LicenceDeal, PG.Partnership, PG.RelationNode}
        assert superproperties(store)[PG.signatory] == {PG.signatory, PG.party}


def test_a_thousand_nodes_are_described_in_batches(tmp_path: Path) -> None:
    many = "source:article { " + " ".join(f"id:n{n} a pg:Drug ." for n in range(1000)) + " }"
    with store_of(tmp_path, many) as store:
        nodes = describe(store, [ID[f"n{n}"] for n in range(1000)])
        assert len(nodes) == 1000
        assert all(node.values[RDF.type].keys() == {PG.Drug} for node in nodes.values())
        assert Literal("x") not in nodes[ID.n1].values[RDF.type]

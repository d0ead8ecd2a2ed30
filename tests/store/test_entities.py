"""The kind and the labels of what a store describes, on small drawings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pharmagraph.model import IRI, Entity, Literal, Statement
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.entities import Entities, Kind, fallback_entity, kind_of, kind_word, local_name
from pharmagraph.vocab import FOAF, ID, OWL, PG, RDF, RDFS, SKOS, SOURCE_GRAPH

if TYPE_CHECKING:
    from pharmagraph.model import Term

EX = "http://example.org/thing/"
BIG = IRI("https://example.org/BigThing")
ABOVE = {
    PG.RegulatoryAgency: {PG.GovernmentBody, PG.Organization, PG.Actor},
    PG.GovernmentBody: {PG.Organization, PG.Actor},
    BIG: {IRI("https://example.org/AnyThing")},
}


def read(*triples: tuple[IRI, IRI, Term]) -> Entities:
    with EmbeddedStore.in_memory(Statement(*triple, SOURCE_GRAPH["test"]) for triple in triples) as store:
        return Entities(store)


def text(value: str, language: str) -> Literal:
    return Literal(value, RDF.langString, language)


# ------------------------------------------------------------------------------------------------ kinds


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        ([PG.RegulatoryAgency], Kind("regulator", PG.RegulatoryAgency, known=True)),
        (
            [PG.Actor, PG.Organization, PG.GovernmentBody, PG.RegulatoryAgency],
            Kind("regulator", PG.RegulatoryAgency, known=True),
        ),
        ([FOAF.Person, IRI("https://example.org/Human")], Kind("person", FOAF.Person, known=True)),
        ([BIG, IRI("https://example.org/AnyThing"), OWL.NamedIndividual], Kind("big-thing", BIG)),
        ([IRI("https://example.org/Disease")], Kind("disease", IRI("https://example.org/Disease"))),
        ([OWL.Thing], Kind("thing", OWL.Thing)),
    ],
)
def test_the_kind_is_that_of_the_most_specific_class(classes: list[IRI], kind: Kind) -> None:
    assert kind_of(classes, ABOVE) == kind


def test_a_class_of_ours_above_the_one_that_is_told_gives_the_kind() -> None:
    entities = read(
        (PG.RegisterSnapshot, RDFS.subClassOf, PG.Register),
        (PG.Register, RDFS.subClassOf, PG.Source),
        (ID["grls-2025"], RDF.type, PG.RegisterSnapshot),
    )
    assert entities.kinds[ID["grls-2025"]] == Kind("source", PG.Source, known=True)


def test_classes_that_are_above_each_other_do_not_lose_their_kind() -> None:
    entities = read(
        (PG.Company, RDFS.subClassOf, PG.Organization),
        (PG.Organization, RDFS.subClassOf, PG.Company),
        (ID.x, RDF.type, PG.Company),
    )
    assert entities.kinds[ID.x].word == "company"


@pytest.mark.parametrize(
    ("iri", "word"),
    [
        ("https://example.org/Gene", "gene"),
        ("https://example.org#BiologicalProcess", "biological-process"),
        ("https://example.org/DNASequence", "dna-sequence"),
        ("https://example.org/small_molecule", "small-molecule"),
        ("urn:things:Thing", "thing"),
        ("https://example.org/Thing/", "thing"),
    ],
)
def test_a_class_that_is_not_ours_gives_its_local_name(iri: str, word: str) -> None:
    assert kind_word(iri) == word


# ----------------------------------------------------------------------------------------------- labels


def test_an_entity_has_a_label_in_each_language_by_the_best_property_that_it_has() -> None:
    [described] = read(
        (ID.a, RDF.type, PG.Company),
        (ID.a, RDFS.label, text("Alpha Ltd", "en")),
        (ID.a, SKOS.prefLabel, text("Alpha", "en")),
        (ID.a, SKOS.prefLabel, Literal("Альфа")),  # the script tells the language
    )
    assert described.entity == Entity(ID.a, "a", "company", "Alpha", "Альфа")
    assert {one.value for one in described.preferred} == {"Alpha", "Альфа"}
    assert [one.value for one in described.others] == ["Alpha Ltd"]


def test_a_symbol_is_shown_with_the_name_and_the_first_of_several_is_taken() -> None:
    [described] = read(
        (ID.t, SKOS.prefLabel, text("growth factor", "en")),
        (ID.t, SKOS.prefLabel, text("фактор роста", "ru")),
        (ID.t, PG.symbol, Literal("GF2")),
        (ID.t, PG.symbol, Literal("GF1")),
    )
    assert (described.entity.label_en, described.entity.label_ru) == (
        "growth factor (GF1)",
        "фактор роста (GF1)",
    )


def test_what_is_not_ours_is_called_as_it_calls_itself() -> None:
    entities = read(
        (IRI(EX + "DB1"), RDF.type, IRI(EX + "SmallMolecule")),
        (IRI(EX + "DB1"), RDF.type, OWL.NamedIndividual),
        (IRI(EX + "DB1"), RDFS.label, Literal("Aspirinol")),
        (IRI(EX + "Gene%201"), RDF.type, IRI(EX + "Gene")),
        (IRI(EX + "only-labelled"), FOAF.name, text("Etwas", "de")),
    )
    found = {one.entity.iri: one.entity for one in entities}
    assert list(found) == sorted(found)
    assert (found[IRI(EX + "DB1")].kind, found[IRI(EX + "DB1")].label_en) == ("small-molecule", "Aspirinol")
    assert found[IRI(EX + "Gene%201")].label_en == "Gene 1"
    assert found[IRI(EX + "only-labelled")] == Entity(
        IRI(EX + "only-labelled"), EX + "only-labelled", "thing", "Etwas"
    )


def test_an_iri_that_nobody_describes_still_has_something_to_show() -> None:
    assert fallback_entity(IRI(EX + "X_1")) == Entity(IRI(EX + "X_1"), EX + "X_1", "thing", "X_1")
    assert read().describe(IRI(EX + "X_1")).entity == fallback_entity(IRI(EX + "X_1"))


@pytest.mark.parametrize(
    ("iri", "name"), [(EX + "a", "a"), (EX + "a#b", "b"), (EX + "A%20B/", "A B"), (str(PG), "ontology")]
)
def test_the_local_name_is_what_stands_last(iri: str, name: str) -> None:
    assert local_name(iri) == name

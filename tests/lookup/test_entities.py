"""What a store's default graph tells of its entities: kind, labels, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmagraph.lookup.entities import Name, fallback_entity, read_entities, read_varieties
from pharmagraph.model import IRI, Entity, Literal, Statement
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.vocab import FOAF, ID, OWL, PG, RDF, RDFS, SKOS, SOURCE_GRAPH

if TYPE_CHECKING:
    from pharmagraph.model import Term

EX = "http://example.org/thing/"


def store_of(*triples: tuple[IRI, IRI, Term]) -> EmbeddedStore:
    return EmbeddedStore.in_memory(Statement(*triple, SOURCE_GRAPH["test"]) for triple in triples)


def text(value: str, language: str) -> Literal:
    return Literal(value, RDF.langString, language)


def test_an_entity_has_a_label_in_each_language_and_its_names_with_their_roles() -> None:
    store = store_of(
        (ID["r-pharm"], RDF.type, PG.Company),
        (ID["r-pharm"], SKOS.prefLabel, text("R-Pharm", "en")),
        (ID["r-pharm"], SKOS.prefLabel, text("Р-Фарм", "ru")),
        (ID["r-pharm"], SKOS.altLabel, text("АО Р-Фарм", "ru")),
        (ID["r-pharm"], SKOS.hiddenLabel, Literal("RPH")),
    )
    [named] = read_entities(store)
    assert named.entity == Entity(ID["r-pharm"], "r-pharm", "company", "R-Pharm", "Р-Фарм")
    assert not named.record
    # "АО Р-Фарм" without its legal form is the label again, so no part is added; the slug repeats no name
    assert named.names == {
        Name("preferred", "R-Pharm"),
        Name("preferred", "Р-Фарм"),
        Name("alias", "АО Р-Фарм"),
        Name("hidden", "RPH"),
        Name("slug", "r-pharm"),
    }


def test_the_most_specific_class_gives_the_kind() -> None:
    store = store_of(
        (PG.RegulatoryAgency, RDFS.subClassOf, PG.GovernmentBody),
        (PG.GovernmentBody, RDFS.subClassOf, PG.Organization),
        (PG.RegisterSnapshot, RDFS.subClassOf, PG.Source),
        (ID.fda, RDF.type, PG.Organization),
        (ID.fda, RDF.type, PG.GovernmentBody),
        (ID.fda, RDF.type, PG.RegulatoryAgency),
        (ID["grls-2025"], RDF.type, PG.RegisterSnapshot),
    )
    assert [(named.entity.id, named.entity.kind) for named in read_entities(store)] == [
        ("fda", "regulator"),
        ("grls-2025", "source"),
    ]


def test_classes_that_are_above_each_other_do_not_lose_their_kind() -> None:
    store = store_of(
        (PG.Company, RDFS.subClassOf, PG.Organization),
        (PG.Organization, RDFS.subClassOf, PG.Company),
        (ID.x, RDF.type, PG.Company),
    )
    assert [named.entity.kind for named in read_entities(store)] == ["company"]


def test_foreign_entities_have_the_kind_their_class_is_called() -> None:
    store = store_of(
        (IRI(EX + "DB1"), RDF.type, IRI(EX + "SmallMolecule")),
        (IRI(EX + "DB1"), RDF.type, OWL.NamedIndividual),
        (IRI(EX + "DB1"), RDFS.label, Literal("Aspirinol")),
        (IRI(EX + "Gene%201"), RDF.type, IRI(EX + "Gene")),
        (IRI(EX + "only-labelled"), FOAF.name, text("Etwas", "de")),
    )
    found = {named.entity.iri: named.entity for named in read_entities(store)}
    assert found[IRI(EX + "DB1")].kind == "small-molecule"
    assert found[IRI(EX + "DB1")].label_en == "Aspirinol"
    assert found[IRI(EX + "Gene%201")].label_en == "Gene 1"
    assert found[IRI(EX + "only-labelled")] == Entity(
        IRI(EX + "only-labelled"), EX + "only-labelled", "thing", "Etwas"
    )


def test_nodes_that_tell_a_relation_are_records() -> None:
    store = store_of((ID["membership-x"], RDF.type, IRI("http://www.w3.org/ns/org#Membership")))
    [named] = read_entities(store)
    assert (named.entity.kind, named.record) == ("membership", True)


def test_terms_of_the_ontology_are_no_entities(named_store: EmbeddedStore) -> None:
    iris = {named.entity.iri for named in read_entities(named_store)}
    assert PG.Company not in iris
    assert PG["id-scheme-hgnc"] not in iris
    assert ID.chemrar in iris


def test_titles_and_second_label_predicates_name_what_has_no_better_name() -> None:
    store = store_of(
        (ID.s, RDF.type, PG.Source),
        (ID.s, IRI("http://purl.org/dc/terms/title"), Literal("О дженериках")),
        (ID.s, RDFS.label, Literal("Interview")),
    )
    [named] = read_entities(store)
    assert named.entity.label_ru == "О дженериках"
    assert named.entity.label_en == ""
    assert Name("alias", "Interview") in named.names


def test_parts_of_names_are_names_but_not_of_things_called_after_others() -> None:
    store = store_of(
        (ID.copy, RDF.type, PG.Drug),
        (ID.copy, SKOS.prefLabel, text("semaglutide (CG1)", "en")),
        (ID.prg, RDF.type, PG.DevelopmentProgramme),
        (ID.prg, SKOS.prefLabel, text("semaglutide (CG1)", "en")),
    )
    drug, programme = read_entities(store)
    assert {name.text for name in drug.names if name.role == "part"} == {"semaglutide", "CG1"}
    assert not {name for name in programme.names if name.role == "part"}


def test_identifiers_come_with_and_without_their_scheme(named_store: EmbeddedStore) -> None:
    [pdcd1] = [named for named in read_entities(named_store) if named.entity.id == "pdcd1"]
    assert {name.text for name in pdcd1.names if name.role == "identifier"} == {"HGNC:8760"}


def test_varieties_are_products_and_copies(named_store: EmbeddedStore) -> None:
    assert set(read_varieties(named_store)) == {
        (ID["product-weeklyglut"], ID.semaglutide),
        (ID["semaglutide-copy"], ID.semaglutide),
    }


def test_an_iri_that_nobody_describes_still_has_something_to_show() -> None:
    assert fallback_entity(IRI(EX + "X_1")) == Entity(IRI(EX + "X_1"), EX + "X_1", "thing", "X_1")

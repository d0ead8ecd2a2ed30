"""The names that a store's entities go by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmagraph.lookup.entities import Name, read_names, read_varieties
from pharmagraph.model import IRI, Entity, Literal, Statement
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.vocab import ID, PG, RDF, RDFS, SKOS, SOURCE_GRAPH

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
    [named] = read_names(store)
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


def test_nodes_that_tell_a_relation_are_records() -> None:
    store = store_of((ID["membership-x"], RDF.type, IRI("http://www.w3.org/ns/org#Membership")))
    [named] = read_names(store)
    assert (named.entity.kind, named.record) == ("membership", True)


def test_terms_of_the_ontology_are_no_entities(named_store: EmbeddedStore) -> None:
    iris = {named.entity.iri for named in read_names(named_store)}
    assert PG.Company not in iris
    assert PG["id-scheme-hgnc"] not in iris
    assert ID.chemrar in iris


def test_titles_and_second_label_predicates_name_what_has_no_better_name() -> None:
    store = store_of(
        (ID.s, RDF.type, PG.Source),
        (ID.s, IRI("http://purl.org/dc/terms/title"), Literal("О дженериках")),
        (ID.s, RDFS.label, Literal("Interview")),
    )
    [named] = read_names(store)
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
    drug, programme = read_names(store)
    assert {name.text for name in drug.names if name.role == "part"} == {"semaglutide", "CG1"}
    assert not {name for name in programme.names if name.role == "part"}


def test_identifiers_come_with_and_without_their_scheme(named_store: EmbeddedStore) -> None:
    [pdcd1] = [named for named in read_names(named_store) if named.entity.id == "pdcd1"]
    assert {name.text for name in pdcd1.names if name.role == "identifier"} == {"HGNC:8760"}


def test_varieties_are_products_and_copies(named_store: EmbeddedStore) -> None:
    assert set(read_varieties(named_store)) == {
        (ID["product-weeklyglut"], ID.semaglutide),
        (ID["semaglutide-copy"], ID.semaglutide),
    }

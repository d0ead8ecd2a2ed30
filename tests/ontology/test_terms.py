"""Classes and properties: words in both languages, and the rules that keep them in OWL 2 RL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, RDFS, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS, VANN, XSD

from tests.ontology.reading import ONTOLOGY, PG, languages, local, ours, superclasses

if TYPE_CHECKING:
    from collections.abc import Iterable

IRI = URIRef("https://w3id.org/pharmagraph/ontology")
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CALENDAR = {
    "accessed", "asOf", "componentRegisteredOn", "due", "fulfilledOn", "lastConfirmed", "newestEntry", "statedOn",
    "validFrom", "validFromLatest", "validTo", "validToEarliest",
}  # fmt: skip
DATATYPES_OF_RL = {XSD.string, XSD.decimal, XSD.integer, XSD.boolean}


def terms(graph: Graph) -> list[URIRef]:
    return [term for kind in (OWL.Class, *PROPERTY_KINDS) for term in ours(graph, kind)]


def complaints(found: Iterable[URIRef]) -> list[str]:
    return sorted(local(term) for term in found)


def test_the_header_names_version_licence_creators_and_prefix(ontology: Graph) -> None:
    version = str(ontology.value(IRI, OWL.versionIRI))
    assert re.fullmatch(rf"{IRI}/\d{{4}}-\d{{2}}-\d{{2}}", version)
    assert str(ontology.value(IRI, OWL.versionInfo)) == version.rpartition("/")[2]
    assert ontology.value(IRI, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert ontology.value(IRI, DCTERMS.creator) == Literal("The pharmagraph maintainers")
    assert ontology.value(IRI, DCTERMS.created) is not None
    assert ontology.value(IRI, VANN.preferredNamespacePrefix) == Literal("pg")
    assert ontology.value(IRI, VANN.preferredNamespaceUri) == Literal(str(PG))


def test_all_ontology_files_have_one_version_date(ontology: Graph, schemes: Graph) -> None:
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    versions = {
        str(info) for graph in (ontology, schemes, shapes) for info in graph.objects(None, OWL.versionInfo)
    }
    assert len(versions) == 1


def test_every_term_has_one_label_and_one_definition_in_each_language(ontology: Graph) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        wrong = [term for term in terms(ontology) if languages(ontology, term, predicate) != ["en", "ru"]]
        assert complaints(wrong) == [], predicate


def test_russian_words_are_cyrillic_and_definitions_are_sentences(ontology: Graph) -> None:
    for term in terms(ontology):
        for text in ontology.objects(term, SKOS.definition):
            assert isinstance(text, Literal)
            assert text.endswith("."), (local(term), text)
            assert bool(re.search("[а-яё]", text)) == (text.language == "ru"), (local(term), text)


def test_no_two_classes_and_no_two_properties_share_a_label(ontology: Graph) -> None:
    for language in ("en", "ru"):
        classes = [
            str(t)
            for c in ours(ontology, OWL.Class)
            for t in ontology.objects(c, RDFS.label)
            if t.language == language
        ]  # type: ignore[union-attr]
        assert sorted(classes) == sorted(set(classes))


def test_every_term_says_where_it_is_defined(ontology: Graph) -> None:
    assert complaints(term for term in terms(ontology) if ontology.value(term, RDFS.isDefinedBy) != IRI) == []


def test_every_relation_class_has_a_heading(ontology: Graph) -> None:
    relations = [
        term for term in ours(ontology, OWL.Class) if PG.RelationNode in superclasses(ontology, term)
    ]
    assert len(relations) > 25
    assert complaints(t for t in relations if languages(ontology, t, PG.shownAs) != ["en", "ru"]) == []


def test_properties_between_things_can_be_read_backwards(ontology: Graph) -> None:
    """Only properties with a concept for a value, or with two ends that are no entities, have no way back."""
    for prop in ours(ontology, OWL.ObjectProperty):
        if (prop, PG.valuesFrom, None) in ontology or ontology.value(prop, RDFS.range) == URIRef(
            "http://qudt.org/schema/qudt/Unit"
        ):
            continue
        assert languages(ontology, prop, PG.inverseLabel) == ["en", "ru"], local(prop)


def test_a_term_is_of_one_kind_only(ontology: Graph) -> None:
    kinds = (OWL.Class, *PROPERTY_KINDS, OWL.NamedIndividual)
    for term in set(ontology.subjects(RDF.type, None)):
        if isinstance(term, URIRef):
            assert len([kind for kind in kinds if (term, RDF.type, kind) in ontology]) <= 1, term


def test_no_concept_is_a_class_or_a_property(ontology: Graph, schemes: Graph) -> None:
    """No punning: nothing that is typed as an individual in the schemes is a term of the ontology."""
    named = {term for term in schemes.subjects(RDF.type, None) if term != IRI}
    assert not named & set(ontology.subjects(RDF.type, OWL.Class))
    for kind in PROPERTY_KINDS:
        assert not named & set(ontology.subjects(RDF.type, kind))


def test_everything_that_is_used_is_declared(ontology: Graph) -> None:
    declared = set(ontology.subjects(RDF.type, None))
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf):
        for value in ontology.objects(None, predicate):
            assert value in declared or value in DATATYPES_OF_RL, value


def test_a_property_has_at_most_one_domain_and_one_range(ontology: Graph) -> None:
    for prop in (term for kind in PROPERTY_KINDS for term in ours(ontology, kind)):
        assert len(list(ontology.objects(prop, RDFS.domain))) <= 1, local(prop)
        assert len(list(ontology.objects(prop, RDFS.range))) <= 1, local(prop)


def test_data_properties_have_ranges_of_owl_2_rl_or_none(ontology: Graph) -> None:
    for prop in ours(ontology, OWL.DatatypeProperty):
        assert set(ontology.objects(prop, RDFS.range)) <= DATATYPES_OF_RL, local(prop)


def test_calendar_properties_declare_no_range(ontology: Graph) -> None:
    assert set(complaints(ours(ontology, OWL.DatatypeProperty))) >= CALENDAR
    for name in CALENDAR:
        assert (PG[name], RDFS.range, None) not in ontology, name
    dates = {XSD.date, XSD.gYear, XSD.gYearMonth}
    assert not [term for term in ontology.all_nodes() if isinstance(term, Literal) and term.datatype in dates]


def test_only_the_country_code_is_functional(ontology: Graph) -> None:
    functional = set(ontology.subjects(RDF.type, OWL.FunctionalProperty))
    assert functional == {PG.isoCode}
    assert not set(ontology.subjects(RDF.type, OWL.InverseFunctionalProperty))


def test_nothing_is_both_transitive_and_asymmetric_irreflexive_or_functional(ontology: Graph) -> None:
    """A composite property (transitive, or with a chain) must not carry what OWL 2 DL keeps for simple ones."""
    composite = set(ontology.subjects(RDF.type, OWL.TransitiveProperty))
    composite |= set(ontology.subjects(OWL.propertyChainAxiom, None))
    for prop in composite:
        kinds = set(ontology.objects(prop, RDF.type))
        assert not kinds & {OWL.AsymmetricProperty, OWL.IrreflexiveProperty, OWL.FunctionalProperty}, prop


@pytest.mark.parametrize(
    ("name", "characteristics"),
    [
        ("partOfFigure", {OWL.AsymmetricProperty, OWL.IrreflexiveProperty}),
        ("withinFigure", {OWL.TransitiveProperty}),
        ("partnerOf", {OWL.SymmetricProperty, OWL.IrreflexiveProperty}),
        ("controls", {OWL.AsymmetricProperty, OWL.IrreflexiveProperty}),
        ("convertedFrom", {OWL.AsymmetricProperty, OWL.IrreflexiveProperty}),
    ],
)
def test_characteristics_are_those_of_the_design(
    ontology: Graph, name: str, characteristics: set[URIRef]
) -> None:
    assert set(ontology.objects(PG[name], RDF.type)) == {OWL.ObjectProperty, *characteristics}


def test_an_inverse_is_stated_once_and_turns_domain_and_range_round(ontology: Graph) -> None:
    for one, other in ontology.subject_objects(OWL.inverseOf):
        assert (other, OWL.inverseOf, one) not in ontology, one
        for mine, theirs in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
            there, here = ontology.value(other, theirs), ontology.value(one, mine)
            assert here is None or there is None or here == there, (one, other)
        assert set(map(str, ontology.objects(one, PG.inverseLabel))) == set(
            map(str, ontology.objects(other, RDFS.label))
        ), (one, other)


def test_no_class_is_both_an_activity_and_an_entity(ontology: Graph) -> None:
    prov = "http://www.w3.org/ns/prov#"
    for term in ontology.subjects(RDF.type, OWL.Class):
        if isinstance(term, URIRef):
            above = superclasses(ontology, term)
            assert not {URIRef(prov + "Activity"), URIRef(prov + "Entity")} <= above, term


def test_no_class_lies_under_two_disjoint_ones(ontology: Graph) -> None:
    for axiom in ontology.subjects(RDF.type, OWL.AllDisjointClasses):
        members = ontology.value(axiom, OWL.members)
        assert members is not None
        disjoint = set(ontology.items(members))
        for term in ours(ontology, OWL.Class):
            assert len(superclasses(ontology, term) & disjoint) <= 1, term


def test_domains_and_ranges_agree_with_those_of_the_superproperty(ontology: Graph) -> None:
    for prop, above in ontology.subject_objects(RDFS.subPropertyOf):
        for end in (RDFS.domain, RDFS.range):
            wide, narrow = ontology.value(above, end), ontology.value(prop, end)
            if isinstance(wide, URIRef) and isinstance(narrow, URIRef):
                assert wide in superclasses(ontology, narrow), (prop, above)


def test_the_ontology_imports_nothing_and_has_no_blank_nodes_but_lists_and_axioms(ontology: Graph) -> None:
    assert not list(ontology.objects(None, OWL.imports))
    for node in set(ontology.subjects()):
        if isinstance(node, BNode):
            kinds = set(ontology.objects(node, RDF.type))
            assert kinds == {OWL.AllDisjointClasses} or (node, RDF.first, None) in ontology


@pytest.mark.parametrize("file", ["pharmagraph.ttl", "schemes.ttl", "shapes.ttl"])
def test_blocks_stand_in_the_order_of_their_names(file: str) -> None:
    """Sorted within a section, so that a new term changes the lines of its own block only."""
    sections = (ONTOLOGY / file).read_text(encoding="utf-8").split("\n# ---")
    for section in sections[1:]:
        names = re.findall(r"^([a-z]+:[\w-]+) a ", section, flags=re.MULTILINE)
        names = [name for name in names if not name.endswith("Scheme")]
        assert names == sorted(names, key=lambda name: (name.lower(), name)) or "vann" in section

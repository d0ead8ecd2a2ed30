"""Terms of other vocabularies: only those that were checked, and none that is deprecated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib import OWL, RDF, Graph, Literal, URIRef

from pharmagraph.model import IRI
from pharmagraph.store.parsing import parse
from pharmagraph.vocab import CATALOGUE_GRAPH, PREFIXES
from tests.ontology.reading import DATA, ONTOLOGY, mappings, read, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOSED = (
    rdflib.RDF, rdflib.RDFS, rdflib.OWL, rdflib.XSD, rdflib.SKOS, rdflib.ORG, rdflib.PROV, rdflib.FOAF,
    rdflib.DCTERMS, rdflib.QB, rdflib.SH, rdflib.VANN,
)  # fmt: skip
OUR_BASE = "https://w3id.org/pharmagraph/"
LICENCES = {"https://creativecommons.org/licenses/by/4.0/"}
KINDS = {
    "class": OWL.Class,
    "objectProperty": OWL.ObjectProperty,
    "datatypeProperty": OWL.DatatypeProperty,
    "annotationProperty": OWL.AnnotationProperty,
}


def external_terms() -> dict[str, dict[str, str]]:
    return {row["iri"]: row for row in rows(ONTOLOGY / "external-terms.tsv")}


def iris(graph: Graph) -> Iterator[URIRef]:
    for statement in graph:
        yield from (term for term in statement if isinstance(term, URIRef))


def unknown(found: set[str]) -> list[str]:
    listed = external_terms()
    return sorted(
        iri
        for iri in found
        if not iri.startswith(OUR_BASE)
        and iri not in LICENCES
        and iri not in listed
        and not any(URIRef(iri) in namespace for namespace in CLOSED)
    )


def test_the_list_has_no_deprecated_term_and_no_term_twice() -> None:
    table = rows(ONTOLOGY / "external-terms.tsv")
    assert len({row["iri"] for row in table}) == len({row["curie"] for row in table}) == len(table)
    assert {row["deprecated"] for row in table} == {"no"}
    assert [row["curie"] for row in table] == sorted(
        (row["curie"] for row in table), key=lambda c: (c.lower(), c)
    )


@pytest.mark.parametrize("file", ["pharmagraph.ttl", "schemes.ttl", "shapes.ttl"])
def test_every_external_iri_of_a_file_is_a_checked_one(file: str) -> None:
    assert unknown({str(iri) for iri in iris(read(ONTOLOGY / file))}) == []


def test_the_examples_use_checked_terms_only() -> None:
    examples = read(*sorted((ONTOLOGY / "examples").glob("*.ttl")))
    assert unknown({str(iri) for iri in iris(examples)}) == []
    for file in (ONTOLOGY / "examples").glob("*.trig"):
        told = list(parse(file, base_graph=CATALOGUE_GRAPH))
        used = {term for one in told for term in (one.subject, one.predicate, one.object)}
        named = {str(term) for term in used if isinstance(term, IRI) and "://example.org/" not in term}
        assert unknown(named) == [], file.name


def test_the_rules_use_checked_terms_only() -> None:
    for file in (ONTOLOGY / "rules").glob("*.rq"):
        text = file.read_text(encoding="utf-8")
        prefixes = dict(re.findall(r"PREFIX (\w+): <([^>]+)>", text))
        body = re.sub(r"^(#|PREFIX).*$", "", text, flags=re.MULTILINE)
        used = {prefixes[prefix] + name for prefix, name in re.findall(r"\b(\w+):([A-Za-z][\w-]*)", body)}
        assert unknown(used) == [], file.name


def test_the_mappings_use_checked_terms_only() -> None:
    for name in mappings():
        text = (DATA / "mappings" / name).read_text(encoding="utf-8")
        used = set(re.findall(r'"((?!id:|graph:)[a-z]+:[A-Za-z][\w-]*)"', text))
        assert (
            unknown({PREFIXES[curie.partition(":")[0]] + curie.partition(":")[2] for curie in used}) == []
        ), name


def test_a_term_is_declared_as_its_vocabulary_defines_it(ontology: Graph) -> None:
    """Annotation is the one declaration OWL 2 DL accepts for both kinds of value, so it is always allowed.

    ``qudt:numericValue`` is declared a datatype property on purpose: as the annotation property that its own file
    makes of it, a reasoner would ignore every number.
    """
    for iri, row in external_terms().items():
        declared = set(ontology.objects(URIRef(iri), RDF.type)) & set(KINDS.values())
        if row["curie"] == "qudt:numericValue":
            assert declared == {OWL.DatatypeProperty}
        else:
            assert declared <= {KINDS.get(row["kind"], OWL.NamedIndividual), OWL.AnnotationProperty}, iri


def test_deprecated_and_misfitting_terms_are_not_used(ontology: Graph, schemes: Graph) -> None:
    """Biolink's ``has target`` runs from disease to gene; IDMP's ``RegistrationNumber`` identifies a trial."""
    used = {str(iri) for graph in (ontology, schemes) for iri in iris(graph)}
    for ending in (
        "has_target",
        "target_for",
        "genetically_associated_with",
        "RegistrationNumber",
        "EFO_0000408",
    ):
        assert not [iri for iri in used if iri.endswith("/" + ending)]


def test_no_literal_hides_a_term(ontology: Graph) -> None:
    for value in ontology.objects(None, rdflib.RDFS.subClassOf):
        assert not isinstance(value, Literal)

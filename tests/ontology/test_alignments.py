"""The SSSOM table: our terms beside those of other vocabularies."""

from __future__ import annotations

import re

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SKOS

from tests.ontology.reading import ONTOLOGY, rows

FILE = ONTOLOGY / "alignments.tsv"
TABLE = rows(FILE)
HEADER = [line.rstrip("\n") for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
EXTERNAL = {row["curie"]: row for row in rows(ONTOLOGY / "external-terms.tsv")}
PREFIXES = dict(re.findall(r"^#  ([\w-]+): (\S+)$", "\n".join(HEADER), flags=re.MULTILINE))


def expand(curie: str) -> URIRef:
    prefix, _, local = curie.partition(":")
    return URIRef(PREFIXES[prefix] + local)


def test_the_header_names_set_licence_and_every_prefix() -> None:
    for key in ("mapping_set_id", "mapping_set_version", "license", "mapping_date", "curie_map"):
        assert any(line.startswith(f"#{key}:") for line in HEADER), key
    used = {
        row[c].partition(":")[0]
        for row in TABLE
        for c in ("subject_id", "predicate_id", "object_id", "mapping_justification")
    }
    assert used == set(PREFIXES)


def test_a_mapping_stands_once_and_the_table_is_sorted() -> None:
    keys = [(row["subject_id"].lower(), row["object_id"].lower()) for row in TABLE]
    assert keys == sorted(set(keys))


def test_predicates_are_weaker_than_identity() -> None:
    """``skos:exactMatch`` is symmetric and transitive, so that a wrong one spreads; none is claimed."""
    allowed = {f"skos:{kind}Match" for kind in ("close", "broad", "narrow", "related")}
    assert {row["predicate_id"] for row in TABLE} <= allowed
    assert {row["mapping_justification"] for row in TABLE} == {"semapv:ManualMappingCuration"}


def test_subjects_are_terms_of_the_ontology_with_their_labels(ontology: Graph, schemes: Graph) -> None:
    for row in TABLE:
        subject = expand(row["subject_id"])
        graph = ontology if (subject, RDF.type, None) in ontology else schemes
        assert (subject, RDF.type, None) in graph, subject
        labels = {
            str(o) for _, p, o in graph.triples((subject, None, None)) if p.endswith(("label", "prefLabel"))
        }
        assert row["subject_label"] in labels, subject


def test_objects_are_checked_terms_with_their_labels() -> None:
    for row in TABLE:
        term = EXTERNAL[row["object_id"]]
        assert row["object_label"] == term["label"]
        assert row["object_source_version"] == term["defined_in"]
        assert term["iri"] == str(expand(row["object_id"]))


def test_no_mapping_repeats_an_axiom_of_the_ontology(ontology: Graph) -> None:
    for row in TABLE:
        assert (expand(row["subject_id"]), None, expand(row["object_id"])) not in ontology, row


def test_mappings_inside_the_schemes_are_in_the_table(schemes: Graph) -> None:
    inside = {(s, o) for p in (SKOS.closeMatch, SKOS.exactMatch) for s, o in schemes.subject_objects(p)}
    assert inside <= {(expand(row["subject_id"]), expand(row["object_id"])) for row in TABLE}


def test_the_vocabularies_of_the_design_are_all_met() -> None:
    assert {"org", "prov", "schema", "biolink", "ftm", "idmp-mprd", "obo", "sio", "wdt"} <= set(PREFIXES)
    assert any(prefix.startswith("fibo-") for prefix in PREFIXES)

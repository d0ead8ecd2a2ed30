"""How the tests read what stands in ``ontology/`` and ``data/``."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SKOS

ROOT = Path(__file__).resolve().parents[2]
ONTOLOGY = ROOT / "ontology"
DATA = ROOT / "data"
PG = Namespace("https://w3id.org/pharmagraph/ontology#")


def read(*files: Path) -> Graph:
    """The statements of some Turtle files as one graph."""
    graph = Graph()
    for file in files:
        graph.parse(file, format="turtle")
    return graph


def local(term: object) -> str:
    """The part of one of our IRIs after the namespace."""
    return str(term).removeprefix(str(PG))


def ours(graph: Graph, kind: URIRef) -> list[URIRef]:
    """Our terms of one kind, sorted."""
    found = {term for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef) and term in PG}
    return sorted(found)


def languages(graph: Graph, term: URIRef, predicate: URIRef) -> list[str]:
    """The language tags of a term's texts, sorted."""
    texts = graph.objects(term, predicate)
    return sorted(text.language or "" for text in texts if isinstance(text, Literal) and text.strip())


def concepts(schemes: Graph) -> dict[str, URIRef]:
    """Prefix and notation, as the mappings write them, to the concept."""
    prefixes = {scheme: str(prefix) for scheme, prefix in schemes.subject_objects(PG.conceptPrefix)}
    return {
        f"{prefixes[scheme]}-{schemes.value(concept, SKOS.notation)}": concept
        for concept, scheme in schemes.subject_objects(SKOS.inScheme)
        if isinstance(concept, URIRef)
    }


def rows(file: Path) -> list[dict[str, str]]:
    """The rows of a tab-separated table; lines that start with ``#`` are its header comment."""
    with file.open(encoding="utf-8", newline="") as lines:
        table = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def mappings() -> dict[str, dict[str, Any]]:
    """File name to mapping, of all tables that have one."""
    return {
        file.name: tomllib.loads(file.read_text(encoding="utf-8"))
        for file in sorted((DATA / "mappings").glob("*.toml"))
    }


def superclasses(graph: Graph, term: URIRef) -> set[URIRef]:
    """A class with everything above it."""
    return {above for above in graph.transitive_objects(term, RDFS.subClassOf) if isinstance(above, URIRef)}

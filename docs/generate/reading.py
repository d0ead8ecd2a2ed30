"""The ontology as the pages need it: terms, concepts, checks, mappings and rules, in both languages."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib import Literal as Text
from rdflib.collection import Collection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib.term import Node

Lang = Literal["en", "ru"]

PG = Namespace("https://w3id.org/pharmagraph/ontology#")
SH = Namespace("http://www.w3.org/ns/shacl#")
ONTOLOGY = URIRef("https://w3id.org/pharmagraph/ontology")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@dataclass(frozen=True)
class Check:
    """A finding that the checks can make: its id, whether it is an error, and what it says."""

    id: str
    error: bool
    title: dict[Lang, str]
    message: dict[Lang, str]
    classes: tuple[URIRef, ...] = ()
    paths: tuple[URIRef, ...] = ()
    fillers: tuple[URIRef, ...] = ()
    asks_for_one: bool = False


@dataclass(frozen=True)
class Rule:
    """A derivation rule: the lines of its header, and its query."""

    id: str
    header: dict[str, str]
    remark: str
    query: str


@dataclass(frozen=True)
class Mapping:
    """How a term of ours stands to a term of another vocabulary."""

    relation: str
    curie: str
    label: str
    version: str


class Ontology:
    """The files of ``ontology/``, read once."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self.graph = Graph()
        for name in ("pharmagraph.ttl", "schemes.ttl"):
            self.graph.parse(directory / name, format="turtle")

    def text(self, term: Node, predicate: URIRef, lang: Lang) -> str:
        """A text in a language, in English where the language has none, else nothing."""
        texts = {
            one.language: str(one) for one in self.graph.objects(term, predicate) if isinstance(one, Text)
        }
        return texts.get(lang) or texts.get("en") or texts.get(None, "")

    def label(self, term: Node, lang: Lang) -> str:
        """What a term is called."""
        return self.text(term, RDFS.label, lang) or self.text(term, SKOS.prefLabel, lang) or self.curie(term)

    def curie(self, term: Node) -> str:
        """A term with a prefix instead of its namespace."""
        return self.graph.namespace_manager.normalizeUri(str(term)).strip("<>")

    def anchor(self, term: Node) -> str:
        """The name of a term's place on the page: the local name; of other vocabularies with the prefix."""
        return (
            str(term).removeprefix(str(PG))
            if str(term).startswith(str(PG))
            else self.curie(term).replace(":", "-")
        )

    def terms(self, kind: URIRef, *, ours: bool) -> list[URIRef]:
        """The terms of one kind, ours or those of other vocabularies, by CURIE."""
        found = {one for one in self.graph.subjects(RDF.type, kind) if isinstance(one, URIRef)}
        return sorted((one for one in found if (one in PG) == ours), key=self.curie)

    def iris(self, term: Node, predicate: URIRef) -> list[URIRef]:
        """The terms a term refers to by a predicate, by CURIE."""
        found = {one for one in self.graph.objects(term, predicate) if isinstance(one, URIRef)}
        return sorted(found, key=self.curie)

    def referring(self, term: Node, predicate: URIRef) -> list[URIRef]:
        """The terms that refer to a term by a predicate, by CURIE."""
        found = {one for one in self.graph.subjects(predicate, term) if isinstance(one, URIRef)}
        return sorted(found, key=self.curie)

    def above(self, term: URIRef) -> set[URIRef]:
        """A class with its superclasses, as far as we declare them."""
        found = self.graph.transitive_objects(term, RDFS.subClassOf)
        return {one for one in found if isinstance(one, URIRef)}

    def relations(self) -> list[URIRef]:
        """The classes of relations that are things of their own, without the one above them all."""
        found = set(self.graph.transitive_subjects(RDFS.subClassOf, PG.RelationNode)) - {PG.RelationNode}
        return sorted(
            (one for one in found if isinstance(one, URIRef)), key=lambda one: self.anchor(one).lower()
        )

    def schemes(self) -> list[URIRef]:
        """The concept schemes."""
        return self.terms(SKOS.ConceptScheme, ours=True)

    def concepts(self, scheme: URIRef) -> list[tuple[URIRef, int]]:
        """The concepts of a scheme, narrower ones below broader ones, each with its depth."""
        return [
            pair
            for top in self.referring(scheme, SKOS.topConceptOf)
            for pair in self._with_narrower(top, scheme, 0)
        ]

    def _with_narrower(self, concept: URIRef, scheme: URIRef, depth: int) -> Iterator[tuple[URIRef, int]]:
        yield concept, depth
        for narrower in self.referring(concept, SKOS.broader):
            if (narrower, SKOS.inScheme, scheme) in self.graph:
                yield from self._with_narrower(narrower, scheme, depth + 1)

    @cached_property
    def checks(self) -> list[Check]:
        """The findings of the shapes and of the queries, by id."""
        shapes = Graph().parse(self._directory / "shapes.ttl", format="turtle")
        found = [
            _check(shapes, shape) for shape in shapes.subjects(RDF.type, None) if isinstance(shape, URIRef)
        ]
        found += [_query_check(file) for file in (self._directory / "checks").glob("*.rq")]
        return sorted((one for one in found if one is not None), key=lambda one: one.id)

    @cached_property
    def rules(self) -> list[Rule]:
        """The derivation rules, in the order in which they run."""
        return [_rule(file) for file in sorted((self._directory / "rules").glob("*.rq"))]

    @cached_property
    def mappings(self) -> dict[str, list[Mapping]]:
        """The rows of the SSSOM table, by the CURIE of our term."""
        found = defaultdict(list)
        lines = (self._directory / "alignments.tsv").read_text(encoding="utf-8").splitlines()
        for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t"):
            mapping = Mapping(
                row["predicate_id"], row["object_id"], row["object_label"], row["object_source_version"]
            )
            found[row["subject_id"]].append(mapping)
        return dict(found)


def _check(shapes: Graph, shape: URIRef) -> Check | None:
    severity = shapes.value(shape, SH.severity)
    if severity is None:
        return None
    messages = [*shapes.objects(shape, SH.message)]
    messages += [
        one for query in shapes.objects(shape, SH.sparql) for one in shapes.objects(query, SH.message)
    ]
    path = shapes.value(shape, SH.path)
    return Check(
        id=str(shape).rpartition("#")[2],
        error=severity == SH.Violation,
        title=_both(shapes.objects(shape, RDFS.label)),
        message=_both(messages),
        classes=tuple(one for one in shapes.objects(shape, SH.targetClass) if isinstance(one, URIRef)),
        paths=tuple(_paths(shapes, path)),
        fillers=tuple(_fillers(shapes, shape)),
        asks_for_one=(shape, SH.minCount, None) in shapes,
    )


def _both(texts: object) -> dict[Lang, str]:
    found = {one.language: str(one) for one in texts if isinstance(one, Text)}  # type: ignore[attr-defined]
    return {"en": found.get("en", ""), "ru": found.get("ru", "")}


def _paths(shapes: Graph, path: Node | None) -> Iterator[URIRef]:
    """The properties of a path: itself, or its alternatives."""
    if isinstance(path, URIRef):
        yield path
    elif path is not None:
        for alternatives in shapes.objects(path, SH.alternativePath):
            yield from (one for one in Collection(shapes, alternatives) if isinstance(one, URIRef))


def _fillers(shapes: Graph, shape: URIRef) -> Iterator[URIRef]:
    """The classes a value may be of."""
    nodes = [
        shape,
        *(one for either in shapes.objects(shape, SH["or"]) for one in Collection(shapes, either)),
    ]
    for node in nodes:
        yield from (one for one in shapes.objects(node, SH["class"]) if isinstance(one, URIRef))


def header(text: str) -> dict[str, str]:
    """The lines ``#: key value`` at the top of a query."""
    return dict(re.findall(r"^#: (\w+) (.+)$", text, flags=re.MULTILINE))


def _query_check(file: Path) -> Check:
    lines = header(file.read_text(encoding="utf-8"))
    return Check(
        id=lines["id"],
        error=lines["level"] == "error",
        title={"en": lines["title_en"], "ru": lines["title_ru"]},
        message={"en": lines["message_en"], "ru": lines["message_ru"]},
    )


def _rule(file: Path) -> Rule:
    text = file.read_text(encoding="utf-8")
    remark = " ".join(line[2:] for line in text.split("PREFIX")[0].splitlines() if line.startswith("# "))
    lines = header(text)
    return Rule(lines["id"], lines, remark, text)

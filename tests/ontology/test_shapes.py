"""Every shape finds its own invalid example and leaves its valid one alone."""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SH, SKOS

from tests.ontology.reading import ONTOLOGY, PG, languages, read

if TYPE_CHECKING:
    from pathlib import Path

pyshacl = pytest.importorskip("pyshacl", reason="pyshacl checks the shapes; it comes with the test extra")

SHAPE = Namespace("https://w3id.org/pharmagraph/ontology/shapes#")
SHAPES = read(ONTOLOGY / "shapes.ttl")
RULES = sorted(str(s).removeprefix(str(SHAPE)) for s in SHAPES.subjects(SH.severity) if s in SHAPE)
GROUPS = {
    "TIME",
    "OWN",
    "REG",
    "STAGE",
    "DEAL",
    "TERR",
    "FIG",
    "STMT",
    "PROV",
    "LABEL",
    "PART",
    "ORG",
    "ROLE",
    "ID",
}


@pytest.fixture(scope="module")
def background(ontology: Graph, schemes: Graph) -> Graph:
    """What the shapes read of the ontology: superclasses, ranks and broader concepts."""
    graph = Graph()
    for source, predicate in ((ontology, RDFS.subClassOf), (schemes, PG.rank), (schemes, SKOS.broader)):
        for subject, value in source.subject_objects(predicate):
            graph.add((subject, predicate, value))
    for subject in schemes.subjects(RDF.type, PG.Stage):
        graph.add((subject, RDF.type, PG.Stage))
    return graph


def alone(rule: str) -> Graph:
    """One shape with what hangs on it, and the declaration of prefixes."""
    graph = Graph()
    waiting: list[object] = [SHAPE[rule], URIRef("https://w3id.org/pharmagraph/ontology/shapes")]
    while waiting:
        subject = waiting.pop()
        for statement in SHAPES.triples((subject, None, None)):  # type: ignore[arg-type]
            graph.add(statement)
            if isinstance(statement[2], BNode):
                waiting.append(statement[2])
    return graph


def findings(example: Path, background: Graph, rule: str) -> list[URIRef]:
    """The shapes that the example breaks, one per result."""
    data = read(example) + background
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pyshacl's own dependencies
        _, report, _ = pyshacl.validate(data, shacl_graph=alone(rule), inference="none", advanced=False)
    return [shape for shape in report.objects(None, SH.sourceShape) if isinstance(shape, URIRef)]


@pytest.mark.parametrize("rule", RULES)
def test_the_valid_example_keeps_to_the_shape(background: Graph, rule: str) -> None:
    assert findings(ONTOLOGY / "examples" / f"{rule}-valid.ttl", background, rule) == []


@pytest.mark.parametrize("rule", RULES)
def test_the_invalid_example_is_found_by_its_own_id(background: Graph, rule: str) -> None:
    assert set(findings(ONTOLOGY / "examples" / f"{rule}-invalid.ttl", background, rule)) == {SHAPE[rule]}


def test_no_example_is_left_over() -> None:
    """Shapes are shown in Turtle; the questions of ``checks``, which ask of named graphs, in TriG."""
    files = {file.name for file in (ONTOLOGY / "examples").iterdir()}
    shown = {f"{rule}-{kind}.ttl" for rule in RULES for kind in ("valid", "invalid")}
    checks = {file.stem for file in (ONTOLOGY / "checks").glob("*.rq")}
    assert files == shown | {f"{check}-{kind}.trig" for check in checks for kind in ("valid", "invalid")}


def test_ids_are_of_one_form_and_every_group_has_some() -> None:
    assert all(re.fullmatch(r"PG-[A-Z]+-\d{3}", rule) for rule in RULES)
    assert {rule.split("-")[1] for rule in RULES} == GROUPS


@pytest.mark.parametrize("rule", RULES)
def test_a_shape_says_in_both_languages_what_is_wrong_and_how_bad_it_is(rule: str) -> None:
    shape = SHAPE[rule]
    constraint = SHAPES.value(shape, SH.sparql, default=shape)
    assert isinstance(constraint, URIRef | BNode)
    assert languages(SHAPES, shape, RDFS.label) == ["en", "ru"]
    assert languages(SHAPES, constraint, SH.message) == ["en", "ru"]  # type: ignore[arg-type]
    assert SHAPES.value(shape, SH.severity) in (SH.Violation, SH.Warning)
    for message in SHAPES.objects(constraint, SH.message):
        assert isinstance(message, Literal)
        assert bool(re.search("[а-яё]", message)) == (message.language == "ru")


def test_the_shapes_are_well_formed() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        conforms, _, text = pyshacl.validate(Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert conforms, text


# What the guide asks for, as level by id, so that no rule is softened by accident.
@pytest.mark.parametrize(
    ("rule", "level"),
    [
        ("PG-TIME-001", SH.Violation), ("PG-TIME-002", SH.Violation), ("PG-TIME-003", SH.Violation), ("PG-TIME-005", SH.Warning),
        ("PG-OWN-001", SH.Violation), ("PG-REG-001", SH.Warning), ("PG-REG-002", SH.Warning), ("PG-REG-003", SH.Violation),
        ("PG-REG-004", SH.Warning), ("PG-REG-005", SH.Warning), ("PG-STAGE-001", SH.Violation), ("PG-STAGE-002", SH.Warning),
        ("PG-DEAL-001", SH.Violation), ("PG-DEAL-002", SH.Warning), ("PG-DEAL-003", SH.Warning), ("PG-DEAL-004", SH.Warning),
        ("PG-DEAL-005", SH.Warning), ("PG-FIG-001", SH.Violation), ("PG-FIG-002", SH.Violation), ("PG-FIG-003", SH.Violation),
        ("PG-FIG-004", SH.Violation), ("PG-FIG-005", SH.Warning), ("PG-STMT-001", SH.Violation), ("PG-STMT-002", SH.Violation),
        ("PG-STMT-003", SH.Violation), ("PG-STMT-005", SH.Warning), ("PG-LABEL-001", SH.Violation), ("PG-LABEL-002", SH.Violation),
        ("PG-LABEL-003", SH.Warning), ("PG-LABEL-004", SH.Warning), ("PG-PART-001", SH.Violation),
    ],
)  # fmt: skip
def test_contradictions_are_errors_and_gaps_are_warnings(rule: str, level: URIRef) -> None:
    assert SHAPES.value(SHAPE[rule], SH.severity) == level

"""The compiled shapes find what a SHACL processor finds, and what a small drawing shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph
from rdflib.namespace import SH
from tests.ontology.reading import ONTOLOGY, read

from pharmagraph.errors import ConfigError
from pharmagraph.validation.compiler import compile_shape
from pharmagraph.validation.graph import read_subclasses
from pharmagraph.validation.rules import Check
from pharmagraph.validation.shapes import Shape, read_shapes
from validation.drawing import changed
from validation.oracle import (
    alone,
    background,
    elsewhere,
    graph_of,
    ours,
    shape_checks,
    store_of,
    theirs,
)

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = sorted((ONTOLOGY / "examples").glob("*.ttl"))


@pytest.fixture(scope="module")
def behind() -> Graph:
    return background(read(ONTOLOGY / "pharmagraph.ttl"), read(ONTOLOGY / "schemes.ttl"))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read(ONTOLOGY / "shapes.ttl")


@pytest.fixture(scope="module")
def checks(behind: Graph) -> dict[str, Check]:
    with store_of(behind) as store:
        return shape_checks(store)


SELECTS = sorted(str(one).rpartition("#")[2] for one in read(ONTOLOGY / "shapes.ttl").subjects(SH.sparql))
CORE = sorted({file.stem.rpartition("-")[0] for file in EXAMPLES} - set(SELECTS))


def drawing(behind: Graph, rules: list[str]) -> Graph:
    """The valid and the invalid examples of some rules side by side."""
    data = Graph() + behind
    for rule in rules:
        for kind in ("valid", "invalid"):
            file = ONTOLOGY / "examples" / f"{rule}-{kind}.ttl"
            data += graph_of(elsewhere(file.read_text(encoding="utf-8"), file.stem.lower()))
    return data


@pytest.mark.parametrize("rules", [CORE, *([one] for one in SELECTS)], ids=lambda rules: rules[0])
def test_the_examples_give_what_pyshacl_gives(
    behind: Graph, shapes: Graph, checks: dict[str, Check], rules: list[str]
) -> None:
    pytest.importorskip("pyshacl", reason="pyshacl checks the shapes; it comes with the test extra")
    data = drawing(behind, rules)
    with store_of(data) as store:
        found = ours(store, [checks[rule] for rule in rules])
    assert found
    assert found == theirs(data, alone(shapes, rules))


@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_each_example_is_told_by_its_own_rule(behind: Graph, checks: dict[str, Check], kind: str) -> None:
    with store_of(behind) as store:
        for rule in CORE + SELECTS:
            example = (ONTOLOGY / "examples" / f"{rule}-{kind}.ttl").read_text(encoding="utf-8")
            with changed(store, out="", put=example):
                assert bool(ours(store, [checks[rule]])) == (kind == "invalid"), rule


def shape(text: str, directory: Path) -> Shape:
    """The one shape of a Turtle text."""
    file = directory / "shapes.ttl"
    file.write_text(PREFIXES + text, encoding="utf-8")
    return read_shapes(file)[0]


PREFIXES = """
@prefix ex: <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
PEOPLE = """
ex:ada a ex:Person ; ex:age 36 ; ex:name "Ada" , "Ada"@en , "Адá"@ru ; ex:knows ex:bob ; ex:code "A1" .
ex:bob a ex:Child ; ex:age "six" ; ex:knows ex:ada , ex:bob ; ex:code "b2" ; ex:size 2.5 ; ex:limit 2 .
ex:Child rdfs:subClassOf ex:Person .
"""

# What the shapes of the ontology do not use yet. Ada is 36; Bob is "six", and a child, so a person as well.
MORE = [
    ("sh:path ex:age ; sh:minCount 2", {"ada", "bob"}),
    ("sh:path ex:knows ; sh:minCount 2", {"ada"}),
    ("sh:path ex:knows ; sh:maxCount 1", {"bob"}),
    ("sh:path ex:knows ; sh:maxCount 2", set()),
    ("sh:path ex:knows ; sh:hasValue ex:ada", {"ada"}),
    ("sh:path ex:age ; sh:minInclusive 36", {"bob"}),
    ("sh:path ex:age ; sh:maxExclusive 36", {"ada", "bob"}),
    ("sh:path ex:code ; sh:minLength 3", {"ada", "bob"}),
    ("sh:path ex:code ; sh:maxLength 2", set()),
    ('sh:path ex:name ; sh:languageIn ( "en" "ru" )', {"ada"}),
    ('sh:path ex:code ; sh:pattern "^a" ; sh:flags "i"', {"bob"}),
    ('sh:path ex:code ; sh:in ( "A1" )', {"bob"}),
    ("sh:path ex:age ; sh:nodeKind sh:IRI", {"ada", "bob"}),
    ("sh:path ex:knows ; sh:nodeKind sh:IRI", set()),
    ("sh:path ex:knows ; sh:class ex:Child", {"bob"}),
    ("sh:path ex:size ; sh:lessThan ex:limit", {"bob"}),
    ("sh:path ex:age ; sh:or ( [ sh:datatype xsd:integer ] [ sh:datatype xsd:string ] )", set()),
    ("sh:path ex:age ; sh:and ( [ sh:datatype xsd:integer ] [ sh:minInclusive 30 ] )", {"bob"}),
    ("sh:path ex:age ; sh:not [ sh:datatype xsd:integer ]", {"ada"}),
    ("sh:path [ sh:inversePath ex:knows ] ; sh:minCount 2", {"ada"}),
    ("sh:path ( ex:knows ex:age ) ; sh:datatype xsd:integer", {"ada", "bob"}),
    ("sh:path [ sh:oneOrMorePath ex:knows ] ; sh:maxCount 1", {"ada", "bob"}),
    ("sh:nodeKind sh:Literal", {"ada", "bob"}),
]


@pytest.mark.parametrize(("asked", "broken_by"), MORE, ids=[asked for asked, _ in MORE])
def test_the_other_constraints_find_whom_they_should(tmp_path: Path, asked: str, broken_by: set[str]) -> None:
    kind = "Property" if "sh:path" in asked else "Node"
    text = f"ex:shape a sh:{kind}Shape ; sh:targetClass ex:Person ; {asked} ."
    data = graph_of(PREFIXES + PEOPLE)
    one = shape(text, tmp_path)
    with store_of(data) as store:
        check = Check(one.rule, tuple(compile_shape(one, read_subclasses(store))))
        found = ours(store, [check])
    assert {node.rpartition("/")[2] for _, node, _, _ in found} == broken_by
    pytest.importorskip("pyshacl", reason="pyshacl checks the shapes; it comes with the test extra")
    expected = theirs(data, graph_of(PREFIXES + text))
    assert {result[1:] for result in found} == {result[1:] for result in expected}


PERSON = "ex:shape a sh:NodeShape ; sh:targetClass ex:P"
AGED = "ex:shape a sh:PropertyShape ; sh:path ex:a ; sh:targetClass ex:P"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"{PERSON} ; sh:closed true .", "sh:closed"),
        (f"{PERSON} ; sh:property [ sh:path ex:a ; sh:minCount 1 ] .", "sh:property"),
        (f"{PERSON} ; sh:xone ( [ sh:nodeKind sh:IRI ] ) .", "sh:xone"),
        (f"{PERSON} ; sh:not [ sh:path ex:a ; sh:minCount 1 ] .", "sh:path"),
        (f"{PERSON} ; sh:minCount 1 .", "sh:minCount"),
        (f"{PERSON} .", "asks nothing"),
        ("ex:shape a sh:NodeShape ; sh:nodeKind sh:IRI .", "no target"),
        (f"{AGED} ; sh:datatype xsd:gYear .", "gYear"),
        (f"{AGED} ; sh:deactivated true .", "sh:deactivated"),
        (f"{AGED} ; sh:not [ ] .", "asks nothing"),
        (
            f'{PERSON} ; sh:sparql [ sh:select "SELECT ?x WHERE {{ ?x ?y ?z }}" ] .',
            "does not answer with $this",
        ),
        (f'{PERSON} ; sh:sparql [ sh:select "SELECT $this WHERE {{ $this $PATH ?z }}" ] .', "$PATH"),
        (f'{PERSON} ; sh:sparql [ sh:ask "ASK {{}}" ] .', "sh:ask"),
    ],
)
def test_what_is_not_understood_is_named_and_never_passed_over(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(named)):
        compile_shape(shape(text, tmp_path), {})


def test_a_group_that_cannot_bind_the_node_is_given_the_targets(tmp_path: Path) -> None:
    # The inner SELECT is evaluated first; without the targets in it, its NOT EXISTS would speak of anyone.
    inner = "SELECT $this WHERE { FILTER NOT EXISTS { $this <https://example.org/size> ?any } }"
    one = shape(
        "ex:shape a sh:NodeShape ; sh:targetClass ex:Person ;"
        f' sh:sparql [ sh:select "SELECT $this WHERE {{ {{ {inner} }} }}" ] .',
        tmp_path,
    )
    with store_of(graph_of(PREFIXES + PEOPLE)) as store:
        found = ours(store, [Check(one.rule, tuple(compile_shape(one, read_subclasses(store))))])
    assert [node for _, node, _, _ in found] == ["https://example.org/ada"]

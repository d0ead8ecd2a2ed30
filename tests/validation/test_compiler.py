"""The compiled shapes find what a SHACL processor finds, and what a small drawing shows."""

from __future__ import annotations

import pytest
from rdflib import Graph
from rdflib.namespace import SH

from pharmagraph.errors import ConfigError
from pharmagraph.validation.compiler import compile_shape
from pharmagraph.validation.shapes import read_shapes
from tests.ontology.reading import ONTOLOGY, read
from validation.oracle import alone, background, elsewhere, graph_of, ours, shape_checks, store_of, theirs

EXAMPLES = sorted((ONTOLOGY / "examples").glob("*.ttl"))


@pytest.fixture(scope="module")
def behind() -> Graph:
    return background(read(ONTOLOGY / "pharmagraph.ttl"), read(ONTOLOGY / "schemes.ttl"))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return read(ONTOLOGY / "shapes.ttl")


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
def test_the_examples_give_what_pyshacl_gives(behind: Graph, shapes: Graph, rules: list[str]) -> None:
    pytest.importorskip("pyshacl", reason="pyshacl checks the shapes; it comes with the test extra")
    data = drawing(behind, rules)
    with store_of(data) as store:
        checks = shape_checks(store)
        found = ours(store, [checks[rule] for rule in rules])
    assert found
    assert found == theirs(data, alone(shapes, rules))


@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_each_example_is_told_by_its_own_rule_alone(behind: Graph, kind: str) -> None:
    for rule in CORE + SELECTS:
        data = behind + read(ONTOLOGY / "examples" / f"{rule}-{kind}.ttl")
        with store_of(data) as store:
            found = ours(store, [shape_checks(store)[rule]])
        assert bool(found) == (kind == "invalid"), rule

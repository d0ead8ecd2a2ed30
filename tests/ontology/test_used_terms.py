"""Whatever the mappings, the rules and the code name of the ontology is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import OWL, RDF, RDFS, Graph

from tests.ontology.reading import DATA, ONTOLOGY, PG, ROOT, concepts, mappings, rows, superclasses

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def known(ontology: Graph, schemes: Graph) -> set[str]:
    terms = {str(term) for graph in (ontology, schemes) for term in graph.subjects(RDF.type, None)}
    return {term.removeprefix(str(PG)) for term in terms if term.startswith(str(PG))}


def properties(mapping: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for node in mapping["node"]:
        yield from node.get("property", [])


def values_of(mapping: dict[str, Any], prop: dict[str, Any]) -> set[str]:
    """What a property's column holds in the table, after the mapping's renaming."""
    table = rows(DATA / "russia" / f"{mapping['table']}.tsv")
    renamed = prop.get("map", {})
    cells = {item for row in table for item in row[prop["column"]].split("|") if item}
    return {renamed.get(cell, cell) for cell in cells} | ({prop["empty"]} if "empty" in prop else set())


@pytest.mark.parametrize("name", sorted(mappings()))
def test_every_term_of_a_mapping_exists(known: set[str], name: str) -> None:
    text = (DATA / "mappings" / name).read_text(encoding="utf-8")
    text = re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
    assert sorted(set(re.findall(r"\bpg:([A-Za-z][\w-]*)", text)) - known) == []


@pytest.mark.parametrize("name", sorted(mappings()))
def test_every_value_of_a_concept_column_has_a_concept(schemes: Graph, name: str) -> None:
    mapping = mappings()[name]
    there = concepts(schemes)
    missing = {
        f"{prop['prefix']}-{value}"
        for prop in properties(mapping)
        if prop.get("as") == "concept" and "column" in prop and prop["column"] != "item"
        for value in values_of(mapping, prop)
        if f"{prop['prefix']}-{value}" not in there
    }
    assert sorted(missing) == []


@pytest.mark.parametrize("name", sorted(mappings()))
def test_a_property_takes_concepts_of_its_own_scheme(ontology: Graph, schemes: Graph, name: str) -> None:
    for prop in properties(mappings()[name]):
        predicate = prop["predicate"]
        if prop.get("as") == "concept" and predicate.startswith("pg:"):
            scheme = ontology.value(PG[predicate.removeprefix("pg:")], PG.valuesFrom)
            if scheme is not None:
                assert str(schemes.value(scheme, PG.conceptPrefix)) == prop["prefix"], predicate


@pytest.mark.parametrize("name", sorted(mappings()))
def test_a_property_stands_on_the_class_of_its_domain(ontology: Graph, name: str) -> None:
    """Otherwise a reasoner would make the node a thing of another class."""
    mapping = mappings()[name]
    curies = dict(ontology.namespaces())
    for node in mapping["node"]:
        if "class" not in node:
            continue
        prefix, _, local = node["class"].partition(":")
        above = superclasses(ontology, curies[prefix] + local)  # type: ignore[arg-type]
        same_node = [n for n in mapping["node"] if n["iri"] == node["iri"] and "class" in n]
        for other in same_node:
            prefix, _, local = other["class"].partition(":")
            above |= superclasses(ontology, curies[prefix] + local)  # type: ignore[arg-type]
        for prop in node.get("property", []):
            if prop["predicate"].startswith("pg:"):
                domain = ontology.value(PG[prop["predicate"].removeprefix("pg:")], RDFS.domain)
                assert domain is None or domain in above, (node["iri"], prop["predicate"], domain)


def test_every_term_of_the_code_exists(known: set[str]) -> None:
    used: dict[str, str] = {}
    for file in sorted((ROOT / "src").rglob("*")):
        if file.suffix in (".py", ".rq", ".toml"):
            text = file.read_text(encoding="utf-8")
            names = re.findall(r"\bpg:([A-Za-z][\w-]*)", text)
            names += re.findall(r"\bPG\.([A-Za-z]\w*)", text)
            names += re.findall(r"\bPG\[\"([\w-]+)\"\]", text)
            used |= dict.fromkeys(names, file.name)
    assert {name: file for name, file in used.items() if name not in known} == {}


def test_every_term_of_the_rules_exists(known: set[str]) -> None:
    for file in sorted((ONTOLOGY / "rules").glob("*.rq")):
        assert set(re.findall(r"\bpg:([A-Za-z][\w-]*)", file.read_text(encoding="utf-8"))) <= known, file.name


def test_what_is_said_to_be_derived_is_derived_by_that_rule(ontology: Graph) -> None:
    rules = {
        file.stem.split("-", 1)[1]: file.read_text(encoding="utf-8")
        for file in (ONTOLOGY / "rules").glob("*.rq")
    }
    for prop, rule in ontology.subject_objects(PG.derivedBy):
        assert str(rule) in rules, prop
        name = str(prop).removeprefix(str(PG))
        if str(rule) == "inverses":
            assert (None, OWL.inverseOf, prop) in ontology, prop
        else:
            assert f"pg:{name} " in rules[str(rule)].partition("WHERE")[0], prop

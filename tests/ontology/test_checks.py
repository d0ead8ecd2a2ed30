"""The checks that need named graphs or many nodes at once run as SPARQL on the store; each finds what it should."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.parsing import parse
from pharmagraph.validation.graph import run
from pharmagraph.validation.rules import read_checks
from pharmagraph.vocab import CATALOGUE_GRAPH, ONTOLOGY_GRAPH, compact
from tests.ontology.reading import ONTOLOGY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pharmagraph.model import Statement
    from pharmagraph.validation.rules import Check

    Find = Callable[[str, str], set[tuple[str, str]]]

CHECKS = {file.stem: file for file in sorted((ONTOLOGY / "checks").glob("*.rq"))}
PREFIXES = """
@prefix pg: <https://w3id.org/pharmagraph/ontology#> .
@prefix id: <https://w3id.org/pharmagraph/id/> .
@prefix graph: <https://w3id.org/pharmagraph/graph/> .
@prefix source: <https://w3id.org/pharmagraph/graph/source/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
graph:catalogue {
  source:page a pg:SourceGraph ; prov:wasDerivedFrom id:page . id:page a pg:Source ; dcterms:title "A page" .
  source:other a pg:SourceGraph ; prov:wasDerivedFrom id:other . id:other a pg:Source ; dcterms:title "Another page" .
}
"""


@pytest.fixture(scope="module")
def terms() -> list[Statement]:
    files = (ONTOLOGY / "pharmagraph.ttl", ONTOLOGY / "schemes.ttl")
    return [statement for file in files for statement in parse(file, base_graph=ONTOLOGY_GRAPH)]


@pytest.fixture
def find(tmp_path: Path, terms: list[Statement]) -> Find:
    """Node and value of what a check finds in a drawing in TriG."""

    def run(check: str, drawing: str) -> set[tuple[str, str]]:
        file = tmp_path / "drawing.trig"
        file.write_text(PREFIXES + drawing, encoding="utf-8")
        with EmbeddedStore.in_memory([*terms, *parse(file, base_graph=CATALOGUE_GRAPH)]) as store:
            table = store.select(CHECKS[check].read_text(encoding="utf-8"))
        assert table.columns[0] == "node"
        return {(compact(str(row[0])), compact(str(row[1])) if len(row) > 1 else "") for row in table.rows}

    return run


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_says_in_both_languages_what_is_wrong(check: str) -> None:
    header = dict(
        re.findall(r"^#: (\w+) (.+)$", CHECKS[check].read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    assert header["id"] == check
    assert header["level"] in ("error", "warning", "info")
    for key in ("title", "message"):
        assert not re.search("[а-яё]", header[f"{key}_en"])
        assert re.search("[а-яё]", header[f"{key}_ru"])


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_finds_nothing_in_a_sound_graph(find: Find, check: str) -> None:
    drawing = """
        source:page { id:a a pg:Company . id:b a pg:Company ; pg:organizationKind pg:organization-kind-company .
          id:p a pg:Partnership ; pg:party id:a , id:b ; pg:relationStatus pg:relation-status-in-force .
          id:q a pg:Partnership ; pg:party id:a , id:b ; pg:relationStatus pg:relation-status-announced . }
        source:other { id:p a pg:Partnership ; pg:party id:a , id:b . }"""
    assert find(check, drawing) == set()


@pytest.fixture(scope="module")
def as_run() -> dict[str, Check]:
    """The checks as ``pharmagraph check`` runs them, on the day that the examples of dates name."""
    return {check.rule.id: check for check in read_checks(ONTOLOGY, as_of="2026-11-22", subclasses={})}


@pytest.mark.parametrize("check", CHECKS)
def test_the_valid_example_keeps_to_the_check_and_the_invalid_one_breaks_it(
    check: str, as_run: dict[str, Check], terms: list[Statement]
) -> None:
    found = {}
    for kind in ("valid", "invalid"):
        example = parse(ONTOLOGY / "examples" / f"{check}-{kind}.trig", base_graph=CATALOGUE_GRAPH)
        with EmbeddedStore.in_memory([*terms, *example]) as store:
            found[kind] = [one.id for one in run(store, as_run[check])]
    assert found["valid"] == []
    assert set(found["invalid"]) == {check}


def test_a_relation_in_no_described_graph_is_found(find: Find) -> None:
    drawing = "source:page { id:p a pg:Partnership . } source:ghost { id:d a pg:LicenceDeal . }"
    assert find("PG-PROV-001", drawing) == {("id:d", "pg:LicenceDeal")}
    assert find("PG-PROV-002", drawing) == {("source:ghost", "source:ghost")}


def test_a_source_without_a_title_describes_nothing(find: Find) -> None:
    drawing = """
        graph:catalogue { source:bare a pg:SourceGraph ; prov:wasDerivedFrom id:bare . id:bare a pg:Source . }
        source:bare { id:p a pg:Partnership . }"""
    assert find("PG-PROV-001", drawing) == {("id:p", "pg:Partnership")}


def test_one_source_with_two_values_is_an_error_and_two_sources_disagree(find: Find) -> None:
    alone = "source:page { id:s a pg:OwnershipStake ; pg:owner id:a , id:b . id:a a pg:Company . id:b a pg:Company . }"
    assert find("PG-PROV-003", alone) == {("id:s", "pg:owner")}
    assert find("PG-PROV-004", alone) == set()
    apart = "source:page { id:s pg:share 0.4 . } source:other { id:s pg:share 0.5 . }"
    assert find("PG-PROV-003", apart) == set()
    assert find("PG-PROV-004", apart) == {("id:s", "pg:share")}


def test_words_in_two_languages_are_no_disagreement(find: Find) -> None:
    drawing = 'source:page { id:f a pg:Figure ; pg:population "drugs"@en , "лекарства"@ru . }'
    assert find("PG-PROV-003", drawing) == set()


def test_a_property_on_a_thing_of_another_class_is_found(find: Find) -> None:
    drawing = (
        "source:page { id:a a pg:Company ; pg:share 0.5 . id:b a pg:Company ; pg:sector pg:sector-state . }"
    )
    assert find("PG-CLASS-001", drawing) == {("id:a", "pg:share")}


def test_a_value_of_another_class_is_found(find: Find) -> None:
    drawing = "source:page { id:m a pg:MechanismOfAction ; pg:drug id:d ; pg:target id:d . id:d a pg:Drug . }"
    assert find("PG-CLASS-002", drawing) == {("id:m", "pg:target")}


def test_a_value_from_another_scheme_is_found_and_a_narrower_one_of_the_data_is_not(find: Find) -> None:
    drawing = """source:page {
        id:nanobody a pg:Technology , pg:Modality ; skos:broader pg:modality-monoclonal-antibody .
        id:d a pg:Drug ; pg:modality id:nanobody ; pg:noveltyClass pg:stage-phase-1 . }"""
    assert find("PG-CLASS-003", drawing) == {("id:d", "pg:noveltyClass")}


def test_a_misspelt_property_is_found(find: Find) -> None:
    assert find("PG-CLASS-004", "source:page { id:a a pg:Company ; pg:sectr pg:sector-state . }") == {
        ("id:a", "pg:sectr")
    }


def test_a_reference_to_nothing_is_found(find: Find) -> None:
    drawing = "source:page { id:p a pg:Partnership ; pg:party id:a , id:nowhere . id:a a pg:Company . }"
    assert find("PG-CLASS-005", drawing) == {("id:p", "pg:party")}


def test_the_same_deal_entered_twice_is_found(find: Find) -> None:
    drawing = """source:page {
        id:d1 a pg:LicenceDeal ; pg:licensor id:a ; pg:licensee id:b ; pg:lastConfirmed "2024-01-01"^^xsd:date .
        id:d2 a pg:LicenceDeal ; pg:licensor id:a ; pg:licensee id:b .
        id:d3 a pg:LicenceDeal ; pg:licensor id:a ; pg:licensee id:b ; pg:licensedAsset id:drug . }"""
    assert find("PG-PART-004", drawing) == {("id:d1", "id:d2")}

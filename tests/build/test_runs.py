"""What the catalogue says of derived graphs, on a council with one member whom two sources name."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from pharmagraph import resources
from pharmagraph.build import build
from pharmagraph.graph_directory import current, read_manifest
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.vocab import PREFIXES, compact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DRAWING = """
id:seat a org:Membership ; org:member id:person ; org:organization id:council .
id:person a foaf:Person . id:council a pg:CoordinationBody .
"""
AGAIN = "id:seat a org:Membership ; org:member id:person ."
HEADS = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    files = []
    for name, text in (("minutes", DRAWING), ("press", AGAIN), ("aside", "id:person pg:comments id:x .")):
        files.append(tmp_path_factory.mktemp(name) / f"{name}.ttl")
        files[-1].write_text(HEADS + text, encoding="utf-8")
    return files


@pytest.fixture(scope="module")
def directory(inputs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("graph") / "graph"
    build(directory, extra=inputs, bundled=False)
    return directory


@pytest.fixture(scope="module")
def store(directory: Path) -> Iterator[EmbeddedStore]:
    with EmbeddedStore.open(current(directory).store) as opened:
        yield opened


def catalogued(store: EmbeddedStore, subject: str) -> dict[str, list[str]]:
    """Property to values of one subject, of what the catalogue says."""
    rows = store.select(
        f"SELECT ?p ?o WHERE {{ GRAPH graph:catalogue {{ {subject} ?p ?o }} }} ORDER BY ?o"
    ).rows
    found: dict[str, list[str]] = {}
    for predicate, value in rows:
        found.setdefault(compact(str(predicate)), []).append(compact(str(value)))
    return found


def test_a_derived_graph_names_its_rule_and_the_release_in_place_of_a_clock(store: EmbeddedStore) -> None:
    graph = catalogued(store, "derived:member-of")
    assert graph.pop("dcterms:title") == ["Members of an organisation", "Члены организации"]
    assert graph == {
        "rdf:type": ["pg:DerivedGraph"],
        "prov:wasGeneratedBy": ["id:run-member-of"],
        "prov:generatedAtTime": [f"{resources.data_release_date()}T00:00:00Z"],
    }


def test_a_run_names_rule_version_inputs_and_digest(store: EmbeddedStore) -> None:
    rule = resources.ontology_directory() / "rules" / "20-member-of.rq"
    (line,) = [
        f"<{one.subject}> <{one.predicate}> <{one.object}> <{one.named_graph}> .\n"
        for one in store.statements()
        if one.named_graph.endswith("/derived/member-of")
    ]
    assert catalogued(store, "id:run-member-of") == {
        "rdf:type": ["pg:AnalysisRun"],
        "pg:rule": ["member-of"],
        "pg:ruleVersion": [hashlib.sha256(rule.read_text(encoding="utf-8").encode()).hexdigest()],
        "pg:asOf": [resources.data_release_date()],
        "pg:resultDigest": [hashlib.sha256(line.encode()).hexdigest()],
        # both sources tell the seat; the aside does not
        "prov:used": ["source:file-minutes", "source:file-press"],
    }


def test_a_rule_that_rests_on_any_statement_names_the_ontology_and_one_that_found_nothing_no_input(
    store: EmbeddedStore,
) -> None:
    assert catalogued(store, "id:run-superclasses")["prov:used"] == ["graph:ontology"]
    assert "prov:used" not in catalogued(store, "id:run-funds")
    assert "pg:resultDigest" not in catalogued(store, "id:run-funds")


def test_every_derived_graph_is_described(store: EmbeddedStore) -> None:
    derived = {str(graph) for graph in store.named_graphs() if "/derived/" in graph}
    described = {str(row[0]) for row in store.select("SELECT ?g WHERE { ?g a pg:DerivedGraph }").rows}
    assert len(derived) > 2
    assert derived <= described


def test_a_run_is_an_activity_as_other_rules_see_it(store: EmbeddedStore) -> None:
    assert store.ask("ASK { id:run-member-of a prov:Activity . derived:member-of a prov:Entity }")


def test_a_rule_that_is_switched_off_is_not_described_and_the_content_does_not_change_by_itself(
    inputs: list[Path], directory: Path, tmp_path: Path
) -> None:
    build(tmp_path / "again", extra=inputs, bundled=False)
    one, other = (
        read_manifest(current(one)).content["content_sha256"] for one in (directory, tmp_path / "again")
    )
    assert one == other
    build(tmp_path / "without", extra=inputs, bundled=False, without_rules={"member-of"})
    with EmbeddedStore.open(current(tmp_path / "without").store) as store:
        assert catalogued(store, "derived:member-of") == {}


def test_the_catalogue_carries_the_licence_of_the_bundled_data_and_of_no_other(
    store: EmbeddedStore, bundled_directory: Path
) -> None:
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert "dcterms:license" not in catalogued(store, "graph:catalogue")
    with EmbeddedStore.open(current(bundled_directory).store) as bundled:
        assert catalogued(bundled, "graph:catalogue")["dcterms:license"] == [licence]
        derived = {str(graph) for graph in bundled.named_graphs() if "/derived/" in graph}
        # every rule whose grounds are not any statement at all says in which graphs they lie
        runs = bundled.select(
            "SELECT ?g (COUNT(?u) AS ?n) { ?g prov:wasGeneratedBy ?run . ?run prov:used ?u } GROUP BY ?g"
        )
        # but the sector of a kind, whose grounds the description does not name
        named = {str(row[0]) for row in runs.rows}
        assert {one.rpartition("/")[2] for one in derived - named} <= {"sector-of-kind"}
        assert named <= derived

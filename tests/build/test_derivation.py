"""Rules write to graphs of their own, and each can be switched off.

What a rule says follows from what is written in its own header (``#: given`` and ``#: gives``), so the
examples of docs/derivations.md are run here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pharmagraph import resources
from pharmagraph.build import build, rebuild
from pharmagraph.build.derivation import (
    MAX_ROUNDS,
    Rule,
    derive,
    named_terms,
    read_rules,
    select_rules,
    telling_terms,
)
from pharmagraph.errors import ConfigError
from pharmagraph.graph_directory import current, read_manifest
from pharmagraph.model import IRI
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.nquads import triple_line
from pharmagraph.store.parsing import parse
from pharmagraph.vocab import DERIVED_GRAPH, ONTOLOGY_GRAPH, OWL, PG, RDF, RDFS, SOURCE_GRAPH

if TYPE_CHECKING:
    from pathlib import Path

    from pharmagraph.model import Statement

RULES = {rule.id: rule for rule in read_rules(resources.ontology_directory() / "rules")}
PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/pharmagraph/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix pg: <https://w3id.org/pharmagraph/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
PARTNERS = "id:pact a pg:Partnership ; pg:signatory id:fund , id:institute ."
SIGNED = "ASK { id:pact pg:signatory id:fund }"
PAIR = "ASK { id:fund pg:partnerOf id:institute }"


@pytest.fixture(scope="module")
def axioms() -> list[Statement]:
    """What the rules read of the ontology, in its own named graph."""
    files = (resources.ontology_directory() / name for name in ("pharmagraph.ttl", "schemes.ttl"))
    read = {RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf, PG.sectorOfKind}
    told = (one for file in files for one in parse(file, base_graph=ONTOLOGY_GRAPH))
    return [one for one in told if one.predicate in read]


def statements(text: str, tmp_path: Path) -> list[Statement]:
    file = tmp_path / "example.ttl"
    file.write_text(PREFIXES + text, encoding="utf-8")
    return list(parse(file, base_graph=SOURCE_GRAPH["page"]))


def example(rule: Rule, key: str) -> str:
    found = re.search(rf"^#: {key} (.+)$", rule.query, flags=re.MULTILINE)
    assert found, f"{rule.id} has no line '#: {key} …'"
    return found[1]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_finds_its_own_example_and_writes_it_to_its_own_graph(
    rule: Rule, axioms: list[Statement], tmp_path: Path
) -> None:
    given = statements(example(rule, "given"), tmp_path)
    with EmbeddedStore.in_memory([*axioms, *given]) as store:
        added = list(derive(store, [rule], set()))
    assert {one.named_graph for one in added} == {DERIVED_GRAPH[rule.id]}
    (expected,) = statements(example(rule, "gives"), tmp_path)
    assert triple_line(expected.subject, expected.predicate, expected.object) in {
        triple_line(one.subject, one.predicate, one.object) for one in added
    }


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_why_and_when_not_in_both_languages(rule: Rule) -> None:
    for key in ("why", "unless"):
        assert re.search("[а-яё]", example(rule, f"{key}_ru"))
        assert not re.search("[а-яё]", example(rule, f"{key}_en"))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("?x pg:develops/pg:modulates ?y ; <urn:p> 1 FILTER(?y != ?z)", {PG.develops, PG.modulates, "urn:p"}),
        ("?x a pg:Drug , pg:Biotarget . ?y ^pg:develops ?x", {PG.Drug, PG.Biotarget, PG.develops}),
        ("?x a ?class", {RDF.type}),
        ("?x a pg:Drug , ?class", {PG.Drug, RDF.type}),
        ("?x a/<urn:p> ?class", {"urn:p", RDF.type}),
        ("pg:Drug ^a ?x", {PG.Drug, RDF.type}),
        ("pg:x ^a pg:Drug", {PG.x, PG.Drug, RDF.type}),
    ],
)
def test_the_terms_that_a_query_names(pattern: str, expected: set[str]) -> None:
    assert named_terms(f"CONSTRUCT {{ ?x <urn:r> ?y }} WHERE {{ {pattern} }}") == {"urn:r", *expected}


@pytest.mark.parametrize(
    "pattern",
    [
        "?x ?p ?y", "?x pg:a ?y ; ?p ?z", "?x ?p 1", "?x ?p true", "?x ?p 'text'", "?x ?p -1", "[ ?p ?y ]",
        "[] ?p ?y", "?x ?p [ pg:a 1 ]", "?x ?p (1)", "(1) ?p ?y", "pg:a ?p pg:b", "?x !pg:a ?y", "?x !(pg:a) ?y",
        "?x !a ?y", "?x !^pg:a ?y",
    ],
)  # fmt: skip
def test_any_predicate_may_fit_a_variable_or_a_negated_path(pattern: str) -> None:
    assert named_terms(f"ASK {{ {pattern} }}") is None


def test_prefixes_of_a_query_are_its_own() -> None:
    assert named_terms("PREFIX pg: <urn:> PREFIX : <urn:x:> ASK { ?x pg:a :b }") == {
        "urn:",
        "urn:x:",
        "urn:a",
        "urn:x:b",
    }


def test_a_rule_left_out_of_a_round_would_have_found_nothing(axioms: list[Statement], tmp_path: Path) -> None:
    """All examples in one store, in rounds: the rules that may use what is new, and then the others."""
    told = [*axioms, *statements(" ".join(example(rule, "given") for rule in RULES.values()), tmp_path)]
    rules, known, left_out = list(RULES.values()), set[str](), []
    for _ in range(MAX_ROUNDS):
        others = [rule for rule in RULES.values() if rule not in rules]
        left_out.append(len(others))
        with EmbeddedStore.in_memory(told) as store:
            new = list(derive(store, rules, known))
            assert list(derive(store, others, known)) == []
        told += new
        rules = [rule for rule in RULES.values() if rule.may_use(telling_terms(new))]
    assert left_out == sorted(left_out)
    assert left_out[-1] > len(RULES) // 2


def test_rules_that_are_switched_off_are_not_selected_and_the_others_keep_their_order() -> None:
    left = select_rules(RULES.values(), without={"partner-of", "holds"})
    assert [rule.id for rule in left] == [name for name in RULES if name not in {"partner-of", "holds"}]


def test_a_rule_that_does_not_exist_cannot_be_switched_off() -> None:
    with pytest.raises(ConfigError, match=r"'partners-of' \(did you mean 'partner-of'\?\).*: approved-by,"):
        select_rules(RULES.values(), without={"partners-of"})


def test_an_unknown_rule_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no derivation rule 'gravity'"):
        build(tmp_path / "graph", bundled=False, without_rules={"gravity"})
    assert not (tmp_path / "graph").exists()


def test_the_graph_of_a_rule_switched_off_is_empty_and_a_rebuild_keeps_it_so(tmp_path: Path) -> None:
    pact = tmp_path / "pact.ttl"
    pact.write_text(PREFIXES + PARTNERS, encoding="utf-8")
    directory = tmp_path / "graph"
    partners, inverses = DERIVED_GRAPH["partner-of"], DERIVED_GRAPH["superproperties"]

    report = build(directory, extra=[pact], bundled=False)
    # two signatories: one is the partner of the other and the other of the one; each is a party, too
    assert (report.derived["partner-of"], report.derived["superproperties"]) == (2, 2)

    build(directory, extra=[pact], bundled=False, without_rules={"partner-of"})
    for report in (rebuild(directory), rebuild(directory)):
        assert "partner-of" not in report.derived
        assert partners not in report.graphs
        assert report.graphs[inverses] == 2
        assert read_manifest(current(directory)).without_rules == ("partner-of",)
        with EmbeddedStore.open(current(directory).store) as store:
            assert store.count(IRI(partners)) == 0
            assert store.ask(SIGNED)
            assert not store.ask(PAIR)


def test_every_rule_can_be_switched_off_alone(axioms: list[Statement], tmp_path: Path) -> None:
    """All examples in one store, each about things of its own: only the graph of the rule is missing."""
    given: list[Statement] = []
    for rule in RULES.values():
        own = re.sub(r"\bid:", f"id:{rule.id}-", example(rule, "given"))
        given += statements(own, tmp_path)
    with EmbeddedStore.in_memory([*axioms, *given]) as store:
        for rule_id in RULES:
            others = select_rules(RULES.values(), without={rule_id})
            graphs = {one.named_graph for one in derive(store, others, set())}
            assert graphs == {DERIVED_GRAPH[rule.id] for rule in others}

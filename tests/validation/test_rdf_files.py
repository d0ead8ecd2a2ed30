"""What no build takes of RDF files is an error of the check; and where their nodes stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pharmagraph import resources
from pharmagraph.sources.rows import MAX_TEXT
from pharmagraph.validation.rdf_files import RULE_OF_KIND, RdfFiles
from pharmagraph.validation.rules import read_checks
from pharmagraph.vocab import ID, PG

if TYPE_CHECKING:
    from pathlib import Path

    from pharmagraph.validation import Rule

PREFIXES = f"@prefix p: <{PG}> .\n@prefix : <{ID}> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"


@pytest.fixture(scope="module")
def rules() -> dict[str, Rule]:
    checks = read_checks(resources.ontology_directory(), as_of="2026-11-22", subclasses={})
    return {check.rule.id: check.rule for check in checks}


def written(directory: Path, text: str, name: str = "mine.ttl") -> Path:
    file = directory / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("statement", "rule", "value"),
    [
        ("p:validFrom 'soon'", "PG-TIME-004", "soon"),
        ("p:validTo '9999-12-31'^^<http://www.w3.org/2001/XMLSchema#date>", "PG-TIME-004", "9999-12-31"),
        ("p:share 1", "PG-OWN-001", "1"),
        ("<https://schema.org/url> <javascript:alert(1)>", "PG-LINK-003", "javascript:alert(1)"),
        ("owl:imports <https://example.org/more.ttl>", "PG-LINK-004", "https://example.org/more.ttl"),
        (f"p:text '{'x' * (MAX_TEXT + 1)}'", "PG-ROW-019", "x" * 60 + "…"),
    ],
)
def test_what_a_build_refuses_is_a_finding_at_its_line(
    tmp_path: Path, rules: dict[str, Rule], statement: str, rule: str, value: str
) -> None:
    file = written(tmp_path, f"{PREFIXES}:a p:share 0.5 .\n:b {statement} .\n")
    (finding,) = RdfFiles([file]).refused(rules)
    assert (finding.id, finding.level, finding.subject, str(finding.value)) == (rule, "error", "b", value)
    assert str(finding.place) == f"{tmp_path.name}/mine.ttl:5"
    assert "{" not in finding.advice.en + finding.advice.ru


def test_every_kind_of_refusal_has_a_rule_of_its_own(rules: dict[str, Rule]) -> None:
    assert len(set(RULE_OF_KIND.values())) == len(RULE_OF_KIND)
    assert {one for one in RULE_OF_KIND.values() if not one.startswith("PG-ROW")} <= set(rules)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", f"{PREFIXES}:a p:knows\n:b .\n\n:b p:knows\n:c ."),
        ("a.nt", f"<urn:x> <urn:y> <urn:z> .\n<urn:x> <urn:y> <{ID}a> .\n\n\n<{ID}b> <urn:y> <urn:z> ."),
        ("a.jsonld", f'[\n{{"@id":\n"{ID}z"}},\n\n{{"@id": "{ID}b", "{PG}knows": 1}}]'),
    ],
)
def test_a_node_stands_on_the_first_line_that_names_it(tmp_path: Path, name: str, text: str) -> None:
    files = RdfFiles([written(tmp_path, text, name)])
    assert str(files.place(ID["b"])) == f"{tmp_path.name}/{name}:5"
    assert files.place(ID["nobody"]) is None


def test_a_node_without_a_name_stands_in_its_file(tmp_path: Path) -> None:
    files = RdfFiles([written(tmp_path, PREFIXES + "[] p:share 0.5 .")])
    (node,) = {one.subject for one in files.statements if one.predicate == PG.share}
    assert str(files.place(node)) == f"{tmp_path.name}/mine.ttl"


def test_nothing_is_taken_of_a_file_that_breaks_off(tmp_path: Path) -> None:
    files = RdfFiles([written(tmp_path, PREFIXES + ":a p:share 0.5 .\n:b p:share\n")])
    assert files.statements == []
    assert [type(one).__name__ for one in files.complaints] == ["SourceError"]

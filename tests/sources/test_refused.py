from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import StatementError
from pharmagraph.sources.rdf import rdf_lines
from pharmagraph.sources.refused import DAYS, refusal
from pharmagraph.sources.rows import MAX_TEXT
from pharmagraph.vocab import DCTERMS, PG, PREFIXES, SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

TYPED = "<http://www.w3.org/2001/XMLSchema#{}>"


def read(directory: Path, text: str, name: str = "mine.ttl") -> None:
    """Reads a file as a build does; its prefixes stand on as many lines as there are prefixes."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    file = directory / name
    file.write_text((prefixes if name.endswith("ttl") else "") + text, encoding="utf-8")
    for _ in rdf_lines(file):
        pass


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ('pg:validFrom "2025"^^xsd:gYear', "node m, pg:validFrom: '2025' is not a day of the calendar"),
        ('pg:validTo "soon"', "node m, pg:validTo: 'soon' is not a day of the calendar"),
        ("pg:statedOn id:other", "node m, pg:statedOn: 'other' is not a day of the calendar"),
        ('pg:validFrom "2025-01-01"', "node m, pg:validFrom: '2025-01-01' has another type than xsd:date"),
        ('pg:due "2025-01-01T00:00:00Z"^^xsd:dateTime', "has another type than xsd:date"),
        ('pg:validFrom "12025-01-01"^^xsd:date', "'12025-01-01' is out of the calendar; years run from 0001 to 9998"),
        ('pg:lastConfirmed "-0044-03-15"^^xsd:date', "'-0044-03-15' is out of the calendar"),
        ('pg:validTo "9999-12-31"^^xsd:date', "leave out an end that is not known"),
        ("pg:share 1.7", "node m, pg:share: '1.7' is not a share; write a decimal number above 0"),
        ("pg:share 0.0", "is not a share"),
        ("pg:share -0.5", "is not a share"),
        ("pg:share 1", "node m, pg:share: '1' has another type than xsd:decimal"),
        ('pg:share "0.5"^^xsd:double', "has another type than xsd:decimal"),
        ('pg:share "NaN"^^xsd:double', "is not a share"),
        ('pg:share "60 %"', "'60 %' is not a share"),
        ("pg:share id:half", "'half' is not a share"),
        ("schema:url <javascript:alert(1)>", "node m, schema:url: 'javascript:alert(1)' is not a web address"),
        ('foaf:homepage "www.example.org"', "it must begin with http:// or https://"),
        ("owl:imports <https://example.org/more.ttl>", "owl:imports: 'https://example.org/more.ttl' is not fetched"),
        (f'rdfs:comment "{"x" * (MAX_TEXT + 1)}"@en', f"'{'x' * 60}…' is longer than {MAX_TEXT} characters"),
    ],
)  # fmt: skip
def test_what_no_file_may_say_is_told_with_its_line_and_node(
    tmp_path: Path, statement: str, complaint: str
) -> None:
    with pytest.raises(StatementError) as told:
        read(tmp_path, f"id:m a pg:Thing ;\n  {statement} .\n")
    assert complaint in str(told.value)
    assert told.value.line == len(PREFIXES) + 2
    assert told.value.node == "m"


@pytest.mark.parametrize(
    "statement",
    [
        'pg:validFrom "2025-01-01"^^xsd:date',
        'pg:validFrom "2025-01-01+03:00"^^xsd:date',  # the day it names
        "pg:share 0.0001",
        "pg:share 1.0",
        "pg:share .5",
        "schema:url <https://example.org/a> ; foaf:page <http://example.org/b>",
        'dcterms:issued "2025"',  # not ours: a warning to the reader, no reason to refuse the file
        "owl:imports <https://w3id.org/pharmagraph/ontology>",  # it is always there
        f'rdfs:comment "{"ы" * MAX_TEXT}"@ru',
    ],
)
def test_what_a_file_may_say_goes_through(tmp_path: Path, statement: str) -> None:
    read(tmp_path, f"id:m {statement} .\n")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.nt", '<urn:a> <urn:b> "soon" .\n<urn:a> <{}validFrom> "soon" .\n', 2),
        ("a.jsonld", '{{"@id": "urn:a",\n "{}validFrom": "soon"}}', 2),
        (
            "a.rdf",
            '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:p="{}">\n'
            '<r:Description r:about="urn:a">\n<p:validFrom>soon</p:validFrom>\n</r:Description></r:RDF>',
            3,
        ),
    ],
)
def test_the_line_is_found_in_every_syntax(tmp_path: Path, name: str, text: str, line: int) -> None:
    with pytest.raises(StatementError, match="node urn:a, pg:validFrom: 'soon' is not a day") as told:
        read(tmp_path, text.format(PG), name)
    assert told.value.line == line


def test_other_statements_are_not_judged() -> None:
    assert refusal(DCTERMS.issued, '"soon"') is None
    assert refusal(PG.validFromText, '"soon"') is None
    assert refusal(SCHEMA.name, "<javascript:alert(1)>") is None
    assert DCTERMS.issued not in DAYS

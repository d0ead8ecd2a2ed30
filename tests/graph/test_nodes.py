from __future__ import annotations

import pytest

from pharmagraph.graph.nodes import kind_of, kind_word
from pharmagraph.vocab import FOAF, PG

ABOVE = {
    PG.RegulatoryAgency: {PG.GovernmentBody, PG.Organization, PG.Actor},
    PG.GovernmentBody: {PG.Organization, PG.Actor},
}


@pytest.mark.parametrize(
    ("classes", "kind"),
    [
        ([PG.RegulatoryAgency], ("regulator", False)),
        ([PG.Actor, PG.Organization, PG.GovernmentBody, PG.RegulatoryAgency], ("regulator", False)),
        ([PG.GovernmentBody, PG.Organization], ("government-body", False)),
        ([FOAF.Person, "https://example.org/Human"], ("person", False)),
        (["https://example.org/BigThing"], ("big-thing", True)),
        (["https://example.org/Disease"], ("disease", True)),
        ([], ("", True)),
    ],
)
def test_the_kind_is_that_of_the_most_specific_class(classes: list[str], kind: tuple[str, bool]) -> None:
    assert kind_of(classes, ABOVE) == kind


@pytest.mark.parametrize(
    ("iri", "word"),
    [
        ("https://example.org/Gene", "gene"),
        ("https://example.org#BiologicalProcess", "biological-process"),
        ("urn:things:Thing", "thing"),
        ("https://example.org/Thing/", "thing"),
    ],
)
def test_a_class_that_is_not_ours_gives_its_local_name(iri: str, word: str) -> None:
    assert kind_word(iri) == word

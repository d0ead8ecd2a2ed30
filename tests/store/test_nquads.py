from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmagraph.model import IRI, BlankNode, Literal, Term
from pharmagraph.store.nquads import quad_line, term_text, triple_line
from pharmagraph.store.terms import from_engine
from pharmagraph.vocab import XSD

A, P, G = IRI("urn:a"), IRI("urn:p"), IRI("urn:g")


def test_a_line_of_each_kind() -> None:
    assert triple_line(A, P, Literal("x")) == '<urn:a> <urn:p> "x" .\n'
    assert quad_line(A, P, A, G) == "<urn:a> <urn:p> <urn:a> <urn:g> .\n"
    assert quad_line(A, P, A, None) == "<urn:a> <urn:p> <urn:a> .\n"
    assert quad_line(BlankNode("b"), P, Literal("x", language="RU"), G) == '_:b <urn:p> "x"@ru <urn:g> .\n'
    assert term_text(Literal("1", XSD.integer)) == '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'


def test_every_control_character_is_written_as_the_canonical_form_asks() -> None:
    text = "\x00\x07\b\t\n\x0b\f\r\x1f\"'\\\x7f\x80é\ufffe"
    assert (
        term_text(Literal(text))
        == '"\\u0000\\u0007\\b\\t\\n\\u000B\\f\\r\\u001F\\"\'\\\\\\u007F\x80é\\uFFFE"'
    )


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_and_stays_in_its_line(value: str) -> None:
    line = quad_line(A, P, Literal(value), G)
    assert line.count("\n") == 1
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert from_engine(quad.object) == Literal(value)
    assert ox.serialize([quad], format=ox.RdfFormat.N_QUADS).decode() == line  # the engine writes the same


@pytest.mark.parametrize(
    "term",
    [
        IRI("urn:a> <urn:p> <urn:q> .\n<urn:b"),
        IRI("urn:with space"),
        IRI("relative"),
        IRI(""),
        BlankNode("a b"),
        Literal("x", language="en> ."),
        Literal("x", IRI("urn:a>")),
    ],
)
def test_nothing_breaks_out_of_its_line(term: Term) -> None:
    with pytest.raises(ValueError, match="is not"):
        quad_line(A, P, term, G)


def test_an_iri_is_not_taken_for_the_blank_node_of_the_same_text() -> None:
    assert term_text(BlankNode("b7")) == "_:b7"
    with pytest.raises(ValueError, match="absolute IRI"):
        term_text(IRI("b7"))

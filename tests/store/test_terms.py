from __future__ import annotations

import pyoxigraph as ox
import pytest

from pharmagraph.errors import QueryError
from pharmagraph.model import IRI, BlankNode, Literal, Table, Term
from pharmagraph.store import terms
from pharmagraph.vocab import XSD

AWKWARD: list[Term] = [
    IRI("urn:a"),
    BlankNode("b1"),
    Literal("plain"),
    Literal(""),
    Literal('tab\t quote" backslash\\ line\nreturn\r bell\x07 end'),
    Literal("\\u0041"),
    Literal("Химрар", language="ru"),
    Literal("colour", language="en-gb"),
    Literal("7", XSD.integer),
    Literal("1.1", XSD.decimal),
    Literal("1", XSD.decimal),
    Literal("1.5", XSD.double),
    Literal("INF", XSD.double),
    Literal("true", XSD.boolean),
    Literal("2025-02-28", XSD.date),
    Literal('"^^<urn:x>', IRI("urn:own")),
]


@pytest.mark.parametrize("term", AWKWARD, ids=repr)
def test_a_term_comes_back_from_the_engine(term: Term) -> None:
    assert terms.from_engine(terms.to_engine(term)) == term


def test_a_table_comes_back_from_its_text() -> None:
    store = ox.Store()
    here = ox.NamedNode("urn:s")
    for place, term in enumerate(AWKWARD):
        if not isinstance(term, BlankNode):
            store.add(ox.Quad(here, ox.NamedNode(f"urn:p{place:02}"), terms.to_engine(term)))
    answer = store.query("SELECT ?o ?nothing ?p { ?s ?p ?o } ORDER BY ?p")
    table = terms.table_from_tsv(answer.serialize(format=ox.QueryResultsFormat.TSV) or b"")
    assert table.columns == ("o", "nothing", "p")
    assert [row[0] for row in table.rows] == [term for term in AWKWARD if not isinstance(term, BlankNode)]
    assert {row[1] for row in table.rows} == {None}


@pytest.mark.parametrize(
    ("answer", "table"),
    [
        (b"?a\n", Table(("a",), ())),
        (b"?a\n\n", Table(("a",), ((None,),))),
        (b"\n\n", Table((), ((),))),
        (b"?a\t?b\n\t<urn:x>\n", Table(("a", "b"), ((None, IRI("urn:x")),))),
        (b"?a\n_:b\n", Table(("a",), ((BlankNode("b"),),))),
        (b"?a\n1E3\n", Table(("a",), ((Literal("1E3", XSD.double),),))),
        (b"?a\n.5\n", Table(("a",), ((Literal(".5", XSD.decimal),),))),
    ],
)
def test_small_tables(answer: bytes, table: Table) -> None:
    assert terms.table_from_tsv(answer) == table


def test_equal_cells_share_one_term() -> None:
    rows = terms.table_from_tsv(b"?a\n<urn:x>\n<urn:x>\n").rows
    assert rows[0][0] is rows[1][0]


def test_terms_of_rdf_1_2_are_refused() -> None:
    node = ox.NamedNode("urn:a")
    with pytest.raises(ValueError, match=r"RDF 1\.2"):
        terms.from_engine(ox.Triple(node, node, node))
    for cell in (b"<<( <urn:a> <urn:b> <urn:c> )>>", b'"x"@en--ltr'):
        with pytest.raises(QueryError, match=r"RDF 1\.2"):
            terms.table_from_tsv(b"?a\n" + cell + b"\n")
    with pytest.raises(QueryError, match=r"RDF 1\.2"):
        terms.triples([ox.Triple(node, node, ox.Triple(node, node, node))])


def test_a_literal_is_no_subject() -> None:
    with pytest.raises(ValueError, match="literal"):
        terms.resource_from_engine(ox.Literal("x"))

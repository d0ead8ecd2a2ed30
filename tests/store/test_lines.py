"""Read in bulk, a file says what it says one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pharmagraph.errors import SourceError
from pharmagraph.model import IRI
from pharmagraph.store.lines import lines
from pharmagraph.store.nquads import quad_line
from pharmagraph.store.parsing import parse
from pharmagraph.vocab import XSD

if TYPE_CHECKING:
    from pathlib import Path

BASE = IRI("urn:base-graph")


def in_bulk(file: Path) -> set[str]:
    """The lines, each graph under the name that it has in the file."""
    batches = lines(file, base_graph=BASE, graph_of=lambda graph: graph)
    return {line.decode() for batch in batches for line in batch}


def one_by_one(file: Path) -> set[str]:
    told = parse(file, base_graph=BASE)
    return {quad_line(one.subject, one.predicate, one.object, one.named_graph) for one in told}


DRAWING = """@prefix : <urn:> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:a :p :b, "я"@ru, "x"@EN-gb, "say \\"so\\" -- a \\\\ _:b ^^<urn:t> <<", "two\\nlines\\r\\u0007\\uFFFE" .
:a :q 7, -7, 0, 1.5, 1.50, -0.0, 5.0, "5"^^xsd:int, "2024-02-29"^^xsd:date, "x"^^:own, true, "1"^^xsd:boolean, 1e3 .
:a :r [ :s 1 ; :t [ :s "deep" ] ] . _:x :u _:y .
:g { :a :p :b . _:x :p "in a graph" . :c :p "1.10"^^xsd:decimal }
"""


def test_every_kind_of_term_is_written_alike(tmp_path: Path) -> None:
    file = tmp_path / "drawing.trig"
    file.write_text(DRAWING, encoding="utf-8")
    assert in_bulk(file) == one_by_one(file)
    # 5 texts; 13 values, of which 1.5 and 1.50, true and 1 are the same; 4 of nested nodes; 1 and 3 at the end
    assert len(in_bulk(file)) == 5 + 13 - 2 + 4 + 1 + 3


TERMS = st.one_of(
    st.sampled_from(["<urn:a>", "<urn:б>", "_:x", "_:y", '"1.10"^^<urn:t>', '"--"@en-x-y']),
    st.text(st.characters(exclude_categories=["Cs"])).map(lambda text: str(ox.Literal(text))),
    st.integers().map(lambda number: f'"{number}"^^<{XSD.integer}>'),
    st.decimals(-(10**9), 10**9, places=5).map(lambda number: f'"{number}"^^<{XSD.decimal}>'),
    st.floats(allow_nan=False, allow_infinity=False).map(lambda number: f'"{number}"^^<{XSD.double}>'),
    st.dates().map(lambda day: f'"{day}"^^<{XSD.date}>'),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TERMS, st.sampled_from(["", "<urn:g>", "<urn:h>"])), min_size=1))
def test_any_file_is_written_alike(tmp_path: Path, told: list[tuple[str, str]]) -> None:
    file = tmp_path / "any.nq"
    file.write_text("".join(f"<urn:s> <urn:p> {term} {graph} .\n" for term, graph in told), encoding="utf-8")
    try:
        expected = one_by_one(file)
    except SourceError as error:
        with pytest.raises(SourceError) as caught:
            in_bulk(file)
        assert str(caught.value) == str(error)
    else:
        assert in_bulk(file) == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.nq", "<urn:a> <urn:p> '2025-02-30'^^<{date}> .\nthis is no line"),
        ("x.ttl", "<urn:a> <urn:p> 1 .\n<urn:a> <urn:p> 007 ."),
        ("x.ttl", "<< <urn:a> <urn:p> <urn:b> >> <urn:p> 1 ."),
        ("x.nq", "<urn:a> <urn:p> 'x'@en--ltr ."),
        ("x.trig", "_:g { <urn:a> <urn:p> <urn:b> }"),
        ("x.n3", "{ <urn:a> <urn:p> <urn:b> } => { <urn:a> <urn:p> 1 } ."),
        ("x.jsonld", '{"@id": "urn:a", "urn:p": {"@id": "relative"}}'),
        ("x.nt", "# only a comment\n"),
    ],
)
def test_what_is_refused_is_refused_with_the_same_words(tmp_path: Path, name: str, content: str) -> None:
    file = tmp_path / name
    file.write_text(content.replace("{date}", XSD.date).replace("'", '"'), encoding="utf-8")
    with pytest.raises(SourceError) as expected:
        one_by_one(file)
    with pytest.raises(SourceError) as caught:
        in_bulk(file)
    assert str(caught.value) == str(expected.value)


def test_graphs_are_named_as_asked(tmp_path: Path) -> None:
    file = tmp_path / "two.trig"
    file.write_text("<urn:a> <urn:p> <urn:b> . <urn:g> { <urn:a> <urn:p> _:x }", encoding="utf-8")
    own = {BASE: IRI("urn:whole"), IRI("urn:g"): IRI("urn:part")}
    told = [line for batch in lines(file, base_graph=BASE, graph_of=own.__getitem__) for line in batch]
    assert sorted(line.rpartition(b" <")[2] for line in told) == [b"urn:part> .\n", b"urn:whole> .\n"]

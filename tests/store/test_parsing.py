from __future__ import annotations

import gzip
import socket
from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import LimitError, SourceError, SourceMissingError
from pharmagraph.model import IRI, BlankNode, Literal, Statement
from pharmagraph.store.foreign import FORMATS, Limits
from pharmagraph.store.parsing import is_rdf, parse
from pharmagraph.vocab import ID, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BASE = IRI("urn:base-graph")
A, P, B, G = IRI("urn:a"), IRI("urn:p"), IRI("urn:b"), IRI("urn:g")
RDF_NS = str(RDF)

SYNTAXES = {
    "x.nt": '<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p> "я"@ru .\n',
    "x.nq": '<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p> "я"@ru .\n',
    "x.ttl": '@prefix : <urn:> . :a :p :b, "я"@ru .',
    "x.trig": '@prefix : <urn:> . { :a :p :b } :a :p "я"@ru .',
    "x.n3": '@prefix : <urn:> . :a :p :b, "я"@ru .',
    "x.rdf": f'<r:RDF xmlns:r="{RDF_NS}" xmlns="urn:"><r:Description r:about="urn:a">'
    '<p r:resource="urn:b"/><p xml:lang="ru">я</p></r:Description></r:RDF>',
    "x.owl": f'<?xml version="1.0"?>\n<r:RDF xmlns:r="{RDF_NS}" xmlns="urn:"><r:Description r:about="urn:a">'
    '<p r:resource="urn:b"/><p xml:lang="ru">я</p></r:Description></r:RDF>',
    "x.jsonld": '{"@context": {"p": "urn:p"}, "@id": "urn:a",'
    ' "p": [{"@id": "urn:b"}, {"@value": "я", "@language": "ru"}]}',
}


def read(directory: Path, name: str, content: str | bytes, limits: Limits | None = None) -> list[Statement]:
    file = directory / name
    data = content.encode() if isinstance(content, str) else content
    file.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return list(parse(file, base_graph=BASE, limits=limits or Limits()))


@pytest.mark.parametrize("name", SYNTAXES)
@pytest.mark.parametrize("packed", ["", ".gz"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_every_syntax_says_the_same(tmp_path: Path, name: str, packed: str, mark: str) -> None:
    statements = read(tmp_path, name + packed, mark + SYNTAXES[name])
    assert set(statements) == {Statement(A, P, B, BASE), Statement(A, P, Literal("я", language="ru"), BASE)}


def test_every_known_ending_is_tried_above() -> None:
    assert {f".{name.rpartition('.')[2]}" for name in SYNTAXES} == set(FORMATS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.nq", "<urn:a> <urn:p> <urn:b> <urn:g> .\n"),
        ("x.trig", "GRAPH <urn:g> { <urn:a> <urn:p> <urn:b> }"),
        ("x.jsonld", '{"@id": "urn:g", "@graph": {"@id": "urn:a", "urn:p": {"@id": "urn:b"}}}'),
    ],
)
def test_named_graphs_keep_their_names(tmp_path: Path, name: str, content: str) -> None:
    assert read(tmp_path, name, content) == [Statement(A, P, B, G)]


def test_names_tell_what_is_rdf(tmp_path: Path) -> None:
    assert is_rdf(tmp_path / "a.TTL.gz")
    assert not is_rdf(tmp_path / "a.tsv")
    with pytest.raises(SourceMissingError):
        list(parse(tmp_path / "missing.ttl", base_graph=BASE))


@pytest.mark.parametrize("name", ["x.tar.gz", "x.zip", "x.pkl", "x.json", "x", "x.gz"])
def test_other_names_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match=r"which RDF syntax.*known are \.ttl"):
        read(tmp_path, name, SYNTAXES["x.ttl"])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.ttl", SYNTAXES["x.rdf"], "looks like RDF/XML, not Turtle"),
        ("x.nt", SYNTAXES["x.owl"], "looks like RDF/XML, not N-Triples"),
        ("x.nq", SYNTAXES["x.jsonld"], "looks like JSON-LD, not N-Quads"),
        ("x.rdf", SYNTAXES["x.jsonld"], "looks like JSON-LD, not RDF/XML"),
        ("x.ttl", b"\x1f\x8b\x08\x00packed", "is packed or binary"),
        ("x.ttl", b"\x80\x04\x95pickle", "is packed or binary"),
        ("x.ttl.gz", b"PK\x03\x04zip", "is packed or binary"),
        ("x.ttl", "\ufeff<urn:a> <urn:p> <urn:b> .".encode("utf-16"), "not UTF-8"),
        ("x.ttl", "<urn:a> <urn:p> 'Привет' .".encode("cp1251"), "UTF-8"),
    ],
    ids=["XML", "XML head", "JSON", "JSON as XML", "gzip", "pickle", "zip", "UTF-16", "Windows-1251"],
)
def test_content_that_is_not_what_the_name_says(tmp_path: Path, name: str, content: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read(tmp_path, name, content)


def test_a_bare_file_named_gz(tmp_path: Path) -> None:
    file = tmp_path / "x.ttl.gz"
    file.write_text(SYNTAXES["x.ttl"], encoding="utf-8")
    with pytest.raises(SourceError, match="cannot be unpacked"):
        list(parse(file, base_graph=BASE))
    file.write_bytes(gzip.compress(SYNTAXES["x.ttl"].encode())[:-12])
    with pytest.raises(SourceError, match="cannot be unpacked"):
        list(parse(file, base_graph=BASE))


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("x.ttl", "<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p> .\n", 2),
        ("x.nt", "<urn:a> <urn:p> <urn:b> .\n\n<urn:a> <urn:p> <urn:b> <urn:g> .\n", 3),
        ("x.jsonld", '{"@id": "urn:a",\n"urn:p": }', 2),
        ("x.rdf", SYNTAXES["x.owl"].replace("</r:Description>", "\n</r:Wrong>"), 3),
        ("x.ttl", "<urn:a> <urn:p> <urn:b> .\n<urn:a> <urn:p> '2025-02-30'^^<" + XSD.date + "> .", 2),
    ],
)
def test_errors_name_file_and_line(tmp_path: Path, name: str, content: str, line: int) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, name, content)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"{tmp_path / name}, line {line}: ")


def test_an_impossible_day_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="'2025-02-30' is a day that the calendar does not have"):
        read(tmp_path, "x.ttl", f"<urn:a> <urn:p> '2025-02-30'^^<{XSD.date}> .")


def test_an_identifier_that_would_change_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="'007' would lose its leading zeros"):
        read(tmp_path, "x.ttl", "<urn:a> <urn:p> 007 .")


def test_numbers_come_as_the_store_keeps_them(tmp_path: Path) -> None:
    (statement,) = read(tmp_path, "x.ttl", "<urn:a> <urn:p> 1.10 .")
    assert statement.object == Literal("1.1", XSD.decimal)


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE r [<!ENTITY a "b">]>',
        '<?xml version="1.0"?>\n<!-- here --><!DOCTYPE r SYSTEM "file:///etc/passwd">',
        "<?xml version='1.0'?>" + " " * 70_000 + "<!DOCTYPE r [<!ENTITY a 'b'>]>",
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, start: str) -> None:
    with pytest.raises(SourceError, match="document type") as caught:
        read(tmp_path, "x.rdf", start + SYNTAXES["x.rdf"])
    assert caught.value.line is not None


@pytest.fixture
def endpoint() -> Iterator[tuple[socket.socket, str]]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        yield server, f"http://127.0.0.1:{server.getsockname()[1]}/context"


@pytest.mark.parametrize(
    "content",
    [
        '{"@context": "URL", "@id": "urn:a", "p": 1}',
        '{"@context": [{"p": "urn:p"}, "URL"], "@id": "urn:a", "p": 1}',
        '{"@context": {"@version": 1.1, "@import": "URL"}, "@id": "urn:a", "p": 1}',
        '{"@id": "urn:a", "urn:p": {"@context": "URL", "q": 1}}',
    ],
)
def test_a_remote_context_is_refused(
    tmp_path: Path, content: str, endpoint: tuple[socket.socket, str]
) -> None:
    server, url = endpoint
    with pytest.raises(SourceError, match="context is not in the file, and nothing is fetched"):
        read(tmp_path, "x.jsonld", content.replace("URL", url))
    with pytest.raises(BlockingIOError):
        server.accept()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.jsonld", '{"@id": "a", "urn:p": "x"}'),
        ("x.jsonld", '{"@id": "urn:a", "urn:p": {"@id": "a"}}'),
        ("x.ttl", "<a> <urn:p> <urn:b> ."),
        ("x.rdf", SYNTAXES["x.rdf"].replace("urn:a", "a")),
    ],
)
def test_a_relative_iri_is_an_error(tmp_path: Path, name: str, content: str) -> None:
    with pytest.raises(SourceError, match="state a base"):
        read(tmp_path, name, content)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.n3", "{ <urn:a> <urn:p> <urn:b> } => { <urn:a> <urn:p> 1 } .", "N3 formula"),
        ("x.n3", "?x <urn:p> <urn:b> .", "variables"),
        ("x.trig", "_:g { <urn:a> <urn:p> <urn:b> }", "without a name"),
        ("x.ttl", "<< <urn:a> <urn:p> <urn:b> >> <urn:p> 1 .", r"RDF 1\.2"),
        ("x.ttl", "<urn:a> <urn:p> 'x'@en--ltr .", r"RDF 1\.2"),
        ("x.ttl", "", "holds no statement"),
        ("x.nt", "# only a comment\n", "holds no statement"),
        ("x.jsonld", '{"name": "a term without a context"}', "holds no statement"),
    ],
)
def test_what_has_no_place_in_a_graph(tmp_path: Path, name: str, content: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read(tmp_path, name, content)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = b"<urn:a> <urn:p> 'x' .\n" + b" " * 80_000_000
    with pytest.raises(LimitError) as caught:
        read(tmp_path, "x.ttl.gz", bomb)
    assert caught.value.limit == "packing ratio"
    assert caught.value.exit_code == 7


def test_size_and_time_are_limited(tmp_path: Path) -> None:
    lines = "".join(f'<urn:a> <urn:p> "{n}" .\n' for n in range(20_000))
    with pytest.raises(LimitError) as size:
        read(tmp_path, "x.nt", lines, Limits(max_bytes=100_000))
    with pytest.raises(LimitError) as seconds:
        read(tmp_path, "x.nt", lines, Limits(time_s=0))
    assert (size.value.limit, seconds.value.limit) == ("file size", "time")


def test_an_overlong_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LimitError, match="16 MB"):
        read(tmp_path, "x.nt", b'<urn:a> <urn:p> "' + b"x" * (17 << 20) + b'" .\n')


@pytest.mark.parametrize("opening", ['{"urn:p":', "[", '{"@list":['])
def test_deep_json_is_refused(tmp_path: Path, opening: str) -> None:
    with pytest.raises(LimitError) as caught:
        read(tmp_path, "x.jsonld", '{"@id": "urn:a", "urn:p": ' + opening * 20_000)
    assert caught.value.limit == "nesting"


def test_brackets_in_json_texts_do_not_nest(tmp_path: Path) -> None:
    text = "[{" * 50_000
    (statement,) = read(tmp_path, "x.jsonld", f'{{"@id": "urn:a", "urn:p": "\\"\\\\ {text}"}}')
    assert statement.object == Literal(f'"\\ {text}')


NESTED = """@prefix : <urn:> .
:a :p [ :q 1 ; :r [ :q 2 ] ], [ :q 3 ] ; :list ( 1 [ :q 4 ] 2 ) .
_:x :knows _:y . _:y :knows _:x ; :q 5 .
"""


def test_reading_twice_adds_nothing(tmp_path: Path) -> None:
    first = read(tmp_path, "x.ttl", NESTED)
    again = read(tmp_path, "x.ttl", NESTED.replace("_:x", "_:other").replace("_:y", "_:x"))
    assert set(first) == set(again)
    assert len(set(first)) == len(first)
    nodes = {s.subject for s in first if s.subject != A}
    assert len(nodes) == 9
    assert all(node.startswith(f"{ID}skolem-") for node in nodes)


def test_more_in_a_file_renames_nothing(tmp_path: Path) -> None:
    first = read(tmp_path, "x.ttl", NESTED)
    more = read(tmp_path, "x.ttl", NESTED + ":b :p [ :q 6 ] . :a :q 7 .")
    assert set(first) < set(more)


def test_blank_nodes_of_one_file_meet_across_graphs(tmp_path: Path) -> None:
    one, other = read(tmp_path, "x.trig", "<urn:g> { <urn:a> <urn:p> _:x } <urn:h> { <urn:b> <urn:p> _:x }")
    assert one.object == other.object
    assert {one.named_graph, other.named_graph} == {G, IRI("urn:h")}


def test_blank_nodes_may_stay_blank_under_lasting_labels(tmp_path: Path) -> None:
    file = tmp_path / "x.ttl"
    file.write_text(NESTED, encoding="utf-8")
    first, again = (list(parse(file, base_graph=BASE, keep_blank=True)) for _ in range(2))
    assert set(first) == set(again)
    assert len({s.subject for s in first if isinstance(s.subject, BlankNode)}) == 9

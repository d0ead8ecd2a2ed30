from __future__ import annotations

import gc
import tarfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pharmagraph.errors import LimitError, PharmagraphError, QueryRefusedError, QuerySyntaxError
from pharmagraph.store import guard

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "w3c-rdf-tests"
ENDPOINT = "<http://127.0.0.1:9/>"
NESTED = "(" * 5000 + "1" + ")" * 5000


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "select"),
        ("# first\nBASE <urn:b> PREFIX a: <urn:a>\nask{}", "ask"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "construct"),
        ("DESCRIBE <urn:a>", "describe"),
        ("SELECT*{}", "select"),
        (r"\u0053ELECT * {}", "select"),
    ],
)
def test_forms(text: str, form: str) -> None:
    assert guard.check(text) == form


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?from { ?s pg:validFrom ?from ; id:service 1 }",
        "SELECT * { ?s ?p 'ask the SERVICE, FROM here' }",
        "SELECT * { ?s ?p ?o # from the service\n}",
        "SELECT * { ?s <http://service.example/from> ?o }",
        'SELECT * { ?s ?p """\nFROM <x>\n""" }',
    ],
)
def test_the_words_in_names_texts_and_comments_are_harmless(text: str) -> None:
    assert guard.check(text) == "select"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE {ENDPOINT} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service silent{ENDPOINT}{{}} }} LIMIT 0",
        "SELECT * { OPTIONAL { { SELECT * { SERVICE ?x {} } } } }",
        f"SELECT * {{ SERVICE#c\n{ENDPOINT} {{}} }}",
        f"SELECT * {{ \\u0053ERVICE {ENDPOINT} {{}} }}",
        f"SELECT * {{ SER\\U00000056ICE {ENDPOINT} {{}} }}",
        f"ASK {{ ?s ?p 1SERVICE{ENDPOINT}{{}} }}",
        "PREFIX : <urn:x> ASK { service:x {} }",
        f"ASK {{ FILTER EXISTS {{ SERVICE {ENDPOINT} {{}} }} }}",
        f"ASK {{ FILTER(?a<?b)SERVICE{ENDPOINT}{{}} FILTER(?c>?d) }}",
        # rdflib's own decoding would take eight digits after \\u and see a string here
        f'ASK {{ ?s ?p "\\u00000022 . ?s ?p " SERVICE {ENDPOINT} {{}} #"\n}}',
        # a comparison that may be taken for an IRI, with a comment that then is none
        f'ASK {{ FILTER(?a<?b#>"""\n) SERVICE {ENDPOINT} {{}} #"""\n}}',
        f"ASK {{ # ends here\r SERVICE {ENDPOINT} {{}} \n}}",
        f"SELECT * {{ \u017fERVICE {ENDPOINT} {{}} }}",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * fRoM <file:///etc/passwd> { ?s ?p ?o }",
        "ASKFROM<file:///etc/passwd>{}",
        "DESCRIBE <urn:a> FROM <file:///etc/passwd>",
        "CONSTRUCT FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "PREFIX a: <urn:a> INSERT DATA { a:a a:b 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR ALL", "DROP ALL", "CREATE GRAPH <urn:g>", "COPY <urn:a> TO <urn:b>", "MOVE <urn:a> TO <urn:b>",
        "ADD <urn:a> TO <urn:b>",
    ],
)  # fmt: skip
def test_the_network_files_and_changes_are_refused(text: str) -> None:
    with pytest.raises(QueryRefusedError) as caught:
        guard.check(text)
    assert "\n" not in str(caught.value)


def test_a_refusal_names_the_place() -> None:
    with pytest.raises(QueryRefusedError, match="line 2, column 3: SERVICE is refused"):
        guard.check(f"SELECT * {{\n  SERVICE {ENDPOINT} {{}} }}")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * " + "{" * 5000 + "}" * 5000,
        f"SELECT * {{ FILTER({NESTED}) }}",
        "SELECT * { ?s ?p " + "[ ?p " * 5000 + "1" + "]" * 5000 + " }",
        # brackets that a comparison hides in what looks like an IRI, and a quote that looks like a text
        f"SELECT * {{ FILTER(?a<{NESTED}>0) }}",
        f'SELECT * {{ FILTER(?a<?b#>"""from\n && {NESTED}) #"""\n}}',
    ],
    ids=["groups", "expression", "blank nodes", "in an IRI", "behind a quote"],
)
def test_deep_nesting_is_refused(text: str) -> None:
    with pytest.raises(LimitError) as caught:
        guard.check(text)
    assert caught.value.limit == "query nesting"


def test_brackets_in_texts_iris_and_comments_do_not_nest() -> None:
    text = f"SELECT * {{ ?s <urn:{'()' * 300}> '{'(' * 300}' # {'{' * 300}\n }}"
    assert guard.check(text) == "select"


def test_200_brackets_may_be_open() -> None:
    assert guard.check("SELECT * " + "{" * 200 + "}" * 200) == "select"
    with pytest.raises(LimitError):
        guard.check("SELECT * " + "{" * 201 + "}" * 201)


def test_length_is_counted_in_bytes() -> None:
    assert guard.check("ASK {} #" + "x" * (64 * 1024 - 8)) == "ask"
    with pytest.raises(LimitError, match="64 kB"):
        guard.check("ASK {} #" + "ж" * (32 * 1024))


@pytest.mark.parametrize("text", ["", "  # nothing\n", "hello", "SELEC * {}", "PREFIX a: <urn:a>", "?x"])
def test_what_is_no_query(text: str) -> None:
    with pytest.raises(QuerySyntaxError, match="SELECT, ASK, CONSTRUCT or DESCRIBE"):
        guard.check(text)


@pytest.mark.parametrize("escape", [r"\uD800", r"\U00110000", r"\u000D", r"\u005Cu0022"])
def test_escapes_that_make_no_character(escape: str) -> None:
    with pytest.raises(QuerySyntaxError):
        guard.check(f"ASK {{ ?s ?p '{escape}' }}")


def test_a_query_that_takes_too_long_to_read_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_PARSE_S", 0.3)
    gc.disable()  # hypothesis has a callback in the collector, where the end could strike instead
    started = time.monotonic()
    try:
        with pytest.raises(LimitError, match="shorten it"):
            guard.check("ASK { FILTER('from' = " + "+".join(["1"] * 20_000) + ") }")
    finally:
        gc.enable()
    assert time.monotonic() - started < 5


@given(st.text(st.sampled_from("{}()<>\"'\\#?\n fromSERVICEask:u0053@"), max_size=60))
def test_any_text_ends_in_a_form_or_a_clear_error(text: str) -> None:
    try:
        guard.check(text)
    except PharmagraphError as error:
        assert str(error)


def test_prefixes_are_added_where_used_and_missing() -> None:
    text = "PREFIX org: <urn:other>\nASK { ?s org:member id:a ; a pg:Drug # foaf:Person\n}"
    added = guard.with_prefixes(text)
    assert added.startswith("PREFIX id: <https://w3id.org/pharmagraph/id/> PREFIX pg: <")
    assert added.endswith(text)
    assert added.count("\n") == text.count("\n")
    assert guard.with_prefixes("ASK {}") == "ASK {}"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the W3C tests are not beside the repository")
def test_no_w3c_query_is_refused_but_those_that_ask_for_it() -> None:
    refused = set()
    with tarfile.open(next(SAMPLES.glob("*.tar.gz"))) as archive:
        for member in archive:
            file = Path(member.name)
            content = archive.extractfile(member) if file.suffix == ".rq" else None
            if content is not None and "bad" not in file.stem:
                try:
                    guard.check(content.read().decode())
                except PharmagraphError:
                    refused.add(f"{file.parent.name}/{file.name}")
    asks_for_it = {name for name in refused if name.startswith(("service/", "syntax-fed/"))}
    assert len(asks_for_it) == 10
    # the other two read FROM
    assert refused - asks_for_it == {
        "construct/constructwhere04.rq",
        "syntax-query/syntax-construct-where-02.rq",
    }

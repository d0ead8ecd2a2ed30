from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import QueryError, SourceError, StoreEmptyError, StoreError
from pharmagraph.model import IRI, Literal, Statement
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.vocab import RETRACTED_GRAPH

if TYPE_CHECKING:
    from pathlib import Path

A, P, G = IRI("urn:a"), IRI("urn:p"), IRI("urn:g")


def test_a_directory_without_a_store_stays_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(StoreEmptyError, match="pharmagraph build"):
        EmbeddedStore.open(tmp_path)
    with pytest.raises(StoreEmptyError):
        EmbeddedStore.open(tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_says_so(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense", encoding="ascii")
    with pytest.raises(StoreError, match="build the graph again"):
        EmbeddedStore.open(tmp_path)


def test_a_store_is_written_once(tmp_path: Path) -> None:
    file = tmp_path / "a.nq"
    file.write_text('<urn:a> <urn:p> "x" <urn:g> .\n', encoding="ascii")
    EmbeddedStore.load(tmp_path / "store", file)
    with pytest.raises(StoreError, match="not empty"):
        EmbeddedStore.load(tmp_path / "store", file)
    with EmbeddedStore.open(tmp_path / "store") as store:
        assert list(store.statements()) == [Statement(A, P, Literal("x"), G)]


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.nq"
    file.write_text('<urn:a> <urn:p> "x" .\n<urn:a> "p" "x" .\n', encoding="ascii")
    with pytest.raises(SourceError, match=r"a\.nq, line 2") as caught:
        EmbeddedStore.load(tmp_path / "store", file)
    assert caught.value.line == 2


def test_a_file_of_several_blocks_is_loaded_whole_and_a_bad_line_in_it_named(tmp_path: Path) -> None:
    # 300,000 lines of more than 110 bytes: one block of 32 MiB and a part of another
    lines = [f'<urn:a> <urn:p> "{number:0100}" .\n' for number in range(300_000)]
    file = tmp_path / "a.nq"
    file.write_text("".join(lines), encoding="ascii")
    EmbeddedStore.load(tmp_path / "store", file)
    with EmbeddedStore.open(tmp_path / "store") as store:
        assert store.count() == 300_000
    file.write_text("".join([*lines, "no line\n"]), encoding="ascii")
    with pytest.raises(SourceError, match="line 300001"):
        EmbeddedStore.load(tmp_path / "other", file)


def test_a_store_says_the_same_when_it_was_extended_and_packed(tmp_path: Path) -> None:
    for word in ("x", "y"):
        file = tmp_path / f"{word}.nq"
        file.write_text(f'<urn:a> <urn:p> "{word}" <urn:g> .\n', encoding="ascii")
        EmbeddedStore.load(tmp_path / "store", file, extend=True)
    EmbeddedStore.pack(tmp_path / "store")
    with EmbeddedStore.open(tmp_path / "store") as store:
        assert set(store.statements()) == {Statement(A, P, Literal("x"), G), Statement(A, P, Literal("y"), G)}


def test_a_blank_node_is_one_node_in_every_file_of_a_build(tmp_path: Path) -> None:
    triples, quads = tmp_path / "triples.nt", tmp_path / "quads.nq"
    triples.write_text("<http://e/a> <http://e/p> _:b .\n_:b <http://e/p> <http://e/c> .\n", encoding="utf-8")
    quads.write_text(
        "<http://e/a> <http://e/p> _:b <http://e/g> .\n_:b <http://e/p> <http://e/c> <http://e/g> .\n",
        encoding="utf-8",
    )
    directory = tmp_path / "store"
    EmbeddedStore.load(directory, triples)
    EmbeddedStore.load(directory, quads, extend=True)
    with EmbeddedStore.open(directory) as store:
        # a → b → c, told once in the default graph and once in the named one: the same b
        assert store.ask("ASK { <http://e/a> <http://e/p> ?b . GRAPH ?g { ?b <http://e/p> <http://e/c> } }")


def test_what_is_known_is_not_constructed_again() -> None:
    store = EmbeddedStore.in_memory([Statement(A, P, Literal(word), G) for word in ("y", "x", "z")])
    query = "CONSTRUCT { ?s <urn:q> ?o } WHERE { ?s <urn:p> ?o }"
    known = {'<urn:a> <urn:q> "y" .\n'}
    assert store.construct_new(query, known) == {
        '<urn:a> <urn:q> "x" .\n': (A, IRI("urn:q"), Literal("x")),
        '<urn:a> <urn:q> "z" .\n': (A, IRI("urn:q"), Literal("z")),
    }
    with pytest.raises(QueryError, match="not a CONSTRUCT"):
        store.construct_new("ASK { ?s ?p ?o }", known)


def test_many_read_one_store(mini_directory: Path) -> None:
    with EmbeddedStore.open(mini_directory) as one, EmbeddedStore.open(mini_directory) as other:
        assert one.count() == other.count() == 53


def test_what_is_retracted_stays_out_of_the_default_graph() -> None:
    withdrawn = Statement(A, P, Literal("wrong"), RETRACTED_GRAPH["old"])
    store = EmbeddedStore.in_memory([withdrawn, Statement(A, P, Literal("right"), G)])
    assert store.count() == 1
    assert withdrawn in set(store.statements())


def test_a_damaged_block_is_an_error_of_the_store_that_names_the_next_step(tmp_path: Path) -> None:
    dump = tmp_path / "many.nq"
    dump.write_text(
        "".join(f'<http://e/{n}> <http://e/p> "{n}" <http://e/g> .\n' for n in range(50_000)),
        encoding="utf-8",
    )
    directory = tmp_path / "store"
    EmbeddedStore.load(directory, dump)
    EmbeddedStore.pack(directory)
    for file in directory.glob("*.sst"):
        content = bytearray(file.read_bytes())
        middle = len(content) // 3
        content[middle : middle + 64] = b"x" * 64
        file.write_bytes(content)
    with pytest.raises(StoreError, match="build the graph again"):
        list(EmbeddedStore.open(directory).statements())

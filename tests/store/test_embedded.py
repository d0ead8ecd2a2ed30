from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import SourceError, StoreEmptyError, StoreError
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


def test_many_read_one_store(mini_directory: Path) -> None:
    with EmbeddedStore.open(mini_directory) as one, EmbeddedStore.open(mini_directory) as other:
        assert one.count() == other.count() == 53


def test_what_is_retracted_stays_out_of_the_default_graph() -> None:
    withdrawn = Statement(A, P, Literal("wrong"), RETRACTED_GRAPH["old"])
    store = EmbeddedStore.in_memory([withdrawn, Statement(A, P, Literal("right"), G)])
    assert store.count() == 1
    assert withdrawn in set(store.statements())

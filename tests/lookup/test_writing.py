"""The names file is the same for the same store, and appears as a whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from pharmagraph.lookup import NameIndex, write_index
from pharmagraph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path


def content(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as database:
        return list(database.iterdump())


def test_two_writings_have_the_same_content(named_store: EmbeddedStore, tmp_path: Path) -> None:
    write_index(named_store, tmp_path / "one")
    write_index(named_store, tmp_path / "two")
    assert content(tmp_path / "one") == content(tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_an_old_file_and_a_forgotten_half_are_replaced(named_store: EmbeddedStore, tmp_path: Path) -> None:
    file = tmp_path / "names"
    file.write_text("old")
    (tmp_path / "names.part").write_text("a build was killed here")
    write_index(named_store, file)
    assert [entry.name for entry in tmp_path.iterdir()] == ["names"]
    with NameIndex.open(file) as index:
        assert index.get("chemrar").id == "chemrar"


def test_an_empty_store_gives_an_empty_index(tmp_path: Path) -> None:
    write_index(EmbeddedStore.in_memory([]), tmp_path / "names")
    with NameIndex.open(tmp_path / "names") as index:
        assert index.kinds() == {}
        assert index.find("anything at all") == []

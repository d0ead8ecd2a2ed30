"""The names file: one small SQLite database, the same content for the same store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from pharmagraph.lookup.entities import Role, read_entities, read_varieties
from pharmagraph.names import fold, sound_keys, sound_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pharmagraph.lookup.entities import Named
    from pharmagraph.model import IRI
    from pharmagraph.store.port import Store

FORMAT: Final = 1
"""Version of the file; a reader refuses any other."""

STOP_WORDS: Final = frozenset(
    {"the", "of", "and", "for", "in", "a", "i", "v", "na", "po", "im", "imeni", "dlia"}
)
"""Words, as they sound, that tell nothing about a name in either language."""

_NOT_BY_WORDS: Final[frozenset[Role]] = frozenset({"identifier", "part", "hidden", "slug"})

_SCHEMA: Final = """
    CREATE TABLE entity (
        number INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, id TEXT NOT NULL, kind TEXT NOT NULL,
        label_en TEXT NOT NULL, label_ru TEXT NOT NULL, record INTEGER NOT NULL);
    CREATE TABLE name (
        number INTEGER PRIMARY KEY, entity INTEGER NOT NULL, role TEXT NOT NULL, text TEXT NOT NULL,
        fold TEXT NOT NULL);
    CREATE TABLE sound (key TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (key, name)) WITHOUT ROWID;
    CREATE TABLE word (key TEXT NOT NULL, name INTEGER NOT NULL, PRIMARY KEY (key, name)) WITHOUT ROWID;
    CREATE TABLE variety (
        substance INTEGER NOT NULL, variety INTEGER NOT NULL, PRIMARY KEY (substance, variety)) WITHOUT ROWID;
"""
_INDEXES: Final = """
    CREATE INDEX entity_by_id ON entity (id);
    CREATE INDEX entity_by_kind ON entity (kind);
    CREATE INDEX name_by_fold ON name (fold);
    CREATE INDEX variety_by_variety ON variety (variety);

    CREATE VIEW named AS
        SELECT entity.*, name.number AS name_number, role, text, fold
        FROM name JOIN entity ON entity.number = name.entity;

    -- For a shell to offer; sources, statements and the like have sentences for names.
    CREATE VIEW offered AS
        SELECT text, fold, name_number FROM named
        WHERE role IN ('symbol', 'preferred', 'alias')
          AND kind NOT IN ('partnership', 'programme', 'source', 'statement')
        ORDER BY role = 'alias', length(text), text;
"""


def write_index(store: Store, file: Path) -> None:
    """Write the names of every entity of the store's default graph to ``file``, replacing it as a whole."""
    entities = read_entities(store)
    numbers = {named.entity.iri: number for number, named in enumerate(entities, start=1)}
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part)) as database, database:
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA user_version = {FORMAT}; {_SCHEMA}")
        _write_entities(database, entities)
        _write_names(database, entities)
        database.executemany("INSERT INTO variety VALUES (?, ?)", _varieties(store, numbers))
        database.executescript(_INDEXES)
    part.replace(file)


def _write_entities(database: sqlite3.Connection, entities: Iterable[Named]) -> None:
    database.executemany(
        "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (number, one.iri, one.id, one.kind, one.label_en, one.label_ru, int(named.record))
            for number, named in enumerate(entities, start=1)
            for one in [named.entity]
        ),
    )


def _write_names(database: sqlite3.Connection, entities: Iterable[Named]) -> None:
    names: list[tuple[int, int, str, str, str]] = []
    sounds: set[tuple[str, int]] = set()
    words: set[tuple[str, int]] = set()
    for owner, named in enumerate(entities, start=1):
        for role, text in sorted(named.names) if not named.record else ():
            if not (folded := fold(text)):
                continue
            number = len(names) + 1
            names.append((number, owner, role, text, folded))
            if role != "identifier":
                sounds.update((key, number) for key in sound_keys(text))
            if role not in _NOT_BY_WORDS:
                words.update((key, number) for key in sound_words(text) if key not in STOP_WORDS)
    database.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", names)
    database.executemany("INSERT INTO sound VALUES (?, ?)", sorted(sounds))
    database.executemany("INSERT INTO word VALUES (?, ?)", sorted(words))


def _varieties(store: Store, numbers: dict[IRI, int]) -> list[tuple[int, int]]:
    pairs = {
        (numbers[substance], numbers[variety])
        for variety, substance in read_varieties(store)
        if substance in numbers and variety in numbers
    }
    return sorted(pairs)

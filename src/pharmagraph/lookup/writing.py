"""The names file: one small SQLite database, the same content for the same store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from pharmagraph.lookup.entities import read_names, read_varieties
from pharmagraph.lookup.layout import FORMAT, INDEXES, STOP_WORDS, TABLES, UNGUESSABLE, Role
from pharmagraph.names import fold, is_cyrillic, sound_keys, sound_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pharmagraph.lookup.entities import Named
    from pharmagraph.model import IRI
    from pharmagraph.store.port import Store

_NOT_BY_WORDS: Final[frozenset[Role]] = UNGUESSABLE | {"part"}


def write_index(store: Store, file: Path) -> None:
    """Write the names of every entity of the store's default graph to ``file``, replacing it as a whole."""
    entities = read_names(store)
    numbers = {named.entity.iri: number for number, named in enumerate(entities, start=1)}
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part)) as database, database:
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA user_version = {FORMAT}; {TABLES}")
        _write_entities(database, entities)
        _write_names(database, entities)
        database.executemany("INSERT INTO variety VALUES (?, ?)", _varieties(store, numbers))
        database.executescript(INDEXES)
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
    guesses: set[tuple[str, int, str]] = set()
    for owner, named in enumerate(entities, start=1):
        for role, text in sorted(named.names) if not named.record else ():
            if not (folded := fold(text)):
                continue
            number = len(names) + 1
            names.append((number, owner, role, text, folded))
            keys = sound_keys(text) if role not in {"identifier", "code"} else ()
            sounds.update((key, number) for key in keys)
            if role not in UNGUESSABLE:
                guesses.update(("name", len(key), key) for key in keys)
                if not is_cyrillic(folded):
                    guesses.add(("spelling", len(folded), folded))
            if role not in _NOT_BY_WORDS:
                telling = [key for key in sound_words(text) if key not in STOP_WORDS]
                words.update((key, number) for key in telling)
                guesses.update(("word", len(key), key) for key in telling)
    database.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?)", names)
    database.executemany("INSERT INTO sound VALUES (?, ?)", sorted(sounds))
    database.executemany("INSERT INTO word VALUES (?, ?)", sorted(words))
    database.executemany("INSERT INTO guess VALUES (?, ?, ?)", sorted(guesses))


def _varieties(store: Store, numbers: dict[IRI, int]) -> list[tuple[int, int]]:
    pairs = {
        (numbers[substance], numbers[variety])
        for variety, substance in read_varieties(store)
        if substance in numbers and variety in numbers
    }
    return sorted(pairs)

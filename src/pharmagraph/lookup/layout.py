"""What the names file is made of; its writer and its readers agree on this."""

from __future__ import annotations

from typing import Final
from typing import Literal as OneOf

FORMAT: Final = 1
"""Version of the file; a reader refuses any other."""

Role = OneOf["identifier", "symbol", "preferred", "alias", "part", "code", "hidden", "slug"]
"""What a name is to its entity.

A ``part`` follows from a longer name, a ``code`` is an identifier so short that it may mean other things (AR,
RU), a ``slug`` is our id.
"""

Guessable = OneOf["name", "spelling", "word"]
"""Where a slip is looked for: sound keys of names, Latin names as they are spelt, sound keys of words."""

STOP_WORDS: Final = frozenset(
    {"the", "of", "and", "for", "in", "a", "i", "v", "na", "po", "im", "imeni", "dlia"}
)
"""Words, as they sound, that tell nothing about a name in either language."""

UNGUESSABLE: Final[frozenset[Role]] = frozenset({"identifier", "code", "hidden", "slug"})
"""Names that a text must spell out: nothing close to them is taken for them."""

DEPENDENT_KINDS: Final = frozenset(
    {"product", "programme", "partnership", "deal", "statement", "source", "territory", "asset-basket"}
)
"""Kinds whose names are made of other things' names; the other things come first."""

TABLES: Final = """
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

    -- The keys that may be guessed at, by length: a slip changes the length by one or two.
    CREATE TABLE guess (
        what TEXT NOT NULL, length INTEGER NOT NULL, key TEXT NOT NULL,
        PRIMARY KEY (what, length, key)) WITHOUT ROWID;
"""

INDEXES: Final = """
    CREATE INDEX entity_by_id ON entity (id);
    CREATE INDEX entity_by_kind ON entity (kind);
    CREATE INDEX name_by_fold ON name (fold);
    CREATE INDEX variety_by_variety ON variety (variety);

    CREATE VIEW named AS
        SELECT entity.*, name.number AS name_number, role, text, fold
        FROM name JOIN entity ON entity.number = name.entity;

    -- For a shell to offer; sources, statements and the like have sentences for names.
    CREATE VIEW offered AS
        SELECT text, fold, role, name_number FROM named
        WHERE role IN ('symbol', 'preferred', 'alias')
          AND kind NOT IN ('partnership', 'programme', 'source', 'statement');
"""

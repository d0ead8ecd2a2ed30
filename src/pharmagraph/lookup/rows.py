"""Reading the names file: each question to it is one short SQL query on an index."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pharmagraph.errors import StoreError
from pharmagraph.lookup.layout import FORMAT
from pharmagraph.model import IRI, Entity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from pharmagraph.lookup.layout import Guessable, Role

_LAST: Final = "\U0010ffff"


class NameRow(NamedTuple):
    """A name and the entity it belongs to; ``number`` is the name's number in the file."""

    entity: Entity
    number: int
    role: Role
    text: str


class Rows:
    """The names file, opened to read only; many may read at once."""

    def __init__(self, file: Path) -> None:
        try:
            # immutable: no lock is taken, so that a graph directory may lie where nobody can write.
            self._database = sqlite3.connect(
                file.resolve().as_uri() + "?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise _unreadable(file, error) from error
        try:
            version = self._all("PRAGMA user_version")[0][0]
        except sqlite3.Error as error:
            self.close()
            raise _unreadable(file, error) from error
        if version != FORMAT:
            self.close()
            raise StoreError(f"the names file {file} is of another version; build the graph again")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    # ------------------------------------------------------------------------------ entities

    def entity(self, iri: str) -> Entity | None:
        """The entity or record with this IRI."""
        return next(self.entities([iri]), None)

    def entities(self, iris: Collection[str]) -> Iterator[Entity]:
        """The entities and records among these IRIs, in no fixed order."""
        query = "SELECT * FROM entity WHERE iri IN (SELECT value FROM json_each(?))"
        yield from map(_entity, self._all(query, json.dumps(list(iris))))

    def of_kinds(self, kinds: Collection[str]) -> list[Entity]:
        """Every entity and record of these kinds, by label."""
        query = "SELECT * FROM entity WHERE kind IN (SELECT value FROM json_each(?))"
        return _by_label(self._all(query, json.dumps(sorted(kinds))))

    def kinds(self, *, records: bool = False) -> dict[str, int]:
        """Kind → number of entities, the most frequent first; with the kinds of records if asked."""
        query = (
            "SELECT kind, COUNT(*) FROM entity WHERE record <= ? GROUP BY kind ORDER BY COUNT(*) DESC, kind"
        )
        return dict(self._all(query, int(records)))

    def varieties(self, substance: str) -> list[Entity]:
        """Products and copies of a substance, by label."""
        query = """
            SELECT entity.* FROM entity JOIN variety ON variety.variety = entity.number
            WHERE variety.substance = (SELECT number FROM entity WHERE iri = ?)"""
        return _by_label(self._all(query, substance))

    def substances(self, variety: str) -> list[Entity]:
        """What a product or copy is a variety of, by label."""
        query = """
            SELECT entity.* FROM entity JOIN variety ON variety.substance = entity.number
            WHERE variety.variety = (SELECT number FROM entity WHERE iri = ?)"""
        return _by_label(self._all(query, variety))

    # --------------------------------------------------------------------------------- names

    def folded(self, folded: str) -> list[NameRow]:
        """The names with this folded form."""
        return _names(self._all("SELECT * FROM named WHERE fold = ?", folded))

    def folded_from(self, start: str) -> list[NameRow]:
        """The names whose folded form begins so."""
        return _names(self._all("SELECT * FROM named WHERE fold >= ? AND fold < ?", start, start + _LAST))

    def sounding(self, keys: Collection[str]) -> list[NameRow]:
        """The names with one of these sound keys."""
        query = """
            SELECT * FROM named WHERE name_number IN (
                SELECT name FROM sound WHERE key IN (SELECT value FROM json_each(?)))"""
        return _names(self._all(query, json.dumps(list(keys))))

    def numbered(self, numbers: Iterable[int]) -> list[NameRow]:
        """The names with these numbers."""
        query = "SELECT * FROM named WHERE name_number IN (SELECT value FROM json_each(?))"
        return _names(self._all(query, json.dumps(sorted(numbers))))

    def with_word(self, key: str) -> set[int]:
        """The numbers of the names that have this word."""
        return {row[0] for row in self._all("SELECT name FROM word WHERE key = ?", key)}

    def with_word_from(self, start: str) -> set[int]:
        """The numbers of the names that have a word beginning so."""
        query = "SELECT name FROM word WHERE key >= ? AND key < ?"
        return {row[0] for row in self._all(query, start, start + _LAST)}

    def guessable(self, what: Guessable, shortest: int = 0, longest: int = 1_000) -> list[str]:
        """The folded spellings, sound keys or words, of a length, of names that may be guessed at."""
        query = "SELECT key FROM guess WHERE what = ? AND length BETWEEN ? AND ?"
        return [row[0] for row in self._all(query, what, shortest, longest)]

    # ---------------------------------------------------------------------------- completion

    def ids_from(self, start: str, limit: int) -> list[str]:
        """Ids of entities that begin so."""
        query = "SELECT id FROM entity WHERE id >= ? AND id < ? AND NOT record ORDER BY id LIMIT ?"
        return [row[0] for row in self._all(query, start, start + _LAST, limit)]

    def texts_from(self, folded: str, limit: int) -> list[str]:
        """Names whose folded form begins so, labels before aliases, short before long."""
        query = """
            SELECT text FROM offered WHERE fold >= ? AND fold < ?
            ORDER BY role = 'alias', length(text), text LIMIT ?"""
        return [row[0] for row in self._all(query, folded, folded + _LAST, limit)]

    def texts_sounding_from(self, key: str, limit: int) -> list[str]:
        """Names that begin with this sound, in the same order."""
        query = """
            SELECT text FROM offered
            WHERE name_number IN (SELECT name FROM sound WHERE key >= ? AND key < ?)
            ORDER BY role = 'alias', length(text), text LIMIT ?"""
        return [row[0] for row in self._all(query, key, key + _LAST, limit)]

    # ------------------------------------------------------------------------------------ SQL

    def _all(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        return self._database.execute(query, values).fetchall()


def _unreadable(file: Path, error: sqlite3.Error) -> StoreError:
    return StoreError(f"the names file {file} cannot be read ({error}); build the graph again")


def _entity(row: tuple[Any, ...]) -> Entity:
    _, iri, identifier, kind, label_en, label_ru, *_ = row
    return Entity(IRI(iri), identifier, kind, label_en, label_ru)


def _by_label(rows: Iterable[tuple[Any, ...]]) -> list[Entity]:
    return sorted(map(_entity, rows), key=lambda one: (one.label().casefold(), one.id))


def _names(rows: Iterable[tuple[Any, ...]]) -> list[NameRow]:
    return [NameRow(_entity(row), *row[7:10]) for row in rows]

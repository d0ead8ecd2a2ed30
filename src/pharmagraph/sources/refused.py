"""Statements that no RDF file may bring in, as no cell of a table may.

The graph could not reckon with a date that is no day or a share that is none, a link that is no web address
must never be followed, an import is never fetched, and a text without end is not to be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import StatementError
from pharmagraph.sources.rows import LINK, MAX_TEXT, cut
from pharmagraph.store.foreign import line_of
from pharmagraph.vocab import BASE, FOAF, IRI, OWL, PG, SCHEMA, XSD, compact, entity_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

DAYS: Final = frozenset(
    {
        PG.validFrom, PG.validFromLatest, PG.validToEarliest, PG.validTo, PG.lastConfirmed, PG.statedOn,
        PG.due, PG.fulfilledOn, PG.accessed, PG.asOf, PG.newestEntry, PG.componentRegisteredOn,
    }
)  # fmt: skip
"""The dates of our own vocabulary. ``dcterms:issued`` may be a year elsewhere, and is left to the checks."""

LINKS: Final = frozenset({SCHEMA.url, FOAF.page, FOAF.homepage})

_DAY: Final = re.compile(rf'"(?!0000|9999)[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}"\^\^<{XSD.date}>')
_WRITTEN_AS_DAY: Final = re.compile(r'"[0-9]{4}-[0-9]{2}-[0-9]{2}')
_DATE: Final = re.compile(rf'"[^"]*"\^\^<{XSD.date}>')
_WRITTEN_AS_SHARE: Final = re.compile(r'"(?:0?\.0*[1-9][0-9]*|1(?:\.0*)?)"')
_SHARE: Final = re.compile(rf"{_WRITTEN_AS_SHARE.pattern}\^\^<{XSD.decimal}>")
_TEXT: Final = re.compile(r'"(.*)"(?:@[\w-]+|\^\^<[^>]*>)?|<(.*)>', re.DOTALL)
_LINE: Final = re.compile(rb"<([^>]*)> <([^>]*)> (.*) <[^>]*> \.\n")
_JUDGED: Final = frozenset(one.encode() for one in (*DAYS, *LINKS, PG.share, OWL.imports))
_TELLING: Final = tuple(
    one.encode() for one in (f"<{PG}", *(f"<{one}>" for one in sorted(LINKS)), f"<{OWL.imports}>")
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a statement is not taken: ``kind`` is day, share, link, import or text."""

    kind: str
    reason: str
    hint: str


_NO_DAY: Final = Refusal(
    "day",
    "is not a day of the calendar",
    'write "YYYY-MM-DD"^^xsd:date; a year is told by its first and last day',
)
_UNTYPED: Final = Refusal("day", "has another type than xsd:date", 'write "YYYY-MM-DD"^^xsd:date')
_OUT_OF_CALENDAR: Final = Refusal(
    "day", "is out of the calendar", "years run from 0001 to 9998; leave out an end that is not known"
)
_NO_SHARE: Final = Refusal(
    "share", "is not a share", "write a decimal number above 0 and up to 1.0: 51 % is 0.51"
)
_NO_DECIMAL: Final = Refusal(
    "share", "has another type than xsd:decimal", "write 0.51 for 51 %, and 1.0 for the whole"
)
_NO_LINK: Final = Refusal("link", "is not a web address", "it must begin with http:// or https://")
_IMPORT: Final = Refusal(
    "import",
    "is not fetched, because nothing is read from the network",
    "get the file yourself, name it beside this one, and take the line out",
)
_TOO_LONG: Final = Refusal("text", f"is longer than {MAX_TEXT} characters", "shorten it")


@lru_cache(maxsize=1 << 14)
def refusal(predicate: str, value: str) -> Refusal | None:
    """Why a statement is not taken; ``None`` when it is. ``value`` is its object as N-Triples write it.

    Example:
        >>> refusal(PG.share, '"0.51"^^<http://www.w3.org/2001/XMLSchema#decimal>')
        >>> refusal(PG.share, '"60 %"').reason
        'is not a share'
    """
    if len(value) > MAX_TEXT and value.startswith('"') and len(_text(value)) > MAX_TEXT:
        return _TOO_LONG
    if predicate in DAYS and not _DAY.fullmatch(value):
        if _DATE.fullmatch(value):
            return _OUT_OF_CALENDAR
        return _UNTYPED if _WRITTEN_AS_DAY.match(value) else _NO_DAY
    if predicate == PG.share and not _SHARE.fullmatch(value):
        return _NO_DECIMAL if _WRITTEN_AS_SHARE.match(value) else _NO_SHARE
    if predicate in LINKS and not LINK.fullmatch(_text(value)):
        return _NO_LINK
    if predicate == OWL.imports and not _text(value).startswith(BASE):
        return _IMPORT
    return None


def refused(file: Path, lines: Collection[bytes]) -> Iterator[StatementError]:
    """The statements among these N-Quads lines that are not taken.

    Cost: 0.2 s for a million lines without a word of ours, three for a million that are all judged.
    """
    whole = b"".join(lines)
    if not any(word in whole for word in _TELLING) and max(map(len, lines), default=0) <= MAX_TEXT:
        return
    for line in lines:
        found = _LINE.fullmatch(line)
        if found is None or not (found[2] in _JUDGED or len(line) > MAX_TEXT):
            continue
        subject, predicate, value = (part.decode() for part in found.groups())
        why = refusal(predicate, value)
        if why is not None:
            yield statement_error(file, subject, predicate, value, why)


def statement_error(file: Path, subject: str, predicate: str, value: str, why: Refusal) -> StatementError:
    """The complaint about one statement, with the line on which it seems to stand."""
    text = _text(value)
    return StatementError(
        file,
        _shown(subject),
        compact(predicate),
        _shown(text) if value.startswith("<") else cut(text),
        why.reason,
        line=_place(file, predicate, text),
        hint=why.hint,
    )


def _shown(iri: str) -> str:
    return entity_id(iri) if entity_id(iri) != iri else compact(iri)


def _text(value: str) -> str:
    found = _TEXT.fullmatch(value)
    return (found[1] or found[2] or "") if found else value


def _place(file: Path, predicate: str, text: str) -> int | None:
    """The first line with the value after its property, in one of the ways in which the syntaxes write it."""
    name = re.split(r"[/#]", predicate)[-1]
    start = text[:200]
    written = (f'"{start}', f"'{start}", f"<{start}", start, compact(IRI(start)))
    ways = [f"{name}{between}{value}" for value in written for between in (" ", "> ", '": ', ">")]
    ways += [f'"{start}', f"'{start}", f"<{start}"]
    return next((line for way in ways if (line := line_of(file, way)) is not None), None)

"""The solutions of a query as an answer: terms become typed cells."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.tables import Column, Sheet
from pharmagraph.model import IRI, BlankNode, Literal, Table, Words
from pharmagraph.vocab import XSD, compact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.exports.cells import Cell
    from pharmagraph.model import Lang, Term
    from pharmagraph.queries.coverage import Coverage

_WHOLE = {
    XSD[name] for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
}
_REAL = {XSD.decimal, XSD.double, XSD.float}


def solutions_answer(table: Table, *, lang: Lang, coverage: Coverage, limit: int | None = None) -> Answer:
    """A table with a column per variable; IRIs are whole in files, and short for people."""
    heads = tuple(Column(name, Words(name, name)) for name in table.columns)
    rows = table.rows[:limit]
    sheet = Sheet(heads, tuple(tuple(map(cell_of, row)) for row in rows))
    short = Sheet(heads, tuple(tuple(cell_of(term, short=True) for term in row) for row in rows))
    cut = f"{len(rows)} {'из' if lang == 'ru' else 'of'} {len(table.rows)}"
    notes = (cut,) if len(rows) < len(table.rows) else ()
    empty = "Решений нет." if lang == "ru" else "There are no solutions."
    part = Part(sheet=short) if rows else Part(lines=(empty,))
    return Answer(lang, sheet, tuple(sheet.objects(lang)), (part,), notes=notes, coverage=coverage)


def triples_table(triples: Iterable[tuple[Term, IRI, Term]]) -> Table:
    """Triples as a table of three columns."""
    return Table(("subject", "predicate", "object"), tuple(triples))


def truth_table(*, truth: bool) -> Table:
    """The answer of an ASK as a table of one cell."""
    return Table(("answer",), ((Literal(str(truth).lower(), XSD.boolean),),))


def cell_of(term: Term | None, *, short: bool = False) -> Cell:
    """A term as a cell: numbers and booleans typed, everything else as its text."""
    match term:
        case None:
            return None
        case IRI():
            return compact(term) if short else str(term)
        case BlankNode():
            return f"_:{term}"
    return _typed(term)


def _typed(literal: Literal) -> Cell:
    text = literal.value
    if literal.datatype == XSD.boolean and text in {"true", "false", "1", "0"}:
        return text in {"true", "1"}
    try:
        if literal.datatype in _WHOLE:
            return int(text)
        if literal.datatype in _REAL:
            return Decimal(text)
    except (ValueError, InvalidOperation):
        return text
    return text

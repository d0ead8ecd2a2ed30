"""Statements as canonical N-Quads text: one line each, equal lines for equal statements.

The engine writes the same lines, so what it writes and what is written here may be compared as text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pharmagraph.model import IRI, BlankNode, Term

if TYPE_CHECKING:
    from pharmagraph.model import Literal

_TO_ESCAPE = re.compile(r'[\x00-\x1f"\\\x7f\ufffe\uffff]')
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(32), 127, 0xFFFE, 0xFFFF)} | {
    8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\",
}  # fmt: skip
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_LABEL = re.compile(r"[A-Za-z0-9_]+")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


@lru_cache(maxsize=1 << 16, typed=True)
def _resource(term: str) -> str:
    if isinstance(term, BlankNode):
        if not _LABEL.fullmatch(term):
            raise ValueError(f"{term!r} is not the label of a blank node")
        return f"_:{term}"
    if _NOT_IN_IRI.search(term) or ":" not in term:
        raise ValueError(f"{term!r} is not an absolute IRI")
    return f"<{term}>"


def _literal(term: Literal) -> str:
    value = term.value
    if _TO_ESCAPE.search(value):
        value = value.translate(_ESCAPES)
    if term.language:
        if not _LANGUAGE.fullmatch(term.language):
            raise ValueError(f"{term.language!r} is not a language tag")
        return f'"{value}"@{term.language.lower()}'
    if term.datatype == _XSD_STRING:
        return f'"{value}"'
    return f'"{value}"^^{_resource(term.datatype)}'


def term_text(term: Term) -> str:
    """The canonical text of one term.

    Raises:
        ValueError: an IRI is not absolute or holds a character that no IRI may hold, or a language tag
            or a blank node's label is not one. Nothing in a cell can therefore break out of its line.
    """
    return _resource(term) if isinstance(term, (IRI, BlankNode)) else _literal(term)


def triple_line(subject: IRI | BlankNode, predicate: IRI, object: Term) -> str:  # noqa: A002
    r"""The statement as one line of the merged default graph, with its line end.

    Example:
        >>> from pharmagraph.model import IRI, Literal
        >>> triple_line(IRI("urn:a"), IRI("urn:b"), Literal("c"))
        '<urn:a> <urn:b> "c" .\n'
    """
    text = _literal(object) if not isinstance(object, str) else _resource(object)
    return f"{_resource(subject)} {_resource(predicate)} {text} .\n"


def quad_line(
    subject: IRI | BlankNode,
    predicate: IRI,
    object: Term,  # noqa: A002
    named_graph: IRI | None,
) -> str:
    r"""The statement as one line of a named graph, or of the default graph without one.

    Raises:
        ValueError: as for ``term_text``.

    Example:
        >>> from pharmagraph.model import IRI, Literal
        >>> quad_line(IRI("urn:a"), IRI("urn:b"), Literal("c", language="ru"), IRI("urn:g"))
        '<urn:a> <urn:b> "c"@ru <urn:g> .\n'
    """
    if named_graph is None:
        return triple_line(subject, predicate, object)
    text = _literal(object) if not isinstance(object, str) else _resource(object)
    return f"{_resource(subject)} {_resource(predicate)} {text} {_resource(named_graph)} .\n"

"""Names in a query: ``{{ChemRar}}`` becomes the IRI of the entity that is called so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pharmagraph.errors import QuerySyntaxError
from pharmagraph.store import guard
from pharmagraph.store.nquads import term_text
from pharmagraph.store.tokens import scan

if TYPE_CHECKING:
    from collections.abc import Callable

    from pharmagraph.model import IRI

_NAME = re.compile(r"\{\{([^{}\n]*[^{}\s][^{}\n]*)\}\}")
_MAY_BE_A_PATTERN = re.compile(r"[:?$<\[(\"']|\ba\b")


def resolve(text: str, resolver: Callable[[str], IRI]) -> str:
    """The query with every ``{{name}}`` replaced by the IRI that ``resolver`` gives for the name.

    A text that parses as SPARQL as it stands comes back unchanged (``{{ ?s ?p ?o }}`` is a group in a
    group), and so does whatever stands in strings, IRIs and comments. What ``resolver`` raises for unknown
    or ambiguous names goes through.

    Raises:
        LimitError: the query is too long or too deeply nested to be looked at.

    Example:
        >>> from pharmagraph.model import IRI
        >>> resolve("ASK { {{ХимРар}} ?p ?o }", lambda name: IRI("urn:chemrar"))
        'ASK { <urn:chemrar> ?p ?o }'
    """
    if "{{" not in text:
        return text
    guard.keep_small(text)
    found = _names(text)
    if not found:
        return text
    if all(_MAY_BE_A_PATTERN.search(match[1]) for match in found) and _parses(text):
        return text
    pieces, end = [], 0
    for match in found:
        pieces += [text[end : match.start()], term_text(resolver(match[1].strip()))]
        end = match.end()
    return "".join([*pieces, text[end:]])


def _names(text: str) -> list[re.Match[str]]:
    """Every ``{{…}}`` in code. The text of a name is no code, so an apostrophe in it starts no string."""
    found: list[re.Match[str]] = []
    start = 0
    while start < len(text):
        for token in scan(text[start:]):
            at = start + token.start
            match = _NAME.match(text, at) if token.text == "{" else None
            if match is not None and not match[1].lstrip().startswith(("?", "$")):
                found.append(match)
                start = match.end()
                break
        else:
            break
    return found


def _parses(text: str) -> bool:
    try:
        guard.parse(guard.decode(text))
    except QuerySyntaxError:
        return False
    return True

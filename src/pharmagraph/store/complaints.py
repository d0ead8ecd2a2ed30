"""The engine's complaint about a query, told so that its writer finds the place."""

from __future__ import annotations

import re

from pharmagraph.errors import LimitError, QuerySyntaxError
from pharmagraph.store import guard
from pharmagraph.store.tokens import excerpt, place, scan
from pharmagraph.vocab import PREFIXES

_SENTENCE = re.compile(r"(?:: |, |expected |one of )([A-Z][a-z]+ [^,\[]+)")
_PLACE = re.compile(r"^error at (\d+):(\d+): ")


def syntax_error(message: str, query: str) -> QuerySyntaxError:
    """The error to raise for a query that the engine did not take; ``message`` is what it said.

    The engine lists what it could have read at the furthest place it reached, often far behind the
    mistake. rdflib's grammar points to the start of what does not fit, so it is asked first.
    """
    try:
        guard.parse(query)
    except QuerySyntaxError as error:
        return error
    except LimitError:
        return _told(message, query)
    return _undeclared_prefix(query) or _told(message, query)


def _undeclared_prefix(query: str) -> QuerySyntaxError | None:
    found = list(scan(query))
    declared = {found[at + 1].text for at, word in enumerate(found[:-1]) if word.text.upper() == "PREFIX"}
    for token in found:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in PREFIXES and f"{prefix}:" not in declared:
            line, column = place(query, token.start)
            return QuerySyntaxError(
                f"the prefix {prefix}: is not declared",
                line=line,
                column=column,
                excerpt=excerpt(query, token.start),
            )
    return None


def _told(message: str, query: str) -> QuerySyntaxError:
    sentence = _SENTENCE.search(message)
    if sentence is not None:
        return QuerySyntaxError(sentence[1].strip())
    at = _PLACE.match(message)
    if at is None:
        return QuerySyntaxError(" ".join(message.split()))
    line, column = int(at[1]), int(at[2])
    offset = sum(len(each) + 1 for each in query.split("\n")[: line - 1]) + column - 1
    return QuerySyntaxError(
        "something before this place does not fit", line=line, column=column, excerpt=excerpt(query, offset)
    )

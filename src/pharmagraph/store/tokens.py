"""A SPARQL text cut into tokens, enough to tell code from strings, IRIs and comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCAL = r"(?:[\w:%\-]|\\[_~.\-!$&'()*+,;=/?#@%]|\.(?=[\w:%\-\\.]))*+"
_TOKEN = re.compile(
    rf"""
      (?P<space>\s++)
    | (?P<comment>\#[^\n\r]*+)
    | (?P<string>
          \"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
        | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+' )
    | (?P<iri><[^\x00-\x20<>"{{}}|^`\\]*+>)
    | (?P<variable>[?$]\w++)
    | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
    | (?P<blank>_:\w[\w.\-]*+)
    | (?P<name>(?:[^\W\d_][\w.\-]*+)?:{_LOCAL})
    | (?P<number>\d++(?:\.\d++)?(?:[eE][+-]?\d++)?)
    | (?P<word>[^\W\d]\w*+)
    | (?P<open>[({{\[])
    | (?P<close>[)}}\]])
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_NOT_CODE = frozenset({"space", "comment"})


class Token(NamedTuple):
    """A piece of the text: what it is, how it is written, and where it starts."""

    kind: str
    text: str
    start: int


def scan(text: str) -> Iterator[Token]:
    """The tokens in order, without white space and comments.

    Kinds: ``string``, ``iri``, ``variable``, ``language``, ``blank`` (a label), ``name`` (with a prefix),
    ``number``, ``word`` (keywords and functions), ``open``, ``close``, ``mark`` (everything else).
    A ``<`` that starts no IRI is a mark; where both readings are possible the IRI is taken.
    """
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        if kind not in _NOT_CODE:
            yield Token(kind, match[0], match.start())


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def excerpt(text: str, offset: int, *, width: int = 78) -> str:
    """The line of the offset with a mark under it, cut to ``width`` around the mark."""
    line, column = place(text, offset)
    shown = text.split("\n")[line - 1].rstrip("\r").replace("\t", " ")
    start = max(0, min(column - 1 - width // 2, len(shown) - width))
    return f"{shown[start : start + width]}\n{' ' * (column - 1 - start)}^"

"""The sentences of errors in Russian, those of click among them.

Errors are written in English where they happen. ``russian.tsv`` has their wordings: ``{name}`` stands for
what a sentence speaks of and is said again as it is, quoted in the Russian manner, or in Russian where the
table has the word; ``{quoted}`` is in quotation marks, and ``{sentence}`` is another sentence.
"""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from pathlib import Path
from typing import Final

_FIELD: Final = re.compile(r"\{(\w+)\}")
_QUOTED: Final = re.compile(r"""(?<!\w)(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?!\w)""")


@lru_cache(maxsize=1)
def sentences() -> dict[str, str]:
    """English wording → Russian wording, without the full stop at the end."""
    _, *lines = Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def in_russian(sentence: str) -> str | None:
    """The sentence in Russian; ``None`` when it is not known.

    Example:
        >>> in_russian("No such option '--lng'. Did you mean '--lang'?")
        'нет параметра «--lng»; возможно, имелось в виду «--lang»'
    """
    for english, pattern in _patterns():
        if found := pattern.fullmatch(sentence.rstrip(".")):
            said = {name: _said(name, value) for name, value in found.groupdict().items()}
            return sentences()[english].format(**said)
    return None


def _said(name: str, value: str) -> str:
    if name == "sentence":
        return in_russian(value) or value
    return sentences().get(value) or _QUOTED.sub(lambda word: f"«{ast.literal_eval(word[0])}»", value)


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """The wordings as patterns; those around others first, then those with most words of their own."""
    ordered = sorted(sentences(), key=lambda one: ("{sentence}" not in one, -len(_FIELD.sub("", one))))
    return [(english, re.compile(_pattern(english), re.DOTALL)) for english in ordered]


def _pattern(english: str) -> str:
    words = _FIELD.split(english)
    return "".join(_field(word) if place % 2 else re.escape(word) for place, word in enumerate(words))


def _field(name: str) -> str:
    return f"(?P<{name}>{_QUOTED.pattern if name == 'quoted' else '.+?'})"

"""The typed cells of a table, as text for people, as JSON, and cleaned for a terminal."""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date
from decimal import Decimal

from pharmagraph.model import Entity, Lang, SourceRef, Words

Cell = None | str | bool | int | float | Decimal | date | Words | Entity | SourceRef | tuple["Cell", ...]
"""What a cell may hold. Text from data is ``str``; words of our own, in both languages, are ``Words``."""

Json = None | str | bool | int | float | list["Json"] | dict[str, "Json"]

_INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_YES_NO = {True: Words("yes", "да"), False: Words("no", "нет")}


def text_of(cell: Cell, lang: Lang = "en", *, joint: str = "; ") -> str:
    """The cell as one text; ``joint`` stands between the items of a list, and nothing is the empty text."""
    match cell:
        case tuple():
            return joint.join(text_of(item, lang, joint=joint) for item in cell)
        case bool():
            return _YES_NO[cell].text(lang)
        case Entity():
            return cell.label(lang)
        case SourceRef():
            return cell.title or cell.id
        case Words():
            return cell.text(lang)
        case Decimal():
            return f"{cell:f}"
    return "" if cell is None else str(cell)


def json_of(cell: Cell, lang: Lang = "en") -> Json:
    """The cell in the shape of the JSON contract."""
    match cell:
        case tuple():
            return [json_of(item, lang) for item in cell]
        case None | bool() | int():
            return cell
        case float() | Decimal():
            return _number(cell)
        case Entity():
            return {"id": cell.id, "label": cell.label(lang), "kind": cell.kind}
        case SourceRef():
            return {"id": cell.id, "title": cell.title, "url": cell.url or None, "date": cell.date or None}
    return text_of(cell, lang)


def _number(value: float | Decimal) -> Json:
    """A JSON number; what JSON has no number for is its text."""
    if not math.isfinite(value):
        return str(value)
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value) < 10**15:
        return int(value)
    return float(value)


def printable(text: str) -> str:
    """The text without what could steer a terminal or turn its reading direction; line ends become spaces."""
    spaced = re.sub(r"[\t\r\n\v\f\u0085\u2028\u2029]+", " ", text)
    return "".join(
        "\ufffd" if category == "Cs" else character
        for character in _INVISIBLE.sub("", spaced)
        if (category := unicodedata.category(character)) != "Cc"
    )

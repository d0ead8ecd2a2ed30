"""What a store would do to a literal: keep it, rewrite it, or carry an impossible value without a word."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pyoxigraph as ox

from pharmagraph.model import Literal
from pharmagraph.store.terms import from_engine, to_engine
from pharmagraph.vocab import XSD

_INTEGERS = {
    XSD[name]: bounds
    for name, bounds in {
        "integer": (None, None),
        "nonNegativeInteger": (0, None),
        "positiveInteger": (1, None),
        "nonPositiveInteger": (None, 0),
        "negativeInteger": (None, -1),
        "long": (-(2**63), 2**63 - 1),
        "int": (-(2**31), 2**31 - 1),
        "short": (-(2**15), 2**15 - 1),
        "byte": (-128, 127),
        "unsignedLong": (0, 2**64 - 1),
        "unsignedInt": (0, 2**32 - 1),
        "unsignedShort": (0, 2**16 - 1),
        "unsignedByte": (0, 255),
    }.items()
}
_ZONE = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_FORMS = {
    XSD[name]: re.compile(form)
    for name, form in {
        "boolean": r"true|false|1|0",
        "decimal": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
        "double": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN",
        "float": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|[+-]?INF|NaN",
        "date": rf"(-?)(\d{{4,}})-(\d\d)-(\d\d){_ZONE}",
        "dateTime": rf"(-?)(\d{{4,}})-(\d\d)-(\d\d)T{_TIME}{_ZONE}",
        "dateTimeStamp": rf"(-?)(\d{{4,}})-(\d\d)-(\d\d)T{_TIME}(?:Z|[+-]\d\d:\d\d)",
        "time": _TIME + _ZONE,
        "gYear": rf"-?\d{{4,}}{_ZONE}",
        "gYearMonth": rf"-?\d{{4,}}-(?:0[1-9]|1[0-2]){_ZONE}",
        "gMonth": rf"--(?:0[1-9]|1[0-2]){_ZONE}",
        "gDay": rf"---(?:0[1-9]|[12]\d|3[01]){_ZONE}",
        "gMonthDay": rf"--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]){_ZONE}",
        "duration": r"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?",
        "hexBinary": r"(?:[0-9a-fA-F]{2})*",
    }.items()
}
_ZONE_AT_THE_END = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")
_KEPT = re.compile(r"(?:0|-?[1-9]\d{0,17})")


@lru_cache(maxsize=1 << 14)
def problem(literal: Literal) -> str:
    """Why the literal must not enter a graph; empty when it may.

    It may not when its text is no value of its datatype (31 February), or when it is a number with
    leading zeros: the store would drop them, and such numbers are identifiers, to be written as text.
    """
    datatype, value = literal.datatype, literal.value
    if literal.language or datatype == XSD.string:
        return ""
    bounds = _INTEGERS.get(datatype)
    if bounds is not None:
        return _integer_problem(value, *bounds)
    form = _FORMS.get(datatype)
    if form is None:
        return ""
    match = form.fullmatch(value)
    if match is None:
        return f"is not a value of xsd:{datatype.rpartition('#')[2]}"
    if match.re.groups:
        return _calendar_problem(*match.groups())
    return ""


def _integer_problem(value: str, least: int | None, most: int | None) -> str:
    if not re.fullmatch(r"[+-]?\d+", value, re.ASCII):
        return "is not a whole number"
    digits = value.lstrip("+-")
    if len(digits) > 1 and digits[0] == "0":
        return "would lose its leading zeros in the store; write it as text"
    if len(digits) > 18 and not -(2**63) <= int(value[:64]) < 2**63:
        return "is too large for the store to reckon with; write it as text or as xsd:double"
    number = int(value)
    if (least is not None and number < least) or (most is not None and number > most):
        return "is outside the range of its datatype"
    return ""


def _calendar_problem(sign: str, year: str, month: str, day: str) -> str:
    leap_like = int(year[-4:]) % 400 + (2000 if not sign else 1600)
    try:
        date(leap_like, int(month), int(day))
    except ValueError:
        return "is a day that the calendar does not have"
    return ""


@lru_cache(maxsize=1 << 14)
def stored(literal: Literal) -> Literal:
    """The literal as the store gives it back: ``1.10`` as ``1.1``, ``5`` of xsd:int as xsd:integer.

    A date with a zone is the day it names, ``2025-01-01Z`` the first of January: the engine cannot compare
    a date that has a zone with one that has none, and a day of a source has none.
    """
    if literal.language or literal.datatype == XSD.string:
        return literal
    if literal.datatype == XSD.date:
        return replace(literal, value=_ZONE_AT_THE_END.sub("", literal.value))
    if literal.datatype == XSD.integer and _KEPT.fullmatch(literal.value):
        return literal
    subject = ox.NamedNode("urn:s")
    kept = ox.Store()
    kept.add(ox.Quad(subject, subject, to_engine(literal)))
    (quad,) = kept.quads_for_pattern(subject, None, None)
    term = from_engine(quad.object)
    return term if isinstance(term, Literal) else literal

"""All rules a graph is held to: the shapes, and the questions of ``ontology/checks``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import ConfigError
from pharmagraph.model import Words
from pharmagraph.validation.compiler import Search, compile_shape
from pharmagraph.validation.findings import LEVELS, Rule
from pharmagraph.validation.shapes import read_shapes
from pharmagraph.vocab import SH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_HEADER: Final = re.compile(r"^#: (\w+) (.+)$", re.MULTILINE)
_KEYS: Final = ("id", "level", "title_en", "title_ru", "message_en", "message_ru")
_DATES: Final = "#:dates"


@dataclass(frozen=True, slots=True)
class Check:
    """A rule and the searches that find what breaks it."""

    rule: Rule
    searches: tuple[Search, ...]


def read_checks(directory: Path, *, as_of: str, subclasses: Mapping[str, frozenset[str]]) -> list[Check]:
    """The checks of an ontology directory, by id.

    Questions may hold a line ``#:dates``: there they are given ``?asOf``, the day ``as_of``, and
    ``?yearBefore``.

    Raises:
        ConfigError: a shape or a question cannot be understood, or two have the same id.
    """
    found = {}
    for shape in read_shapes(directory / "shapes.ttl"):
        found[shape.rule.id] = Check(shape.rule, tuple(compile_shape(shape, subclasses)))
    for file in sorted((directory / "checks").glob("*.rq")):
        check = _read_question(file, as_of)
        if check.rule.id in found:
            raise ConfigError(f"{file}: the id {check.rule.id} is used twice")
        found[check.rule.id] = check
    return [found[name] for name in sorted(found)]


def _read_question(file: Path, as_of: str) -> Check:
    query = file.read_text(encoding="utf-8")
    header = dict(_HEADER.findall(query))
    missing = [key for key in _KEYS if not header.get(key)]
    if missing:
        raise ConfigError(f"{file}: the header has no line '#: {missing[0]} …'")
    level = next((level for level in LEVELS if level == header["level"]), None)
    if level is None:
        raise ConfigError(f"{file}: no level {header['level']!r}; one of {', '.join(LEVELS)}")
    rule = Rule(
        header["id"],
        level,
        Words(header["title_en"], header["title_ru"]),
        Words(header["message_en"], header["message_ru"]),
    )
    before = f"{int(as_of[:4]) - 1}{as_of[4:]}".replace("-02-29", "-02-28")
    dates = f'VALUES (?asOf ?yearBefore) {{ ("{as_of}"^^xsd:date "{before}"^^xsd:date) }}'
    return Check(rule, (Search(query.replace(_DATES, dates), SH.SPARQLConstraintComponent),))

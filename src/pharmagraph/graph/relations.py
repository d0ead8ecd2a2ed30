"""What a tie is called, and the rules that find ties: one ``rules/*.rq`` file per rule.

A rule is a SPARQL SELECT with a header of ``#: key: value`` lines::

    #: id: R11
    #: version: 1
    #: layer: biology
    #: relation: modulates | forward timeless | acts on | is acted on by | действует на | мишень препарата

A ``relation`` line holds the name, the traits, and the phrases that stand between the two ends: English
from start to end and back, then Russian. Traits are ``forward`` or ``both`` (a tie without a direction),
``timeless`` (it neither begins nor ends, so no date is asked of it), ``lasting`` (it begins, as what somebody
did, and does not end) and ``derived`` (no source says it in so many words).
Where one node gives the same pair several relations, the one on the earlier line is kept.

The query selects ``?start ?end`` and, as it needs them, ``?relation`` (else the only one of the header),
``?node`` (the relation node), ``?also`` (a second node that the tie rests on), ``?via`` (what to name as the
connection when it is not the node), ``?strength`` (else 1), ``?group`` (the agreement that the node is
part of) and ``?status`` (else that of the node).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import ConfigError

if TYPE_CHECKING:
    from pharmagraph.model import Direction, Lang

_HEADER = re.compile(r"^#:[ \t]*(\w+)[ \t]*:[ \t]*(.*)$", re.MULTILINE)
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_TRAITS: Final = frozenset({"forward", "both", "timeless", "lasting", "derived"})
_RULES = Path(__file__).with_name("rules")


@dataclass(frozen=True, slots=True)
class Relation:
    """A type of tie. ``phrases`` are English forward and backward, then Russian forward and backward."""

    name: str
    layer: str = ""
    rule: str = ""
    symmetric: bool = False
    timeless: bool = False
    lasting: bool = False
    derived: bool = False
    iri: str = ""
    phrases: tuple[str, str, str, str] = ("", "", "", "")

    def phrase(self, direction: Direction, lang: Lang = "en") -> str:
        """The words between the two ends, read in ``direction``; the name where a phrase is missing."""
        place = (2 if lang == "ru" else 0) + (0 if direction == "forward" else 1)
        if self.phrases[place]:
            return self.phrases[place]
        return self.name if direction == "forward" else f"← {self.name}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One declared way from relation nodes to ties."""

    id: str
    version: str
    layer: str
    relations: tuple[Relation, ...]
    query: str
    projection: str = "all"


def bundled_rules() -> list[Rule]:
    """The rules R1 to R15, by file name."""
    return [read_rule(file) for file in sorted(_RULES.glob("*.rq"))]


def read_rule(file: Path) -> Rule:
    """The rule in a file. A line ``#: projection: NAME`` puts its ties in a projection of their own.

    A file without ``relation`` lines lets the query name the relations (``?relation`` or ``?type``).

    Raises:
        ConfigError: the header misses a line or has one that makes no sense.
    """
    text = file.read_text(encoding="utf-8")
    lines = _HEADER.findall(text)
    header = dict(lines)
    identifier = header.get("id", "").strip() or file.stem
    layer = header.get("layer", "").strip()
    relations = tuple(
        _relation(file, value, layer=layer, rule=identifier) for key, value in lines if key == "relation"
    )
    projection = header.get("projection", "all").strip()
    if not _NAME.fullmatch(projection):
        raise ConfigError(f"{file}: a projection is named in lower-case letters, not {projection!r}")
    return Rule(identifier, header.get("version", "1").strip(), layer, relations, text, projection)


def _relation(file: Path, line: str, *, layer: str, rule: str) -> Relation:
    cells = [cell.strip() for cell in line.split("|")]
    traits = set(cells[1].split()) if len(cells) > 1 else set()
    phrases = tuple(cells[2:]) or ("", "", "", "")
    if len(phrases) != 4 or not _NAME.fullmatch(cells[0]) or not traits <= _TRAITS:
        raise ConfigError(
            f"{file}: {line!r} is not 'name | traits | English | and back | Russian | and back'; "
            f"traits are {', '.join(sorted(_TRAITS))}"
        )
    if ("forward" in traits) == ("both" in traits):
        raise ConfigError(f"{file}: {cells[0]!r} must be either 'forward' or 'both'")
    if {"timeless", "lasting"} <= traits:
        raise ConfigError(f"{file}: {cells[0]!r} cannot be both 'timeless' and 'lasting'")
    first, second, third, fourth = phrases
    return Relation(
        name=cells[0],
        layer=layer,
        rule=rule,
        symmetric="both" in traits,
        timeless="timeless" in traits,
        lasting="lasting" in traits,
        derived="derived" in traits,
        phrases=(first, second, third, fourth),
    )

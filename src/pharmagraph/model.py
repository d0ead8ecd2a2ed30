"""The frozen values that travel between the layers. They know no engine and open no file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from typing import Literal as OneOf

from pharmagraph.vocab import IRI, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

Lang = OneOf["en", "ru"]
Direction = OneOf["forward", "backward"]


__all__ = [
    "IRI", "XSD_STRING", "BlankNode", "Direction", "Entity", "GraphPath", "Hop", "Lang", "Literal",
    "Match", "PartialDate", "Precision", "Release", "SourceRef", "Statement", "Table", "Term", "Tie",
    "Validity", "Words",
]  # fmt: skip

XSD_STRING: Final = XSD.string


class BlankNode(str):
    """A node without a name, good only inside one answer."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"BlankNode({str(self)!r})"


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A value with its datatype, or a text with its language tag."""

    value: str
    datatype: IRI = XSD_STRING
    language: str = ""

    def __str__(self) -> str:
        return self.value


Term = IRI | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Statement:
    """One triple and the named graph that says it."""

    subject: IRI | BlankNode
    predicate: IRI
    object: Term
    named_graph: IRI


@dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a SELECT: ``rows`` in the order of the engine, a term or ``None`` per column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Words:
    """A short text in both languages; either may be empty."""

    en: str = ""
    ru: str = ""

    def text(self, lang: Lang = "en") -> str:
        """The text in ``lang``; the other language marked ``[en]`` or ``[ru]`` where it is missing."""
        wanted, other, mark = (self.ru, self.en, "en") if lang == "ru" else (self.en, self.ru, "ru")
        return wanted or (f"{other} [{mark}]" if other else "")


@dataclass(frozen=True, slots=True)
class Release:
    """The state of the data: its date, and the start of the content hash that tells two states apart."""

    date: str
    digest: str

    def __str__(self) -> str:
        return f"{self.date} ({self.digest})"


@dataclass(frozen=True, slots=True)
class SourceRef:
    """What a footnote needs of a source. Empty text means that the table does not say."""

    id: str
    title: str
    publisher: str = ""
    date: str = ""
    url: str = ""
    kind: str = ""
    origin: str = ""
    """Sources with the same non-empty origin copy one another and count as one."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing with a name. ``label_en`` or ``label_ru`` is empty when no source gives one."""

    iri: IRI
    id: str
    kind: str
    label_en: str = ""
    label_ru: str = ""

    def label(self, lang: Lang = "en") -> str:
        """The name in ``lang``; the other language marked ``[en]`` or ``[ru]`` where it is missing."""
        wanted, other, mark = (
            (self.label_ru, self.label_en, "en") if lang == "ru" else (self.label_en, self.label_ru, "ru")
        )
        if wanted:
            return wanted
        return f"{other} [{mark}]" if other else self.id


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that answers to a text, and why.

    ``step`` is the order of evidence, 1 the strongest; ``reason`` names it; ``matched`` is the name that
    matched; ``score`` in [0, 1] orders within a step.
    """

    entity: Entity
    step: int
    reason: str
    matched: str
    score: float = 1.0


Precision = OneOf["day", "month", "year"]
_LENGTHS: Final[dict[Precision, int]] = {"year": 4, "month": 7, "day": 10}
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, month or year as written in the tables: ``first`` ≤ the true day ≤ ``last``.

    Example:
        >>> PartialDate.parse("2025-02").last
        datetime.date(2025, 2, 28)
    """

    first: date
    last: date
    text: str = field(compare=False)

    @property
    def precision(self) -> Precision:
        """How finely the date is known."""
        return next(name for name, length in _LENGTHS.items() if length == len(self.text))

    @staticmethod
    def precision_of(day: date, texts: Iterable[str]) -> Precision:
        """How finely a day is known that may be the first of one of the months and years in ``texts``."""
        iso = day.isoformat()
        written = (text for text in texts if iso == text + "-01" * (2 - text.count("-")))
        return next((name for text in written for name, n in _LENGTHS.items() if n == len(text)), "day")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date in ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises:
            ValueError: the text has another form, or names a day that the calendar does not have.
        """
        match = _PARTIAL.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = match.groups()
        first = date(int(year), int(month or 1), int(day or 1))
        if day:
            return cls(first, first, text)
        months = first.month if month else 12
        after = date(first.year + months // 12, months % 12 + 1, 1)
        return cls(first, after - timedelta(days=1), text)


@dataclass(frozen=True, slots=True)
class Validity:
    """When a relation holds: half-open, with uncertain ends.

    ``None`` means that the bound is not stated. ``confirmed`` are the days on which a source says that
    it held, sorted; a month or year counts from its first day, and ``confirmed_precision`` tells of the
    last one which it was.
    """

    start: date | None = None
    start_latest: date | None = None
    end_earliest: date | None = None
    end: date | None = None
    confirmed: tuple[date, ...] = ()
    confirmed_precision: Precision = "day"

    @property
    def last_confirmed(self) -> str:
        """The last confirmation as finely as it is known, in ISO form; empty when there is none."""
        if not self.confirmed:
            return ""
        return self.confirmed[-1].isoformat()[: _LENGTHS[self.confirmed_precision]]

    def possibly_holds(self, day: date) -> bool:
        """Whether nothing that is stated excludes that it held on ``day``."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def certainly_holds(self, day: date) -> bool:
        """Whether what is stated implies that it held on ``day``."""
        begun = self.start_latest or (self.confirmed[0] if self.confirmed else None)
        if begun is None or begun > day:
            return False
        if self.end_earliest is not None:
            return day < self.end_earliest
        return bool(self.confirmed) and day <= self.confirmed[-1]

    @property
    def is_dated(self) -> bool:
        """Whether any bound or confirmation is stated."""
        return bool(self.start or self.end or self.confirmed)


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation between two entities, as a relation node asserts it.

    ``direction`` is how the relation is asserted against the hop it stands on; ``via`` is the relation
    node; ``rule`` is the projection rule, and ``derived`` says that no source states the tie in so many
    words. ``certain`` says that it holds for certain on the day asked for, not only possibly.
    """

    relation: str
    direction: Direction
    via: IRI | None
    sources: tuple[str, ...]
    layer: str = ""
    status: str = ""
    validity: Validity = Validity()
    confidence: str = ""
    strength: float = 1.0
    cost: int = 1_000_000
    derived: bool = False
    rule: str = ""
    certain: bool = False

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError(f"a tie needs evidence: {self.relation} via {self.via}")


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: two entities and the ties between them, the one that was followed first."""

    start: Entity
    end: Entity
    ties: tuple[Tie, ...]

    def __post_init__(self) -> None:
        if not self.ties:
            raise ValueError(f"a hop needs a tie: {self.start.id} to {self.end.id}")

    @property
    def tie(self) -> Tie:
        """The tie that was followed: the cheapest."""
        return self.ties[0]


@dataclass(frozen=True, slots=True)
class GraphPath:
    """A route between two entities; no hops when they are one and the same."""

    start: Entity
    end: Entity
    hops: tuple[Hop, ...]
    cost: int
    kind: str = ""
    """What kind of route it is: ``direct-tie``, ``shared-partner``, ``shared-target``, …"""

    @property
    def length(self) -> int:
        """The number of hops."""
        return len(self.hops)

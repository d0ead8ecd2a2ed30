"""What a path search may cross and what a hop costs, as the caller says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from typing import Literal as OneOf

from pharmagraph.errors import ConfigError

if TYPE_CHECKING:
    from datetime import date

    from pharmagraph.model import IRI

CostName = OneOf["specific", "strength", "hops"]
COSTS: Final[tuple[CostName, ...]] = ("specific", "strength", "hops")
"""By strength with hubs expensive (the default), by strength alone, or all hops equal."""

STATUS_WORDS: Final = frozenset({"announced", "agreed", "ended", "halted", "unknown"})
"""Statuses that are crossed only on request; in force, completed and not stated always are."""

LAYER_WORDS: Final = {"events": "contact", "interlocks": "interlock", "functions": "function"}
"""Layers that are crossed only on request, by the word that asks for them."""

INCLUDES: Final = frozenset({*STATUS_WORDS, *LAYER_WORDS, "unconfirmed"})
"""Everything that ``include`` takes."""

DEFAULT_MAX_HOPS: Final = 4
PATTERN_MAX_HOPS: Final = 6
LONGEST: Final = 8
"""How far a search goes at most; without ``max_hops`` it goes there only when nothing shorter is found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathOptions:
    """How to search.

    ``limit`` is the number of paths wanted, ``None`` for all up to the length. ``max_hops`` of ``None``
    means four, or as many as the shortest path needs, up to eight. ``via`` are entities that every path
    passes; ``avoid`` takes entities and kinds; ``only`` and ``without`` take names of relations and layers.
    ``as_of`` of ``None`` is the date of the data. ``include`` takes the words of ``INCLUDES``. ``directed``
    crosses ties only as they are asserted. ``pattern`` is what the path must look like (``graph.pattern``);
    then ``max_hops`` of ``None`` is six, and every kind of entity may be passed.

    Raises:
        ConfigError: a word or number that makes no sense.
    """

    limit: int | None = 5
    max_hops: int | None = None
    cost: CostName = "specific"
    via: tuple[IRI, ...] = ()
    avoid: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    as_of: date | None = None
    certain: bool = False
    include: frozenset[str] = frozenset()
    directed: bool = False
    pattern: str = ""

    def __post_init__(self) -> None:
        unknown = sorted(self.include - INCLUDES)
        if unknown:
            raise ConfigError(f"cannot include {unknown[0]!r}; choose from {', '.join(sorted(INCLUDES))}")
        if self.cost not in COSTS:
            raise ConfigError(f"there is no cost {self.cost!r}; choose from {', '.join(COSTS)}")
        if self.limit is not None and self.limit < 1:
            raise ConfigError(f"a search needs room for at least one path, not {self.limit}")
        if self.max_hops is not None and not 1 <= self.max_hops <= LONGEST:
            raise ConfigError(f"a path has 1 to {LONGEST} hops, not {self.max_hops}")
        if len(self.via) > 3:
            raise ConfigError("a path can be asked to pass at most three entities")

    @property
    def furthest(self) -> int:
        """How many hops are tried first."""
        return self.max_hops or (PATTERN_MAX_HOPS if self.pattern else DEFAULT_MAX_HOPS)

"""What a path search may cross and what a hop costs, as the caller says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from typing import Literal as OneOf

from pharmagraph.errors import ConfigError
from pharmagraph.model import Entity
from pharmagraph.vocab import entity_id

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

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
        ConfigError: a word or number that makes no sense, or an entity both to be passed and to be avoided.
        TypeError: a value of another type.
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
        self._check_types()
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
        for one in sorted(self.avoid.intersection(self.via)):
            raise ConfigError(f"a path cannot both pass {entity_id(one)} (--via) and avoid it (--avoid)")

    @property
    def furthest(self) -> int:
        """How many hops are tried first."""
        return self.max_hops or (PATTERN_MAX_HOPS if self.pattern else DEFAULT_MAX_HOPS)

    def check_ends(self, *ends: str) -> None:
        """Refuse to avoid what the paths begin or end at.

        Raises:
            ConfigError: one of the ends is to be avoided.
        """
        for one in sorted(self.avoid.intersection(ends)):
            raise ConfigError(f"{entity_id(one)} is an end of the path, so it cannot be avoided (--avoid)")

    def _check_types(self) -> None:
        for name in ("avoid", "only", "without", "include"):
            value = getattr(self, name)
            if not isinstance(value, frozenset) or not all(isinstance(one, str) for one in value):
                raise TypeError(f"{name} is a frozenset of texts, not {value!r}")
        if not isinstance(self.via, tuple) or not all(isinstance(one, str) for one in self.via):
            raise TypeError(f"via is a tuple of IRIs, not {self.via!r}")
        for name in ("limit", "max_hops"):
            value = getattr(self, name)
            if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
                raise TypeError(f"{name} is a whole number or None, not {value!r}")
        if self.as_of is not None and not isinstance(self.as_of, date):
            raise TypeError(f"as_of is a date or None, not {self.as_of!r}")
        if not isinstance(self.pattern, str):
            raise TypeError(f"pattern is a text, not {self.pattern!r}")


def options_for(
    find: Callable[[str], Entity],
    kinds: Collection[str],
    *,
    via: object = (),
    avoid: object = (),
    only: object = (),
    without: object = (),
    include: object = (),
    **others: Any,
) -> PathOptions:
    """Options as a person says them: one thing or several, entities as such or by name, id or IRI.

    ``find`` gives the entity that a name means; ``avoid`` takes the words of ``kinds``, too.

    Raises:
        EntityError: a name does not lead to one entity.
        ConfigError: a word or number that makes no sense.
        TypeError: a value of another type, or an option that there is none of.
    """
    return PathOptions(
        via=tuple(_meant(one, find, "via") for one in _several(via, "via")),
        avoid=frozenset(
            one if isinstance(one, str) and one in kinds else _meant(one, find, "avoid")
            for one in _several(avoid, "avoid")
        ),
        only=_words(only, "only"),
        without=_words(without, "without"),
        include=_words(include, "include"),
        **others,
    )


def _several(value: object, name: str) -> tuple[object, ...]:
    if isinstance(value, str | Entity):
        return (value,)
    if not isinstance(value, Iterable):
        raise TypeError(f"{name} is an entity, its name, or several of these, not {value!r}")
    return tuple(value)


def _meant(one: object, find: Callable[[str], Entity], name: str) -> IRI:
    if isinstance(one, Entity):
        return one.iri
    if not isinstance(one, str):
        raise TypeError(f"{name} is an entity, its name, or several of these, not {one!r}")
    return find(one).iri


def _words(value: object, name: str) -> frozenset[str]:
    words = _several(value, name)
    if not all(isinstance(one, str) for one in words):
        raise TypeError(f"{name} is a word or several, not {value!r}")
    return frozenset(map(str, words))

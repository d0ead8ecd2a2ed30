"""What is told of an entity: a relation as the entity sees it, and what somebody said."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from pharmagraph.model import Validity, Words
from pharmagraph.queries.wording import text_of

if TYPE_CHECKING:
    from pharmagraph.model import IRI, Entity, Term
    from pharmagraph.queries.wording import Value

NOTHING: Final = Words()
UNDATED: Final = Validity()


@dataclass(frozen=True, slots=True)
class Filler:
    """Something that fills a role of a relation node, and the sources that say so.

    With ``rules`` no source says it in so many words; ``sources`` are then those of what it was derived from.
    ``term`` is what ``value`` stands for.
    """

    property: IRI
    role: Words
    value: Value
    sources: tuple[str, ...]
    rules: tuple[str, ...] = ()
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation node, seen from an entity.

    ``role`` is what the entity is in it, empty when it only stands behind it: ``through`` a product or
    programme, or as part of a larger agreement. ``independent`` counts the sources that do not copy one
    another. ``rules`` is not empty when no source says it in so many words; ``sources`` are then those of
    what it was derived from. ``can_end`` is false for what stays so once it has begun, ``begins`` for what
    never did, as how a medicine acts: no date is asked of it.
    """

    node: IRI
    group: IRI
    heading: Words
    role: Words
    fillers: tuple[Filler, ...]
    sources: tuple[str, ...]
    independent: int = 0
    rules: tuple[str, ...] = ()
    role_property: IRI | None = None
    status: Words = NOTHING
    status_id: str = ""
    validity: Validity = UNDATED
    from_text: str = ""
    to_text: str = ""
    confidence: Words = NOTHING
    confidence_id: str = ""
    comment: Words = NOTHING
    name: Entity | None = None
    through: Entity | None = None
    can_end: bool = True
    begins: bool = True

    def holds(self, day: date | None, *, certain: bool = False) -> bool:
        """Whether the fact may hold (``certain``: does hold) on a day; always, when no day is asked for."""
        if day is None or (not self.begins and self.validity.start is None):
            return True
        span = self.validity if self.can_end else replace(self.validity, end_earliest=date.max, end=None)
        return span.certainly_holds(day) if certain else span.possibly_holds(day)

    def order(self) -> tuple[str, ...]:
        """The sort key: group, role, what is told, node."""
        told = " ".join(text_of(filler.value) for filler in self.fillers)
        return (self.heading.text(), self.role.text(), told.casefold(), self.node)


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody said. Without ``speakers`` nobody signed it: it is stated in ``stated_in``."""

    node: IRI
    text: Words
    speakers: tuple[Value, ...]
    about: tuple[Value, ...]
    mode: Words
    stance: Words
    stated_in: tuple[str, ...]
    stated_on: str
    day: date | None
    figures: tuple[Value, ...]
    sources: tuple[str, ...]

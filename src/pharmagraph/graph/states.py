"""When relation nodes hold, with which status, and how sure the sources are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from pharmagraph.model import PartialDate, Precision, Validity
from pharmagraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.store.port import Store

STATUSES: Final = ("", "ended", "halted", "completed", "in-force", "agreed", "announced", "unknown")
"""Relation statuses; where sources give one node several, the earliest here is kept. The first is none."""

CONFIDENCES: Final = ("", "high", "medium", "low", "unverified")

PRECISIONS: Final[tuple[Precision, ...]] = ("day", "month", "year")
"""How finely the last confirmation is known."""

NO_DAY: Final = 0
"""A bound that is not stated, where days are kept as ordinals of the calendar."""

_QUERY = """
SELECT ?node ?p ?o WHERE {
  VALUES ?p { pg:relationStatus pg:confidence pg:validFrom pg:validFromLatest pg:validToEarliest pg:validTo
              pg:lastConfirmed pg:lastConfirmedText }
  ?node ?p ?o
}"""


@dataclass(frozen=True, slots=True)
class State:
    """Status, dates and confidence of one relation node."""

    status: str = ""
    validity: Validity = field(default_factory=Validity)
    confidence: str = ""


def read_states(store: Store) -> dict[str, State]:
    """The state of every node that has one.

    Where sources disagree, the bounds are the widest for "possibly holds" and the narrowest for "certainly".
    """
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for node, predicate, value in store.select(_QUERY).rows:
        found[str(node)][str(predicate).removeprefix(str(PG))].add(str(value))
    return {node: _state(values) for node, values in found.items()}


def combined(states: Iterable[State]) -> State:
    """The state of what rests on several nodes at once: it holds while all of them do."""
    parts = list(states)
    if len(parts) == 1:
        return parts[0]
    validity = [part.validity for part in parts]
    confirmed = sorted(
        {day for one in validity for day in one.confirmed if all(v.possibly_holds(day) for v in validity)}
    )
    return State(
        _first(STATUSES, {part.status for part in parts if part.status}),
        Validity(
            start=max((one.start for one in validity if one.start), default=None),
            start_latest=max((one.start_latest for one in validity if one.start_latest), default=None)
            if all(one.start_latest for one in validity)
            else None,
            end_earliest=min((one.end_earliest for one in validity if one.end_earliest), default=None),
            end=min((one.end for one in validity if one.end), default=None),
            confirmed=tuple(confirmed),
            confirmed_precision=next(
                (one.confirmed_precision for one in validity if one.confirmed[-1:] == tuple(confirmed[-1:])),
                "day",
            ),
        ),
        _last(CONFIDENCES, {part.confidence for part in parts if part.confidence}),
    )


def _state(values: dict[str, set[str]]) -> State:
    def days(name: str) -> list[date]:
        return sorted(day for text in values.get(name, ()) if (day := _day(text)) is not None)

    start, latest = days("validFrom"), days("validFromLatest")
    earliest, end = days("validToEarliest"), days("validTo")
    confirmed = tuple(days("lastConfirmed"))
    precision = PartialDate.precision_of(confirmed[-1], values["lastConfirmedText"]) if confirmed else "day"
    return State(
        _first(STATUSES, _notations(values.get("relationStatus", set()), "relation-status-")),
        Validity(
            start=start[0] if start else None,
            start_latest=latest[-1] if latest else None,
            end_earliest=earliest[0] if earliest else None,
            end=end[-1] if end else None,
            confirmed=confirmed,
            confirmed_precision=precision,
        ),
        _first(CONFIDENCES, _notations(values.get("confidence", set()), "confidence-")),
    )


def _day(text: str) -> date | None:
    """The day that a date begins with; ``None`` for what is no date and so bounds nothing."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _notations(concepts: set[str], prefix: str) -> set[str]:
    return {concept.removeprefix(str(PG)).removeprefix(prefix) for concept in concepts}


def _first(order: tuple[str, ...], found: set[str]) -> str:
    return next((word for word in order if word in found), "")


def _last(order: tuple[str, ...], found: set[str]) -> str:
    return next((word for word in reversed(order) if word in found), "")

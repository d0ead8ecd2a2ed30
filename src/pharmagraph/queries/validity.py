"""When a relation node holds, of all the bounds that sources give it, and whether it does on a day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final
from typing import Literal as OneOf

from pharmagraph.model import IRI, PartialDate, Validity
from pharmagraph.queries.wording import day_of
from pharmagraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pharmagraph.queries.described import Node
    from pharmagraph.store.port import Store

Standing = OneOf["undated", "possible", "over", "certain"]
"""How something stands on a day: it may hold and has no date at all, it may hold, it does not, it does."""

WEAKEST_FIRST: Final[tuple[Standing, ...]] = ("undated", "possible", "over", "certain")
_ENDED: Final = PG["relation-status-ended"]
_FROM, _FROM_LATEST, _TO_EARLIEST, _TO = PG.validFrom, PG.validFromLatest, PG.validToEarliest, PG.validTo
_CONFIRMED, _CONFIRMED_TEXT, _STATED_ON = PG.lastConfirmed, PG.lastConfirmedText, PG.statedOn
_STATUS: Final = PG.relationStatus


def validity_of(node: Node) -> Validity:
    """The interval of a node; of several bounds the widest for possibly, the narrowest for certainly."""
    starts, latest = _days(node, _FROM), _days(node, _FROM_LATEST)
    earliest, ends = _days(node, _TO_EARLIEST), _days(node, _TO)
    confirmed = _days(node, _CONFIRMED)
    texts = [str(term) for term in node.values.get(_CONFIRMED_TEXT, ())]
    return Validity(
        start=starts[0] if starts else None,
        start_latest=latest[-1] if latest else None,
        end_earliest=earliest[0] if earliest else None,
        end=ends[-1] if ends else None,
        confirmed=tuple(confirmed),
        confirmed_precision=PartialDate.precision_of(confirmed[-1], texts) if confirmed else "day",
    )


def standing_of(
    node: Node, day: date, *, over_by: date | None = None, validity: Validity | None = None
) -> Standing:
    """How a relation stands on a day; the day on which it was stated confirms it, too.

    What is called ended without saying when may have held up to ``over_by`` (see ``told_as_over``), and did
    on the days that confirm it. ``validity`` is that of the node, where it is known already.
    """
    validity = validity or validity_of(node)
    if stated := _days(node, _STATED_ON):
        validity = replace(validity, confirmed=tuple(sorted({*validity.confirmed, *stated})))
    if not validity.possibly_holds(day):
        return "over"
    if validity.certainly_holds(day):
        return "certain"
    if (
        is_over_undated(node)
        and not any(day <= one for one in validity.confirmed)
        and (over_by is None or over_by <= day)
    ):
        return "over"
    return "possible" if validity.is_dated else "undated"


def happened_by(validity: Validity, day: date) -> Standing:
    """Whether an event has happened by a day: for certain from the last day on that it may have been."""
    if validity.start is not None and validity.start > day:
        return "over"
    if validity.start_latest is not None and validity.start_latest <= day:
        return "certain"
    return "undated" if validity.start is None else "possible"


def is_over_undated(node: Node) -> bool:
    """Whether a relation is called ended and no source says when it ended."""
    return _ENDED in node.values.get(_STATUS, ()) and not node.values.get(_TO)


def told_as_over(store: Store, nodes: Iterable[IRI]) -> dict[IRI, date]:
    """When the newest source came out that tells of a relation which it calls ended: by then it was over.

    Left out is what no dated source calls ended.
    """
    listed = " ".join(f"<{one}>" for one in sorted(set(nodes)))
    if not listed:
        return {}
    table = store.select(f"""SELECT ?node (MAX(?issued) AS ?told) WHERE {{
        VALUES ?node {{ {listed} }}
        GRAPH ?graph {{ ?node pg:relationStatus <{_ENDED}> }}
        GRAPH graph:catalogue {{ ?graph prov:wasDerivedFrom ?source }}
        ?source dcterms:issued ?issued
      }} GROUP BY ?node""")
    return {
        node: day for node, told in table.rows if isinstance(node, IRI) and (day := day_of(told)) is not None
    }


def as_written(day: date, texts: Iterable[str]) -> date | str:
    """The day as finely as it is known: the finest of the written dates that it lies in, else itself.

    Example:
        >>> from datetime import date
        >>> as_written(date(2026, 1, 1), ["2026-01"])
        '2026-01'
    """
    fitting = [one for text in texts if (one := _partial(text)) is not None and one.first <= day <= one.last]
    finest = max((one.text for one in fitting), key=len, default=day.isoformat())
    return day if len(finest) == len(day.isoformat()) else finest


def between(first: date | None, last: date | None) -> date | str | None:
    """A day that lies between two bounds, as finely as they tell: a day, month or year, else both bounds."""
    if first is None or last is None or first == last:
        return first or last
    for length in (7, 4):
        one = _partial(first.isoformat()[:length])
        if one is not None and (one.first, one.last) == (first, last):
            return one.text
    return f"{first}…{last}"


def _partial(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except ValueError:
        return None


def _days(node: Node, prop: IRI) -> list[date]:
    return sorted(day for term in node.values.get(prop, ()) if (day := day_of(term)) is not None)

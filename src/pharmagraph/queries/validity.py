"""When a relation node holds, of all the bounds that sources give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmagraph.model import PartialDate, Validity
from pharmagraph.queries.wording import day_of
from pharmagraph.vocab import PG

if TYPE_CHECKING:
    from datetime import date

    from pharmagraph.model import IRI
    from pharmagraph.queries.described import Node


def validity_of(node: Node) -> Validity:
    """The interval of a node; of several bounds the widest for possibly, the narrowest for certainly."""
    starts, latest = _days(node, PG.validFrom), _days(node, PG.validFromLatest)
    earliest, ends = _days(node, PG.validToEarliest), _days(node, PG.validTo)
    confirmed = _days(node, PG.lastConfirmed)
    texts = [str(term) for term in node.values.get(PG.lastConfirmedText, ())]
    return Validity(
        start=starts[0] if starts else None,
        start_latest=latest[-1] if latest else None,
        end_earliest=earliest[0] if earliest else None,
        end=ends[-1] if ends else None,
        confirmed=tuple(confirmed),
        confirmed_precision=PartialDate.precision_of(confirmed[-1], texts) if confirmed else "day",
    )


def _days(node: Node, prop: IRI) -> list[date]:
    return sorted(day for term in node.values.get(prop, ()) if (day := day_of(term)) is not None)

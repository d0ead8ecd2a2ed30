"""Questions on programmes: crowded targets, and stages without a date."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pharmagraph.analysis.asking import Outcome
from pharmagraph.model import IRI, Entity, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.model import Term

_SPONSORS: Final = """
SELECT DISTINCT ?target ?programme ?sponsor WHERE {
  {
    #:parameters as_of
    ?mechanism pg:drug ?drug ; pg:target ?target .
    ?programme pg:programmeDrug ?drug ; a pg:DevelopmentProgramme ; pg:developer ?sponsor .
    OPTIONAL { ?programme pg:validFrom ?begun }
    FILTER(!BOUND(?begun) || ?begun <= ?as_of)
  } UNION {
    #:parameters as_of
    ?programme pg:programmeTarget ?target ; a pg:DevelopmentProgramme ; pg:developer ?sponsor .
    OPTIONAL { ?programme pg:validFrom ?begun }
    FILTER(!BOUND(?begun) || ?begun <= ?as_of)
  }
}
"""
_UNDATED: Final = """
SELECT (COUNT(DISTINCT ?event) AS ?n) WHERE {
  #:parameters status
  ?event a pg:StageEvent ; pg:stageStatus ?status .
  FILTER NOT EXISTS { ?event pg:validFrom ?day }
}
"""


def concentration(counts: Iterable[int]) -> Decimal | None:
    """The Herfindahl–Hirschman index of counts: the sum of squared shares; ``None`` when all are 0.

    Example:
        >>> concentration([1, 1])
        Decimal('0.5')
    """
    numbers = list(counts)
    total = sum(numbers)
    if not total:
        return None
    return round(Decimal(sum(one * one for one in numbers)) / Decimal(total * total), 4)


def crowding(asking: Asking) -> Outcome:
    """Targets by the number of programmes in the graph, with the concentration of their developers."""
    counts: dict[IRI, Counter[Term | None]] = defaultdict(Counter)
    for one in asking.select(_SPONSORS):
        if isinstance(one["target"], IRI):
            counts[one["target"]][one["sponsor"]] += 1
    keys = [one.key for one in asking.question.columns]
    target, hhi, programmes = keys.index("on_target"), keys.index("hhi"), keys.index("n_programmes")
    rows = []
    for row in asking.rows():
        on = row.cells[target]
        index = concentration(counts[on.iri].values()) if isinstance(on, Entity) else None
        rows.append(replace(row, cells=(*row.cells[:hhi], index, *row.cells[hhi + 1 :])))
    rows = [row for row in rows if row.cells[programmes]]
    rows.sort(key=lambda row: (-int(str(row.cells[programmes])), str(getattr(row.cells[target], "id", ""))))
    n = len({one for row in rows for one in _items(row.cells[keys.index("programme")])})
    note = Words(
        f"Counted among the {n} programmes with a known target in this graph.",
        f"Счёт — среди {n} проектов этого графа с известной мишенью.",
    )
    return Outcome(tuple(rows), (note,))


def undated_stages(asking: Asking) -> Outcome:
    """The idle programmes, and how many stage events have no date to be idle since."""
    rows = asking.rows()
    n = int(str(asking.select(_UNDATED)[0]["n"]))
    if not n:
        return Outcome(tuple(rows))
    note = Words(
        f"{n} further stage events with such a status have no date: how long their programmes have been idle "
        f"is not known.",
        f"Ещё у {n} событий стадий с таким статусом нет даты: сколько их проекты без активности, неизвестно.",
    )
    return Outcome(tuple(rows), (note,))


def _items(cell: object) -> tuple[object, ...]:
    return cell if isinstance(cell, tuple) else (cell,)

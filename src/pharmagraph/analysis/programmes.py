"""Questions on programmes: crowded targets, and stages without a date."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pharmagraph.analysis.asking import Outcome
from pharmagraph.model import IRI, Entity, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.model import Term
    from pharmagraph.queries.replies import Cell

_SPONSORS: Final = """
SELECT DISTINCT ?programme ?sponsor ?stage WHERE {
  ?programme a pg:DevelopmentProgramme ; pg:developer ?sponsor .
  OPTIONAL {
    #:part stage_on_the_day
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
_NO_STAGE: Final = Words("not known on the day", "на дату неизвестна")
_NOT_YET: Final = """
SELECT (COUNT(*) AS ?n) WHERE {
  {
    SELECT ?programme (MIN(?reached) AS ?first) WHERE {
      #:parameters here
      ?programme a pg:DevelopmentProgramme ; pg:country ?here .
      {
        #:part stage_reached
      }
    } GROUP BY ?programme HAVING(COUNT(?reached) = COUNT(?event))
  }
  #:parameters as_of
  FILTER(?first > ?as_of)
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
    """Targets by the number of programmes in the graph, with their stages and how few develop them."""
    sponsors: dict[str, set[Term]] = defaultdict(set)
    stages: dict[str, set[IRI]] = defaultdict(set)
    for one in asking.select(_SPONSORS):
        programme, sponsor, stage = str(one["programme"]), one["sponsor"], one["stage"]
        sponsors[programme] |= {sponsor} if sponsor is not None else set()
        stages[programme] |= {stage} if isinstance(stage, IRI) else set()
    named = asking.solver.concepts(stage for some in stages.values() for stage in some)
    keys = [one.key for one in asking.question.columns]
    target, n_programmes, programmes = (keys.index(key) for key in ("target", "n_programmes", "programmes"))
    rows = []
    for row in asking.rows():
        which = [one.iri for one in _items(row.cells[programmes]) if isinstance(one, Entity)]
        cells = list(row.cells)
        cells[keys.index("hhi")] = concentration(
            Counter(sponsor for one in which for sponsor in sponsors[one]).values()
        )
        cells[keys.index("programmes_by_stage")] = _by_stage([stages[one] for one in which], named)
        if which:
            rows.append(replace(row, cells=tuple(cells)))
    rows.sort(key=lambda row: (-int(str(row.cells[n_programmes])), str(getattr(row.cells[target], "id", ""))))
    n = len({one for row in rows for one in _items(row.cells[programmes])})
    note = Words(
        f"Counted among the {n} programmes with a known target in this graph.",
        f"Счёт — среди {n} проектов этого графа с известной мишенью.",
    )
    return Outcome(tuple(rows), (note,))


def _by_stage(stages: Iterable[set[IRI]], named: Mapping[IRI, Cell]) -> tuple[Words, ...]:
    """How many programmes stand at each stage, the most frequent first; those of which none is known last."""
    counts: Counter[IRI | None] = Counter(stage for some in stages for stage in some or (None,))
    said = []
    for stage, n in sorted(counts.items(), key=lambda one: (one[0] is None, -one[1], str(one[0]))):
        name = named.get(stage) if stage is not None else None
        words = Words(name.label("en"), name.label("ru")) if isinstance(name, Entity) else _NO_STAGE
        said.append(Words(f"{words.en}: {n}", f"{words.ru}: {n}"))
    return tuple(said)


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


def not_yet(asking: Asking) -> Outcome:
    """The programmes by stage, and how many are known only at stages that they reached after the day."""
    n = int(str(asking.select(_NOT_YET)[0]["n"]))
    note = Words(
        f"{n} further programmes reached the first stage that is known of them only later: where they stood "
        f"on {asking.as_of} is not known.",
        f"Ещё у {n} проектов первая известная стадия наступила позже: где они были на {asking.as_of}, "
        "неизвестно.",
    )
    return Outcome(tuple(asking.rows()), (note,) if n else ())


def _items(cell: object) -> tuple[object, ...]:
    return cell if isinstance(cell, tuple) else (cell,)

"""The question how a country's share changed: shares as stated, and those that follow from stated parts."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pharmagraph.analysis.asking import Outcome
from pharmagraph.analysis.stated_figures import read_figures
from pharmagraph.figures import INFINITY, Interval, interval
from pharmagraph.model import IRI, Words
from pharmagraph.queries.validity import as_written
from pharmagraph.queries.wording import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.analysis.stated_figures import Claimed
    from pharmagraph.model import Term
    from pharmagraph.queries.replies import Cell, Row

_SHARES: Final = """
SELECT ?figure ?measure ?of_share ?from_text ?to_text ?stated_on ?stated_on_text ?speaker WHERE {
  #:parameters country as_of
  ?statement a pg:Statement ; pg:about ?country ; pg:hasFigure ?figure .
  ?figure pg:measure ?measure .
  OPTIONAL { ?measure skos:broader ?of_share . FILTER(?of_share = pg:measure-share) }
  OPTIONAL {
    ?figure pg:period ?period .
    ?period pg:validFromText ?from_text .
    OPTIONAL { ?period pg:validToText ?to_text }
  }
  OPTIONAL { ?statement pg:statedOn ?stated_on }
  OPTIONAL { ?statement pg:statedOnText ?stated_on_text }
  FILTER(!BOUND(?stated_on) || ?stated_on <= ?as_of)
  OPTIONAL { ?statement pg:statedBy ?speaker }
}
"""
_HUNDRED: Final = Decimal(100)
_PERCENT: Final = Words("%", "%")
_STATED: Final = Words("of the whole that the source names", "доля в целом, которое называет источник")
_WITHIN: Final = Words("within the country's own total", "внутри собственного целого страны")
_MEANT: Final[dict[str, Words]] = {
    "about": Words("about", "около"),
    "at-least": Words("at least", "не менее"),
    "at-most": Words("at most", "не более"),
    "between": Words("between", "между"),
    "order-of-magnitude": Words("of this order", "такого порядка"),
}


def shares(asking: Asking) -> Outcome:
    """The shares of a country that statements made by the day give, the oldest period first."""
    claimed = {one.iri: one for one in read_figures(asking)}
    told: dict[IRI, list[dict[str, Term | None]]] = defaultdict(list)
    for row in asking.select(_SHARES):
        if isinstance(row["figure"], IRI) and row["figure"] in claimed:
            told[row["figure"]].append(row)
    parts = [claimed[iri] for iri in told if claimed[iri].part_of in told]
    lines = asking.solver.figures(iri for one in parts for iri in (one.iri, one.part_of) if iri is not None)
    found = []
    for iri, rows in told.items():
        one = claimed[iri]
        if one.figure.unit == "PERCENT" and rows[0]["of_share"] is not None:
            found.append(_row(asking, rows, one, _stated(one), one.sources))
        elif one in parts and one.part_of is not None:
            whole = claimed[one.part_of]
            cells = _computed(one, whole) | {
                "numerator": lines[one.iri],
                "denominator_figure": lines[whole.iri],
            }
            found.append(_row(asking, rows, one, cells, one.sources, whole.sources))
    keys = [column.key for column in asking.question.columns]
    year = keys.index("year")
    found.sort(key=lambda row: (str(row.cells[year] or "9999"), str(row.cells)))
    return Outcome(tuple(found))


def ratio(part: Interval, whole: Interval) -> Interval:
    """What the share of a part leaves open; at most 1 only where the part cannot exceed the whole.

    Example:
        >>> half = ratio(Interval(Decimal(2), Decimal(2)), Interval(Decimal(4), Decimal("Infinity")))
        >>> half.low, half.high
        (Decimal('0'), Decimal('0.5'))
    """
    low = Decimal(0) if whole.high == INFINITY else part.low / whole.high
    return Interval(low, part.high / whole.low if whole.low > 0 else INFINITY)


def _stated(one: Claimed) -> dict[str, Cell]:
    figure, span = one.figure, interval(one.figure)
    stated = figure.value if figure.value is not None else figure.lower if figure.upper is None else None
    return {
        "share_of": _STATED,
        "denominator": one.of_what if one.of_what.text() else None,
        "comparator": _MEANT.get(figure.comparator),
        "share": stated,
        **_bounds(span),
    }


def _computed(one: Claimed, whole: Claimed) -> dict[str, Cell]:
    """A part of a total in per cent. Where the total has only a lower bound, the share has only an upper."""
    figure, total = one.figure, whole.figure
    cells: dict[str, Cell] = {
        "share_of": _WITHIN,
        "denominator": whole.of_what if whole.of_what.text() else None,
    }
    span, around = interval(figure), interval(total)
    if span is None or around is None or not total.value or figure.value is None:
        return cells
    return cells | {
        "comparator": _joined(figure.comparator, total.comparator),
        "share": _round(_HUNDRED * figure.value * figure.scale / (total.value * total.scale)),
        **_bounds(ratio(span, around), _HUNDRED),
    }


def _joined(part: str, whole: str) -> Words | None:
    """How a quotient is meant: it has the bound of its part, and the opposite one of its whole."""
    opposite = {"at-least": "at-most", "at-most": "at-least"}.get(whole, whole)
    words = [_MEANT[one] for one in dict.fromkeys((opposite, part)) if one in _MEANT]
    if {part, opposite} == {"at-least", "at-most"}:
        return Words("not bounded", "без границ")
    return Words(" ".join(one.en for one in words), " ".join(one.ru for one in words)) if words else None


def _bounds(span: Interval | None, times: Decimal = Decimal(1)) -> dict[str, Cell]:
    if span is None:
        return {}
    low, high = (None if abs(one) == INFINITY else _round(one * times) for one in (span.low, span.high))
    return {"share_low": low or None, "share_high": high}


def _round(value: Decimal) -> Decimal:
    """A percentage to two places, without zeros at its end."""
    rounded = round(value, 2)
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()


def _row(
    asking: Asking,
    rows: list[dict[str, Term | None]],
    one: Claimed,
    cells: Mapping[str, Cell],
    *sources: Iterable[str],
) -> Row:
    first = rows[0]
    texts = [str(first[key]) for key in ("from_text", "to_text") if first[key] is not None]
    day = day_of(first["stated_on"])
    speakers = asking.entities(row["speaker"] for row in rows if isinstance(row["speaker"], IRI))
    measure, mode = first["measure"], one.mode
    concepts = asking.solver.concepts(term for term in (measure, mode) if isinstance(term, IRI))
    country = asking.values.iri("country")
    return asking.row(
        {
            "year": int(texts[-1][:4]) if texts else day.year if day else None,
            "period": "–".join(dict.fromkeys(texts)) or None,
            "stated_on": as_written(day, [str(first["stated_on_text"])]) if day else None,
            "country": asking.entities([country])[country] if country is not None else None,
            "measure": concepts.get(IRI(str(measure))),
            "unit": _PERCENT,
            "mode": concepts.get(mode) if mode is not None else None,
            "speaker": tuple(speakers[iri] for iri in sorted(speakers)),
            **cells,
        },
        *sources,
    )

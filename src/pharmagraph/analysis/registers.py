"""Questions on registrations: what a dated register copy can and cannot say, lags and overdue obligations."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pharmagraph.analysis.asking import Outcome
from pharmagraph.model import IRI, Entity, Words
from pharmagraph.queries.wording import day_of
from pharmagraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.queries.replies import Cell, Row

_SNAPSHOT: Final = """
SELECT ?register ?taken ?title WHERE {
  #:parameters here
  ?register a pg:RegisterSnapshot ; pg:registerOf ?here ; pg:newestEntry ?taken .
  OPTIONAL { ?register dcterms:title ?title }
} ORDER BY DESC(?taken) LIMIT 1
"""
_SAID: Final = """
SELECT ?figure ?stated_on WHERE {
  #:parameters here
  ?statement a pg:Statement ; pg:about ?here ; pg:hasFigure ?figure .
  ?figure pg:measure pg:measure-missing-drugs .
  OPTIONAL { ?statement pg:statedOn ?stated_on }
} ORDER BY ?stated_on ?figure
"""
_APPROVED: Final = """
SELECT ?drug (MIN(?granted) AS ?first) WHERE {
  #:parameters abroad
  ?registration a pg:Registration ; pg:jurisdiction ?abroad ; pg:validFrom ?granted ;
    pg:registeredProduct/pg:hasActiveSubstance ?drug .
} GROUP BY ?drug
"""
ARTICLE_YEARS: Final = (date(2021, 1, 1), date(2024, 12, 31))
"""The four years that the article's count of missing drugs is set beside."""


def missing_drugs(asking: Asking) -> Outcome:
    """The missing drugs, with the date of the register copy and the count beside what was claimed."""
    rows = asking.rows()
    place = _places(asking)
    outcomes = Counter(
        one.id.removeprefix("search-") if isinstance(one, Entity) else ""
        for row in rows
        for one in _items(row.cells[place["search_outcome"]]) or ("",)
    )
    told = Words(
        f"Of {len(rows)} drugs, {outcomes['no-in-copy']} were searched and not found in the register copy, "
        f"of "
        f"{outcomes['unknown']} the absence is doubtful, of {outcomes['component']} a component is "
        f"registered, "
        f"{len(rows) - outcomes['no-in-copy'] - outcomes['unknown'] - outcomes['component']} were found "
        f"later or not searched.",
        f"Из {len(rows)} препаратов {outcomes['no-in-copy']} искали и не нашли в копии реестра, у "
        f"{outcomes['unknown']} отсутствие сомнительно, у {outcomes['component']} зарегистрирован компонент, "
        f"{len(rows) - outcomes['no-in-copy'] - outcomes['unknown'] - outcomes['component']} найдены позже "
        f"или не искали.",
    )
    return Outcome(tuple(rows), (*_register(asking), told, *_beside_the_claim(asking, rows, place)))


def register_date(asking: Asking) -> Outcome:
    """The rows of the query, with what the register copy can say about the day."""
    return Outcome(tuple(asking.rows()), tuple(_register(asking)))


def _register(asking: Asking) -> Iterable[Words]:
    for row in asking.select(_SNAPSHOT):
        taken, title = day_of(row["taken"]), str(row["title"] or row["register"])
        if taken is None:
            continue
        yield Words(
            f"Searched: {title}; its newest entry is of {taken}.",
            f"Просмотрено: {title}; последняя запись — от {taken}.",
        )
        if asking.as_of > taken:
            yield Words(
                f"Warning: {asking.as_of} is after the register copy; it cannot speak about registrations "
                f"after {taken}.",
                f"Внимание: {asking.as_of} — позже копии реестра; о регистрациях после {taken} она ничего не "
                f"говорит.",
            )


def _beside_the_claim(asking: Asking, rows: list[Row], place: Mapping[str, int]) -> Iterable[Words]:
    """The count for 2021–2024 beside the article's, and why the two differ."""
    claims = asking.select(_SAID)
    if asking.values["abroad"] != (ID["united-states"],) or not claims:
        return
    first, last = ARTICLE_YEARS
    days: list[Any] = [row.cells[place["approval_date"]] for row in rows]
    n_missing = sum(isinstance(day, date) and first <= day <= last for day in days)
    approved = [day_of(row["first"]) for row in asking.select(_APPROVED)]
    n_approved = sum(day is not None and first <= day <= last for day in approved)
    figures = asking.solver.figures(one for row in claims if isinstance(one := row["figure"], IRI))
    figure = figures[IRI(str(claims[0]["figure"]))]
    claimed = figure if isinstance(figure, Words) else Words(str(figure))
    stated = claims[0]["stated_on"] or ""
    yield Words(
        f"Approved in 2021–2024 and missing here: {n_missing} of {n_approved}. The article of {stated} says: "
        f"{claimed.text('en')}. The two differ because the article counts drugs and technologies that "
        f"appeared "
        "anywhere in the world, not every new approval of one agency, innovative or not; because its four "
        "years end in mid-2025; because it "
        "does not say which register it looked at and when; and because names in the register copy were "
        "matched by "
        "us, so that doubtful absences and registered components are in the count.",
        f"Одобрены в 2021–2024 годах и отсутствуют здесь: {n_missing} из {n_approved}. В статье от {stated} "
        f"сказано: "
        f"{claimed.text('ru')}. Числа различаются, потому что статья считает препараты и технологии, "
        f"появившиеся где "
        "угодно в мире, а не все новые одобрения одного ведомства, инновационные или нет; потому что её "
        "четыре года кончаются в середине 2025 "
        "года; потому что в ней не сказано, какой реестр и на какую дату смотрели; и потому что названия в "
        "копии "
        "реестра сопоставляли мы, так что сомнительные отсутствия и компоненты входят в счёт.",
    )


def overdue(asking: Asking) -> Outcome:
    """The obligations with the days by which they are overdue on the day."""
    place = _places(asking)
    found = []
    for row in asking.rows():
        due, done = row.cells[place["due"]], row.cells[place["fulfilled"]]
        days = None
        if isinstance(due, date):
            days = 0 if isinstance(done, date) else max(0, (asking.as_of - due).days)
        found.append(_with(row, place["overdue_days"], days))
    return Outcome(tuple(found))


def listing_lag(asking: Asking) -> Outcome:
    """From first registration to the list; what is not listed is censored at the day, never a lag of 0."""
    place = _places(asking)
    found = []
    for row in asking.rows():
        registered, listed = row.cells[place["registered"]], row.cells[place["listed"]]
        if isinstance(registered, date):
            censored = not isinstance(listed, date)
            until = listed if isinstance(listed, date) else asking.as_of
            changed = _with(row, place["lag_days"], (until - registered).days)
            found.append(_with(changed, place["censored"], censored))
    return Outcome(tuple(found))


def _places(asking: Asking) -> dict[str, int]:
    return {one.key: number for number, one in enumerate(asking.question.columns)}


def _with(row: Row, place: int, cell: Cell) -> Row:
    return replace(row, cells=(*row.cells[:place], cell, *row.cells[place + 1 :]))


def _items(cell: Cell) -> tuple[Cell, ...]:
    return cell if isinstance(cell, tuple) else (cell,)

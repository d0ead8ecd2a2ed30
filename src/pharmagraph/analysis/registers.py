"""Questions on registrations: what a dated register copy can and cannot say, lags and overdue obligations."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from pharmagraph.analysis.asking import Outcome
from pharmagraph.model import IRI, Entity, PartialDate, Words
from pharmagraph.queries.wording import day_of
from pharmagraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.model import Lang, Term
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
SELECT ?drug ?first ?own ?outcome WHERE {
  {
    SELECT ?drug (MIN(?granted) AS ?first) WHERE {
      #:parameters abroad
      ?registration a pg:Registration ; pg:jurisdiction ?abroad ; pg:validFrom ?granted ;
        pg:registeredProduct/pg:hasActiveSubstance ?drug .
    } GROUP BY ?drug
  }
  #:parameters as_of
  FILTER(?first <= ?as_of)
  OPTIONAL {
    SELECT DISTINCT ?drug ?own WHERE {
      #:parameters here as_of
      ?own a pg:Registration ; pg:jurisdiction ?here ; pg:registeredProduct/pg:hasActiveSubstance ?drug .
      OPTIONAL { ?own pg:validFrom ?from }
      OPTIONAL { ?own pg:validTo ?to }
      FILTER((!BOUND(?from) || ?from <= ?as_of) && (!BOUND(?to) || ?as_of < ?to))
    }
  }
  OPTIONAL {
    #:parameters here
    ?register a pg:RegisterSnapshot ; pg:registerOf ?here .
    ?search pg:searchedFor ?drug ; pg:inRegister ?register ; pg:searchOutcome ?outcome .
  }
}
"""
ARTICLE_YEARS: Final = (date(2021, 1, 1), date(2024, 12, 31))
"""The four years that the article's count of missing drugs is set beside."""


_OUTCOMES: Final[dict[str, Words]] = {
    "no-in-copy": Words("searched and not found in the register copy", "искали и не нашли в копии реестра"),
    "unknown": Words("the absence is doubtful", "отсутствие сомнительно"),
    "component": Words("only a component is registered", "зарегистрирован лишь компонент"),
    "": Words("found later or not searched", "найдены позже или не искали"),
}
"""What the search of a register said of drugs that have no registration on the day."""


def missing_drugs(asking: Asking) -> Outcome:
    """The missing drugs, with the date of the register copy and the count beside what was claimed."""
    rows = asking.rows()
    place = _places(asking)["search_outcome"]
    outcomes = Counter(
        next((_outcome(one.iri) for one in _items(row.cells[place]) if isinstance(one, Entity)), "")
        for row in rows
    )
    told = Words(
        f"{len(rows)} drugs in this answer: {_counted(outcomes, 'en')}.",
        f"Препаратов в ответе: {len(rows)}; {_counted(outcomes, 'ru')}.",
    )
    notes = (told,) if rows else ()
    return Outcome(tuple(rows), (*_register(asking), *notes, *_beside_the_claim(asking)))


def _outcome(concept: Term | None) -> str:
    """The word of the list of outcomes that a concept stands for; empty for any other."""
    word = str(concept or "").rpartition("#search-")[2]
    return word if word in _OUTCOMES else ""


def _counted(outcomes: Mapping[str, int], lang: Lang) -> str:
    """How many there are of each outcome, in the order of the list; none of what there is none of."""
    return "; ".join(
        f"{words.text(lang)}: {outcomes[one]}" for one, words in _OUTCOMES.items() if outcomes.get(one)
    )


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


def _beside_the_claim(asking: Asking) -> Iterable[Words]:
    """The count for 2021–2024 beside the article's, and why the two differ.

    It is that of all approvals of these years by the day, whatever period the answer is limited to. What is
    doubtful is told apart: it is not known to be missing.
    """
    claims = asking.select(_SAID)
    if asking.values["abroad"] != (ID["united-states"],) or not claims:
        return
    first, last = ARTICLE_YEARS
    approved: dict[Term | None, str | None] = {}
    for row in asking.select(_APPROVED):
        day = day_of(row["first"])
        if day is not None and first <= day <= last:
            approved[row["drug"]] = _outcome(row["outcome"]) if row["own"] is None else None
    outcomes = Counter(one for one in approved.values() if one is not None)
    if not approved:
        return
    figures = asking.solver.figures(one for row in claims if isinstance(one := row["figure"], IRI))
    figure = figures[IRI(str(claims[0]["figure"]))]
    claimed = figure if isinstance(figure, Words) else Words(str(figure))
    stated = claims[0]["stated_on"] or ""
    n_missing = sum(outcomes.values())
    until = min(last, asking.as_of)
    yield Words(
        f"Of all {len(approved)} drugs approved from {first} to {until}: {_counted(outcomes, 'en')}; "
        f"together {n_missing} of which no registration here on {asking.as_of} is known. The article of "
        f"{stated} says: {claimed.text('en')}. The two differ because the article counts drugs and "
        "technologies that appeared anywhere in the world, not every new approval of one agency, innovative "
        "or not; because its four years end in mid-2025; because it does not say which register it looked at "
        "and when; and because names in the register copy were matched by us.",
        f"Из всех {len(approved)} препаратов, одобренных с {first} по {until}: {_counted(outcomes, 'ru')}; "
        f"вместе {n_missing}, о регистрации которых здесь на {asking.as_of} не известно. В статье от "
        f"{stated} сказано: {claimed.text('ru')}. Числа различаются, потому что статья считает препараты и "
        "технологии, появившиеся где угодно в мире, а не все новые одобрения одного ведомства, инновационные "
        "или нет; потому что её четыре года кончаются в середине 2025 года; потому что в ней не сказано, "
        "какой реестр и на какую дату смотрели; и потому что названия в копии реестра сопоставляли мы.",
    )


def overdue(asking: Asking) -> Outcome:
    """The obligations with the days by which they are overdue on the day."""
    place = _places(asking)
    found = []
    for row in asking.rows():
        due, done = _day(row.cells[place["due"]]), _day(row.cells[place["fulfilled"]])
        days = None
        if due is not None:
            days = 0 if done is not None else max(0, (asking.as_of - due).days)
        found.append(_with(row, place["overdue_days"], days))
    return Outcome(tuple(found))


def listing_lag(asking: Asking) -> Outcome:
    """From first registration to the list; what is not listed is censored at the day, never a lag of 0."""
    place = _places(asking)
    found = []
    for row in asking.rows():
        registered, listed = _day(row.cells[place["registered"]]), _day(row.cells[place["listed"]])
        if registered is not None:
            changed = _with(row, place["lag_days"], ((listed or asking.as_of) - registered).days)
            found.append(_with(changed, place["censored"], listed is None))
    return Outcome(tuple(found))


def _day(cell: Cell) -> date | None:
    """The day that a cell counts from; of a month or year the first."""
    if isinstance(cell, date) or not isinstance(cell, str):
        return cell if isinstance(cell, date) else None
    try:
        return PartialDate.parse(cell).first
    except ValueError:
        return None


def _places(asking: Asking) -> dict[str, int]:
    return {one.key: number for number, one in enumerate(asking.question.columns)}


def _with(row: Row, place: int, cell: Cell) -> Row:
    return replace(row, cells=(*row.cells[:place], cell, *row.cells[place + 1 :]))


def _items(cell: Cell) -> tuple[Cell, ...]:
    return cell if isinstance(cell, tuple) else (cell,)

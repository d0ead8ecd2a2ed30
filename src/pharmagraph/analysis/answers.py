"""The saved questions answered: parameters read, needs checked, the query or the declared method run."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from pharmagraph.analysis.asking import Asking, Outcome
from pharmagraph.errors import ConfigError
from pharmagraph.model import Words
from pharmagraph.queries.catalogue import with_values
from pharmagraph.queries.parameters import read_values
from pharmagraph.queries.replies import Reply
from pharmagraph.queries.solver import Solver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pharmagraph.graph.snapshot import Snapshot
    from pharmagraph.lookup import NameIndex
    from pharmagraph.model import Release, SourceRef
    from pharmagraph.queries.catalogue import Question
    from pharmagraph.queries.replies import Row
    from pharmagraph.store.port import Store

METHODS: Final[dict[str, str]] = {
    "ownership": "ownership:ownership",
    "ranking": "ranks:ranking",
    "brokers": "brokers:brokers",
    "cuts": "cohesion:cuts",
    "untied": "cohesion:untied",
    "structural-holes": "ranks:structural_holes",
    "communities": "cohesion:communities",
    "partners": "partners:partners",
    "positions": "ranks:positions",
    "paths": "routes:paths",
    "crowding": "programmes:crowding",
    "undated-stages": "programmes:undated_stages",
    "not-yet-at-a-stage": "programmes:not_yet",
    "missing-drugs": "registers:missing_drugs",
    "register-date": "registers:register_date",
    "bare-stages": "gaps:bare_stages",
    "bare-functions": "gaps:bare_functions",
    "overdue": "registers:overdue",
    "listing-lag": "registers:listing_lag",
    "covered-here": "territories:covered_here",
    "compare-figures": "claims:compared",
    "contradictions": "claims:contradictions",
    "shares": "shares:shares",
    "single-source": "thin_evidence:single_source",
    "counted-sources": "thin_evidence:counted_sources",
    "origins": "origins:origins",
}
"""What a question may declare, and the function of ``pharmagraph.analysis`` that runs it."""

_HEEDING: Final = {
    "ownership", "ranking", "brokers", "cuts", "untied", "structural-holes", "communities", "partners",
    "positions", "paths",
}  # fmt: skip
"""The methods that take only ties and stakes that certainly hold, when asked to."""

_NOT_ASKED: Final = Words(
    "--certain changes nothing here: no row says of a relation whether it holds.",
    "--certain здесь ничего не меняет: строки не говорят о связях, действуют ли они.",
)


@dataclass
class Answerer:
    """Answers saved questions over one graph. What it opens is read once and kept."""

    store: Store
    names: NameIndex
    sources: Mapping[str, SourceRef]
    release: Release
    open_snapshot: Callable[[], Snapshot]
    solver: Solver = field(init=False)

    def __post_init__(self) -> None:
        self.solver = Solver(self.store, self.names)

    def answer(self, question: Question, given: Mapping[str, Any], *, certain: bool = False) -> Reply:
        """The answer to a question; with ``certain`` only rows that certainly hold on the day.

        Where the data lack what the question needs, the answer has no rows and says what is missing.

        Raises:
            QueryParameterError: a parameter is unknown, missing or of another type.
            EntityError: a name does not lead to one entity.
        """
        day = date.fromisoformat(self.release.date)
        values = read_values(question, given, store=self.store, names=self.names, release=day)
        query = with_values(question.query, values.in_sparql()) if question.query else ""
        reply = Reply(question, values, sparql=query, columns=question.columns)
        missing, hopeless = self.solver.missing(question, values)
        if hopeless:
            return replace(reply, missing=tuple(missing), notes=question.remarks, is_unknown=True)
        asking = Asking(question, values, self.solver, self.sources, self.open_snapshot, certain)
        outcome = _method(question)(asking)
        notes = _left_out(asking) if certain else _announced(outcome.rows, values.as_of)
        return replace(
            reply,
            rows=outcome.rows,
            missing=(*missing, *outcome.missing),
            notes=(*outcome.notes, *notes, *question.remarks),
        )

    def answerable(self, question: Question) -> str:
        """Whether the data answer a question as it stands: ``yes``, ``partly`` or ``unknown``."""
        day = date.fromisoformat(self.release.date)
        values = read_values(question, {}, store=self.store, names=self.names, release=day)
        missing, hopeless = self.solver.missing(question, values)
        return "unknown" if hopeless else "partly" if missing else "yes"


def _method(question: Question) -> Callable[[Asking], Outcome]:
    if not question.method:
        return lambda asking: Outcome(tuple(asking.rows()))
    if question.method not in METHODS:
        raise ConfigError(
            f"question {question.id} declares a method that there is none of: {question.method}"
        )
    module, _, name = METHODS[question.method].partition(":")
    method: Callable[[Asking], Outcome] = getattr(import_module(f"pharmagraph.analysis.{module}"), name)
    return method


def _announced(rows: Iterable[Row], as_of: date) -> list[Words]:
    """How many rows rest on what only may hold on the day, and how many of those on what has no date."""
    standings = [row.standing for row in rows]
    undated = standings.count("undated")
    possible = standings.count("possible") + undated
    if not possible:
        return []
    return [
        Words(
            f"{possible} of {len(standings)} rows rest on what only may hold on {as_of}, {undated} of them "
            "on what has no date at all; --certain leaves that out.",
            f"Из {len(standings)} строк {possible} опираются на то, что на {as_of} лишь возможно, из них "
            f"{undated} — на то, у чего нет даты; --certain это убирает.",
        )
    ]


def _left_out(asking: Asking) -> list[Words]:
    """How many rows there would be, or would say more, if what only may hold counted, too."""
    question = asking.question
    if question.method in _HEEDING:
        return []
    every = asking.solver.rows(question, asking.values) if question.query else []
    if all(row.standing is None for row in every):
        return [_NOT_ASKED]
    gone = len(every) - len(asking.rows())
    less = sum(row.standing not in {None, "certain"} for row in every) - gone
    if not gone and not less:
        return []
    return [
        Words(
            f"What does not certainly hold on {asking.as_of} is left out: "
            f"{gone} of {len(every)} rows are gone" + (f", {less} say less." if less else "."),
            f"Не показано то, что на {asking.as_of} не достоверно: из {len(every)} строк убрано {gone}"
            + (f", сокращено {less}." if less else "."),
        )
    ]

"""The rows of an answer, made of the solutions of a question's query.

Solutions that differ only in their source graphs, or in a column that gathers ``many`` values, are one row: a
fact told by two sources counts once. What a solution rests on either holds on the day for certain or only
possibly; what no longer holds is left out, unless a column says whether it does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pharmagraph.model import IRI, Words
from pharmagraph.queries.catalogue import with_values
from pharmagraph.queries.cells import OF_NODE, Cells, gathered
from pharmagraph.queries.coverage import Support
from pharmagraph.queries.described import Witnesses
from pharmagraph.queries.naming import Naming
from pharmagraph.queries.replies import Row
from pharmagraph.queries.validity import WEAKEST_FIRST

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from pharmagraph.model import Term
    from pharmagraph.queries.catalogue import AnswerColumn, Question
    from pharmagraph.queries.parameters import Values
    from pharmagraph.queries.replies import Cell
    from pharmagraph.queries.validity import Standing
    from pharmagraph.queries.wording import Labels
    from pharmagraph.store.port import Store

_DATED: Final = re.compile(r"dated(_\d+)?")
_HAPPENED: Final = re.compile(r"happened(_\d+)?")

Solution = Mapping[str, "Term | None"]


class Solver:
    """Runs the queries of questions and turns solutions into rows."""

    def __init__(self, store: Store, labels: Labels) -> None:
        self.store = store
        self.labels = labels
        self.naming = Naming(store, labels)
        self._witnesses: Witnesses | None = None

    @property
    def witnesses(self) -> Witnesses:
        """Which source a graph speaks for."""
        if self._witnesses is None:
            self._witnesses = Witnesses(self.store)
        return self._witnesses

    def missing(self, question: Question, values: Values) -> tuple[list[Words], bool]:
        """What the data lack for the question, and whether without it nothing can be answered."""
        terms, lacking, hopeless = values.in_sparql(), [], False
        for need in question.needs:
            if need.pattern and self.store.ask(with_values(f"ASK {{\n{need.pattern}\n}}", terms)):
                continue
            lacking.append(need.missing)
            hopeless = hopeless or not need.partly
        return lacking, hopeless

    def rows(
        self, question: Question, values: Values, query: str | None = None, *, certain: bool = False
    ) -> list[Row]:
        """The rows of the question's query, or of another one with the same columns.

        With ``certain`` they are made only of what certainly holds on the day.
        """
        text = with_values(question.query if query is None else query, values.in_sparql())
        table = self.store.select(text)
        solutions = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        return self.gather(question.columns, solutions, values.as_of, certain=certain)

    def gather(
        self,
        columns: Sequence[AnswerColumn],
        solutions: Iterable[Solution],
        as_of: date,
        *,
        certain: bool = False,
    ) -> list[Row]:
        """Rows from solutions, in the order in which the first solution of each stands."""
        solutions = list(solutions)
        rests_on = _Rests.read(solutions)
        said = self._learned(columns, solutions, rests_on)
        shown = any(one.type == "holds" for one in columns)
        plain = [one.variable for one in columns if not _gathers(one) and one.type not in OF_NODE]
        groups: dict[tuple[Term | None, ...], list[tuple[Solution, Standing | None]]] = defaultdict(list)
        for solution in solutions:
            standing = rests_on.standing(solution, said, as_of)
            if standing not in {None, "certain"} and (certain or (standing == "over" and not shown)):
                continue
            key = (*(solution.get(name) for name in plain), solution.get("node"))
            groups[key].append((solution, standing))
        return [self._row(columns, group, said) for group in groups.values()]

    def figures(self, iris: Iterable[IRI]) -> dict[IRI, Cell]:
        """Figures as one line each: comparator, number, unit, period."""
        wanted = set(iris)
        told = Cells(self.store, self.labels, self.naming)
        told.learn(entities=set(), concepts=set(), figures=wanted)
        return {iri: told.cell("figure", iri) for iri in wanted}

    def units(self, iris: Iterable[IRI]) -> dict[IRI, Cell]:
        """The units of figures, or what they count."""
        wanted = set(iris)
        told = Cells(self.store, self.labels, self.naming)
        told.learn(entities=set(), concepts=set(), figures=wanted)
        return {iri: told.cell("figure_unit", iri) for iri in wanted}

    def concepts(self, iris: Iterable[IRI]) -> dict[IRI, Cell]:
        """Concepts with their labels."""
        wanted = set(iris)
        told = Cells(self.store, self.labels, self.naming)
        told.learn(entities=set(), concepts=wanted, figures=set())
        return {iri: told.cell("concept", iri) for iri in wanted}

    def _learned(
        self, columns: Sequence[AnswerColumn], solutions: Iterable[Solution], rests_on: _Rests
    ) -> Cells:
        terms: dict[str, set[IRI]] = defaultdict(set)
        nodes = set()
        kinds = [(one.variable, one.type.partition("_")[0]) for one in columns]
        for solution in solutions:
            for variable, kind in kinds:
                term = solution.get(variable)
                if isinstance(term, IRI):
                    terms[kind].add(term)
            nodes |= rests_on.nodes(solution)
        told = Cells(self.store, self.labels, self.naming)
        told.learn_nodes(nodes)
        told.learn(
            entities=terms["entity"] | terms["text"], concepts=terms["concept"], figures=terms["figure"]
        )
        return told

    def _row(
        self, columns: Sequence[AnswerColumn], group: list[tuple[Solution, Standing | None]], said: Cells
    ) -> Row:
        solutions = [one for one, _ in group]
        standings = {one for _, one in group}
        standing = next((one for one in WEAKEST_FIRST if one in standings), None)
        node = said.nodes.get(solutions[0].get("node"))  # type: ignore[arg-type]
        cells: list[Cell] = []
        for column in columns:
            values = [one.get(column.variable) for one in solutions]
            if column.type in OF_NODE:
                cells.append(said.of_node(column.type, node, standing))
            elif column.type == "count":
                cells.append(len(set(values) - {None}))
            elif column.type == "words":
                cells.append(gathered(set(values)))
            elif column.type == "date":
                dates = said.dates(values, (one.get(f"{column.variable}_text") for one in solutions))
                cells.append(dates if column.many else next(iter(dates), None))
            elif column.many:
                cells.append(said.many(column, set(values)))
            else:
                cells.append(said.cell(column.type, values[0]))
        return Row(tuple(cells), *self._evidence(solutions), standing)

    def _evidence(self, solutions: Iterable[Solution]) -> tuple[Support, tuple[str, ...]]:
        graphs: dict[str, set[IRI]] = defaultdict(set)
        for solution in solutions:
            for name, term in solution.items():
                if (name == "graph" or name.startswith("graph_")) and isinstance(term, IRI):
                    graphs[name].add(term)
        steps = tuple(self.witnesses.sources(graphs[name]) for name in sorted(graphs))
        rules = tuple(sorted({rule for told in graphs.values() for rule in self.witnesses.rules(told)}))
        return Support(tuple(filter(None, steps)), derived=bool(rules) and not any(steps)), rules


def _gathers(column: AnswerColumn) -> bool:
    return column.many or column.type in {"words", "count"}


@dataclass(frozen=True, slots=True)
class _Rests:
    """The variables of a query that name what its solutions rest on."""

    dated: tuple[str, ...]
    happened: tuple[str, ...]

    @classmethod
    def read(cls, solutions: Sequence[Solution]) -> _Rests:
        names = dict.fromkeys(name for one in solutions for name in one)
        happened = tuple(filter(_HAPPENED.fullmatch, names))
        return cls(tuple(filter(_DATED.fullmatch, names)) or (() if happened else ("node",)), happened)

    def nodes(self, solution: Solution) -> set[IRI]:
        """The nodes whose dates or status are asked for."""
        terms = (solution.get(name) for name in {*self.dated, *self.happened, "node"})
        return {term for term in terms if isinstance(term, IRI)}

    def standing(self, solution: Solution, said: Cells, as_of: date) -> Standing | None:
        """The weakest standing of what a solution rests on; ``None`` where it rests on no relation."""
        found: set[Standing] = set()
        for name in self.dated:
            if isinstance(term := solution.get(name), IRI):
                found.add(said.standing(term, as_of))
        for name in self.happened:
            if isinstance(term := solution.get(name), IRI):
                first, last = solution.get("happened_from"), solution.get("happened_by")
                found.add(said.happened(term, as_of, first, last))
        return next((one for one in WEAKEST_FIRST if one in found), None)

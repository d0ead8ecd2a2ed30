"""The rows of an answer, made of the solutions of a question's query.

Solutions that differ only in their source graphs, or in a column that gathers ``many`` values, are one row: a
fact told by two sources counts once.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pharmagraph.model import IRI, Words
from pharmagraph.queries.catalogue import with_values
from pharmagraph.queries.cells import OF_NODE, Cells, gathered
from pharmagraph.queries.coverage import Support
from pharmagraph.queries.described import Witnesses
from pharmagraph.queries.replies import Row
from pharmagraph.queries.validity import validity_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from pharmagraph.model import Term
    from pharmagraph.queries.catalogue import AnswerColumn, Question
    from pharmagraph.queries.parameters import Values
    from pharmagraph.queries.replies import Cell
    from pharmagraph.queries.wording import Labels
    from pharmagraph.store.port import Store


class Solver:
    """Runs the queries of questions and turns solutions into rows."""

    def __init__(self, store: Store, labels: Labels) -> None:
        self.store = store
        self.labels = labels
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

    def rows(self, question: Question, values: Values, query: str | None = None) -> list[Row]:
        """The rows of the question's query, or of another one with the same columns."""
        text = with_values(question.query if query is None else query, values.in_sparql())
        table = self.store.select(text)
        solutions = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        return self.gather(question.columns, solutions, values.as_of)

    def gather(
        self, columns: Sequence[AnswerColumn], solutions: Iterable[Mapping[str, Term | None]], as_of: date
    ) -> list[Row]:
        """Rows from solutions, in the order in which the first solution of each stands."""
        plain = [one.key for one in columns if not _gathers(one) and one.type not in OF_NODE]
        groups: dict[tuple[Term | None, ...], list[Mapping[str, Term | None]]] = defaultdict(list)
        for solution in solutions:
            groups[(*(solution.get(key) for key in plain), solution.get("node"))].append(solution)
        said = self._learned(columns, groups.values())
        return [self._row(columns, group, said, as_of) for group in groups.values()]

    def figures(self, iris: Iterable[IRI]) -> dict[IRI, Cell]:
        """Figures as one line each: comparator, number, unit, period."""
        wanted = set(iris)
        told = Cells(self.store, self.labels)
        told.learn(entities=set(), concepts=set(), figures=wanted)
        return {iri: told.cell("figure", iri) for iri in wanted}

    def concepts(self, iris: Iterable[IRI]) -> dict[IRI, Cell]:
        """Concepts with their labels."""
        wanted = set(iris)
        told = Cells(self.store, self.labels)
        told.learn(entities=set(), concepts=wanted, figures=set())
        return {iri: told.cell("concept", iri) for iri in wanted}

    def _learned(
        self, columns: Sequence[AnswerColumn], groups: Iterable[list[Mapping[str, Term | None]]]
    ) -> Cells:
        terms: dict[str, set[IRI]] = defaultdict(set)
        nodes = set()
        for group in groups:
            for solution in group:
                for column in columns:
                    term = solution.get(column.key)
                    if isinstance(term, IRI):
                        terms[column.type].add(term)
                node = solution.get("node")
                if isinstance(node, IRI):
                    nodes.add(node)
        told = Cells(self.store, self.labels)
        if any(one.type in OF_NODE for one in columns):
            told.learn_nodes(nodes)
        told.learn(
            entities=terms["entity"] | terms["text"], concepts=terms["concept"], figures=terms["figure"]
        )
        return told

    def _row(
        self,
        columns: Sequence[AnswerColumn],
        group: list[Mapping[str, Term | None]],
        said: Cells,
        as_of: date,
    ) -> Row:
        node = said.nodes.get(group[0].get("node"))  # type: ignore[arg-type]
        validity = validity_of(node) if node is not None else None
        cells: list[Cell] = []
        for column in columns:
            if column.type in OF_NODE:
                cells.append(said.of_node(column.type, node, validity, as_of))
            elif column.type == "count":
                cells.append(len({one.get(column.of) for one in group} - {None}))
            elif column.type == "words":
                cells.append(gathered({one.get(column.key) for one in group}))
            elif column.many:
                cells.append(said.many(column, {one.get(column.key) for one in group}))
            else:
                cells.append(said.cell(column.type, group[0].get(column.key)))
        return Row(tuple(cells), *self._evidence(group), validity)

    def _evidence(self, group: list[Mapping[str, Term | None]]) -> tuple[Support, tuple[str, ...]]:
        graphs: dict[str, set[IRI]] = defaultdict(set)
        for solution in group:
            for name, term in solution.items():
                if (name == "graph" or name.startswith("graph_")) and isinstance(term, IRI):
                    graphs[name].add(term)
        steps = tuple(self.witnesses.sources(graphs[name]) for name in sorted(graphs))
        rules = tuple(sorted({rule for told in graphs.values() for rule in self.witnesses.rules(told)}))
        return Support(tuple(filter(None, steps)), derived=bool(rules) and not any(steps)), rules


def _gathers(column: AnswerColumn) -> bool:
    return column.many or column.type in {"words", "count"}

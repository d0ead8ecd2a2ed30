"""One question being asked: what a method may use, and what it hands back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pharmagraph.model import Entity, Words
from pharmagraph.queries.catalogue import with_parts, with_values
from pharmagraph.queries.coverage import Support
from pharmagraph.queries.replies import Row
from pharmagraph.vocab import entity_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from pharmagraph.graph.snapshot import Snapshot
    from pharmagraph.model import IRI, SourceRef, Term
    from pharmagraph.queries.catalogue import Question
    from pharmagraph.queries.parameters import Values
    from pharmagraph.queries.replies import Cell
    from pharmagraph.queries.solver import Solver
    from pharmagraph.queries.validity import Standing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a method found: its rows, remarks on this answer, and what the data lacked."""

    rows: tuple[Row, ...]
    notes: tuple[Words, ...] = ()
    missing: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with its values, and the graph that it is asked of."""

    question: Question
    values: Values
    solver: Solver
    sources: Mapping[str, SourceRef]
    open_snapshot: Callable[[], Snapshot]
    certain: bool = False

    @property
    def as_of(self) -> date:
        """The day asked for."""
        return self.values.as_of

    @property
    def snapshot(self) -> Snapshot:
        """The projection of all ties."""
        return self.open_snapshot()

    def rows(self) -> list[Row]:
        """The rows of the question's own query; of what certainly holds alone, when asked to."""
        return self.solver.rows(self.question, self.values, certain=self.certain)

    def select(self, query: str) -> list[dict[str, Term | None]]:
        """The solutions of a query of the method's own, with parts and values at their places."""
        table = self.solver.store.select(with_values(with_parts(query), self.values.in_sparql()))
        return [dict(zip(table.columns, row, strict=True)) for row in table.rows]

    def entities(self, iris: Iterable[IRI]) -> dict[IRI, Entity]:
        """The entities with their names; what has none is called by who, what and when, else by its id."""
        wanted = set(iris)
        known = self.solver.naming.entities(wanted)
        return {iri: known.get(iri) or Entity(iri, entity_id(iri), "thing") for iri in wanted}

    def row(
        self,
        given: Mapping[str, Cell],
        *steps: Iterable[str],
        rules: Iterable[str] = (),
        standing: Standing | None = None,
    ) -> Row:
        """A row from cells by column key; ``steps`` are the sources of each thing that it rests on."""
        cells = tuple(given.get(column.key) for column in self.question.columns)
        told = tuple(tuple(sorted(set(step))) for step in steps)
        rules = tuple(rules)
        return Row(cells, Support(tuple(filter(None, told)), derived=bool(rules)), rules, standing)

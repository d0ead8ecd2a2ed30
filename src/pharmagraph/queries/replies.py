"""The answer to a saved question: its rows, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pharmagraph.model import Entity, Literal, Words
from pharmagraph.queries.coverage import Support
from pharmagraph.vocab import PG, entity_id

if TYPE_CHECKING:
    from pharmagraph.queries.catalogue import AnswerColumn, Question
    from pharmagraph.queries.parameters import Values
    from pharmagraph.queries.validity import Standing

Cell = None | str | bool | int | Decimal | date | Words | Entity | tuple["Cell", ...]
"""What a cell of an answer holds; a tuple where the column gathers many."""

_NO_SUPPORT: Final = Support(())


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an answer, with what it rests on.

    ``rules`` names the derivation rules of a row that no source states in so many words. ``standing`` says
    whether what it rests on holds on the day; of several relations the weakest counts, and a row that rests
    on none has ``None``.
    """

    cells: tuple[Cell, ...]
    support: Support = _NO_SUPPORT
    rules: tuple[str, ...] = ()
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a saved question.

    ``missing`` says what the data lack: all of what the question needs where the answer ``is_unknown``, else
    a part of it. ``sparql`` is the query that was run, empty for a method.
    """

    question: Question
    values: Values
    rows: tuple[Row, ...] = ()
    missing: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()
    sparql: str = ""
    columns: tuple[AnswerColumn, ...] = field(default=())
    is_unknown: bool = False
    """The data cannot answer. An answer without rows is one: the graph has nothing that fits."""

    @property
    def asked(self) -> dict[str, tuple[str, ...]]:
        """The values of the parameters as they may be given again: texts, ids and words of lists."""
        prefixes = {one.name: f"{PG}{one.prefix}-" for one in self.question.parameters}
        return {
            name: tuple(
                term.value if isinstance(term, Literal) else entity_id(str(term).removeprefix(prefixes[name]))
                for term in terms
            )
            for name, terms in self.values.items()
        }

    def column(self, key: str) -> list[Cell]:
        """The cells of one column, row by row."""
        place = [one.key for one in self.columns].index(key)
        return [row.cells[place] for row in self.rows]

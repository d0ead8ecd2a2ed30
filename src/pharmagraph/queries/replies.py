"""The answer to a saved question: its rows, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pharmagraph.model import Entity, Literal, Validity, Words
from pharmagraph.queries.coverage import Support
from pharmagraph.vocab import PG, entity_id

if TYPE_CHECKING:
    from pharmagraph.queries.catalogue import AnswerColumn, Question
    from pharmagraph.queries.parameters import Values

Cell = None | str | bool | int | Decimal | date | Words | Entity | tuple["Cell", ...]
"""What a cell of an answer holds; a tuple where the column gathers many."""

_NO_SUPPORT: Final = Support(())


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an answer, with what it rests on.

    ``rules`` names the derivation rules of a row that no source states in so many words. ``validity`` is that
    of its relation node, ``None`` for a row without one.
    """

    cells: tuple[Cell, ...]
    support: Support = _NO_SUPPORT
    rules: tuple[str, ...] = ()
    validity: Validity | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a saved question.

    ``missing`` says what the data lack: with no rows the answer is *unknown*, with rows it is partial.
    ``sparql`` is the query that was run, empty for a method.
    """

    question: Question
    values: Values
    rows: tuple[Row, ...] = ()
    missing: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()
    sparql: str = ""
    columns: tuple[AnswerColumn, ...] = field(default=())

    @property
    def is_unknown(self) -> bool:
        """Whether the data cannot answer."""
        return bool(self.missing) and not self.rows

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

"""Terms as the cells of an answer, with the names and labels that they need fetched at once."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from pharmagraph.model import IRI, Entity, Literal, Words
from pharmagraph.queries.described import Node, describe, words_for
from pharmagraph.queries.wording import Wording, day_of
from pharmagraph.vocab import PG, compact, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pharmagraph.model import Term, Validity
    from pharmagraph.queries.catalogue import AnswerColumn
    from pharmagraph.queries.replies import Cell
    from pharmagraph.queries.wording import Labels
    from pharmagraph.store.port import Store

YES: Final = Words("certainly", "точно")
MAYBE: Final = Words("possibly", "возможно")
NO: Final = Words("no", "нет")

OF_NODE: Final = {
    "start", "start_latest", "end_earliest", "end", "confirmed", "status", "end_status", "holds",
    "confidence",
}  # fmt: skip
"""The types of columns that tell of the relation node of a row, not of a term in it."""

_NODE_PROPERTIES: Final = {
    PG.validFrom, PG.validFromText, PG.validFromLatest, PG.validToEarliest, PG.validTo, PG.validToText,
    PG.lastConfirmed, PG.relationStatus, PG.endStatus, PG.confidence,
}  # fmt: skip
_BATCH: Final = 500


class Cells:
    """The cells of one answer; ``learn`` comes first."""

    def __init__(self, store: Store, labels: Labels) -> None:
        self._store = store
        self._labels = labels
        self._wording = Wording(store, labels)
        self._entities: dict[IRI, Entity] = {}
        self._concepts: dict[IRI, Words] = {}
        self.nodes: dict[IRI, Node] = {}

    def learn_nodes(self, nodes: set[IRI]) -> None:
        """Fetch dates and status of relation nodes."""
        listed = sorted(nodes)
        for first in range(0, len(listed), _BATCH):
            some = " ".join(f"<{one}>" for one in listed[first : first + _BATCH])
            query = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {some} }} ?s ?p ?o }}"
            for subject, predicate, value in self._store.select(query).rows:
                if isinstance(subject, IRI) and predicate in _NODE_PROPERTIES and value is not None:
                    node = self.nodes.setdefault(subject, Node(subject))
                    node.values.setdefault(IRI(str(predicate)), {})[value] = set()
        for iri in listed:
            self.nodes.setdefault(iri, Node(iri))

    def learn(self, *, entities: set[IRI], concepts: set[IRI], figures: set[IRI]) -> None:
        """Fetch names, labels and figures."""
        self._entities = dict(self._labels.entities(entities))
        states = {
            term
            for node in self.nodes.values()
            for prop in (PG.relationStatus, PG.endStatus, PG.confidence)
            for term in node.values.get(prop, ())
            if isinstance(term, IRI)
        }
        self._concepts = words_for(self._store, concepts | states)
        if figures:
            nodes = describe(self._store, figures)
            periods = {
                term
                for node in nodes.values()
                for term in node.values.get(PG.period, ())
                if isinstance(term, IRI)
            }
            nodes |= describe(self._store, periods)
            terms = {
                term
                for node in nodes.values()
                for values in node.values.values()
                for term in values
                if isinstance(term, IRI)
            }
            self._wording.learn(terms, ())
            self._wording.nodes |= nodes

    def cell(self, kind: str, term: Term | None) -> Cell:  # noqa: PLR0911 - one line per type of column
        """A term as a cell of a column of this type."""
        if term is None:
            return None
        match kind:
            case "entity":
                return self._entity(term)
            case "concept":
                return self._concept(term)
            case "figure":
                value = self._wording.value(term)
                return value if not isinstance(value, str) else str(term)
            case "date":
                return day_of(term) or str(term)
            case "number" | "share":
                return _decimal(term)
            case "integer":
                number = _decimal(term)
                return int(number) if isinstance(number, Decimal) else number
            case "boolean":
                return str(term) in {"true", "1"}
        return self._entity(term) if isinstance(term, IRI) else str(term)

    def many(self, column: AnswerColumn, terms: Iterable[Term | None]) -> Cell:
        """The distinct values of a gathering column, sorted."""
        cells = {self.cell(column.type, term) for term in terms if term is not None}
        return tuple(sorted(cells, key=_sort_key))

    def of_node(self, kind: str, node: Node | None, validity: Validity | None, as_of: date) -> Cell:
        """What a relation node says of its dates and status."""
        if node is None or validity is None:
            return None
        match kind:
            case "start":
                return next(iter(node.texts(PG.validFromText)), "") or validity.start
            case "start_latest":
                return validity.start_latest
            case "end_earliest":
                return validity.end_earliest
            case "end":
                last = validity.end - timedelta(days=1) if validity.end else None
                return next(iter(node.texts(PG.validToText)), "") or last
            case "confirmed":
                return validity.confirmed[-1] if validity.confirmed else None
            case "holds":
                return (
                    YES
                    if validity.certainly_holds(as_of)
                    else MAYBE
                    if validity.possibly_holds(as_of)
                    else NO
                )
        prop = {"status": PG.relationStatus, "end_status": PG.endStatus, "confidence": PG.confidence}[kind]
        terms = sorted(node.values.get(prop, ()), key=str)
        return self._concept(terms[0]) if terms else None

    def _entity(self, term: Term) -> Cell:
        if not isinstance(term, IRI):
            return str(term)
        return self._entities.get(term) or Entity(term, entity_id(term), "thing")

    def _concept(self, term: Term) -> Cell:
        if not isinstance(term, IRI):
            return str(term)
        words = self._concepts.get(term, Words())
        return Entity(term, compact(term).partition(":")[2], "concept", words.en, words.ru)


def gathered(terms: Iterable[Term | None]) -> Cell:
    """Texts as one cell, those of each language together; ``None`` without any."""
    texts: dict[str, list[str]] = {"en": [], "ru": []}
    for term in sorted((one for one in terms if isinstance(one, Literal)), key=str):
        texts["ru" if term.language == "ru" else "en"].append(term.value)
    if not any(texts.values()):
        return None
    return Words("; ".join(texts["en"]), "; ".join(texts["ru"]))


def _decimal(term: Term) -> Decimal | str:
    try:
        return Decimal(str(term))
    except InvalidOperation:
        return str(term)


def _sort_key(cell: Cell) -> tuple[str, str]:
    if isinstance(cell, Entity):
        return cell.label_en or cell.label_ru, cell.id
    return str(cell), ""

"""Terms as the cells of an answer, with the names and labels that they need fetched at once."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from pharmagraph.model import IRI, Entity, Literal, Validity, Words
from pharmagraph.queries.described import Node, words_for
from pharmagraph.queries.naming import Naming
from pharmagraph.queries.validity import (
    as_written,
    between,
    happened_by,
    is_over_undated,
    standing_of,
    told_as_over,
    validity_of,
)
from pharmagraph.queries.wording import Wording, day_of
from pharmagraph.vocab import PG, compact, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.model import Term
    from pharmagraph.queries.catalogue import AnswerColumn
    from pharmagraph.queries.replies import Cell
    from pharmagraph.queries.validity import Standing
    from pharmagraph.queries.wording import Labels
    from pharmagraph.store.port import Store

YES: Final = Words("certainly", "точно")
MAYBE: Final = Words("possibly", "возможно")
NO: Final = Words("no", "нет")
_HOLDS: Final[dict[Standing, Words]] = {"certain": YES, "possible": MAYBE, "undated": MAYBE, "over": NO}

OF_NODE: Final = {
    "start", "start_latest", "end_earliest", "end", "confirmed", "status", "end_status", "holds",
    "confidence",
}  # fmt: skip
"""The types of columns that tell of the relation node of a row, not of a term in it."""

_NODE_PROPERTIES: Final = {
    PG.validFrom, PG.validFromText, PG.validFromLatest, PG.validToEarliest, PG.validTo, PG.validToText,
    PG.lastConfirmed, PG.lastConfirmedText, PG.statedOn, PG.relationStatus, PG.endStatus, PG.confidence,
}  # fmt: skip
_BATCH: Final = 500


class Cells:
    """The cells of one answer; ``learn`` comes first."""

    def __init__(self, store: Store, labels: Labels, naming: Naming | None = None) -> None:
        self._store = store
        self._naming = naming or Naming(store, labels)
        self._wording = Wording(store, labels)
        self._entities: dict[IRI, Entity] = {}
        self._concepts: dict[IRI, Words] = {}
        self._over_by: dict[IRI, date] = {}
        self._validity: dict[IRI, Validity] = {}
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
        over = (iri for iri, node in self.nodes.items() if is_over_undated(node))
        self._over_by = told_as_over(self._store, over)

    def learn(self, *, entities: set[IRI], concepts: set[IRI], figures: set[IRI]) -> None:
        """Fetch names, labels and figures. What has no name of its own is named by who, what and when."""
        self._entities = self._naming.entities(entities)
        states = {
            term
            for node in self.nodes.values()
            for prop in (PG.relationStatus, PG.endStatus, PG.confidence)
            for term in node.values.get(prop, ())
            if isinstance(term, IRI)
        }
        self._concepts = words_for(self._store, concepts | states)
        if figures:
            self._wording.learn_nodes(figures)

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
            case "figure_value" | "figure_comparator" | "figure_unit" | "figure_period":
                return self._of_figure(kind, self._wording.nodes.get(IRI(str(term))))
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

    def dates(self, terms: Iterable[Term | None], texts: Iterable[Term | None]) -> tuple[Cell, ...]:
        """Dates as finely as they are known, sorted; ``texts`` are those of all of them as written."""
        written = [str(one) for one in texts if one is not None]
        cells = {
            as_written(day, written) if (day := day_of(term)) is not None else str(term)
            for term in terms
            if term is not None
        }
        return tuple(sorted(cells, key=str))

    def of_node(self, kind: str, node: Node | None, standing: Standing | None) -> Cell:
        """What a relation node says of its dates and status."""
        if node is None:
            return None
        validity = self._validity_of(node.iri)
        match kind:
            case "start":
                begun = next(iter(node.texts(PG.validFromText)), "")
                return _day(begun) or between(validity.start, validity.start_latest)
            case "start_latest":
                return validity.start_latest
            case "end_earliest":
                return validity.end_earliest
            case "end":
                over = next(iter(node.texts(PG.validToText)), "")
                return _day(over) or between(_before(validity.end_earliest), _before(validity.end))
            case "confirmed":
                return _day(validity.last_confirmed)
            case "holds":
                return _HOLDS[standing] if standing else None
        prop = {"status": PG.relationStatus, "end_status": PG.endStatus, "confidence": PG.confidence}[kind]
        terms = sorted(node.values.get(prop, ()), key=str)
        return self._concept(terms[0]) if terms else None

    def standing(self, iri: IRI, day: date) -> Standing:
        """How the relation stands on a day."""
        node = self.nodes[iri]
        return standing_of(node, day, over_by=self._over_by.get(iri), validity=self._validity_of(iri))

    def happened(self, iri: IRI, day: date, first: Term | None, last: Term | None) -> Standing:
        """Whether the event has happened by a day; the bounds count where it has none itself."""
        validity = self._validity_of(iri)
        if validity.start is None:
            validity = Validity(start=day_of(first), start_latest=day_of(last))
        return happened_by(validity, day)

    def _validity_of(self, iri: IRI) -> Validity:
        if iri not in self._validity:
            self._validity[iri] = validity_of(self.nodes[iri])
        return self._validity[iri]

    def _of_figure(self, kind: str, node: Node | None) -> Cell:
        if node is None:
            return None
        match kind:
            case "figure_value":
                return self._wording.figure_value(node)
            case "figure_unit":
                return self._wording.figure_unit(node)
        said = self._wording.one(node, PG.period if kind == "figure_period" else PG.comparator)
        return said if said.text() else None

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


def _day(text: str) -> date | str | None:
    """A written date: a day as one, a month or year as it stands; ``None`` for the empty text."""
    return day_of(Literal(text)) or text or None


def _before(day: date | None) -> date | None:
    """The last day before one, which is how an end is told: the bound itself lies a day later."""
    return day - timedelta(days=1) if day else None


def _decimal(term: Term) -> Decimal | str:
    try:
        return Decimal(str(term))
    except InvalidOperation:
        return str(term)


def _sort_key(cell: Cell) -> tuple[str, str]:
    if isinstance(cell, Entity):
        return cell.label_en or cell.label_ru, cell.id
    return str(cell), ""

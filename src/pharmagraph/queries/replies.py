"""The rows of an answer, made of the solutions of a question's query.

Solutions that differ only in their source graphs, or in a column that gathers ``many`` values, are one row: a
fact told by two sources counts once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from pharmagraph.model import IRI, Entity, Literal, Validity, Words
from pharmagraph.queries.catalogue import with_values
from pharmagraph.queries.coverage import Support
from pharmagraph.queries.described import Node, Witnesses, describe, words_for
from pharmagraph.queries.facts import validity_of
from pharmagraph.queries.wording import Wording, day_of
from pharmagraph.vocab import PG, XSD, compact, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pharmagraph.model import Term
    from pharmagraph.queries.catalogue import AnswerColumn, Question
    from pharmagraph.queries.parameters import Values
    from pharmagraph.queries.wording import Labels
    from pharmagraph.store.port import Store

Cell = None | str | bool | int | Decimal | date | Words | Entity | tuple["Cell", ...]
"""What a cell of an answer holds; a tuple where the column gathers many."""

YES: Final = Words("certainly", "точно")
MAYBE: Final = Words("possibly", "возможно")
NO: Final = Words("no", "нет")

_OF_NODE: Final = {
    "start", "start_latest", "end_earliest", "end", "confirmed", "status", "end_status", "holds",
    "confidence",
}  # fmt: skip
_NODE_PROPERTIES: Final = {
    PG.validFrom, PG.validFromText, PG.validFromLatest, PG.validToEarliest, PG.validTo, PG.validToText,
    PG.lastConfirmed, PG.relationStatus, PG.endStatus, PG.confidence,
}  # fmt: skip
_BATCH: Final = 500


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
        plain = [one.key for one in columns if not _gathers(one) and one.type not in _OF_NODE]
        groups: dict[tuple[Term | None, ...], list[Mapping[str, Term | None]]] = defaultdict(list)
        for solution in solutions:
            groups[(*(solution.get(key) for key in plain), solution.get("node"))].append(solution)
        said = self._said(columns, groups.values())
        return [self._row(columns, group, said, as_of) for group in groups.values()]

    def figures(self, iris: Iterable[IRI]) -> dict[IRI, Cell]:
        """Figures as one line each: comparator, number, unit, period."""
        wanted = set(iris)
        told = _Said(self.store, self.labels)
        told.learn(entities=set(), concepts=set(), figures=wanted)
        return {iri: told.cell("figure", iri) for iri in wanted}

    def concepts(self, iris: Iterable[IRI]) -> dict[IRI, Cell]:
        """Concepts with their labels."""
        wanted = set(iris)
        told = _Said(self.store, self.labels)
        told.learn(entities=set(), concepts=wanted, figures=set())
        return {iri: told.cell("concept", iri) for iri in wanted}

    def _said(
        self, columns: Sequence[AnswerColumn], groups: Iterable[list[Mapping[str, Term | None]]]
    ) -> _Said:
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
        told = _Said(self.store, self.labels)
        if any(one.type in _OF_NODE for one in columns):
            told.learn_nodes(nodes)
        told.learn(
            entities=terms["entity"] | terms["text"], concepts=terms["concept"], figures=terms["figure"]
        )
        return told

    def _row(
        self,
        columns: Sequence[AnswerColumn],
        group: list[Mapping[str, Term | None]],
        said: _Said,
        as_of: date,
    ) -> Row:
        node = said.nodes.get(group[0].get("node"))  # type: ignore[arg-type]
        validity = validity_of(node) if node is not None else None
        cells: list[Cell] = []
        for column in columns:
            if column.type in _OF_NODE:
                cells.append(said.of_node(column.type, node, validity, as_of))
            elif column.type == "count":
                cells.append(len({one.get(column.of) for one in group} - {None}))
            elif column.type == "words":
                cells.append(_words({one.get(column.key) for one in group}))
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


class _Said:
    """Terms as cells, with the names and labels of one answer fetched at once."""

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


def _gathers(column: AnswerColumn) -> bool:
    return column.many or column.type in {"words", "count"}


def _words(terms: Iterable[Term | None]) -> Cell:
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


def date_literal(day: date) -> Literal:
    """A day as a term."""
    return Literal(day.isoformat(), XSD.date)

"""How the terms of the graph are said to people: entities by name, concepts by label, figures in one line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Protocol

from pharmagraph.model import IRI, Entity, Literal, Term, Words
from pharmagraph.queries.described import (
    Node,
    describe_merged,
    headings_for,
    inverse_words_for,
    words_for,
)
from pharmagraph.store.entities import local_name
from pharmagraph.vocab import DCTERMS, PG, QUDT, RDF, RDFS, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.store.port import Store

Value = Entity | Words | str | Decimal
"""What fills a role: an entity, words of the ontology, a text of the data, or a number."""

_SCALES = {
    6: Words("million", "млн"),
    9: Words("billion", "млрд"),
    12: Words("trillion", "трлн"),
}
_UNITS = {
    "CCY_CNY": Words("yuan", "юаней"),
    "CCY_EUR": Words("euros", "евро"),
    "CCY_INR": Words("Indian rupees", "инд. рупий"),
    "CCY_RUB": Words("roubles", "руб."),
    "CCY_USD": Words("US dollars", "долл. США"),
    "DAY": Words("days", "дн."),
    "MO": Words("months", "мес."),
    "YR": Words("years", "лет"),
}
"""Units as they stand after a number; their own labels name one of them."""
_PLAIN_COMPARATORS = {"exactly", "between"}
_BOUNDS = {"at-least": PG.lowerValue, "at-most": PG.upperValue}


class Labels(Protocol):
    """Whoever knows the names of entities."""

    def entities(self, iris: Iterable[IRI]) -> Mapping[IRI, Entity]:
        """The entities among the IRIs; others are left out."""
        ...


class Wording:
    """The words for the terms of one answer; ``learn`` fetches them in a few queries, not one by one."""

    def __init__(self, store: Store, labels: Labels) -> None:
        self._store = store
        self._labels = labels
        self._words: dict[IRI, Words] = {}
        self._inverse: dict[IRI, Words] = {}
        self._headings: dict[IRI, Words] = {}
        self.entities: dict[IRI, Entity] = {}
        self.nodes: dict[IRI, Node] = {}

    def learn(
        self, things: Iterable[IRI], vocabulary: Iterable[IRI] = (), *, backwards: Iterable[IRI] = ()
    ) -> None:
        """Fetch the names of things, and the labels of classes, properties and of things that have no name.

        ``backwards`` are the properties of which it is asked what they are called from object to subject.
        """
        things, vocabulary = set(things), set(vocabulary) | set(backwards)
        found = self._labels.entities(things - self.entities.keys() - self._words.keys())
        self.entities |= {iri: one for iri, one in found.items() if _is_named(one)}
        unnamed = (things | vocabulary) - self.entities.keys() - self._words.keys()
        self._words |= words_for(self._store, unnamed)
        self._headings |= headings_for(self._store, vocabulary - self._headings.keys())
        self._inverse |= inverse_words_for(self._store, backwards)

    def learn_nodes(self, iris: Iterable[IRI]) -> None:
        """Fetch what is told of nodes, of the periods they name, and the names of all that they name."""
        nodes = describe_merged(self._store, iris)
        periods = {
            term
            for node in nodes.values()
            for term in node.values.get(PG.period, ())
            if isinstance(term, IRI)
        }
        nodes |= describe_merged(self._store, periods)
        terms = {
            term
            for node in nodes.values()
            for values in node.values.values()
            for term in values
            if isinstance(term, IRI)
        }
        self.learn(terms)
        self.nodes |= nodes

    def words(self, iri: IRI) -> Words:
        """The label of a class, property or concept; its local name where it has none."""
        return self._words.get(iri) or Words(local_name(iri))

    def heading(self, class_iri: IRI) -> Words:
        """What a list of nodes of a class is called."""
        return self._headings.get(class_iri) or self.words(class_iri)

    def backwards(self, prop: IRI) -> Words:
        """What a property is called when it is read from its object to its subject."""
        known = self._inverse.get(prop)
        if known:
            return known
        words = self.words(prop)
        return Words(f"{words.en} (of)" if words.en else "", f"{words.ru} (у кого)" if words.ru else "")

    def value(self, term: Term) -> Value | None:
        """What a term is shown as; ``None`` for what a table left empty."""
        if isinstance(term, Literal):
            return _literal(term)
        if not isinstance(term, IRI) or term.endswith("-not-stated"):
            return None
        if term in self.entities:
            return self.entities[term]
        if term in self._words:
            return self._words[term]
        node = self.nodes.get(term)
        if node is None:
            return term if term.startswith("http") and term not in PG else local_name(term)
        return self.line(node) or self._gist(node) or local_name(term)

    def line(self, node: Node) -> Words | None:
        """A figure or a period in one line; ``None`` for any other node."""
        return self._figure(node) or self._period(node)

    def one(self, node: Node, prop: IRI) -> Words:
        """The first value of a property, as words; empty when there is none."""
        term = node.first(prop)
        value = None if term is None else self.value(term)
        if value is None:
            return Words()
        return value if isinstance(value, Words) else Words(text_of(value), text_of(value, russian=True))

    def figure_value(self, node: Node) -> Decimal | None:
        """The number of a figure in its unit; ``None`` where it is a range or has none."""
        texts = [node.texts(prop)[:1] for prop in (QUDT.numericValue, PG.lowerValue, PG.upperValue)]
        number, bounds = texts[0], texts[1] + texts[2]
        if not number and len(bounds) != 1:
            return None
        return _decimal((number or bounds)[0]) * _decimal(str(node.first(PG.scale) or 1))

    def figure_unit(self, node: Node) -> Words | None:
        """The unit of a figure, or what it counts; ``None`` where neither is told."""
        unit = self._unit(node)
        return unit if unit.text() else None

    def _figure(self, node: Node) -> Words | None:
        """A figure in one line: comparator, number or range with its scale, unit, period."""
        comparator = node.first(PG.comparator)
        kind = local_name(IRI(str(comparator or ""))).removeprefix("comparator-")
        wanted = [_BOUNDS[kind]] if kind in _BOUNDS else [QUDT.numericValue, PG.lowerValue, PG.upperValue]
        scale = _decimal(str(node.first(PG.scale) or 1))
        numbers = [_decimal(text) * scale for prop in wanted for text in node.texts(prop)[:1]]
        if not numbers:
            return None
        number, magnitude = _in_words_of_scale(numbers)
        how = self.one(node, PG.comparator) if kind and kind not in _PLAIN_COMPARATORS else Words()
        said = _joined(how, Words(number, number), magnitude, self._unit(node))
        period = self.one(node, PG.period)
        if period.text():
            said = _joined(said, Words(f"({period.text('en')})", f"({period.text('ru')})"))
        return said

    def _unit(self, node: Node) -> Words:
        counted = in_both(node.values.get(PG.unitText, ()))
        unit = node.first(QUDT.hasUnit)
        if counted.text() or not isinstance(unit, IRI) or unit == UNIT.NUM:
            return counted
        if unit == UNIT.PERCENT:
            return Words("%", "%")
        name = local_name(unit)
        return _UNITS.get(name) or self._words.get(unit) or Words(name.removeprefix("CCY_"))

    def _period(self, node: Node) -> Words | None:
        texts = [*node.texts(PG.validFromText)[:1], *node.texts(PG.validToText)[:1]]
        text = " – ".join(dict.fromkeys(texts))
        return Words(text, text) if text else None

    def _gist(self, node: Node) -> str:
        """The entities and texts of a node that has no name of its own."""
        said = {
            text_of(value)
            for prop, terms in node.values.items()
            if prop not in {RDF.type, RDFS.comment, DCTERMS.isPartOf, PG.confidence}
            for term in terms
            if (value := self.entities.get(term) if isinstance(term, IRI) else _literal(term)) is not None  # type: ignore[arg-type]
        }
        return ", ".join(sorted(said))


def text_of(value: Value, *, russian: bool = False) -> str:
    """A value as text, to sort by and to print."""
    lang = "ru" if russian else "en"
    match value:
        case Entity():
            return value.label(lang)  # type: ignore[arg-type]
        case Words():
            return value.text(lang)  # type: ignore[arg-type]
    return str(value)


def in_both(terms: Iterable[Term]) -> Words:
    """The first text of each language; a text without a language stands for both."""
    texts = sorted((term for term in terms if isinstance(term, Literal)), key=str, reverse=True)
    said = {text.language: text.value for text in texts}
    plain = said.get("", "")
    return Words(said.get("en", plain), said.get("ru", plain))


def day_of(term: Term | None) -> date | None:
    """The day that a date names; ``None`` for anything else."""
    try:
        return date.fromisoformat(str(term)) if term is not None else None
    except ValueError:
        return None


def _is_named(entity: Entity) -> bool:
    """Whether the graph names the entity; what it does not describe comes back named by its IRI."""
    undescribed = entity.kind == "thing" and entity.label_en == local_name(entity.iri) and not entity.label_ru
    return bool(entity.label_en or entity.label_ru) and not undescribed


def _literal(term: Literal) -> Value:
    name = local_name(term.datatype)
    if term.language:
        return Words(ru=term.value) if term.language == "ru" else Words(en=term.value)
    if name in {"decimal", "integer", "double", "float"}:
        try:
            return Decimal(term.value)
        except InvalidOperation:
            return term.value
    if name == "boolean":
        return Words("yes", "да") if term.value in {"true", "1"} else Words("no", "нет")
    return term.value


def _joined(*words: Words) -> Words:
    """Words one after the other in each language; where one is missing the other stands unmarked."""
    return Words(
        " ".join(filter(None, (one.en or one.ru for one in words))),
        " ".join(filter(None, (one.ru or one.en for one in words))),
    )


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(0)


def _in_words_of_scale(numbers: list[Decimal]) -> tuple[str, Words]:
    """A number or range in the largest of million, billion and trillion that fits."""
    exponent = max((power for power in _SCALES if min(map(abs, numbers)) >= 10**power), default=0)
    shown = "–".join(f"{(number / 10**exponent).normalize():f}" for number in numbers)
    return shown, _SCALES.get(exponent, Words())

"""How the terms of the graph are said to people: entities by name, concepts by label, figures in one line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Protocol

from pharmagraph.model import IRI, Entity, Literal, Term, Words
from pharmagraph.queries.described import Node, headings_for, inverse_words_for, words_for
from pharmagraph.vocab import DCTERMS, ID, PG, QUDT, RDF, RDFS, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.store.port import Store

Value = Entity | Words | str | Decimal
"""What fills a role: an entity, words of the ontology, a text of the data, or a number."""

_SCALES = {
    3: Words("thousand", "тыс."),
    6: Words("million", "млн"),
    9: Words("billion", "млрд"),
    12: Words("trillion", "трлн"),
}
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

    def learn(self, terms: Iterable[IRI], *, properties: Iterable[IRI] = ()) -> None:
        """Fetch names and labels of terms; of properties also what they are called when read backwards."""
        terms, properties = set(terms), set(properties)
        found = self._labels.entities(terms - self.entities.keys())
        self.entities |= {iri: one for iri, one in found.items() if _is_named(one)}
        unnamed = (terms | properties) - self.entities.keys() - self._words.keys()
        self._words |= words_for(self._store, unnamed)
        self._inverse |= inverse_words_for(self._store, properties)
        self._headings |= headings_for(self._store, unnamed)

    def words(self, iri: IRI) -> Words:
        """The label of a class, property or concept; its local name where it has none."""
        return self._words.get(iri) or Words(_local_name(iri))

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
            return term if term.startswith("http") and term not in PG else _local_name(term)
        return self._figure(node) or self._period(node) or self._gist(node) or _local_name(term)

    def one(self, node: Node, prop: IRI) -> Words:
        """The first value of a property, as words; empty when there is none."""
        term = node.first(prop)
        value = None if term is None else self.value(term)
        if value is None:
            return Words()
        return value if isinstance(value, Words) else Words(text_of(value), text_of(value, russian=True))

    def _figure(self, node: Node) -> Words | None:
        """A figure: measure, comparator, number or range with its scale, unit, period."""
        comparator = node.first(PG.comparator)
        kind = _local_name(IRI(str(comparator or ""))).removeprefix("comparator-")
        wanted = [_BOUNDS[kind]] if kind in _BOUNDS else [QUDT.numericValue, PG.lowerValue, PG.upperValue]
        numbers = [_number(text) for prop in wanted for text in node.texts(prop)[:1]]
        if not numbers:
            return None
        number = "–".join(numbers)
        scale = _SCALES.get(_power_of_ten(node.first(PG.scale)), Words())
        how = self.one(node, PG.comparator) if kind and kind not in _PLAIN_COMPARATORS else Words()
        unit = self._unit(node)
        period = self.one(node, PG.period)

        def said(lang: str) -> str:
            parts = [
                getattr(how, lang) or how.en,
                number,
                getattr(scale, lang),
                getattr(unit, lang) or unit.en,
            ]
            when = getattr(period, lang) or period.en
            return " ".join(filter(None, parts)) + (f" ({when})" if when else "")

        return Words(said("en"), said("ru"))

    def _unit(self, node: Node) -> Words:
        counted = self.one(node, PG.unitText)
        unit = node.first(QUDT.hasUnit)
        if counted.text() or not isinstance(unit, IRI) or unit == UNIT.NUM:
            return counted
        if unit == UNIT.PERCENT:
            return Words("%", "%")
        return self._words.get(unit) or Words(_local_name(unit).removeprefix("CCY_"))

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


def day_of(term: Term | None) -> date | None:
    """The day that a date names; ``None`` for anything else."""
    try:
        return date.fromisoformat(str(term)) if term is not None else None
    except ValueError:
        return None


def _is_named(entity: Entity) -> bool:
    """Whether the graph names the entity; what it does not describe comes back as a thing."""
    ours = entity.iri in PG or entity.iri in ID
    return bool(entity.label_en or entity.label_ru) and not (entity.kind == "thing" and ours)


def _literal(term: Literal) -> Value:
    name = _local_name(term.datatype)
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


def _number(text: str) -> str:
    """Digits in groups of three from 10,000 on, with thin spaces that no language reads as a sign."""
    whole, point, rest = text.partition(".")
    return (
        (f"{int(whole):,}".replace(",", "\u202f") if whole.isdigit() and len(whole) > 4 else whole)
        + point
        + rest
    )


def _power_of_ten(term: Term | None) -> int:
    text = str(term or "1").partition(".")[0]
    return len(text) - 1 if text.startswith("1") and not text[1:].strip("0") else 0


def _local_name(iri: IRI) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]

"""From what a person writes after a parameter's name to checked terms."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol

from pharmagraph.errors import EntityError, QueryParameterError
from pharmagraph.model import IRI, Entity, Literal, PartialDate
from pharmagraph.store.nquads import term_text
from pharmagraph.vocab import ID, PG, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.model import Term
    from pharmagraph.queries.catalogue import Parameter, Question
    from pharmagraph.store.port import Store

Given = str | int | float | Decimal | date | Entity
"""What a parameter may be given as."""


class Finder(Protocol):
    """Whoever knows which entity a name means."""

    def find_one(self, text: str, *, kind: str | None = None) -> Entity:
        """The one entity that a text means; raises ``EntityError``."""
        ...


class Values:
    """The values of a question's parameters, as checked terms; an open parameter has none."""

    def __init__(self, terms: Mapping[str, tuple[Term, ...]]) -> None:
        self._terms = dict(terms)

    def __getitem__(self, name: str) -> tuple[Term, ...]:
        return self._terms.get(name, ())

    def items(self) -> Iterable[tuple[str, tuple[Term, ...]]]:
        """Name and terms of every parameter that is not open."""
        return ((name, terms) for name, terms in self._terms.items() if terms)

    def one(self, name: str) -> Term | None:
        """The value of a parameter that takes one; ``None`` when it is open."""
        return next(iter(self[name]), None)

    def iri(self, name: str) -> IRI | None:
        """The entity or concept of a parameter; ``None`` when it is open."""
        term = self.one(name)
        return term if isinstance(term, IRI) else None

    def text(self, name: str) -> str:
        """The value as text; empty when the parameter is open."""
        return str(self.one(name) or "")

    def number(self, name: str) -> int:
        """The value of a whole-number parameter.

        Raises:
            QueryParameterError: it is open.
        """
        if self.one(name) is None:
            raise QueryParameterError(f"the parameter {name} needs a number")
        return int(self.text(name))

    @property
    def as_of(self) -> date:
        """The day that the question is asked of."""
        return date.fromisoformat(self.text("as_of"))

    def in_sparql(self) -> dict[str, tuple[str, ...]]:
        """The terms as SPARQL writes them."""
        return {name: tuple(map(term_text, terms)) for name, terms in self.items()}


def read_values(
    question: Question,
    given: Mapping[str, Given | Iterable[Given] | None],
    *,
    store: Store,
    names: Finder,
    release: date,
) -> Values:
    """The values of all parameters: what is given, else the defaults. An empty text opens a parameter.

    Raises:
        QueryParameterError: the question has no such parameter, or the value is of another type.
        EntityError: a name does not lead to one entity.
    """
    known = [one.name for one in question.parameters]
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else f"; it takes {', '.join(known)}"
            raise QueryParameterError(f"{question.id} has no parameter {name}{hint}")
    read = _Reading(store, names, release)
    ordered = sorted(question.parameters, key=lambda one: one.name != "as_of")
    for parameter in ordered:
        asked = given.get(parameter.name)
        read.values[parameter.name] = (
            read.defaults(parameter) if asked is None else read.given(parameter, asked)
        )
    return Values({name: read.values[name] for name in known})


class _Reading:
    """Reads values one after another; a default may rest on the day that was read before."""

    def __init__(self, store: Store, names: Finder, release: date) -> None:
        self.values: dict[str, tuple[Term, ...]] = {}
        self._store = store
        self._names = names
        self._release = release

    def defaults(self, parameter: Parameter) -> tuple[Term, ...]:
        default = parameter.default
        if default is None:
            return ()
        texts = (default,) if isinstance(default, str) else default
        if texts == ("release",):
            return (_day(self._release),)
        if texts == ("as_of",):
            return self.values["as_of"]
        if parameter.type == "entity":
            return tuple(ID[text] for text in texts)
        if parameter.type == "concept":
            return tuple(PG[f"{parameter.prefix}-{text}"] for text in texts)
        return tuple(self._term(parameter, text) for text in texts)

    def given(self, parameter: Parameter, asked: Given | Iterable[Given]) -> tuple[Term, ...]:
        alone = isinstance(asked, str | int | float | Decimal | date | Entity)
        values: list[Given] = [asked] if alone else list(asked)  # type: ignore[arg-type, list-item]
        if parameter.many:
            values = [part for one in values for part in self._parts(parameter, one)]
        values = [one for one in values if not (isinstance(one, str) and not one.strip())]
        if len(values) > 1 and not parameter.many:
            raise QueryParameterError(f"the parameter {parameter.name} takes one value, not {len(values)}")
        return tuple(dict.fromkeys(self._term(parameter, one) for one in values))

    def _parts(self, parameter: Parameter, value: Given) -> list[Given]:
        """The values of a list with commas; a name that has one itself stays whole."""
        if not isinstance(value, str) or isinstance(value, IRI) or "," not in value:
            return [value]
        if parameter.type == "entity":
            try:
                return [self._names.find_one(value, kind=parameter.kind)]
            except EntityError:
                pass
        return [part.strip() for part in value.split(",")]

    def _term(self, parameter: Parameter, value: Given) -> Term:
        if isinstance(value, Entity):
            if parameter.type != "entity":
                raise _wrong(parameter, value.id)
            return value.iri
        match parameter.type:
            case "entity":
                if isinstance(value, IRI):
                    return value
                return self._names.find_one(str(value), kind=parameter.kind).iri
            case "concept":
                return self._concept(parameter, str(value))
            case "date" | "until":
                return _date(parameter, value)
            case "integer" | "number":
                return _number(parameter, value)
            case "text":
                return Literal(str(value))

    def _concept(self, parameter: Parameter, text: str) -> IRI:
        scheme = f"""SELECT ?concept ?name WHERE {{
            ?scheme pg:conceptPrefix {term_text(Literal(parameter.prefix))} . ?concept skos:inScheme ?scheme
            {{ ?concept skos:prefLabel ?name }} UNION {{ ?concept skos:notation ?name }} }}"""
        known = {str(name).casefold(): concept for concept, name in self._store.select(scheme).rows}
        prefix = f"{parameter.prefix}-"
        slug = text.strip().casefold().removeprefix("pg:").removeprefix(prefix)
        found = known.get(slug) or known.get(slug.replace(" ", "-").replace("_", "-"))
        if isinstance(found, IRI):
            return found
        if known:
            notations = sorted({str(one).rpartition(f"#{prefix}")[2] for one in known.values()})
            near = get_close_matches(slug, notations, n=1)
            hint = f"did you mean {near[0]}?" if near else f"it takes {', '.join(notations)}"
            raise QueryParameterError(f"{parameter.name}: there is no {text!r}; {hint}")
        return PG[prefix + slug.replace(" ", "-")]


def _wrong(parameter: Parameter, value: object) -> QueryParameterError:
    forms = {
        "date": "a date: YYYY, YYYY-MM or YYYY-MM-DD",
        "until": "a date: YYYY, YYYY-MM or YYYY-MM-DD",
        "integer": "a whole number",
        "number": "a number",
    }
    wanted = forms.get(parameter.type, f"a {parameter.type}")
    return QueryParameterError(f"the parameter {parameter.name} takes {wanted}, not {str(value)!r}")


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), XSD.date)


def _date(parameter: Parameter, value: Given) -> Literal:
    if isinstance(value, date):
        return _day(value)
    try:
        read = PartialDate.parse(str(value).strip())
    except ValueError as error:
        raise _wrong(parameter, value) from error
    return _day(read.last if parameter.type == "until" else read.first)


def _number(parameter: Parameter, value: Given) -> Literal:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation as error:
        raise _wrong(parameter, value) from error
    if not number.is_finite() or (parameter.type == "integer" and number != number.to_integral_value()):
        raise _wrong(parameter, value)
    if parameter.type == "integer":
        return Literal(str(int(number)), XSD.integer)
    return Literal(f"{number:f}", XSD.decimal)

"""From what people write to terms."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pharmagraph.errors import EntityNotFoundError, QueryParameterError
from pharmagraph.model import IRI, Entity, Literal, Statement, Words
from pharmagraph.queries.catalogue import Parameter, Question
from pharmagraph.queries.parameters import Values, read_values
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.vocab import GRAPH, ID, PG, SKOS, XSD

HERE = Words("x", "х")
QUESTION = Question(
    "A9",
    1,
    HERE,
    HERE,
    (
        Parameter("target", "entity", HERE, kind="target", many=True),
        Parameter("stage", "concept", HERE, prefix="stage", default="phase-1"),
        Parameter("since", "date", HERE, default="2021"),
        Parameter("until", "until", HERE, default="as_of"),
        Parameter("months", "integer", HERE),
        Parameter("as_of", "date", HERE, default="release"),
    ),
    (),
)


class Names:
    """Knows two names, one of them with a comma."""

    def find_one(self, text: str, *, kind: str | None = None) -> Entity:
        if text == "PD-1" and kind == "target":
            return Entity(ID.pdcd1, "pdcd1", "target")
        if text == "Acme, Inc.":
            return Entity(ID.acme, "acme", "company")
        raise EntityNotFoundError(text)


@pytest.fixture
def store() -> EmbeddedStore:
    def line(subject: IRI, predicate: IRI, value: IRI | Literal) -> Statement:
        return Statement(subject, predicate, value, GRAPH.ontology)

    return EmbeddedStore.in_memory(
        [
            line(PG.StageScheme, PG.conceptPrefix, Literal("stage")),
            *(
                one
                for name, label in (("phase-1", "Phase 1"), ("phase-2", "Phase 2"))
                for one in (
                    line(PG[f"stage-{name}"], SKOS.inScheme, PG.StageScheme),
                    line(PG[f"stage-{name}"], SKOS.notation, Literal(name)),
                    line(PG[f"stage-{name}"], SKOS.prefLabel, Literal(label, language="en")),
                )
            ),
        ]
    )


def read(store: EmbeddedStore, **given: Any) -> Values:
    return read_values(QUESTION, given, store=store, names=Names(), release=date(2026, 11, 22))


def day(text: str) -> Literal:
    return Literal(text, XSD.date)


def test_defaults_follow_the_day_asked_for(store: EmbeddedStore) -> None:
    values = read(store, as_of="2025-06-18")
    assert dict(values.items()) == {
        "stage": (PG["stage-phase-1"],),
        "since": (day("2021-01-01"),),
        "until": (day("2025-06-18"),),
        "as_of": (day("2025-06-18"),),
    }
    assert read(store).as_of == date(2026, 11, 22)


@pytest.mark.parametrize("text", ["phase-2", "Phase 2", "pg:stage-phase-2", "phase_2", "PHASE 2"])
def test_a_concept_by_its_notation_label_or_curie(store: EmbeddedStore, text: str) -> None:
    assert read(store, stage=text).iri("stage") == PG["stage-phase-2"]


def test_names_dates_and_numbers(store: EmbeddedStore) -> None:
    values = read(store, target=["PD-1"], since="2024-02", until="2024-02", months="7")
    assert values["target"] == (ID.pdcd1,)
    assert (values["since"], values["until"]) == ((day("2024-02-01"),), (day("2024-02-29"),))
    assert values.number("months") == 7
    assert read(store, target=IRI("urn:x")).iri("target") == "urn:x"
    assert read(store, target=Entity(ID.x, "x", "target")).iri("target") == ID.x
    assert read(store, since=date(2020, 1, 2))["since"] == (day("2020-01-02"),)


def test_several_values_with_commas_and_an_empty_text_opens(store: EmbeddedStore) -> None:
    assert read(store, target="PD-1, PD-1")["target"] == (ID.pdcd1,)
    assert read(store, target="Acme, Inc.")["target"] == (ID.acme,)
    assert read(store, stage="")["stage"] == ()
    assert read(store, stage="").iri("stage") is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"tarjet": "PD-1"}, "did you mean target"),
        ({"zzz": "1"}, "it takes target, stage"),
        ({"stage": "phase-9"}, "did you mean phase-"),
        ({"stage": ["phase-1", "phase-2"]}, "takes one value"),
        ({"since": "2021-13"}, "YYYY-MM-DD"),
        ({"months": "1.5"}, "a whole number"),
        ({"months": "many"}, "a whole number"),
        ({"stage": Entity(ID.x, "x", "target")}, "concept"),
    ],
)
def test_what_does_not_fit_says_what_does(store: EmbeddedStore, given: dict[str, Any], said: str) -> None:
    with pytest.raises(QueryParameterError, match=said):
        read(store, **given)


def test_names_that_mean_nothing_and_numbers_that_are_missing(store: EmbeddedStore) -> None:
    with pytest.raises(EntityNotFoundError):
        read(store, target="nobody")
    with pytest.raises(QueryParameterError, match="needs a number"):
        read(store).number("months")


def test_terms_cannot_break_out_of_the_query(store: EmbeddedStore) -> None:
    values = read(store, target=[IRI("urn:a> } #")])
    with pytest.raises(ValueError, match="not an absolute IRI"):
        values.in_sparql()
    text = Values({"x": (Literal('" } DROP'),)}).in_sparql()["x"]
    assert text == ('"\\" } DROP"',)

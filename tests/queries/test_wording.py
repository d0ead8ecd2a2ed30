from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.queries.drawing import NameTable, entity, store_of

from pharmagraph.model import IRI, Literal, Words
from pharmagraph.queries.described import describe
from pharmagraph.queries.wording import Wording, day_of, text_of
from pharmagraph.vocab import ID, ORG, PG, XSD

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = """
source:article {
  id:cost a pg:Figure ; qudt:numericValue 100.0 ; pg:scale 1000000000.0 ; qudt:hasUnit unit:CCY_RUB ;
    pg:comparator pg:comparator-about .
  id:projects a pg:Figure ; qudt:numericValue 4000.0 ; pg:lowerValue 4000.0 ; qudt:hasUnit unit:NUM ;
    pg:comparator pg:comparator-at-least ; pg:unitText "projects"@en, "проектов"@ru ; pg:period id:span .
  id:sites a pg:Figure ; qudt:numericValue 20.0 ; pg:unitText "facilities"@en .
  id:range a pg:Figure ; pg:lowerValue 0.5 ; pg:upperValue 2.0 ; pg:comparator pg:comparator-between ;
    qudt:hasUnit unit:PERCENT .
  id:span a pg:Period ; pg:validFromText "2013" ; pg:validToText "2014" .
  id:bag pg:includes id:ann ; pg:note "a text" .
  id:empty a pg:Figure .
}
"""


@pytest.mark.parametrize(
    ("figure", "en", "ru"),
    [
        (ID.cost, "about 100 billion roubles", "около 100 млрд руб."),
        (ID.projects, "at least 4000 projects (2013 – 2014)", "не менее 4000 проектов (2013 – 2014)"),
        (ID.sites, "20 facilities", "20 facilities"),
        (ID.range, "0.5–2 %", "0.5–2 %"),
    ],
)
def test_a_figure_is_one_line(figure: IRI, en: str, ru: str, tmp_path: Path) -> None:
    with store_of(tmp_path, FIGURES) as store:
        wording = Wording(store, NameTable())
        wording.nodes |= describe(store, [ID.cost, ID.projects, ID.sites, ID.range, ID.span])
        things = [
            value for node in wording.nodes.values() for values in node.values.values() for value in values
        ]
        wording.learn([thing for thing in things if isinstance(thing, IRI)])
        value = wording.value(figure)
        assert isinstance(value, Words)
        assert (value.en, value.ru) == (en, ru)


def test_terms_are_said_as_what_they_are(tmp_path: Path) -> None:
    with store_of(tmp_path, FIGURES) as store:
        wording = Wording(store, NameTable(entity("ann", "person")))
        wording.nodes |= describe(store, [ID.bag])
        wording.learn(
            [ID.ann, PG["role-founder"], ID.bag], [ORG.member, ORG.Membership], backwards=[PG.developer]
        )
        assert wording.value(ID.ann) == entity("ann", "person")
        assert wording.value(PG["role-founder"]) == Words("founder", "учредитель")
        assert wording.value(PG["role-not-stated"]) is None
        assert wording.value(ID.bag) == "Ann, a text"
        assert wording.value(IRI("https://example.org/x/")) == "https://example.org/x/"
        assert wording.value(Literal("Москва", language="ru")) == Words(ru="Москва")
        assert wording.value(Literal("0.5", XSD.decimal)) == Decimal("0.5")
        assert wording.value(Literal("true", XSD.boolean)) == Words("yes", "да")
        assert wording.heading(ORG.Membership) == Words("Memberships", "Членство")
        assert wording.backwards(PG.developer) == Words("runs", "ведёт")
        assert wording.backwards(ORG.member) == Words("member (of)", "участник (у кого)")
        assert wording.words(PG.unheardOf) == Words("unheardOf")


def test_small_steps() -> None:
    assert text_of(Words("a", "б"), russian=True) == "б"
    assert text_of(Decimal(2)) == "2"
    assert day_of(Literal("2025-06-18")) is not None
    assert day_of(Literal("June")) is None
    assert day_of(None) is None

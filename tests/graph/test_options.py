from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.graph.drawing import iri

from pharmagraph.errors import ConfigError, EntityNotFoundError
from pharmagraph.graph.options import PathOptions, options_for
from pharmagraph.model import Entity

ALFA, BETA = (Entity(iri(name), name, "company", name.title()) for name in ("alfa", "beta"))
NAMED = {"Alfa": ALFA, "alfa": ALFA, iri("alfa"): ALFA, "Beta": BETA}


def find(text: str) -> Entity:
    if text not in NAMED:
        raise EntityNotFoundError(text)
    return NAMED[text]


def asked(**options: Any) -> PathOptions:
    return options_for(find, {"company", "drug"}, **options)


@pytest.mark.parametrize("one", ["Alfa", "alfa", iri("alfa"), ALFA, ["Alfa"], (ALFA,), {"alfa"}])
def test_one_thing_or_several_by_name_id_iri_or_as_such(one: object) -> None:
    assert asked(avoid=one).avoid == {iri("alfa")}
    assert asked(via=one).via == (iri("alfa"),)


def test_kinds_may_be_avoided_and_words_stand_alone() -> None:
    assert asked(avoid=["drug", BETA]).avoid == {"drug", iri("beta")}
    assert asked(via=["Beta", ALFA]).via == (iri("beta"), iri("alfa"))
    assert asked(only="funding", without=["events"], include="ended") == PathOptions(
        only=frozenset({"funding"}), without=frozenset({"events"}), include=frozenset({"ended"})
    )
    assert asked(limit=1, as_of=date(2020, 1, 1)).limit == 1


def test_an_unknown_name_is_not_passed_over() -> None:
    for name in ("via", "avoid"):
        with pytest.raises(EntityNotFoundError, match="nobody"):
            asked(**{name: ["Alfa", "nobody"]})


@pytest.mark.parametrize(
    "wrong",
    [
        {"avoid": 7}, {"avoid": [7]}, {"via": None}, {"via": [None]}, {"only": 7}, {"only": [ALFA]},
        {"limit": "5"}, {"limit": True}, {"max_hops": 2.0}, {"as_of": "2020-01-01"}, {"pattern": None},
        {"colour": "red"},
    ],
)  # fmt: skip
def test_values_of_another_type_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        asked(**wrong)


@pytest.mark.parametrize(
    "wrong", [{"avoid": "Alfa"}, {"via": ["a"]}, {"only": {"funds"}}, {"include": "ended"}]
)
def test_the_fields_themselves_take_no_loose_texts(wrong: dict[str, Any]) -> None:
    # A text is made of letters, each of which would be avoided.
    with pytest.raises(TypeError, match=next(iter(wrong))):
        PathOptions(**wrong)


def test_nothing_can_be_both_passed_and_avoided() -> None:
    with pytest.raises(ConfigError, match="both pass alfa"):
        asked(via="Alfa", avoid=[BETA, ALFA])
    # to pass one of a kind that is avoided otherwise makes sense
    assert asked(via="Alfa", avoid="company").via == (iri("alfa"),)
    with pytest.raises(ConfigError, match="alfa is an end"):
        asked(avoid="Alfa").check_ends(iri("beta"), iri("alfa"))

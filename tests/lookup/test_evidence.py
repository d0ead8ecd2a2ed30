"""The order of evidence."""

from __future__ import annotations

from pharmagraph.lookup.evidence import Candidate, Step, rank
from pharmagraph.model import Entity
from pharmagraph.vocab import ID


def entity(identifier: str, kind: str = "target") -> Entity:
    return Entity(ID[identifier], identifier, kind, identifier)


def ids(ranked: list[Candidate]) -> list[tuple[str, Step]]:
    return [(one.entity.id, one.step) for one in ranked]


def of_nothing(_: Entity) -> list[Entity]:
    return []


def test_a_lower_step_never_passes_a_higher_one() -> None:
    weak = Candidate(entity("a"), Step.FUZZY, "fuzzy", "a", score=1.0)
    strong = Candidate(entity("b"), Step.FOLDED_ALIAS, "folded-alias", "b", score=0.1)
    assert ids(rank([weak, strong], of_nothing)) == [("b", Step.FOLDED_ALIAS), ("a", Step.FUZZY)]


def test_an_entity_is_listed_once_at_its_best() -> None:
    alias = Candidate(entity("a"), Step.ALIAS, "alias", "A")
    symbol = Candidate(entity("a"), Step.LABEL, "symbol", "A")
    assert rank([alias, symbol], of_nothing) == [symbol]


def test_an_alias_of_two_stands_below_one_that_is_only_ones() -> None:
    shared = [Candidate(entity(name), Step.ALIAS, "alias", "X") for name in ("a", "b")]
    own = Candidate(entity("c"), Step.FOLDED_ALIAS, "folded-alias", "x")
    assert ids(rank([*shared, own], of_nothing)) == [
        ("c", Step.FOLDED_ALIAS),
        ("a", Step.SHARED_ALIAS),
        ("b", Step.SHARED_ALIAS),
    ]


def test_a_programme_called_like_its_drug_comes_after_it() -> None:
    programme = Candidate(entity("a-programme", "programme"), Step.LABEL, "preferred-label", "X")
    drug = Candidate(entity("drug", "drug"), Step.LABEL, "preferred-label", "X", score=0.99)
    ranked = rank([programme, drug], of_nothing)
    assert [(one.entity.id, one.subordinate) for one in ranked] == [("drug", False), ("a-programme", True)]
    assert ranked[0].standing != ranked[1].standing


def test_a_territory_called_like_a_country_comes_after_it_even_by_its_very_label() -> None:
    territory = Candidate(entity("t", "territory"), Step.LABEL, "preferred-label", "X")
    country = Candidate(entity("c", "country"), Step.ALIAS, "alias", "X")
    assert ids(rank([territory, country], of_nothing)) == [("c", Step.ALIAS), ("t", Step.ALIAS)]
    by_id = Candidate(entity("t", "territory"), Step.ID, "id", "t")
    assert ids(rank([by_id, country], of_nothing)) == [("t", Step.ID), ("c", Step.ALIAS)]


def test_a_copy_comes_after_its_substance_and_does_not_make_the_alias_shared() -> None:
    substance, copy = entity("s", "drug"), entity("c", "drug")
    found = [Candidate(one, Step.ALIAS, "alias", "X") for one in (copy, substance)]
    ranked = rank(found, lambda one: [substance] if one == copy else [])
    assert ids(ranked) == [("s", Step.ALIAS), ("c", Step.ALIAS)]


def test_more_of_the_words_is_no_reason_to_prefer_one_of_two() -> None:
    one = Candidate(entity("a"), Step.WORDS, "words", "a", score=0.9)
    other = Candidate(entity("b"), Step.WORDS, "words", "b", score=0.5)
    assert one.standing == other.standing

"""The facade: what a caller may hand to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import ConfigError, EntityError

if TYPE_CHECKING:
    from pharmagraph.knowledge_graph import KnowledgeGraph
    from pharmagraph.model import Entity, GraphPath


def passed(paths: list[GraphPath]) -> list[set[str]]:
    return [{hop.end.id for hop in path.hops[:-1]} for path in paths]


@pytest.fixture
def ends(kg: KnowledgeGraph) -> tuple[Entity, Entity]:
    return kg.find_one("ChemRar"), kg.find_one("PD-1")


def test_what_is_to_be_avoided_is_avoided_however_it_is_named(
    kg: KnowledgeGraph, ends: tuple[Entity, Entity]
) -> None:
    assert any("pfizer" in one for one in passed(kg.paths(*ends)))
    pfizer = kg.find_one("Pfizer")
    for avoid in ("Pfizer", ["Pfizer"], "pfizer", pfizer.iri, pfizer, {pfizer}):
        found = passed(kg.paths(*ends, avoid=avoid))
        assert found
        assert not any("pfizer" in one for one in found)


def test_what_is_to_be_passed_is_passed_however_it_is_named(
    kg: KnowledgeGraph, ends: tuple[Entity, Entity]
) -> None:
    pfizer = kg.find_one("Pfizer")
    for via in ("Pfizer", [pfizer], (pfizer.iri,)):
        assert all("pfizer" in one for one in passed(kg.paths(*ends, via=via, limit=2)))


def test_what_means_nothing_is_not_passed_over(kg: KnowledgeGraph, ends: tuple[Entity, Entity]) -> None:
    with pytest.raises(EntityError):
        kg.paths(*ends, avoid="nobody at all")
    with pytest.raises(TypeError):
        kg.paths(*ends, via=7)
    with pytest.raises(TypeError):
        kg.paths(*ends, colour="red")
    with pytest.raises(ConfigError, match="an end of the path"):
        kg.paths(*ends, avoid="ChemRar")


def test_a_network_that_there_is_none_of_is_named_with_those_that_are(kg: KnowledgeGraph) -> None:
    with pytest.raises(ConfigError, match="'foo', only: actors, all, organisations"):
        kg.graph("foo")


def test_what_is_certain_is_so_on_the_day_of_the_data(kg: KnowledgeGraph) -> None:
    person = kg.find_one("manturov")
    whenever = kg.profile(person)
    certain = kg.profile(person, certain=True)
    assert (whenever.day, certain.day) == (None, kg.snapshot.date)
    # One post is called ended and was last seen in 2021, the other was seen in 2025; the conference is over.
    assert whenever.facts
    assert certain.facts == ()
    assert certain.hidden + certain.uncertain == len(whenever.facts)

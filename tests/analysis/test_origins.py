"""Where derived statements come from. The drawing is in ``fixtures/questions/origins.trig``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.queries.questions.world import World, cells, told

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    drawn = World("origins", tmp_path_factory.mktemp("origins"))
    yield drawn
    drawn.close()


def test_a_derived_statement_shows_run_facts_sources_and_passages(world: World) -> None:
    reply = world.ask("H5", result="Alfa")
    # told once, though it holds both ways; each of the two agreements is a fact that it rests on
    assert cells(reply, "result", "other", "run", "input_fact", "source", "passage") == [
        ("alfa", "beta", "run-partner-of", "pact-1", ("one", "two"), None),
        ("alfa", "beta", "run-partner-of", "pact-2", ("two",), ("p. 7",)),
    ]
    assert [row.rules for row in reply.rows] == [("partner-of",), ("partner-of",)]
    assert told(reply) == [("one", "two"), ("two",)]
    assert reply.missing == ()


def test_a_fact_in_other_terms_is_no_result(world: World) -> None:
    assert cells(world.ask("H5", result="Beta"), "result", "other")[0] == ("beta", "alfa")
    assert len(world.ask("H5", result="Beta").rows) == 2  # nothing of the inverse


def test_without_a_result_each_derived_graph_names_its_run_and_all_its_sources(world: World) -> None:
    reply = world.ask("H5")
    assert dict(zip([row[0] for row in cells(reply, "run")], told(reply), strict=True)) == {
        "run-develops": ("copy",),
        "run-inverses": (),
        "run-partner-of": ("one", "two"),
        "run-works-on-target": ("copy",),  # through what it is derived from
    }
    assert reply.rows[0].rules == ("develops",)


def test_a_run_of_a_later_day_is_not_known_yet(world: World) -> None:
    assert world.ask("H5", result="Alfa", as_of="2024-12-31").rows == ()
    assert world.ask("H5", as_of="2024-12-31").rows == ()

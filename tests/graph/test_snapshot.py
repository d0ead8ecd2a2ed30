from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.graph.drawing import iri, snapshot, tie

from pharmagraph.errors import StoreError
from pharmagraph.graph.snapshot import NOT_IN_PROJECTION, Snapshot
from pharmagraph.model import Entity

if TYPE_CHECKING:
    from pathlib import Path


def test_an_entity_has_its_names_and_kind() -> None:
    drawn = snapshot([tie("alfa", "develops", "mab")], {"mab": "drug"})
    assert drawn.entity(drawn.number(iri("mab"))) == Entity(iri("mab"), "mab", "drug", "Mab", "")
    assert len(drawn) == 2


def test_an_iri_that_is_not_there_has_no_number() -> None:
    assert snapshot([tie("a", "funds", "b")]).number(iri("c")) == NOT_IN_PROJECTION


def test_the_ties_between_two_nodes() -> None:
    drawn = snapshot([tie("a", "funds", "b"), tie("b", "partner-of", "a"), tie("a", "funds", "c")])
    found = [drawn.tie(drawn.slot[entry], backward=False).relation for entry in drawn.entries_between(0, 1)]
    assert sorted(found) == ["funds", "partner-of"]
    assert list(drawn.entries_between(1, 2)) == []


def test_a_relation_is_found_by_name() -> None:
    drawn = snapshot([tie("a", "funds", "b")])
    assert drawn.relation("funds").layer == "funding"
    with pytest.raises(StoreError, match="owns"):
        drawn.relation("owns")


def test_a_directory_without_a_projection(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="build the graph again"):
        Snapshot.open(tmp_path)


def test_closing_ends_reading() -> None:
    drawn = snapshot([tie("a", "funds", "b")])
    drawn.close()
    with pytest.raises(ValueError, match="released"):
        drawn.entity(0)

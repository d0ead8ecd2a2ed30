"""The names of tests/fixtures/names.trig, written once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pharmagraph.lookup import NameIndex, write_index
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.parsing import parse
from pharmagraph.vocab import SOURCE_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = Path(__file__).parents[1] / "fixtures" / "names.trig"


@pytest.fixture(scope="session")
def named_store() -> EmbeddedStore:
    """The fixture as a store."""
    return EmbeddedStore.in_memory(parse(NAMES, base_graph=SOURCE_GRAPH["names"]))


@pytest.fixture(scope="session")
def names(named_store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[NameIndex]:
    """The fixture's index, open."""
    file = tmp_path_factory.mktemp("names") / "names.sqlite"
    write_index(named_store, file)
    with NameIndex.open(file) as index:
        yield index

"""The files of ``ontology/`` as rdflib graphs, each read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ontology.reading import ONTOLOGY, read

if TYPE_CHECKING:
    from rdflib import Graph


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """Classes and properties; read only."""
    return read(ONTOLOGY / "pharmagraph.ttl")


@pytest.fixture(scope="session")
def schemes() -> Graph:
    """Concept schemes; read only."""
    return read(ONTOLOGY / "schemes.ttl")

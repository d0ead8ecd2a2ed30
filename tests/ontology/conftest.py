"""The files of ``ontology/`` as rdflib graphs, each read once."""

from __future__ import annotations

import pytest
from rdflib import Graph

from tests.ontology.reading import ONTOLOGY, read


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """Classes and properties; read only."""
    return read(ONTOLOGY / "pharmagraph.ttl")


@pytest.fixture(scope="session")
def schemes() -> Graph:
    """Concept schemes; read only."""
    return read(ONTOLOGY / "schemes.ttl")

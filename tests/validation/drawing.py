"""The invented valid graph in a store, and how an error is put into it and taken out again."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from pharmagraph import resources
from pharmagraph.model import Release, Statement
from pharmagraph.queries.sources import read_sources
from pharmagraph.store import terms
from pharmagraph.store.parsing import parse
from pharmagraph.validation import Report, check_graph
from pharmagraph.vocab import ONTOLOGY_GRAPH, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pharmagraph.store.embedded import EmbeddedStore

VALID = Path(__file__).parents[1] / "fixtures" / "valid.trig"
RELEASE = Release("2026-11-22", "00000000")


def quads(trig: str) -> list[ox.Quad]:
    """What a TriG text says; our prefixes need not be declared."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return list(ox.parse(prefixes + trig, format=ox.RdfFormat.TRIG))


def valid_statements() -> list[Statement]:
    """The drawing itself."""
    return list(terms.statements(iter(quads(VALID.read_text(encoding="utf-8")))))


def ontology_statements() -> list[Statement]:
    """The ontology as a build reads it."""
    files = resources.ontology_files()
    return [one for file in files for one in parse(file, base_graph=ONTOLOGY_GRAPH, keep_blank=True)]


def checked(store: EmbeddedStore) -> Report:
    """The report on a store."""
    return check_graph(store, release=RELEASE, sources=read_sources(store))


@contextmanager
def changed(store: EmbeddedStore, *, out: str, put: str) -> Iterator[None]:
    """The store without some statements and with others, for as long as the block runs.

    Raises:
        KeyError: a statement to take out is not there.
    """
    removed = [one for quad in quads(out) for one in (quad, merged(quad))]
    added = [one for quad in quads(put) for one in (quad, merged(quad)) if one not in store.inner]
    for quad in removed:
        if quad not in store.inner:
            raise KeyError(str(quad))
        store.inner.remove(quad)
    for quad in added:
        store.inner.add(quad)
    try:
        yield
    finally:
        for quad in added:
            store.inner.remove(quad)
        for quad in removed:
            store.inner.add(quad)


def merged(quad: ox.Quad) -> ox.Quad:
    """The same statement in the default graph."""
    return ox.Quad(quad.subject, quad.predicate, quad.object)

"""RDF files as inputs beside the tables: each file, and each named graph in it, is a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pharmagraph.errors import SourceError
from pharmagraph.model import IRI, Literal, Statement
from pharmagraph.store.parsing import is_rdf, parse
from pharmagraph.vocab import CATALOGUE_GRAPH, DCTERMS, GRAPH, ID, PG, PROV, RDF, SOURCE_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def rdf_files(directory: Path) -> list[Path]:
    """The RDF files directly in a directory, by name."""
    return sorted(file for file in directory.iterdir() if file.is_file() and is_rdf(file))


def rdf_statements(file: Path) -> Iterator[Statement]:
    """What a file says, and the catalogue entries that describe it as a source.

    Statements outside any named graph go to the file's own source graph; a named graph of the file stays
    as it is and is described as coming from this file.

    Raises:
        SourceError: the file does not parse, or writes to a graph that only a build may write.
    """
    slug = _slug(file)
    own = SOURCE_GRAPH[slug]
    source = ID[slug]
    described: set[IRI] = set()
    for statement in parse(file, base_graph=own):
        named = statement.named_graph
        if named not in described:
            if named in GRAPH and named not in SOURCE_GRAPH:
                raise SourceError(
                    file,
                    f"writes to {named}, which only a build may write",
                    hint=f"name graphs of your own, or use {SOURCE_GRAPH}NAME",
                )
            described.add(named)
            yield Statement(named, RDF.type, PG.SourceGraph, CATALOGUE_GRAPH)
            yield Statement(named, PROV.wasDerivedFrom, source, CATALOGUE_GRAPH)
        yield statement
    yield Statement(source, RDF.type, PG.Source, CATALOGUE_GRAPH)
    yield Statement(source, DCTERMS.title, Literal(file.name), CATALOGUE_GRAPH)
    yield Statement(source, PG.sourceKind, PG["source-kind-dataset"], CATALOGUE_GRAPH)


def _slug(file: Path) -> str:
    """A source id made of the file's name, so that the same file is the same source in every build."""
    stem = file.name.removesuffix(".gz").rpartition(".")[0]
    return "file-" + (re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "rdf")

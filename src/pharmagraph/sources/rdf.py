"""RDF files as inputs beside the tables: each file, and each named graph in it, is a source."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pharmagraph.errors import SourceError
from pharmagraph.model import Literal, Statement
from pharmagraph.store.parsing import is_rdf, parse
from pharmagraph.vocab import CATALOGUE_GRAPH, DCTERMS, GRAPH, ID, PG, PROV, RDF, SOURCE_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pharmagraph.model import IRI


def rdf_files(directory: Path) -> list[Path]:
    """The RDF files directly in a directory, by name."""
    return sorted(file for file in directory.iterdir() if file.is_file() and is_rdf(file))


def rdf_statements(file: Path) -> Iterator[Statement]:
    """What a file says, and the catalogue entries that describe its sources.

    Statements outside any named graph belong to the file as a source; each named graph of it is a source
    of its own, derived from the file, with the graph's IRI as its title. A graph that is named as one of
    our source graphs keeps that name, and with it joins a source that is there already.

    Raises:
        SourceError: the file does not parse, or writes to a graph that only a build may write.
    """
    whole = ID[_slug(file)]
    yield from _described(whole, file.name)
    graphs = {SOURCE_GRAPH[_slug(file)]: SOURCE_GRAPH[_slug(file)]}
    yield Statement(SOURCE_GRAPH[_slug(file)], RDF.type, PG.SourceGraph, CATALOGUE_GRAPH)
    yield Statement(SOURCE_GRAPH[_slug(file)], PROV.wasDerivedFrom, whole, CATALOGUE_GRAPH)
    for statement in parse(file, base_graph=SOURCE_GRAPH[_slug(file)]):
        named = statement.named_graph
        if named not in graphs:
            graphs[named] = _own_graph(file, named)
            part = ID[graphs[named][len(SOURCE_GRAPH) :]]
            yield from _described(part, named)
            if part != whole:
                yield Statement(part, PROV.wasDerivedFrom, whole, CATALOGUE_GRAPH)
            yield Statement(graphs[named], RDF.type, PG.SourceGraph, CATALOGUE_GRAPH)
            yield Statement(graphs[named], PROV.wasDerivedFrom, part, CATALOGUE_GRAPH)
        yield replace(statement, named_graph=graphs[named])


def _own_graph(file: Path, named: IRI) -> IRI:
    """The source graph that a named graph of a file becomes: its last word, told apart by a hash."""
    if named in SOURCE_GRAPH:
        return named
    if named in GRAPH:
        raise SourceError(
            file,
            f"writes to {named}, which only a build may write",
            hint=f"name graphs of your own, or use {SOURCE_GRAPH}NAME",
        )
    word = re.sub(r"[^a-z0-9]+", "-", re.split(r"[/#:]", named.rstrip("/#"))[-1].lower()).strip("-")
    return SOURCE_GRAPH[f"{_slug(file)}-{word or 'graph'}-{hashlib.sha256(named.encode()).hexdigest()[:6]}"]


def _described(source: IRI, title: str) -> Iterator[Statement]:
    yield Statement(source, RDF.type, PG.Source, CATALOGUE_GRAPH)
    yield Statement(source, DCTERMS.title, Literal(title), CATALOGUE_GRAPH)
    yield Statement(source, PG.sourceKind, PG["source-kind-dataset"], CATALOGUE_GRAPH)


def _slug(file: Path) -> str:
    """A source id made of the file's name, so that the same file is the same source in every build."""
    stem = file.name.removesuffix(".gz").rpartition(".")[0]
    return "file-" + (re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "rdf")

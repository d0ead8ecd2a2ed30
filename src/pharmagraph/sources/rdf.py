"""RDF files as inputs beside the tables: each file, and each named graph in it, is a source."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pharmagraph.errors import SourceError
from pharmagraph.model import Literal, Statement
from pharmagraph.sources.refused import refused
from pharmagraph.store.lines import lines
from pharmagraph.store.nquads import quad_line
from pharmagraph.store.parsing import is_rdf, parse
from pharmagraph.vocab import CATALOGUE_GRAPH, DCTERMS, GRAPH, ID, PG, PROV, RDF, SOURCE_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pharmagraph.model import IRI


def rdf_files(directory: Path) -> list[Path]:
    """The RDF files directly in a directory, by name."""
    return sorted(file for file in directory.iterdir() if file.is_file() and is_rdf(file))


def rdf_lines(file: Path) -> Iterator[list[bytes]]:
    """What a file says, and the catalogue entries that describe its sources, as N-Quads lines in batches.

    Statements outside any named graph belong to the file as a source; each named graph of it is a source
    of its own, derived from the file, with the graph's IRI as its title. A graph that is named as one of
    our source graphs keeps that name, and with it joins a source that is there already. A line may come
    more than once.

    Raises:
        SourceError: the file does not parse, or writes to a graph that only a build may write.
        StatementError: it says what no file may (``sources.refused``).
    """
    graphs = _Graphs(file)
    for batch in lines(file, base_graph=graphs.base, graph_of=graphs.own):
        for error in refused(file, batch):
            raise error
        yield batch
    yield [
        quad_line(one.subject, one.predicate, one.object, one.named_graph).encode()
        for one in graphs.described()
    ]


def rdf_statements(file: Path) -> Iterator[Statement]:
    """The same one by one, as values, and with what no file may say.

    Raises:
        SourceError: as ``rdf_lines``.
    """
    graphs = _Graphs(file)
    for statement in parse(file, base_graph=graphs.base):
        yield replace(statement, named_graph=graphs.own(statement.named_graph))
    yield from graphs.described()


class _Graphs:
    """The source graphs that the named graphs of a file become."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.base = SOURCE_GRAPH[_slug(file)]
        self._own = {self.base: self.base}

    def own(self, named: IRI) -> IRI:
        """The source graph for a named graph of the file."""
        return self._own.get(named) or self._own.setdefault(named, _own_graph(self._file, named))

    def described(self) -> Iterator[Statement]:
        """The catalogue entries of the file and of the graphs asked for so far."""
        whole = ID[_slug(self._file)]
        yield from _described(whole, self._file.name)
        for named, own in self._own.items():
            part = ID[own[len(SOURCE_GRAPH) :]]
            if own != self.base:
                yield from _described(part, named)
                yield Statement(part, PROV.wasDerivedFrom, whole, CATALOGUE_GRAPH)
            yield Statement(own, RDF.type, PG.SourceGraph, CATALOGUE_GRAPH)
            yield Statement(own, PROV.wasDerivedFrom, part, CATALOGUE_GRAPH)


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

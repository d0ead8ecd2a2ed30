"""The embedded store: Oxigraph, in a directory that is written once and then only read, or in memory."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from pharmagraph.errors import (
    QueryError,
    SourceError,
    StoreEmptyError,
    StoreError,
    StoreLockedError,
)
from pharmagraph.model import IRI
from pharmagraph.store import terms
from pharmagraph.store.complaints import syntax_error
from pharmagraph.vocab import PREFIXES, RETRACTED_GRAPH

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from rdflib import Dataset

    from pharmagraph.model import BlankNode, Statement, Table, Term
    from pharmagraph.store.port import Triple


_BLOCK_BYTES = 32 << 20
_BLANK = re.compile(rb"_:|<[^>]*> <[^>]*> _:")


class EmbeddedStore:
    """A store in this process. It answers as ``store.port.Store`` says."""

    def __init__(self, inner: ox.Store) -> None:
        self._inner: ox.Store | None = inner

    @classmethod
    def open(cls, directory: Path) -> Self:
        """The store in ``directory``, to read only; many may read at once.

        Raises:
            StoreEmptyError: there is no store.
            StoreError: the files cannot be read as one.
        """
        if not (directory / "CURRENT").is_file():
            raise StoreEmptyError(directory)
        try:
            return cls(ox.Store.read_only(str(directory)))
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"the store in {directory} cannot be read ({error}); build the graph again"
            ) from error

    @classmethod
    def in_memory(cls, statements: Iterable[Statement]) -> Self:
        """A store of these statements, merged as a build merges them: the default graph holds each once.

        Statements of retracted graphs stay out of the default graph.
        """
        inner = ox.Store()
        quads = []
        for statement in statements:
            subject = terms.resource_to_engine(statement.subject)
            predicate = ox.NamedNode(statement.predicate)
            object_ = terms.to_engine(statement.object)
            quads.append(ox.Quad(subject, predicate, object_, ox.NamedNode(statement.named_graph)))
            if statement.named_graph not in RETRACTED_GRAPH:
                quads.append(ox.Quad(subject, predicate, object_))
        inner.bulk_extend(quads)
        return cls(inner)

    @classmethod
    def load(cls, directory: Path, nquads: Path, *, extend: bool = False) -> None:
        """Write the N-Quads file as a new store in ``directory``, ready to be opened.

        With ``extend`` it is added to the store that a build has just written there; a label of a blank node
        means the same node as before. The file is taken in blocks, for which the engine needs a fifth of the
        memory.

        Raises:
            StoreError: the directory is not empty or cannot be written.
            StoreLockedError: another process is writing there.
            SourceError: the file does not hold N-Quads.
        """
        if not extend and directory.exists() and any(directory.iterdir()):
            raise StoreError(f"{directory} is not empty; a store is written once, into a new directory")
        inner = cls._to_write(directory)
        line = 0
        try:
            with nquads.open("rb") as stream:
                while block := stream.read(_BLOCK_BYTES) + stream.readline():
                    inner.bulk_load(input=_without_blank_nodes(inner, block), format=ox.RdfFormat.N_QUADS)
                    line += block.count(b"\n")
            inner.flush()
        except SyntaxError as error:
            raise SourceError(nquads, error.msg, line=line + (error.lineno or 1)) from error
        except OSError as error:
            raise StoreError(f"the store in {directory} cannot be written: {error}") from error

    @classmethod
    def pack(cls, directory: Path) -> None:
        """Merge the files that several loads have left; then joins take half the time.

        Raises:
            StoreError, StoreLockedError: as ``load``.
        """
        inner = cls._to_write(directory)
        try:
            inner.optimize()
        except OSError as error:
            raise StoreError(f"the store in {directory} cannot be written: {error}") from error

    @staticmethod
    def _to_write(directory: Path) -> ox.Store:
        try:
            return ox.Store(str(directory))
        except OSError as error:
            if "lock" in str(error).lower():
                raise StoreLockedError(f"another process is writing to {directory}; wait for it") from error
            raise StoreError(f"the store in {directory} cannot be written: {error}") from error

    @property
    def inner(self) -> ox.Store:
        """The engine's own store, for code inside ``store``."""
        if self._inner is None:
            raise ValueError("the store is closed")
        return self._inner

    def select(self, query: str) -> Table:
        """The solutions of a SELECT, in the order of the engine.

        Raises:
            QuerySyntaxError: the text is not SPARQL 1.1.
            QueryError: it is another form of query.
        """
        answer = self._query(query)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("the query is not a SELECT, so its answer is no table")
        with _reading():
            return terms.table_from_tsv(answer.serialize(format=ox.QueryResultsFormat.TSV) or b"")

    def ask(self, query: str) -> bool:
        """Whether the pattern of an ASK has a solution. Raises as ``select``."""
        answer = self._query(query)
        if not isinstance(answer, ox.QueryBoolean):
            raise QueryError("the query is not an ASK, so its answer is not yes or no")
        return bool(answer)

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, each once. Raises as ``select``."""
        with _reading():
            return terms.triples(self._graph(query))

    def construct_new(self, query: str, known: Container[str]) -> dict[str, Triple]:
        """The triples of a CONSTRUCT whose N-Triples lines are not ``known``, by line and in that order.

        Raises:
            QuerySyntaxError, QueryError: as ``construct``.
        """
        with _reading():
            triples = list(self._graph(query))
        text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
        lines = text.decode().split("\n")
        new = {f"{line}\n": triple for line, triple in zip(lines, triples, strict=False)}
        order = sorted(line for line in new if line not in known)
        return dict(zip(order, terms.triples(new[line] for line in order), strict=True))

    def statements(
        self,
        subject: IRI | BlankNode | None = None,
        predicate: IRI | None = None,
        object: Term | None = None,  # noqa: A002
        named_graph: IRI | None = None,
    ) -> Iterator[Statement]:
        """Every telling that fits, in no fixed order; ``None`` fits anything."""
        quads = self.inner.quads_for_pattern(
            None if subject is None else terms.resource_to_engine(subject),
            None if predicate is None else ox.NamedNode(predicate),
            None if object is None else terms.to_engine(object),
            None if named_graph is None else ox.NamedNode(named_graph),
        )
        return terms.statements(_read_one_by_one(quads))

    def named_graphs(self) -> list[IRI]:
        """The named graphs, sorted."""
        return sorted(IRI(graph.value) for graph in self.inner.named_graphs())

    def count(self, named_graph: IRI | None = None) -> int:
        """The number of statements in a named graph, or in the merged default graph."""
        pattern = (
            "{ ?s ?p ?o }"
            if named_graph is None
            else f"{{ GRAPH {ox.NamedNode(named_graph)} {{ ?s ?p ?o }} }}"
        )
        row = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {pattern}").rows[0]
        return int(str(row[0]))

    def as_dataset(self) -> Dataset:
        """An rdflib ``Dataset`` on the same data, to read only; its queries pass ``store.guard``."""
        from pharmagraph.store.dataset import ReadOnlyDataset

        return ReadOnlyDataset(self.inner)

    def close(self) -> None:
        """Let go of the data; asking afterwards is a ``ValueError``."""
        self._inner = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _graph(self, query: str) -> ox.QueryTriples:
        answer = self._query(query)
        if not isinstance(answer, ox.QueryTriples):
            raise QueryError("the query is not a CONSTRUCT or DESCRIBE, so its answer is no graph")
        return answer

    def _query(self, query: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        with _reading():
            try:
                return self.inner.query(query, prefixes=PREFIXES)
            except SyntaxError as error:
                raise syntax_error(str(error), query) from error


@contextmanager
def _reading() -> Iterator[None]:
    """What the engine complains of while it reads, in our words.

    Raises:
        StoreError: the files are damaged.
        QueryError: the engine cannot answer.
    """
    try:
        yield
    except (RuntimeError, OSError) as error:
        if isinstance(error, RuntimeError) and not str(error).startswith("Corruption"):
            raise QueryError(f"the engine cannot answer: {error}") from error
        raise StoreError(f"the store cannot be read: {error}; build the graph again") from error


def _read_one_by_one(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    with _reading():
        yield from quads


def _without_blank_nodes(inner: ox.Store, block: bytes) -> bytes:
    """The block with an empty line for each quad with a blank node, which is put into the store apart.

    A bulk load gives blank nodes new labels, and the same node may stand in another block or file.
    """
    if b"_:" not in block:
        return block
    lines = block.splitlines(keepends=True)
    is_blank = [b"_:" in line and _BLANK.match(line) is not None for line in lines]
    apart = b"".join(line if blank else b"\n" for line, blank in zip(lines, is_blank, strict=True))
    inner.bulk_extend(ox.parse(input=apart, format=ox.RdfFormat.N_QUADS))
    return b"".join(b"\n" if blank else line for line, blank in zip(lines, is_blank, strict=True))

"""What the rest of the package may ask of a store, whichever engine is behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from rdflib import Dataset

    from pharmagraph.model import IRI, BlankNode, Statement, Table, Term

Triple = tuple["IRI | BlankNode", "IRI", "Term"]
"""Subject, predicate and object of a CONSTRUCT or DESCRIBE answer."""


@runtime_checkable
class Store(Protocol):
    """A read-only graph with named graphs and a duplicate-free merged default graph.

    Queries given to a store are trusted: they are run as they stand, in process, without a time limit.
    What people write goes through ``store.worker``. The prefixes of ``vocab.PREFIXES`` are declared.
    """

    def select(self, query: str) -> Table:
        """The solutions of a SELECT, in the order of the engine."""
        ...

    def ask(self, query: str) -> bool:
        """Whether the pattern of an ASK has a solution."""
        ...

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, each once, in the order of the engine."""
        ...

    def statements(
        self,
        subject: IRI | BlankNode | None = None,
        predicate: IRI | None = None,
        object: Term | None = None,  # noqa: A002
        named_graph: IRI | None = None,
    ) -> Iterator[Statement]:
        """Every telling that fits, in no fixed order: a fact told in two named graphs comes twice.

        ``None`` fits anything. The default graph merges the named ones and adds no telling of its own.
        """
        ...

    def named_graphs(self) -> list[IRI]:
        """The named graphs, sorted."""
        ...

    def count(self, named_graph: IRI | None = None) -> int:
        """The number of statements in a named graph, or in the merged default graph."""
        ...

    def as_dataset(self) -> Dataset:
        """An rdflib ``Dataset`` on the same data, to read only; its queries pass ``store.guard``."""
        ...

    def close(self) -> None:
        """Let go of the data; asking afterwards is a mistake."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

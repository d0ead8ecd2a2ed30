"""RDF files read safely, in every syntax, as statements of named graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from pharmagraph.errors import SourceError
from pharmagraph.model import IRI, BlankNode, Literal, Statement, Term
from pharmagraph.store import literals, skolem
from pharmagraph.store.foreign import DEFAULT_LIMITS, FORMATS, NO_BASE, Limits, Reader, ending, line_of
from pharmagraph.store.terms import from_engine, resource_from_engine
from pharmagraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def is_rdf(file: Path) -> bool:
    """Whether the name of the file says that it holds RDF."""
    return ending(file) in FORMATS


def parse(
    file: Path, *, base_graph: IRI, keep_blank: bool = False, limits: Limits = DEFAULT_LIMITS
) -> Iterator[Statement]:
    """Every statement of an RDF file, once or more, statements with blank nodes last.

    The syntax follows the name (``FORMATS``, with or without ``.gz``). Statements outside any named graph
    go to ``base_graph``. Blank nodes become IRIs ``id/skolem-…`` made of what is said of them, so reading
    a file twice adds nothing; with ``keep_blank`` they stay blank, under labels made the same way.
    Numbers and dates come as the store keeps them (``1.10`` as ``1.1``).

    Raises:
        SourceMissingError: there is no such file.
        SourceError: the content is not what the name says, breaks the syntax, uses RDF 1.2 terms or
            formulae, names a remote context or an XML document type, holds an impossible literal, or
            says nothing at all.
        LimitError: the file is too large, too tightly packed or takes too long.
    """
    reader = Reader(file, limits)
    blank: list[tuple[IRI | BlankNode, IRI, Term, IRI]] = []
    empty = True
    with reader:
        for quad in reader.quads():
            empty = False
            subject, predicate, object_, named_graph = checked(file, quad, base_graph)
            if isinstance(subject, BlankNode) or isinstance(object_, BlankNode):
                blank.append((subject, predicate, object_, named_graph))
            else:
                yield Statement(subject, predicate, object_, named_graph)
    if empty:
        raise SourceError(file, "holds no statement", hint="leave it out, or check how it was made")
    yield from named(blank, keep_blank=keep_blank)


def named(quads: list[tuple[IRI | BlankNode, IRI, Term, IRI]], *, keep_blank: bool) -> Iterator[Statement]:
    """The statements with lasting names, or lasting labels, in the place of blank nodes."""
    names = skolem.names((subject, predicate, object_) for subject, predicate, object_, _ in quads)
    known: dict[Term, IRI | BlankNode] = {
        node: BlankNode(f"b{name}") if keep_blank else ID[f"skolem-{name}"] for node, name in names.items()
    }
    for subject, predicate, object_, named_graph in quads:
        yield Statement(
            known[subject] if isinstance(subject, BlankNode) else subject,
            predicate,
            known[object_] if isinstance(object_, BlankNode) else object_,
            named_graph,
        )


def checked(file: Path, quad: ox.Quad, base_graph: IRI) -> tuple[IRI | BlankNode, IRI, Term, IRI]:
    """The quad in our terms, with values as the store keeps them.

    Raises:
        SourceError: as ``parse``.
    """
    graph = quad.graph_name
    if isinstance(graph, ox.BlankNode):
        raise SourceError(
            file, "a graph without a name, or an N3 formula", hint="name each graph with an IRI"
        )
    try:
        subject, object_ = resource_from_engine(quad.subject), from_engine(quad.object)
    except ValueError as error:
        raise SourceError(file, str(error), hint="use the terms of RDF 1.1") from error
    named_graph = base_graph if isinstance(graph, ox.DefaultGraph) else IRI(graph.value)
    predicate = IRI(quad.predicate.value)
    for term in (subject, predicate, object_, named_graph):
        if isinstance(term, IRI) and term.startswith(NO_BASE):
            relative = term[len(NO_BASE) :]
            raise SourceError(
                file,
                f"{relative!r} is not an absolute IRI",
                line=line_of(file, relative),
                hint="state a base",
            )
    if isinstance(object_, Literal) and not object_.language:
        reason = literals.problem(object_)
        if reason:
            raise SourceError(file, f"{object_.value!r} {reason}", line=line_of(file, object_.value))
        object_ = literals.stored(object_)
    return subject, predicate, object_, named_graph

"""RDF files read safely as N-Quads lines, many at a time: what ``parsing`` says of a file, for large ones.

The engine parses and writes the lines; only what it would let pass is looked at here.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from pharmagraph.errors import SourceError
from pharmagraph.model import IRI
from pharmagraph.store.foreign import DEFAULT_LIMITS, NO_BASE, Limits, Reader
from pharmagraph.store.nquads import quad_line, term_text
from pharmagraph.store.parsing import checked, named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_BATCH = 1 << 13
_MOST_VALUES = 1 << 16

# Three parts of a line: all but the graph; the datatype, where the object has one; the graph, if any. Lines
# with blank nodes and with terms of RDF 1.2 do not match.
_LINE = re.compile(
    rb"""^(<[^>]*+>\ <[^>]*+>\ (?:
        <[^>]*+>
      | "[^"\\]*+(?:\\.[^"\\]*+)*+"(?:@[a-z0-9]++(?:-[a-z0-9]++)*+|(\^\^<[^>]*+>))?+
    ))\ (?:<([^>]*+)>\ )?+\.\n""",
    re.MULTILINE | re.VERBOSE,
)
_KEPT = re.compile(
    rb"""
        "(?:0|-?[1-9][0-9]{0,17})"\^\^<http://www\.w3\.org/2001/XMLSchema\#integer>
      | "-?(?:0|[1-9][0-9]{0,11})\.[0-9]{0,5}[1-9]"\^\^<http://www\.w3\.org/2001/XMLSchema\#decimal>
    """,
    re.VERBOSE,
)
_RELATIVE = NO_BASE.encode()


def lines(
    file: Path, *, base_graph: IRI, graph_of: Callable[[IRI], IRI], limits: Limits = DEFAULT_LIMITS
) -> Iterator[list[bytes]]:
    """What ``parse`` says of the file as lines of ``quad_line``, in batches; a line may come again.

    ``graph_of`` is told every named graph of the file and says which one it becomes; what it raises goes
    through. Statements outside any named graph go to ``base_graph``.

    Raises:
        SourceMissingError, SourceError, LimitError: as ``parse``.
    """
    ends = _Ends(base_graph, graph_of)
    values = _Values(file)
    odd = []
    empty = True
    with Reader(file, limits) as reader:
        for quads in _batches(reader.quads()):
            empty = False
            text = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
            found = _LINE.findall(text)
            yield [(values.kept(head) if kind else head) + ends[graph] for head, kind, graph in found]
            if len(found) < len(quads) or _RELATIVE in text:
                odd += [checked(file, quad, base_graph) for quad in _odd(quads, text)]
    if empty:
        raise SourceError(file, "holds no statement", hint="leave it out, or check how it was made")
    yield [
        quad_line(one.subject, one.predicate, one.object, graph_of(one.named_graph)).encode()
        for one in named(odd, keep_blank=False)
    ]


def _batches(quads: Iterator[ox.Quad]) -> Iterator[list[ox.Quad]]:
    """The quads in lists; what comes before an error is looked at before the error is raised."""
    while True:
        batch: list[ox.Quad] = []
        try:
            batch.extend(islice(quads, _BATCH))
        finally:
            if batch:
                yield batch
        if not batch:
            return


def _odd(quads: list[ox.Quad], text: bytes) -> Iterator[ox.Quad]:
    for quad, line in zip(quads, text.splitlines(keepends=True), strict=True):
        if _RELATIVE in line or not _LINE.match(line):
            yield quad


class _Ends(dict[bytes, bytes]):
    """How lines end that stand in a graph of the file."""

    def __init__(self, base_graph: IRI, graph_of: Callable[[IRI], IRI]) -> None:
        super().__init__()
        self._base_graph = base_graph
        self._graph_of = graph_of

    def __missing__(self, graph: bytes) -> bytes:
        own = self._graph_of(IRI(graph.decode()) if graph else self._base_graph)
        return self.setdefault(graph, f" <{own}> .\n".encode())


class _Values(dict[bytes, bytes]):
    """The text of each value as the store keeps it."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def kept(self, head: bytes) -> bytes:
        """The beginning of a line with its value, which is the object, as the store keeps it."""
        at = head.index(b' "') + 1
        return head[:at] + self[head[at:]]

    def __missing__(self, value: bytes) -> bytes:
        if _KEPT.fullmatch(value):
            return value
        (quad,) = ox.parse(b"<urn:s> <urn:p> " + value + b" .", format=ox.RdfFormat.N_QUADS)
        object_ = checked(self._file, quad, IRI("urn:g"))[2]
        if len(self) >= _MOST_VALUES:
            self.clear()
        return self.setdefault(value, term_text(object_).encode())

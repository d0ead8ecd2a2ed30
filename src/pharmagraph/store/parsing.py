"""RDF files read safely, in every syntax, as statements of named graphs.

A file is foreign until read: nothing it names is fetched, its size, its unpacking and its time are
bounded, and what it says is checked before a store sees it.
"""

from __future__ import annotations

import gzip
import re
import time
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, NoReturn, cast
from xml.parsers import expat

import pyoxigraph as ox

from pharmagraph.errors import LimitError, SourceError, SourceMissingError
from pharmagraph.model import IRI, BlankNode, Literal, Statement, Term
from pharmagraph.store import literals, skolem
from pharmagraph.store.terms import from_engine, resource_from_engine
from pharmagraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".n3": ox.RdfFormat.N3,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""File name ending → syntax; each may be followed by ``.gz``."""

_NO_BASE = "https://relative.invalid/"
_FIRST_BYTES_FREE = 16 << 20
_DOCTYPE = b"<!doctype"
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"\x80\x04", b"\x80\x05", b"BZh", b"\xfd7zXZ")
_XML_START = re.compile(rb"<(?:\?xml|!--|[\w.:-]+\s[^>]*xmlns)")
_JSON_START = re.compile(rb'[\[{]\s*(?:[{\[]\s*)?"@?\w')
_JSON_MARK = re.compile(rb'\\.|["{}\[\]]', re.DOTALL)

MAX_JSON_DEPTH = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a foreign file is read before it is given up: unpacked bytes, packing ratio, seconds."""

    max_bytes: int = 2 << 30
    max_ratio: int = 200
    time_s: float = 300.0


DEFAULT_LIMITS = Limits()


def is_rdf(file: Path) -> bool:
    """Whether the name of the file says that it holds RDF."""
    return _ending(file) in FORMATS


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
    reader = _Reader(file, limits)
    blank: list[tuple[IRI | BlankNode, IRI, Term, IRI]] = []
    empty = True
    with reader:
        for quad in reader.quads():
            empty = False
            subject, predicate, object_, named_graph = _checked(file, quad, base_graph)
            if isinstance(subject, BlankNode) or isinstance(object_, BlankNode):
                blank.append((subject, predicate, object_, named_graph))
            else:
                yield Statement(subject, predicate, object_, named_graph)
    if empty:
        raise SourceError(file, "holds no statement", hint="leave it out, or check how it was made")
    yield from _named(blank, keep_blank=keep_blank)


def _named(quads: list[tuple[IRI | BlankNode, IRI, Term, IRI]], *, keep_blank: bool) -> Iterator[Statement]:
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


def _checked(file: Path, quad: ox.Quad, base_graph: IRI) -> tuple[IRI | BlankNode, IRI, Term, IRI]:
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
        if isinstance(term, IRI) and term.startswith(_NO_BASE):
            relative = term[len(_NO_BASE) :]
            raise SourceError(
                file,
                f"{relative!r} is not an absolute IRI",
                line=_line_of(file, relative),
                hint="state a base",
            )
    if isinstance(object_, Literal) and not object_.language:
        reason = literals.problem(object_)
        if reason:
            raise SourceError(file, f"{object_.value!r} {reason}", line=_line_of(file, object_.value))
        object_ = literals.stored(object_)
    return subject, predicate, object_, named_graph


def _ending(file: Path) -> str:
    name = file.name.lower()
    return "." + name.removesuffix(".gz").rpartition(".")[2]


def _open(file: Path) -> IO[bytes]:
    return gzip.open(file, "rb") if file.name.lower().endswith(".gz") else file.open("rb")  # type: ignore[return-value]


def _line_of(file: Path, text: str) -> int | None:
    """The first line that holds the text as it stands: where to look, when the parser cannot say."""
    wanted = text.encode()
    with _open(file) as lines:
        return next((number for number, line in enumerate(lines, 1) if wanted in line), None)


class _Reader:
    """The bytes of a file for the parser: unpacked, without a byte-order mark, counted and timed."""

    def __init__(self, file: Path, limits: Limits) -> None:
        ending = _ending(file)
        if not file.is_file():
            raise SourceMissingError(file, "no such file")
        if ending not in FORMATS:
            known = ", ".join(FORMATS)
            raise SourceError(
                file, "the name does not say which RDF syntax it holds", hint=f"known are {known}"
            )
        self._file = file
        self._format = FORMATS[ending]
        self._limits = limits
        self._deadline = time.monotonic() + limits.time_s
        self._raw = file.open("rb")
        self._packed = file.name.lower().endswith(".gz")
        self._bytes: IO[bytes] = gzip.GzipFile(fileobj=self._raw) if self._packed else self._raw  # type: ignore[assignment]
        self._read = 0
        self._tail = b""
        self._in_text = False
        self._depth = 0
        self._failure: LimitError | SourceError | None = None

    def __enter__(self) -> _Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self._bytes.close()
        self._raw.close()

    def quads(self) -> Iterator[ox.Quad]:
        base = _NO_BASE if self._format == ox.RdfFormat.JSON_LD else None
        try:
            yield from ox.parse(
                cast("IO[bytes]", self), format=self._format, base_iri=base, rename_blank_nodes=False
            )
        except MemoryError as error:
            raise LimitError(
                "length", f"{self._file}: one name or text in it is longer than 16 MB"
            ) from error
        except (SyntaxError, OSError, ValueError) as error:
            if self._failure is not None:
                raise self._failure from None
            self._translate(error)

    def read(self, size: int = -1) -> bytes:
        """The next bytes; what the parser calls."""
        try:
            return self._next(size)
        except (SourceError, LimitError) as error:
            self._failure = error
            raise
        except (OSError, EOFError, zlib.error) as error:
            self._failure = SourceError(self._file, f"cannot be unpacked or read: {error}")
            raise self._failure from error

    def _next(self, size: int) -> bytes:
        wanted = size if 0 < size < 1 << 20 else 1 << 16
        chunk = self._bytes.read(wanted)
        if self._read == 0:
            while chunk and len(chunk) < 64 and (more := self._bytes.read(wanted)):
                chunk += more
            self._read = len(chunk)
            chunk = self._start(chunk)
        else:
            self._read += len(chunk)
        self._keep_limits()
        if self._format == ox.RdfFormat.RDF_XML:
            self._refuse_document_type(chunk)
        elif self._format == ox.RdfFormat.JSON_LD:
            self._keep_shallow(chunk)
        return chunk

    def _start(self, chunk: bytes) -> bytes:
        chunk = chunk.removeprefix(b"\xef\xbb\xbf")
        if chunk.startswith(_PACKED):
            raise SourceError(self._file, "is packed or binary", hint="unpack it, or name a gzip file .gz")
        if chunk.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in chunk[:4]:
            raise SourceError(self._file, "the text is not UTF-8", line=1, hint="save it as UTF-8")
        text = chunk.lstrip()
        looks = ""
        if _XML_START.match(text):
            looks = "RDF/XML"
        elif _JSON_START.match(text):
            looks = "JSON-LD"
        is_that = {"RDF/XML": ox.RdfFormat.RDF_XML, "JSON-LD": ox.RdfFormat.JSON_LD}.get(looks)
        if is_that is not None and is_that != self._format:
            raise SourceError(
                self._file,
                f"the content looks like {looks}, not {self._format.name}",
                line=1,
                hint="name it so",
            )
        return chunk

    def _keep_limits(self) -> None:
        limits = self._limits
        if self._read > limits.max_bytes:
            raise LimitError("file size", f"{self._file}: more than {limits.max_bytes:,} bytes; split it")
        if self._packed and self._read > max(_FIRST_BYTES_FREE, limits.max_ratio * self._raw.tell()):
            raise LimitError(
                "packing ratio",
                f"{self._file}: unpacks to more than {limits.max_ratio} times its size; unpack it first",
            )
        if time.monotonic() > self._deadline:
            raise LimitError("time", f"{self._file}: not read within {limits.time_s:g} s; split it")

    def _refuse_document_type(self, chunk: bytes) -> None:
        window = (self._tail + chunk).lower()
        if _DOCTYPE in window:
            raise SourceError(
                self._file,
                "an XML document type (<!DOCTYPE …>) is never read",
                line=_line_of_doctype(self._file),
                hint="remove it and write out its entities",
            )
        self._tail = window[-len(_DOCTYPE) :]

    def _keep_shallow(self, chunk: bytes) -> None:
        """Count open brackets outside strings; thousands of levels would take the engine minutes."""
        text = self._tail + chunk
        held = len(text) - len(text.rstrip(b"\\"))
        self._tail = b"\\" if held % 2 else b""
        for match in _JSON_MARK.finditer(text):
            mark = match[0]
            if mark == b'"':
                self._in_text = not self._in_text
            elif self._in_text or mark[0] == 92:
                continue
            elif mark in b"[{":
                self._depth += 1
                if self._depth > MAX_JSON_DEPTH:
                    raise LimitError(
                        "nesting", f"{self._file}: brackets nested more than {MAX_JSON_DEPTH} deep"
                    )
            else:
                self._depth -= 1

    def _translate(self, error: SyntaxError | OSError | ValueError) -> NoReturn:
        message = " ".join(str(getattr(error, "msg", None) or error).split())
        line = getattr(error, "lineno", None)
        hint = ""
        if "LoadDocumentCallback" in message:
            message, hint = (
                "the JSON-LD context is not in the file, and nothing is fetched",
                "write it into the file",
            )
            line = _line_of(self._file, "@import") or _line_of(self._file, "@context")
        elif "No scheme found" in message or "RelativeIri" in message:
            hint = "state a base"
        if self._format == ox.RdfFormat.RDF_XML and line is None:
            line = _ill_formed_line(self._file)
        raise SourceError(self._file, message, line=line, hint=hint) from error


def _line_of_doctype(file: Path) -> int | None:
    with _open(file) as lines:
        return next((number for number, line in enumerate(lines, 1) if _DOCTYPE in line.lower()), None)


def _ill_formed_line(file: Path) -> int | None:
    """The line at which the XML stops being well-formed; the engine does not say."""
    checker = expat.ParserCreate()
    with _open(file) as text:
        try:
            checker.ParseFile(text)
        except expat.ExpatError as error:
            return error.lineno
    return None

"""The bytes of a foreign RDF file on their way to the parser.

A file is foreign until read: nothing it names is fetched, its size, its unpacking and its time are
bounded, and its content must be what its name says.
"""

from __future__ import annotations

import gzip
import re
import time
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, NoReturn, Self, cast
from xml.parsers import expat

import pyoxigraph as ox

from pharmagraph.errors import LimitError, SourceError, SourceMissingError

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

NO_BASE = "https://relative.invalid/"
"""Where relative IRIs of JSON-LD come to lie, so that they are seen; the parser would drop them."""

_LOOKED_AT = 64 << 20
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


def ending(file: Path) -> str:
    """The end of the name that says which syntax the file holds, without ``.gz``."""
    name = file.name.lower()
    return "." + name.removesuffix(".gz").rpartition(".")[2]


def _open(file: Path) -> IO[bytes]:
    return gzip.open(file, "rb") if file.name.lower().endswith(".gz") else file.open("rb")  # type: ignore[return-value]


def start_of(file: Path) -> bytes:
    """The first bytes of the file, unpacked: enough to look for a place in it."""
    with _open(file) as content:
        return content.read(_LOOKED_AT)


def line_of(file: Path, text: str) -> int | None:
    """The first line that holds the text as it stands: where to look, when the parser cannot say."""
    return _line(start_of(file), text.encode())


def _line(content: bytes, wanted: bytes) -> int | None:
    at = content.find(wanted)
    return content.count(b"\n", 0, at) + 1 if at >= 0 else None


def _ill_formed_line(content: bytes) -> int | None:
    """The line at which the XML stops being well-formed; the engine does not say."""
    checker = expat.ParserCreate()
    try:
        checker.Parse(content)
    except expat.ExpatError as error:
        return error.lineno
    return None


class Reader:
    """The bytes of a file for the parser: unpacked, without a byte-order mark, counted and timed."""

    def __init__(self, file: Path, limits: Limits) -> None:
        syntax = FORMATS.get(ending(file))
        if not file.is_file():
            raise SourceMissingError(file, "no such file")
        if syntax is None:
            known = ", ".join(FORMATS)
            raise SourceError(
                file, "the name does not say which RDF syntax it holds", hint=f"known are {known}"
            )
        self._file = file
        self._format = syntax
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bytes.close()
        self._raw.close()

    def quads(self) -> Iterator[ox.Quad]:
        """What the parser makes of the file.

        Raises:
            SourceError: the file is not what its name says, or breaks the rules of its syntax.
            LimitError: it is too large, too deep, too tightly packed or takes too long.
        """
        base = NO_BASE if self._format == ox.RdfFormat.JSON_LD else None
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
                line=_line(start_of(self._file).lower(), _DOCTYPE),
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
            line = line_of(self._file, "@import") or line_of(self._file, "@context")
        elif "No scheme found" in message or "RelativeIri" in message:
            hint = "state a base"
        if self._format == ox.RdfFormat.RDF_XML and line is None:
            line = _ill_formed_line(start_of(self._file))
        raise SourceError(self._file, message, line=line, hint=hint) from error

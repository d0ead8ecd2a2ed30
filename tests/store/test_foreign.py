from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import LimitError, SourceError
from pharmagraph.store import foreign
from pharmagraph.store.foreign import Limits, Reader, ending, line_of

if TYPE_CHECKING:
    from pathlib import Path


def chunks(file: Path, size: int) -> bytes:
    """All that the parser would get, asked for in pieces of ``size``."""
    with Reader(file, Limits()) as reader:
        got = b""
        while chunk := reader.read(size):
            got += chunk
        return got


@pytest.mark.parametrize("size", [1, 7, 100])
def test_the_bytes_come_through_in_any_pieces(tmp_path: Path, size: int) -> None:
    file = tmp_path / "x.ttl"
    file.write_bytes(b"\xef\xbb\xbf" + b"<urn:a> <urn:p> 1 . " * 20)
    assert chunks(file, size) == b"<urn:a> <urn:p> 1 . " * 20


@pytest.mark.parametrize("size", [1, 3, 100])
def test_a_document_type_is_seen_across_pieces(tmp_path: Path, size: int) -> None:
    file = tmp_path / "x.rdf"
    file.write_bytes(b"<?xml version='1.0'?>" + b" " * 90 + b"\n<!DocType r>")
    with pytest.raises(SourceError, match="line 2: an XML document type"):
        chunks(file, size)


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_depth_is_counted_across_pieces(tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "MAX_JSON_DEPTH", 3)
    file = tmp_path / "x.jsonld"
    shallow = b'{"@id": "urn:a", "p": ["[[[[\\\\\\"[[[["' + b' , "\\""' * 20 + b"]}"
    file.write_bytes(shallow)
    assert chunks(file, size) == shallow
    file.write_bytes(shallow[:-2] + b',"\\\\",[[1]]]}')
    with pytest.raises(LimitError):
        chunks(file, size)


def test_endings_and_lines(tmp_path: Path) -> None:
    assert ending(tmp_path / "A.NQ.GZ") == ".nq"
    assert ending(tmp_path / "none") == ".none"
    file = tmp_path / "x.nt"
    file.write_text("one\ntwo\n", encoding="ascii")
    assert (line_of(file, "two"), line_of(file, "three")) == (2, None)

"""Named arrays in one file, read in place: what a projection is stored in.

``header.json`` says where each array lies in ``arrays.bin`` and carries whatever the writer adds; numbers are
little-endian, every array starts at a multiple of eight bytes, and nothing else is in the file, so equal
content is equal bytes. Texts are a blob and the offsets into it.
"""

from __future__ import annotations

import json
import mmap
import sys
from array import array
from typing import TYPE_CHECKING, Any, Final, cast

from pharmagraph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FORMAT: Final = 2
_ALIGNMENT: Final = 8
_QUICKLY_READ: Final = 8_000_000
"""Bytes: a file up to this size is held to its digest whenever it is opened: some milliseconds."""

_WIDTHS: Final = {"B": 1, "H": 2, "I": 4, "i": 4, "Q": 8, "d": 8}


def text_columns(name: str, texts: Iterable[str]) -> dict[str, array[int]]:
    """Two columns, ``name.text`` and ``name.offset``, that hold a list of texts."""
    blob, offsets = bytearray(), array("Q", [0])
    for text in texts:
        blob += text.encode()
        offsets.append(len(blob))
    return {f"{name}.text": array("B", bytes(blob)), f"{name}.offset": offsets}


def write_columns(
    directory: Path, columns: Mapping[str, array[int] | array[float]], header: Mapping[str, object]
) -> str:
    """Write the arrays and the header into an existing directory, and return the digest of their content."""
    import hashlib  # only a build writes

    places: dict[str, list[object]] = {}
    digest = hashlib.sha256()
    position = 0
    with (directory / "arrays.bin").open("wb") as file:
        for name in sorted(columns):
            column = columns[name]
            if column.itemsize != _WIDTHS[column.typecode]:
                raise StoreError(f"this machine stores {column.typecode!r} in {column.itemsize} bytes")
            content = _little_endian(column)
            content += b"\0" * (-len(content) % _ALIGNMENT)
            places[name] = [column.typecode, position, len(column)]
            position += len(content)
            digest.update(content)
            file.write(content)
    described = {**header, "format": FORMAT, "columns": places}
    digest.update(_described(described))
    described["digest"] = digest.hexdigest()
    text = json.dumps(described, sort_keys=True, ensure_ascii=False, indent=0)
    (directory / "header.json").write_text(text + "\n", encoding="utf-8")
    return digest.hexdigest()


def _described(header: Mapping[str, object]) -> bytes:
    return json.dumps(header, sort_keys=True, ensure_ascii=False).encode()


class Columns:
    """The arrays of a directory, mapped into memory: only what is touched is read."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        try:
            self.header: dict[str, Any] = json.loads((directory / "header.json").read_text(encoding="utf-8"))
            with (directory / "arrays.bin").open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise StoreError(
                f"{directory} holds no readable projection ({error}); build the graph again"
            ) from error
        if self.header.get("format") != FORMAT:
            raise StoreError(
                f"{directory} was written by another version of pharmagraph; build the graph again"
            )
        self._bytes = memoryview(self._map)
        if not self._is_whole():
            self._bytes.release()
            self._map.close()
            raise StoreError(f"{directory} is damaged; build the graph again with: pharmagraph build")
        self._views: dict[str, Any] = {}

    def _is_whole(self) -> bool:
        """Whether the file is as long as the header says and, where that is quick, what was written."""
        columns = self.header["columns"].values()
        ends = (position + length * _WIDTHS[code] for code, position, length in columns)
        if len(self._bytes) != -(-max(ends, default=0) // _ALIGNMENT) * _ALIGNMENT:
            return False
        if len(self._bytes) > _QUICKLY_READ:
            return True
        import hashlib

        digest = hashlib.sha256(self._bytes)
        digest.update(_described({key: value for key, value in self.header.items() if key != "digest"}))
        return bool(digest.hexdigest() == self.header.get("digest"))

    def close(self) -> None:
        """Let go of the file; what was read from it must not be used any more."""
        for view in self._views.values():
            view.release()
        self._views.clear()
        self._bytes.release()
        self._map.close()

    def numbers(self, name: str) -> memoryview[int]:
        """A column of whole numbers."""
        return cast("memoryview[int]", self._view(name))

    def decimals(self, name: str) -> memoryview[float]:
        """A column of floating-point numbers."""
        return cast("memoryview[float]", self._view(name))

    def texts(self, name: str) -> Texts:
        """A list of texts."""
        return Texts(self._view(f"{name}.text"), self._view(f"{name}.offset"))

    def _view(self, name: str) -> Any:  # one type per column
        if name not in self._views:
            code, position, length = self.header["columns"][name]
            with self._bytes[position : position + length * _WIDTHS[code]] as part:
                if sys.byteorder == "big":
                    column = array(code, part.tobytes())
                    column.byteswap()
                    self._views[name] = memoryview(column)
                else:
                    self._views[name] = part.cast(code)
        return self._views[name]


class Texts:
    """A list of texts over its two columns."""

    __slots__ = ("_blob", "_offsets")

    def __init__(self, blob: memoryview[int], offsets: memoryview[int]) -> None:
        self._blob = blob
        self._offsets = offsets

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, index: int) -> str:
        return self.raw(index).decode()

    def raw(self, index: int) -> bytes:
        """The text at ``index`` as UTF-8, which sorts as the text does."""
        return bytes(self._blob[self._offsets[index] : self._offsets[index + 1]])

    def position(self, text: str) -> int | None:
        """Where a text stands in a sorted list; ``None`` when it is not there."""
        wanted = text.encode()
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.raw(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self.raw(low) == wanted else None


def _little_endian(column: array[int] | array[float]) -> bytes:
    if sys.byteorder == "little":
        return column.tobytes()
    swapped = array(column.typecode, column)
    swapped.byteswap()
    return swapped.tobytes()

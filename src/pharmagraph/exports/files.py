"""Output files: written beside the old one and put in its place in one step."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pharmagraph.errors import ExportError


def write_whole(file: Path, content: bytes) -> None:
    """Replace ``file`` by ``content`` as a whole; on failure the old file stays as it was.

    A link stays, and what it leads to is replaced; what is no file at all, as a pipe, is written to.

    Raises:
        ExportError: the file cannot be written.
    """
    try:
        if file.exists() and not file.is_file():
            _write_through(file, content)
        else:
            _replace(Path(os.path.realpath(file)), content)
    except (OSError, UnicodeEncodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name does not fit this locale"
        raise ExportError(f"{file} cannot be written: {reason}; choose another file with -o") from error


def _write_through(file: Path, content: bytes) -> None:
    with file.open("wb", buffering=0) as stream:
        rest = memoryview(content)
        while rest:
            rest = rest[stream.write(rest) :]


def _replace(file: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        beside.chmod(_mode_of(file))
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _mode_of(file: Path) -> int:
    """The rights of the file that is replaced, else those that any new file gets."""
    try:
        return file.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

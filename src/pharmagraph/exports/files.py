"""Output files: written beside the old one and put in its place in one step."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pharmagraph.errors import ExportError


def write_whole(file: Path, content: bytes) -> None:
    """Replace ``file`` by ``content`` as a whole; on failure the old file stays as it was.

    Raises:
        ExportError: the file cannot be written.
    """
    try:
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".part")
    except OSError as error:
        raise ExportError(
            f"{file} cannot be written: {error.strerror}; choose another file with -o"
        ) from error
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
        beside.chmod(_mode_of(file))
        beside.replace(file)
    except OSError as error:
        raise ExportError(
            f"{file} cannot be written: {error.strerror}; choose another file with -o"
        ) from error
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

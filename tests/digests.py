"""What is in a directory, to see whether anything changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def content_of(directory: Path) -> dict[str, str]:
    """SHA-256 of every file below a directory, to see whether anything changed."""
    return {
        str(file.relative_to(directory)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(directory.rglob("*"))
        if file.is_file()
    }

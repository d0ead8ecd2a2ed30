"""From names to entities: which entity a text means, and why.

``write_index`` puts every entity of a store with its names into one small file; ``NameIndex`` reads it. A
lookup touches only the rows it needs, and rapidfuzz is imported only when nothing closer is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmagraph.lookup.index import NameIndex

if TYPE_CHECKING:
    from pathlib import Path

    from pharmagraph.store.port import Store

__all__ = ["NameIndex", "write_index"]


def write_index(store: Store, file: Path) -> None:
    """Write the names of every entity of the store's default graph to ``file``, replacing it as a whole."""
    from pharmagraph.lookup import writing  # a lookup does not wait for what only a build needs

    writing.write_index(store, file)

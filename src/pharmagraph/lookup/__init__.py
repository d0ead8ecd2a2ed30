"""From names to entities: which entity a text means, and why.

``write_index`` puts every entity of a store with its names into one small file; ``NameIndex`` reads it. A
lookup touches only the rows it needs, and rapidfuzz is imported only when nothing closer is found.
"""

from pharmagraph.lookup.index import NameIndex
from pharmagraph.lookup.writing import write_index

__all__ = ["NameIndex", "write_index"]

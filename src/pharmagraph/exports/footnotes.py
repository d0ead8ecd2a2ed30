"""Footnotes: sources numbered from 1 in the order in which an answer leans on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmagraph.model import SourceRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Footnotes:
    """Gives each source its number on first use."""

    def __init__(self, catalogue: Mapping[str, SourceRef]) -> None:
        self._catalogue = catalogue
        self._numbers: dict[str, int] = {}

    def marks(self, source_ids: Iterable[str]) -> str:
        """The numbers of sources as they stand in a text: ``[1][4]``."""
        numbers = sorted(self._numbers.setdefault(one, len(self._numbers) + 1) for one in sorted(source_ids))
        return "".join(f"[{number}]" for number in numbers)

    def source(self, source_id: str) -> SourceRef:
        """A source; one that the catalogue lacks has its id for a title."""
        return self._catalogue.get(source_id) or SourceRef(source_id, source_id)

    @property
    def listed(self) -> tuple[SourceRef, ...]:
        """The sources used so far, in the order of their numbers."""
        return tuple(self.source(one) for one in self._numbers)

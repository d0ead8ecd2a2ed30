"""The ends of paths: what the user's words mean, and the pairs of a file."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pharmagraph.cli.messages import language, told
from pharmagraph.errors import AmbiguousEntityError, ConfigError, EntityError
from pharmagraph.exports.pairs import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pharmagraph.knowledge_graph import KnowledgeGraph
    from pharmagraph.model import Entity

_SUBSTANCES = {"drug", "asset-basket"}


class Ends:
    """Turns names into the ends of paths; a name that comes again is looked up once."""

    def __init__(self, kg: KnowledgeGraph) -> None:
        self._kg = kg
        self._known: dict[str, Entity | EntityError] = {}

    def of(self, texts: Sequence[str]) -> tuple[list[Entity], list[str]]:
        """The ends that some names mean together, and a remark for each that was replaced.

        A product is replaced by its active substance, which is what has targets and developers, unless that
        is an end itself.

        Raises:
            EntityError: a name does not lead to one entity, or to a product of several substances.
        """
        meant = [self._meant(text) for text in texts]
        ends, remarks = [], []
        for one in meant:
            substance = self._substance(one) if one.kind == "product" else None
            if substance is None or substance in meant:
                ends.append(one)
                continue
            ends.append(substance)
            remarks.append(
                f"«{one.label('ru')}» — препарат; путь идёт от его вещества: {substance.label('ru')}"
                if language() == "ru"
                else f"{one.label()} is a product; its substance stands for it: {substance.label()}"
            )
        return ends, remarks

    def pair(self, line: int, start: str, end: str) -> Pair:
        """A line of a file; what is wrong with its names is in its note."""
        try:
            ends, remarks = self.of((start, end))
        except EntityError as error:
            return Pair(line, start, end, note=told(error, language()))
        return Pair(line, start, end, ends[0], ends[1], "; ".join(remarks))

    def _meant(self, text: str) -> Entity:
        if text not in self._known:
            try:
                self._known[text] = self._kg.find_one(text)
            except EntityError as error:
                self._known[text] = error
        found = self._known[text]
        if isinstance(found, EntityError):
            raise found
        return found

    def _substance(self, product: Entity) -> Entity | None:
        found = [one for one in self._kg.related(product) if one.kind in _SUBSTANCES]
        if len(found) > 1:
            raise AmbiguousEntityError(product.label(language()), [(one.id, one.label()) for one in found])
        return found[0] if found else None


def read_pairs(file: str) -> Iterator[tuple[int, str, str]]:
    """The pairs of a CSV file, or of standard input for ``-``: number of the line, start, end.

    The columns are those called ``start`` and ``end``, else the first two; they are set apart by commas,
    semicolons or tabs. Empty lines are left out.

    Raises:
        ConfigError: the file cannot be read as UTF-8 text, or a line has no two names.
    """
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{file} cannot be read as UTF-8 text: {error}; save it as UTF-8") from error
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max("\t;,", key=first.count))
    start, end = 0, 1
    for number, cells in enumerate(reader):
        named = [cell.strip().lower() for cell in cells]
        if number == 0 and {"start", "end"} <= set(named):
            start, end = named.index("start"), named.index("end")
            continue
        if not any(named):
            continue
        if len(cells) <= max(start, end) or not (cells[start].strip() and cells[end].strip()):
            raise ConfigError(f"{file}, line {reader.line_num}: a pair is two names, not {','.join(cells)!r}")
        yield reader.line_num, cells[start].strip(), cells[end].strip()

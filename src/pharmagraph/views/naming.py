"""What nodes are called in a picture: a short name for the canvas, and the other names they are found by."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pharmagraph.model import Words
from pharmagraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pharmagraph.model import IRI, Entity
    from pharmagraph.store.port import Store

LONGEST_ON_CANVAS: Final = 28
_SHORTEST_ALIAS: Final = 4
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
_NAMES: Final = """
SELECT ?node ?property ?text WHERE {{
  {nodes}
  VALUES ?property {{ skos:altLabel skos:hiddenLabel pg:symbol }}
  ?node ?property ?text
}}"""
_FEW: Final = 1_000


class Naming:
    """The other names of some entities of a store, read in one query."""

    def __init__(self, store: Store, entities: Collection[IRI]) -> None:
        self._aliases: dict[str, set[str]] = defaultdict(set)
        self._readable: dict[str, set[str]] = defaultdict(set)
        self._symbols: dict[str, str] = {}
        # Of many it is quicker to ask for all names there are.
        few = (
            f"VALUES ?node {{ {' '.join(f'<{iri}>' for iri in entities)} }}" if len(entities) <= _FEW else ""
        )
        for node, prop, text in sorted(store.select(_NAMES.format(nodes=few)).rows, key=str):
            self._aliases[str(node)].add(str(text))
            if prop == PG.symbol:
                self._symbols.setdefault(str(node), str(text))
            elif str(prop).endswith("altLabel"):
                self._readable[str(node)].add(str(text))

    def aliases(self, entity: Entity) -> tuple[str, ...]:
        """The other names of an entity, sorted."""
        return tuple(sorted(self._aliases.get(entity.iri, set()) - {entity.label_en, entity.label_ru}))

    def short(self, entity: Entity) -> Words:
        """A name that fits on the canvas: a target's symbol, the label, or the longest alias that fits.

        A language without a name stays empty; a long name without a fitting alias ends in an ellipsis.
        """
        symbol = self._symbols.get(entity.iri, "")
        if symbol:
            return Words(symbol, symbol)
        aliases = self._readable.get(entity.iri, set())
        return Words(
            _fitting(entity.label_en, (one for one in aliases if not _CYRILLIC.search(one))),
            _fitting(entity.label_ru, (one for one in aliases if _CYRILLIC.search(one))),
        )


def labels(store: Store, prefix: str, names: Collection[str]) -> dict[str, Words]:
    """The ontology's words for concepts of one scheme, by notation; unknown ones are left out."""
    from pharmagraph.queries.described import words_for

    wanted: dict[IRI, str] = {PG[f"{prefix}{name}"]: name for name in names if name}
    return {wanted[iri]: words for iri, words in words_for(store, wanted).items()}


def cut(text: str, longest: int = LONGEST_ON_CANVAS) -> str:
    """The text, with an ellipsis at the end where it is longer."""
    return text if len(text) <= longest else text[: longest - 1].rstrip(' ,.-«"(') + "…"


def _fitting(label: str, aliases: Iterable[str]) -> str:
    if len(label) <= LONGEST_ON_CANVAS:
        return label
    fitting = [one for one in aliases if _SHORTEST_ALIAS <= len(one) <= LONGEST_ON_CANVAS]
    return max(sorted(fitting), key=len, default="") or cut(label)

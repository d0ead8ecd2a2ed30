"""The names file as the rest of the package sees it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from pharmagraph.errors import AmbiguousEntityError, ConfigError, EntityKindError, EntityNotFoundError
from pharmagraph.lookup.evidence import Step
from pharmagraph.lookup.rows import Rows
from pharmagraph.lookup.search import Search, iris_meant
from pharmagraph.names import fold, sound_keys
from pharmagraph.vocab import KIND_GROUPS, KIND_OF_CLASS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType

    from pharmagraph.model import IRI, Entity, Match


class NameIndex:
    """Finds entities by name, id, CURIE or IRI. Opened to read only; many may read at once."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    @classmethod
    def open(cls, file: Path) -> Self:
        """The index in ``file``.

        Raises:
            StoreError: the file is missing, damaged or of another version.
        """
        return cls(Rows(file))

    def close(self) -> None:
        """Let go of the file."""
        self._rows.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    # -------------------------------------------------------------------------- by name

    def find(self, text: str, *, kind: str | None = None, limit: int = 10) -> list[Match]:
        """Entities that answer to a text, the strongest evidence first; empty when there are none.

        Guesses (a beginning, a slip of typing) are made only when no name fits. Products of a substance that
        was named are listed last, as related to it.

        Raises:
            ConfigError: there is no such kind.
        """
        found = Search(self._rows, text, self._kinds_meant(kind)).candidates()
        return [one.match for one in found[:limit]]

    def find_one(self, text: str, *, kind: str | None = None) -> Entity:
        """The one entity a text means.

        A guess is taken only where a wrong one is unlikely: never for a target or a code.

        Raises:
            EntityNotFoundError: nothing is called so; the error suggests names that look alike.
            EntityKindError: something is called so, but nothing of the kind.
            AmbiguousEntityError: two or more are equally likely to be meant.
            ConfigError: there is no such kind.
        """
        search = Search(self._rows, text, self._kinds_meant(kind))
        candidates = search.candidates()
        certain = [one for one in candidates if one.certain]
        best = [one for one in candidates if certain and one.standing == certain[0].standing]
        if len(best) > 1:
            raise AmbiguousEntityError(text, [(one.entity.id, search.label(one.entity)) for one in best])
        if best:
            return best[0].entity
        if kind is not None:
            self._complain_of_kind(text, kind)
        raise EntityNotFoundError(text, search.suggestions(candidates))

    def _complain_of_kind(self, text: str, kind: str) -> None:
        """Raise for a text that is a name, an alias or an id of something of another kind."""
        search = Search(self._rows, text)
        named = next((one for one in search.candidates() if one.certain and one.step <= Step.HIDDEN), None)
        if named is not None:
            raise EntityKindError(text, search.label(named.entity), kind=named.entity.kind, wanted=kind)

    def get(self, reference: str) -> Entity:
        """The entity or relation node with this id, CURIE or IRI.

        Raises:
            EntityNotFoundError: there is none.
        """
        for iri in iris_meant(reference):
            entity = self._rows.entity(iri)
            if entity is not None:
                return entity
        raise EntityNotFoundError(reference, Search(self._rows, reference).suggestions())

    # ------------------------------------------------------------------------ in numbers

    def entities(self, iris: Iterable[IRI]) -> dict[IRI, Entity]:
        """Every one of these IRIs with its entity; one that no graph describes gets the kind ``thing``."""
        wanted = list(dict.fromkeys(iris))
        known = {entity.iri: entity for entity in self._rows.entities(wanted)}
        if len(known) < len(wanted):
            from pharmagraph.store.entities import fallback_entity

            known |= {iri: fallback_entity(iri) for iri in wanted if iri not in known}
        return {iri: known[iri] for iri in wanted}

    def kinds(self) -> dict[str, int]:
        """Kind → number of entities, the most frequent first. Relation nodes do not count."""
        return self._rows.kinds()

    def related(self, entity: Entity) -> list[Entity]:
        """Products and copies of a substance; of a product or copy, the substance."""
        return [*self._rows.varieties(entity.iri), *self._rows.substances(entity.iri)]

    def complete(self, prefix: str, limit: int = 20) -> list[str]:
        """Ids and names that begin so, in either script, for a shell to offer."""
        folded = fold(prefix)
        if not folded:
            return []
        offered = self._rows.ids_from(prefix, limit)
        offered += self._rows.texts_from(folded, limit)
        for key in sound_keys(prefix) if len(offered) < limit else ():
            offered += self._rows.texts_sounding_from(key, limit)
        return list(dict.fromkeys(offered))[:limit]

    @cached_property
    def _known_kinds(self) -> dict[str, frozenset[str]]:
        kinds = (*KIND_OF_CLASS.values(), *self._rows.kinds(records=True))
        return {one: frozenset({one}) for one in kinds} | KIND_GROUPS

    def _kinds_meant(self, kind: str | None) -> frozenset[str] | None:
        if kind is None:
            return None
        word = kind.strip().casefold().replace("_", "-").replace(" ", "-")
        for form in (word, word.removesuffix("s"), word.removesuffix("ies") + "y", word.replace("iz", "is")):
            if form in self._known_kinds:
                return self._known_kinds[form]
        raise ConfigError(_no_kind(kind, [*self._known_kinds]))

    def list(self, kind: str, *, limit: int | None = None) -> list[Entity]:
        """The entities of a kind or a group of kinds, by English label.

        Raises:
            ConfigError: there is no such kind.
        """
        return self._rows.of_kinds(self._kinds_meant(kind) or ())[:limit]


def _no_kind(kind: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(kind, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(sorted(known))}"
    return f"there are no entities of kind {kind!r}; {hint}"

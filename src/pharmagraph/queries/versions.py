"""One act told differently: who founded an entity, source by source."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pharmagraph.model import Entity, Words
from pharmagraph.queries.wording import text_of
from pharmagraph.vocab import ORG, PG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.queries.facts import Fact
    from pharmagraph.queries.wording import Value


@dataclass(frozen=True, slots=True)
class Version:
    """Who took part in one act, as one set of sources tells it."""

    act: Words
    told: tuple[Value, ...]
    sources: tuple[str, ...]


def versions_of(facts: Iterable[Fact], *, founder: Words) -> tuple[Version, ...]:
    """Who founded the entity, source by source, and who signed the agreement that this was part of.

    ``founder`` is the role of those who did. Empty where nobody is named so, or where all sources name the
    same.
    """
    facts = list(facts)
    founders: dict[str, set[Entity]] = defaultdict(set)
    for fact in facts:
        if fact.role_property == ORG.organization and any(one.value == founder for one in fact.fillers):
            for filler in fact.fillers:
                if filler.property == ORG.member and isinstance(filler.value, Entity):
                    for source in filler.sources:
                        founders[source].add(filler.value)
    tales: dict[tuple[Words, frozenset[Entity]], set[str]] = defaultdict(set)
    for source, members in founders.items():
        tales[founder, frozenset(members)].add(source)
    for fact in facts if founders else ():
        parties = frozenset(
            filler.value
            for filler in fact.fillers
            if filler.property in {PG.party, PG.signatory} and isinstance(filler.value, Entity)
        )
        if fact.role_property is None and fact.through is None and len(parties) > 1:
            act = Words(fact.name.label_en, fact.name.label_ru) if fact.name else fact.heading
            tales[act, parties] |= set(fact.sources)
    if len(tales) < 2:
        return ()
    versions = [
        Version(act, tuple(sorted(members, key=text_of)), tuple(sorted(sources)))
        for (act, members), sources in tales.items()
    ]
    return tuple(sorted(versions, key=lambda one: (len(one.told), one.sources)))

"""Profiles as files hold them: a row per name, attribute, fact and statement, and the JSON contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmagraph.exports.cells import json_of, text_of
from pharmagraph.exports.tables import columns
from pharmagraph.exports.times import period_ends
from pharmagraph.exports.words import kind_words
from pharmagraph.model import Entity, SourceRef, Words
from pharmagraph.vocab import compact, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.model import Lang
    from pharmagraph.queries.facts import Claim, Fact, Filler
    from pharmagraph.queries.profile import Profile

COLUMNS = columns(
    ("part", "Part", "Раздел"),
    ("what", "What", "Что"),
    ("role", "Its role", "Роль"),
    ("others", "With", "С кем"),
    ("details", "Details", "Подробности"),
    ("through", "Through", "Через"),
    ("status", "Status", "Статус"),
    ("from", "From", "С"),
    ("to", "To", "По"),
    ("last_confirmed", "Last confirmed", "Подтверждено"),
    ("confidence", "Confidence", "Уверенность"),
    ("derived_by", "Derived by", "Выведено правилом"),
    ("sources", "Sources", "Источники"),
    ("urls", "Addresses", "Адреса"),
    ("independent", "Independent sources", "Независимых источников"),
    ("node", "Node", "Узел"),
)
_NAME = Words("name", "название")
_IDENTIFIER = Words("identifier", "идентификатор")
_DESCRIPTION = Words("description", "описание")
_ATTRIBUTE = Words("attribute", "признак")
_RELATION = Words("relation", "связь")
_CLAIM = Words("statement", "высказывание")
_VERSION = Words("version", "версия")
_RESTS = Words("rests on it", "опирается на него")
_NAME_KINDS = {
    "preferred": Words("name", "основное"),
    "other": Words("other name", "другое"),
    "weak": Words("weak name", "слабое"),
}


class ProfileRows:
    """Profiles in one language."""

    def __init__(self, lang: Lang, catalogue: Mapping[str, SourceRef]) -> None:
        self._lang = lang
        self._catalogue = catalogue

    def rows(self, profile: Profile) -> Iterable[tuple[Cell, ...]]:
        """Every name, attribute, fact, statement and version as a row under ``COLUMNS``."""
        for name in profile.names:
            kind = _NAME_KINDS[name.kind]
            yield self._row(_NAME, kind, others=name.text, sources=self._refs(name.sources))
        for text in profile.descriptions:
            yield self._row(_DESCRIPTION, None, details=text)
        for scheme, value in profile.identifiers:
            yield self._row(_IDENTIFIER, scheme, details=value)
        for one in profile.attributes:
            place = "others" if isinstance(one.value, Entity) else "details"
            cells: dict[str, Cell] = {place: one.value, "derived_by": one.rules}
            yield self._row(_ATTRIBUTE, one.role, sources=self._refs(one.sources), **cells)
        for fact in profile.facts:
            yield self._fact_row(_RELATION, fact)
        for claim in profile.claims:
            yield self._claim_row(claim)
        for version in profile.versions:
            yield self._row(_VERSION, version.act, others=version.told, sources=self._refs(version.sources))
        for entity in profile.resting_entities:
            yield self._row(_RESTS, kind_words(entity.kind), others=entity, node=entity.id)
        for fact in profile.resting:
            yield self._fact_row(_RESTS, fact)

    def json(self, profile: Profile) -> Json:
        """The profile as one object; ``resting`` is there for a source alone."""
        result: dict[str, Json] = {
            "entity": json_of(profile.entity, self._lang),
            "names": [
                {
                    "text": one.text,
                    "language": one.language or None,
                    "kind": one.kind,
                    "sources": list(one.sources),
                }
                for one in profile.names
            ],
            "descriptions": [text.text(self._lang) for text in profile.descriptions],
            "identifiers": [{"scheme": scheme, "value": value} for scheme, value in profile.identifiers],
            "attributes": [self._attribute_json(one) for one in profile.attributes],
            "facts": [self._fact_json(fact) for fact in profile.facts],
            "statements": [self._claim_json(claim) for claim in profile.claims],
            "versions": [
                {
                    "act": one.act.text(self._lang),
                    "told": [json_of(told, self._lang) for told in one.told],
                    "sources": self._refs_json(one.sources),
                }
                for one in profile.versions
            ],
            "only_possible": profile.only_possible,
            "undated": profile.undated,
            "hidden": profile.hidden,
            "uncertain": profile.uncertain,
            "unsaid": profile.unsaid,
        }
        if profile.resting or profile.resting_entities:
            result["resting"] = {
                "entities": [json_of(one, self._lang) for one in profile.resting_entities],
                "facts": [self._fact_json(fact) for fact in profile.resting],
            }
        return result

    # ------------------------------------------------------------------------------------- rows

    def _row(self, part: Words, what: Cell, **cells: Cell) -> tuple[Cell, ...]:
        sources = cells.get("sources")
        urls = (
            tuple(one.url for one in sources if isinstance(one, SourceRef))
            if isinstance(sources, tuple)
            else ()
        )
        given: dict[str, Cell] = {"part": part, "what": what, "urls": tuple(filter(None, urls)), **cells}
        return tuple(given.get(column.key) for column in COLUMNS)

    def _fact_row(self, part: Words, fact: Fact) -> tuple[Cell, ...]:
        told = (
            f"{one.role.text(self._lang)}: {text_of(one.value, self._lang)}"
            for one in fact.fillers
            if not isinstance(one.value, Entity)
        )
        return self._row(
            part,
            fact.heading,
            role=fact.role,
            others=tuple(one.value for one in fact.fillers if isinstance(one.value, Entity)),
            details=tuple(filter(None, (*told, fact.comment.text(self._lang)))),
            through=fact.through,
            status=fact.status,
            confidence=fact.confidence,
            derived_by=fact.rules,
            sources=self._refs(fact.sources),
            independent=fact.independent,
            node=entity_id(fact.node),
            **_dates(fact),
        )

    def _claim_row(self, claim: Claim) -> tuple[Cell, ...]:
        dates: dict[str, Cell] = {"from": claim.stated_on}
        return self._row(
            _CLAIM,
            claim.mode,
            role=claim.stance,
            others=claim.speakers or self._refs(claim.stated_in),
            details=tuple(filter(None, (claim.text, *claim.about, *claim.figures))),
            sources=self._refs(claim.sources),
            node=entity_id(claim.node),
            **dates,
        )

    def _refs(self, source_ids: Iterable[str]) -> tuple[SourceRef, ...]:
        return tuple(self._catalogue.get(one) or SourceRef(one, one) for one in source_ids)

    # ------------------------------------------------------------------------------------- json

    def _refs_json(self, source_ids: Iterable[str]) -> list[Json]:
        return [json_of(one) for one in self._refs(source_ids)]

    def _attribute_json(self, one: Filler) -> Json:
        return {
            "name": one.role.text(self._lang),
            "property": compact(one.property),
            "value": json_of(one.value, self._lang),
            "derived_by": list(one.rules),
            "sources": self._refs_json(one.sources),
        }

    def _fact_json(self, fact: Fact) -> Json:
        return {
            "id": entity_id(fact.node),
            "label": fact.name.label(self._lang) if fact.name else None,
            "relation": fact.heading.text(self._lang),
            "class": compact(fact.group),
            "role": fact.role.text(self._lang) or None,
            "fillers": [
                {
                    "role": one.role.text(self._lang) or None,
                    "property": compact(one.property),
                    "value": json_of(one.value, self._lang),
                    "sources": list(one.sources),
                }
                for one in fact.fillers
            ],
            "through": json_of(fact.through, self._lang),
            "status": fact.status_id or None,
            **{key: json_of(cell) for key, cell in _dates(fact).items()},
            "confidence": fact.confidence_id or None,
            "comment": fact.comment.text(self._lang) or None,
            "derived_by": list(fact.rules),
            "sources": self._refs_json(fact.sources),
            "independent_sources": fact.independent,
        }

    def _claim_json(self, claim: Claim) -> Json:
        return {
            "id": entity_id(claim.node),
            "text": claim.text.text(self._lang) or None,
            "speakers": [json_of(one, self._lang) for one in claim.speakers],
            "about": [json_of(one, self._lang) for one in claim.about],
            "mode": claim.mode.text(self._lang) or None,
            "stance": claim.stance.text(self._lang) or None,
            "stated_in": self._refs_json(claim.stated_in),
            "stated_on": claim.stated_on or None,
            "figures": [json_of(one, self._lang) for one in claim.figures],
            "sources": self._refs_json(claim.sources),
        }


def _dates(fact: Fact) -> dict[str, Cell]:
    """The dates as cells: as written where the source's own words are known."""
    start, end = period_ends(fact.validity, from_text=fact.from_text, to_text=fact.to_text)
    confirmed = fact.validity.last_confirmed or None
    return {"from": start or None, "to": end or None, "last_confirmed": confirmed}

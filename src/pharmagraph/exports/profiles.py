"""All that is known of an entity, as an answer: prose with footnotes, one flat table, JSON."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.cells import json_of, text_of
from pharmagraph.exports.footnotes import Footnotes
from pharmagraph.exports.tables import Sheet, columns
from pharmagraph.exports.times import period, period_ends
from pharmagraph.exports.words import kind_words
from pharmagraph.model import Entity, SourceRef, Words
from pharmagraph.vocab import DCTERMS, compact, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.model import Lang
    from pharmagraph.queries.coverage import Coverage
    from pharmagraph.queries.facts import Claim, Fact, Filler
    from pharmagraph.queries.profile import Profile

_COLUMNS = columns(
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


def profile_answer(
    profile: Profile,
    *,
    lang: Lang,
    catalogue: Mapping[str, SourceRef],
    coverage: Coverage,
    limit: int | None = None,
) -> Answer:
    """The profile as an answer; ``limit`` bounds the facts and claims of each group."""
    facts, cut_facts = _limited(profile.facts, limit)
    claims = profile.claims[:limit]
    resting, cut_resting = _limited(profile.resting, limit)
    telling = _Telling(lang, Footnotes(catalogue))
    parts = [telling.header(profile)]
    parts += telling.groups(facts, totals=_totals(profile.facts), level=2)
    parts += telling.versions(profile)
    parts += telling.claims(claims, total=len(profile.claims))
    parts += telling.resting(profile, resting)
    cut = cut_facts + cut_resting + len(profile.claims) - len(claims)
    return Answer(
        lang,
        Sheet(_COLUMNS, tuple(_rows(profile, facts, claims, resting, telling.notes, lang))),
        (_profile_json(profile, facts, claims, resting, telling.notes, lang),),
        tuple(parts),
        footnotes=telling.notes.listed,
        notes=_notes(profile, cut, lang),
        coverage=coverage,
    )


class _Telling:
    """The prose of a profile in one language."""

    def __init__(self, lang: Lang, notes: Footnotes) -> None:
        self.lang = lang
        self.notes = notes
        self._russian = lang == "ru"

    def header(self, profile: Profile) -> Part:
        entity = profile.entity
        other = entity.label_en if self._russian else entity.label_ru
        title = entity.label(self.lang)
        lines = [f"{kind_words(entity.kind).text(self.lang)} · id {entity.id}"]
        lines += [text.text(self.lang) for text in profile.descriptions]
        names = [one.text for one in profile.names if one.kind == "other"]
        if names:
            lines.append(f"{'Также' if self._russian else 'Also'}: {', '.join(dict.fromkeys(names))}")
        if profile.identifiers:
            lines.append("; ".join(f"{scheme}: {value}" for scheme, value in profile.identifiers))
        attributes = []
        for role, fillers in groupby(
            sorted(profile.attributes, key=lambda one: one.role.text()), key=lambda one: one.role
        ):
            told = [self._with_marks(text_of(one.value, self.lang), one) for one in fillers]
            attributes.append(f"{_capital(role.text(self.lang))}: {'; '.join(told)}")
        heading = f"{title} / {other}" if other and other not in title else title
        return Part(heading, tuple(filter(None, lines)), tuple(attributes), level=1)

    def groups(self, facts: Sequence[Fact], *, totals: Mapping[Words, int], level: int) -> list[Part]:
        parts = []
        for heading, group in groupby(facts, key=lambda fact: fact.heading):
            items = tuple(self.fact(fact) for fact in group)
            count = _of(len(items), totals.get(heading, len(items)), self.lang)
            parts.append(Part(f"{_capital(heading.text(self.lang))} ({count})", items=items, level=level))
        return parts

    def fact(self, fact: Fact) -> str:
        """One relation in one sentence, with the marks of its sources."""
        wholes = [one for one in fact.fillers if one.property == DCTERMS.isPartOf]
        entities = [one for one in fact.fillers if isinstance(one.value, Entity) and one not in wholes]
        concepts = [one for one in fact.fillers if isinstance(one.value, Words)]
        texts = [one for one in fact.fillers if not isinstance(one.value, Entity | Words)] + wholes
        one_sided = any(one.role != fact.role for one in entities)
        said = [self._role_of(fact) if one_sided else ""]
        said.append("; ".join(self._filler(one, fact) for one in entities))
        told = ", ".join(filter(None, [": ".join(filter(None, said)), *self._concepts(concepts, fact)]))
        parts = [
            f"{fact.name.label(self.lang)}: {told}" if fact.name else told,
            *(f"{one.role.text(self.lang)}: {text_of(one.value, self.lang)}" for one in texts),
            fact.status.text(self.lang),
            period(fact.validity, self.lang, from_text=fact.from_text, to_text=fact.to_text),
            self._confidence(fact),
            self._through(fact),
            self._derived(fact.rules),
            fact.comment.text(self.lang),
        ]
        return f"{'; '.join(filter(None, parts))} {self._marks(fact)}".strip()

    def claims(self, claims: Sequence[Claim], *, total: int) -> list[Part]:
        if not claims:
            return []
        heading = "Высказывания" if self._russian else "Statements"
        items = tuple(self.claim(claim) for claim in claims)
        return [Part(f"{heading} ({_of(len(items), total, self.lang)})", items=items)]

    def claim(self, claim: Claim) -> str:
        """Who said what; a sentence nobody signed is stated in its document."""
        if claim.speakers:
            who = ", ".join(text_of(one, self.lang) for one in claim.speakers)
        else:
            where = self.notes.marks(claim.stated_in)
            publishers = ", ".join(
                filter(None, (self.notes.source(one).publisher for one in claim.stated_in))
            )
            who = f"Сказано в {where}" if self._russian else f"Stated in {where}"
            if publishers:
                who += f", издатель — {publishers}" if self._russian else f", published by {publishers}"
        how = ", ".join(
            filter(None, (claim.stance.text(self.lang), claim.mode.text(self.lang), claim.stated_on))
        )
        text = claim.text.text(self.lang)
        about = ", ".join(text_of(one, self.lang) for one in claim.about)
        if not text:
            text = about
        elif about:
            text += f" ({'о' if self._russian else 'about'}: {about})"
        figures = "; ".join(text_of(one, self.lang) for one in claim.figures)
        told = f"{who} ({how}): {text}" if how else f"{who}: {text}"
        return " ".join(
            filter(None, (told, f"[= {figures}]" if figures else "", self.notes.marks(claim.sources)))
        )

    def versions(self, profile: Profile) -> list[Part]:
        if not profile.versions:
            return []
        heading = "Источники рассказывают по-разному" if self._russian else "Sources tell it differently"
        items = [
            f"{_capital(one.act.text(self.lang))} ({len(one.told)}): "
            f"{'; '.join(text_of(told, self.lang) for told in one.told)} {self.notes.marks(one.sources)}"
            for one in profile.versions
        ]
        return [Part(heading, items=tuple(items))]

    def resting(self, profile: Profile, facts: Sequence[Fact]) -> list[Part]:
        if not profile.resting and not profile.resting_entities:
            return []
        n_entities, n_facts = len(profile.resting_entities), len(profile.resting)
        heading = (
            f"На этот источник опираются: объекты ({n_entities}), связи ({n_facts})"
            if self._russian
            else f"Resting on this source: entities ({n_entities}), relations ({n_facts})"
        )
        kinds = []
        for kind, group in groupby(profile.resting_entities, key=lambda one: one.kind):
            members = list(group)
            labels = ", ".join(one.label(self.lang) for one in members)
            kinds.append(f"{_capital(kind_words(kind).text(self.lang))} ({len(members)}): {labels}")
        return [
            Part(heading, items=tuple(kinds)),
            *self.groups(facts, totals=_totals(profile.resting), level=3),
        ]

    def _role_of(self, fact: Fact) -> str:
        role = fact.role.text(self.lang)
        return role if not role or self._russian else f"as {role}"

    def _filler(self, filler: Filler, fact: Fact) -> str:
        label = text_of(filler.value, self.lang)
        role = filler.role.text(self.lang) if filler.role != fact.role else ""
        text = f"{label} ({role})" if role else label
        return self._with_marks(text, filler) if set(filler.sources) != set(fact.sources) else text

    def _concepts(self, fillers: Iterable[Filler], fact: Fact) -> list[str]:
        told = []
        for one in fillers:
            text = text_of(one.value, self.lang)
            named = f"{one.role.text(self.lang)}: {text}" if _says_little(text) else text
            told.append(self._with_marks(named, one) if set(one.sources) != set(fact.sources) else named)
        return list(dict.fromkeys(told))

    def _with_marks(self, text: str, filler: Filler) -> str:
        marks = self.notes.marks(filler.sources)
        return " ".join(filter(None, (text, self._derived(filler.rules), marks)))

    def _marks(self, fact: Fact) -> str:
        marks = self.notes.marks(fact.sources)
        if len(fact.sources) > fact.independent > 0:
            word = "независимых" if self._russian else "independent"
            return f"{marks} ({word}: {fact.independent})"
        return marks

    def _confidence(self, fact: Fact) -> str:
        if fact.confidence.en == "high":
            return ""
        text = fact.confidence.text(self.lang)
        return f"{'уверенность' if self._russian else 'confidence'}: {text}" if text else ""

    def _through(self, fact: Fact) -> str:
        if fact.through is None:
            return ""
        return f"{'через' if self._russian else 'through'} {fact.through.label(self.lang)}"

    def _derived(self, rules: Sequence[str]) -> str:
        if not rules:
            return ""
        return f"({'выведено' if self._russian else 'derived'}: {', '.join(rules)})"


def _rows(
    profile: Profile,
    facts: Iterable[Fact],
    claims: Iterable[Claim],
    resting: Iterable[Fact],
    notes: Footnotes,
    lang: Lang,
) -> Iterable[tuple[Cell, ...]]:
    """Every name, attribute, fact and claim as a row under ``_COLUMNS``."""

    def row(part: Words, what: Cell, **cells: Cell) -> tuple[Cell, ...]:
        urls = tuple(one.url for one in _sources(cells.get("sources")) if one.url)
        given: dict[str, Cell] = {"part": part, "what": what, "urls": urls, **cells}
        return tuple(given.get(column.key) for column in _COLUMNS)

    def refs(source_ids: Iterable[str]) -> tuple[SourceRef, ...]:
        return tuple(notes.source(one) for one in source_ids)

    for name in profile.names:
        yield row(_NAME, _NAME_KINDS[name.kind], others=name.text, sources=refs(name.sources))
    for text in profile.descriptions:
        yield row(_DESCRIPTION, None, details=text)
    for scheme, value in profile.identifiers:
        yield row(_IDENTIFIER, scheme, details=value)
    for one in profile.attributes:
        place = "others" if isinstance(one.value, Entity) else "details"
        yield row(_ATTRIBUTE, one.role, derived_by=one.rules, sources=refs(one.sources), **{place: one.value})
    for part, group in ((_RELATION, facts), (_RESTS, resting)):
        for fact in group:
            yield row(
                part,
                fact.heading,
                role=fact.role,
                others=tuple(one.value for one in fact.fillers if isinstance(one.value, Entity)),
                details=tuple(filter(None, (*_details(fact, lang), fact.comment.text(lang)))),
                through=fact.through,
                status=fact.status,
                confidence=fact.confidence,
                derived_by=fact.rules,
                sources=refs(fact.sources),
                independent=fact.independent,
                node=entity_id(fact.node),
                **_dates(fact),
            )
    for claim in claims:
        yield row(
            _CLAIM,
            claim.mode,
            role=claim.stance,
            others=claim.speakers or refs(claim.stated_in),
            details=tuple(filter(None, (claim.text, *claim.about, *claim.figures))),
            sources=refs(claim.sources),
            node=entity_id(claim.node),
            **{"from": claim.stated_on},
        )
    for version in profile.versions:
        yield row(_VERSION, version.act, others=version.told, sources=refs(version.sources))
    for entity in profile.resting_entities:
        yield row(_RESTS, kind_words(entity.kind), others=entity, node=entity.id)


def _sources(cell: Cell) -> tuple[SourceRef, ...]:
    return tuple(one for one in cell if isinstance(one, SourceRef)) if isinstance(cell, tuple) else ()


def _details(fact: Fact, lang: Lang) -> tuple[str, ...]:
    return tuple(
        f"{one.role.text(lang)}: {text_of(one.value, lang)}"
        for one in fact.fillers
        if not isinstance(one.value, Entity)
    )


def _dates(fact: Fact) -> dict[str, Cell]:
    """The dates as cells: as written where the source's own words are known."""
    start, end = period_ends(fact.validity, from_text=fact.from_text, to_text=fact.to_text)
    confirmed = fact.validity.confirmed[-1] if fact.validity.confirmed else None
    return {"from": start or None, "to": end or None, "last_confirmed": confirmed}


def _profile_json(
    profile: Profile,
    facts: Iterable[Fact],
    claims: Iterable[Claim],
    resting: Iterable[Fact],
    notes: Footnotes,
    lang: Lang,
) -> Json:
    def refs(source_ids: Iterable[str]) -> list[Json]:
        return [json_of(notes.source(one)) for one in source_ids]

    def fact_json(fact: Fact) -> Json:
        dates = {key: json_of(cell) for key, cell in _dates(fact).items()}
        return {
            "id": entity_id(fact.node),
            "label": fact.name.label(lang) if fact.name else None,
            "relation": fact.heading.text(lang),
            "class": compact(fact.group),
            "role": fact.role.text(lang) or None,
            "fillers": [
                {
                    "role": one.role.text(lang) or None,
                    "property": compact(one.property),
                    "value": json_of(one.value, lang),
                    "sources": list(one.sources),
                }
                for one in fact.fillers
            ],
            "through": json_of(fact.through, lang),
            "status": fact.status.text(lang) or None,
            **dates,
            "confidence": fact.confidence.text(lang) or None,
            "comment": fact.comment.text(lang) or None,
            "derived_by": list(fact.rules),
            "sources": refs(fact.sources),
            "independent_sources": fact.independent,
        }

    result: dict[str, Json] = {
        "entity": json_of(profile.entity, lang),
        "names": [
            {
                "text": one.text,
                "language": one.language or None,
                "kind": one.kind,
                "sources": list(one.sources),
            }
            for one in profile.names
        ],
        "descriptions": [text.text(lang) for text in profile.descriptions],
        "identifiers": [{"scheme": scheme, "value": value} for scheme, value in profile.identifiers],
        "attributes": [
            {
                "name": one.role.text(lang),
                "property": compact(one.property),
                "value": json_of(one.value, lang),
                "derived_by": list(one.rules),
                "sources": refs(one.sources),
            }
            for one in profile.attributes
        ],
        "facts": [fact_json(fact) for fact in facts],
        "statements": [
            {
                "id": entity_id(claim.node),
                "text": claim.text.text(lang) or None,
                "speakers": [json_of(one, lang) for one in claim.speakers],
                "about": [json_of(one, lang) for one in claim.about],
                "mode": claim.mode.text(lang) or None,
                "stance": claim.stance.text(lang) or None,
                "stated_in": refs(claim.stated_in),
                "stated_on": claim.stated_on or None,
                "figures": [json_of(one, lang) for one in claim.figures],
                "sources": refs(claim.sources),
            }
            for claim in claims
        ],
        "versions": [
            {
                "act": one.act.text(lang),
                "told": [json_of(told, lang) for told in one.told],
                "sources": refs(one.sources),
            }
            for one in profile.versions
        ],
        "only_possible": profile.only_possible,
        "undated": profile.undated,
        "hidden": profile.hidden,
    }
    if profile.resting or profile.resting_entities:
        result["resting"] = {
            "entities": [json_of(one, lang) for one in profile.resting_entities],
            "facts": [fact_json(fact) for fact in resting],
        }
    return result


def _notes(profile: Profile, cut: int, lang: Lang) -> tuple[str, ...]:
    russian, notes = lang == "ru", []
    if cut:
        notes.append(
            f"не показано из-за --limit: {cut}" if russian else f"{cut} more, left out as --limit asks"
        )
    if profile.hidden:
        notes.append(
            f"не показано, так как на эту дату не действует: {profile.hidden}"
            if russian
            else f"{profile.hidden} left out, because they do not hold on that day"
        )
    if profile.only_possible:
        notes.append(
            f"лишь возможно на эту дату: {profile.only_possible}, из них без дат: {profile.undated}"
            if russian
            else f"{profile.only_possible} only may hold on that day, {profile.undated} of them without dates"
        )
    return tuple(notes)


def _limited(facts: Sequence[Fact], limit: int | None) -> tuple[list[Fact], int]:
    """At most ``limit`` facts of each group, and how many are left out."""
    shown: list[Fact] = []
    for _, group in groupby(facts, key=lambda fact: fact.heading):
        shown += list(group)[:limit]
    return shown, len(facts) - len(shown)


def _totals(facts: Iterable[Fact]) -> dict[Words, int]:
    totals: dict[Words, int] = {}
    for fact in facts:
        totals[fact.heading] = totals.get(fact.heading, 0) + 1
    return totals


def _of(shown: int, total: int, lang: Lang) -> str:
    if shown == total:
        return str(total)
    return f"{shown} из {total}" if lang == "ru" else f"{shown} of {total}"


def _says_little(text: str) -> bool:
    """Whether a word needs its question beside it."""
    return text.partition(" [")[0].lower() in {
        "yes",
        "no",
        "unknown",
        "да",
        "нет",
        "неизвестно",
        "other",
        "другое",
    }


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Profiles as text: what is known of an entity, in sentences with footnotes."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from pharmagraph.exports.answers import Part
from pharmagraph.exports.cells import text_of
from pharmagraph.exports.footnotes import Footnotes
from pharmagraph.exports.roles import role_order, role_words, seat_words
from pharmagraph.exports.times import period
from pharmagraph.exports.words import STATUSES, capital, kind_words
from pharmagraph.model import Entity, Words
from pharmagraph.vocab import DCTERMS, PG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pharmagraph.model import Lang, SourceRef
    from pharmagraph.queries.facts import Claim, Fact, Filler
    from pharmagraph.queries.profile import Profile


_OFFICER = PG["role-officer"]


class ProfileProse:
    """Tells profiles in one language, and numbers the sources as it goes."""

    def __init__(self, lang: Lang, catalogue: Mapping[str, SourceRef]) -> None:
        self.lang = lang
        self.notes = Footnotes(catalogue)
        self._russian = lang == "ru"

    def parts(self, profile: Profile, *, of: Profile) -> list[Part]:
        """All there is to tell of a profile, with the counts of the whole one that it was taken from."""
        return [
            self.header(profile),
            *self.groups(profile.facts, totals=_totals(of.facts), level=2),
            *self.versions(profile),
            *self.claims(profile.claims, total=len(of.claims)),
            *self.resting(profile, totals=_totals(of.resting)),
        ]

    def header(self, profile: Profile) -> Part:
        """What the entity is called and what is said of it alone."""
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
        for (role, rules), fillers in groupby(
            sorted(profile.attributes, key=lambda one: (one.role.text(), one.rules)),
            key=lambda one: (one.role, one.rules),
        ):
            told = self._values(list(fillers))
            name = " ".join(filter(None, (capital(role.text(self.lang)), self._derived(rules))))
            attributes.append(f"{name}: {told}")
        heading = f"{title} / {other}" if other and other not in title else title
        return Part(heading, tuple(filter(None, lines)), tuple(attributes), level=1)

    def _values(self, fillers: Sequence[Filler]) -> str:
        """The values of one attribute; marks that all of them share stand once, at the end."""
        if len({one.sources for one in fillers}) == 1:
            values = "; ".join(text_of(one.value, self.lang) for one in fillers)
            return self._with_marks(values, fillers[0])
        return "; ".join(self._with_marks(text_of(one.value, self.lang), one) for one in fillers)

    def groups(
        self, facts: Sequence[Fact], *, totals: Mapping[tuple[Words, Words], int], level: int
    ) -> list[Part]:
        """The facts by kind of relation, and by the seat of the entity where it sits in several."""
        parts = []
        seats = Counter(heading for heading, _ in totals)
        for (heading, role), group in groupby(facts, key=lambda fact: (fact.heading, fact.role)):
            members = list(group)
            count = _of(len(members), totals.get((heading, role), len(members)), self.lang)
            name = capital(heading.text(self.lang))
            if seats[heading] > 1:
                property_ = members[0].role_property
                if property_ is not None or members[0].through is None:
                    name += f", {seat_words(property_, role, self.lang)}"
            parts.append(Part(f"{name} ({count})", items=tuple(map(self.fact, members)), level=level))
        return parts

    def fact(self, fact: Fact) -> str:
        """One relation in one sentence, with the marks of its sources."""
        concepts = [one for one in fact.fillers if isinstance(one.value, Words)]
        texts = [one for one in fact.fillers if not isinstance(one.value, Entity | Words)]
        entities = [one for one in fact.fillers if isinstance(one.value, Entity)]
        wholes = [one for one in entities if one.property == DCTERMS.isPartOf]
        parts = [
            *self._roles([one for one in entities if one not in wholes], fact),
            ", ".join(self._concepts(concepts, fact)),
            *(f"{one.role.text(self.lang)}: {text_of(one.value, self.lang)}" for one in texts),
            *self._roles(wholes, fact),
            (STATUSES.get(fact.status_id) or fact.status).text(self.lang),
            period(fact.validity, self.lang, from_text=fact.from_text, to_text=fact.to_text),
            self._confidence(fact),
            self._through(fact),
            fact.comment.text(self.lang),
        ]
        told = "; ".join(filter(None, parts))
        name = fact.name.label(self.lang) if fact.name else ""
        sentence = f"{name} — {told}" if name and told else name or told
        return " ".join(filter(None, (sentence, self._derived(fact.rules), self._marks(fact))))

    def claims(self, claims: Sequence[Claim], *, total: int) -> list[Part]:
        """What was said by the entity, about it or in it."""
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
        """Who took part in an act, side by side as the sources tell it."""
        if not profile.versions:
            return []
        heading = "Источники рассказывают по-разному" if self._russian else "Sources tell it differently"
        items = [
            f"{capital(one.act.text(self.lang))} ({len(one.told)}): "
            f"{'; '.join(text_of(told, self.lang) for told in one.told)} {self.notes.marks(one.sources)}"
            for one in profile.versions
        ]
        return [Part(heading, items=tuple(items))]

    def resting(self, profile: Profile, *, totals: Mapping[tuple[Words, Words], int]) -> list[Part]:
        """What rests on a source."""
        if not profile.resting and not profile.resting_entities:
            return []
        n_entities, n_facts = len(profile.resting_entities), sum(totals.values())
        heading = (
            f"На этот источник опираются: объекты ({n_entities}), связи ({n_facts})"
            if self._russian
            else f"Resting on this source: entities ({n_entities}), relations ({n_facts})"
        )
        kinds = []
        for kind, group in groupby(profile.resting_entities, key=lambda one: one.kind):
            members = list(group)
            labels = ", ".join(one.label(self.lang) for one in members)
            kinds.append(f"{capital(kind_words(kind).text(self.lang))} ({len(members)}): {labels}")
        return [
            Part(heading, items=tuple(kinds)),
            *self.groups(profile.resting, totals=totals, level=3),
        ]

    def _roles(self, fillers: Sequence[Filler], fact: Fact) -> list[str]:
        """Who stands in the relation, role by role; the word of a role only once."""
        told = []
        ordered = sorted(fillers, key=lambda one: (role_order(one.property), one.role.text()))
        for (role, label), group in groupby(ordered, key=lambda one: (one.property, one.role)):
            members = list(group)
            word = role_words(role, label, len(members), self.lang, seen_from=fact.role_property)
            named = ", ".join(self._filler(one, fact) for one in members)
            told.append(f"{word}: {named}" if word else named)
        return told

    def _filler(self, filler: Filler, fact: Fact) -> str:
        text = text_of(filler.value, self.lang)
        differs = set(filler.sources) != set(fact.sources) and not fact.rules
        return self._with_marks(text, filler) if differs else text

    def _concepts(self, fillers: Iterable[Filler], fact: Fact) -> list[str]:
        told = []
        named_post = any(one.property == PG.post for one in fact.fillers)
        for one in fillers:
            if named_post and one.term == _OFFICER:
                continue  # the post itself is told
            text = text_of(one.value, self.lang)
            named = f"{one.role.text(self.lang)}: {text}" if _says_little(text) else text
            told.append(self._with_marks(named, one) if set(one.sources) != set(fact.sources) else named)
        return list(dict.fromkeys(told))

    def _with_marks(self, text: str, filler: Filler) -> str:
        return " ".join(filter(None, (text, self.notes.marks(filler.sources))))

    def _marks(self, fact: Fact) -> str:
        marks = self.notes.marks(fact.sources)
        if len(fact.sources) > fact.independent > 0:
            word = "независимых" if self._russian else "independent"
            return f"{marks} ({word}: {fact.independent})"
        return marks

    def _confidence(self, fact: Fact) -> str:
        if fact.confidence_id == "high":
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
        word = "выведено по правилу" if self._russian else "derived by rule"
        return f"({word} {', '.join(rules)})"


def _totals(facts: Iterable[Fact]) -> Counter[tuple[Words, Words]]:
    return Counter((fact.heading, fact.role) for fact in facts)


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

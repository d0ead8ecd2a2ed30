"""From nodes to facts and claims, in the words of the ontology."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from pharmagraph.model import IRI, Entity, Literal, Words
from pharmagraph.queries.coverage import independent
from pharmagraph.queries.described import superclasses, superproperties
from pharmagraph.queries.facts import Claim, Fact, Filler
from pharmagraph.queries.validity import validity_of
from pharmagraph.queries.wording import day_of, text_of
from pharmagraph.vocab import DCTERMS, PG, PROV, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pharmagraph.model import SourceRef, Term
    from pharmagraph.queries.described import Node, Witnesses
    from pharmagraph.queries.wording import Value, Wording
    from pharmagraph.store.port import Store

TIME_FIELDS = frozenset(
    PG[name]
    for name in (
        "validFrom", "validFromLatest", "validFromText", "validTo", "validToEarliest", "validToText",
        "datePrecision", "endStatus", "lastConfirmed", "lastConfirmedText",
    )
)  # fmt: skip
_OWN_FIELDS = TIME_FIELDS | {
    RDF.type,
    RDFS.label,
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.hiddenLabel,
    PG.relationStatus,
    PG.confidence,
    RDFS.comment,
    PROV.wasDerivedFrom,
}
_CLAIM_TEXTS = (PG.claimText, RDFS.label, SKOS.prefLabel, DCTERMS.description, RDFS.comment)
_NEVER_BEGINS = frozenset(
    {PG.MechanismOfAction, PG.TargetDiseaseEvidence, PG.TargetAssessment, PG.Indication}
)
_ORIGINATOR = PG["rights-originator"]
_COPIES = """
SELECT ?drug WHERE {
  VALUES ?class { pg:novelty-biosimilar pg:novelty-generic }
  ?drug pg:noveltyClass ?class
}"""
_MAKER_OF_COPY = Words("developer of the copy", "создатель воспроизведённой версии")
"""What the originator of a biosimilar or generic is: the tables have one word, but it discovered nothing."""


class FactReader:
    """Makes facts and claims of described nodes, in the words of the ontology."""

    def __init__(
        self, store: Store, wording: Wording, witnesses: Witnesses, catalogue: Mapping[str, SourceRef]
    ) -> None:
        self._catalogue = catalogue
        self._supers = superclasses(store)
        self._super_properties = superproperties(store)
        self._store = store
        self._wording = wording
        self._witnesses = witnesses

    @cached_property
    def _copies(self) -> set[IRI]:
        """The medicines that repeat others."""
        return {row[0] for row in self._store.select(_COPIES).rows if isinstance(row[0], IRI)}

    def is_relation(self, node: Node | None) -> bool:
        """Whether the node ties things together, rather than being a thing or a claim."""
        return node is not None and not self.is_claim(node) and PG.RelationNode in self._all_classes(node)

    def is_claim(self, node: Node | None) -> bool:
        """Whether the node is what somebody said."""
        return node is not None and PG.Statement in node.classes

    def fillers(
        self, node: Node, *, without: Collection[IRI] = (), skip: Iterable[IRI] = ()
    ) -> tuple[Filler, ...]:
        """What fills the roles of a node: entities first, then concepts, then texts."""
        left_out = _OWN_FIELDS | set(skip)
        as_written = {prop: written for prop in node.values if (written := _as_written(prop)) in node.values}
        left_out |= as_written.keys()
        dates = {written: prop for prop, written in as_written.items()}
        found = [
            Filler(
                prop,
                self._wording.words(dates.get(prop, prop)),
                value,
                self._witnesses.sources(graphs),
                self._witnesses.rules(graphs),
                term,
            )
            for prop, terms in node.values.items()
            if prop not in left_out
            for term, graphs in terms.items()
            if term not in without
            and not (prop == DCTERMS.isPartOf and term not in self._wording.entities)
            and (value := self._value(node, term)) is not None
        ]
        return tuple(sorted(_paired(self._most_specific(found)), key=_filler_order))

    def _value(self, node: Node, term: Term) -> Value | None:
        """What a term is shown as on a node."""
        if term == _ORIGINATOR and not self._copies.isdisjoint(node.values.get(PG.rightsOver, ())):
            return _MAKER_OF_COPY
        return self._wording.value(term)

    def _most_specific(self, fillers: Collection[Filler]) -> Iterable[Filler]:
        """The fillers without those whose value stands in a narrower role as well."""
        wider = {
            (prop, filler.value)
            for filler in fillers
            for prop in self._super_properties.get(filler.property, {filler.property}) - {filler.property}
        }
        return (filler for filler in fillers if (filler.property, filler.value) not in wider)

    def fact(
        self,
        node: Node,
        *,
        seen_from: IRI | None = None,
        role: IRI | None = None,
        graphs: Iterable[IRI] = (),
        through: Entity | None = None,
    ) -> Fact:
        """A relation node as the entity ``seen_from`` sees it, which is its ``role`` in ``graphs``."""
        group = self._class_of(node)
        said = set(graphs) or {one for where in node.values.get(RDF.type, {}).values() for one in where}
        sources = self._witnesses.sources(said)
        return Fact(
            node=node.iri,
            group=group,
            heading=self._wording.heading(group),
            role=self._wording.words(role) if role else Words(),
            role_property=role,
            fillers=self.fillers(node, without={seen_from} if seen_from else ()),
            sources=sources,
            independent=independent(sources, self._catalogue),
            rules=self._witnesses.rules(said),
            status=self._wording.one(node, PG.relationStatus),
            status_id=_notation(node, PG.relationStatus, "relation-status-"),
            validity=validity_of(node),
            from_text=" / ".join(node.texts(PG.validFromText)),
            to_text=" / ".join(node.texts(PG.validToText)),
            confidence=self._wording.one(node, PG.confidence),
            confidence_id=_notation(node, PG.confidence, "confidence-"),
            comment=_in_both_languages(node, (RDFS.comment,)),
            name=self._wording.entities.get(node.iri),
            through=through,
            can_end=not self._is_lasting(node),
            begins=self._all_classes(node).isdisjoint(_NEVER_BEGINS),
        )

    def link(self, other: Entity, prop: IRI, graphs: Iterable[IRI]) -> Fact:
        """An entity that names another directly, without a relation node."""
        graphs = list(graphs)
        sources, rules = self._witnesses.sources(graphs), self._witnesses.rules(graphs)
        filler = Filler(prop, Words(), other, sources, rules, other.iri)
        return Fact(
            node=other.iri,
            group=prop,
            heading=self._wording.backwards(prop),
            role=Words(),
            fillers=(filler,),
            sources=sources,
            independent=independent(sources, self._catalogue),
            rules=rules,
            can_end=False,
            begins=False,
        )

    def grounded(self, fact: Fact, sources: tuple[str, ...]) -> Fact:
        """A derived fact with the sources of what it rests on."""
        fillers = tuple(replace(one, sources=sources) for one in fact.fillers)
        return replace(
            fact, fillers=fillers, sources=sources, independent=independent(sources, self._catalogue)
        )

    def narrowest(self, properties: Iterable[IRI]) -> set[IRI]:
        """The properties without those that only say more widely what another of them says."""
        properties = set(properties)
        wider = {above for prop in properties for above in self._super_properties.get(prop, {prop}) - {prop}}
        return properties - wider

    def claim(self, node: Node, *, seen_from: IRI | None = None) -> Claim:
        """What a statement node says, with whoever said it, about what but ``seen_from``."""
        day = node.first(PG.statedOn)
        graphs = {one for where in node.values.get(RDF.type, {}).values() for one in where}
        return Claim(
            node=node.iri,
            text=_in_both_languages(node, _CLAIM_TEXTS),
            speakers=self._all(node, PG.statedBy),
            about=self._all(node, PG.about, without=seen_from),
            mode=self._wording.one(node, PG.epistemicMode),
            stance=self._wording.one(node, PG.stance),
            stated_in=tuple(one.rpartition("/")[2] for one in node.texts(PG.statedIn)),
            stated_on=str(node.first(PG.statedOnText) or day or ""),
            day=day_of(day),
            figures=self._all(node, PG.hasFigure),
            sources=self._witnesses.sources(graphs),
        )

    def _all(self, node: Node, prop: IRI, *, without: IRI | None = None) -> tuple[Value, ...]:
        found = (self._wording.value(term) for term in node.values.get(prop, ()) if term != without)
        return tuple(sorted((value for value in found if value is not None), key=text_of))

    def _all_classes(self, node: Node) -> set[IRI]:
        return set().union(*(self._supers.get(one, {one}) for one in node.classes))

    def _is_lasting(self, node: Node) -> bool:
        """Whether the node tells of what stays so: a law of nature, or what somebody once did."""
        done = PG.Succession in node.classes or _ORIGINATOR in node.values.get(PG.rightsKind, ())
        return done or not self._all_classes(node).isdisjoint(_NEVER_BEGINS)

    def _class_of(self, node: Node) -> IRI:
        """The most specific class of a node."""
        ranked = ((len(self._supers.get(one, ())), one) for one in node.classes)
        return max(ranked, default=(0, PG.RelationNode))[1]


def _as_written(prop: IRI) -> IRI:
    """The property that holds a date in the words of its source."""
    return PG[f"{prop.rpartition('#')[2].rpartition('/')[2]}Text"]


def _paired(fillers: Iterable[Filler]) -> Iterable[Filler]:
    """An English and a Russian text of one property as one filler; the same plain text only once."""
    pairs: dict[IRI, list[Filler]] = defaultdict(list)
    seen: set[str] = set()
    for one in fillers:
        if isinstance(one.value, Words) and not (one.value.en and one.value.ru):
            pairs[one.property].append(one)
        elif not isinstance(one.value, str) or one.value not in seen:
            yield one
            seen.add(str(one.value))
    for group in pairs.values():
        if len(group) != 2 or {bool(one.value.en) for one in group if isinstance(one.value, Words)} != {
            True,
            False,
        }:
            yield from group
            continue
        en, ru = sorted(group, key=lambda one: not getattr(one.value, "en", ""))
        both = Words(getattr(en.value, "en", ""), getattr(ru.value, "ru", ""))
        yield replace(en, value=both, sources=tuple(sorted({*en.sources, *ru.sources})))


def _notation(node: Node, prop: IRI, prefix: str) -> str:
    """The table's own word for a concept; empty where the table leaves it open."""
    notation = str(node.first(prop) or "").rpartition("#")[2].removeprefix(prefix)
    return "" if notation == "not-stated" else notation


def _in_both_languages(node: Node, properties: Iterable[IRI]) -> Words:
    """The first text of the properties in each language."""
    texts: dict[str, str] = defaultdict(str)
    for prop in properties:
        for term in sorted(node.values.get(prop, ()), key=str):
            if isinstance(term, Literal) and not texts[term.language or "en"]:
                texts[term.language or "en"] = term.value
    return Words(texts["en"], texts["ru"])


def _filler_order(filler: Filler) -> tuple[int, str, str]:
    kinds: tuple[type, ...] = (Entity, Words, str)
    rank = next((number for number, kind in enumerate(kinds) if isinstance(filler.value, kind)), len(kinds))
    return (rank, filler.role.text(), text_of(filler.value).casefold())

"""Everything known of one entity, whatever it is; the ontology says what relations are called."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pharmagraph.model import IRI, Entity, Literal, Words
from pharmagraph.queries.coverage import Support
from pharmagraph.queries.described import Node, Witnesses, describe, pointing_at
from pharmagraph.queries.fact_reader import TIME_FIELDS, FactReader
from pharmagraph.queries.facts import Claim, Fact, Filler
from pharmagraph.queries.premises import Premises, Triple
from pharmagraph.queries.versions import Version, versions_of
from pharmagraph.queries.wording import Labels, Wording
from pharmagraph.vocab import DCTERMS, FOAF, GRAPH, ID, ORG, PG, PROV, RDF, RDFS, SKOS, compact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from pharmagraph.model import SourceRef
    from pharmagraph.store.port import Store


@dataclass(frozen=True, slots=True)
class Name:
    """A name; ``kind`` is ``preferred``, ``other`` or ``weak`` (too general to find the entity first)."""

    text: str
    language: str
    kind: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of ``entity``.

    ``facts`` are sorted by group, then by what they tell; ``versions`` is filled only where sources tell one
    act differently; ``resting`` and ``resting_entities`` are filled for a source alone: what its graph
    describes. Left out are the facts that do not hold on the ``day`` asked for (``hidden``), those that only
    may, where what is certain was asked for (``uncertain``), and the statements made after it (``unsaid``).
    Of the facts shown, ``only_possible`` do not certainly hold then, and ``undated`` of these have no date at
    all. ``repeats`` counts derived facts and attributes that only repeat what is told, and are left out.
    """

    entity: Entity
    day: date | None
    names: tuple[Name, ...]
    descriptions: tuple[Words, ...]
    identifiers: tuple[tuple[str, str], ...]
    attributes: tuple[Filler, ...]
    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    versions: tuple[Version, ...] = ()
    resting: tuple[Fact, ...] = ()
    resting_entities: tuple[Entity, ...] = ()
    hidden: int = 0
    uncertain: int = 0
    unsaid: int = 0
    only_possible: int = 0
    undated: int = 0
    repeats: int = 0


def profile(
    store: Store,
    labels: Labels,
    sources: Mapping[str, SourceRef],
    entity: Entity,
    *,
    as_of: date | None = None,
    certain: bool = False,
    derived: bool = False,
) -> Profile:
    """All the graph says of an entity, with the sources of each part.

    Without ``as_of`` nothing is left out, whenever it held; with it, facts that cannot hold on that day are
    counted and dropped, and with ``certain`` so are those that only may hold. With ``derived`` those derived
    facts are there, too, that only repeat others: inverses, wider classes and properties, shortcuts.
    """
    return _Reading(store, labels, sources, entity, derived=derived).profile(as_of, certain=certain)


def supports(profile: Profile) -> list[Support]:
    """The evidence of each fact and claim of a profile, for its coverage."""
    facts = [
        Support.of(fact.sources, derived=bool(fact.rules)) for fact in (*profile.facts, *profile.resting)
    ]
    return facts + [Support.of(claim.sources) for claim in profile.claims]


_NAMES = {SKOS.prefLabel: "preferred", SKOS.altLabel: "other", SKOS.hiddenLabel: "weak"}
_DESCRIPTIONS = (DCTERMS.description, SKOS.definition, RDFS.comment)
_NOT_SHOWN = {
    DCTERMS.title,
    RDF.type,
    RDFS.label,
    PG.identifier,
    PROV.wasDerivedFrom,
    *_NAMES,
    *_DESCRIPTIONS,
    *TIME_FIELDS,
}
_NOT_LINKS = {RDF.type, ORG.postIn, PG.includes, PG.excludes, PROV.wasDerivedFrom, FOAF.primaryTopic}
_THROUGH = {PG.hasActiveSubstance, PG.programmeDrug, PG.developer}
"""Who names an entity by one of these has relations that an analyst reads as the entity's own."""
_BEHIND = {PG.ofProgramme, PG.registeredProduct, PG.makesProduct, PG.procuredProduct}
_FOUNDER = PG["role-founder"]
_MERELY_WIDER = {"inverses", "superclasses", "superproperties"}
"""Rules that say again, from the other end or more widely, what is said already."""

Pointer = tuple[IRI, IRI, set[IRI]]
"""A statement whose object is the entity: subject, property, and the graphs that say it."""


class _Reading:
    """One look at the store on behalf of one entity."""

    def __init__(
        self,
        store: Store,
        labels: Labels,
        sources: Mapping[str, SourceRef],
        entity: Entity,
        *,
        derived: bool = False,
    ) -> None:
        self._store = store
        self._entity = entity
        self._derived = derived
        self._repeats = 0
        self._wording = Wording(store, labels)
        self._witnesses = Witnesses(store)
        self._premises = Premises(store, self._witnesses)
        self._reader = FactReader(store, self._wording, self._witnesses, sources)
        self._nodes = self._wording.nodes

    def profile(self, as_of: date | None, *, certain: bool) -> Profile:
        self._describe({self._entity.iri})
        own = self._nodes.get(self._entity.iri, Node(self._entity.iri))
        incoming = pointing_at(self._store, self._entity.iri)
        self._describe({subject for subject, _, _ in incoming})
        behind = self._behind(incoming)
        wholes = self._wholes(incoming)
        resting = self._nodes_of_source()
        self._describe({*(node for node, _ in behind), *wholes, *resting})
        self._learn(incoming)

        facts = self._facts(incoming, behind, wholes)
        told = len(facts)
        facts += self._links(own, incoming, facts)
        attributes = self._attributes(own, facts[:told])
        claims = [
            self._reader.claim(self._nodes[iri], seen_from=self._entity.iri)
            for iri in sorted({subject for subject, _, _ in incoming})
            if self._reader.is_claim(self._nodes.get(iri))
        ]
        holding = [fact for fact in facts if fact.holds(as_of)]
        shown = [fact for fact in holding if not certain or fact.holds(as_of, certain=True)]
        said = [claim for claim in claims if as_of is None or claim.day is None or claim.day <= as_of]
        possible = [fact for fact in shown if not fact.holds(as_of, certain=True)]
        return Profile(
            entity=self._entity,
            day=as_of,
            names=self._names(own),
            descriptions=_descriptions(own),
            identifiers=self._identifiers(own),
            attributes=attributes,
            facts=tuple(sorted(shown, key=Fact.order)),
            claims=tuple(sorted(said, key=lambda claim: (claim.stated_on, claim.node))),
            versions=versions_of(facts, founder=self._wording.words(_FOUNDER)),
            resting=self._resting(resting),
            resting_entities=self._resting_entities(resting),
            hidden=len(facts) - len(holding),
            uncertain=len(holding) - len(shown),
            unsaid=len(claims) - len(said),
            only_possible=len(possible),
            undated=sum(not fact.validity.is_dated for fact in possible),
            repeats=self._repeats,
        )

    # ---------------------------------------------------------------------------------- reading

    def _describe(self, iris: set[IRI]) -> None:
        self._nodes |= describe(self._store, iris - self._nodes.keys())

    def _behind(self, incoming: Iterable[Pointer]) -> list[tuple[IRI, IRI]]:
        """The relation nodes of products and programmes that name the entity, with these."""
        holders = sorted({subject for subject, prop, _ in incoming if prop in _THROUGH})
        return [
            (subject, holder)
            for holder in holders
            for subject, prop, _ in pointing_at(self._store, holder)
            if prop in _BEHIND
        ]

    def _wholes(self, incoming: Iterable[Pointer]) -> set[IRI]:
        """The agreements that the relations of the entity are part of."""
        return {
            whole
            for subject, _, _ in incoming
            if self._reader.is_relation(self._nodes.get(subject))
            for whole in self._nodes[subject].values.get(DCTERMS.isPartOf, ())
            if isinstance(whole, IRI)
        }

    def _nodes_of_source(self) -> set[IRI]:
        """What the graphs of the entity describe, when the entity is a source."""
        return {
            row[0]
            for graph in self._witnesses.graphs_of(self._entity.id)
            for row in self._store.select(
                f"SELECT DISTINCT ?s WHERE {{ GRAPH <{graph}> {{ ?s a ?class }} }}"
            ).rows
            if isinstance(row[0], IRI)
        }

    def _learn(self, incoming: Iterable[Pointer]) -> None:
        """Read the words for all that will be shown, and the nodes that are shown by what they hold.

        These may hold such nodes in turn, as a figure its period.
        """
        self._wording.entities[self._entity.iri] = self._entity
        self._wording.learn(self._things(), self._vocabulary(), backwards={prop for _, prop, _ in incoming})
        for _ in range(2):
            self._describe({iri for iri in self._things() if iri in ID and iri not in self._wording.entities})
            self._wording.learn(self._things(), self._vocabulary())

    def _things(self) -> set[IRI]:
        things: set[IRI] = set(self._nodes)
        for node in self._nodes.values():
            for prop, values in node.values.items():
                if prop != RDF.type:
                    things.update(term for term in values if isinstance(term, IRI))
        return things

    def _vocabulary(self) -> set[IRI]:
        return {term for node in self._nodes.values() for term in (*node.values, *node.classes)}

    # ------------------------------------------------------------------------------------ facts

    def _facts(
        self, incoming: Iterable[Pointer], behind: Iterable[tuple[IRI, IRI]], wholes: set[IRI]
    ) -> list[Fact]:
        """One fact per relation node: in a role, through a product or programme, or as the larger whole."""
        facts: dict[IRI, Fact] = {}
        roles: dict[IRI, dict[IRI, set[IRI]]] = defaultdict(dict)
        for subject, prop, graphs in incoming:
            if self._reader.is_relation(self._nodes.get(subject)) and prop != DCTERMS.isPartOf:
                roles[subject][prop] = graphs
        for subject, played in roles.items():
            seen = [
                self._reader.fact(
                    self._nodes[subject], seen_from=self._entity.iri, role=prop, graphs=played[prop]
                )
                for prop in sorted(self._reader.narrowest(played))
            ]
            facts[subject] = max(seen, key=lambda fact: len(fact.sources))
        for subject, holder in behind:
            if subject not in facts and self._reader.is_relation(self._nodes.get(subject)):
                through = self._wording.entities.get(holder)
                facts[subject] = self._reader.fact(self._nodes[subject], seen_from=holder, through=through)
        for whole in wholes - facts.keys():
            if self._reader.is_relation(self._nodes.get(whole)):
                facts[whole] = self._reader.fact(self._nodes[whole])
        return list(facts.values())

    def _links(self, own: Node, incoming: Iterable[Pointer], facts: Collection[Fact]) -> list[Fact]:
        """Entities that name this one directly; what only repeats facts and attributes is left out."""
        known: set[object] = {
            filler.value.iri for fact in facts for filler in fact.fillers if isinstance(filler.value, Entity)
        }
        known.update(term for values in own.values.values() for term in values)
        shown = {fact.node for fact in facts}
        links = []
        for subject, prop, graphs in incoming:
            node = self._nodes.get(subject)
            if prop in _NOT_LINKS or self._reader.is_relation(node) or self._reader.is_claim(node):
                continue
            other = self._wording.entities.get(subject)
            if other is None:
                if subject in ID or subject in GRAPH or subject in PG:
                    continue  # a node of ours that only carries a part of something, or a concept
                other = Entity(subject, str(subject), "thing", compact(subject))
            link = self._reader.link(other, prop, graphs)
            if not link.rules:
                links.append(link)
                continue
            statement = (subject, prop, self._entity.iri)
            sources = self._ground(link.rules, statement, shown=shown, known=subject in known)
            if sources is not None:
                links.append(self._reader.grounded(link, sources))
        return links

    def _ground(
        self, rules: tuple[str, ...], statement: Triple, *, shown: Collection[IRI], known: bool
    ) -> tuple[str, ...] | None:
        """The sources that something derived rests on; ``None`` when it is left out, as it repeats others.

        ``shown`` are the relation nodes that are told; ``known`` says that the other end is told in them.
        """
        repeats = known or not _MERELY_WIDER.isdisjoint(rules)
        if not repeats or self._derived:
            ground = self._premises.of(rules, statement)
            repeats = repeats or not ground.nodes.isdisjoint(shown)
            if not repeats or self._derived:
                return ground.sources
        self._repeats += 1
        return None

    def _attributes(self, own: Node, facts: Collection[Fact]) -> tuple[Filler, ...]:
        """What is said of the entity itself, without the shortcuts of facts that are shown anyway."""
        known = {
            filler.value for fact in facts for filler in fact.fillers if isinstance(filler.value, Entity)
        }
        shown = {fact.node for fact in facts}
        attributes = []
        for filler in self._reader.fillers(own, skip=_NOT_SHOWN):
            if not filler.rules or not isinstance(filler.term, IRI):
                attributes.append(filler)
                continue
            if filler.term in shown:
                continue  # the fact itself, named from the other end
            sources = self._ground(
                filler.rules,
                (self._entity.iri, filler.property, filler.term),
                shown=shown,
                known=filler.value in known,
            )
            if sources is not None:
                attributes.append(replace(filler, sources=sources))
        return tuple(attributes)

    def _names(self, own: Node) -> tuple[Name, ...]:
        return tuple(
            Name(term.value, term.language, kind, self._witnesses.sources(graphs))
            for prop, kind in _NAMES.items()
            for term, graphs in sorted(
                own.values.get(prop, {}).items(), key=lambda item: str(item[0]).casefold()
            )
            if isinstance(term, Literal)
        )

    def _identifiers(self, own: Node) -> tuple[tuple[str, str], ...]:
        """Scheme and value of the identifiers, sorted."""
        nodes = (self._nodes.get(term) for term in own.values.get(PG.identifier, ()) if isinstance(term, IRI))
        return tuple(
            sorted(
                (self._wording.one(node, PG.idScheme).text(), text)
                for node in nodes
                if node is not None
                for text in node.texts(PG.idValue)
            )
        )

    def _resting(self, nodes: Iterable[IRI]) -> tuple[Fact, ...]:
        facts = [
            self._reader.fact(self._nodes[iri])
            for iri in nodes
            if iri in self._nodes and self._reader.is_relation(self._nodes[iri])
        ]
        return tuple(sorted(facts, key=Fact.order))

    def _resting_entities(self, nodes: Iterable[IRI]) -> tuple[Entity, ...]:
        entities = (self._wording.entities[iri] for iri in nodes if iri in self._wording.entities)
        return tuple(
            sorted(
                (one for one in entities if one.iri != self._entity.iri), key=lambda one: (one.kind, one.id)
            )
        )


def _descriptions(own: Node) -> tuple[Words, ...]:
    """The descriptive texts; the n-th English and the n-th Russian one side by side."""
    texts: dict[str, list[str]] = {"en": [], "ru": []}
    for prop in _DESCRIPTIONS:
        for term in sorted(own.values.get(prop, ()), key=str):
            if isinstance(term, Literal):
                texts["ru" if term.language == "ru" else "en"].append(term.value)
    longest = max(map(len, texts.values()))
    padded = [texts[lang] + [""] * (longest - len(texts[lang])) for lang in ("en", "ru")]
    return tuple(Words(en, ru) for en, ru in zip(*padded, strict=True))

"""The n-ary patterns: for each class of relation its roles, and the shortcut a rule draws from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import DCTERMS, ORG, OWL, RDF, RDFS, SKOS, XSD, URIRef
from rdflib.plugins.sparql import prepareQuery
from reading import PG, Check, Ontology, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import Node

# Properties that several classes share have no domain in OWL (one domain at most); here is where they stand.
SHARED = {
    PG.CapabilityRecord: (PG.usesTechnology, PG.atSite),
    PG.InstrumentStatusEvent: (PG.instrument,),
    PG.LicenceDeal: (PG.territory, PG.dealTerm),
    PG.Mandate: (PG.functionConcept, PG.instrument),
    PG.Obligation: (PG.due, PG.fulfilledOn),
    PG.Partnership: (PG.partnershipKind,),
    PG.PriorityListing: (PG.inDocument,),
    PG.ProjectApproval: (PG.criterion,),
    PG.RegisterSearch: (PG.asOf,),
    PG.RightsHolding: (PG.territory, PG.exclusive),
    PG.Statement: (PG.about, PG.hasFigure, PG.statedOn),
    PG.TargetAssessment: (PG.criterion,),
    PG.Undertaking: (PG.partnershipKind, PG.concernsAsset, DCTERMS.isPartOf),
    ORG.Membership: (ORG.role,),
}
# Properties of other vocabularies, those with several classes of values, and days have no range in OWL.
FILLERS = {
    DCTERMS.isPartOf: (PG.Partnership,),
    ORG.member: (PG.Actor,),
    ORG.organization: (PG.Organization,),
    ORG.role: (ORG.Role,),
    PG.asOf: (XSD.date,),
    PG.claimText: (XSD.string,),
    PG.componentRegisteredOn: (XSD.date,),
    PG.due: (XSD.date,),
    PG.fulfilledOn: (XSD.date,),
    PG.listedTarget: (PG.Biotarget, PG.Technology),
    PG.makesProduct: (PG.Asset, PG.MedicinalProduct),
    PG.rightsOver: (PG.Asset, PG.IPRight),
    PG.statedOn: (XSD.date,),
}
# What a relation is read from, where no rule draws a shortcut between two of its roles.
FIRST = {
    PG.InstrumentStatusEvent: PG.instrument,
    PG.Obligation: PG.obligationOf,
    PG.Participation: PG.participant,
    PG.RegisterSearch: PG.searchedFor,
    PG.Registration: PG.registeredProduct,
    PG.RegulatoryAction: PG.authority,
    PG.Statement: PG.statedBy,
    PG.TargetAssessment: PG.assessedTarget,
}


@dataclass(frozen=True)
class Role:
    """A place of a relation: its property, the classes of what fills it, and whether it must be filled."""

    property: URIRef
    fillers: tuple[URIRef, ...]
    required: bool
    is_value: bool


@dataclass(frozen=True)
class Shortcut:
    """A derived property from the filler of one role to the filler of another."""

    property: URIRef
    rule: str
    start: URIRef
    end: URIRef


@dataclass(frozen=True)
class Pattern:
    """A class of relation with its roles: the one it is read from, the things it joins, and its values."""

    relation: URIRef
    first: Role
    joined: tuple[Role, ...]
    values: tuple[Role, ...]
    shortcuts: tuple[Shortcut, ...]
    dated: bool


def patterns(ontology: Ontology) -> list[Pattern]:
    """One pattern for each class of relation, by name."""
    shortcuts = defaultdict(list)
    for rule in ontology.rules:
        for relation, shortcut in _shortcuts(rule):
            shortcuts[relation].append(shortcut)
    return [_pattern(ontology, relation, shortcuts[relation]) for relation in ontology.relations()]


def _pattern(ontology: Ontology, relation: URIRef, shortcuts: list[Shortcut]) -> Pattern:
    roles = {role.property: role for role in _roles(ontology, relation)}
    shortcuts = [one for one in dict.fromkeys(shortcuts) if {one.start, one.end} <= roles.keys()]
    # most shortcuts of a relation join the same two roles; those two stand at its sides
    ends = Counter((one.start, one.end) for one in shortcuts).most_common(1)
    first = ends[0][0][0] if ends else FIRST[relation]
    second = [roles[ends[0][0][1]]] if ends else []
    others = [one for one in roles.values() if one.property != first and one not in second]
    return Pattern(
        relation,
        first=roles[first],
        joined=(*second, *(one for one in others if not one.is_value)),
        values=tuple(one for one in others if one.is_value),
        shortcuts=tuple(shortcuts),
        dated=any(
            PG.validFrom in one.paths and ontology.above(relation).intersection(one.classes)
            for one in ontology.checks
        ),
    )


def _roles(ontology: Ontology, relation: URIRef) -> list[Role]:
    """The roles of a class, those that must be there first; roles of the class above it are shown there."""
    about = [check for check in ontology.checks if relation in check.classes and len(check.paths) == 1]
    required = {check.paths[0] for check in about if check.error and check.asks_for_one}
    found = {check.paths[0] for check in about if check.id.startswith("PG-ROLE")}
    found |= {*ontology.referring(relation, RDFS.domain), *SHARED.get(relation, ())}
    kept = [one for one in found if not _derived(ontology, one)]
    roles = [_role(ontology, one, about=about, required=one in required) for one in kept]
    return sorted(roles, key=lambda role: (not role.required, ontology.curie(role.property).lower()))


def _derived(ontology: Ontology, term: URIRef) -> bool:
    return (term, PG.derivedBy, None) in ontology.graph


def _role(ontology: Ontology, term: URIRef, *, about: list[Check], required: bool) -> Role:
    fillers = dict.fromkeys(filler for check in about if term in check.paths for filler in check.fillers)
    fillers = (
        fillers or dict.fromkeys(ontology.iris(term, RDFS.range)) or dict.fromkeys(FILLERS.get(term, ()))
    )
    literal = (term, RDF.type, OWL.DatatypeProperty) in ontology.graph
    concept = any(SKOS.Concept in ontology.above(one) or one in XSD for one in fillers)
    return Role(term, tuple(fillers), required, is_value=literal or concept)


def _shortcuts(rule: Rule) -> Iterator[tuple[URIRef, Shortcut]]:
    """The relations whose two roles a rule joins: read off the triples of its query, filters apart."""
    algebra = prepareQuery(rule.query).algebra
    start, derived, end = algebra.template[0]
    triples = list(_triples(algebra.p))
    for node, predicate, relation in triples:
        if predicate != RDF.type or not isinstance(relation, URIRef):
            continue
        roles = [(role, filler) for subject, role, filler in triples if subject == node]
        for one, filler in roles:
            for other, other_filler in roles:
                if (filler, other_filler) == (start, end):
                    yield relation, Shortcut(derived, rule.id, URIRef(str(one)), URIRef(str(other)))


def _triples(part: CompValue) -> Iterator[tuple[Node, Node, Node]]:
    if "triples" in part:
        yield from part["triples"]
    for name in ("p", "p1", "p2"):
        if name in part:
            yield from _triples(part[name])

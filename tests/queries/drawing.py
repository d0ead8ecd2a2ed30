"""A small store drawn in TriG, with the part of an ontology that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmagraph.model import IRI, Entity, SourceRef, Statement
from pharmagraph.queries.sources import read_sources
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.entities import fallback_entity
from pharmagraph.store.parsing import parse
from pharmagraph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

ONTOLOGY = """
graph:ontology {
  pg:RelationNode a owl:Class . org:Membership rdfs:subClassOf pg:RelationNode ;
    rdfs:label "membership"@en, "членство"@ru ; pg:shownAs "Memberships"@en, "Членство"@ru .
  pg:Partnership rdfs:subClassOf pg:RelationNode ; rdfs:label "partnership"@en, "соглашение"@ru .
  pg:LicenceDeal rdfs:subClassOf pg:Partnership ; rdfs:label "licence deal"@en, "лицензия"@ru .
  pg:MechanismOfAction rdfs:subClassOf pg:RelationNode ; rdfs:label "mechanism"@en, "механизм"@ru .
  pg:StageEvent rdfs:subClassOf pg:RelationNode ; rdfs:label "stage event"@en, "стадия"@ru .
  pg:Statement rdfs:subClassOf pg:RelationNode .
  org:member rdfs:label "member"@en, "участник"@ru . org:organization rdfs:label "body"@en, "орган"@ru .
  org:role rdfs:label "role"@en, "роль"@ru . pg:party rdfs:label "party"@en, "сторона"@ru .
  pg:signatory rdfs:subPropertyOf pg:party ; rdfs:label "signatory"@en, "подписант"@ru .
  pg:developer rdfs:label "developer"@en, "разработчик"@ru ; pg:inverseLabel "runs"@en, "ведёт"@ru .
  pg:stage rdfs:label "stage"@en, "стадия"@ru . pg:country rdfs:label "country"@en, "страна"@ru .
  pg:city rdfs:label "city"@en, "город"@ru . pg:partnerOf rdfs:label "partner of"@en, "партнёр"@ru .
  dcterms:isPartOf rdfs:label "part of"@en, "часть"@ru .
  pg:role-founder skos:prefLabel "founder"@en, "учредитель"@ru .
  pg:relation-status-completed skos:prefLabel "completed"@en, "исполнено"@ru .
  pg:confidence-low skos:prefLabel "low"@en, "низкая"@ru .
  pg:stage-phase-2 skos:prefLabel "Phase 2"@en, "фаза 2"@ru .
  pg:mode-proposed skos:prefLabel "proposed"@en, "предлагается"@ru .
  pg:comparator-about skos:prefLabel "about"@en, "около"@ru .
  pg:comparator-at-least skos:prefLabel "at least"@en, "не менее"@ru .
  unit:CCY_RUB rdfs:label "RUB"@en, "руб."@ru .
}
graph:catalogue {
  source:article a pg:SourceGraph ; prov:wasDerivedFrom id:article .
  source:other a pg:SourceGraph ; prov:wasDerivedFrom id:other .
  source:copy a pg:SourceGraph ; prov:wasDerivedFrom id:copy .
  id:article a pg:Source ; dcterms:title "The article" . id:other a pg:Source ; dcterms:title "The other" .
  id:copy a pg:Source ; dcterms:title "A copy" ; prov:wasDerivedFrom id:article .
}
"""


class NameTable:
    """Names of entities by hand; whoever is not in it is nobody's entity."""

    def __init__(self, *entities: Entity) -> None:
        self._entities = {entity.iri: entity for entity in entities}

    def entities(self, iris: Iterable[IRI]) -> Mapping[IRI, Entity]:
        return {iri: self._entities.get(iri) or fallback_entity(iri) for iri in iris}


def entity(identifier: str, kind: str = "company", ru: str = "") -> Entity:
    return Entity(IRI(PREFIXES["id"] + identifier), identifier, kind, identifier.capitalize(), ru)


def store_of(directory: Path, trig: str) -> EmbeddedStore:
    """The drawing with the ontology, as a store."""
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    file = directory / "drawing.trig"
    file.write_text(prefixes + ONTOLOGY + trig, encoding="utf-8")
    statements: list[Statement] = list(parse(file, base_graph=IRI("urn:never-used")))
    return EmbeddedStore.in_memory(statements)


def sources_of(store: EmbeddedStore) -> dict[str, SourceRef]:
    return read_sources(store)

"""Names for what has none: statements by who said what and when, relations by their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.queries.drawing import entity, store_of

from pharmagraph.model import Entity
from pharmagraph.queries.naming import LONGEST, Naming
from pharmagraph.store.entities import fallback_entity
from pharmagraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pharmagraph.model import IRI
    from pharmagraph.store.embedded import EmbeddedStore

DRAWING = """
source:article {
  id:said a pg:Statement ; pg:statedBy id:alfa ; pg:statedIn id:article ; pg:statedOn "2025-06-01"^^xsd:date ;
    pg:statedOnText "2025-06" ; pg:claimText "It grows."@en, "Растёт."@ru .
  id:unsigned a pg:Statement ; pg:statedIn id:article ; pg:claimText "A claim that goes on and on, %s"@en .
  id:backing a pg:Statement ; pg:statedBy id:alfa ; pg:stance pg:stance-backs ; pg:about id:beta .
  id:founding a org:Membership ; org:member id:alfa ; org:organization id:beta ; org:role pg:role-founder ;
    pg:validFrom "2020-01-01"^^xsd:date ; pg:validFromText "2020" ; pg:validToText "2021" .
  id:years a pg:Period ; pg:validFromText "2013" ; pg:validToText "2014" .
  id:number a pg:Figure ; qudt:numericValue 50 ; pg:comparator pg:comparator-about .
  id:empty a pg:RelationNode .
}
graph:ontology { pg:stance-backs skos:prefLabel "backs"@en, "поддерживает"@ru . }
""" % ("on " * 40)


class Index:
    """Knows Alfa, Beta and the article by name, and of all else that it is there."""

    def entities(self, iris: Iterable[IRI]) -> Mapping[IRI, Entity]:
        known = {one.iri: one for one in (entity("alfa", ru="Альфа"), entity("beta"), entity("article"))}
        return {iri: known.get(iri) or self._other(iri) for iri in iris}

    def _other(self, iri: IRI) -> Entity:
        one = fallback_entity(iri)
        return one if iri == ID.nobody or iri not in ID else Entity(iri, one.id, "node")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    with store_of(tmp_path, DRAWING) as made:
        yield made


@pytest.mark.parametrize(
    ("identifier", "en", "ru"),
    [
        ("said", "Alfa, 2025-06: It grows", "Альфа, 2025-06: Растёт"),
        ("backing", "Alfa: backs Beta", "Альфа: поддерживает Beta [en]"),
        (
            "founding",
            "membership: Alfa, Beta, founder, 2020–2021",
            "членство: Альфа, Beta [en], учредитель, 2020–2021",
        ),
        ("years", "2013 – 2014", "2013 – 2014"),
        ("number", "about 50", "около 50"),
        ("empty", "empty", "empty"),
        ("alfa", "Alfa", "Альфа"),
        ("nobody", "nobody", "nobody [en]"),
    ],
)
def test_who_what_and_when(store: EmbeddedStore, identifier: str, en: str, ru: str) -> None:
    named = Naming(store, Index()).entities([ID[identifier]])[ID[identifier]]
    assert (named.id, named.label("en"), named.label("ru")) == (identifier, en, ru)


def test_what_nobody_signed_is_called_by_its_source_and_a_long_claim_is_cut_at_a_word(
    store: EmbeddedStore,
) -> None:
    named = Naming(store, Index()).entities([ID.unsigned])[ID.unsigned].label_en
    source, _, claim = named.partition(": ")
    assert source == "Article"
    assert claim.endswith(" on…")
    assert len(claim) <= LONGEST + 1

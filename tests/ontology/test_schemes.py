"""The concept schemes: names, notations, places in the tree, and the table from kind to sector."""

from __future__ import annotations

import re

import pytest
from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from tests.ontology.reading import PG, concepts, languages, local

# What the domain guide asks of each scheme, as notations.
REQUIRED = {
    "stage": "discovery preclinical phase-1 phase-1-2 phase-2 phase-2-3 phase-3 filed conditional registered reimbursed procured in-guideline",
    "status": "planned active completed suspended terminated withdrawn restarted unknown",
    "reason": "safety efficacy business funding enrolment regulatory supply",
    "relation-status": "announced agreed in-force completed halted ended unknown",
    "action": "inhibitor antagonist agonist activator modulator binder degrader replacement immunogen nucleic-acid-acting other "
    "trap depleter stimulator positive-modulator stabilizer rna-silencing splicing-modulator exon-skipping gene-editing gene-delivery "
    "hydrolysis cleavage alkylator",
    "modality": "small-molecule peptide monoclonal-antibody bispecific adc recombinant-protein vaccine oligonucleotide mrna gene-therapy "
    "cell-therapy radioligand degrader other biologic",
    "novelty": "first-in-class next-in-class new-indication reformulation biosimilar generic",
    "tdl": "tclin tchem tbio tdark",
    "tractability": "sm-1 sm-8 ab-1 ab-9 pr-1 pr-8 oc-1 oc-3",
    "registration-type": "full conditional exceptional-circumstances emergency temporary",
    "function": "policy registration expertise inspection pricing competition procurement subsidy science-funding standards reimbursement",
    "sector": "state regulator coordination industry science development-institution association clinic investor other",
    "role": "founder chair member secretary support expert speaker moderator",
    "mode": "asserted estimated modelled forecast proposed normative reported-speech",
    "attribution": "article person organisation",
    "comparator": "exactly about at-least at-most between order-of-magnitude",
    "confidence": "high medium low unverified",
    "precision": "day month year inferred",
    "end": "ongoing unknown",
    "verification": "unverified corroborated official-register refuted",
    "segment": "retail public-procurement hospital total",
    "stance": "proposes backs opposes comments",
    "instrument-status": "proposed drafted in-force ended",
    "id-scheme": "hgnc uniprot ensembl chembl-target chembl atc nct mondo iso-3166-alpha-2 iso-3166-alpha-3 ogrn inn",
}
BENEATH = {
    "action": {
        "trap": "binder", "depleter": "binder", "stimulator": "activator", "positive-modulator": "modulator",
        "stabilizer": "modulator", "rna-silencing": "nucleic-acid-acting", "splicing-modulator": "nucleic-acid-acting",
        "exon-skipping": "nucleic-acid-acting", "gene-editing": "nucleic-acid-acting",
        "gene-delivery": "nucleic-acid-acting", "hydrolysis": "other", "cleavage": "other", "alkylator": "other",
    },
}  # fmt: skip
SECTOR_OF_KIND = {
    "ministry": "state", "government-body": "state", "federal-service": "regulator", "foreign-regulator": "regulator",
    "coordination-council": "coordination", "company": "industry", "holding": "industry", "university": "science",
    "research-institute": "science", "development-institution": "development-institution",
    "foundation": "development-institution", "association": "association", "hospital": "clinic", "fund": "investor",
    "international-organisation": "other", "event-organiser": "other",
}  # fmt: skip


def scheme_list(schemes: Graph) -> list[URIRef]:
    return sorted(s for s in schemes.subjects(RDF.type, SKOS.ConceptScheme) if isinstance(s, URIRef))


@pytest.mark.parametrize("prefix", sorted(REQUIRED))
def test_every_concept_of_the_design_is_there(schemes: Graph, prefix: str) -> None:
    known = concepts(schemes)
    assert [n for n in [*REQUIRED[prefix].split(), "not-stated"] if f"{prefix}-{n}" not in known] == []


def test_every_scheme_has_names_a_prefix_of_its_own_and_a_concept_for_not_stated(schemes: Graph) -> None:
    prefixes = [str(schemes.value(scheme, PG.conceptPrefix)) for scheme in scheme_list(schemes)]
    assert len(prefixes) == len(set(prefixes)) > 35
    for scheme, prefix in zip(scheme_list(schemes), prefixes, strict=True):
        assert languages(schemes, scheme, SKOS.prefLabel) == ["en", "ru"], scheme
        assert (PG[f"{prefix}-not-stated"], SKOS.inScheme, scheme) in schemes, scheme


def test_a_concept_is_named_by_prefix_and_notation(schemes: Graph) -> None:
    for name, concept in concepts(schemes).items():
        assert concept == PG[name]


def test_every_concept_has_names_one_notation_and_one_scheme(schemes: Graph) -> None:
    for concept in concepts(schemes).values():
        assert languages(schemes, concept, SKOS.prefLabel) == ["en", "ru"], concept
        notations = list(schemes.objects(concept, SKOS.notation))
        assert len(notations) == len(list(schemes.objects(concept, SKOS.inScheme))) == 1, concept
        assert isinstance(notations[0], Literal)
        assert notations[0].datatype is None
        assert notations[0].language is None


def test_every_concept_and_every_scheme_has_one_definition_in_each_language(schemes: Graph) -> None:
    for term in (*concepts(schemes).values(), *scheme_list(schemes)):
        assert languages(schemes, term, SKOS.definition) == ["en", "ru"], term


def test_definitions_are_sentences_in_the_right_script_that_say_more_than_the_label(schemes: Graph) -> None:
    for term in (*concepts(schemes).values(), *scheme_list(schemes)):
        labels = {str(label).casefold() for label in schemes.objects(term, SKOS.prefLabel)}
        for text in schemes.objects(term, SKOS.definition):
            assert isinstance(text, Literal)
            assert text.endswith("."), (term, text)
            assert bool(re.search("[а-яё]", text)) == (text.language == "ru"), (term, text)
            assert text.casefold().removeprefix("a ").removeprefix("an ").rstrip(".") not in labels, term


def test_no_two_concepts_of_a_scheme_share_a_definition(schemes: Graph) -> None:
    for scheme in scheme_list(schemes):
        texts = [
            text
            for c in schemes.subjects(SKOS.inScheme, scheme)
            for text in schemes.objects(c, SKOS.definition)
        ]
        assert len(texts) == len(set(texts)), scheme


def test_a_concept_is_a_top_concept_or_has_a_broader_one_of_its_scheme(schemes: Graph) -> None:
    for concept in concepts(schemes).values():
        scheme = schemes.value(concept, SKOS.inScheme)
        broader = set(schemes.objects(concept, SKOS.broader))
        assert bool(broader) != ((concept, SKOS.topConceptOf, scheme) in schemes), concept
        assert all((above, SKOS.inScheme, scheme) in schemes for above in broader), concept
        assert concept not in set(schemes.transitive_objects(concept, SKOS.broader)) - {concept}
        assert not any(concept in schemes.transitive_objects(above, SKOS.broader) for above in broader), (
            concept
        )


def test_no_two_concepts_of_a_scheme_share_a_label(schemes: Graph) -> None:
    for scheme in scheme_list(schemes):
        labels = [
            label
            for c in schemes.subjects(SKOS.inScheme, scheme)
            for label in schemes.objects(c, SKOS.prefLabel)
        ]
        assert len(labels) == len(set(labels)), scheme


def test_not_stated_is_neither_unknown_nor_none(schemes: Graph) -> None:
    for scheme in scheme_list(schemes):
        prefix = schemes.value(scheme, PG.conceptPrefix)
        one, other = PG[f"{prefix}-not-stated"], PG[f"{prefix}-unknown"]
        for predicate in (SKOS.broader, SKOS.exactMatch, SKOS.closeMatch, OWL.sameAs):
            assert (one, predicate, other) not in schemes
            assert (other, predicate, one) not in schemes


@pytest.mark.parametrize("prefix", sorted(BENEATH))
def test_values_of_the_tables_lie_beneath_the_top_concepts(schemes: Graph, prefix: str) -> None:
    for narrow, wide in BENEATH[prefix].items():
        assert (PG[f"{prefix}-{narrow}"], SKOS.broader, PG[f"{prefix}-{wide}"]) in schemes


def test_each_kind_of_organisation_has_its_sector(schemes: Graph) -> None:
    found = {
        local(kind).removeprefix("organization-kind-"): local(sector).removeprefix("sector-")
        for kind, sector in schemes.subject_objects(PG.sectorOfKind)
    }
    assert found == SECTOR_OF_KIND


def test_stages_are_ranked_in_the_order_of_development(schemes: Graph) -> None:
    order = "discovery preclinical phase-1 phase-1-2 phase-2 phase-2-3 phase-3 filed conditional registered reimbursed procured"
    ranks = [schemes.value(PG[f"stage-{stage}"], PG.rank) for stage in order.split()]
    numbers = [rank.toPython() for rank in ranks if isinstance(rank, Literal)]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == len(order.split())


def test_every_modality_but_other_is_a_small_molecule_or_a_biologic(schemes: Graph) -> None:
    groups = {PG["modality-biologic"], PG["modality-group-small-molecule"]}
    for notation in REQUIRED["modality"].split():
        concept = PG[f"modality-{notation}"]
        if notation not in ("other", "biologic"):
            assert len(groups & set(schemes.objects(concept, SKOS.broader))) == 1, notation


def test_properties_take_their_values_from_schemes_that_exist(ontology: Graph, schemes: Graph) -> None:
    known = set(scheme_list(schemes))
    used = set(ontology.objects(None, PG.valuesFrom))
    assert used <= known
    assert {local(scheme) for scheme in known - used} == {"UnitScheme"}, "units are values of qudt:hasUnit"

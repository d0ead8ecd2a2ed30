from __future__ import annotations

from pharmagraph.model import Entity, Literal, Statement, Words
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.views.naming import Naming, cut, labels
from pharmagraph.vocab import ID, ONTOLOGY_GRAPH, PG, SKOS, SOURCE_GRAPH

MINISTRY = Entity(
    ID["minzdrav"], "minzdrav", "government-body",
    "Ministry of Health of the Russian Federation", "Министерство здравоохранения Российской Федерации",
)  # fmt: skip
TARGET = Entity(ID["pdcd1"], "pdcd1", "target", "programmed cell death 1", "рецептор PD-1")


def store() -> EmbeddedStore:
    graph = SOURCE_GRAPH["book"]
    told = [
        (MINISTRY.iri, SKOS.altLabel, Literal("Minzdrav")),
        (MINISTRY.iri, SKOS.altLabel, Literal("MoH Russia")),
        (MINISTRY.iri, SKOS.altLabel, Literal("Минздрав")),
        (MINISTRY.iri, SKOS.hiddenLabel, Literal("the ministry that is for health")),
        (TARGET.iri, PG.symbol, Literal("PDCD1")),
    ]
    words = Statement(PG["stage-phase-1"], SKOS.prefLabel, Literal("Phase 1", language="en"), ONTOLOGY_GRAPH)
    return EmbeddedStore.in_memory([*(Statement(*one, graph) for one in told), words])


def test_a_long_name_gives_way_to_the_longest_alias_that_fits() -> None:
    naming = Naming(store(), [MINISTRY.iri])
    assert naming.short(MINISTRY) == Words("MoH Russia", "Минздрав")
    assert "the ministry that is for health" in naming.aliases(MINISTRY)


def test_a_target_is_called_by_its_symbol_in_both_languages() -> None:
    assert Naming(store(), [TARGET.iri]).short(TARGET) == Words("PDCD1", "PDCD1")


def test_a_long_name_without_an_alias_is_cut_and_a_missing_one_stays_missing() -> None:
    alone = Entity(ID["x"], "x", "company", "A company whose name will not end", "")
    assert Naming(store(), [alone.iri]).short(alone) == Words("A company whose name will n…", "")
    assert len(cut("A company whose name will not end")) == 28
    assert cut("short") == "short"


def test_words_of_concepts_come_from_the_ontology() -> None:
    assert labels(store(), "stage-", {"phase-1", "phase-9", ""}) == {"phase-1": Words("Phase 1", "")}

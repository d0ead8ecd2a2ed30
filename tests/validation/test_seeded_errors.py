"""Every seeded error is found by its own id; the drawing it is put into has none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.ontology.reading import ONTOLOGY, rows

from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.validation.figures import check_figures
from pharmagraph.validation.graph import read_subclasses, run
from pharmagraph.validation.rules import read_checks
from validation.drawing import RELEASE, VALID, changed, checked, ontology_statements, valid_statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pharmagraph.validation.rules import Check

SEEDS = rows(VALID.parent / "seeded_errors.tsv")
IN_GRAPH = [seed for seed in SEEDS if seed["into"] == "graph"]


@pytest.fixture(scope="module")
def store() -> Iterator[EmbeddedStore]:
    with EmbeddedStore.in_memory(ontology_statements() + valid_statements()) as drawn:
        yield drawn


@pytest.fixture(scope="module")
def checks(store: EmbeddedStore) -> list[Check]:
    return read_checks(ONTOLOGY, as_of=RELEASE.date, subclasses=read_subclasses(store))


def test_there_are_enough_of_every_group() -> None:
    counted = Counter(seed["group"] for seed in SEEDS)
    assert len(SEEDS) >= 30
    assert min(counted.values()) >= 5
    assert all(seed["expected"].startswith(f"PG-{seed['group']}-") for seed in SEEDS)


def test_the_drawing_is_valid(store: EmbeddedStore) -> None:
    report = checked(store)
    assert report.conforms, report.findings
    assert report.totals == {"error": 0, "warning": 0, "info": 0}


@pytest.mark.parametrize("seed", IN_GRAPH, ids=lambda seed: f"{seed['expected']} {seed['error']}")
def test_an_error_in_the_graph_is_found_by_its_id(
    store: EmbeddedStore, checks: list[Check], seed: dict[str, str]
) -> None:
    with changed(store, out=seed["take_out"], put=seed["put_in"]):
        found = {one.id for check in checks for one in run(store, check)}
        found |= {one.id for one in check_figures(store)}
    assert seed["expected"] in found

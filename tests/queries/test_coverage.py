from __future__ import annotations

from datetime import date

from pharmagraph.model import IRI, Entity, GraphPath, Hop, Release, SourceRef, Tie
from pharmagraph.queries.coverage import Support, cover, independent

DAY = date(2026, 11, 22)
RELEASE = Release("2026-11-22", "3fa9c1e2")
CATALOGUE = {
    "a": SourceRef("a", "A", date="2024", origin="x"),
    "b": SourceRef("b", "B", date="2025-06-18", origin="x"),
    "c": SourceRef("c", "C"),
}


def test_sources_of_one_origin_count_as_one() -> None:
    assert independent(["a", "b"], CATALOGUE) == 1
    assert independent(["a", "b", "c"], CATALOGUE) == 2
    assert independent(["unknown", "c"], CATALOGUE) == 2
    assert independent([], CATALOGUE) == 0


def test_an_answer_names_its_sources_and_counts_thin_evidence() -> None:
    supports = [
        Support.of(["a", "b"]),  # two copies: one independent source
        Support.of(["a", "c"]),
        Support.of([], derived=True),
    ]
    coverage = cover(supports, catalogue=CATALOGUE, release=RELEASE, as_of=DAY)
    assert coverage.results == 3
    assert [source.id for source in coverage.sources] == ["a", "b", "c"]
    assert coverage.on_one_source == 1
    assert coverage.derived_only == 1
    assert (coverage.oldest, coverage.newest) == ("2024", "2025-06-18")


def test_an_empty_answer_is_covered_too() -> None:
    coverage = cover([], catalogue={}, release=RELEASE, as_of=DAY)
    assert (coverage.results, coverage.sources, coverage.oldest) == (0, (), "")


def test_a_path_rests_on_its_thinnest_hop() -> None:
    def hop(*sources: str, derived: bool = False) -> Hop:
        ends = (Entity(IRI("urn:x"), "x", "company"), Entity(IRI("urn:y"), "y", "company"))
        return Hop(*ends, (Tie("r", "forward", None, sources, derived=derived),))

    firm = GraphPath(*[hop("a").start] * 2, (hop("a", "c"), hop("c", "a")), 2)
    thin = GraphPath(*[hop("a").start] * 2, (hop("a", "c"), hop("c")), 2)
    assert Support.of_path(firm).steps == (("a", "c"), ("c", "a")) or len(Support.of_path(firm).steps) == 2
    supports = map(Support.of_path, (firm, thin))
    assert cover(supports, catalogue=CATALOGUE, release=RELEASE, as_of=DAY).on_one_source == 1
    derived = GraphPath(firm.start, firm.end, (hop("a", derived=True),), 1)
    assert Support.of_path(derived).derived
    assert not Support.of_path(GraphPath(firm.start, firm.end, (), 0)).derived

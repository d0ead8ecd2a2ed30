from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.graph.drawing import iri, snapshot, tie
from tests.graph.test_search import NAMES, TIES

from pharmagraph.errors import ConfigError
from pharmagraph.graph.options import PathOptions
from pharmagraph.graph.paths import find_paths
from pharmagraph.graph.pattern import HopWord, NodeWord, parse_pattern

if TYPE_CHECKING:
    from pharmagraph.graph.snapshot import Snapshot

# alfa and beta are partners, beta and gamma too; beta develops one, gamma develops two; one and two hit tgt.
WORLD = (
    tie("alfa", "partner-of", "beta"),
    tie("beta", "partner-of", "gamma"),
    tie("beta", "develops", "one"),
    tie("gamma", "develops", "two"),
    tie("one", "modulates", "tgt"),
    tie("two", "modulates", "tgt"),
    tie("alfa", "funds", "beta"),
)
KINDS = {"one": "drug", "two": "drug", "tgt": "target"}


def found(drawn: Snapshot, start: str, end: str, pattern: str, **options: object) -> list[str]:
    answer = find_paths(drawn, iri(start), iri(end), PathOptions(pattern=pattern, **options))  # type: ignore[arg-type]
    return ["-".join([path.start.id, *(hop.end.id for hop in path.hops)]) for path in answer.paths]


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("Company -develops-> Drug -modulates-> Biotarget", []),
        ("Company -partner-of- Company -develops-> Drug -modulates-> Biotarget", ["alfa-beta-one-tgt"]),
        (
            "Company -partner-of-+ Company -develops-> Drug -modulates-> Biotarget",
            ["alfa-beta-one-tgt", "alfa-beta-gamma-two-tgt"],
        ),
        (
            "Company ( -partner-of- Company )* -develops-> * -modulates-> target",
            ["alfa-beta-one-tgt", "alfa-beta-gamma-two-tgt"],
        ),
        ("* -alliance|pipeline*- * -biology-> *", ["alfa-beta-one-tgt", "alfa-beta-gamma-two-tgt"]),
        ("* -partner-of-? id:beta -develops-> * -modulates-> *", ["alfa-beta-one-tgt"]),
        ("Person -partner-of-* * -develops-> * -modulates-> *", []),
    ],
)
def test_paths_that_fit_a_pattern(pattern: str, paths: list[str]) -> None:
    assert found(snapshot(WORLD, KINDS), "alfa", "tgt", pattern) == paths


def test_a_path_may_be_asked_for_against_the_direction() -> None:
    drawn = snapshot(WORLD, KINDS)
    assert found(drawn, "tgt", "beta", "Biotarget <-modulates- Drug <-develops- Company") == ["tgt-one-beta"]
    assert found(drawn, "tgt", "beta", "Biotarget -modulates-> Drug <-develops- Company") == []


def test_a_choice_between_rows() -> None:
    drawn = snapshot(WORLD, KINDS)
    pattern = "( -develops-> Drug | -partner-of- Company -develops-> Drug ) -modulates-> *"
    assert found(drawn, "beta", "tgt", pattern) == ["beta-one-tgt", "beta-gamma-two-tgt"]


def test_the_hop_shows_the_tie_that_the_pattern_means() -> None:
    drawn = snapshot(WORLD, KINDS)
    (path,) = find_paths(drawn, iri("alfa"), iri("beta"), PathOptions(pattern="* -partner-of- *")).paths
    assert [one.relation for one in path.hops[0].ties] == ["partner-of"]
    assert path.cost == sum(hop.tie.cost for hop in path.hops)


def test_via_and_a_pattern_together() -> None:
    drawn = snapshot(WORLD, KINDS)
    pattern = "Company -partner-of-+ Company -develops-> Drug -modulates-> *"
    assert found(drawn, "alfa", "tgt", pattern, via=(iri("two"),)) == ["alfa-beta-gamma-two-tgt"]


def test_a_pattern_of_six_hops_is_looked_for_by_default() -> None:
    drawn = snapshot([tie(f"n{number}", "funds", f"n{number + 1}") for number in range(7)])
    assert found(drawn, "n0", "n6", "* -funds->* *") == ["n0-n1-n2-n3-n4-n5-n6"]
    assert found(drawn, "n0", "n7", "* -funds->* *") == []
    assert len(found(drawn, "n0", "n7", "* -funds->* *", max_hops=7)) == 1


@settings(max_examples=60, deadline=None)
@given(ties=TIES, directed=st.booleans())
def test_any_hop_any_number_of_times_is_no_restriction(ties: list, directed: bool) -> None:
    drawn = snapshot(ties, dict.fromkeys(NAMES, "company"))
    names = "|".join(sorted({one.name for one in drawn.relations}))
    plain = PathOptions(
        max_hops=4, limit=None, include=frozenset({"agreed", "ended", "events"}), directed=directed
    )
    fitting = PathOptions(
        **{name: getattr(plain, name) for name in ("max_hops", "limit", "include", "directed")},
        pattern=f"* -{names}*- *",
    )
    one, other = (find_paths(drawn, iri("a"), iri("b"), options).paths for options in (plain, fitting))
    assert one == other


def test_a_metapath_is_a_row_of_words() -> None:
    words = parse_pattern("Company -develops-> Drug").metapath()
    assert words == (
        NodeWord(frozenset({"Company"})),
        HopWord(frozenset({"develops"}), forward=True, backward=False),
        NodeWord(frozenset({"Drug"})),
    )
    with pytest.raises(ConfigError, match="no meta-path"):
        parse_pattern("Company -develops->? Drug").metapath()


@pytest.mark.parametrize(
    "wrong",
    ["", "Company -develops> Drug", "Company <-develops-> Drug", "( Company", "Company )", "a ( b )x"],
)
def test_texts_that_are_no_pattern(wrong: str) -> None:
    with pytest.raises(ConfigError, match="looks like"):
        parse_pattern(wrong)


@pytest.mark.parametrize("wrong", ["* -devlops-> *", "Compny -develops-> *"])
def test_words_that_mean_nothing(wrong: str) -> None:
    with pytest.raises(ConfigError, match=r"devlops|Compny"):
        found(snapshot(WORLD, KINDS), "alfa", "tgt", wrong)

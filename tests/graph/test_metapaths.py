from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.graph.drawing import ID, iri, snapshot, tie

from pharmagraph.errors import ConfigError, MetricError
from pharmagraph.graph.metapaths import _shuffled, count_paths, how_unusual
from pharmagraph.graph.options import PathOptions

# The example of Himmelstein & Baranzini 2015: genes that interact (met: either way), diseases they go with.
INTERACTIONS = ("SUMO1", "IL2RA", "IRF8", "CXCR4")
ASSOCIATIONS = (
    ("IRF1", "crohn"),
    ("STAT3", "crohn"),
    ("STAT3", "ms"),
    ("IL2RA", "ms"),
    ("IRF8", "ms"),
    ("CXCR4", "ms"),
)
GENES = snapshot(
    [
        *(tie("IRF1", "partner-of", other) for other in INTERACTIONS),
        tie("ITCH", "partner-of", "CXCR4"),
        *(tie(gene, "member-of", disease) for gene, disease in ASSOCIATIONS),
    ]
)
GENE_GENE_DISEASE = "* -partner-of- * -member-of-> *"


@pytest.mark.parametrize(
    ("damping", "value"),
    [
        # Degrees: IRF1 interacts with 4; IL2RA, IRF8 with 1, CXCR4 with 2; each goes with ms alone, ms with 4.
        (0.0, 3.0),
        (0.4, 16**-0.4 * 2 + 32**-0.4),
        (0.5, 0.25 + 0.25 + 32**-0.5),
    ],
)
def test_the_published_example(damping: float, value: float) -> None:
    counted = count_paths(GENES, iri("IRF1"), iri("ms"), GENE_GENE_DISEASE, damping=damping)
    assert counted.n_paths == 3
    assert counted.value == pytest.approx(value, abs=1e-12)


def test_the_reference_values() -> None:
    for damping, value in ((0.5, 0.676777), (0.4, 0.909754)):
        counted = count_paths(GENES, iri("IRF1"), iri("ms"), GENE_GENE_DISEASE, damping=damping)
        assert counted.value == pytest.approx(value, abs=1e-6)


def test_paths_do_not_come_back() -> None:
    # IRF1 - IL2RA - IRF1 would be a walk, not a path.
    counted = count_paths(GENES, iri("IRF1"), iri("IRF1"), "* -partner-of- * -partner-of- *")
    assert (counted.n_paths, counted.value) == (0, 0.0)


def test_no_path_and_unknown_ends_count_nothing() -> None:
    assert count_paths(GENES, iri("SUMO1"), iri("crohn"), "* -member-of-> *").value == 0
    assert count_paths(GENES, iri("nobody"), iri("crohn"), "* -member-of-> *").n_paths == 0


def test_filters_come_before_degrees() -> None:
    drawn = snapshot(
        [
            tie("a", "funds", "b"),
            tie("a", "funds", "c", status="agreed"),
            tie("a", "funds", "b", via="second"),
        ]
    )
    # Two ties of one relation to one neighbour are one; what is only agreed does not count.
    assert count_paths(drawn, iri("a"), iri("b"), "* -funds-> *").value == 1
    wider = PathOptions(include=frozenset({"agreed"}))
    assert count_paths(drawn, iri("a"), iri("b"), "* -funds-> *", options=wider).value == 2**-0.5


@settings(max_examples=60, deadline=None)
@given(
    first=st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("pqrs"))),
    second=st.sets(st.tuples(st.sampled_from("pqrs"), st.sampled_from("xyz")), min_size=1),
)
def test_counts_equal_trying_everything(first: set[tuple[str, str]], second: set[tuple[str, str]]) -> None:
    drawn = snapshot(
        [
            *(tie(a, "develops", p) for a, p in first),
            *(tie(p, "modulates", x) for p, x in second),
            tie("a", "develops", "o"),
        ]
    )
    first = first | {("a", "o")}
    for a, x in product("abc", "xyz"):
        value = 0.0
        for p in "pqrs":
            if (a, p) in first and (p, x) in second:
                d = [sum(one[0] == a for one in first), sum(one[1] == p for one in first)]
                e = [sum(one[0] == p for one in second), sum(one[1] == x for one in second)]
                value += (d[0] * d[1] * e[0] * e[1]) ** -0.5
        assert count_paths(drawn, ID[a], ID[x], "* -develops-> * -modulates-> *").value == pytest.approx(
            value
        )


@settings(max_examples=60, deadline=None)
@given(
    pairs=st.sets(
        st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda ends: ends[0] != ends[1]), min_size=1
    ),
    seed=st.integers(0, 5),
    symmetric=st.booleans(),
)
def test_a_shuffle_keeps_all_degrees(pairs: set[tuple[int, int]], seed: int, symmetric: bool) -> None:
    from collections import Counter
    from random import Random

    if symmetric:
        pairs = {(min(one), max(one)) for one in pairs}
    before = sorted(pairs)
    after = _shuffled(before, Random(seed), symmetric=symmetric)
    assert len(set(after)) == len(before)
    assert all(start != end for start, end in after)
    if symmetric:
        assert Counter(n for one in after for n in one) == Counter(n for one in before for n in one)
    else:
        assert Counter(one[0] for one in after) == Counter(one[0] for one in before)
        assert Counter(one[1] for one in after) == Counter(one[1] for one in before)


def test_a_p_value_is_the_share_of_shuffles_as_high_and_repeats_with_its_seed() -> None:
    one = how_unusual(GENES, iri("IRF1"), iri("ms"), GENE_GENE_DISEASE, n_shuffles=50, seed=7)
    other = how_unusual(GENES, iri("IRF1"), iri("ms"), GENE_GENE_DISEASE, n_shuffles=50, seed=7)
    assert one == other
    assert one.p_value * 51 == pytest.approx(round(one.p_value * 51))
    assert 1 / 51 <= one.p_value <= 1
    assert one.z == pytest.approx((one.observed.value - one.mean) / one.deviation)


def test_where_only_one_graph_has_these_degrees_nothing_is_unusual() -> None:
    drawn = snapshot([tie("a", "develops", "p"), tie("a", "develops", "q")])
    told = how_unusual(drawn, iri("a"), iri("p"), "* -develops-> *", n_shuffles=5)
    assert (told.p_value, told.z, told.deviation) == (1.0, None, 0.0)


def test_what_cannot_be_counted() -> None:
    with pytest.raises(ConfigError, match="has no hop"):
        count_paths(GENES, iri("IRF1"), iri("ms"), "Company")
    with pytest.raises(ConfigError, match="asociates"):
        count_paths(GENES, iri("IRF1"), iri("ms"), "* -asociates-> *")
    with pytest.raises(MetricError, match="at least one shuffle"):
        how_unusual(GENES, iri("IRF1"), iri("ms"), GENE_GENE_DISEASE, n_shuffles=0)
    for damping in (float("nan"), float("inf"), -0.5):
        with pytest.raises(MetricError, match="a damping is a number from 0 up"):
            count_paths(GENES, iri("IRF1"), iri("ms"), GENE_GENE_DISEASE, damping=damping)
    empty = snapshot([tie("a", "funds", "b", status="agreed")])
    with pytest.raises(MetricError, match="no tie"):
        how_unusual(empty, iri("a"), iri("b"), "* -funds-> *")

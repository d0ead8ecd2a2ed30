from __future__ import annotations

from datetime import date

from tests.graph.drawing import iri, snapshot, tie

from pharmagraph.model import Validity


def test_every_tie_stands_at_both_ends_sorted_by_neighbour() -> None:
    drawn = snapshot([tie("b", "funds", "a"), tie("b", "funds", "c"), tie("c", "partner-of", "a")])
    a, b, c = (drawn.number(iri(name)) for name in "abc")
    assert (a, b, c) == (0, 1, 2)  # in the order of the ids
    assert {node: list(drawn.neighbours(node)) for node in (a, b, c)} == {a: [b, c], b: [a, c], c: [a, b]}
    assert [drawn.ends(slot) for slot in range(3)] == [(b, a), (b, c), (c, a)]


def test_an_entry_knows_from_which_side_it_is_seen() -> None:
    drawn = snapshot([tie("b", "funds", "a")])
    ((at_a,), (at_b,)) = (list(drawn.entries(node)) for node in (0, 1))
    assert drawn.code[at_a] & 1  # a is funded
    assert not drawn.code[at_b] & 1
    assert drawn.slot[at_a] == drawn.slot[at_b]


def test_degrees_count_neighbours_of_one_relation_in_one_direction() -> None:
    drawn = snapshot(
        [
            tie("fund", "funds", "a"),
            tie("fund", "funds", "a", via="again"),
            tie("fund", "funds", "b"),
            tie("other", "funds", "b"),
            tie("fund", "partner-of", "a"),
            tie("b", "partner-of", "fund"),
        ]
    )
    fund, b = drawn.number(iri("fund")), drawn.number(iri("b"))
    degrees = {
        drawn.facet(drawn.code[entry] >> 1).relation.name: (drawn.near[entry], drawn.far[entry])
        for entry in drawn.entries_between(fund, b)
    }
    # fund funds a and b (twice a is once a), b is funded by two; fund has two partners, b one.
    assert degrees == {"funds": (2, 2), "partner-of": (2, 1)}
    assert drawn.least[b] == 1
    assert drawn.largest_degree == 2


def test_components_tell_apart_what_nothing_ties() -> None:
    drawn = snapshot([tie("a", "funds", "b"), tie("c", "met", "d")], {"alone": "company"})
    component = {name: drawn.component[drawn.number(iri(name))] for name in ("a", "b", "c", "d", "alone")}
    assert component["a"] == component["b"]
    assert component["c"] == component["d"]
    assert len(set(component.values())) == 3


def test_a_facet_keeps_what_a_tie_says() -> None:
    days = (date(2020, 5, 1), date(2021, 5, 1))
    drawn = snapshot(
        [
            tie(
                *("a", "funds", "b"),
                strength=0.25,
                status="in-force",
                confidence="low",
                begun=date(2020, 1, 1),
                ended=date(2022, 1, 1),
                confirmed=days,
                via="award",
                group="deal",
                sources=("book", "news"),
            )
        ]
    )
    shown = drawn.tie(0, backward=True, cost=7, certain=True)
    assert (shown.relation, shown.layer, shown.rule, shown.direction) == (
        "funds",
        "funding",
        "R7",
        "backward",
    )
    assert (shown.strength, shown.status, shown.confidence) == (0.25, "in-force", "low")
    begun, ended = date(2020, 1, 1), date(2022, 1, 1)
    assert shown.validity == Validity(begun, begun, ended, ended, days)
    assert (shown.via, drawn.group(0), shown.sources) == (iri("award"), iri("deal"), ("book", "news"))
    assert (shown.cost, shown.certain) == (7, True)


def test_ties_that_say_the_same_share_a_facet() -> None:
    drawn = snapshot([tie("a", "funds", "b"), tie("c", "funds", "d"), tie("a", "funds", "d", strength=0.5)])
    assert drawn.n_facets == 2


def test_the_date_is_that_of_the_data_or_of_the_newest_confirmation() -> None:
    ties = [tie("a", "funds", "b", confirmed=(date(2021, 5, 1),)), tie("a", "funds", "c")]
    assert snapshot(ties).date == date(2021, 5, 1)
    assert snapshot(ties, as_of=date(2026, 1, 1)).date == date(2026, 1, 1)
    assert snapshot([tie("a", "funds", "b")]).date is None

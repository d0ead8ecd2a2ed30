from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.graph.drawing import RELATIONS, iri, snapshot, tie

from pharmagraph.errors import ConfigError
from pharmagraph.graph.crossing import UNCONFIRMED_AFTER_YEARS, Crossing, relaxed
from pharmagraph.graph.options import INCLUDES, PathOptions

if TYPE_CHECKING:
    from pharmagraph.graph.projection import ProjectedTie

DAY = date(2025, 1, 1)


def excluded(one: ProjectedTie, **options: object) -> str:
    """The filter that keeps a tie out, seen as it is asserted."""
    return Crossing(snapshot([one], as_of=DAY), PathOptions(**options)).excluded_by(0)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("strength", "cost"), [(1.0, 1_000_000), (0.8, 1_223_144), (0.5, 1_693_147), (0.25, 2_386_294)]
)
def test_the_declared_costs(strength: float, cost: int) -> None:
    drawn = snapshot([tie("a", "funds", "b", strength=strength)])
    assert Crossing(drawn, PathOptions(cost="strength")).cost(0) == cost
    assert Crossing(drawn, PathOptions(cost="hops")).cost(0) == 1_000_000


def test_the_hub_penalty_is_half_the_logarithm_of_the_degree() -> None:
    drawn = snapshot([tie("a", "funds", "b")])
    # 0.5 ln 2 and 0.5 ln 50
    assert [Crossing(drawn, PathOptions()).penalties(50)[d] for d in (1, 2, 50)] == [0, 346_574, 1_956_012]
    for cost in ("strength", "hops"):
        assert set(Crossing(drawn, PathOptions(cost=cost)).penalties(50)) == {0}  # type: ignore[arg-type]


@pytest.mark.parametrize("status", ["announced", "agreed", "ended", "halted", "unknown"])
def test_a_status_that_is_no_tie_names_itself(status: str) -> None:
    assert excluded(tie("a", "funds", "b", status=status)) == status
    assert excluded(tie("a", "funds", "b", status=status), include=frozenset({status})) == ""


@pytest.mark.parametrize("status", ["", "in-force", "completed"])
def test_statuses_that_are_ties(status: str) -> None:
    assert excluded(tie("a", "funds", "b", status=status)) == ""


def test_each_filter_names_itself() -> None:
    plain = tie("a", "funds", "b", begun=date(2024, 1, 1))
    assert excluded(plain, as_of=date(2023, 1, 1)) == "as_of"
    assert excluded(plain, certain=True) == "certain"
    both = snapshot([plain, tie("a", "partner-of", "b")])
    assert [Crossing(both, PathOptions(only=frozenset({"alliance"}))).excluded_by(c) for c in (0, 2)] == [
        "only",
        "",
    ]
    assert [Crossing(both, PathOptions(without=frozenset({"funds"}))).excluded_by(c) for c in (0, 2)] == [
        "without",
        "",
    ]
    assert [Crossing(both, PathOptions(directed=True)).excluded_by(c) for c in (0, 1, 2, 3)] == [
        "",
        "directed",
        "",
        "",
    ]
    assert excluded(tie("a", "met", "b")) == "events"
    # Without a date asked for, what is over is over.
    assert excluded(tie("a", "funds", "b", ended=date(2020, 1, 1))) == "ended"


def certain(one: ProjectedTie, day: date) -> bool | None:
    """Whether a tie is certain on a day; ``None`` where it is not crossed then at all."""
    crossing = Crossing(snapshot([one], as_of=DAY), PathOptions(as_of=day))
    return None if crossing.excluded_by(0) else crossing.verdict(0).certain


def test_a_law_of_nature_is_certain_on_every_day() -> None:
    assert certain(tie("a", "modulates", "b"), date(1950, 1, 1))
    stated = tie("a", "modulates", "b", begun=date(2013, 1, 1))
    assert certain(stated, date(2012, 12, 31)) is None
    assert certain(stated, date(2013, 1, 1))
    # without any date to ask about, too
    assert Crossing(snapshot([tie("a", "modulates", "b")]), PathOptions()).verdict(0).certain


def test_what_somebody_did_is_certain_from_the_day_on_which_it_was_done() -> None:
    done = tie("a", "discovered", "b", status="completed", begun=date(2013, 1, 1))
    assert certain(done, date(1990, 1, 1)) is None
    assert certain(done, date(2013, 1, 1))
    assert certain(done, date(2024, 1, 1))  # it does not end, whatever end is stated
    assert certain(tie("a", "discovered", "b", begun=DAY, ended=DAY), date(2030, 1, 1))
    seen = tie("a", "discovered", "b", confirmed=(date(2020, 1, 1),))
    assert [certain(seen, date(year, 1, 1)) for year in (2019, 2020, 2024)] == [False, True, True]
    # of an undated deed nothing is known of any day: it may have been done later
    assert [certain(tie("a", "discovered", "b"), date(year, 1, 1)) for year in (1950, 2024)] == [False, False]


def test_a_completed_deal_is_no_surer_than_its_dates() -> None:
    # A licence of 2012, completed, its end not stated: whether it still holds nobody says.
    deal = tie("a", "funds", "b", status="completed", begun=date(2012, 12, 31))
    assert certain(deal, date(2024, 1, 1)) is False
    assert certain(deal, date(2011, 1, 1)) is None
    confirmed = tie("a", "funds", "b", begun=date(2012, 1, 1), confirmed=(date(2022, 1, 1),))
    assert [certain(confirmed, date(year, 1, 1)) for year in (2012, 2022, 2023)] == [True, True, False]


def test_unconfirmed_for_long() -> None:
    old = date(DAY.year - UNCONFIRMED_AFTER_YEARS - 1, 1, 1)
    new = date(DAY.year - UNCONFIRMED_AFTER_YEARS + 1, 1, 1)
    assert excluded(tie("a", "funds", "b", status="in-force", confirmed=(old,))) == "unconfirmed"
    assert excluded(tie("a", "funds", "b", status="in-force", confirmed=(old, new))) == ""
    assert excluded(tie("a", "funds", "b", status="in-force", begun=new)) == ""
    assert excluded(tie("a", "funds", "b", status="in-force")) == ""  # no date says nothing
    assert excluded(tie("a", "funds", "b", status="completed", confirmed=(old,))) == ""  # done is done
    assert excluded(tie("a", "modulates", "b", status="in-force", confirmed=(old,))) == ""  # timeless


@pytest.mark.parametrize(
    "name",
    [*sorted(INCLUDES), "only", "without", "as_of", "certain", "directed", "avoid", "via", "pattern"],
)
def test_every_filter_can_be_dropped(name: str) -> None:
    options = PathOptions(
        only=frozenset({"funds"}),
        without=frozenset({"met"}),
        as_of=DAY,
        certain=True,
        directed=True,
        avoid=frozenset({"drug"}),
        via=(iri("a"),),
        pattern="* -funds-> *",
    )
    wider = relaxed(options, name)
    changed = [field for field in PathOptions.__slots__ if getattr(wider, field) != getattr(options, field)]
    assert changed == ["include" if name in INCLUDES else name]


def test_what_is_no_stepping_stone() -> None:
    kinds = {"land": "country", "forum": "event", "firm": "company", "mab": "drug"}
    drawn = snapshot([tie("firm", "develops", "mab")], kinds)

    def passable(**options: object) -> list[str]:
        crossing = Crossing(drawn, PathOptions(**options))  # type: ignore[arg-type]
        return [name for name in sorted(kinds) if crossing.may_pass(drawn.number(iri(name)))]

    assert passable() == ["firm", "mab"]
    assert passable(avoid=frozenset({"drug"})) == ["firm"]
    assert passable(avoid=frozenset({iri("firm")})) == ["mab"]
    assert passable(via=(iri("forum"),)) == ["firm", "forum", "mab"]
    assert passable(pattern="* -develops-> *") == ["firm", "forum", "land", "mab"]


def test_a_name_that_no_tie_has_is_refused() -> None:
    drawn = snapshot([tie("a", "funds", "b")])
    with pytest.raises(ConfigError, match="funding, funds"):
        Crossing(drawn, PathOptions(without=frozenset({RELATIONS["develops"].name})))

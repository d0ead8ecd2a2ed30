"""When a fact holds, and in which order facts are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pharmagraph.model import Validity, Words
from pharmagraph.queries.facts import Fact, Filler
from pharmagraph.vocab import ID, PG

FACT = Fact(
    node=ID.p1,
    group=PG.Partnership,
    heading=Words("Agreements"),
    role=Words("signatory"),
    fillers=(Filler(PG.signatory, Words("signatory"), "Beta", ("article",)),),
    sources=("article",),
    validity=Validity(start=date(2019, 1, 1), start_latest=date(2019, 12, 31), end=date(2021, 1, 1)),
)


def test_a_fact_may_hold_or_holds_for_certain_on_a_day() -> None:
    assert FACT.holds(None, certain=True)  # no day is asked for
    assert FACT.holds(date(2020, 6, 1))
    assert not FACT.holds(date(2020, 6, 1), certain=True)  # nobody confirms it
    assert not FACT.holds(date(2021, 1, 1))


def test_what_cannot_end_holds_from_its_start_on() -> None:
    done = replace(FACT, can_end=False)
    assert not done.holds(date(2018, 12, 31))
    assert [done.holds(date(2019, 6, 1), certain=one) for one in (False, True)] == [True, False]
    assert done.holds(date(2021, 1, 1), certain=True)
    undated = replace(done, validity=Validity())
    assert [undated.holds(date(1950, 1, 1), certain=one) for one in (False, True)] == [True, False]


def test_what_never_began_holds_on_every_day_unless_a_start_is_stated() -> None:
    law = replace(FACT, can_end=False, begins=False)
    assert not law.holds(date(2018, 12, 31))
    assert replace(law, validity=Validity()).holds(date(1950, 1, 1), certain=True)


def test_facts_are_ordered_by_heading_role_and_what_they_tell() -> None:
    later = replace(FACT, fillers=(replace(FACT.fillers[0], value="gamma"),))
    other = replace(FACT, heading=Words("Rights"), role=Words("holder"))
    assert sorted([other, later, FACT], key=Fact.order) == [FACT, later, other]

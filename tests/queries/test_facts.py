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
    assert replace(FACT, can_end=False).holds(date(2021, 1, 1), certain=True)


def test_facts_are_ordered_by_heading_role_and_what_they_tell() -> None:
    later = replace(FACT, fillers=(replace(FACT.fillers[0], value="gamma"),))
    other = replace(FACT, heading=Words("Rights"), role=Words("holder"))
    assert sorted([other, later, FACT], key=Fact.order) == [FACT, later, other]

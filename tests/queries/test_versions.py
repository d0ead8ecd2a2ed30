"""Sources that tell one founding differently."""

from __future__ import annotations

from tests.queries.drawing import entity

from pharmagraph.model import Entity, Words
from pharmagraph.queries.facts import Fact, Filler
from pharmagraph.queries.versions import versions_of
from pharmagraph.vocab import ID, ORG, PG

FOUNDER = Words("founder", "учредитель")
HEALTH, TRADE, FUND = entity("health"), entity("trade"), entity("fund")


def founding(member: Entity, *sources: str) -> Fact:
    fillers = (
        Filler(ORG.member, Words("member"), member, sources),
        Filler(ORG.role, Words("role"), FOUNDER, sources),
    )
    return Fact(
        ID[f"m-{member.id}"], ORG.Membership, Words("Memberships"), Words("body"), fillers, sources,
        role_property=ORG.organization,
    )  # fmt: skip


def signing(*members: Entity) -> Fact:
    fillers = tuple(Filler(PG.signatory, Words("signatory"), one, ("other",)) for one in members)
    return Fact(ID.deal, PG.Partnership, Words("Agreements"), Words(), fillers, ("other",))


def test_each_set_of_founders_is_a_version_with_those_who_tell_it() -> None:
    facts = [
        founding(HEALTH, "article", "other"),
        founding(TRADE, "article", "other"),
        founding(FUND, "other"),
    ]
    assert [(one.act, one.told, one.sources) for one in versions_of(facts, founder=FOUNDER)] == [
        (FOUNDER, (HEALTH, TRADE), ("article",)),
        (FOUNDER, (FUND, HEALTH, TRADE), ("other",)),
    ]


def test_the_agreement_behind_a_founding_is_a_version_of_it() -> None:
    facts = [founding(HEALTH, "article"), signing(HEALTH, FUND)]
    assert [(one.act.en, one.told) for one in versions_of(facts, founder=FOUNDER)] == [
        ("founder", (HEALTH,)),
        ("Agreements", (FUND, HEALTH)),
    ]


def test_what_all_sources_tell_alike_has_no_versions() -> None:
    assert versions_of([founding(HEALTH, "article", "other")], founder=FOUNDER) == ()
    assert versions_of([signing(HEALTH, FUND)], founder=FOUNDER) == ()  # nobody founds anything

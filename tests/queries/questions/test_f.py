"""F: assets, licences and partners. The drawing is in ``fixtures/questions/f.trig``."""

from __future__ import annotations

import pytest
from tests.queries.questions.world import World, cells, told

from pharmagraph.errors import QueryParameterError


def test_f1_stopped_not_for_safety_and_still_stopped(world: World, nothing: World) -> None:
    def stopped(day: str) -> object:
        return cells(world.ask("F1", country="abroad", as_of=day), "asset", "phase", "reason")

    assert stopped("2021-03-31") == []
    assert stopped("2021-06-01") == [("asset3", "stage-phase-1", "reason-not-stated")]
    assert stopped("2022-06-01") == [
        ("asset1", "stage-phase-2", "reason-business"),
        ("asset3", "stage-phase-1", "reason-not-stated"),
    ]
    assert stopped("2023-04-01") == [("asset1", "stage-phase-2", "reason-business")]  # asset3 was resumed
    assert nothing.ask("F1").is_unknown


def test_f1_holder_and_offer_with_sources(world: World) -> None:
    reply = world.ask("F1", country="abroad", target="tgt1", as_of="2023-06-01")
    assert cells(reply, "asset", "rights_holder", "country", "sought_partner") == [
        ("asset1", ("beta",), ("abroad",), ("answer-yes",))
    ]
    assert reply.rows[0].support.steps == (("one", "two"), ("one",))
    assert cells(world.ask("F1", country="abroad", target="tgt1", as_of="2022-04-15"), "sought_partner") == [
        ((),)
    ]


def test_f2_rights_by_territory(world: World, nothing: World) -> None:
    def rights(day: str, here: str) -> object:
        return cells(
            world.ask("F2", country="abroad", here=here, as_of=day), "deal", "holder", "covered", "ip_expiry"
        )

    assert rights("2022-06-01", "home") == [("rights1", "beta", "no", ("2030-01-01",))]
    assert rights("2022-06-01", "abroad") == [("rights1", "beta", "yes", ())]
    # since the licence of 2023 the rights at home are taken
    assert rights("2023-06-01", "home") == [
        ("licence1", "alfa", "yes", ("2030-01-01",)),
        ("rights1", "beta", "no", ("2030-01-01",)),
    ]
    unknown = nothing.ask("F2")
    assert unknown.is_unknown
    assert "IP right" in unknown.missing[0].en


def test_f3_members_of_the_group_on_the_day(world: World, nothing: World) -> None:
    given = {"group": "group", "target": "tgt1", "except": "home"}
    assert world.ask("F3", **given, as_of="2021-12-31").rows == ()
    reply = world.ask("F3", **given, as_of="2022-01-01")
    assert cells(reply, "partner", "country", "group_on_date", "what", "basis") == [
        ("beta", "abroad", ("group",), "asset1", ("rights-last-named-holder",)),
        ("gamma", "abroad", ("group",), "antibody", ("capability-discovery",)),
    ]
    assert nothing.ask("F3").is_unknown


def test_f4_a_way_while_the_agreement_holds_and_flags(world: World, nothing: World) -> None:
    given = {"start": "Alfa", "end": "Gamma", "paths": 1, "max_hops": 2}
    reply = world.ask("F4", **given, as_of="2023-06-01")
    assert cells(reply, "path", "hop_types") == [
        (("alfa", "beta", "gamma"), ("takes a licence from", "has an agreement with"))
    ]
    assert len(reply.column("flags")[0]) == 1  # type: ignore[arg-type]
    before = world.ask("F4", **given, as_of="2022-06-01")
    assert cells(before, "hop_types", "flags") == [(("has an agreement with", "has an agreement with"), ())]
    assert world.ask("F4", **given, as_of="2019-06-01").rows == ()
    assert nothing.ask("F4").rows == ()


def test_f5_partners_of_partners(world: World, nothing: World) -> None:
    reply = world.ask("F5", company="Alfa", as_of="2022-06-01")
    # Alfa and Gamma share Beta, which has two ties: 1 ⁄ ln 2 = 1.442695, 1 ⁄ 2
    assert cells(reply, "partner", "adamic_adar", "resource_allocation", "explained_by") == [
        ("gamma", "1.442695", "0.5", ("beta",))
    ]
    assert "Not validated" in reply.notes[0].en
    assert cells(reply, "explaining_paths", "validation") == [(("Alfa — Beta — Gamma",), "not validated")]
    assert world.ask("F5", company="Alfa", as_of="2019-06-01").rows == ()
    assert nothing.ask("F5").rows == ()


def test_f5_suggests_only_the_kinds_asked_for(world: World) -> None:
    def partners(**given: object) -> list[tuple[object, ...]]:
        return cells(world.ask("F5", company="Delta", as_of="2022-06-01", **given), "partner")

    # Delta shares Epsilon with a company and with an agency
    assert partners() == [("zeta",)]
    assert partners(kind="") == [("agency",), ("zeta",)]
    assert partners(kind="regulator") == [("agency",)]
    with pytest.raises(QueryParameterError, match="no kind of organisation 'agency'; it takes company"):
        partners(kind="agency")


def test_f6_is_certain_of_deals_made_by_the_day(world: World) -> None:
    # the licence has no last day on which it may have been made, so it only may have been
    assert world.ask("F6", country="home", as_of="2023-06-01").rows[0].standing == "possible"


def test_f6_terms_of_a_licence(world: World, nothing: World) -> None:
    reply = world.ask("F6", country="home", as_of="2023-06-01")
    assert cells(reply, "licensor", "licensee", "asset", "territory", "date", "status") == [
        (("beta",), ("alfa",), ("asset1",), ("everywhere",), "2023-02-01", "relation-status-in-force")
    ]
    assert "5 million" in reply.column("upfront")[0][0].en  # type: ignore[index, union-attr]
    assert "7 %" in reply.column("royalty")[0][0].en  # type: ignore[index, union-attr]
    assert told(reply) == [("one", "two")]
    assert world.ask("F6", country="home", as_of="2023-01-31").rows == ()
    assert nothing.ask("F6").rows == ()

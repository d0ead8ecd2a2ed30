"""C: biotargets and technologies. The drawing is in ``fixtures/questions/c.trig``."""

from __future__ import annotations

from tests.queries.questions.world import World, cells, told


def test_c1_a_list_with_the_drugs_on_its_targets(world: World, nothing: World) -> None:
    reply = world.ask("C1", as_of="2020-01-01")
    assert cells(reply, "target", "document", "priority_status", "drug", "action") == [
        ("tgt1", "order", "priority-status-approved", "drug1", ("action-inhibitor",)),
        ("tgt1", "order", "priority-status-approved", "drug2", ()),
    ]
    assert told(reply) == [("one", "two"), ("one",)]
    assert world.ask("C1", as_of="2023-01-01").rows == ()  # superseded
    assert nothing.ask("C1").is_unknown


def test_c3_levels_by_release(world: World, nothing: World) -> None:
    assert cells(world.ask("C3", target="tgt1", as_of="2021-01-01"), "tdl", "release") == [
        ("tdl-tchem", "2020-01-01")
    ]
    assert cells(world.ask("C3", as_of="2024-06-01"), "tdl", "release") == [
        ("tdl-tchem", "2020-01-01"),
        ("tdl-tclin", "2024-01-01"),
    ]
    assert nothing.ask("C3").is_unknown


def test_c4_the_stage_is_that_of_the_day(world: World, nothing: World) -> None:
    def stages(day: str) -> object:
        return cells(world.ask("C4", target="tgt1", as_of=day), "organisation", "programme", "stage")

    # programme two begins with 2022, so its stage, which has no date, was not reached before
    assert stages("2021-01-01") == [("alfa", "prg1", ("stage-phase-1",))]
    assert stages("2022-03-01") == [
        ("alfa", "prg1", ("stage-phase-2",)),
        ("beta", "prg2", ("stage-preclinical",)),
    ]
    assert nothing.ask("C4").rows == ()


def test_c4_programmes_that_name_their_target_themselves_and_by_country(world: World) -> None:
    assert cells(world.ask("C4", target="tgt2"), "programme", "target", "stage") == [("prg3", ("tgt2",), ())]
    assert cells(world.ask("C4", target="tgt1", country="home"), "organisation") == [("alfa",)]


def test_c5_a_path_from_the_company_to_the_target(world: World, nothing: World) -> None:
    reply = world.ask("C5", start="Alfa", end="Target one", as_of="2023-01-01", paths=1)
    assert cells(reply, "rank", "path", "hop_types") == [
        (1, ("alfa", "drug1", "tgt1"), ("develops", "acts on"))
    ]
    assert reply.rows[0].support.steps == (("one",), ("one", "two"))

    # Beta's programme begins in 2022: before, only the way through its competitor's target is left
    def way(day: str) -> object:
        return cells(world.ask("C5", start="beta", end="tgt1", as_of=day, paths=1), "path")

    assert way("2022-06-01") == [(("beta", "drug2", "tgt1"),)]
    assert way("2021-06-01") == []
    assert world.ask("C5", start="alfa", end="tgt2").rows == ()
    assert nothing.ask("C5").rows == ()


def test_c7_counts_among_the_programmes_in_the_graph(world: World, nothing: World) -> None:
    before = world.ask("C7", as_of="2021-06-01")
    assert cells(
        before, "target", "n_programmes", "programmes_by_stage", "n_sponsors", "hhi", "approved"
    ) == [
        ("tgt1", 1, ("stage-phase-1: 1",), 1, "1.0000", 0),
        ("tgt2", 1, ("not known on the day: 1",), 1, "1.0000", 0),
    ]
    # two programmes of two developers: ½² + ½² = ½; drug1 is approved since February 2023
    after = world.ask("C7", target="tgt1", as_of="2023-06-01")
    assert cells(after, "n_programmes", "n_sponsors", "hhi", "approved") == [(2, 2, "0.5000", 1)]
    assert cells(after, "programmes_by_stage", "novelty_class") == [
        (("stage-phase-2: 1", "stage-preclinical: 1"), ("novelty-first-in-class",))
    ]
    assert not after.is_unknown
    assert "among the programmes in this graph" in after.missing[0].en
    assert "among the 2 programmes" in after.notes[0].en
    assert nothing.ask("C7").rows == ()

"""H: claims, figures, provenance. The drawing is in ``fixtures/questions/h.trig``."""

from __future__ import annotations

from tests.queries.questions.world import World, cells, told


def test_h1_claims_of_a_source_by_the_day(world: World, nothing: World) -> None:
    reply = world.ask("H1", source="one", as_of="2025-06-17")
    assert cells(reply, "statement", "measure", "value") == [
        ("st-mean-48", "measure-approvals-per-year", "48")
    ]
    reply = world.ask("H1", source="one", speaker="Speaker", as_of="2025-06-18")
    assert cells(reply, "statement", "claim", "speaker", "mode", "comparator", "value", "unit", "period") == [
        (
            "st-about-50",
            "About fifty a year.",
            ("speaker",),
            ("mode-estimated",),
            "comparator-about",
            "50",
            None,
            None,
        )
    ]
    assert "passages" in reply.missing[0].en
    # that no claim of a source is in the graph is an answer; the passages that lack are not the reason
    silent = nothing.ask("H1", source="one")
    assert (silent.rows, silent.is_unknown) == ((), False)
    assert "passages" in silent.missing[0].en


def test_h1_one_row_for_each_figure(world: World) -> None:
    rows = cells(world.ask("H1", source="one", as_of="2025-06-18"), "statement", "value")
    assert [one for one in rows if one[0] == "st-parts"] == [("st-parts", "2000"), ("st-parts", "1000")]


def test_h2_about_fifty_agrees_with_the_mean_and_not_with_one_year(world: World, nothing: World) -> None:
    # 50 ± 10 % = [45, 55]: 48 lies in it; 37 does not: (50 − 37) ⁄ 50 = 0.26. 48 against 37: 11 ⁄ 48 = 0.2292
    reply = world.ask("H2", as_of="2025-12-31")
    assert {
        (one, other): (relation, gap)
        for one, other, relation, gap in cells(reply, "stated_by", "other_stated_by", "relation", "gap")
    } == {
        ("st-37", "st-mean-48"): ("disagrees", "0.2292"),
        ("st-37", "st-about-50"): ("disagrees", "0.26"),
        ("st-about-50", "st-mean-48"): ("agrees", None),
    }
    assert len(world.ask("H2", as_of="2025-07-01").rows) == 1  # 37 was stated in August
    assert "exchange rates" in reply.missing[0].en
    assert nothing.ask("H2").rows == ()


def test_h2_of_one_figure_stands_first(world: World) -> None:
    reply = world.ask("H2", figure="st-37")
    assert cells(reply, "stated_by") == [("st-37",), ("st-37",)]
    assert set(cells(reply, "normalised_values")) == {(("37", "48"),), (("37", "45–55"),)}


def test_h3_a_remainder_is_no_contradiction_and_segments_do_not_contradict(
    world: World, nothing: World
) -> None:
    reply = world.ask("H3", as_of="2025-06-30")
    rows = cells(reply, "severity", "rule", "stated_a", "gap")
    # 4,000 − (2,000 + 1,000) = 1,000
    assert rows == [("unexplained remainder", "the parts of a total", "st-all", "1E+3")]
    assert not [one for one in rows if "direction" in one[1]]
    assert nothing.ask("H3").rows == ()


def test_h3_opposite_directions_of_one_topic_contradict_from_the_day_they_are_said(world: World) -> None:
    reply = world.ask("H3", as_of="2025-07-18")
    assert cells(reply, "severity", "stated_a", "stated_b")[0] == (
        "contradiction",
        "st-procurement-up",
        ("st-procurement",),
    )
    assert told(reply)[0] == ("one", "two")


def test_h3_parts_said_to_be_all_contradict_an_exact_total(world: World) -> None:
    reply = world.ask("H3", as_of="2026-01-01")
    # 100 − (60 + 30) = 10; source two tells the numbers, and the copy that there are no other parts
    assert cells(reply, "severity", "rule", "stated_a", "gap")[0] == (
        "contradiction",
        "all parts of a total",
        "st-invested",
        "1E+1",
    )
    assert told(reply)[0] == ("copy", "two")


def test_h2_and_h3_compare_a_broader_population_and_say_so(world: World) -> None:
    # (20 − 12) ⁄ 20 = 0.4
    reply = world.ask("H2", figure="st-makers")
    assert cells(reply, "relation", "reason", "gap") == [
        ("disagrees", "compared although the other is of a narrower population", "0.4")
    ]
    (reason,) = world.ask("H2", figure="st-vaccines").column("reason")
    assert "broader population" in str(reason)
    rules = cells(world.ask("H3", as_of="2026-01-01"), "rule", "severity", "stated_a")
    assert ("two figures, one of them of a broader population", "disagreement", "st-makers") in rules


def test_h4_copies_of_one_origin_are_one_source(world: World, nothing: World) -> None:
    reply = world.ask("H4", about="", as_of="2026-01-01")
    assert cells(reply, "fact", "n_sources") == [
        ("fact-copied", 1),
        ("fact-doubted", 2),
        ("fact-later", 1),
        ("fact-once", 1),
    ]
    assert told(reply)[0] == ("copy", "one")
    assert "4 of 5 facts" in reply.notes[0].en
    # source two is of 2024: a year before, what it tells was not yet told
    assert ("fact-later", 1) not in cells(world.ask("H4", about="", as_of="2023-01-01"), "fact", "n_sources")
    assert ("fact-twice", 1) in cells(world.ask("H4", about="", as_of="2023-01-01"), "fact", "n_sources")
    assert nothing.ask("H4", about="").rows == ()


def test_h5_from_a_result_to_the_facts_of_its_run(world: World, nothing: World) -> None:
    reply = world.ask("H5", as_of="2024-05-01")
    assert cells(reply, "result", "run", "input_fact", "source") == [("number", "run", "fact-once", ("one",))]
    assert world.ask("H5", as_of="2024-04-30").rows == ()
    unknown = nothing.ask("H5")
    assert unknown.is_unknown
    assert "runs of rules" in unknown.missing[0].en

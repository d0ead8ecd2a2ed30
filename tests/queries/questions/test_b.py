"""B: brokerage and barriers. The drawing is in ``fixtures/questions/b.trig``."""

from __future__ import annotations

import pytest
from tests.queries.questions.world import World, cells, told

from pharmagraph.errors import QueryParameterError


def test_b1_the_council_stands_between_most(world: World) -> None:
    # 6 nodes with ties, 7 in all: pairs 21 − those of the council 6 = 15. Since 2022 alfa–beta are tied:
    # through the council go ministry–{alfa, beta, science, gamma} and science–{beta, gamma} in half the cases
    reply = world.ask("B1", here="home", as_of="2021-06-01", draws=20)
    assert cells(reply, "rank", "actor", "sector")[0] == (1, "council", "sector-coordination")
    assert "rank range" in reply.notes[0].en


def test_without_a_home_country_the_question_says_how_to_name_it(nothing: World) -> None:
    for identifier in ("B1", "B2", "B3", "B6"):
        with pytest.raises(QueryParameterError, match="-p here=COUNTRY"):
            nothing.ask(identifier, here="")


def test_ties_that_only_may_hold_are_announced(world: World) -> None:
    notes = {note.en for note in world.ask("B4", body=("ministry", "science"), as_of="2021-06-01").notes}
    assert any("ties that this rests on only may hold on 2021-06-01" in note for note in notes)
    certain = world.ask("B4", body=("ministry", "science"), as_of="2021-06-01", certain=True)
    assert not any("only may hold" in note.en for note in certain.notes)


def test_b1_values_before_and_after_a_tie(world: World) -> None:
    def value(day: str) -> float:
        return float(dict(cells(world.ask("B1", as_of=day, draws=0), "actor", "value"))["council"])

    # before: the council is between ministry and the 4 others, alfa–beta, alfa–gamma, science–beta, science–gamma: 8
    assert value("2021-06-01") == pytest.approx(8 / 15, abs=1e-6)
    # after: ministry and the 4 others; science–beta and science–gamma go through alfa or the council: 4 + 2 × ½ = 5
    assert value("2022-06-01") == pytest.approx(5 / 15, abs=1e-6)


def test_b2_counts_of_roles(world: World, nothing: World) -> None:
    # groups: state {ministry, lonely}, coordination, industry {alfa, beta}, science, foreign. Before 2022 the
    # council brokers alfa–beta both ways (itinerant 2); all other open pairs at it are of three groups
    reply = world.ask("B2", here="home", as_of="2021-06-01", permutations=0)
    counts = {(actor, role.split()[0]): n for actor, role, n in cells(reply, "actor", "role", "count")}
    assert counts["council", "itinerant"] == 2
    # ministry with alfa, beta, science, and science with beta: 4 pairs, 8 ordered ones
    assert counts["council", "liaison"] == 8
    tested = world.ask("B2", here="home", as_of="2021-06-01", permutations=19)
    rows = cells(tested, "p_labels", "q_labels", "p_ties", "q_ties", "too_few")
    assert all(q is None or float(q) >= float(p) for p, q, _, _, _ in rows)
    assert all((p is None) == few for p, _, _, _, few in rows)
    after = world.ask("B2", here="home", as_of="2022-06-01", permutations=0)
    assert ("council", "itinerant (A→B→A)") not in cells(after, "actor", "role")
    assert nothing.ask("B2", here="home", permutations=0).rows == ()


def test_b3_only_the_council_keeps_the_ministry_and_the_companies_together(
    world: World, nothing: World
) -> None:
    reply = world.ask("B3", here="home", as_of="2021-06-01")
    assert (("council",), "in every smallest cut") in cells(reply, "element", "kind")
    assert not [one for one in cells(reply, "kind") if one[0].startswith("direct")]
    assert "0 direct ties" in reply.notes[0].en
    assert nothing.ask("B3", here="home").rows == ()


def test_b3_groups_can_be_chosen(world: World) -> None:
    # industry and the foreign company meet in one direct tie
    reply = world.ask("B3", here="home", first="industry", second="foreign")
    assert cells(reply, "element", "kind")[0][0] == ("beta", "gamma")


def test_b4_pairs_without_a_tie(world: World, nothing: World) -> None:
    asked = ("ministry", "science", "beta", "lonely")
    before = world.ask("B4", body=asked, as_of="2021-06-01")
    assert set(cells(before, "body_a", "body_b", "distance", "through", "shared_functions")) == {
        ("beta", "ministry", 2, ("council",), ()),
        ("beta", "science", 2, ("council",), ()),
        ("ministry", "science", 2, ("council",), ("grant",)),
        ("beta", "lonely", None, (), ()),
        ("lonely", "ministry", None, (), ()),
        ("lonely", "science", None, (), ()),
    }
    after = dict(cells(world.ask("B4", body=("science", "beta"), as_of="2022-06-01"), "body_b", "through"))
    assert after == {"science": ("alfa", "council")}
    assert nothing.ask("B4").rows == ()


def test_b5_the_council_is_the_freest(world: World, nothing: World) -> None:
    reply = world.ask("B5", as_of="2021-06-01", draws=0)
    rows = {actor: (n, size) for actor, n, size in cells(reply, "actor", "n_ties", "effective_size")}
    assert cells(reply, "actor")[0] == ("council",)
    assert rows["council"][0] == 4
    assert "ministry" not in rows  # it has one contact, and two are asked for
    later = world.ask("B5", as_of="2022-06-01", draws=0)
    assert dict(cells(later, "actor", "n_ties"))["alfa"] == 3  # council, science, and now beta
    assert nothing.ask("B5", draws=0).rows == ()


def test_b6_communities_hold_all_who_have_ties(world: World, nothing: World) -> None:
    reply = world.ask("B6", here="home", as_of="2021-06-01", runs=5)
    assert sum(int(n) for (n,) in cells(reply, "n_members")) == 6
    assert "Modularity" in reply.notes[0].en
    members = [one for (some,) in cells(reply, "members") for one in some]
    assert sorted(members) == ["alfa", "beta", "council", "gamma", "ministry", "science"]
    assert len(set(cells(reply, "modularity"))) == 1
    assert nothing.ask("B6", here="home", runs=5).rows == ()


def test_rows_carry_the_sources_of_the_ties(world: World) -> None:
    reply = world.ask("B1", as_of="2021-06-01", draws=0)
    assert dict(zip((one[0] for one in cells(reply, "actor")), told(reply), strict=True))["council"] == (
        "one",
        "two",
    )


def test_i2_positions_by_year_with_the_size_of_the_network(world: World) -> None:
    # Alfa has the council and science; since 2022 Beta, too. 6 pairs are tied before, 7 after
    reply = world.ask("I2", actor="Alfa", measure="degree", since="2021", as_of="2022-06-01", draws=0)
    assert cells(reply, "year", "value", "n_nodes", "n_ties") == [(2021, "2.0", 6, 6), (2022, "3.0", 6, 7)]
    assert reply.column("tau")[0] is None
    assert 0 < float(str(reply.column("tau")[1])) < 1

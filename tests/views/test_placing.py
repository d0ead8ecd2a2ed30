from __future__ import annotations

from itertools import combinations
from math import hypot

from pharmagraph.views.placing import around, as_layers, in_disc, pack_discs, spread


def nearest(places: dict[int, tuple[float, float]]) -> float:
    return min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(places.values(), 2))


def test_neighbours_stand_on_rings_around_the_middle_and_none_on_another() -> None:
    nodes = list(range(120))
    places = around(
        nodes,
        0,
        {0: 0} | dict.fromkeys(nodes[1:], 1),
        sector=lambda node: str(node % 3),
        importance=lambda _: 1,
    )
    assert places[0] == (0.0, 0.0)
    assert len(places) == 120
    assert nearest(places) > 20


def test_each_hop_is_a_column_and_a_shorter_route_is_stretched() -> None:
    places = as_layers([0, 1, 2, 3, 4], [(0, 1, 4), (0, 2, 3, 4)], (0, 4))
    assert places[0][0] == 0.0
    assert places[1][0] == places[4][0] / 2
    assert places[2][0] < places[1][0] < places[3][0] < places[4][0]
    # each route has a row of its own; the ends stand between
    assert places[1][1] < places[0][1] == places[4][1] < places[2][1] == places[3][1]


def test_nothing_found_leaves_the_two_ends_apart() -> None:
    places = as_layers([0, 1], [], (0, 1))
    assert places[0] != places[1]


def test_the_same_ties_give_the_same_places_and_marks_do_not_touch() -> None:
    ties = [(node, (node * 7 + 1) % 60) for node in range(60)] + [(70, 71), (72, 73)]
    nodes = list(range(80))
    places = spread(nodes, ties)
    assert places == spread(nodes, list(reversed(ties)))
    assert set(places) == set(nodes)
    assert nearest(places) > 20


def test_a_part_of_one_stands_in_a_row_below() -> None:
    places = spread([0, 1, 2, 3], [(0, 1)])
    assert places[2][1] == places[3][1] > max(places[0][1], places[1][1])


def test_a_disc_holds_all_of_its_nodes() -> None:
    places, radius = in_disc(list(range(40)), [(node, node + 1) for node in range(39)])
    assert all(hypot(x, y) <= radius for x, y in places.values())
    assert in_disc([5], []) == ({5: (0.0, 0.0)}, radius_of_one())


def test_marks_in_a_disc_do_not_touch() -> None:
    # a tree of two children each, whose corners are squeezed into the disc
    places, radius = in_disc(range(300), [(node, (node - 1) // 2) for node in range(1, 300)])
    assert nearest(places) > 25
    assert all(hypot(x, y) <= radius for x, y in places.values())


def radius_of_one() -> float:
    return in_disc([1], [])[1]


def test_discs_do_not_overlap() -> None:
    radii = [100.0, 80.0, 60.0, 40.0, 40.0, 20.0]
    centres = pack_discs(radii, [(0, 1), (1, 2), (0, 5)], gap=30.0)
    for one, other in combinations(range(len(radii)), 2):
        apart = hypot(centres[one][0] - centres[other][0], centres[one][1] - centres[other][1])
        assert apart >= radii[one] + radii[other]

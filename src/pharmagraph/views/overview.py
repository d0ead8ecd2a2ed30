"""A large network by its communities: bubbles that hold their members, at most forty and a rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pharmagraph.graph.placement import communities_of
from pharmagraph.model import Words
from pharmagraph.views.model import Group
from pharmagraph.views.placing import in_disc, pack_discs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pharmagraph.views.placing import Point

MOST_BUBBLES: Final = 40
_SMALLEST: Final = 4
_LARGEST: Final = 500
_MANY: Final = 5_000
_RESOLUTIONS: Final = (1.0, 3.0, 9.0)
_GAP: Final = 90.0


@dataclass(frozen=True, slots=True)
class Overview:
    """The bubbles, the largest first; which node is in which; where every node stands inside its bubble."""

    groups: tuple[Group, ...]
    group_of: dict[int, int]
    places: dict[int, Point]


def by_community(
    nodes: Sequence[int],
    ties: Sequence[tuple[int, int]],
    *,
    name: Callable[[int], Words],
    type_of: Callable[[int], str],
) -> Overview:
    """The communities of the tied nodes; small ones, and nodes without a tie, share a bubble each."""
    degree = Counter(end for pair in set(ties) for end in pair)
    found = _communities(nodes, ties)
    large = [one for one in found if len(one) >= _SMALLEST and degree[one[0]]][:MOST_BUBBLES]
    taken = {node for one in large for node in one}
    small = [node for node in nodes if node not in taken and degree[node]]
    lonely = [node for node in nodes if not degree[node]]
    bubbles = [*large, *([small] if small else []), *([lonely] if lonely else [])]
    group_of = {node: number for number, members in enumerate(bubbles) for node in members}
    inside = defaultdict(list)
    between: Counter[tuple[int, int]] = Counter()
    for start, end in ties:
        if group_of[start] == group_of[end]:
            inside[group_of[start]].append((start, end))
        else:
            between[min(group_of[start], group_of[end]), max(group_of[start], group_of[end])] += 1
    laid = [in_disc(members, inside[number]) for number, members in enumerate(bubbles)]
    radii = [radius for _, radius in laid]
    centres = pack_discs(radii, list(between), gap=_GAP)
    groups, places = [], {}
    for number, (members, (within, _), centre, radius) in enumerate(
        zip(bubbles, laid, centres, radii, strict=True)
    ):
        for node, (x, y) in within.items():
            places[node] = (round(centre[0] + x, 1), round(centre[1] + y, 1))
        mix = Counter(type_of(node) for node in members)
        words = _named(members, degree, name)
        if members is lonely:
            words = Words("No known ties", "Связи неизвестны")
        elif number >= len(large):
            words = Words("Small groups", "Малые группы")
        ordered = sorted(mix.items(), key=lambda item: (-item[1], item[0]))
        groups.append(Group(words, centre, round(radius, 1), tuple(ordered)))
    return Overview(tuple(groups), group_of, places)


def _communities(nodes: Sequence[int], ties: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The communities at the lowest resolution at which each can be looked at as a whole."""
    # Where there is very much, the coarsest is not even tried.
    for resolution in _RESOLUTIONS[len(nodes) > _MANY :]:
        found = communities_of(nodes, ties, resolution=resolution)
        if len(found[0]) <= _LARGEST:
            break
    return found


def _named(members: Sequence[int], degree: Counter[int], name: Callable[[int], Words]) -> Words:
    """A community is called by its most tied member."""
    return name(min(members, key=lambda node: (-degree[node], node)))

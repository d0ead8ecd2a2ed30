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
_FINER: Final = (1.6, 2.5, 4.0)
_COARSER: Final = (0.6, 0.3, 0.1)
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
    large = _large(_communities([node for node in nodes if degree[node]], ties))
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
    """The communities at the resolution at which no bubble, the rest among them, is too large to look at.

    Where there is no such resolution, at the best that was tried.
    """
    found = communities_of(nodes, ties)
    finer = bool(found) and len(found[0]) == _largest(found)
    for resolution in _FINER if finer else _COARSER:
        if _largest(found) <= _LARGEST:
            break
        other = communities_of(nodes, ties, resolution=resolution)
        if _largest(other) >= _largest(found):
            break
        found = other
    return found


def _large(found: Sequence[list[int]]) -> list[list[int]]:
    """The communities that have a bubble of their own."""
    return [one for one in found if len(one) >= _SMALLEST][:MOST_BUBBLES]


def _largest(found: Sequence[list[int]]) -> int:
    """The size of the largest bubble, that of all small groups among them."""
    large = [len(one) for one in _large(found)]
    return max([*large[:1], sum(len(one) for one in found) - sum(large)])


def _named(members: Sequence[int], degree: Counter[int], name: Callable[[int], Words]) -> Words:
    """A community is called by its most tied member."""
    return name(min(members, key=lambda node: (-degree[node], node)))

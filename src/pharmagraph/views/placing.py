"""Where the marks of a picture stand. The same nodes and ties give the same places, on any run.

Places are in units of a screen at full size: a mark is about ten across, a label about fourteen high.
Sums are exact ones, since ``sum`` of floats rounds differently from one version of Python to another.
"""

from __future__ import annotations

from collections import defaultdict
from math import atan2, ceil, cos, fsum, hypot, inf, pi, sin, sqrt
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Point = tuple[float, float]
Places = dict[int, Point]

ASPECT: Final = 1.15
"""How much wider than high a whole picture is."""

_ROOM: Final = 46.0
"""The side of the square that a mark needs around itself."""

_RING: Final = 210.0
_COLUMN, _ROW = 290.0, 170.0
_SEED: Final = 20251122
_ROUGH_PAIRS: Final = 150_000_000


# ------------------------------------------------------------------------------- around one entity


def around(
    nodes: Sequence[int],
    centre: int,
    distance: Mapping[int, int],
    *,
    sector: Callable[[int], str],
    importance: Callable[[int], int],
) -> Places:
    """Rings around the centre, one per hop and more where one would be crowded; sectors by relation."""
    places: Places = {centre: (0.0, 0.0)}
    radius = 0.0
    for hop in sorted(set(distance.values()) - {0}):
        ring = sorted(
            (node for node in nodes if distance[node] == hop),
            key=lambda one: (sector(one), -importance(one), one),
        )
        while ring:
            radius += _RING
            # Names stand beside their marks, so a ring holds fewer than would touch.
            room = max(6, int(2 * pi * radius / (_ROOM * 1.7)))
            turns = ceil(len(ring) / room)
            here, ring = ring[::turns], [node for place, node in enumerate(ring) if place % turns]
            for place, node in enumerate(here):
                angle = -pi / 2 + 2 * pi * (place + 0.5 * (turns % 2)) / len(here)
                places[node] = (round(ASPECT * radius * cos(angle), 1), round(radius * sin(angle), 1))
            radius -= _RING * 0.45 if ring else 0
    return places


# ------------------------------------------------------------------------------- from left to right


def as_layers(nodes: Sequence[int], routes: Sequence[Sequence[int]], ends: tuple[int, int]) -> Places:
    """Each hop one column, each route one row; what several routes pass stands between their rows."""
    width = max(max((len(route) for route in routes), default=2) - 1, 1)
    # A long picture is drawn small: its rows stand further apart.
    height = min(420.0, max(_ROW, width * _COLUMN / (1.6 * max(1, len(routes)))))
    columns: dict[int, list[float]] = defaultdict(list)
    rows: dict[int, list[float]] = defaultdict(list)
    for row, route in enumerate(routes):
        for step, node in enumerate(route):
            # A shorter route is stretched, so that it, too, ends at the right.
            columns[node].append(step * width / max(len(route) - 1, 1))
            rows[node].append(row - (len(routes) - 1) / 2)
    places: Places = {}
    for node in nodes:
        if node in rows:
            places[node] = (
                round(columns[node][0] * _COLUMN, 1),
                round(height * sum(rows[node]) / len(rows[node]), 1),
            )
    places[ends[0]] = (0.0, 0.0)
    places[ends[1]] = (round(width * _COLUMN, 1) if ends[0] != ends[1] else 0.0, 0.0)
    return _apart(places, fixed=set(ends), room=height * 0.6)


# --------------------------------------------------------------------------------- a whole network


def spread(nodes: Sequence[int], ties: Iterable[tuple[int, int]], *, rough: bool = False) -> Places:
    """Springs within each connected part, the parts side by side, the unconnected in rows below.

    ``rough`` takes half of the time or less, for a part of a larger picture.
    """
    ties = sorted({(min(pair), max(pair)) for pair in ties if pair[0] != pair[1]})
    parts = _connected(nodes, ties)
    part_of = {node: number for number, part in enumerate(parts) for node in part}
    inside: list[list[tuple[int, int]]] = [[] for _ in parts]
    for pair in ties:
        inside[part_of[pair[0]]].append(pair)
    boxes = [
        _laid_out(part, own, rough=rough) for part, own in zip(parts, inside, strict=True) if len(part) > 1
    ]
    places = _packed(boxes)
    lonely = [part[0] for part in parts if len(part) == 1]
    if lonely:
        bottom = max((y for _, y in places.values()), default=0.0) + 2 * _ROOM
        width = max(
            max((x for x, _ in places.values()), default=0.0)
            - min((x for x, _ in places.values()), default=0.0),
            ASPECT * _ROOM * sqrt(len(lonely)),
        )
        left = min((x for x, _ in places.values()), default=0.0)
        per_row = max(1, int(width / _ROOM))
        for place, node in enumerate(lonely):
            places[node] = (
                round(left + (place % per_row) * _ROOM, 1),
                round(bottom + (place // per_row) * _ROOM, 1),
            )
    return places


def in_disc(nodes: Sequence[int], ties: Iterable[tuple[int, int]]) -> tuple[Places, float]:
    """The nodes around the origin, and the radius of their disc, whose area grows with their number."""
    radius = _ROOM * (0.75 * sqrt(len(nodes)) + 0.5)
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}, round(radius, 1)
    places = spread(nodes, ties, rough=True)
    left, right = min(x for x, _ in places.values()), max(x for x, _ in places.values())
    top, bottom = min(y for _, y in places.values()), max(y for _, y in places.values())
    across, down = max(right - left, 1.0) / 2, max(bottom - top, 1.0) / 2
    # Points of the box go to points of the disc, so that the corners stay inside.
    moved = {}
    for node, (x, y) in places.items():
        u, v = (x - left) / across - 1, (y - top) / down - 1
        moved[node] = (
            u * sqrt(1 - v * v / 2) * (radius - _ROOM / 2),
            v * sqrt(1 - u * u / 2) * (radius - _ROOM / 2),
        )
    # What stood in a corner is crowded now.
    moved = _apart(moved, fixed=set(), room=_ROOM * 0.6, rounds=30)
    return moved, round(max(radius, *(hypot(x, y) + _ROOM / 2 for x, y in moved.values())), 1)


def pack_discs(radii: Sequence[float], ties: Iterable[tuple[int, int]], *, gap: float) -> list[Point]:
    """Centres of discs of these radii that do not touch, tied ones near one another."""
    ties = sorted({(min(pair), max(pair)) for pair in ties})
    side = sqrt(fsum((radius + gap) ** 2 for radius in radii)) * 1.8
    centres = [(x * side * ASPECT, y * side) for x, y in spring(len(radii), ties)]
    pairs = [
        (one, other, radii[one] + radii[other] + gap)
        for one in range(len(radii))
        for other in range(one + 1, len(radii))
    ]
    for turn in range(600):
        moved = False
        for one, other, wanted in pairs:
            (x1, y1), (x2, y2) = centres[one], centres[other]
            dx, dy = x2 - x1, y2 - y1
            if abs(dx) > wanted or abs(dy) > wanted or (apart := sqrt(dx * dx + dy * dy)) >= wanted - 0.5:
                continue
            moved = True
            dx, dy = _pushed(dx, dy, apart, wanted, 2 * pi * other / len(radii))
            centres[one], centres[other] = (x1 - dx, y1 - dy), (x2 + dx, y2 + dy)
        # A pull to the middle keeps the discs together.
        centres = [(x * 0.995, y * 0.99) for x, y in centres] if turn < 400 else centres
        if not moved and turn >= 400:
            break
    return [(round(x, 1), round(y, 1)) for x, y in centres]


def spring(n_nodes: int, ties: Sequence[tuple[int, int]], *, rough: bool = False) -> list[Point]:
    """Springs between tied nodes, within about [-1, 1], turned so that the picture is wide."""
    from pharmagraph.graph.placement import spring_positions

    steps = max(10, min(30, _ROUGH_PAIRS // (n_nodes * n_nodes + 1))) if rough else None
    return _turned(spring_positions(n_nodes, ties, seed=_SEED, steps=steps))


def _laid_out(part: Sequence[int], ties: Sequence[tuple[int, int]], *, rough: bool) -> Places:
    at = {node: place for place, node in enumerate(part)}
    inside = [(at[start], at[end]) for start, end in ties]
    side = _ROOM * sqrt(len(part)) * (0.62 if len(part) < 12 else 0.95)
    points = spring(len(part), inside, rough=rough)
    spread_x = max(abs(x) for x, _ in points) or 1.0
    spread_y = max(abs(y) for _, y in points) or 1.0
    places = {
        node: (x / spread_x * side * sqrt(ASPECT) * 1.1, y / spread_y * side / sqrt(ASPECT) * 1.1)
        for node, (x, y) in zip(part, points, strict=True)
    }
    return _apart(places, fixed=set(), room=_ROOM * 0.85, rounds=6 if rough else 60)


def _connected(nodes: Sequence[int], ties: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected parts, the largest first."""
    leader = {node: node for node in nodes}

    def find(node: int) -> int:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for start, end in ties:
        one, other = sorted((find(start), find(end)))
        leader[other] = one
    parts = defaultdict(list)
    for node in nodes:
        parts[find(node)].append(node)
    return sorted(parts.values(), key=lambda part: (-len(part), part[0]))


def _packed(boxes: Sequence[Places]) -> Places:
    """The parts side by side: the largest first, each of the others in the first gap that it fits."""
    places: Places = {}
    margin = _ROOM * 1.3
    area = fsum((_width(box) + margin) * (_height(box) + margin) for box in boxes)
    limit = max(sqrt(area * ASPECT), max((_width(box) for box in boxes), default=0.0) + margin)
    gaps = [(0.0, 0.0, limit, inf)]
    for box in sorted(boxes, key=lambda one: (-_height(one) * _width(one), -len(one), min(one))):
        wide, high = _width(box) + margin, _height(box) + margin
        at, (x, y, room, depth) = next(
            (place, gap) for place, gap in enumerate(gaps) if gap[2] >= wide - 0.01 and gap[3] >= high
        )
        gaps[at : at + 1] = [(x + wide, y, room - wide, high), (x, y + high, room, depth - high)]
        gaps.sort(key=lambda gap: (gap[1], gap[0]))
        left, top = min(across for across, _ in box.values()), min(down for _, down in box.values())
        for node, (across, down) in box.items():
            places[node] = (round(across - left + x, 1), round(down - top + y, 1))
    return places


def _width(box: Places) -> float:
    return max(x for x, _ in box.values()) - min(x for x, _ in box.values())


def _height(box: Places) -> float:
    return max(y for _, y in box.values()) - min(y for _, y in box.values())


def _turned(points: Sequence[Point]) -> list[Point]:
    """The points around their middle, their longest extent laid across."""
    n = len(points)
    mean_x, mean_y = fsum(x for x, _ in points) / n, fsum(y for _, y in points) / n
    moved = [(x - mean_x, y - mean_y) for x, y in points]
    xx, yy = fsum(x * x for x, _ in moved), fsum(y * y for _, y in moved)
    angle = 0.5 * atan2(2 * fsum(x * y for x, y in moved), xx - yy)
    across, up = cos(angle), sin(angle)
    return [(x * across + y * up, y * across - x * up) for x, y in moved]


def _apart(places: Places, *, fixed: set[int], room: float, rounds: int = 60) -> Places:
    """The places pushed apart until no two marks stand closer than ``room``."""
    at = dict(places)
    order = sorted(at)
    for _ in range(rounds):
        cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for node in order:
            cells[int(at[node][0] // room), int(at[node][1] // room)].append(node)
        crowded = False
        for node in order:
            column, row = int(at[node][0] // room), int(at[node][1] // room)
            for other in (
                one
                for right in (-1, 0, 1)
                for below in (-1, 0, 1)
                for one in cells.get((column + right, row + below), ())
                if one > node
            ):
                (x1, y1), (x2, y2) = at[node], at[other]
                dx, dy = x2 - x1, y2 - y1
                apart = sqrt(dx * dx + dy * dy)
                if apart >= room * 0.98 or (node in fixed and other in fixed):
                    continue
                crowded = True
                dx, dy = _pushed(dx, dy, apart, room, 2.4 * other)
                if node not in fixed:
                    at[node] = (x1 - dx, y1 - dy)
                if other not in fixed:
                    at[other] = (x2 + dx, y2 + dy)
        if not crowded:
            break
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in at.items()}


def _pushed(dx: float, dy: float, apart: float, wanted: float, angle: float) -> Point:
    """How far each of two steps aside to be apart as wanted; two on one place part at the angle."""
    push = (wanted - apart) / 2
    return (push * dx / apart, push * dy / apart) if apart > 1e-6 else (push * cos(angle), push * sin(angle))

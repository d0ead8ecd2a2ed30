"""A picture for paper: its lines, marks and names in points of the page, ready for any renderer.

What is drawn is what the page shows before a filter is changed; places, shapes and colours are the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import ceil, cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING, Final

from pharmagraph.graph.options import STATUS_WORDS
from pharmagraph.views.island import mark_size
from pharmagraph.views.marks import DASHES, FAMILIES, OUTLINE, PAPER, SHAPES, family_of
from pharmagraph.views.naming import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pharmagraph.model import Lang, Words
    from pharmagraph.views.marks import Type
    from pharmagraph.views.model import Group, View
    from pharmagraph.views.placing import Point

FONT_SIZE: Final = 12.0
_LINE_HEIGHT: Final = 15.0
_MARGIN: Final = 24.0
_LEGEND_ROW: Final = 20.0
_PER_LABEL: Final = 22_000.0
_LONELY_SHOWN: Final = 12
_SMALLEST_NAMED: Final = 18.0
_INK: Final = {
    "light": {"text": "#1B2430", "line": "#5F6977", "paper": PAPER["light"], "outline": OUTLINE["light"]},
    "dark": {"text": "#E9EDF2", "line": "#8D97A5", "paper": PAPER["dark"], "outline": OUTLINE["dark"]},
}
_WIDTHS: Final = {1: 1.0, 2: 1.8, 3: 2.6}


@dataclass(frozen=True, slots=True)
class Strokes:
    """Curves of one style, each by a control point from one end to the other; and their arrowheads."""

    curves: tuple[tuple[Point, Point, Point], ...]
    heads: tuple[tuple[Point, Point, Point], ...]
    color: str
    width: float
    opacity: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polygons:
    """Filled shapes of one style."""

    outlines: tuple[tuple[Point, ...], ...]
    fill: str
    stroke: str
    width: float = 1.2


@dataclass(frozen=True, slots=True)
class Text:
    """A name: where its left edge and its base line are, and the language it is in."""

    at: Point
    text: str
    lang: str
    strong: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of ``width`` by ``height`` points, y downwards; later parts cover earlier ones."""

    title: str
    lang: Lang
    width: float
    height: float
    paper: str
    ink: str
    parts: tuple[Strokes | Polygons | Text, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A mark where it is drawn."""

    number: int
    x: float
    y: float
    r: float


def draw(view: View, *, lang: Lang = "en", theme: str = "light", width: float = 1200.0) -> Figure:
    """The picture with its title, legend, data release and notes; a large network as its communities."""
    ink = _INK[theme]
    if view.groups:
        spots, body = _bubbles(view, lang, theme, width)
    else:
        spots, body = _marks(view, lang, theme, width)
    height = max((spot.y + spot.r for spot in spots), default=0.0) + 2 * _MARGIN
    legend, bottom = _legend(view, lang, theme, width, height)
    title = Text((_MARGIN, _MARGIN + 8), view.title.text(lang), lang, strong=True)
    about = [
        Text((_MARGIN, round(bottom + _LEGEND_ROW + number * _LINE_HEIGHT, 1)), line, lang)
        for number, line in enumerate(
            line for note in (_about(view, lang), *(one.text(lang) for one in view.notes))
            for line in wrapped(note, width - 2 * _MARGIN)
        )
    ]  # fmt: skip
    bottom = about[-1].at[1]
    return Figure(
        view.title.text(lang), lang, width, round(bottom + _LEGEND_ROW, 1), ink["paper"], ink["text"],
        (*body, title, *legend, *about),
    )  # fmt: skip


def shown(view: View) -> tuple[list[int], list[int]]:
    """The numbers of the nodes and edges that are drawn before a filter is changed."""
    edges = [
        number
        for number, edge in enumerate(view.edges)
        if edge.shown and not view.nodes[edge.start].folded and not view.nodes[edge.end].folded
    ]
    tied = {end for number in edges for end in (view.edges[number].start, view.edges[number].end)}
    ever = {end for edge in view.edges for end in (edge.start, edge.end)}
    lonely = set(range(len(view.nodes))) - ever
    kept = tied | set(view.focus) | (lonely if len(lonely) <= _LONELY_SHOWN else set())
    if view.kind == "answer":
        kept = set(range(len(view.nodes)))
    return [number for number in sorted(kept) if not view.nodes[number].folded], edges


def text_width(text: str, *, strong: bool = False) -> float:
    """About how wide a text is in a plain sans-serif at ``FONT_SIZE``."""
    width = 0.0
    for letter in text:
        if letter in " .,:;'|!il()[]«»·-":
            width += 4.2
        elif letter.isupper() or letter in "mwшщжюмф—…":
            width += 9.0
        else:
            width += 7.4
    return width * (1.12 if strong else 1.0)


def wrapped(text: str, width: float) -> list[str]:
    """The text in lines that are at most about so wide, broken between words; a longer word stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _marks(
    view: View, lang: Lang, theme: str, width: float
) -> tuple[list[_Spot], list[Strokes | Polygons | Text]]:
    ink = _INK[theme]
    nodes, edges = shown(view)
    most = max((node.partners for node in view.nodes), default=0)
    place = _camera([view.places[number] for number in nodes], width, side=110.0)
    spots = {
        number: _Spot(number, *place(view.places[number]), mark_size(view.nodes[number].partners, most) * 0.8)
        for number in nodes
    }
    body: list[Strokes | Polygons | Text] = [*_strokes(view, edges, spots, ink)]
    of_type = defaultdict(list)
    for spot in spots.values():
        of_type[view.nodes[spot.number].type].append(spot)
    body += [
        Polygons(
            tuple(_outline(one, spot.x, spot.y, spot.r) for spot in of_type[one.name]),
            one.color(theme),
            ink["outline"],
        )
        for one in view.types
        if of_type[one.name]
    ]
    return list(spots.values()), [*body, *_names(view, list(spots.values()), lang, width)]


def _strokes(view: View, edges: Iterable[int], spots: dict[int, _Spot], ink: dict[str, str]) -> list[Strokes]:
    pairs = defaultdict(list)
    for number in edges:
        edge = view.edges[number]
        pairs[min(edge.start, edge.end), max(edge.start, edge.end)].append(number)
    found: dict[
        tuple[str, int, bool], tuple[list[tuple[Point, Point, Point]], list[tuple[Point, Point, Point]]]
    ] = {}
    for among in pairs.values():
        for turn, number in enumerate(among):
            edge = view.edges[number]
            bend = (turn - (len(among) - 1) / 2) * min(16.0, 60.0 / len(among))
            curve = _curve(spots[edge.start], spots[edge.end], bend if edge.start < edge.end else -bend)
            style = (
                family_of(edge.facet.relation),
                min(3, max(1, edge.independent)),
                edge.facet.status in STATUS_WORDS,
            )
            curves, heads = found.setdefault(style, ([], []))
            curves.append(curve)
            if not edge.facet.relation.symmetric:
                heads.append(_head(curve, spots[edge.end].r))
    return [
        Strokes(
            tuple(curves), tuple(heads), ink["line"], _WIDTHS[support], 0.35 if pale else 0.7, DASHES[family]
        )
        for (family, support, pale), (curves, heads) in sorted(found.items())
    ]


def _curve(start: _Spot, end: _Spot, bend: float) -> tuple[Point, Point, Point]:
    dx, dy = end.x - start.x, end.y - start.y
    long = hypot(dx, dy) or 1.0
    most = max(-long / 2, min(long / 2, bend * 2))
    middle = ((start.x + end.x) / 2 - dy / long * most, (start.y + end.y) / 2 + dx / long * most)
    return (start.x, start.y), middle, (end.x, end.y)


def _head(curve: tuple[Point, Point, Point], radius: float) -> tuple[Point, Point, Point]:
    """The arrowhead at the rim of the mark that a tie leads to."""
    _, (mx, my), (x, y) = curve
    long = hypot(x - mx, y - my) or 1.0
    ux, uy = (x - mx) / long, (y - my) / long
    tip = (x - ux * (radius + 2), y - uy * (radius + 2))
    left = (tip[0] - ux * 7 - uy * 3, tip[1] - uy * 7 + ux * 3)
    return tip, left, (tip[0] - ux * 7 + uy * 3, tip[1] - uy * 7 - ux * 3)


def _names(view: View, spots: Sequence[_Spot], lang: Lang, width: float) -> list[Text]:
    """Names that do not overlap, the most tied first; the ends and stations of paths always."""
    height = max((spot.y for spot in spots), default=0.0) + 2 * _MARGIN
    budget = max(60 if len(spots) <= 60 else 25, int(width * height / _PER_LABEL))
    always = set(view.focus) | {number for route in view.routes for number in route}
    order = sorted(
        spots,
        key=lambda spot: (spot.number not in always, -view.nodes[spot.number].partners, spot.number),
    )
    boxes: list[tuple[float, float, float, float]] = []
    names: list[Text] = []
    for place, spot in enumerate(order):
        if place >= budget and spot.number not in always:
            break
        strong = spot.number in always or place < 14
        text, own = _short(view.nodes[spot.number].short, view.nodes[spot.number].entity.id, lang)
        wide = text_width(text, strong=strong) + 4
        obstacles = (
            [] if strong else [(s.x - s.r, s.y - s.r, s.x + s.r, s.y + s.r) for s in spots if s is not spot]
        )
        at = _free(spot, wide, boxes, obstacles, width, rings=7 if strong else 1)
        if at is None:
            continue
        boxes.append((at[0], at[1], at[0] + wide, at[1] + _LINE_HEIGHT))
        names.append(
            Text((round(at[0] + 2, 1), round(at[1] + 11.5, 1)), text, own, strong, italic=own != lang)
        )
    return names


def _free(
    spot: _Spot,
    wide: float,
    boxes: Sequence[tuple[float, float, float, float]],
    obstacles: Sequence[tuple[float, float, float, float]],
    width: float,
    *,
    rings: int,
) -> Point | None:
    for ring in range(rings):
        gap = spot.r + 3 + ring * 13
        for x, y in (
            (spot.x - wide / 2, spot.y + gap),
            (spot.x + gap, spot.y - _LINE_HEIGHT / 2),
            (spot.x - wide / 2, spot.y - gap - _LINE_HEIGHT),
            (spot.x - gap - wide, spot.y - _LINE_HEIGHT / 2),
        ):
            if x < 2 or x + wide > width - 2:
                continue
            box = (x, y, x + wide, y + _LINE_HEIGHT)
            if not any(_overlap(box, other) for other in (*boxes, *obstacles)):
                return x, y
    return None


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _bubbles(
    view: View, lang: Lang, theme: str, width: float
) -> tuple[list[_Spot], list[Strokes | Polygons | Text]]:
    ink = _INK[theme]
    corners = [
        (group.center[0] + sign * group.radius, group.center[1] + sign * group.radius)
        for group in view.groups
        for sign in (-1, 1)
    ]
    place = _camera(corners, width, side=60.0)
    scale = (place((1.0, 0.0))[0] - place((0.0, 0.0))[0]) or 1.0
    spots = [_Spot(n, *place(group.center), group.radius * scale) for n, group in enumerate(view.groups)]
    counted: dict[tuple[int, int], int] = defaultdict(int)
    for edge in view.edges:
        one, other = sorted((view.nodes[edge.start].group, view.nodes[edge.end].group))
        if edge.shown and one != other and one >= 0:
            counted[one, other] += 1
    most = max(counted.values(), default=1)
    body: list[Strokes | Polygons | Text] = [
        Strokes(
            (_curve(spots[one], spots[other], 0.0),),
            (),
            ink["line"],
            round(0.6 + 5 * sqrt(count / most), 2),
            0.3,
        )
        for (one, other), count in sorted(counted.items())
    ]
    colors = {one.name: one.color(theme) for one in view.types}
    for spot in spots:
        body += _bubble(spot, view.groups[spot.number].mix, colors, ink)
    for spot in spots:
        body += _bubble_names(spot, view.groups[spot.number], lang)
    return spots, body


def _bubble_names(spot: _Spot, group: Group, lang: Lang) -> list[Text]:
    """Name and size inside the bubble, cut to what it holds."""
    if spot.r < _SMALLEST_NAMED:
        return []
    name, own = _short(group.words, "", lang)
    while len(name) > 2 and text_width(name, strong=True) > 2 * spot.r + 8:
        name = name.removesuffix("…")[:-1].rstrip() + "…"
    return [
        Text(
            (round(spot.x - text_width(text, strong=strong) / 2, 1), round(spot.y + dy, 1)), text, own, strong
        )
        for text, strong, dy in ((name, True, -3), (str(sum(count for _, count in group.mix)), False, 12))
    ]


def _bubble(
    spot: _Spot, mix: Sequence[tuple[str, int]], colors: dict[str, str], ink: dict[str, str]
) -> list[Polygons]:
    """A disc whose ring shows the types of its members."""
    total, ring = sum(count for _, count in mix), max(2.0, min(9.0, spot.r * 0.16))
    parts = [Polygons((_arc(spot, spot.r, 0.0, 1.0),), ink["paper"], ink["outline"], 1.0)]
    done = 0
    for name, count in mix:
        start, end = done / total, (done + count) / total
        inner = tuple(reversed(_arc(spot, spot.r - ring, start, end)))
        parts.append(Polygons(((*_arc(spot, spot.r, start, end), *inner),), colors[name], colors[name], 0.1))
        done += count
    return [*parts, Polygons((_arc(spot, spot.r, 0.0, 1.0),), "none", ink["outline"], 1.0)]


def _arc(spot: _Spot, radius: float, start: float, end: float) -> tuple[Point, ...]:
    """Points of a circle, from a share of it to another, clockwise from the top."""
    steps = max(2, ceil(96 * (end - start)))
    angles = (2 * pi * (start + (end - start) * step / steps) - pi / 2 for step in range(steps + 1))
    return tuple((round(spot.x + radius * cos(a), 2), round(spot.y + radius * sin(a), 2)) for a in angles)


def _legend(
    view: View, lang: Lang, theme: str, width: float, top: float
) -> tuple[list[Strokes | Polygons | Text], float]:
    """The types that are drawn with their counts, and the families of lines, in rows under the picture."""
    ink = _INK[theme]
    nodes, edges = shown(view)
    counted: dict[str, int] = defaultdict(int)
    for number in nodes if not view.groups else range(len(view.nodes)):
        counted[view.nodes[number].type] += 1
    parts: list[Strokes | Polygons | Text] = []
    x, y = _MARGIN + 8, top + _LEGEND_ROW
    for one in view.types:
        if not counted[one.name]:
            continue
        text = f"{one.words.text(lang)}: {counted[one.name]}"
        if x + 30 + text_width(text) > width - _MARGIN:
            x, y = _MARGIN + 8, y + _LEGEND_ROW
        parts.append(Polygons((_outline(one, x, y - 4, 6.0),), one.color(theme), ink["outline"]))
        parts.append(Text((round(x + 12, 1), y), text, lang))
        x += 36 + text_width(text)
    x, y = _MARGIN, y + _LEGEND_ROW
    for family in sorted({family_of(view.edges[number].facet.relation) for number in edges}):
        text = FAMILIES[family].text(lang)
        line = ((x, y - 4), (x + 15, y - 4), (x + 30, y - 4))
        parts.append(Strokes((line,), (), ink["line"], 1.8, 1.0, DASHES[family]))
        parts.append(Text((round(x + 36, 1), y), text, lang))
        x += 60 + text_width(text)
    return parts, y


def _about(view: View, lang: Lang) -> str:
    nodes, edges = shown(view)
    if lang == "ru":
        drawn = f"Узлов: {len(nodes)} из {len(view.nodes)}; связей: {len(edges)} из {len(view.edges)}."
        return f"{drawn} На {view.day}; данные {view.release}."
    drawn = f"Nodes: {len(nodes)} of {len(view.nodes)}; ties: {len(edges)} of {len(view.edges)}."
    return f"{drawn} On {view.day}; data {view.release}."


def _short(words: Words, identifier: str, lang: Lang) -> tuple[str, str]:
    """The name in a language and the language it is in."""
    wanted, other = (words.ru, words.en) if lang == "ru" else (words.en, words.ru)
    if wanted:
        return cut(wanted), lang
    return cut(other or identifier), ("en" if lang == "ru" else "ru") if other else lang


def _outline(one: Type, x: float, y: float, r: float) -> tuple[Point, ...]:
    return tuple((round(x + px * r, 2), round(y + py * r, 2)) for px, py in SHAPES[one.shape])


class _Camera:
    def __init__(self, left: float, top: float, scale: float, side: float, above: float) -> None:
        self._left, self._top, self._scale, self._side, self._above = left, top, scale, side, above

    def __call__(self, point: Point) -> Point:
        x = (point[0] - self._left) * self._scale + self._side
        return round(x, 2), round((point[1] - self._top) * self._scale + self._above, 2)


def _camera(points: Sequence[Point], width: float, *, side: float) -> _Camera:
    """From places of the view to points of the page."""
    if not points:
        return _Camera(0, 0, 1, width / 2, 80)
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top = min(y for _, y in points)
    scale = min(1.6, (width - 2 * side) / max(right - left, 1.0))
    spare = (width - (right - left) * scale) / 2
    return _Camera(left, top, scale, max(side, spare), 80.0)

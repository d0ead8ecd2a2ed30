"""A dot-and-interval plot: a row for each thing, a mark at its value and a bar over what is left open.

What is not known is not drawn: a reading without points shows only its text. Widths of columns follow what
stands in them, so that no name reaches an axis.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from pharmagraph.errors import LimitError
from pharmagraph.views.figure import Figure, Polygons, Strokes, Text, text_width
from pharmagraph.views.marks import OUTLINE, PALETTE, PAPER, SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pharmagraph.model import Entity, Lang
    from pharmagraph.views.placing import Point

MOST_ROWS: Final = 200
"""So many fit on the longest page that readers of PDF open."""

_INK: Final = "#1B2430"
_LINE: Final = "#5F6977"
_MARGIN: Final = 24.0
_LEADING: Final = 15.0
_GAP: Final = 18.0
_RADIUS: Final = 5.0
_SHORTEST_ROW: Final = 24.0
_LETTER: Final = 7.4
_NAME_LETTERS: Final = 42
_TEXT_LETTERS: Final = 30
_HEADING_LETTERS: Final = 12
_NAME_LINES: Final = 3
_BROAD: Final = frozenset("ШЩЮЖФЫMWМ@%")
_SLACK: Final = 1.06
"""How much wider than ``text_width`` says a line may turn out; measured on the names of the bundled data."""

_BARS: Final[tuple[tuple[float, tuple[float, ...]], ...]] = ((2.4, ()), (1.8, (4, 3)))
"""Width and dashes of the first and the second bar of a reading."""

Part = Strokes | Polygons | Text
Span = tuple[float, float]
Segment = tuple["Point", "Point"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands at a value, and what the legend says of it; shape and filling tell marks apart."""

    words: str
    shape: str = "dot"
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What one panel shows of one row; ``spans`` are the bars in the order of the panel's, some missing."""

    points: tuple[tuple[float, Mark], ...] = ()
    spans: tuple[Span | None, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """An axis that all rows share, with what each kind of bar on it stands for.

    A logarithmic one takes values above 0 only.
    """

    heading: str
    bars: tuple[str, ...] = ()
    logarithmic: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: its columns of text, what each panel shows of it, and columns of text behind the panels.

    An entity is written by its name; one that has none in the language of the plot, by the other in italics.
    """

    before: tuple[str | Entity, ...]
    readings: tuple[Reading, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot before it is laid out; ``before`` and ``after`` head the columns of text.

    ``nothing`` is said where there are no rows. ``notes`` stand below, the last of them on the data.
    """

    title: str
    lead: tuple[str, ...]
    before: tuple[str, ...]
    panels: tuple[Panel, ...]
    rows: tuple[Row, ...]
    after: tuple[str, ...] = ()
    nothing: str = ""
    notes: tuple[str, ...] = ()


def draw_intervals(plot: Plot, *, lang: Lang = "en", width: float = 1100.0) -> Figure:
    """The plot as a figure, as high as its rows need.

    Raises:
        LimitError: there are more than ``MOST_ROWS`` rows.
    """
    if len(plot.rows) > MOST_ROWS:
        raise LimitError(
            "rows of a plot", f"{len(plot.rows)} rows are too many to be seen; --limit {MOST_ROWS}, or fewer"
        )
    page = _Page(lang, width)
    page.write(plot.title, strong=True)
    page.drop(4)
    for line in plot.lead:
        page.write(line)
    if plot.rows:
        _legend(page, plot)
        _table(page, plot)
    else:
        page.drop(_LEADING)
        page.write(plot.nothing, strong=True)
    page.drop(10)
    for line in plot.notes:
        page.write(line)
    height = round(page.y + _MARGIN / 2, 1)
    return Figure(plot.title, lang, width, height, PAPER["light"], _INK, tuple(page.parts))


class _Page:
    """Parts from the top of a page downwards; ``y`` is where the next one begins."""

    def __init__(self, lang: Lang, width: float) -> None:
        self.lang = lang
        self.left, self.right = _MARGIN, width - _MARGIN
        self.y = _MARGIN
        self.parts: list[Part] = []

    def drop(self, by: float) -> None:
        self.y += by

    def write(self, text: str, *, strong: bool = False) -> None:
        """A paragraph over the whole width."""
        for line in textwrap.wrap(text, int((self.right - self.left) / _LETTER), break_on_hyphens=False):
            self.put(line, self.left, self.y, strong=strong)
            self.drop(_LEADING)

    def put(self, text: str, x: float, top: float, *, own: str = "", strong: bool = False) -> None:
        """A line with its left upper corner there; ``own`` is its language where that is another."""
        if text:
            at = round(x, 1), round(top + 11.5, 1)
            self.parts.append(Text(at, text, own or self.lang, strong, italic=own not in {"", self.lang}))

    def lines(self, segments: Iterable[Segment], width: float, *, opacity: float = 1.0,
              dash: tuple[float, ...] = ()) -> None:  # fmt: skip
        """Straight lines of one style."""
        curves = tuple(
            (start, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2), end) for start, end in segments
        )
        if curves:
            self.parts.append(Strokes(curves, (), _LINE, width, opacity, dash))

    def bars(self, spans: Sequence[tuple[float, float, float]], kind: int) -> None:
        """Ranges of one kind, each from a left to a right end at a height, with a stop at either end."""
        width, dash = _BARS[kind]
        self.lines((((low, y), (high, y)) for low, high, y in spans), width, dash=dash)
        self.lines((((x, y - 4), (x, y + 4)) for *ends, y in spans for x in ends), 1.6)

    def marks(self, mark: Mark, places: Iterable[Point]) -> None:
        """One mark at several places."""
        outlines = tuple(
            tuple((round(x + px * _RADIUS, 2), round(y + py * _RADIUS, 2)) for px, py in SHAPES[mark.shape])
            for x, y in places
        )
        fill = PALETTE["blue"] if mark.filled else PAPER["light"]
        self.parts.append(Polygons(outlines, fill, OUTLINE["light"]))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of text: its heading, the lines of each row with their language, and its width."""

    heading: tuple[str, ...]
    cells: tuple[tuple[tuple[str, ...], str], ...]

    @property
    def width(self) -> float:
        """That of the widest line."""
        lines = [_wide(line) for of, _ in self.cells for line in of]
        return max([*lines, *(_wide(line, strong=True) for line in self.heading)], default=0.0)


class _Scale:
    """From values to points of an axis, and the values that are written at it."""

    def __init__(self, panel: Panel, readings: Sequence[Reading], left: float, right: float) -> None:
        values = [value for one in readings for value, _ in one.points]
        ends = [end for one in readings for span in one.spans if span for end in span]
        self._log = panel.logarithmic
        self._left, self._right = left, right
        if self._log:
            low, high = min([1.0, *values, *ends]), max([2.0, *values, *ends])
            self._low, self._high = log10(low), log10(high)
            self.ticks = self._powers(low, high)
        else:
            low, high = min([0.0, *values, *ends]), max([0.0, *values, *ends])
            step = self._step(high - low, whole=all(value == int(value) for value in values))
            first, last = floor(low / step + 1e-9), max(1, ceil(high / step - 1e-9))
            self.ticks = [round(number * step, 12) for number in range(first, last + 1)]
            self._low, self._high = self.ticks[0], self.ticks[-1]

    def __call__(self, value: float) -> float:
        place = log10(value) if self._log else value
        share = (place - self._low) / (self._high - self._low)
        return round(self._left + share * (self._right - self._left), 2)

    def _step(self, extent: float, *, whole: bool) -> float:
        """The smallest round step whose labels have room."""
        if extent <= 0:
            return 1.0
        least = extent / max(2.0, (self._right - self._left) / 55.0)
        power = 10.0 ** floor(log10(least))
        step = next(times * power for times in (1, 2, 5, 10) if times * power >= least * (1 - 1e-9))
        return max(1.0, step) if whole else step

    def _powers(self, low: float, high: float) -> list[float]:
        """Ones, twos and fives of each power of ten while their labels have room, else fewer."""
        exponents = range(floor(log10(low)), ceil(log10(high)) + 1)
        for digits in ((1, 2, 5), (1, 3), (1,)):
            ticks = [
                digit * 10.0**exponent
                for exponent in exponents
                for digit in digits
                if low <= digit * 10.0**exponent <= high
            ]
            if all(self(b) - self(a) >= 32 for a, b in pairwise(ticks)):
                break
        return ticks


def _legend(page: _Page, plot: Plot) -> None:
    """Each mark and each kind of bar that is drawn, with what it stands for."""
    readings = [reading for row in plot.rows for reading in row.readings]
    page.drop(6)
    for mark in dict.fromkeys(mark for reading in readings for _, mark in reading.points):
        page.marks(mark, [(page.left + 14, page.y + 7.5)])
        _beside(page, mark.words)
    for place, panel in enumerate(plot.panels):
        for kind, words in enumerate(panel.bars):
            if any(row.readings[place].spans[kind:][:1] not in {(), (None,)} for row in plot.rows):
                page.bars([(page.left + 2, page.left + 26, page.y + 7.5)], kind)
                _beside(page, words)


def _beside(page: _Page, words: str) -> None:
    for line in textwrap.wrap(words, int((page.right - page.left - 36) / _LETTER)):
        page.put(line, page.left + 36, page.y)
        page.drop(_LEADING)
    page.drop(3)


def _table(page: _Page, plot: Plot) -> None:
    """Headings, rows and axes; the panels share evenly what the columns of text leave."""
    before = _columns(plot.before, [row.before for row in plot.rows], page.lang)
    after = _columns(plot.after, [row.after for row in plot.rows], page.lang)
    left = page.left + sum(one.width + _GAP for one in before)
    right = page.right - sum(one.width + _GAP for one in after)
    share = (right - left + _GAP) / len(plot.panels)
    spaces = [(left + n * share, left + (n + 1) * share - _GAP) for n in range(len(plot.panels))]
    columns = [*_placed(before, page.left), *_placed(after, right + _GAP)]
    page.drop(10)
    _headings(
        page,
        [*((x, column.heading) for x, column in columns)]
        + [
            (x, tuple(textwrap.wrap(panel.heading, int((end - x) / 8.4))))
            for panel, (x, end) in zip(plot.panels, spaces, strict=True)
        ],
    )
    top = page.y + _LEADING + 4
    heights = [
        max(_SHORTEST_ROW, 8 + _LEADING * max(len(column.cells[number][0]) for _, column in columns))
        for number in range(len(plot.rows))
    ]
    ends = list(accumulate(heights, initial=top))
    middles = [(start + end) / 2 for start, end in pairwise(ends)]
    for place, panel in enumerate(plot.panels):
        readings = [row.readings[place] for row in plot.rows]
        _panel(page, panel, list(zip(middles, readings, strict=True)), (*spaces[place], top, ends[-1]))
    for x, column in columns:
        for (lines, own), middle in zip(column.cells, middles, strict=True):
            for number, line in enumerate(lines):
                page.put(line, x, middle + (number - len(lines) / 2) * _LEADING, own=own)
    page.y = ends[-1] + _LEADING + 8


def _headings(page: _Page, headings: Sequence[tuple[float, tuple[str, ...]]]) -> None:
    """Headings side by side, their last lines level."""
    deepest = max(len(lines) for _, lines in headings)
    for x, lines in headings:
        for number, line in enumerate(lines, deepest - len(lines)):
            page.put(line, x, page.y + number * _LEADING, strong=True)
    page.drop(deepest * _LEADING + 8)


def _panel(
    page: _Page,
    panel: Panel,
    rows: Sequence[tuple[float, Reading]],
    frame: tuple[float, float, float, float],
) -> None:
    """The grid with its labels above and below, then bars, marks and text, each row at its height."""
    left, end, top, bottom = frame
    right = end - max(_wide(one.text) for _, one in rows) - _GAP
    scale = _Scale(panel, [one for _, one in rows], left + _RADIUS, right)
    page.lines((((scale(tick), top), (scale(tick), bottom)) for tick in scale.ticks), 1.0, opacity=0.25)
    page.lines((((left, y), (right, y)) for y, _ in rows), 1.0, opacity=0.35, dash=(1, 3))
    for tick in scale.ticks:
        for y in (top - _LEADING - 4, bottom + 3):
            page.put(f"{tick:g}", scale(tick) - text_width(f"{tick:g}") / 2, y)
    for kind in range(len(panel.bars)):
        apart = 9.0 * (kind - (len(panel.bars) - 1) / 2)
        spans = [(y, reading.spans[kind]) for y, reading in rows if kind < len(reading.spans)]
        page.bars([(scale(span[0]), scale(span[1]), y + apart) for y, span in spans if span], kind)
    at: dict[Mark, list[Point]] = {}
    for y, reading in rows:
        page.put(reading.text, right + _GAP / 2 + _RADIUS, y - _LEADING / 2)
        for value, mark in reading.points:
            at.setdefault(mark, []).append((scale(value), y))
    for mark in sorted(at, key=lambda one: one.filled):
        page.marks(mark, at[mark])


def _columns(headings: Sequence[str], rows: Sequence[Sequence[str | Entity]], lang: Lang) -> list[_Column]:
    return [
        _Column(
            tuple(textwrap.wrap(heading, _HEADING_LETTERS, break_long_words=False)),
            tuple(_told(row[place], lang) for row in rows),
        )
        for place, heading in enumerate(headings)
    ]


def _placed(columns: Sequence[_Column], left: float) -> Iterator[tuple[float, _Column]]:
    """Each column with where it begins, from a place to the right."""
    for column in columns:
        yield left, column
        left += column.width + _GAP


def _told(cell: str | Entity, lang: Lang) -> tuple[tuple[str, ...], str]:
    """The lines of a cell and their language; a text of several lines keeps them."""
    if isinstance(cell, str):
        parts = (textwrap.wrap(line, _TEXT_LETTERS) for line in cell.splitlines())
        return tuple(chain.from_iterable(parts)), lang
    wanted, other = (cell.label_ru, cell.label_en) if lang == "ru" else (cell.label_en, cell.label_ru)
    own = lang if wanted or not other else ("en" if lang == "ru" else "ru")
    name = wanted or other or cell.id
    return tuple(textwrap.wrap(name, _NAME_LETTERS, max_lines=_NAME_LINES, placeholder="…")), own


def _wide(text: str, *, strong: bool = False) -> float:
    """How much room a line needs, whatever letters it is made of."""
    broad = sum(letter in _BROAD or east_asian_width(letter) in "WF" for letter in text)
    return (text_width(text, strong=strong) + 4 * broad) * _SLACK

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zlib
from itertools import pairwise

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from pharmagraph.errors import LimitError
from pharmagraph.model import Entity
from pharmagraph.views.figure import FONT_SIZE, Figure, Polygons, Strokes, Text
from pharmagraph.views.intervals import MOST_ROWS, Mark, Panel, Plot, Reading, Row, draw_intervals
from pharmagraph.views.plot import render_plot
from pharmagraph.views.svg import render_svg
from pharmagraph.vocab import ID

SVG = "{http://www.w3.org/2000/svg}"
DOT = Mark("what is known")
RING = Mark("what was known", filled=False)
LONG = "Национальный медицинский исследовательский центр эпидемиологии, микробиологии и ещё многого другого"


def entity(name: str, *, en: str = "", ru: str = "") -> Entity:
    return Entity(ID[name], name, "company", en, ru)


def plot(
    *rows: Row, panels: tuple[Panel, ...] = (Panel("Value", ("what is open",)),), after: int = 0
) -> Plot:
    return Plot(
        "A title", ("What it is.",), ("Name",), panels, rows, ("Share",) * after, "Nobody.", ("On data.",)
    )  # fmt: skip


def row(name: str | Entity, value: float | None, *spans: tuple[float, float] | None, text: str = "") -> Row:
    points = () if value is None else ((value, DOT),)
    return Row((name,), (Reading(points, spans, text or str(value)),))


def texts(figure: Figure) -> dict[str, Text]:
    return {part.text: part for part in figure.parts if isinstance(part, Text)}


def centers(figure: Figure) -> list[tuple[float, float]]:
    """The middles of all marks but that of the legend."""
    outlines = [outline for part in figure.parts if isinstance(part, Polygons) for outline in part.outlines]
    return [
        ((min(x for x, _ in one) + max(x for x, _ in one)) / 2, (min(y for _, y in one) + max(y for _, y in one)) / 2)
        for one in outlines[1:]
    ]  # fmt: skip


def bars(figure: Figure) -> list[tuple[float, float]]:
    """Where the bars begin and end, without that of the legend."""
    wide = [part for part in figure.parts if isinstance(part, Strokes) and part.width == 2.4]
    return [(start[0], end[0]) for part in wide[1:] for start, _, end in part.curves]


def test_a_dot_stands_at_its_value_and_a_bar_covers_its_range() -> None:
    figure = draw_intervals(
        plot(row("a", 10.0, (5.0, 20.0)), row("b", 0.0, (0.0, 10.0)), row("c", 20.0, None))
    )
    (a, _), (b, _), (c, _) = centers(figure)
    # the axis goes from 0 to 20, so 10 stands half way between them, and 5 a quarter
    assert a == pytest.approx((b + c) / 2, abs=0.1)
    assert bars(figure) == [
        pytest.approx((b + (c - b) / 4, c), abs=0.1),
        pytest.approx((b, a), abs=0.1),
    ]
    assert {"0", "20"} <= set(texts(figure))


def test_a_logarithmic_axis_gives_each_doubling_the_same_room() -> None:
    figure = draw_intervals(
        plot(*(row(f"{value}", value) for value in (1.0, 2.0, 4.0, 64.0)), panels=(Panel("Rank", logarithmic=True),))
    )  # fmt: skip
    one, two, four, last = (x for x, _ in centers(figure))
    assert four - two == pytest.approx(two - one, abs=0.1)
    assert last - one == pytest.approx(6 * (two - one), abs=0.5)  # 64 is 2 to the sixth
    assert {"1", "2", "5", "10", "20", "50"} <= set(texts(figure))


def test_equal_values_stand_under_one_another_and_unknown_ones_are_said() -> None:
    figure = draw_intervals(plot(row("a", 3.0), row("b", 3.0), row("c", None, None, text="not defined")))
    (a, top), (b, below) = centers(figure)
    assert a == b
    assert below - top >= 20
    assert "not defined" in texts(figure)
    assert "what is open" not in texts(figure), "no bar is drawn, so the legend has none"


@pytest.mark.parametrize("value", [0.0, 1.0, 0.000123, 1234567.0])
def test_any_value_has_an_axis_around_it(value: float) -> None:
    figure = draw_intervals(plot(row("a", value)))
    ((x, _),) = centers(figure)
    ticks = sorted(line[0][0] for line in grid(figure))
    assert ticks[0] <= x <= ticks[-1]
    assert len(ticks) >= 2


def grid(figure: Figure) -> list[tuple[tuple[float, float], ...]]:
    return [
        curve for part in figure.parts if isinstance(part, Strokes) and part.opacity == 0.25 for curve in part.curves
    ]  # fmt: skip


def test_no_name_reaches_the_axis_nor_its_neighbour() -> None:
    names = [LONG, "ШЖЩЮМ" * 30, "Коротко", "ФЕДЕРАЛЬНОЕ ГОСУДАРСТВЕННОЕ УЧРЕЖДЕНИЕ"]
    figure = draw_intervals(
        plot(*(row(entity(f"n{n}", ru=name), 1.0) for n, name in enumerate(names))), lang="ru"
    )
    axis = min(line[0][0] for line in grid(figure))
    rows = sorted(y for _, y in centers(figure))
    for one in texts(figure).values():
        if rows[0] - 30 < one.at[1] < rows[-1] + 30 and one.at[0] < axis - 20:
            drawn = TextPath((0, 0), one.text, prop=FontProperties(family="DejaVu Sans", size=FONT_SIZE))
            assert one.at[0] + drawn.get_extents().x1 < axis - 5, one.text
    lines = sorted(
        one.at[1] for one in texts(figure).values() if one.at[0] < 30 and rows[0] - 30 < one.at[1] < rows[-1]
    )
    assert all(b - a >= 15 for a, b in pairwise(lines))
    assert any(one.endswith("…") for one in texts(figure)), "the longest is cut after three lines"


def test_a_name_of_the_other_language_is_in_italics_and_marked() -> None:
    names = [entity("a", en="Alpha", ru="Альфа"), entity("b", en="Beta"), entity("c")]
    figure = draw_intervals(plot(*(row(one, 1.0) for one in names)), lang="ru")
    told = texts(figure)
    assert (told["Альфа"].italic, told["Альфа"].lang) == (False, "ru")
    assert (told["Beta"].italic, told["Beta"].lang) == (True, "en")
    assert not told["c"].italic
    document = ET.fromstring(render_svg(figure))
    (beta,) = [one for one in document.iter(f"{SVG}text") if one.text == "Beta"]
    assert (beta.get("lang"), beta.get("font-style")) == ("en", "italic")


def test_the_legend_tells_every_mark_and_bar_that_is_drawn() -> None:
    two = (Panel("Value", ("one shuffle", "the other")),)
    reading = Reading(((1.0, RING), (2.0, DOT)), ((0.0, 1.0), (0.5, 1.5)), "2")
    figure = draw_intervals(plot(Row(("a",), (reading,)), panels=two))
    assert {"what is known", "what was known", "one shuffle", "the other"} <= set(texts(figure))
    fills = {part.fill for part in figure.parts if isinstance(part, Polygons)}
    assert len(fills) == 2
    dashes = {part.dash for part in figure.parts if isinstance(part, Strokes) and part.width in {1.8, 2.4}}
    assert dashes == {(), (4, 3)}


def test_nothing_to_draw_is_said_and_too_much_is_refused() -> None:
    empty = texts(draw_intervals(plot()))
    assert {"A title", "What it is.", "Nobody.", "On data."} == set(empty)
    with pytest.raises(LimitError, match=f"--limit {MOST_ROWS}"):
        draw_intervals(plot(*(row("a", 1.0) for _ in range(MOST_ROWS + 1))))


def test_markup_in_a_name_is_text() -> None:
    figure = draw_intervals(plot(row(entity("a", en="<script>alert(1)</script> & $x$"), 1.0)))
    document = ET.fromstring(render_svg(figure))
    assert not list(document.iter(f"{SVG}script"))
    assert any("<script>" in (one.text or "") for one in document.iter(f"{SVG}text"))


@pytest.mark.parametrize(("form", "magic"), [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_equal_plots_give_equal_bytes(form: str, magic: bytes) -> None:
    first, second = (
        draw_intervals(plot(row(entity("a", ru=LONG), 3.0, (1.0, 4.0))), lang="ru") for _ in range(2)
    )
    assert render_svg(first) == render_svg(second)
    content = render_plot(first, form)  # type: ignore[arg-type]
    assert content.startswith(magic)
    assert content == render_plot(second, form)  # type: ignore[arg-type]


def test_text_is_text_in_a_pdf_too() -> None:
    content = render_plot(draw_intervals(plot(row(entity("a", ru="Щука"), 1.0)), lang="ru"), "pdf")
    streams = [zlib.decompress(one) for one in re.findall(rb"stream\r?\n(x.*?)endstream", content, re.DOTALL)]
    readable = b"".join(one for one in streams if b"begincmap" in one).lower()
    assert all(f"<{ord(letter):04x}>".encode() in readable for letter in "Щука")

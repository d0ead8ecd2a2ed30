from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations

import pytest
from tests.views.drawing import bubbles, node, triangle, view

from pharmagraph.model import Words
from pharmagraph.views.figure import Polygons, Strokes, Text, draw, shown, text_width, wrapped
from pharmagraph.views.plot import render_plot
from pharmagraph.views.svg import render_svg

SVG = "{http://www.w3.org/2000/svg}"


def test_what_is_drawn_is_what_the_page_shows_first() -> None:
    nodes, edges = shown(triangle())
    assert edges == [0, 1, 2]
    # Gamma's only tie is not shown; Delta has none at all, and few such are drawn
    assert nodes == [0, 1, 2]


def test_every_shown_tie_is_one_curve_and_parallel_ones_do_not_lie_on_each_other() -> None:
    figure = draw(triangle())
    curves = [
        curve for part in figure.parts if isinstance(part, Strokes) for curve in part.curves if part.heads
    ]
    assert len(curves) == len(set(curves)) == 3


def test_of_an_answer_every_node_is_drawn() -> None:
    picture = replace(triangle(), kind="answer")
    # Gamma, whose only tie is not shown, and Delta, which has none, are in the answer all the same
    assert shown(picture) == ([0, 1, 2, 3], [0, 1, 2])


def test_notes_stand_under_the_picture_in_lines_that_fit() -> None:
    note = Words("word " * 100, "слово " * 100)
    figure = draw(replace(triangle(), notes=(note,)), width=600.0)
    lines = [part for part in figure.parts if isinstance(part, Text) and part.text.startswith("word word")]
    assert " ".join(line.text for line in lines).split() == ["word"] * 100
    assert all(line.at[0] + text_width(line.text) <= 600 for line in lines)
    assert max(line.at[1] for line in lines) < figure.height


def test_a_word_wider_than_the_line_stands_alone() -> None:
    assert wrapped("a " + "b" * 50 + " c", 40.0) == ["a", "b" * 50, "c"]
    assert wrapped("", 40.0) == []


def test_names_do_not_overlap() -> None:
    nodes = [node(f"a-rather-long-name-{number:02}") for number in range(60)]
    places = [(30.0 * (number % 10), 25.0 * (number // 10)) for number in range(60)]
    figure = draw(view(nodes, [], places, focus=tuple(range(60))))
    names = [part for part in figure.parts if isinstance(part, Text) and part.text.startswith("A-Rather")]
    assert len(names) >= 25
    boxes = [
        (one.at[0], one.at[1] - 11, one.at[0] + text_width(one.text, strong=one.strong), one.at[1] + 3)
        for one in names
    ]
    assert not any(
        a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for a, b in combinations(boxes, 2)
    )


def test_a_large_network_is_drawn_by_its_communities() -> None:
    figure = draw(bubbles(), lang="ru")
    texts = [part.text for part in figure.parts if isinstance(part, Text)]
    assert texts[:4] == ["Альфа", "2", "Дельта", "2"]
    assert sum(isinstance(part, Polygons) for part in figure.parts) >= 4


def test_svg_keeps_text_as_text_in_both_scripts_and_escapes_it() -> None:
    picture = view([node("alfa")], [], title=Words("<b>&\"'\x00\ud800", "Заголовок <script>"))
    document = render_svg(draw(picture, lang="ru"))
    root = ET.fromstring(document)
    assert "Alfa по-русски" in [one.text for one in root.iter(f"{SVG}text")]
    assert "Заголовок <script>" in [one.text for one in root.iter(f"{SVG}text")]
    assert not list(root.iter(f"{SVG}script"))
    assert ET.fromstring(render_svg(draw(picture))).find(f"{SVG}title").text == "<b>&\"'\ufffd\ufffd"  # type: ignore[union-attr]


def test_equal_pictures_give_equal_bytes() -> None:
    assert render_svg(draw(triangle(), theme="dark")) == render_svg(draw(triangle(), theme="dark"))


@pytest.mark.parametrize(("form", "magic"), [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_bitmaps_and_pdfs_come_from_the_same_figure(form: str, magic: bytes) -> None:
    figure = draw(triangle(), lang="ru")
    content = render_plot(figure, form)  # type: ignore[arg-type]
    assert content.startswith(magic)
    assert content == render_plot(figure, form)  # type: ignore[arg-type]

"""A figure as SVG: text stays text, nothing runs or is fetched, and the same figure gives the same bytes."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from pharmagraph.views.figure import FONT_SIZE, Polygons, Strokes, Text

if TYPE_CHECKING:
    from pharmagraph.views.figure import Figure
    from pharmagraph.views.placing import Point

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FONT = "DejaVu Sans, Segoe UI, Helvetica Neue, Arial, sans-serif"


def render_svg(figure: Figure) -> str:
    """The figure as a document of its own, with a title for those who do not see it."""
    width, height = _number(figure.width), _number(figure.height)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" lang="{figure.lang}" '
        f'font-family="{_FONT}" font-size="{_number(FONT_SIZE)}">',
        f"<title>{_text(figure.title)}</title>",
        f'<rect width="100%" height="100%" fill="{figure.paper}"/>',
    ]
    for part in figure.parts:
        match part:
            case Strokes():
                lines += _strokes(part)
            case Polygons():
                outlines = "".join(_closed(outline) for outline in part.outlines)
                lines.append(
                    f'<path d="{outlines}" fill="{part.fill}" stroke="{part.stroke}" '
                    f'stroke-width="{_number(part.width)}" stroke-linejoin="round"/>'
                )
            case Text():
                lines.append(_name(part, figure))
    return "\n".join([*lines, "</svg>"]) + "\n"


def _strokes(part: Strokes) -> list[str]:
    curves = "".join(f"M{_point(a)}Q{_point(b)} {_point(c)}" for a, b, c in part.curves)
    dash = f' stroke-dasharray="{" ".join(map(_number, part.dash))}"' if part.dash else ""
    lines = [
        f'<path d="{curves}" fill="none" stroke="{part.color}" stroke-width="{_number(part.width)}" '
        f'stroke-opacity="{_number(part.opacity)}"{dash}/>'
    ]
    if part.heads:
        heads = "".join(map(_closed, part.heads))
        lines.append(f'<path d="{heads}" fill="{part.color}" fill-opacity="{_number(part.opacity)}"/>')
    return lines


def _name(part: Text, figure: Figure) -> str:
    style = ' font-weight="600"' if part.strong else ""
    style += f' font-style="italic" lang="{part.lang}"' if part.italic else ""
    return (
        f'<text x="{_number(part.at[0])}" y="{_number(part.at[1])}" fill="{figure.ink}" '
        f'stroke="{figure.paper}" stroke-width="3" stroke-linejoin="round" '
        f'paint-order="stroke"{style}>{_text(part.text)}</text>'
    )


def _closed(points: tuple[Point, ...]) -> str:
    return "M" + "L".join(map(_point, points)) + "Z"


def _point(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    return f"{round(value, 2):g}" if abs(value) < 1e5 else f"{value:.1f}"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))

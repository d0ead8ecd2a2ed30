"""A figure as PNG or PDF, by matplotlib (the extra ``figures``); equal figures give equal files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Literal

from pharmagraph.errors import ExportError
from pharmagraph.views.figure import FONT_SIZE, Figure, Polygons, Strokes, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pharmagraph.views.placing import Point

_PER_INCH = 72.0
_SHARPNESS = 144


def render_plot(figure: Figure, form: Literal["png", "pdf"]) -> bytes:
    """The figure as a bitmap at two pixels a point, or as a PDF whose text is text.

    Raises:
        ExportError: matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.backends.backend_pdf import FigureCanvasPdf
        from matplotlib.figure import Figure as Sheet
    except ImportError as error:
        raise ExportError(
            f"a {form} needs matplotlib: pip install 'pharmagraph[figures]'; an .svg needs nothing"
        ) from error
    with mpl.rc_context({"pdf.fonttype": 42, "font.family": "DejaVu Sans", "path.simplify": False}):
        sheet = Sheet(figsize=(figure.width / _PER_INCH, figure.height / _PER_INCH), facecolor=figure.paper)
        (FigureCanvasAgg if form == "png" else FigureCanvasPdf)(sheet)
        axes = sheet.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, figure.width)
        axes.set_ylim(figure.height, 0)
        axes.set_axis_off()
        for order, part in enumerate(figure.parts):
            _add(axes, part, figure, order, as_glyphs=form == "png")
        stream = io.BytesIO()
        metadata: dict[str, Any] = (
            {"Software": None} if form == "png" else {"CreationDate": None, "Title": figure.title}
        )
        sheet.savefig(stream, format=form, dpi=_SHARPNESS, metadata=metadata, facecolor=figure.paper)
    return stream.getvalue()


def _add(axes: Any, part: Strokes | Polygons | Text, figure: Figure, order: int, *, as_glyphs: bool) -> None:
    from matplotlib.collections import PathCollection

    match part:
        case Strokes():
            dashes: Any = [(0, [length / part.width for length in part.dash])] if part.dash else "solid"
            axes.add_collection(
                PathCollection(
                    [_curve(*curve) for curve in part.curves], facecolors="none", edgecolors=part.color,
                    linewidths=part.width, linestyles=dashes, alpha=part.opacity, zorder=order,
                )
            )  # fmt: skip
            if part.heads:
                heads = [_closed(head) for head in part.heads]
                axes.add_collection(
                    PathCollection(
                        heads, facecolors=part.color, linewidths=0, alpha=part.opacity, zorder=order
                    )
                )
        case Polygons():
            outlines = [_closed(outline) for outline in part.outlines]
            axes.add_collection(
                PathCollection(
                    outlines,
                    facecolors=part.fill,
                    edgecolors=part.stroke,
                    linewidths=part.width,
                    zorder=order,
                )
            )
        case Text():
            axes.text(
                *part.at, part.text.replace("$", r"\$"), fontsize=FONT_SIZE, color=figure.ink, zorder=order,
                fontweight="bold" if part.strong else "normal",
                fontstyle="italic" if part.italic else "normal",
                **_apart(figure.paper, as_glyphs=as_glyphs),
            )  # fmt: skip


def _apart(paper: str, *, as_glyphs: bool) -> dict[str, Any]:
    """What sets a text off from what is behind it.

    A halo makes matplotlib draw the outlines of letters, so that text which is to stay text has a pale box.
    """
    from matplotlib.patheffects import withStroke

    if as_glyphs:
        return {"path_effects": [withStroke(linewidth=3, foreground=paper)]}
    return {"bbox": {"facecolor": paper, "edgecolor": "none", "alpha": 0.75, "pad": 0.5}}


def _curve(start: Point, middle: Point, end: Point) -> Any:
    from matplotlib.path import Path

    return Path([start, middle, end], [Path.MOVETO, Path.CURVE3, Path.CURVE3])


def _closed(points: Sequence[Point]) -> Any:
    from matplotlib.path import Path

    return Path([*points, points[0]], closed=True)

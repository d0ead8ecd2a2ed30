"""The n-ary patterns as SVG: boxes for things, arrows for roles, a dashed arc for the shortcut."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from rdflib import SKOS, XSD
from reading import PG, Lang, Ontology
from words import prose, word

if TYPE_CHECKING:
    from collections.abc import Callable

    from patterns import Pattern, Role
    from rdflib import URIRef

    Link = Callable[[str], str]
    """From an anchor to the address a box leads to."""

BOX, GAP, MIDDLE, ROW, LINE, TOP = 210, 190, 250, 62, 17, 62
WIDTH = 2 * BOX + 2 * GAP + MIDDLE + 4


@dataclass
class _Canvas:
    """What has been drawn so far."""

    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, kind: str, anchor: str = "middle") -> None:
        self.parts.append(
            f'<text x="{x:g}" y="{y:g}" class="{kind}" text-anchor="{anchor}">{escape(text)}</text>'
        )

    def box(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
        self.parts.append(f'<rect {place} rx="{14 if kind == "concept" else 3}" class="{kind}"/>')

    def line(self, path: str, kind: str, head: str) -> None:
        self.parts.append(f'<path d="{path}" class="{kind}" marker-end="url(#{head})"/>')


def draw(pattern: Pattern, ontology: Ontology, lang: Lang, link: Link) -> str:
    """One pattern as an SVG element: what it is read from at the left, what it joins at the right."""
    canvas = _Canvas()
    drawn = _shortcuts(pattern)
    top = TOP if drawn else 4
    height = _relation(canvas, pattern, ontology, lang, link, top=top)
    _side(canvas, pattern.first, ontology, lang, link, y=top, left=True)
    for row, role in enumerate(pattern.joined):
        _side(canvas, role, ontology, lang, link, y=top + row * ROW, left=False)
    if drawn:
        left, right = 2 + BOX / 2, 2 + BOX * 1.5 + 2 * GAP + MIDDLE
        canvas.line(f"M{left:g},{top} V32 H{right:g} V{top - 1}", "shortcut", "derived-head")
        names = ", ".join(f"{ontology.label(one, lang)} ({ontology.curie(one)})" for one in drawn)
        canvas.text(WIDTH / 2, 24, names, "role derived")
    return _element(canvas, WIDTH, top + height + 4, title=ontology.label(pattern.relation, lang), lang=lang)


def document(element: str) -> str:
    """An SVG element as a file of its own, with the style and the arrow heads it needs."""
    tag, _, rest = element.partition("\n")
    return f"{tag}\n<style>{prose('drawing.css')}</style>\n{prose('heads.svg')}{rest}"


def _element(canvas: _Canvas, width: float, height: float, *, title: str, lang: Lang) -> str:
    body = "\n".join(canvas.parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" lang="{lang}">\n<title>{escape(title)}</title>\n{body}\n</svg>\n'
    )


def _shortcuts(pattern: Pattern) -> list[URIRef]:
    """The derived ties between the thing at the left and the first at the right."""
    ends = (pattern.first.property, pattern.joined[0].property) if pattern.joined else None
    return list(dict.fromkeys(one.property for one in pattern.shortcuts if (one.start, one.end) == ends))


def _relation(
    canvas: _Canvas, pattern: Pattern, ontology: Ontology, lang: Lang, link: Link, *, top: float
) -> float:
    """The relation in the middle: its name, its values, what every relation has. The height it takes."""
    names = textwrap.wrap(ontology.label(pattern.relation, lang), 27)
    values = [line for role in pattern.values for line in _value_lines(role, ontology, lang)]
    common = [word(key, lang) for key in ("status", "dates", "graphs") if pattern.dated or key == "graphs"]
    ends = [36 + 16 * (len(names) - 1) + 10]
    ends.append(ends[-1] + LINE * len(values) + (8 if values else 0))
    height = max(ends[-1] + LINE * len(common) + 8, len(pattern.joined) * ROW - 14)
    x = 2 + BOX + GAP
    canvas.box(x, top, MIDDLE, height, "relation")
    canvas.parts.append(f'<a href="{escape(link(ontology.anchor(pattern.relation)))}">')
    for number, line in enumerate(names):
        canvas.text(x + MIDDLE / 2, top + 20 + 16 * number, line, "name")
    canvas.text(x + MIDDLE / 2, top + ends[0] - 10, ontology.curie(pattern.relation), "curie")
    canvas.parts.append("</a>")
    for end, lines in zip(ends[: 2 if values else 1], (values or common, common), strict=False):
        canvas.parts.append(f'<path d="M{x},{top + end:g} h{MIDDLE}" class="rule"/>')
        for number, line in enumerate(lines, start=1):
            canvas.text(x + 10, top + end + LINE * number, line, "role", anchor="start")
    return height


def _value_lines(role: Role, ontology: Ontology, lang: Lang) -> list[str]:
    """A role whose filler is a value: its name, and the scheme or type of the value."""
    text = f"{ontology.label(role.property, lang)}: {_filler_words(role, ontology, lang)}"
    return textwrap.wrap(text, 32, subsequent_indent="\u2003")


def _filler_words(role: Role, ontology: Ontology, lang: Lang) -> str:
    schemes = ontology.iris(role.property, PG.valuesFrom)
    if schemes:
        return ontology.label(schemes[0], lang)
    if not role.fillers:
        return word("value" if role.is_value else "anything", lang)
    names = [word(one.fragment, lang) if one in XSD else ontology.label(one, lang) for one in role.fillers]
    return f" {word('or', lang)} ".join(names)


def _side(
    canvas: _Canvas, role: Role, ontology: Ontology, lang: Lang, link: Link, *, y: float, left: bool
) -> None:
    """A box for what fills a role, and the arrow to it from the relation."""
    x = 2 if left else 2 + BOX + 2 * GAP + MIDDLE
    schemes = ontology.iris(role.property, PG.valuesFrom)
    targets = schemes or list(role.fillers)
    is_concept = bool(targets) and all(
        SKOS.Concept in ontology.above(one) or one in schemes for one in targets
    )
    canvas.box(x, y, BOX, ROW - 14, "concept" if is_concept else "thing")
    lines = [(line, "name") for line in textwrap.wrap(_filler_words(role, ontology, lang), 25)[:3]]
    if len(targets) == len(lines) == 1:
        lines.append((ontology.curie(targets[0]), "curie"))
    if targets:
        canvas.parts.append(f'<a href="{escape(link(ontology.anchor(targets[0])))}">')
    for number, (line, kind) in enumerate(lines):
        canvas.text(x + BOX / 2, y + 29 - 7.5 * (len(lines) - 1) + 15 * number, line, kind)
    if targets:
        canvas.parts.append("</a>")
    start, end = (2 + BOX + GAP, 2 + BOX) if left else (x - GAP, x)
    middle = y + (ROW - 14) / 2
    canvas.line(f"M{start},{middle:g} H{end}", "arrow" if role.required else "arrow optional", "head")
    _role_name(canvas, role, ontology, lang, link, centre=(start + end) / 2, above=middle)


def _role_name(
    canvas: _Canvas, role: Role, ontology: Ontology, lang: Lang, link: Link, *, centre: float, above: float
) -> None:
    lines = textwrap.wrap(ontology.label(role.property, lang), 24)[:2]
    canvas.parts.append(f'<a href="{escape(link(ontology.anchor(role.property)))}">')
    for number, line in enumerate(lines):
        canvas.text(centre, above - 6 - 14 * (len(lines) - 1 - number), line, "role")
    canvas.text(centre, above + 14, ontology.curie(role.property), "curie")
    canvas.parts.append("</a>")


def legend(lang: Lang) -> str:
    """The kinds of box and arrow, named."""
    canvas = _Canvas()
    for number, kind in enumerate(("relation", "thing", "concept")):
        canvas.box(2 + number * 190, 8, 34, 20, kind)
        canvas.text(44 + number * 190, 23, word(kind, lang), "role", anchor="start")
    for number, (kind, head, name) in enumerate(
        (
            ("arrow", "head", "required"),
            ("arrow optional", "head", "optional"),
            ("shortcut", "derived-head", "derived"),
        )
    ):
        canvas.line(f"M{2 + number * 190},48 h34", kind, head)
        canvas.text(44 + number * 190, 52, word(name, lang), "role", anchor="start")
    return _element(canvas, 600, 62, title=word("legend", lang), lang=lang)

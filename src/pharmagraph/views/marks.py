"""What the marks of a picture mean: shape and colour by type, line by family of relations, presets by reader.

Colours are those of Okabe and Ito, which stay apart under the common kinds of colour-blindness; colour is
never alone: no two types share shape and filling, and every mark has an outline that stands out.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from pharmagraph.model import Words
from pharmagraph.vocab import KIND_GROUPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.graph.relations import Relation

Point = tuple[float, float]


def _polygon(corners: int, *, turn: float = 0.0, radius: float = 1.0) -> tuple[Point, ...]:
    """The corners of a regular polygon around the origin, the first at the top."""
    angles = (turn - pi / 2 + 2 * pi * corner / corners for corner in range(corners))
    return tuple((round(radius * cos(angle), 4), round(radius * sin(angle), 4)) for angle in angles)


def _star(points: int, inner: float) -> tuple[Point, ...]:
    outside, inside = _polygon(points, radius=1.2), _polygon(points, turn=pi / points, radius=inner)
    return tuple(corner for pair in zip(outside, inside, strict=True) for corner in pair)


def _capsule(length: float, height: float) -> tuple[Point, ...]:
    right = [
        (length - height + height * cos(a), height * sin(a)) for a in (pi * (k / 8 - 0.5) for k in range(9))
    ]
    return tuple((round(x, 4), round(y, 4)) for x, y in [*right, *((-x, -y) for x, y in right)])


def _plus(arm: float) -> tuple[Point, ...]:
    one = 1.05
    return (
        (-arm, -one), (arm, -one), (arm, -arm), (one, -arm), (one, arm), (arm, arm),
        (arm, one), (-arm, one), (-arm, arm), (-one, arm), (-one, -arm), (-arm, -arm),
    )  # fmt: skip


SHAPES: Final[dict[str, tuple[Point, ...]]] = {
    "dot": _polygon(32),
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "star": _star(5, 0.52),
    "hexagon": _polygon(6, turn=pi / 6, radius=1.08),
    "triangle": _polygon(3, radius=1.2),
    "triangleDown": _polygon(3, turn=pi, radius=1.2),
    "diamond": ((0, -1.2), (1.05, 0), (0, 1.2), (-1.05, 0)),
    "capsule": _capsule(1.35, 0.72),
    "pentagon": _polygon(5, radius=1.1),
    "plus": _plus(0.42),
    "octagon": _polygon(8, turn=pi / 8, radius=1.05),
    "bar": ((-1.2, -0.55), (1.2, -0.55), (1.2, 0.55), (-1.2, 0.55)),
}
"""Shape → outline for a mark of size 1; every renderer draws these points and no others."""

PALETTE: Final = {
    "vermilion": "#D55E00", "black": "#000000", "blue": "#0072B2", "sky": "#56B4E9",
    "yellow": "#F0E442", "green": "#009E73", "purple": "#CC79A7", "orange": "#E69F00",
}  # fmt: skip
OUTLINE: Final = {"light": "#20262E", "dark": "#E9EDF2"}
PAPER: Final = {"light": "#FBFBFA", "dark": "#12161C"}


@dataclass(frozen=True, slots=True)
class Type:
    """How one type of thing is drawn. ``fill`` is empty for a hollow mark."""

    name: str
    words: Words
    shape: str
    fill: str = ""

    def color(self, theme: str = "light") -> str:
        """The filling under a theme; a hollow mark shows the page."""
        if not self.fill:
            return PAPER[theme]
        return "#FFFFFF" if theme == "dark" and self.fill == "#000000" else self.fill


def _type(name: str, en: str, ru: str, shape: str, fill: str = "") -> Type:
    return Type(name, Words(en, ru), shape, PALETTE.get(fill, ""))


TYPES: Final = (
    _type("authority", "Ministry, regulator", "Министерство, регулятор", "square", "vermilion"),
    _type("council", "Council", "Координационный орган", "star", "black"),
    _type("company", "Company", "Компания", "dot", "blue"),
    _type("foreign-company", "Foreign company", "Зарубежная компания", "hexagon", "sky"),
    _type("institute", "Research organisation", "Научная организация", "triangle", "yellow"),
    _type("institution", "Institution, association", "Институт развития, ассоциация", "square"),
    _type("person", "Person", "Персона", "dot"),
    _type("target", "Biotarget", "Биомишень", "diamond", "green"),
    _type("technology", "Technology", "Технология", "triangleDown", "purple"),
    _type("drug", "Drug, asset", "Лекарственное вещество", "capsule", "orange"),
    _type("product", "Product", "Препарат", "capsule"),
    _type("disease", "Disease", "Заболевание", "diamond"),
    _type("event", "Event, statement", "Мероприятие, высказывание", "star"),
    _type("instrument", "Policy instrument", "Инструмент политики", "hexagon"),
    _type("deal", "Deal, partnership", "Сделка, партнёрство", "triangle"),
    _type("programme", "Programme", "Проект разработки", "triangleDown"),
)
_TYPE_OF_KIND: Final = {
    "government-body": "authority",
    "regulator": "authority",
    "coordination-body": "council",
    "company": "company",
    "research-organisation": "institute",
    **dict.fromkeys(
        ("development-institution", "association", "organisation", "international-body", "undisclosed-party"),
        "institution",
    ),
    **dict.fromkeys(("country", "country-group", "territory"), "institution"),
    "person": "person",
    "target": "target",
    "technology": "technology",
    "drug": "drug",
    "asset-basket": "drug",
    "product": "product",
    "disease": "disease",
    "event": "event",
    "statement": "event",
    "instrument": "instrument",
    "deal": "deal",
    "partnership": "deal",
    "programme": "programme",
    "thing": "other",
}
_SPARE_SHAPES: Final = ("pentagon", "plus", "octagon", "bar")


def type_of(kind: str, country: str, home: str) -> str:
    """The name of the type of an entity; a kind of a user's own data is a type of its own."""
    name = _TYPE_OF_KIND.get(kind, kind or "other")
    return "foreign-company" if name == "company" and home and country not in {"", home} else name


def types_for(names: Iterable[str]) -> list[Type]:
    """The types with these names, in the order of the legend; unknown ones get marks that are left over."""
    wanted = set(names)
    known = [one for one in TYPES if one.name in wanted]
    fills = ("", *PALETTE)
    spare = [(shape, fill) for fill in fills for shape in _SPARE_SHAPES]
    own = sorted(wanted - {one.name for one in TYPES})
    for name, (shape, fill) in zip(own, spare, strict=False):
        known.append(_type(name, name.replace("-", " ").capitalize(), name, shape, fill))
    # More kinds than marks share the last one; the legend still tells them apart by name.
    known += [_type(name, name.replace("-", " ").capitalize(), name, "octagon") for name in own[len(spare) :]]
    return known


FAMILIES: Final[dict[str, Words]] = {
    "governance": Words("governance, ownership, money", "управление, собственность, деньги"),
    "science": Words("science and development", "наука и разработка"),
    "trade": Words("agreements, licences, market", "соглашения, лицензии, рынок"),
    "inferred": Words("inferred, no source says it", "выведено, прямого источника нет"),
}
DASHES: Final[dict[str, tuple[float, ...]]] = {
    "governance": (), "science": (6, 4), "trade": (1.5, 3), "inferred": (9, 3, 1.5, 3),
}  # fmt: skip
_LAYERS: Final[dict[str, tuple[str, Words]]] = {
    "governance": ("governance", Words("Governance", "Управление")),
    "ownership": ("governance", Words("Ownership", "Собственность")),
    "funding": ("governance", Words("Funding", "Финансирование")),
    "succession": ("governance", Words("Succession", "Правопреемство")),
    "interlock": ("governance", Words("Shared officers", "Общие должностные лица")),
    "function": ("governance", Words("Shared functions", "Общие функции")),
    "contact": ("governance", Words("Events in common", "Общие мероприятия")),
    "alliance": ("trade", Words("Agreements", "Соглашения")),
    "licence": ("trade", Words("Licences", "Лицензии")),
    "rights": ("trade", Words("Rights to medicines", "Права на препараты")),
    "market": ("trade", Words("Products", "Препараты")),
    "pipeline": ("science", Words("Development", "Разработка")),
    "biology": ("science", Words("Biology", "Биология")),
}


def layer_words(layer: str) -> Words:
    """What a layer of ties is called."""
    return _LAYERS[layer][1] if layer in _LAYERS else Words(layer.replace("-", " "), layer)


def family_of(relation: Relation) -> str:
    """The family of a relation, which its line tells."""
    if relation.derived:
        return "inferred"
    return _LAYERS.get(relation.layer, ("science", Words()))[0]


@dataclass(frozen=True, slots=True)
class Perspective:
    """What one kind of reader looks at first; empty sets mean everything."""

    name: str
    words: Words
    types: frozenset[str] = frozenset()
    layers: frozenset[str] = frozenset()


_ACTORS: Final = frozenset(_TYPE_OF_KIND[kind] for kind in KIND_GROUPS["actor"]) | {"foreign-company"}
PERSPECTIVES: Final = (
    Perspective("all", Words("Everything", "Всё")),
    Perspective(
        "ministry",
        Words("Ministry: who is tied to whom", "Министерство: кто с кем связан"),
        _ACTORS | {"instrument", "event"},
        frozenset({"governance", "ownership", "funding", "succession", "alliance"}),
    ),
    Perspective(
        "business",
        Words("Business developer: rights and deals", "Развитие бизнеса: права и сделки"),
        frozenset({"company", "foreign-company", "institute", "institution", "drug", "deal", "target"}),
        frozenset({"licence", "rights", "alliance", "ownership", "pipeline"}),
    ),
    Perspective(
        "research",
        Words("Researcher: targets and medicines", "Исследователь: мишени и препараты"),
        frozenset(
            {
                "institute",
                "company",
                "foreign-company",
                "target",
                "technology",
                "drug",
                "disease",
                "programme",
            }
        ),
        frozenset({"biology", "pipeline", "rights"}),
    ),
)

from __future__ import annotations

from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

from pharmagraph.graph.relations import Relation
from pharmagraph.views.marks import (
    OUTLINE,
    PALETTE,
    PAPER,
    PERSPECTIVES,
    SHAPES,
    TYPES,
    family_of,
    layer_words,
    type_of,
    types_for,
)

# Machado, Oliveira and Fernandes (2009), severity 1.0, in linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(color: str) -> tuple[float, ...]:
    channels = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def contrast(one: str, other: str) -> float:
    light = sorted(
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, other)
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


def lab(color: str, sight: str) -> tuple[float, float, float]:
    rgb = linear(color)
    seen = [min(1, max(0, sum(w * c for w, c in zip(row, rgb, strict=True)))) for row in SIGHT[sight]]
    rows = (
        (0.4124564, 0.3575761, 0.1804375),
        (0.2126729, 0.7151522, 0.072175),
        (0.0193339, 0.119192, 0.9503041),
    )
    xyz = [sum(w * c for w, c in zip(row, seen, strict=True)) for row in rows]
    f = [
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
        for t in (v / w for v, w in zip(xyz, (0.95047, 1.0, 1.08883), strict=True))
    ]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


def ciede2000(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    dh = 0.0 if not c1 * c2 else (h2 - h1 + 180) % 360 - 180
    dl, dc, dh_ = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(dh / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = h1 + h2 if not c1 * c2 else (h1 + dh / 2) % 360
    t = (
        1 - 0.17 * cos(radians(hm - 30)) + 0.24 * cos(radians(2 * hm))
        + 0.32 * cos(radians(3 * hm + 6)) - 0.2 * cos(radians(4 * hm - 63))
    )  # fmt: skip
    sl = 1 + 0.015 * (lm - 50) ** 2 / sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rt = -2 * sqrt(cm**7 / (cm**7 + 25**7)) * sin(radians(60 * exp(-(((hm - 275) / 25) ** 2))))
    return sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh_ / sh) ** 2 + rt * dc / sc * dh_ / sh)


def test_ciede2000_is_that_of_its_authors() -> None:
    # Sharma, Wu and Dalal (2005), pairs 1 and 7 of their table
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert ciede2000((50, 0, 0), (50, -1, 2)) == pytest.approx(2.3669, abs=1e-4)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_fillings_stay_apart_under_every_kind_of_sight(theme: str, sight: str) -> None:
    fills = {one.color(theme) for one in TYPES if one.fill}
    assert len(fills) == len(PALETTE)
    assert min(ciede2000(lab(a, sight), lab(b, sight)) for a, b in combinations(sorted(fills), 2)) >= 10


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_outlines_stand_out_from_the_page(theme: str) -> None:
    assert contrast(OUTLINE[theme], PAPER[theme]) >= 3


def test_no_two_types_share_shape_and_filling() -> None:
    own = [f"own-kind-{number}" for number in range(20)]
    marks = [(one.shape, one.fill) for one in types_for([*(one.name for one in TYPES), *own])]
    assert len(set(marks)) == len(marks) == len(TYPES) + 20


def test_every_shape_is_about_one_across_and_drawn_by_points() -> None:
    for points in SHAPES.values():
        assert len(points) >= 3
        assert 0.9 <= max(hypot(x, y) for x, y in points) <= 1.6


def test_a_company_abroad_is_foreign_only_where_home_is_known() -> None:
    assert type_of("company", "CN", "RU") == "foreign-company"
    assert (
        type_of("company", "RU", "RU")
        == type_of("company", "", "RU")
        == type_of("company", "CN", "")
        == "company"
    )
    assert type_of("regulator", "CN", "RU") == "authority"
    assert type_of("gene", "", "RU") == "gene"


def test_a_relation_that_no_source_states_has_a_line_of_its_own() -> None:
    assert family_of(Relation("met", "contact", derived=True)) == "inferred"
    assert family_of(Relation("owns", "ownership")) == "governance"
    assert family_of(Relation("binds", "of-ones-own")) == "science"
    assert layer_words("of-ones-own").en == "of ones own"


def test_perspectives_name_types_that_there_are() -> None:
    known = {one.name for one in TYPES}
    assert all(one.types <= known for one in PERSPECTIVES)
    assert not PERSPECTIVES[0].types

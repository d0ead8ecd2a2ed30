"""Small pictures made by hand, and a scope over a few invented ties."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pharmagraph.graph.relations import Relation
from pharmagraph.graph.snapshot import Facet
from pharmagraph.model import Entity, Release, SourceRef, Validity, Words
from pharmagraph.views.marks import types_for
from pharmagraph.views.model import Edge, Group, Node, View
from pharmagraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Sequence

OWNS = Relation("owns", "ownership", "R3", phrases=("owns", "is owned by", "владеет", "принадлежит"))
PARTNER = Relation(
    "partner-of", "alliance", "R5", symmetric=True, phrases=("works with",) * 2 + ("работает с",) * 2
)
MET = Relation(
    "met", "contact", "R9", symmetric=True, derived=True, phrases=("met", "met", "встречался", "встречался")
)
BOOK = SourceRef("book", "A book", "Publisher", "2024", "https://example.org/book")
PAGE = SourceRef("page", "Страница", "Издатель", "2025-01", "http://example.org/page?a=1&b=2")


def facet(
    relation: Relation = OWNS,
    status: str = "in-force",
    *,
    start: date | None = date(2024, 3, 1),
    end: date | None = None,
) -> Facet:
    """What a tie says, apart from who says it."""
    return Facet(relation, status, "high", 1.0, Validity(start, start, end, end, (date(2025, 6, 1),)))


def node(name: str, type_name: str = "company", **fields: object) -> Node:
    """A node called by its id, in both scripts."""
    entity = Entity(ID[name], name, "company", name.title(), f"{name.title()} по-русски")
    return Node(entity, type_name, Words(entity.label_en, entity.label_ru), partners=2, **fields)  # type: ignore[arg-type]


def edge(start: int, end: int, told: Facet | None = None, **fields: object) -> Edge:
    """A tie from a node to another by their places."""
    options = {"via": None, "sources": ("book",), "near": 1, "far": 1, **fields}
    return Edge(start, end, told or facet(), **options)  # type: ignore[arg-type]


def view(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    places: Sequence[tuple[float, float]] | None = None,
    **fields: object,
) -> View:
    """A picture; nodes stand in a row unless places are given."""
    relations = sorted({one.facet.relation for one in edges}, key=lambda one: one.name)
    options = {
        "kind": "map",
        "title": Words("A picture", "Картинка"),
        "catalogue": {"book": BOOK, "page": PAGE},
        "release": Release("2026-11-22", "0123abcd"),
        "day": date(2026, 11, 22),
        "statuses": {"in-force": Words("in force", "действует"), "agreed": Words("agreed", "согласовано")},
        **fields,
    }
    return View(
        nodes=tuple(nodes),
        edges=tuple(edges),
        places=tuple(places or ((120.0 * place, 40.0 * (place % 2)) for place in range(len(nodes)))),
        types=tuple(types_for(one.type for one in nodes)),
        relations=tuple(relations),
        **options,  # type: ignore[arg-type]
    )


def triangle() -> View:
    """Alfa owns Beta twice and is owned by it once; Beta works with Gamma; Delta has no tie."""
    nodes = [node("alfa"), node("beta"), node("delta"), node("gamma", "institute")]
    edges = [
        edge(0, 1, via=ID["stake-one"]),
        edge(
            0, 1, facet(start=date(2025, 1, 1)), via=ID["stake-two"], sources=("book", "page"), independent=2
        ),
        edge(1, 0, via=ID["stake-three"], sources=("page",)),
        edge(1, 3, facet(PARTNER, "agreed"), shown=False),
    ]
    return view(nodes, edges, vias={ID["stake-one"]: Words("A stake", "Доля")})


def bubbles() -> View:
    """Two communities of two, one tie between them."""
    nodes = [node(name, group=number // 2) for number, name in enumerate(("alfa", "beta", "delta", "gamma"))]
    groups = (
        Group(Words("Alfa", "Альфа"), (0.0, 0.0), 60.0, (("company", 2),)),
        Group(Words("Delta", "Дельта"), (300.0, 0.0), 60.0, (("company", 2),)),
    )
    edges = [edge(0, 1), edge(2, 3), edge(1, 2)]
    return view(nodes, edges, ((-20.0, 0.0), (20.0, 0.0), (280.0, 0.0), (320.0, 0.0)), groups=groups)

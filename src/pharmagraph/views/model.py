"""A picture before it is drawn: its marks, the ties between them, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pharmagraph.graph.relations import Relation
    from pharmagraph.graph.snapshot import Facet
    from pharmagraph.model import IRI, Entity, Release, SourceRef, Words
    from pharmagraph.views.marks import Type
    from pharmagraph.views.placing import Point

ViewKind = Literal["surroundings", "paths", "map", "answer"]


@dataclass(frozen=True, slots=True)
class Node:
    """An entity in a picture.

    ``short`` is its name on the canvas; ``aliases`` are what else it is found by; ``partners`` counts the
    entities it is tied to in the whole projection. ``group`` is the number of its community, -1 for none. A
    ``folded`` node is left out of the picture until more of its relation is asked for.
    """

    entity: Entity
    type: str
    short: Words
    aliases: tuple[str, ...] = ()
    country: str = ""
    partners: int = 0
    group: int = -1
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie in a picture, from node number ``start`` to ``end`` as it is asserted.

    ``near`` and ``far`` are how many partners the two ends have by this relation in this direction: what
    path search tells hubs by. ``independent`` counts sources that do not copy one another; ``shown`` says
    whether the tie is drawn before the reader changes a filter.
    """

    start: int
    end: int
    facet: Facet
    via: IRI | None
    sources: tuple[str, ...]
    near: int
    far: int
    independent: int = 1
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """A community: a bubble of a large picture. ``mix`` counts its members by type."""

    words: Words
    center: Point
    radius: float
    mix: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class View:
    """What one picture shows. Nodes are in the order of their IRIs, edges in that of the projection.

    ``included`` are the statuses drawn beside those in force, ``off`` the relations not drawn at first.
    Of an ``answer`` every node is drawn, whether anything ties it or not.
    """

    kind: ViewKind
    title: Words
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    places: tuple[Point, ...]
    types: tuple[Type, ...]
    relations: tuple[Relation, ...]
    catalogue: Mapping[str, SourceRef]
    release: Release
    day: date
    focus: tuple[int, ...] = ()
    groups: tuple[Group, ...] = ()
    routes: tuple[tuple[int, ...], ...] = ()
    vias: Mapping[IRI, Words] = field(default_factory=dict)
    statuses: Mapping[str, Words] = field(default_factory=dict)
    confidences: Mapping[str, Words] = field(default_factory=dict)
    included: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    certain: bool = False
    notes: tuple[Words, ...] = ()

    def __post_init__(self) -> None:
        if len(self.places) != len(self.nodes):
            raise ValueError(f"{len(self.nodes)} nodes have {len(self.places)} places")

"""Small graphs drawn by hand for the tests of this directory, and the slow, plain way to search them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from pharmagraph.graph.columns import write_columns
from pharmagraph.graph.crossing import Crossing
from pharmagraph.graph.layout import lay_out
from pharmagraph.graph.nodes import Node
from pharmagraph.graph.projection import ProjectedTie, Projection
from pharmagraph.graph.relations import Relation
from pharmagraph.graph.snapshot import Snapshot
from pharmagraph.graph.states import State
from pharmagraph.model import IRI, Validity
from pharmagraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from pharmagraph.graph.options import PathOptions

RELATIONS = {
    relation.name: relation
    for relation in (
        Relation("partner-of", "alliance", "R5", symmetric=True),
        Relation("member-of", "governance", "R1"),
        Relation("funds", "funding", "R7"),
        Relation("develops", "pipeline", "R10"),
        Relation("modulates", "biology", "R11", timeless=True),
        Relation("discovered", "rights", "R13", lasting=True),
        Relation("met", "contact", "R9", symmetric=True, derived=True),
    )
}


def tie(
    start: str,
    relation: str,
    end: str,
    *,
    strength: float = 1.0,
    status: str = "",
    via: str = "",
    group: str = "",
    sources: tuple[str, ...] = ("news",),
    confirmed: tuple[date, ...] = (),
    begun: date | None = None,
    ended: date | None = None,
    confidence: str = "",
) -> ProjectedTie:
    """One tie between two ids."""
    return ProjectedTie(
        ID[start],
        ID[end],
        RELATIONS.get(relation, Relation(relation)),
        sources,
        ID[via] if via else "",
        ID[group] if group else "",
        strength,
        State(status, Validity(begun, begun, ended, ended, confirmed), confidence),
    )


def snapshot(
    ties: Iterable[ProjectedTie], kinds: dict[str, str] | None = None, *, as_of: date | None = None
) -> Snapshot:
    """A snapshot of the ties; nodes are companies unless ``kinds`` says otherwise."""
    ties = list(ties)
    kinds = kinds or {}
    named = {end for one in ties for end in (one.start, one.end)} | {ID[name] for name in kinds}
    nodes = {
        iri: Node(kinds.get(iri.removeprefix(str(ID)), "company"), label_en=iri.removeprefix(str(ID)).title())
        for iri in named
    }
    directory = Path(mkdtemp())
    columns, header = lay_out(Projection("drawing", nodes, ties), as_of=as_of)
    write_columns(directory, columns, header)
    return Snapshot.open(directory)


def iri(name: str) -> IRI:
    """The IRI of an id."""
    return IRI(ID[name])


def every_route(
    drawn: Snapshot, start: str, end: str, options: PathOptions, max_hops: int
) -> list[tuple[int, int, tuple[str, ...]]]:
    """All the routes as (cost, hops, ids), found by trying everything."""
    crossing = Crossing(drawn, options)
    first, last = drawn.number(ID[start]), drawn.number(ID[end])
    routes = []
    for nodes in _simple(drawn, crossing, (first,), last, max_hops):
        if not crossing.via <= set(nodes):
            continue
        cost = 0
        for place, (here, there) in enumerate(pairwise(nodes)):
            cost += min(_prices(drawn, crossing, here, there, first=place == 0, last=place == len(nodes) - 2))
        routes.append((cost, len(nodes) - 1, tuple(drawn.iri(node).removeprefix(str(ID)) for node in nodes)))
    return sorted(routes)


def _simple(
    drawn: Snapshot, crossing: Crossing, nodes: tuple[int, ...], last: int, left: int
) -> Iterator[tuple[int, ...]]:
    if nodes[-1] == last:
        yield nodes
        return
    if not left or (len(nodes) > 1 and not crossing.may_pass(nodes[-1])):
        return
    for node in drawn.neighbours(nodes[-1]):
        if node not in nodes and any(_prices(drawn, crossing, nodes[-1], node, first=True, last=True)):
            yield from _simple(drawn, crossing, (*nodes, node), last, left - 1)


def _prices(
    drawn: Snapshot, crossing: Crossing, here: int, there: int, *, first: bool, last: bool
) -> Iterator[int]:
    for entry in drawn.entries(here):
        cost = crossing.cost(drawn.code[entry])
        if drawn.neighbour[entry] == there and cost:
            near, far = drawn.near[entry], drawn.far[entry]
            penalty = crossing.penalties(max(near, far))
            yield cost + (0 if first else penalty[near]) + (0 if last else penalty[far])

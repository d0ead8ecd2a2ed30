"""How a projection lies in arrays, so that a search reads only the neighbourhoods it enters.

Nodes are numbered in the order of their IRIs, so comparing numbers compares ids. What ties have in common
(relation, status, dates, strength, …) is kept once, as a *facet*: a search decides once per facet whether
ties of it may be crossed. Each tie stands twice in the adjacency, at either end, as an entry of:

- ``neighbour``: the node at the other end; the entries of a node are sorted by it;
- ``code``: twice the facet, plus one where the tie is seen from its end;
- ``near`` and ``far``: the number of different neighbours that this node, and the other one, have by ties of
  the same relation in the same direction: what hubs are told by;
- ``slot``: the number of the tie.
"""

from __future__ import annotations

from array import array
from datetime import date
from typing import TYPE_CHECKING

from pharmagraph.graph.columns import text_columns
from pharmagraph.graph.states import CONFIDENCES, NO_DAY, PRECISIONS, STATUSES, State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.graph.foreign_ties import Bulk
    from pharmagraph.graph.projection import ProjectedTie, Projection
    from pharmagraph.graph.relations import Relation

Columns = dict[str, "array[int] | array[float]"]
_Facet = tuple[int, int, int, float, int, int, int, int, tuple[int, ...], int]


class _Ranks(dict[str, int]):
    """Texts and their places in sorted order; the empty text is place 0."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.sorted = sorted({"", *texts})
        super().__init__((text, place) for place, text in enumerate(self.sorted))


def lay_out(projection: Projection, *, as_of: date | None = None) -> tuple[Columns, dict[str, object]]:
    """The columns of a projection and the header that describes them."""
    iris = sorted(projection.nodes)
    place = {iri: number for number, iri in enumerate(iris)}
    told: list[ProjectedTie | Bulk] = [*projection.ties, *projection.bulks]
    relations = sorted({one.relation.name: one.relation for one in told}.values(), key=lambda r: r.name)
    sources = sorted({source for one in told for source in one.sources})
    columns = _tie_columns(projection, place, relations, sources)
    columns |= _adjacency(columns, len(iris), relations)
    columns["component"] = _components(columns, len(iris))
    columns["least"] = _least(columns, len(iris))
    nodes = [projection.nodes[iri] for iri in iris]
    kinds = sorted({("", False), *((node.kind, node.foreign) for node in nodes)})
    kind_place = {kind: number for number, kind in enumerate(kinds)}
    countries, sectors = _Ranks(node.country for node in nodes), _Ranks(node.sector for node in nodes)
    columns |= text_columns("iri", iris)
    columns |= text_columns("en", (node.label_en for node in nodes))
    columns |= text_columns("ru", (node.label_ru for node in nodes))
    columns["kind"] = array("H", (kind_place[node.kind, node.foreign] for node in nodes))
    columns["country"] = array("H", (countries[node.country] for node in nodes))
    columns["sector"] = array("H", (sectors[node.sector] for node in nodes))
    newest = max(columns["facet.confirmed"], default=NO_DAY)
    day = as_of or (date.fromordinal(int(newest)) if newest else None)
    header: dict[str, object] = {
        "name": projection.name,
        "nodes": len(iris),
        "ties": len(columns["tie.facet"]),
        "largest_degree": int(max(columns["near"], default=0)),
        "date": day.isoformat() if day else "",
        "rules": dict(sorted(projection.rules.items())),
        "relations": [_described(relation) for relation in relations],
        "kinds": [kind for kind, _ in kinds],
        "foreign_kinds": [foreign for _, foreign in kinds],
        "countries": countries.sorted,
        "sectors": sectors.sorted,
        "sources": sources,
        "origins": [projection.origins.get(source, "") for source in sources],
    }
    return columns, header


def _described(relation: Relation) -> dict[str, object]:
    return {
        "name": relation.name,
        "layer": relation.layer,
        "rule": relation.rule,
        "symmetric": relation.symmetric,
        "timeless": relation.timeless,
        "lasting": relation.lasting,
        "derived": relation.derived,
        "iri": relation.iri,
        "phrases": list(relation.phrases),
    }


def _tie_columns(
    projection: Projection, place: dict[str, int], relations: list[Relation], sources: list[str]
) -> Columns:
    """The columns about ties, in a fixed order, and about their facets and evidence."""
    relation_place = {relation.name: number for number, relation in enumerate(relations)}
    source_place = {source: number for number, source in enumerate(sources)}
    ties, bulks = projection.ties, projection.bulks
    texts = _Ranks(text for tie in ties for text in (tie.via, tie.group))
    facet_of = {
        (tie.relation.name, tie.strength, tie.state): _facet(
            tie.relation, tie.strength, tie.state, relation_place
        )
        for tie in ties
    }
    bulk_facets = [_facet(bulk.relation, 1.0, State(), relation_place) for bulk in bulks]
    facets = {facet: n for n, facet in enumerate(sorted({*facet_of.values(), *bulk_facets}))}
    told = {tie.sources for tie in ties} | {bulk.sources for bulk in bulks}
    tellers = sorted({tuple(source_place[one] for one in sources) for sources in told})
    evidence = {tuple(sources[one] for one in teller): n for n, teller in enumerate(tellers)}
    rows = [
        (
            place[tie.start],
            place[tie.end],
            facets[facet_of[tie.relation.name, tie.strength, tie.state]],
            texts[tie.via],
            texts[tie.group],
            evidence[tie.sources],
        )
        for tie in ties
    ]
    for bulk, facet in zip(bulks, bulk_facets, strict=True):
        number, teller = facets[facet], evidence[bulk.sources]
        rows.extend((place[start], place[end], number, 0, 0, teller) for start, end in bulk.pairs)
    rows.sort()
    names = ("tie.start", "tie.end", "tie.facet", "tie.via", "tie.group", "tie.evidence")
    columns = _facet_columns(list(facets))
    columns |= {name: array("I", (row[at] for row in rows)) for at, name in enumerate(names)}
    return columns | _lists("evidence", tellers) | text_columns("node", texts.sorted)


def _facet(relation: Relation, strength: float, state: State, relation_place: dict[str, int]) -> _Facet:
    validity = state.validity
    bounds = (validity.start, validity.start_latest, validity.end_earliest, validity.end)
    start, start_latest, end_earliest, end = (day.toordinal() if day else NO_DAY for day in bounds)
    return (
        relation_place[relation.name],
        STATUSES.index(state.status) if state.status in STATUSES else 0,
        CONFIDENCES.index(state.confidence) if state.confidence in CONFIDENCES else 0,
        strength,
        start,
        start_latest,
        end_earliest,
        end,
        tuple(day.toordinal() for day in validity.confirmed),
        PRECISIONS.index(validity.confirmed_precision),
    )


def _facet_columns(facets: list[_Facet]) -> Columns:
    columns: Columns = {
        "facet.relation": array("H", (facet[0] for facet in facets)),
        "facet.status": array("B", (facet[1] for facet in facets)),
        "facet.confidence": array("B", (facet[2] for facet in facets)),
        "facet.strength": array("d", (facet[3] for facet in facets)),
        "facet.start": array("i", (facet[4] for facet in facets)),
        "facet.start_latest": array("i", (facet[5] for facet in facets)),
        "facet.end_earliest": array("i", (facet[6] for facet in facets)),
        "facet.end": array("i", (facet[7] for facet in facets)),
        "facet.confirmed_precision": array("B", (facet[9] for facet in facets)),
    }
    return columns | _lists("facet.confirmed", [facet[8] for facet in facets])


def _lists(name: str, lists: Iterable[tuple[int, ...]]) -> Columns:
    values, offsets = array("I"), array("I", [0])
    for members in lists:
        values.extend(members)
        offsets.append(len(values))
    return {name: values, f"{name}.offset": offsets}


def _adjacency(ties: Columns, n_nodes: int, relations: list[Relation]) -> Columns:
    """The entries of every node, sorted by (neighbour, tie)."""
    facet_of = ties["tie.facet"]
    n_sides = 2 * len(facet_of)
    # One number per entry sorts as (node, neighbour, tie, side) would, in a tenth of the memory.
    entries = []
    for slot, (start, end) in enumerate(zip(ties["tie.start"], ties["tie.end"], strict=True)):
        entries.append((int(start) * n_nodes + int(end)) * n_sides + 2 * slot)
        entries.append((int(end) * n_nodes + int(start)) * n_sides + 2 * slot + 1)
    entries.sort()
    there, back = _senses([relations[int(number)] for number in ties["facet.relation"]], relations)
    width = 2 * len(relations)
    degree: dict[int, int] = {}
    last: dict[int, int] = {}
    offset = array("I", bytes(4 * (n_nodes + 1)))
    neighbours, codes, slots = array("I"), array("I"), array("I")
    for entry in entries:
        ends, side = divmod(entry, n_sides)
        node, neighbour = divmod(ends, n_nodes)
        code = 2 * int(facet_of[side >> 1]) + (side & 1)
        key = node * width + there[code]
        if last.get(key) != neighbour:
            last[key] = neighbour
            degree[key] = degree.get(key, 0) + 1
        offset[node + 1] += 1
        neighbours.append(neighbour)
        codes.append(code)
        slots.append(side >> 1)
    for node in range(n_nodes):
        offset[node + 1] += offset[node]
    near = array("I")
    for node in range(n_nodes):
        for code in codes[offset[node] : offset[node + 1]]:
            near.append(degree[node * width + there[code]])
    far = array(
        "I", (degree[node * width + back[code]] for node, code in zip(neighbours, codes, strict=True))
    )
    return {"offset": offset, "neighbour": neighbours, "code": codes, "near": near, "far": far, "slot": slots}


def _components(ties: Columns, n_nodes: int) -> array[int]:
    """For every node the smallest node that ties of any kind lead to."""
    leader = list(range(n_nodes))

    def find(node: int) -> int:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    for start, end in zip(ties["tie.start"], ties["tie.end"], strict=True):
        one, other = sorted((find(int(start)), find(int(end))))
        leader[other] = one
    return array("I", (find(node) for node in range(n_nodes)))


def _least(entries: Columns, n_nodes: int) -> array[int]:
    """For every node the smallest of its degrees: what passing it costs at least."""
    offset, near = entries["offset"], entries["near"]
    return array(
        "I",
        (int(min(near[int(offset[node]) : int(offset[node + 1])], default=0)) for node in range(n_nodes)),
    )


def _senses(of_facet: list[Relation], relations: list[Relation]) -> tuple[list[int], list[int]]:
    """By code: relation and direction as one number, seen from this node and from the other one.

    A symmetric relation has one direction.
    """
    place = {relation.name: number for number, relation in enumerate(relations)}
    there, back = [], []
    for relation in of_facet:
        forward = 2 * place[relation.name]
        backward = forward if relation.symmetric else forward + 1
        there += [forward, backward]
        back += [backward, forward]
    return there, back

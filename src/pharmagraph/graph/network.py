"""A whole projection as a networkx graph of the caller's own: typed ties, or actors with one tie per pair.

- ``all``: every node and every tie, as a ``MultiDiGraph`` keyed by relation node (by relation where there is
  none). Ties of every layer are there; their ``layer`` says which are weak (``contact``, ``function``).
- ``actors``: organisations and persons as a simple ``Graph``; parallel ties are one edge.
- ``organisations``: the same without the persons, who stand as ties between the bodies they have posts in.

How parallel ties become one edge is said in ``collapse``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import networkx as nx

from pharmagraph.errors import ConfigError
from pharmagraph.graph.actors import ties_of
from pharmagraph.graph.collapse import collapse_ties
from pharmagraph.graph.crossing import Crossing
from pharmagraph.graph.options import LAYER_WORDS, PathOptions

if TYPE_CHECKING:
    from datetime import date

    from pharmagraph.graph.snapshot import Snapshot

NETWORKS: Final = ("all", "actors", "organisations")


def to_networkx(
    snapshot: Snapshot,
    projection: str = "all",
    *,
    as_of: date | None = None,
    certain: bool = False,
    include: frozenset[str] = frozenset(),
) -> nx.MultiDiGraph | nx.Graph:
    """The projection as a networkx graph; nodes are IRIs in sorted order, isolated ones among them.

    Nodes carry ``id``, ``kind``, ``sector``, ``country``, ``label_en`` and ``label_ru``. Which ties are there
    follows the path search: by default those in force or completed on ``as_of`` (the date of the data when
    not given). Dates are ISO text, empty where none is stated; ``to`` is the first day after the end. The
    graph's attribute ``origins`` gives sources that copy one another the same name.

    Raises:
        ConfigError: there is no such network, or ``include`` has an unknown word.
    """
    if projection not in {*NETWORKS, snapshot.name}:
        raise ConfigError(f"there is no network {projection!r}; choose from {', '.join(NETWORKS)}")
    options = PathOptions(as_of=as_of, certain=certain, include=include | frozenset(LAYER_WORDS))
    graph = _multigraph(snapshot, Crossing(snapshot, options))
    if projection in {"all", snapshot.name}:
        return graph
    layers = frozenset(LAYER_WORDS[word] for word in include if word in LAYER_WORDS)
    return collapse_ties(ties_of(graph, projection, include=layers))


def _multigraph(snapshot: Snapshot, crossing: Crossing) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph(
        name=snapshot.name,
        as_of=crossing.day.isoformat() if crossing.day else "",
        rules=dict(snapshot.rules),
        digest=snapshot.digest,
        origins=dict(snapshot.origins),
    )
    iris = [snapshot.iri(node) for node in range(snapshot.n_nodes)]
    for node, iri in enumerate(iris):
        entity = snapshot.entity(node)
        graph.add_node(
            iri,
            id=entity.id,
            kind=entity.kind,
            sector=snapshot.sector(node),
            country=snapshot.country(node),
            label_en=entity.label_en,
            label_ru=entity.label_ru,
        )
    for slot in range(snapshot.n_ties):
        number = snapshot.facet_of[slot]
        verdict = crossing.verdict(number)
        if verdict.excluded_by:
            continue
        facet, via, group = snapshot.facet(number), snapshot.via(slot), snapshot.group(slot)
        start, end = snapshot.ends(slot)
        graph.add_edge(
            iris[start],
            iris[end],
            key=_key(graph, iris[start], iris[end], via or facet.relation.name, facet.relation.name),
            relation=facet.relation.name,
            layer=facet.relation.layer,
            symmetric=facet.relation.symmetric,
            derived=facet.relation.derived,
            strength=facet.strength,
            cost=crossing.cost(2 * number),
            status=facet.status,
            confidence=facet.confidence,
            **{"from": _text(facet.validity.start), "to": _text(facet.validity.end)},
            certain=verdict.certain,
            via=str(via or ""),
            group=str(group or ""),
            sources=snapshot.sources(slot),
        )
    return graph


def _key(graph: nx.MultiDiGraph, start: str, end: str, via: str, relation: str) -> str:
    """The relation node; where it gives one pair a second tie by another rule, that one adds its relation."""
    return f"{via} {relation}" if graph.has_edge(start, end, via) else via


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""

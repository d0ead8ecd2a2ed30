"""A whole projection as a networkx graph of the caller's own: typed ties, or actors with their ties collapsed.

- ``all``: every node and every tie, as a ``MultiDiGraph`` keyed by relation node (by relation where there is
  none). Ties of every layer are there; their ``layer`` says which are weak (``contact``, ``function``).
- ``actors``: organisations and persons as a simple ``Graph``; parallel ties are one edge.
- ``organisations``: the same without the persons, who stand as ties between the organisations they have posts in.

The simple graphs leave out event co-presence and shared functions. An agreement counts once per pair however
many ties tell of it.
"""

from __future__ import annotations

from collections import defaultdict
from math import prod
from typing import TYPE_CHECKING, Any, Final
from typing import Literal as OneOf

import networkx as nx

from pharmagraph.errors import ConfigError
from pharmagraph.graph.crossing import Crossing
from pharmagraph.graph.options import LAYER_WORDS, PathOptions
from pharmagraph.vocab import KIND_GROUPS

if TYPE_CHECKING:
    from datetime import date

    from pharmagraph.graph.snapshot import Snapshot

NETWORKS: Final = ("all", "actors", "organisations")
_WEAK_LAYERS: Final = frozenset({"contact", "function"})


def to_networkx(
    snapshot: Snapshot,
    projection: str = "all",
    *,
    as_of: date | None = None,
    certain: bool = False,
    include: frozenset[str] = frozenset(),
) -> nx.MultiDiGraph | nx.Graph:
    """The projection as a networkx graph; nodes are IRIs in sorted order, isolated ones among them.

    Nodes carry ``id``, ``kind``, ``sector``, ``country``, ``label_en`` and ``label_ru``. What may be crossed follows the
    path search: by default what is in force or completed on ``as_of`` (the date of the data when not given).

    Raises:
        ConfigError: there is no such network, or ``include`` has an unknown word.
    """
    if projection not in {*NETWORKS, snapshot.name}:
        raise ConfigError(f"there is no network {projection!r}; choose from {', '.join(NETWORKS)}")
    options = PathOptions(as_of=as_of, certain=certain, include=include | frozenset(LAYER_WORDS))
    graph = _multigraph(snapshot, Crossing(snapshot, options))
    if projection in {"all", snapshot.name}:
        return graph
    kinds = KIND_GROUPS["actor" if projection == "actors" else "organisation"]
    weak = _WEAK_LAYERS - {LAYER_WORDS[word] for word in include if word in LAYER_WORDS}
    # Where persons are nodes, the ties through them are there already.
    left_out = weak | ({"interlock"} if projection == "actors" else set())
    return collapse(graph, kinds=kinds, without=frozenset(left_out))


def collapse(
    graph: nx.MultiDiGraph,
    *,
    kinds: frozenset[str],
    without: frozenset[str] = frozenset(),
    combine: OneOf["noisy-or", "sum"] = "noisy-or",
) -> nx.Graph:
    """The simple graph of the nodes of some kinds, parallel ties combined, in the order of the ids.

    An edge has ``relations``, ``layers``, ``sources`` (each sorted, once), ``n_relations`` (agreements and other ties that are
    not of one agreement) and ``strength`` = 1 − Π(1 − sᵢ); with ``combine="sum"`` it has ``value`` = Σ sᵢ instead,
    which may exceed 1. Of several ties of one agreement the strongest counts.
    """
    simple = nx.Graph(name=graph.graph.get("name", ""), as_of=graph.graph.get("as_of", ""), combine=combine)
    simple.add_nodes_from((node, dict(of)) for node, of in graph.nodes(data=True) if of["kind"] in kinds)
    between: dict[tuple[Any, Any], list[tuple[Any, dict[str, Any]]]] = defaultdict(list)
    for start, end, key, tie in graph.edges(keys=True, data=True):
        if start in simple and end in simple and tie["layer"] not in without:
            between[min(start, end), max(start, end)].append((key, tie))
    for (start, end), ties in sorted(between.items()):
        strongest: dict[Any, float] = {}
        for key, tie in ties:
            group = tie["group"] or key
            strongest[group] = max(strongest.get(group, 0.0), tie["strength"])
        combined = (
            {"strength": 1 - prod(1 - one for one in strongest.values())}
            if combine == "noisy-or"
            else {"value": sum(strongest.values())}
        )
        simple.add_edge(
            start,
            end,
            relations=tuple(sorted({tie["relation"] for _, tie in ties})),
            layers=tuple(sorted({tie["layer"] for _, tie in ties})),
            sources=tuple(sorted({source for _, tie in ties for source in tie["sources"]})),
            n_relations=len(strongest),
            **combined,
        )
    return simple


def _multigraph(snapshot: Snapshot, crossing: Crossing) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph(
        name=snapshot.name,
        as_of=crossing.day.isoformat() if crossing.day else "",
        rules=dict(snapshot.rules),
        digest=snapshot.digest,
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
    """The relation node; where two rules give one pair two ties by one node, the second also has its relation."""
    return f"{via} {relation}" if graph.has_edge(start, end, via) else via


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""

"""Which nodes and ties of the typed multigraph a question is about, and the groups that nodes fall into."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import ConfigError, MetricError
from pharmagraph.model import IRI, Entity
from pharmagraph.vocab import KIND_GROUPS

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable

    import networkx as nx

PROJECTIONS: Final = ("organisations", "actors", "all")
"""Organisations, with people as ties between those they serve; organisations and people; everything."""

ASKED_FOR: Final = frozenset({"contact", "function"})
"""Layers that are no ties unless asked for: to have been at one event, to have one function."""

FOREIGN: Final = "foreign"


def ties_of(
    graph: nx.MultiDiGraph,
    projection: str = "organisations",
    *,
    only: frozenset[str] = frozenset(),
    without: frozenset[str] = frozenset(),
    include: frozenset[str] = frozenset(),
    known: Collection[str] = (),
) -> nx.MultiDiGraph:
    """The part of a typed multigraph that a projection names: its nodes, isolated ones too, and ties.

    ``only`` and ``without`` take names of relations and layers, ``include`` the layers that are
    ``ASKED_FOR``. ``known`` are names that may be said though no tie of the graph has them, as none holds on
    its day. The graph given is not changed.

    Raises:
        ConfigError: no such projection, relation or layer.
    """
    if projection not in PROJECTIONS:
        raise ConfigError(f"there is no projection {projection!r}; choose from {', '.join(PROJECTIONS)}")
    words = {word for *_, tie in graph.edges(data=True) for word in (tie["relation"], tie["layer"]) if word}
    words.update(known)
    unknown = sorted((only | without) - words)
    if unknown:
        raise ConfigError(
            f"no tie has the relation or layer {unknown[0]!r}; there are {', '.join(sorted(words))}"
        )
    kinds = {"organisations": KIND_GROUPS["organisation"], "actors": KIND_GROUPS["actor"]}.get(projection)
    unasked = ASKED_FOR - include - only
    if projection != "organisations":
        unasked |= {"interlock"}  # where people are nodes, the ties through them are there already
    part = graph.__class__(**graph.graph, projection=projection)
    part.add_nodes_from(
        (node, of) for node, of in graph.nodes(data=True) if kinds is None or of["kind"] in kinds
    )
    for start, end, key, tie in graph.edges(keys=True, data=True):
        told = {tie["relation"], tie["layer"]}
        wanted = tie["layer"] not in unasked and not told & without and (not only or told & only)
        if wanted and start in part and end in part:
            part.add_edge(start, end, key, **tie)
    return part


def entity_of(graph: nx.Graph, node: Hashable) -> Entity:
    """A node with its names."""
    of = graph.nodes[node]
    return Entity(IRI(str(node)), of["id"], of["kind"], of["label_en"], of["label_ru"])


def sector_or_foreign(graph: nx.Graph, home: str | None = None) -> dict[Hashable, str]:
    """The default groups: the sector for bodies of the home country, ``foreign`` for all others.

    A node without a country, or of the home country without a sector, has no group.

    Raises:
        MetricError: no home country is given and the graph does not tell which it is.
    """
    home = home or home_country(graph)
    groups: dict[Hashable, str] = {}
    for node, of in graph.nodes(data=True):
        sector, country = of.get("sector"), of.get("country")
        if country and country != home:
            groups[node] = FOREIGN
        elif country and sector and sector != "not-stated":
            groups[node] = sector
    return groups


def home_country(graph: nx.Graph) -> str:
    """The country that most of the graph's government bodies belong to.

    Raises:
        MetricError: none is known, or two countries have as many.
    """
    counts = Counter(
        of["country"] for _, of in graph.nodes(data=True) if of.get("sector") == "state" and of.get("country")
    ).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        raise MetricError("the graph does not tell which country is its own; name it with home (--home)")
    return str(counts[0][0])


def ministry_of(graph: nx.MultiDiGraph) -> dict[Hashable, str]:
    """The id of the government body that each organisation is part of, the nearest one; its own if it is one.

    Organisations that are part of none have no group.
    """
    above: dict[Hashable, Hashable] = {}
    for start, end, relation in sorted(graph.edges(data="relation"), key=lambda edge: (edge[0], edge[1])):
        if relation == "part-of":
            above.setdefault(start, end)
    found: dict[Hashable, str] = {}
    for node in graph:
        here: Hashable | None = node
        seen: set[Hashable] = set()
        while here is not None and here not in seen and graph.nodes[here]["kind"] != "government-body":
            seen.add(here)
            here = above.get(here)
        if here is not None and here not in seen:
            found[node] = str(graph.nodes[here]["id"])
    return found

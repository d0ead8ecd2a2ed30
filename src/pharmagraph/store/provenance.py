"""Who speaks in a named graph, and which sources copy one another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pharmagraph.model import IRI
from pharmagraph.vocab import GRAPH, SOURCE_GRAPH, entity_id

if TYPE_CHECKING:
    from pharmagraph.store.port import Store

_SPEAKERS = "SELECT ?graph ?source WHERE { ?graph a pg:SourceGraph ; prov:wasDerivedFrom ?source }"
_COPIES = "SELECT ?copy ?original WHERE { ?copy a pg:Source ; prov:wasDerivedFrom ?original }"
_REPEATED = """
SELECT DISTINCT ?source ?publisher WHERE {
  ?any pg:originalPublisher ?publisher .
  ?source a pg:Source ; pg:originalPublisher|dcterms:publisher ?publisher
}"""

_PUBLISHER = "publisher:"


class Speakers:
    """The sources that speak in the named graphs of a store."""

    def __init__(self, store: Store) -> None:
        self._source_of = {
            str(graph): entity_id(str(source))
            for graph, source in sorted(store.select(_SPEAKERS).rows, key=str)
        }

    def source_of(self, named_graph: str) -> str | None:
        """The id of the source whose graph this is; ``None`` for what the build itself wrote."""
        if named_graph in GRAPH and named_graph not in SOURCE_GRAPH:
            return None
        return self._source_of.get(named_graph) or named_graph.removeprefix(str(SOURCE_GRAPH))

    def graphs_of(self, source: str) -> list[IRI]:
        """The named graphs that speak for a source, sorted."""
        return sorted(IRI(graph) for graph, known in self._source_of.items() if known == source)


def read_origins(store: Store) -> dict[str, str]:
    """Source id → the first id of those that copy one another; sources that stand alone are left out.

    Sources copy one another when one is compiled from another or both from a third, and when they repeat the
    same original publisher, who may be a source too.
    """
    leader: dict[str, str] = {}

    def find(one: str) -> str:
        while leader.setdefault(one, one) != one:
            one = leader[one]
        return one

    for source, original in [*store.select(_COPIES).rows, *store.select(_REPEATED).rows]:
        mark = entity_id(str(original)) if isinstance(original, IRI) else f"{_PUBLISHER}{original}"
        leader[find(entity_id(str(source)))] = find(mark)
    groups: dict[str, list[str]] = defaultdict(list)
    for one in sorted(leader):
        if not one.startswith(_PUBLISHER):
            groups[find(one)].append(one)
    return {source: group[0] for group in groups.values() if len(group) > 1 for source in group}

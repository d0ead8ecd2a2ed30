"""Who says that a tie holds: the source graphs in which its relation node names both ends."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pharmagraph.model import IRI
from pharmagraph.vocab import GRAPH, SOURCE_GRAPH, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.store.port import Store


class Sources:
    """Which named graphs are the graphs of sources, and what the sources are called."""

    def __init__(self, store: Store) -> None:
        derived = store.select(
            "SELECT ?graph ?source WHERE { ?graph a pg:SourceGraph ; prov:wasDerivedFrom ?source }"
        )
        self._source_of = {
            str(graph): entity_id(str(source)) for graph, source in sorted(derived.rows, key=str)
        }
        self.origins = _origins(store)

    def source_of(self, named_graph: str) -> str | None:
        """The id of the source whose graph this is; ``None`` for what the build itself wrote."""
        if named_graph in GRAPH and named_graph not in SOURCE_GRAPH:
            return None
        return self._source_of.get(named_graph) or named_graph.removeprefix(str(SOURCE_GRAPH))


class Evidence:
    """The sources of each tie, worked out from where its relation node names the two ends."""

    def __init__(self) -> None:
        self._wanted: dict[str, set[str]] = defaultdict(set)
        self._found: dict[tuple[str, str], set[str]] = defaultdict(set)

    def want(self, node: str, others: Iterable[str]) -> None:
        """Ask for the sources that link ``node`` to each of ``others``."""
        self._wanted[node].update(others)

    def see(self, subject: str, value: str, source: str) -> None:
        """Take in that a source states something between two things."""
        others = self._wanted.get(subject)
        if others is not None and value in others:
            self._found[subject, value].add(source)
        others = self._wanted.get(value)
        if others is not None and subject in others:
            self._found[value, subject].add(source)

    def sources(self, start: str, end: str, nodes: tuple[str, ...]) -> tuple[str, ...]:
        """The sources of a tie, sorted: those that name both ends on one node, else all that name either.

        A tie that rests on several nodes (two posts of one person) has the sources of each.
        """
        if not nodes:
            return tuple(sorted(self._found.get((start, end), ())))
        if len(nodes) == 1:
            first, second = self._named(nodes[0], start), self._named(nodes[0], end)
            return tuple(sorted(first & second or first | second))
        return tuple(
            sorted({source for node in nodes for end_ in (start, end) for source in self._named(node, end_)})
        )

    def _named(self, node: str, filler: str) -> set[str]:
        return self._found.get((node, filler), set())


def _origins(store: Store) -> dict[str, str]:
    """Source id → what it and the sources that copy one another all go back to, for those that do."""
    leader: dict[str, str] = {}

    def find(source: str) -> str:
        while leader.setdefault(source, source) != source:
            source = leader[source]
        return source

    repeated = store.select("SELECT ?one ?other WHERE { ?one a pg:Source ; prov:wasDerivedFrom ?other }")
    published = store.select(
        "SELECT DISTINCT ?one ?text WHERE { ?any pg:originalPublisher ?text ."
        " ?one a pg:Source ; pg:originalPublisher|dcterms:publisher ?text }"
    )
    for one, other in [*repeated.rows, *published.rows]:
        mark = entity_id(str(other)) if isinstance(other, IRI) else f"publisher:{other}"
        first, second = sorted((find(entity_id(str(one))), find(mark)))
        leader[second] = first
    return {source: find(source) for source in sorted(leader)}

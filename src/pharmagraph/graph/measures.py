"""The measures that ``rank`` knows, by name: what each needs, and which end of the scale comes first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pharmagraph.errors import MetricError
from pharmagraph.graph import centrality, spectral
from pharmagraph.graph.centrality import Measured
from pharmagraph.graph.structural_holes import holes

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    import networkx as nx

    from pharmagraph.graph.collapse import Preset


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: ``low_first`` where little is much, ``preset`` what strengths it uses unless told otherwise.

    ``uses_strength`` is false where strengths change nothing; ``directed`` where it is meant for arcs.
    ``options`` are the names of further keyword arguments that it takes.
    """

    name: str
    compute: Callable[..., Measured]
    low_first: bool = False
    preset: Preset = "declared"
    uses_strength: bool = True
    directed: bool = False
    options: frozenset[str] = frozenset()


def _hits(side: int) -> Callable[..., Measured]:
    def compute(graph: nx.Graph, *, strength: str | None = None) -> Measured:
        return spectral.hubs_and_authorities(graph, strength=strength)[side]

    return compute


def _hole(name: str) -> Callable[..., Measured]:
    def compute(graph: nx.Graph, *, strength: str | None = None) -> Measured:
        found: dict[Hashable, Any] = holes(graph, strength=strength)
        attribute = name.replace("-", "_")
        return Measured(name, {node: getattr(one, attribute) for node, one in found.items()}, "pharmagraph")

    return compute


_SAMPLED: Final = frozenset({"sample", "seed", "progress"})

MEASURES: Final[dict[str, Measure]] = {
    one.name: one
    for one in (
        Measure("degree", centrality.degree, preset="equal", uses_strength=False),
        Measure("strength", centrality.strength),
        Measure("betweenness", centrality.betweenness, preset="equal", options=_SAMPLED),
        Measure("closeness", centrality.closeness, preset="equal", options=_SAMPLED),
        Measure("harmonic", centrality.harmonic, preset="equal", options=_SAMPLED),
        Measure("eigenvector", spectral.eigenvector),
        Measure("katz", spectral.katz, options=frozenset({"alpha", "beta"})),
        Measure("pagerank", spectral.pagerank, options=frozenset({"alpha", "near"})),
        Measure("hubs", _hits(0), directed=True),
        Measure("authorities", _hits(1), directed=True),
        Measure("core", centrality.core, preset="equal", uses_strength=False),
        Measure("effective-size", _hole("effective-size")),
        Measure("efficiency", _hole("efficiency")),
        Measure("constraint", _hole("constraint"), low_first=True),
        Measure("hierarchy", _hole("hierarchy"), low_first=True),
    )
}
"""Every measure by name. Shortest-path measures count ties equally unless a preset asks for distances."""


def measure_named(name: str) -> Measure:
    """The measure of that name.

    Raises:
        MetricError: there is none.
    """
    if name not in MEASURES:
        raise MetricError(f"there is no measure {name!r}; choose from {', '.join(MEASURES)}")
    return MEASURES[name]

"""A networkx graph as plain rows, in a fixed order: what every format for other programs is written from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import NAMESPACE_URL, uuid5

from pharmagraph.model import SourceRef
from pharmagraph.vocab import entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

LIST_MARK: Final = "|"
SOURCE_KEYS: Final = ("id", "title", "publisher", "date", "url")


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two nodes, by their ids. ``id`` stays the same from release to release."""

    id: str
    start: str
    end: str
    key: Any
    fields: dict[str, Any]

    @property
    def relations(self) -> list[str]:
        """The relation of a typed tie, or those that one edge of a simple network stands for."""
        relation = self.fields.get("relation")
        return [relation] if relation else list(self.fields.get("relations", ()))


@dataclass(frozen=True, slots=True)
class Network:
    """A graph as rows. Nodes have ``id`` and ``iri`` first; ``about`` is said of the network as a whole."""

    nodes: list[dict[str, Any]]
    ties: list[Tie]
    sources: list[SourceRef]
    about: dict[str, Any]
    multigraph: bool

    @property
    def directed(self) -> bool:
        """Whether its ties have a direction."""
        return bool(self.about["directed"])


def as_rows(graph: nx.Graph, *, catalogue: Mapping[str, SourceRef], released: str) -> Network:
    """The rows of a graph, sorted by ids; tuples become lists, and what is ``None`` is no field."""
    nodes = [
        {"id": entity_id(iri), "iri": str(iri), **_plain(fields, without="id")}
        for iri, fields in graph.nodes(data=True)
    ]
    ties = _ties(graph)
    cited = sorted({source for tie in ties for source in tie.fields.get("sources", ())})
    return Network(
        sorted(nodes, key=lambda node: str(node["id"])),
        ties,
        [catalogue.get(source) or SourceRef(source, source) for source in cited],
        _about(graph, released),
        multigraph=graph.is_multigraph(),
    )


def source_row(source: SourceRef) -> dict[str, str]:
    """What is told of a source, by ``SOURCE_KEYS``."""
    return {key: getattr(source, key) for key in SOURCE_KEYS}


def types_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, type]:
    """The type of each field over all rows; whole numbers among fractions are fractions too."""
    types: dict[str, type] = {}
    for row in rows:
        for key, value in row.items():
            if types.get(key) is not float:
                types[key] = type(value)
    return types


def joined(value: Any) -> Any:
    """A list as one text, for formats without lists; anything else as it is. No id holds the mark."""
    return LIST_MARK.join(map(str, value)) if isinstance(value, list) else value


def name_of(node: Mapping[str, Any]) -> str:
    """What to call a node: in English, else in Russian, else by its id."""
    return node.get("label_en") or node.get("label_ru") or str(node["id"])


def _ties(graph: nx.Graph) -> list[Tie]:
    ties = []
    keys = {"keys": True} if graph.is_multigraph() else {}
    for start, end, *key, fields in graph.edges(data=True, **keys):
        ends = entity_id(start), entity_id(end)
        first, last = ends if graph.is_directed() else sorted(ends)
        told = _plain(fields)
        for name in ("via", "group"):
            if name in told:
                told[name] = entity_id(told[name])
        identifier = uuid5(NAMESPACE_URL, "\n".join([first, last, *map(str, key)]))
        ties.append(Tie(str(identifier), first, last, key[0] if key else None, told))
    return sorted(ties, key=lambda tie: (tie.start, tie.end, str(tie.key)))


def _plain(fields: Mapping[str, Any], *, without: str = "") -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in fields.items()
        if key != without and value is not None
    }


def _about(graph: nx.Graph, released: str) -> dict[str, Any]:
    told = graph.graph
    return {
        "name": "pharmagraph",
        "directed": graph.is_directed(),
        "projection": told.get("projection") or told.get("name", ""),
        "as_of": told.get("as_of", ""),
        "released": released,
        "digest": told.get("digest", ""),
        "rules": [f"{rule} {version}" for rule, version in told.get("rules", {}).items()],
    }

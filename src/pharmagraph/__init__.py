"""A knowledge graph of the actors and biotargets of a country's pharmaceutical innovation.

    import pharmagraph

    with pharmagraph.open() as kg:
        chemrar = kg.find_one("ХимРар")
        pd1 = kg.find_one("PD-1")
        for path in kg.paths(chemrar, pd1):
            ...

Importing this module only defines names; the graph opens, and is built on first use, by ``open``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pharmagraph.errors import PharmagraphError
    from pharmagraph.knowledge_graph import KnowledgeGraph, open  # noqa: A004
    from pharmagraph.model import IRI, Entity, GraphPath, Hop, Literal, Match, SourceRef, Table, Tie

__version__ = "0.1.0"

__all__ = [
    "IRI",
    "Entity",
    "GraphPath",
    "Hop",
    "KnowledgeGraph",
    "Literal",
    "Match",
    "PharmagraphError",
    "SourceRef",
    "Table",
    "Tie",
    "open",
]

_HOME = {"KnowledgeGraph": "knowledge_graph", "open": "knowledge_graph", "PharmagraphError": "errors"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"pharmagraph.{_HOME.get(name, 'model')}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)

"""What the reasoners read: the ontology, and the bundled assertions without calendar literals."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, Graph, URIRef

from pharmagraph.graph_directory import current
from pharmagraph.model import Literal
from pharmagraph.store.embedded import EmbeddedStore
from pharmagraph.store.nquads import triple_line
from pharmagraph.vocab import DERIVED_GRAPH, ONTOLOGY_GRAPH, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
CALENDAR = {str(XSD[name]) for name in ("date", "gYear", "gYearMonth", "gMonthDay", "dateTime", "time")}
"""Not datatypes of OWL 2, apart from dateTime, which the graph does not use for calendar days."""


@dataclass(frozen=True)
class Assertions:
    """What sources say, as N-Triples lines, and how much of it was left out."""

    links: list[str]
    literals: list[str]
    calendar: int


def terms(*names: str) -> Graph:
    """Files of the ontology as one graph with one ontology header, that of the first."""
    graph = Graph()
    headers: list[URIRef] = []
    for name in names:
        part = Graph().parse(ONTOLOGY / name, format="turtle")
        headers += [header for header in part.subjects(RDF.type, OWL.Ontology) if isinstance(header, URIRef)]
        graph += part
    for header in headers[1:]:
        graph.remove((header, None, None))
    return graph


def write(graph: Graph, file: Path, *, more: Iterable[str] = ()) -> Path:
    """Write a graph with further N-Triples lines for a reasoner to load."""
    file.write_text(graph.serialize(format="nt") + "".join(more), encoding="utf-8")
    return file


def assertions(directory: Path) -> Assertions:
    """What the sources in a graph directory say; no derived statement.

    Derived statements are the work of our own rules; a reasoner is asked what follows without them. The
    catalogue is about sources and named graphs and is read, too.
    """
    links: dict[str, None] = {}
    literals: dict[str, None] = {}
    calendar: dict[str, None] = {}
    with EmbeddedStore.open(current(directory).store) as store:
        for one in store.statements():
            graph = one.named_graph
            if not graph or graph in DERIVED_GRAPH or graph == ONTOLOGY_GRAPH:
                continue
            line = triple_line(one.subject, one.predicate, one.object)
            if not isinstance(one.object, Literal):
                links[line] = None
            elif str(one.object.datatype) in CALENDAR:
                calendar[line] = None
            else:
                literals[line] = None
    return Assertions(sorted(links), sorted(literals), len(calendar))

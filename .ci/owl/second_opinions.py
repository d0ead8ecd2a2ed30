"""Two readers that share no code with OWLAPI: owlready2 for RDF/XML, owlrl for the rules of OWL 2 RL."""

from __future__ import annotations

import contextlib
import io
import warnings
from typing import TYPE_CHECKING

import owlready2
from owlrl import OWLRL_Semantics
from rdflib import Graph

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def open_rdfxml(graph: Graph, file: Path) -> tuple[int, int, str]:
    """Write RDF/XML and open it in owlready2: its classes, its properties, its warnings."""
    graph.serialize(file, format="xml")
    said = io.StringIO()
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stderr(said):
        warnings.simplefilter("always")
        ontology = owlready2.World().get_ontology(file.as_uri()).load()
        classes, properties = len(list(ontology.classes())), len(list(ontology.properties()))
    return classes, properties, said.getvalue() + "".join(f"{one.message}\n" for one in caught)


def owlrl_errors(terms: Graph, lines: Iterable[str]) -> tuple[int, list[str]]:
    """Expand the assertions by the rules of OWL 2 RL: how many statements there are then, and the clashes."""
    graph = Graph()
    for statement in terms:
        graph.add(statement)
    graph.parse(data="".join(lines), format="nt")
    closure = OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False)
    closure.closure()
    return len(graph), sorted(map(str, closure.error_messages))

"""From which facts, sources and passages a result that the graph holds derives."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pharmagraph.analysis.asking import Outcome
from pharmagraph.model import IRI, Entity
from pharmagraph.queries.described import describe
from pharmagraph.queries.premises import Premises
from pharmagraph.vocab import DERIVED_GRAPH, ID, PG, compact, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.queries.described import Node
    from pharmagraph.queries.premises import Ground
    from pharmagraph.queries.replies import Cell, Row

    Derived = tuple[IRI, IRI, IRI, IRI, IRI]
    """Subject, property and object of a derived statement, its derived graph and the run of its rule."""

_RUNS: Final = """
SELECT ?graph ?run ?used WHERE {
  #:parameters as_of
  GRAPH graph:catalogue {
    ?graph a pg:DerivedGraph ; prov:wasGeneratedBy ?run .
    ?run pg:asOf ?ran ; pg:resultDigest ?digest ; prov:used ?used .
  }
  FILTER(?ran <= ?as_of)
}
ORDER BY ?graph ?used
"""
_DERIVED: Final = """
SELECT DISTINCT ?subject ?relation ?object ?graph ?run WHERE {
  #:parameters as_of
  GRAPH graph:catalogue { ?graph a pg:DerivedGraph ; prov:wasGeneratedBy ?run . ?run pg:asOf ?ran }
  FILTER(?ran <= ?as_of && ?graph NOT IN (derived:superclasses, derived:superproperties, derived:inverses))
  {
    #:parameters result
    GRAPH ?graph { ?subject ?relation ?object } FILTER(?subject = ?result)
  } UNION {
    #:parameters result
    GRAPH ?graph { ?subject ?relation ?object } FILTER(?object = ?result)
  }
}
ORDER BY ?subject ?relation ?object
"""
_PASSAGES: Final = (
    "SELECT ?passage ?place WHERE {{ VALUES ?passage {{ {passages} }} ?passage pg:locator ?place }}"
)


def origins(asking: Asking) -> Outcome:
    """Stored results with what their runs used, then the derived statements on the result asked about.

    Statements that only put a told fact in other terms (superclass, superproperty, inverse) are left out.
    Without a result, the derived graphs, each with the sources in which its grounds lie.
    """
    rows = asking.rows()
    rows += _statements(asking) if asking.values["result"] else _graphs(asking)
    return Outcome(tuple(rows))


def _graphs(asking: Asking) -> Iterator[Row]:
    """A row for each derived graph that is not empty; its sources are too many for a cell."""
    runs: dict[IRI, IRI] = {}
    used: dict[IRI, set[IRI]] = defaultdict(set)
    for row in asking.select(_RUNS):
        graph = IRI(str(row["graph"]))
        runs[graph] = IRI(str(row["run"]))
        used[graph].add(IRI(str(row["used"])))
    titles = asking.solver.concepts(runs)
    for graph, run in runs.items():
        sources = asking.solver.witnesses.sources(_all_used(graph, used))
        cells = {"result": titles[graph], "run": _plain(run)}
        yield asking.row(cells, sources, rules=[graph[len(DERIVED_GRAPH) :]])


def _all_used(graph: IRI, used: Mapping[IRI, set[IRI]]) -> set[IRI]:
    """The graphs that a derived one rests on, through others that are derived themselves."""
    found: set[IRI] = set()
    waiting = [graph]
    while waiting:
        new = used.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _statements(asking: Asking) -> Iterator[Row]:
    """A row for each fact that each derived statement on the result rests on."""
    store, witnesses = asking.solver.store, asking.solver.witnesses
    derived: list[Derived] = [
        (subject, relation, value, graph, run)
        for row in asking.select(_DERIVED)
        for subject, relation, value, graph, run in [tuple(row.values())]
        if isinstance(subject, IRI)
        and isinstance(relation, IRI)
        and isinstance(value, IRI)
        and isinstance(graph, IRI)
        and isinstance(run, IRI)
    ]
    # What holds both ways is told once, from the result asked about.
    both_ways = {one[:3] for one in derived}
    derived = [
        one
        for one in derived
        if one[0] in asking.values["result"] or (one[2], one[1], one[0]) not in both_ways
    ]
    premises = Premises(store, witnesses)
    grounds = {one: premises.of([one[3][len(DERIVED_GRAPH) :]], one[:3]) for one in derived}
    facts = describe(store, {node for ground in grounds.values() for node in ground.nodes})
    places = _places(asking, facts.values())
    named = _things(asking, derived)
    for one, ground in grounds.items():
        subject, relation, value, graph, run = one
        cells = {
            "result": named[subject],
            "relation": named[relation],
            "other": named[value],
            "run": _plain(run),
        }
        for fact, sources in _told(asking, ground, facts):
            yield asking.row(
                {
                    **cells,
                    "input_fact": _plain(fact) if fact else None,
                    "source": _named(asking, sources),
                    "passage": places.get(fact) if fact else None,
                },
                sources,
                rules=[graph[len(DERIVED_GRAPH) :]],
            )


def _told(
    asking: Asking, ground: Ground, facts: dict[IRI, Node]
) -> Iterator[tuple[IRI | None, tuple[str, ...]]]:
    """Each relation node with those of the sources needed that describe it; else the sources alone."""
    for node in sorted(ground.nodes & facts.keys()):
        graphs = {graph for told in facts[node].values.values() for some in told.values() for graph in some}
        speaking = asking.solver.witnesses.sources(graphs)
        yield node, tuple(sorted(set(speaking) & set(ground.sources))) or speaking
    if not ground.nodes:
        yield None, ground.sources


def _places(asking: Asking, facts: Iterable[Node]) -> dict[IRI, Cell]:
    """Where in their sources facts stand, in the sources' own terms."""
    passages = {
        passage: node.iri
        for node in facts
        for passage in node.values.get(PG.fromPassage, ())
        if isinstance(passage, IRI)
    }
    if not passages:
        return {}
    query = _PASSAGES.format(passages=" ".join(f"<{one}>" for one in sorted(passages)))
    found: dict[IRI, set[str]] = defaultdict(set)
    for row in asking.select(query):
        found[passages[IRI(str(row["passage"]))]].add(str(row["place"]))
    return {fact: tuple(sorted(texts)) for fact, texts in found.items()}


def _things(asking: Asking, derived: Iterable[Derived]) -> dict[IRI, Cell]:
    """Entities, properties and concepts with their names."""
    iris = {iri for one in derived for iri in one[:3]}
    entities = {iri for iri in iris if iri in ID}
    return {**asking.solver.concepts(iris - entities), **asking.entities(entities)}


def _named(asking: Asking, sources: Iterable[str]) -> Cell:
    named = asking.entities(ID[source] for source in sources)
    return tuple(sorted(named.values(), key=lambda one: one.id)) or None


def _plain(iri: IRI) -> Entity:
    return Entity(iri, entity_id(iri) if iri in ID else compact(iri), "thing")

"""What the catalogue says of derived graphs: which rule made each, in which wording, from what, of which day.

No clock is read: the time of a run is the day of the data release.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from pharmagraph.model import IRI, Literal, Statement
from pharmagraph.queries.premises import invert
from pharmagraph.store.nquads import triple_line
from pharmagraph.vocab import (
    CATALOGUE_GRAPH,
    DCTERMS,
    DERIVED_GRAPH,
    ID,
    ONTOLOGY_GRAPH,
    PG,
    PROV,
    RDF,
    RETRACTED_GRAPH,
    XSD,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from pharmagraph.build.derivation import Rule
    from pharmagraph.model import Term
    from pharmagraph.store.port import Store

_INPUTS: Final = """{prologue}SELECT DISTINCT ?used WHERE {{
  {{ {body}
  GRAPH ?used {{ {part} }}
}}"""


def describe_runs(rules: Iterable[Rule], *, released: str) -> Iterator[Statement]:
    """Each rule's graph and run: titles, wording of the rule and the day of the release.

    A rule that finds nothing is described, too: it ran, and its graph is empty.
    """
    day = Literal(released, XSD.date)
    midnight = Literal(f"{released}T00:00:00Z", XSD.dateTime)
    for rule in rules:
        graph, run = DERIVED_GRAPH[rule.id], run_of(rule)
        yield _said(graph, RDF.type, PG.DerivedGraph)
        yield _said(graph, DCTERMS.title, Literal(rule.title_en, language="en"))
        yield _said(graph, DCTERMS.title, Literal(rule.title_ru, language="ru"))
        yield _said(graph, PROV.wasGeneratedBy, run)
        yield _said(graph, PROV.generatedAtTime, midnight)
        yield _said(run, RDF.type, PG.AnalysisRun)
        yield _said(run, PG.rule, Literal(rule.id))
        yield _said(run, PG.ruleVersion, Literal(hashlib.sha256(rule.query.encode()).hexdigest()))
        yield _said(run, PG.asOf, day)


def describe_results(
    store: Store, rules: Iterable[Rule], digests: Mapping[str, str], *, known: Container[str]
) -> Iterator[Statement]:
    """Of each rule that found something, the digest of what it found and the graphs in which its grounds lie.

    A rule that may rest on any statement at all, such as that of superclasses, is said to have used the
    ontology alone. What is ``known``, as N-Triples lines, is not said again.
    """
    for rule in rules:
        digest = digests.get(DERIVED_GRAPH[rule.id])
        if digest is None:
            continue
        found = [_said(run_of(rule), PG.resultDigest, Literal(digest))]
        found += [_said(run_of(rule), PROV.used, graph) for graph in sorted(inputs_of(store, rule))]
        for one in found:
            if triple_line(one.subject, one.predicate, one.object) not in known:
                yield one


def run_of(rule: Rule) -> IRI:
    """The IRI of the run of a rule."""
    return ID[f"run-{rule.id}"]


def inputs_of(store: Store, rule: Rule) -> set[IRI]:
    """The named graphs in which the grounds of what a rule finds lie.

    A relation node's are those of the sources that speak of it; a statement's may be another rule's.
    """
    rule_text = invert(rule.query)
    if rule_text is None:
        return set()
    graphs: set[IRI] = set()
    for part in rule_text.rests_on:
        if len(part) == 3 and (part[1].startswith("?") or part[1] == "a"):
            graphs.add(ONTOLOGY_GRAPH)
            continue
        pattern = " ".join(part) if len(part) == 3 else f"{part[0]} ?says ?something"
        query = _INPUTS.format(prologue=rule_text.prologue, body=rule_text.body, part=pattern)
        found = {row[0] for row in store.select(query).rows if isinstance(row[0], IRI)}
        if len(part) == 1:
            found = {graph for graph in found if graph not in DERIVED_GRAPH}
        graphs |= {graph for graph in found if graph not in RETRACTED_GRAPH}
    return graphs


def _said(subject: IRI, predicate: IRI, value: Term) -> Statement:
    return Statement(subject, predicate, value, CATALOGUE_GRAPH)

"""The whole graph in an RDF syntax, written by hand in a fixed order: the same graph gives the same bytes.

N-Quads, TriG and JSON-LD keep the named graphs, and with them who says what; Turtle has them merged.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, Literal

from pharmagraph.model import XSD_STRING, BlankNode
from pharmagraph.model import Literal as Value
from pharmagraph.store.nquads import quad_line, term_text
from pharmagraph.vocab import PREFIXES, RDF, RETRACTED_GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pharmagraph.model import IRI, Term
    from pharmagraph.store.port import Store, Triple

RdfFormat = Literal["ttl", "trig", "nq", "jsonld"]
FORMATS: Final[tuple[RdfFormat, ...]] = ("ttl", "trig", "nq", "jsonld")

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_-]))*")
_BY_LENGTH: Final = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def render_rdf(store: Store, form: RdfFormat) -> bytes:
    """All statements of a store, sorted by their text.

    In Turtle a statement that several sources make stands once, and what was retracted is left out.
    """
    if form == "nq":
        lines = sorted(
            {quad_line(one.subject, one.predicate, one.object, one.named_graph) for one in store.statements()}
        )
        return "".join(lines).encode("utf-8", "replace")
    if form == "ttl":
        merged = {
            (one.subject, one.predicate, one.object)
            for one in store.statements()
            if one.named_graph not in RETRACTED_GRAPH
        }
        return "".join([*_prefixes(), *_blocks(merged, "")]).encode("utf-8", "replace")
    if form == "trig":
        return "".join(_trig(store)).encode("utf-8", "replace")
    return _jsonld(store)


def _trig(store: Store) -> Iterator[str]:
    yield from _prefixes()
    for graph, triples in _by_graph(store):
        yield f"\n{_short(graph)} {{\n"
        yield from _blocks(triples, "  ")
        yield "}\n"


def _by_graph(store: Store) -> Iterator[tuple[IRI, set[Triple]]]:
    for graph in store.named_graphs():
        told = store.statements(named_graph=graph)
        yield graph, {(one.subject, one.predicate, one.object) for one in told}


def _prefixes() -> list[str]:
    return [f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()]


def _blocks(triples: Iterable[Triple], indent: str) -> Iterator[str]:
    """One block per subject, types first, objects of one property in one list."""
    for subject, of_subject in groupby(_ordered(triples), key=lambda triple: triple[0]):
        properties = []
        for predicate, of_predicate in groupby(of_subject, key=lambda triple: triple[1]):
            name = "a" if predicate == RDF.type else _short(predicate)
            properties.append(f"{name} {', '.join(_short(value) for _, _, value in of_predicate)}")
        yield f"{indent}{_short(subject)} {f' ;{chr(10)}{indent}    '.join(properties)} .\n"


def _ordered(triples: Iterable[Triple]) -> list[Triple]:
    return sorted(
        triples,
        key=lambda triple: (term_text(triple[0]), triple[1] != RDF.type, triple[1], term_text(triple[2])),
    )


def _short(term: Term) -> str:
    """A term with a prefix where its local name needs no escaping."""
    if isinstance(term, (Value, BlankNode)):
        if isinstance(term, Value) and not term.language and term.datatype != XSD_STRING:
            text = term_text(Value(term.value))
            return f"{text}^^{_short(term.datatype)}"
        return term_text(term)
    for prefix, namespace in _BY_LENGTH:
        if term.startswith(namespace) and _LOCAL.fullmatch(term, len(namespace)):
            return f"{prefix}:{term[len(namespace) :]}"
    return term_text(term)


def _jsonld(store: Store) -> bytes:
    """Expanded JSON-LD: it needs no context, so nothing is ever fetched to read it."""
    document = [
        {
            "@id": graph,
            "@graph": [
                _node(subject, list(of_subject))
                for subject, of_subject in groupby(_ordered(triples), key=lambda triple: triple[0])
            ],
        }
        for graph, triples in _by_graph(store)
    ]
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _node(subject: IRI | BlankNode, triples: list[Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _reference(subject)}
    for _, predicate, value in triples:
        if predicate == RDF.type and not isinstance(value, Value):
            node.setdefault("@type", []).append(_reference(value))
        else:
            node.setdefault(str(predicate), []).append(_value(value))
    return node


def _value(value: Term) -> dict[str, str]:
    if not isinstance(value, Value):
        return {"@id": _reference(value)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype == XSD_STRING:
        return {"@value": value.value}
    return {"@value": value.value, "@type": str(value.datatype)}


def _reference(term: IRI | BlankNode) -> str:
    return f"_:{term}" if isinstance(term, BlankNode) else str(term)

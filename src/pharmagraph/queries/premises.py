"""What a derived statement rests on: its rule asked the other way, down to what sources say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pharmagraph import resources
from pharmagraph.model import IRI
from pharmagraph.vocab import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pharmagraph.model import Term
    from pharmagraph.queries.described import Witnesses
    from pharmagraph.store.port import Store

_ID: Final = re.compile(r"^#:[ \t]*id[ \t]+(\S+)[ \t]*$", re.MULTILINE)
_RESTS_ON: Final = re.compile(r"^#:[ \t]*rests_on[ \t]+(.*)$", re.MULTILINE)
_CONSTRUCT: Final = re.compile(r"CONSTRUCT\s*\{(?P<template>[^{}]*)\}\s*WHERE\s*\{", re.IGNORECASE)
_DEEPEST: Final = 4
"""Rules rest on rules that rest on statements; more would mean rules that feed themselves."""

Triple = tuple[IRI, IRI, IRI]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a statement rests on: the relation nodes, and all sources of what was needed, sorted."""

    nodes: frozenset[IRI] = frozenset()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inverted:
    """A rule read for its grounds: its query up to and after the brace of WHERE, and what it rests on."""

    prologue: str
    body: str
    template: tuple[tuple[str, str, str], ...]
    rests_on: tuple[tuple[str, ...], ...]


class Premises:
    """The grounds of derived statements, by the rules of the ontology; read when the first is asked for."""

    def __init__(self, store: Store, witnesses: Witnesses, directory: Path | None = None) -> None:
        self._store = store
        self._witnesses = witnesses
        self._directory = directory
        self._known: dict[Triple, Ground] = {}

    def of(self, rules: Iterable[str], statement: Triple) -> Ground:
        """What a statement rests on that the rules derived; empty where none of the rules is known here.

        Of a relation node the sources count that name an end of the statement on it; of a plain statement
        those that say it. What is derived itself is followed to its own grounds.
        """
        return self._ground(rules, statement, _DEEPEST)

    def _ground(self, rules: Iterable[str], statement: Triple, depth: int) -> Ground:
        if statement in self._known:
            return self._known[statement]
        nodes: set[IRI] = set()
        sources: set[str] = set()
        for name in rules:
            rule = self._rules.get(name)
            for bound in self._solutions(rule, statement) if rule and depth else ():
                for part in rule.rests_on if rule else ():
                    found = self._part(part, bound, statement, depth)
                    nodes |= found.nodes
                    sources |= set(found.sources)
        self._known[statement] = Ground(frozenset(nodes), tuple(sorted(sources)))
        return self._known[statement]

    def _part(
        self, part: tuple[str, ...], bound: Mapping[str, Term], statement: Triple, depth: int
    ) -> Ground:
        """The ground that one word or triple of ``rests_on`` gives, with its variables filled in."""
        terms = tuple(term for word in part if isinstance(term := _term(word, bound), IRI))
        if len(part) == 1 and terms:
            return Ground(frozenset(terms), self._of_node(terms[0], statement))
        if len(terms) != 3:
            return Ground()
        subject, predicate, value = terms
        query = f"SELECT ?g WHERE {{ GRAPH ?g {{ <{subject}> <{predicate}> <{value}> }} }}"
        graphs = [row[0] for row in self._store.select(query).rows if isinstance(row[0], IRI)]
        said = self._witnesses.sources(graphs)
        if said:
            return Ground(frozenset(), said)
        return self._ground(self._witnesses.rules(graphs), (subject, predicate, value), depth - 1)

    def _of_node(self, node: IRI, statement: Triple) -> tuple[str, ...]:
        """The sources that name an end of the statement on a node; else all that describe it."""
        ends = f"<{statement[0]}>, <{statement[2]}>"
        query = f"SELECT ?g WHERE {{ GRAPH ?g {{ <{node}> ?p ?o FILTER(?o IN ({ends})) }} }}"
        for asked in (query, f"SELECT ?g WHERE {{ GRAPH ?g {{ <{node}> a ?class }} }}"):
            graphs = [row[0] for row in self._store.select(asked).rows if isinstance(row[0], IRI)]
            if sources := self._witnesses.sources(graphs):
                return sources
        return ()

    def _solutions(self, rule: Inverted, statement: Triple) -> Iterable[Mapping[str, Term]]:
        """The ways in which the rule gives the statement: values for the variables that it rests on."""
        wanted = list(
            dict.fromkeys(word[1:] for part in rule.rests_on for word in part if word.startswith("?"))
        )
        for triple in rule.template:
            given = dict(zip(triple, statement, strict=True))
            fixed = {word: term for word, term in given.items() if word.startswith("?")}
            if any(_term(word, {}) != term for word, term in given.items() if word not in fixed):
                continue
            names, terms = " ".join(fixed), " ".join(f"<{term}>" for term in fixed.values())
            head = f"{rule.prologue}SELECT DISTINCT {' '.join(f'?{name}' for name in wanted)} WHERE {{ "
            rows = self._store.select(f"{head}VALUES ({names}) {{ ({terms}) }} {rule.body}").rows
            for row in rows:
                yield {
                    **{word[1:]: term for word, term in fixed.items()},
                    **{name: term for name, term in zip(wanted, row, strict=True) if term is not None},
                }

    @cached_property
    def _rules(self) -> dict[str, Inverted]:
        directory = self._directory or resources.ontology_directory() / "rules"
        found = {}
        for file in sorted(directory.glob("*.rq")):
            text = file.read_text(encoding="utf-8")
            named, rule = _ID.search(text), invert(text)
            if named and rule:
                found[named[1]] = rule
        return found


def invert(text: str) -> Inverted | None:
    """A rule of ``ontology/rules`` read for its grounds; ``None`` for a text that is no CONSTRUCT."""
    made = _CONSTRUCT.search(text)
    if not made:
        return None
    template = tuple(_words(one) for one in re.split(r"\s\.(?=\s|$)", made["template"]))
    return Inverted(
        prologue="".join(line + "\n" for line in _lines(text[: made.start()])),
        body=text[made.end() :],
        template=tuple((one[0], one[1], one[2]) for one in template if len(one) == 3),
        rests_on=tuple(tuple(part.split()) for line in _RESTS_ON.findall(text) for part in line.split(",")),
    )


def _lines(text: str) -> list[str]:
    """The lines of a prologue without its comments."""
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def _words(triple: str) -> tuple[str, ...]:
    return tuple(triple.split())


def _term(word: str, bound: Mapping[str, Term]) -> Term | None:
    """The term that a word of a rule stands for."""
    if word.startswith("?"):
        return bound.get(word[1:])
    return expand("rdf:type" if word == "a" else word)

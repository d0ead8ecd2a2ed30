"""Derived statements: the rules of ``ontology/rules`` run over the merged default graph.

Each rule is a SPARQL CONSTRUCT with a header of ``#: key value`` lines. What it adds goes to
``graph/derived/<rule id>`` and the default graph, never into a source's graph; what a source already says is
not derived again. Rules may rest on one another, so they run in rounds until nothing is new.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pharmagraph.errors import ConfigError
from pharmagraph.model import BlankNode, Statement
from pharmagraph.store.tokens import Token, scan
from pharmagraph.vocab import DERIVED_GRAPH, IRI, PREFIXES, RDF

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from pharmagraph.model import Term
    from pharmagraph.store.embedded import EmbeddedStore

MAX_ROUNDS = 4
"""Enough for a shortcut, its inverse and their superclasses; more would mean rules that feed themselves."""

_TERMS = frozenset({"variable", "iri", "name", "blank", "string", "number"})
_BEGIN_A_TERM = frozenset({"(", "[", "+", "-", "true", "false"})
_HEADER = re.compile(r"^#:[ \t]*(\w+)[ \t]*:?[ \t]+(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One derivation rule: its id, its titles and its query."""

    id: str
    title_en: str
    title_ru: str
    query: str

    def may_use(self, terms: set[Term]) -> bool:
        """Whether the rule may find more now that there are more statements with these ``telling_terms``."""
        named = named_terms(self.query)
        return named is None or not named.isdisjoint(terms)


def telling_terms(statements: Iterable[Statement]) -> set[Term]:
    """What a query must name to meet one of the statements: its predicate, or the class that it gives."""
    terms: set[Term] = set()
    for one in statements:
        terms.add(one.predicate)
        if one.predicate == RDF.type:
            terms.add(one.object)
    return terms


def read_rules(directory: Path) -> list[Rule]:
    """The rules in a directory, by file name.

    Raises:
        ConfigError: a rule has no id or title, or two have the same id.
    """
    rules: dict[str, Rule] = {}
    for file in sorted(directory.glob("*.rq")):
        query = file.read_text(encoding="utf-8")
        header = dict(_HEADER.findall(query))
        missing = [key for key in ("id", "title_en", "title_ru") if not header.get(key)]
        if missing:
            raise ConfigError(f"{file}: the header has no line '#: {missing[0]} …'")
        if header["id"] in rules:
            raise ConfigError(f"{file}: the rule id {header['id']!r} is used twice")
        rules[header["id"]] = Rule(header["id"], header["title_en"], header["title_ru"], query)
    return list(rules.values())


def named_terms(query: str) -> frozenset[IRI] | None:
    """Every IRI that the query names; ``None`` when any predicate may fit.

    Any may where a variable or a negated path stands in the place of a predicate, or seems to. A class
    after ``a`` is among the names, ``rdf:type`` itself only where any class may fit.

    Example:
        >>> sorted(named_terms("ASK { ?a a <urn:C> ; <urn:p>+ ?b }"))
        [IRI('urn:C'), IRI('urn:p')]
        >>> named_terms("ASK { ?a ?any ?b }") is None
        True
    """
    tokens = [Token("mark", "", 0), *scan(query), Token("mark", "", 0)]
    prefixes = dict(PREFIXES)
    named: set[IRI] = set()
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if _may_be_any_predicate(before, token, after):
            return None
        if token.kind == "iri":
            named.add(IRI(token.text[1:-1]))
        elif token.kind == "name" and before.text.upper() == "PREFIX":
            prefixes[token.text[:-1]] = after.text[1:-1]
        elif token.kind == "name":
            prefix, _, local = token.text.partition(":")
            named.add(IRI(prefixes[prefix] + local))
        elif token.text in {"a", ","} and (before.text == "^" or after.kind not in {"iri", "name"}):
            named.add(RDF.type)
    return frozenset(named)


def _may_be_any_predicate(before: Token, token: Token, after: Token) -> bool:
    term_follows = after.kind in _TERMS or after.text in _BEGIN_A_TERM
    if token.kind == "variable":
        return before.text in {";", "["} or (
            (before.kind in _TERMS or before.text in {")", "]"}) and term_follows
        )
    return token.text == "!" and (term_follows or after.text in {"^", "a"})


def select_rules(rules: Iterable[Rule], *, without: Collection[str]) -> list[Rule]:
    """The rules that are left when some are switched off, in their order.

    Raises:
        ConfigError: no rule has one of the ids.
    """
    by_id = {rule.id: rule for rule in rules}
    for rule_id in sorted(set(without) - by_id.keys()):
        near = difflib.get_close_matches(rule_id, by_id, n=1)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        raise ConfigError(
            f"there is no derivation rule {rule_id!r}{hint}; the rules are: {', '.join(sorted(by_id))}"
        )
    return [rule for rule in by_id.values() if rule.id not in without]


def derive(store: EmbeddedStore, rules: Iterable[Rule], known: set[str]) -> Iterator[Statement]:
    """One round: what the rules find in the store beyond ``known``, which grows by it.

    ``known`` holds the statements of the default graph as N-Triples lines. The first rule to find a
    statement owns it, so the result depends on the rules' order and on nothing else.
    """
    for rule in rules:
        for line, (subject, predicate, value) in store.construct_new(rule.query, known).items():
            if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
                continue  # a derived statement is about named things
            known.add(line)
            yield Statement(subject, predicate, value, DERIVED_GRAPH[rule.id])

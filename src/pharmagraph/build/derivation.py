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
from pharmagraph.store.nquads import triple_line
from pharmagraph.vocab import DERIVED_GRAPH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from pharmagraph.store.port import Store

MAX_ROUNDS = 4
"""Enough for a shortcut, its inverse and their superclasses; more would mean rules that feed themselves."""

_HEADER = re.compile(r"^#:[ \t]*(\w+)[ \t]*:?[ \t]+(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One derivation rule: its id, its titles and its query."""

    id: str
    title_en: str
    title_ru: str
    query: str


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


def derive(store: Store, rules: Iterable[Rule], known: set[str]) -> Iterator[Statement]:
    """One round: what the rules find in the store beyond ``known``, which grows by it.

    ``known`` holds the statements of the default graph as N-Triples lines. The first rule to find a
    statement owns it, so the result depends on the rules' order and on nothing else.
    """
    for rule in rules:
        found = {}
        for subject, predicate, value in store.construct(rule.query):
            if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
                continue  # a derived statement is about named things
            line = triple_line(subject, predicate, value)
            found[line] = Statement(subject, predicate, value, DERIVED_GRAPH[rule.id])
        for line in sorted(found.keys() - known):
            known.add(line)
            yield found[line]

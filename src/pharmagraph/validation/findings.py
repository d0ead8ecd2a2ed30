"""What a check says: findings with stable ids, and the report that gathers them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from typing import Literal as OneOf

from pharmagraph.model import BlankNode, Literal, Words
from pharmagraph.vocab import ID, SH, compact, entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.model import IRI, Release, Term
    from pharmagraph.validation.measures import Measures

Level = OneOf["error", "warning", "info"]
_MARK: Final = re.compile(r"\{[?$]?(\w+)\}")
LEVELS: Final[tuple[Level, ...]] = ("error", "warning", "info")
"""The worst first."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an editor finds it: a file, and the line and the column of a table where they can be told."""

    file: str
    line: int | None
    column: str = ""

    def __str__(self) -> str:
        line = "" if self.line is None else f":{self.line}"
        return f"{self.file}{line}" + (f", {self.column}" if self.column else "")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is checked: the id its findings carry, how bad they are, what is wrong and what to do."""

    id: str
    level: Level
    title: Words
    advice: Words


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that breaks one rule.

    ``advice`` says what is wrong here and what to do. ``node`` is ``None`` for a finding about a line of a
    table; ``value`` is the value meant, ``path`` the property path in SPARQL, ``component`` the kind of
    constraint as SHACL calls it.
    """

    rule: Rule
    advice: Words
    node: Term | None = None
    value: Term | None = None
    path: str = ""
    component: IRI = SH.SPARQLConstraintComponent
    place: Place | None = None

    @classmethod
    def of(
        cls,
        rule: Rule,
        node: Term | None,
        values: Mapping[str, Term | None],
        *,
        path: str = "",
        component: IRI = SH.SPARQLConstraintComponent,
    ) -> Finding:
        """The finding whose advice has ``{name}`` and ``{?name}`` replaced by the value of that name."""
        texts = {name: "" if term is None else shown(term) for name, term in values.items()}
        en, ru = (
            _MARK.sub(lambda mark: texts.get(mark[1], mark[0]), text)
            for text in (rule.advice.en, rule.advice.ru)
        )
        return cls(rule, Words(en, ru), node, values.get("value"), path, component)

    @property
    def id(self) -> str:
        """The stable id of the rule."""
        return self.rule.id

    @property
    def level(self) -> Level:
        """How bad it is."""
        return self.rule.level

    @property
    def subject(self) -> str:
        """The node as people write it: an id, a CURIE, or the row."""
        if self.node is None:
            return str(self.place or "")
        return shown(self.node)

    def key(self) -> tuple[int, str, str, str, str]:
        """Sorts the worst first, then by rule, place and node."""
        where = f"{self.place.file}:{self.place.line or 0:09d}" if self.place else ""
        value = "" if self.value is None else str(self.value)
        return LEVELS.index(self.level), self.id, where, self.subject, value


@dataclass(frozen=True, slots=True)
class Cause:
    """All findings of one rule, counted."""

    rule: Rule
    count: int
    example: Finding


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a check, the worst first, with the figures measured beside them.

    ``subject`` names what was checked, ``rules`` is how many rules were applied. ``measures`` is ``None`` for
    tables without a build.
    """

    subject: str
    findings: tuple[Finding, ...]
    rules: int
    release: Release | None = None
    measures: Measures | None = None
    totals: dict[Level, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        subject: str,
        findings: Iterable[Finding],
        *,
        rules: int,
        release: Release | None = None,
        measures: Measures | None = None,
    ) -> Report:
        """The report with its findings sorted and counted."""
        ordered = tuple(sorted(dict.fromkeys(findings), key=Finding.key))
        counted = Counter(finding.level for finding in ordered)
        totals = {level: counted[level] for level in LEVELS}
        return cls(subject, ordered, rules, release, measures, totals)

    @property
    def conforms(self) -> bool:
        """Whether nothing at all was found, as SHACL understands it."""
        return not self.findings

    def causes(self) -> list[Cause]:
        """The findings grouped by rule: the worst level first, then the most frequent."""
        counted = Counter(finding.id for finding in self.findings)
        first = {finding.id: finding for finding in reversed(self.findings)}
        causes = [Cause(finding.rule, counted[name], finding) for name, finding in first.items()]
        return sorted(causes, key=lambda one: (LEVELS.index(one.rule.level), -one.count, one.rule.id))

    def fails(self, threshold: Level | None) -> bool:
        """Whether anything is as bad as the threshold or worse; never without one."""
        if threshold is None:
            return False
        return any(self.totals[level] for level in LEVELS[: LEVELS.index(threshold) + 1])


def shown(term: Term) -> str:
    """A term as people write it: our ids bare, other IRIs as CURIEs, literals as their text."""
    if isinstance(term, Literal | BlankNode):
        return str(term)
    return entity_id(term) if term in ID else compact(term)

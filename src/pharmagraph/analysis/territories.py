"""Whether a territory in a deal covers a country on a day: yes, no, or not known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from typing import Literal as OneOf

from pharmagraph.analysis.asking import Outcome
from pharmagraph.model import IRI, Validity, Words
from pharmagraph.queries.described import describe
from pharmagraph.queries.validity import validity_of
from pharmagraph.queries.wording import day_of
from pharmagraph.vocab import ID, PG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.store.port import Store

Covers = OneOf["yes", "no", "not known"]
WORLD: Final = ID.world


@dataclass(frozen=True, slots=True)
class Territory:
    """A set of countries and groups, in the words of a source.

    ``vague`` words ("and others", "Western markets") leave open what is not mentioned.
    """

    includes: frozenset[IRI] = frozenset()
    excludes: frozenset[IRI] = frozenset()
    vague: bool = False


Spans = dict[IRI, dict[IRI, tuple[Validity, ...]]]
"""Group → country → when it was a member."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Which country was a member of which group, and when; while it was ``unsettled``, neither yes nor no."""

    members: Mapping[IRI, Mapping[IRI, tuple[Validity, ...]]] = field(default_factory=dict)
    unsettled: Mapping[IRI, Mapping[IRI, tuple[Validity, ...]]] = field(default_factory=dict)

    def has(self, group: IRI, country: IRI, day: date) -> Covers:
        """Whether a country is a member of a group on a day."""
        if any(one.possibly_holds(day) for one in self.members.get(group, {}).get(country, ())):
            return "yes"
        open_then = self.unsettled.get(group, {}).get(country, ())
        return "not known" if any(one.possibly_holds(day) for one in open_then) else "no"


def covers(territory: Territory, country: IRI, day: date, groups: Groups) -> Covers:
    """Whether the territory covers the country on the day.

    The most specific mention decides: the country itself, then a group that has it as a member on that day,
    then the world; of two mentions of one level an exclusion wins. Vague words turn what is left from no into
    not known.

    Example:
        >>> from datetime import date
        >>> everywhere = Territory(frozenset({WORLD}), frozenset({ID.china}))
        >>> [covers(everywhere, one, date(2025, 1, 1), Groups()) for one in (ID.russia, ID.china)]
        ['yes', 'no']
    """
    if country in territory.excludes:
        return "no"
    if country in territory.includes:
        return "yes"
    out = {groups.has(one, country, day) for one in territory.excludes if one != WORLD}
    into = {groups.has(one, country, day) for one in territory.includes if one != WORLD}
    if "yes" in out:
        return "no"
    if "not known" in out:
        return "not known"
    if "yes" in into:
        return "yes"
    if WORLD in territory.excludes:
        return "no"
    if WORLD in territory.includes:
        return "yes"
    return "not known" if territory.vague or "not known" in into else "no"


_MEMBERSHIPS: Final = """
SELECT ?node ?group ?country (MIN(?issued) AS ?first_told) WHERE {
  ?node a pg:GroupMembership ; pg:group ?group ; pg:groupMember ?country .
  OPTIONAL {
    GRAPH ?graph { ?node pg:groupMember ?country }
    GRAPH graph:catalogue { ?graph prov:wasDerivedFrom ?source }
    ?source dcterms:issued ?issued
  }
} GROUP BY ?node ?group ?country
"""
_UNSETTLED: Final = {PG["relation-status-unknown"], PG["relation-status-announced"]}


def read_groups(store: Store) -> Groups:
    """The dated memberships of country groups in a store.

    One that is only announced, or of which it is not known whether it came about, is unsettled from its
    start, or where none is stated from the first source that tells of it.
    """
    table = store.select(_MEMBERSHIPS)
    nodes = describe(store, [row[0] for row in table.rows if isinstance(row[0], IRI)])
    members: Spans = {}
    unsettled: Spans = {}
    for node, group, country, told in table.rows:
        if isinstance(node, IRI) and isinstance(group, IRI) and isinstance(country, IRI):
            span, kept = validity_of(nodes[node]), members
            if nodes[node].first(PG.relationStatus) in _UNSETTLED:
                span, kept = replace(span, start=span.start or day_of(told)), unsettled
            spans = kept.setdefault(group, {})
            spans[country] = (*spans.get(country, ()), span)
    return Groups(members, unsettled)


def read_territories(store: Store, iris: Iterable[IRI]) -> dict[IRI, Territory]:
    """The territories with these IRIs; one that a store does not describe is empty and vague."""
    wanted = set(iris)
    nodes = describe(store, wanted)
    found = {}
    for iri in wanted:
        node = nodes.get(iri)
        if node is None:
            found[iri] = Territory(vague=True)
            continue
        words = node.first(PG.vagueness)
        found[iri] = Territory(
            frozenset(one for one in node.values.get(PG.includes, ()) if isinstance(one, IRI)),
            frozenset(one for one in node.values.get(PG.excludes, ()) if isinstance(one, IRI)),
            vague=words is not None and words != PG["vagueness-none"],
        )
    return found


# ------------------------------------------------------------------------------------ the question


def covered_here(asking: Asking) -> Outcome:
    """Rows whose territory covers the country asked about, or may; a holder without a territory may."""
    country = asking.values.iri("here") or ID.russia
    keys = [one.key for one in asking.question.columns]
    place, territory = keys.index("covered"), keys.index("territory")
    rows = asking.rows()
    store = asking.solver.store
    groups = read_groups(store)
    named = {iri for row in rows if (iri := getattr(row.cells[territory], "iri", None)) is not None}
    territories = read_territories(store, named)
    found = []
    for row in rows:
        iri = getattr(row.cells[territory], "iri", None)
        verdict = covers(territories[iri], country, asking.as_of, groups) if iri else "not known"
        words = {"yes": Words("yes", "да"), "no": Words("no", "нет")}.get(
            verdict, Words("not known", "неизвестно")
        )
        found.append(replace(row, cells=(*row.cells[:place], words, *row.cells[place + 1 :])))
    return Outcome(tuple(found))

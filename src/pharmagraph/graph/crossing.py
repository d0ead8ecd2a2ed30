"""Which ties a search may cross, and at what cost.

The cost of a hop is a whole number of millionths, so that ties are exact:

    cost = 1 000 000 · (1 − ln strength + 0.5 · ln d(start) + 0.5 · ln d(end))

where d(node) is the number of different neighbours that the node has by ties of the same relation in the
same direction. The logarithms are the *hub penalty*. A relation that a node has with fifty others tells
little about any one of them: two firms that both deal with one large fund, or two medicines that act on one
much-used target, have less to do with each other than two firms with one joint venture. With the weight 0.5
the penalties of a path add up to minus the logarithm of its share in a degree-weighted path count
(``metapaths``), so paths are ordered by strength times specificity, each further hop costing a factor e.
The two ends of the path are given, not chosen: they pay no penalty, and the fame of its ends never makes a
direct tie expensive.

``strength`` leaves the penalty away; ``hops`` counts hops only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import ConfigError
from pharmagraph.graph.options import LAYER_WORDS, STATUS_WORDS, PathOptions

if TYPE_CHECKING:
    from pharmagraph.graph.pattern import Pattern
    from pharmagraph.graph.snapshot import Facet, Snapshot
    from pharmagraph.model import Validity

UNIT: Final = 1_000_000
"""The cost of a hop of full strength, away from any hub."""

HUB_WEIGHT: Final = 0.5

UNCONFIRMED_AFTER_YEARS: Final = 7
"""A tie said to be in force that no source has confirmed for longer is crossed only on request."""

NO_STEPPING_STONE: Final = frozenset(
    {
        "country", "country-group", "territory", "event", "instrument", "technology", "disease", "concept",
        "source", "statement", "programme", "partnership", "deal",
    }
)  # fmt: skip
"""Kinds that a path may end at but not pass: "both are in Russia" is no tie."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether ties of a facet may be crossed; ``excluded_by`` names the filter that says no."""

    excluded_by: str = ""
    certain: bool = False


class Crossing:
    """The filters and costs of one search over a snapshot."""

    def __init__(self, snapshot: Snapshot, options: PathOptions) -> None:
        self.snapshot = snapshot
        self.options = options
        self.day: date | None = options.as_of or snapshot.date
        self.pattern = _pattern(options.pattern) if options.pattern else None
        self._asked_for = options.only | (self.pattern.names if self.pattern else frozenset())
        self._check_names()
        self.base: list[int | None] = [None] * (2 * snapshot.n_facets)
        """Cost of a tie without hub penalty, by code; 0 where it may not be crossed, ``None`` until asked."""
        self._penalties: list[int] = [0, 0]
        self._verdicts: dict[int, Verdict] = {}
        self.via = frozenset(snapshot.number(iri) for iri in options.via)
        self.avoided = frozenset(snapshot.number(one) for one in options.avoid)
        self.passable = [
            (kind not in NO_STEPPING_STONE or foreign or self.pattern is not None)
            and kind not in options.avoid
            for kind, foreign in zip(snapshot.kinds, snapshot.foreign_kinds, strict=True)
        ]
        self.all_passable = all(self.passable) and not self.avoided - {-1}

    def may_pass(self, node: int) -> bool:
        """Whether a path may go through a node, the ends not being asked."""
        if node in self.via:
            return True
        return self.passable[self.snapshot.kind_of[node]] and node not in self.avoided

    def cost(self, code: int) -> int:
        """The cost of a tie without hub penalty, seen as ``code`` says; 0 where it may not be crossed."""
        known = self.base[code]
        if known is None:
            facet = self.snapshot.facet(code >> 1)
            known = 0 if self.excluded_by(code) else self._base_cost(facet)
            self.base[code] = known
        return known

    def excluded_by(self, code: int) -> str:
        """The filter that forbids crossing a tie seen as ``code`` says; empty where none does."""
        verdict = self.verdict(code >> 1)
        if verdict.excluded_by:
            return verdict.excluded_by
        symmetric = self.snapshot.facet(code >> 1).relation.symmetric
        return "directed" if self.options.directed and code & 1 and not symmetric else ""

    def verdict(self, facet: int) -> Verdict:
        """What the filters say of a facet, directions apart."""
        if facet not in self._verdicts:
            self._verdicts[facet] = self._judge(self.snapshot.facet(facet))
        return self._verdicts[facet]

    def penalties(self, largest: int) -> list[int]:
        """The hub penalty by degree, for degrees up to at least ``largest``."""
        table = self._penalties
        if self.options.cost != "specific":
            table.extend([0] * (largest + 1 - len(table)))
        else:
            table.extend(round(UNIT * HUB_WEIGHT * log(d)) for d in range(len(table), largest + 1))
        return table

    def without(self, name: str) -> Crossing:
        """The same crossing with one filter dropped, by the name that ``excluded_by`` gives it."""
        return Crossing(self.snapshot, relaxed(self.options, name))

    def _base_cost(self, facet: Facet) -> int:
        if self.options.cost == "hops":
            return UNIT
        return max(1, round(UNIT * (1 - log(facet.strength))))

    def _judge(self, facet: Facet) -> Verdict:
        certain = self._certain(facet)
        return Verdict(self._filter(facet, certain=certain), certain)

    def _filter(self, facet: Facet, *, certain: bool) -> str:
        """The first filter that leaves a facet out, direction apart."""
        options, relation = self.options, facet.relation
        names = {relation.name, relation.layer}
        if options.only and not names & options.only:
            return "only"
        if names & options.without:
            return "without"
        if facet.status in STATUS_WORDS and facet.status not in options.include:
            return facet.status
        for word, layer in LAYER_WORDS.items():
            if relation.layer == layer and word not in options.include and not names & self._asked_for:
                return word
        if self.day is not None and not self._holds(facet, self.day):
            return "as_of" if options.as_of is not None else "ended"
        if options.certain and not certain:
            return "certain"
        return "unconfirmed" if self._is_stale(facet) else ""

    def _holds(self, facet: Facet, day: date) -> bool:
        """By the interval; but an act that is done stays done, so a completed tie holds from its start on."""
        validity = _span(facet)
        if validity.possibly_holds(day):
            return True
        begun = validity.start is None or validity.start <= day
        return begun and (facet.status == "completed" or "ended" in self.options.include)

    def _certain(self, facet: Facet) -> bool:
        """By the interval alone: of what is done nobody says by that how long it holds."""
        if facet.relation.timeless and facet.validity.start is None:
            return True
        return self.day is not None and _span(facet).certainly_holds(self.day)

    def _is_stale(self, facet: Facet) -> bool:
        validity = facet.validity
        if "unconfirmed" in self.options.include or facet.status != "in-force" or self.day is None:
            return False
        if validity.end is not None or facet.relation.timeless or facet.relation.lasting:
            return False
        seen = [
            day for day in (*validity.confirmed, validity.start_latest, validity.start) if day is not None
        ]
        return bool(seen) and max(seen) < self.day - timedelta(days=round(365.25 * UNCONFIRMED_AFTER_YEARS))

    def _check_names(self) -> None:
        known = {
            name for relation in self.snapshot.relations for name in (relation.name, relation.layer) if name
        }
        for name in sorted(self.options.only | self.options.without):
            if name not in known:
                raise ConfigError(
                    f"no tie has the relation or layer {name!r}; there are {', '.join(sorted(known))}"
                )


def _span(facet: Facet) -> Validity:
    """When ties of a facet hold; those of a relation that cannot end, from their start on."""
    if facet.relation.timeless or facet.relation.lasting:
        return replace(facet.validity, end_earliest=date.max, end=None)
    return facet.validity


def _pattern(text: str) -> Pattern:
    from pharmagraph.graph.pattern import parse_pattern

    return parse_pattern(text)


_DROPPED: Final[dict[str, object]] = {
    **dict.fromkeys(("only", "without", "avoid"), frozenset()),
    **dict.fromkeys(("certain", "directed"), False),
    "as_of": None,
    "via": (),
    "pattern": "",
}
"""Options by name, with the value that filters nothing."""


def relaxed(options: PathOptions, name: str) -> PathOptions:
    """The options with the filter dropped that ``excluded_by`` calls ``name``."""
    if name in _DROPPED:
        return replace(options, **{name: _DROPPED[name]})  # type: ignore[arg-type]
    return replace(options, include=options.include | {name})

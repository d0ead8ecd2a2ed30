"""Paths between two entities, cheapest first, each hop with the ties that prove it; or why there is none.

What a hop costs, and why hubs are expensive, is said in ``crossing``; how the search goes, in ``search``.
Of two entities with several ties the cheapest is followed and the others stand beside it on the hop.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pharmagraph.graph.crossing import Crossing, relaxed
from pharmagraph.graph.hops import hop, priced_ties
from pharmagraph.graph.options import DEFAULT_MAX_HOPS, LONGEST, PathOptions
from pharmagraph.graph.passing import Both, Passing
from pharmagraph.graph.routes import route_kind
from pharmagraph.graph.search import Found, Route, Search
from pharmagraph.graph.snapshot import NOT_IN_PROJECTION
from pharmagraph.model import Entity, GraphPath, Tie

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from pharmagraph.graph.search import Automaton
    from pharmagraph.graph.snapshot import Snapshot
    from pharmagraph.model import IRI

MAX_COUNTED: Final = 100
"""How many paths are counted at most when the effect of a filter is told."""

__all__ = ["NoPath", "PathOptions", "PathSearch", "find_paths", "find_paths_between_pairs"]


@dataclass(frozen=True, slots=True)
class Dropped:
    """What dropping one filter would bring.

    ``counted`` says that ``n_paths`` are all of them; counting ends at ``MAX_COUNTED``.
    """

    filter: str
    n_paths: int
    shortest: int
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Excluded:
    """A tie straight between the two ends that the filter named by ``filter`` left out."""

    tie: Tie
    filter: str


@dataclass(frozen=True, slots=True)
class NoPath:
    """Why there is no path.

    ``missing`` are the ends that take part in no tie of the projection at all. ``near_start`` and
    ``near_end`` are the nearest entities that can be reached from either end, nearest first;
    ``n_from_start`` and ``n_from_end`` how many can be reached in all. ``dropped`` says which filters stand
    between the two ends. ``longer`` is the length of the shortest path beyond ``max_hops``, 0 when there is
    none.
    """

    missing: tuple[IRI, ...] = ()
    near_start: tuple[Entity, ...] = ()
    near_end: tuple[Entity, ...] = ()
    n_from_start: int = 0
    n_from_end: int = 0
    dropped: tuple[Dropped, ...] = ()
    longer: int = 0


@dataclass(frozen=True, slots=True)
class PathSearch:
    """The answer to a path question.

    ``equals_cut`` counts paths left out that cost as much as the last one shown, ``equals_counted`` says
    whether all of them were counted. ``total`` is the number of paths there are up to ``max_hops`` hops, and
    ``total_counted`` says that these are all, as counting ends at ``MAX_COUNTED``. ``max_hops`` is how far
    the search went, ``widened`` that this is further than the default because nothing shorter was found;
    ``hints`` then say which filters, dropped, would let shorter paths through. ``excluded`` are ties straight
    between the two ends that were left out, so that nobody reads "no direct tie" where one is, say, only
    agreed. ``no_path`` explains an empty answer.
    """

    paths: tuple[GraphPath, ...]
    options: PathOptions
    as_of: date | None
    max_hops: int
    widened: bool = False
    equals_cut: int = 0
    equals_counted: bool = True
    total: int = 0
    total_counted: bool = True
    hints: tuple[Dropped, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    no_path: NoPath | None = None


def find_paths(snapshot: Snapshot, start: IRI, end: IRI, options: PathOptions | None = None) -> PathSearch:
    """The paths from one entity to another, by (cost, hops, ids).

    Raises:
        ConfigError: an option names a relation or layer that the projection does not have, or an end is to be
            avoided.
        LimitError: all paths were asked for, and there are too many.
    """
    options = options or PathOptions()
    options.check_ends(start, end)
    crossing = Crossing(snapshot, options)
    first, last = snapshot.number(start), snapshot.number(end)
    missing = tuple(
        iri
        for iri, node in ((start, first), (end, last), *((iri, snapshot.number(iri)) for iri in options.via))
        if node == NOT_IN_PROJECTION
    )
    if missing:
        return PathSearch((), options, crossing.day, options.furthest, no_path=NoPath(missing=missing))
    found, furthest = _search(crossing, first, last)
    if not found.routes:
        return PathSearch(
            (),
            options,
            crossing.day,
            furthest,
            excluded=_excluded(crossing, first, last),
            no_path=_why_none(crossing, first, last, furthest),
        )
    widened = furthest > options.furthest
    total, counted = _total(crossing, first, last, found, furthest)
    return PathSearch(
        tuple(_path(crossing, route) for route in found.routes),
        options,
        crossing.day,
        furthest,
        widened,
        found.equals_cut,
        found.equals_counted,
        total,
        counted,
        tuple(_what_stands_between(crossing, first, last, DEFAULT_MAX_HOPS)) if widened else (),
        _excluded(crossing, first, last),
    )


def first_paths(search: PathSearch, limit: int) -> PathSearch:
    """The first paths of a search for all of them; ``total`` tells how many there are."""
    kept, rest = search.paths[:limit], search.paths[limit:]
    if not rest:
        return search
    return replace(
        search,
        paths=kept,
        equals_cut=sum(path.cost == kept[-1].cost for path in rest),
        total=len(search.paths),
    )


def find_paths_between_pairs(
    snapshot: Snapshot, pairs: Iterable[tuple[IRI, IRI]], options: PathOptions | None = None
) -> Iterator[tuple[IRI, IRI, tuple[GraphPath, ...]]]:
    """The paths of many pairs, in the order given; an empty tuple where there is none.

    Nothing is explained; ask ``find_paths`` about a pair that has no path.

    Raises:
        ConfigError: an option names a relation or layer that the projection does not have, or an end of a
            pair is to be avoided.
    """
    options = options or PathOptions()
    pairs = list(pairs)
    options.check_ends(*(end for pair in pairs for end in pair))
    crossing = Crossing(snapshot, options)
    for start, end in pairs:
        first, last = snapshot.number(start), snapshot.number(end)
        if NOT_IN_PROJECTION in {first, last, *crossing.via}:
            yield start, end, ()
            continue
        found, _ = _search(crossing, first, last, count_equals=False)
        yield start, end, tuple(_path(crossing, route) for route in found.routes)


def _search(crossing: Crossing, first: int, last: int, *, count_equals: bool = True) -> tuple[Found, int]:
    options = crossing.options
    search = Search(crossing, first, last, automaton=_automaton(crossing, first, last))
    found = search.routes(limit=options.limit, max_hops=options.furthest, count_equals=count_equals)
    if found.routes or options.max_hops is not None or options.pattern:
        return found, options.furthest
    for hops in range(options.furthest + 1, LONGEST + 1):
        found = search.routes(limit=options.limit, max_hops=hops, count_equals=count_equals)
        if found.routes:
            return found, hops
    return found, LONGEST


def _total(crossing: Crossing, first: int, last: int, found: Found, max_hops: int) -> tuple[int, bool]:
    """How many paths there are of at most so many hops, and whether that is all."""
    limit = crossing.options.limit
    if limit is None or len(found.routes) < limit:
        return len(found.routes), True
    most = max(MAX_COUNTED, limit + 1)
    by_hops = _with(crossing, limit=most, max_hops=max_hops, cost="hops")
    n_paths = len(_search(by_hops, first, last, count_equals=False)[0].routes)
    return max(n_paths, limit + found.equals_cut), n_paths < most


def _automaton(crossing: Crossing, first: int, last: int) -> Automaton | None:
    via = tuple(sorted(crossing.via - {first, last}))
    passing = Passing(via) if via else None
    if crossing.pattern is None:
        return passing
    from pharmagraph.graph.pattern import PatternAutomaton

    fitting = PatternAutomaton(crossing.pattern, crossing.snapshot)
    return Both(passing, fitting) if passing else fitting


def _path(crossing: Crossing, route: Route) -> GraphPath:
    nodes = route.nodes
    last = len(nodes) - 2
    priced = [
        priced_ties(crossing, here, there, free_start=place == 0, free_end=place == last)
        for place, (here, there) in enumerate(pairwise(nodes))
    ]
    if crossing.pattern is not None:
        from pharmagraph.graph.pattern import PatternAutomaton, fitting_ties

        priced = fitting_ties(PatternAutomaton(crossing.pattern, crossing.snapshot), nodes, priced)
    hops = tuple(
        hop(crossing, here, there, ties) for (here, there), ties in zip(pairwise(nodes), priced, strict=True)
    )
    snapshot = crossing.snapshot
    return GraphPath(
        snapshot.entity(nodes[0]), snapshot.entity(nodes[-1]), hops, route.cost, route_kind(hops)
    )


def _why_none(crossing: Crossing, first: int, last: int, max_hops: int) -> NoPath:
    from_start, near_start = _reach(crossing, first, backward=False)
    from_end, near_end = _reach(crossing, last, backward=True)
    longer = 0
    if max_hops < LONGEST:
        beyond = _search(_with(crossing, limit=1, max_hops=LONGEST, cost="hops"), first, last)[0]
        longer = len(beyond.routes[0].nodes) - 1 if beyond.routes else 0
    return NoPath(
        near_start=near_start,
        near_end=near_end,
        n_from_start=from_start,
        n_from_end=from_end,
        dropped=tuple(_what_stands_between(crossing, first, last, max_hops)),
        longer=longer,
    )


def _excluded(crossing: Crossing, first: int, last: int) -> tuple[Excluded, ...]:
    snapshot = crossing.snapshot
    found = []
    for entry in snapshot.entries_between(first, last):
        code = snapshot.code[entry]
        filter_ = crossing.excluded_by(code)
        if filter_:
            certain = crossing.verdict(code >> 1).certain
            tie = snapshot.tie(snapshot.slot[entry], backward=bool(code & 1), certain=certain)
            found.append(Excluded(tie, filter_))
    return tuple(found)


def _with(crossing: Crossing, **changes: object) -> Crossing:
    return Crossing(crossing.snapshot, replace(crossing.options, **changes))  # type: ignore[arg-type]


def _what_stands_between(crossing: Crossing, first: int, last: int, max_hops: int) -> Iterator[Dropped]:
    """Each filter that, dropped alone, would let paths through, with how many."""
    options = crossing.options
    filters = {crossing.verdict(facet).excluded_by for facet in range(crossing.snapshot.n_facets)} - {""}
    filters |= {name for name in ("directed", "avoid", "via", "pattern") if getattr(options, name)}
    for name in sorted(filters):
        wider = replace(relaxed(options, name), max_hops=max_hops, limit=MAX_COUNTED, cost="hops")
        found = _search(Crossing(crossing.snapshot, wider), first, last, count_equals=False)[0]
        if found.routes:
            shortest = min(len(route.nodes) - 1 for route in found.routes)
            yield Dropped(name, len(found.routes), shortest, len(found.routes) < MAX_COUNTED)


def _reach(crossing: Crossing, begin: int, *, backward: bool) -> tuple[int, tuple[Entity, ...]]:
    """How many nodes can be reached, and the first five by (hops, id)."""
    snapshot = crossing.snapshot
    seen, frontier, order = {begin}, [begin], []
    while frontier:
        following = set()
        for node in frontier:
            if node != begin and not crossing.may_pass(node):
                continue
            for entry in snapshot.entries(node):
                neighbour = snapshot.neighbour[entry]
                if neighbour not in seen and crossing.cost(snapshot.code[entry] ^ int(backward)):
                    following.add(neighbour)
        seen |= following
        frontier = sorted(following)
        order.extend(frontier)
    return len(order), tuple(snapshot.entity(node) for node in order[:5])

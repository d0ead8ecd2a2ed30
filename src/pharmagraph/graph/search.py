"""The cheapest routes between two nodes of a snapshot, in a fixed order, reading little.

Routes are simple (no node twice), have at most so many hops, and come out by (cost, hops, node numbers).
They are sought by length: all of one hop, of two, and so on. Once enough are known, a longer route must be
as cheap as the last of them, and since no hop costs less than one unit, most nodes, hubs above all, are
never opened. For one length the search learns backwards from the end what remains to be paid after each
number of hops, about half the way, and then goes forward from the start, best first, never below what
remains at least.

An ``Automaton`` restricts the routes to those it accepts (entities to pass, patterns of relations and kinds):
the search then runs over pairs of a node and a state, told by one number, ``node · states + state``.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final, Protocol

from pharmagraph.errors import LimitError
from pharmagraph.graph.crossing import UNIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pharmagraph.graph.crossing import Crossing

MAX_ROUTES: Final = 100_000
"""More routes than this are nobody's answer."""

MAX_EQUALS: Final = 1_000
"""How many routes as cheap as the last one are counted at most."""


_TOO_MUCH: Final = 1 << 62
_LOOK_AHEAD: Final = 4
"""From this length on, if nothing was found, the number of hops is learned before the costs."""


class Automaton(Protocol):
    """What restricts routes: states ``0`` to ``n_states − 1``, and how a hop leads on."""

    n_states: int

    def begin(self, node: int) -> tuple[int, ...]:
        """The states before the first hop, standing on ``node``."""
        ...

    def follow(self, state: int, code: int, node: int) -> tuple[int, ...]:
        """The states after a hop by a tie seen as ``code`` says, to ``node``."""
        ...

    def accepts(self, state: int) -> bool:
        """Whether a route may end in this state."""
        ...


@dataclass(frozen=True, slots=True)
class Route:
    """The nodes of one route and its cost."""

    nodes: tuple[int, ...]
    cost: int

    @property
    def rank(self) -> tuple[int, int, tuple[int, ...]]:
        """What routes are ordered by."""
        return self.cost, len(self.nodes), self.nodes


@dataclass(frozen=True, slots=True)
class Found:
    """The cheapest routes in order; how many more cost as much as the last; whether they were all counted."""

    routes: tuple[Route, ...]
    equals_cut: int = 0
    equals_counted: bool = True


class _Everything:
    """The automaton that restricts nothing."""

    n_states = 1

    def begin(self, node: int) -> tuple[int, ...]:  # noqa: ARG002
        return (0,)

    def follow(self, state: int, code: int, node: int) -> tuple[int, ...]:  # noqa: ARG002
        return (0,)

    def accepts(self, state: int) -> bool:  # noqa: ARG002
        return True


class Search:
    """Routes from one node to another under the filters of a crossing."""

    def __init__(
        self, crossing: Crossing, start: int, end: int, *, automaton: Automaton | None = None
    ) -> None:
        self.crossing = crossing
        self.start = start
        self.end = end
        self.automaton: Automaton = automaton or _Everything()
        self.n_states = self.automaton.n_states
        self.penalty = crossing.penalties(crossing.snapshot.largest_degree)
        self._steps: dict[tuple[int, bool], dict[int, int]] = {}
        self._follow: dict[tuple[int, int, int], tuple[int, ...]] = {}

    def routes(self, *, limit: int | None, max_hops: int, count_equals: bool = True) -> Found:
        """The cheapest routes of at most ``max_hops`` hops.

        Raises:
            LimitError: there is no limit, and too many routes to list.
        """
        if self.start == self.end:
            accepted = any(map(self.automaton.accepts, self.automaton.begin(self.start)))
            return Found((Route((self.start,), 0),) if accepted else ())
        component = self.crossing.snapshot.component
        if component[self.start] != component[self.end]:
            return Found(())
        most = MAX_ROUTES if limit is None else limit + (MAX_EQUALS if count_equals else 0)
        routes: list[Route] = []
        bound, cut = None, False
        nearest = 1
        for hops in range(1, max_hops + 1):
            if hops == _LOOK_AHEAD and not routes:
                nearest = self._distance(max_hops)
            if hops < nearest:
                continue
            if bound is not None and hops * UNIT > bound:
                break
            longer = _Length(self, hops, bound).routes(most, limit)
            cut = cut or len(longer) == most
            routes = sorted([*routes, *longer], key=lambda route: route.rank)
            if limit is not None and len(routes) >= limit:
                bound = routes[limit - 1].cost
                routes = [route for route in routes if route.cost <= bound]
        if limit is None:
            if len(routes) >= MAX_ROUTES:
                raise LimitError(
                    "routes",
                    f"there are more than {MAX_ROUTES} routes of up to {max_hops} hops; "
                    "ask for fewer with --limit, or for shorter ones with --max-hops",
                )
            return Found(tuple(routes))
        equals = len(routes) - limit if len(routes) > limit else 0
        return Found(tuple(routes[:limit]), equals, not (cut and equals >= MAX_EQUALS))

    def steps(self, key: int, *, backward: bool = False) -> dict[int, int]:
        """Where one hop leads to (backward: comes from), with the least cost of each."""
        known = self._steps.get((key, backward))
        if known is None:
            known = self._steps[key, backward] = dict(self._hops(key, backward=backward, among=None))
        return known

    def steps_into(
        self, key: int, among: dict[int, int], *, backward: bool = False
    ) -> Iterable[tuple[int, int]]:
        """Those of the steps that lead to one of some keys; a large neighbourhood is only looked through."""
        known = self._steps.get((key, backward))
        if known is None:
            return self._hops(key, backward=backward, among=among)
        return [(after, cost) for after, cost in known.items() if after in among]

    def _distance(self, max_hops: int) -> int:
        """The fewest hops between the two ends, whatever the automaton; ``max_hops`` + 1 if more are needed.

        Every node is opened once at most, so that ends without a path are told quickly.
        """
        crossing, snapshot = self.crossing, self.crossing.snapshot
        seen = ({self.start}, {self.end})
        frontiers = ({self.start}, {self.end})
        for hops in range(1, max_hops + 1):
            side = int(len(frontiers[1]) < len(frontiers[0]))
            reached: set[int] = set()
            for node in frontiers[side]:
                low, high = snapshot.offset[node], snapshot.offset[node + 1]
                new = set(snapshot.neighbour[low:high])
                new -= seen[side]
                new -= reached
                if new:
                    reached.update(
                        neighbour
                        for neighbour, code in zip(
                            snapshot.neighbour[low:high], snapshot.code[low:high], strict=True
                        )
                        if neighbour in new and crossing.cost(code ^ side)
                    )
            if not reached.isdisjoint(seen[1 - side]):
                return hops
            seen[side].update(reached)
            frontiers[side].clear()
            frontiers[side].update(filter(crossing.may_pass, reached))
        return max_hops + 1

    def beginnings(self) -> list[int]:
        """The keys at which routes begin."""
        return [self.start * self.n_states + state for state in self.automaton.begin(self.start)]

    def goals(self) -> list[int]:
        """The keys at which routes may end."""
        states = range(self.n_states)
        return [self.end * self.n_states + state for state in states if self.automaton.accepts(state)]

    def _hops(self, key: int, *, backward: bool, among: dict[int, int] | None) -> Iterable[tuple[int, int]]:
        if self.n_states > 1:
            found = self._hops_with_states(key, backward=backward)
            return [(after, cost) for after, cost in found.items() if among is None or after in among]
        snapshot = self.crossing.snapshot
        low, high = snapshot.offset[key], snapshot.offset[key + 1]
        neighbours = snapshot.neighbour[low:high]
        entries: Iterable[int] = (
            range(low, high)
            if among is None
            else [place for place, node in enumerate(neighbours, low) if node in among]
        )
        best: dict[int, int] = {}
        for neighbour, _, cost in self._priced(key, entries, backward=backward):
            best[neighbour] = min(cost, best.get(neighbour, cost))
        return best.items()

    def _hops_with_states(self, key: int, *, backward: bool) -> dict[int, int]:
        n_states = self.n_states
        node, state = divmod(key, n_states)
        entries = self.crossing.snapshot.entries(node)
        best: dict[int, int] = {}
        for neighbour, code, cost in self._priced(node, entries, backward=backward):
            if backward:
                states: Iterable[int] = [
                    one for one in range(n_states) if state in self._followed(one, code, node)
                ]
            else:
                states = self._followed(state, code, neighbour)
            for one in states:
                reached = neighbour * n_states + one
                if reached not in best or cost < best[reached]:
                    best[reached] = cost
        return best

    def _priced(self, node: int, entries: Iterable[int], *, backward: bool) -> Iterator[tuple[int, int, int]]:
        """The entries of a node that may be crossed, as (neighbour, code, cost of the hop).

        Backward, the hop arrives at ``node``, so the tie is seen from the other side.
        """
        crossing, snapshot = self.crossing, self.crossing.snapshot
        begin, end = (self.end, self.start) if backward else (self.start, self.end)
        at_begin, everywhere, flip = node == begin, crossing.all_passable, int(backward)
        base, penalty = crossing.base, self.penalty
        neighbours, codes, near, far = snapshot.neighbour, snapshot.code, snapshot.near, snapshot.far
        for entry in entries:
            neighbour, code = neighbours[entry], codes[entry] ^ flip
            cost = base[code]
            if cost is None:
                cost = crossing.cost(code)
            if not cost or neighbour == begin:
                continue
            if not at_begin:
                cost += penalty[near[entry]]
            if neighbour != end:
                if not everywhere and not crossing.may_pass(neighbour):
                    continue
                cost += penalty[far[entry]]
            yield neighbour, code, cost

    def _followed(self, state: int, code: int, node: int) -> tuple[int, ...]:
        key = (state, code, node)
        known = self._follow.get(key)
        if known is None:
            known = self._follow[key] = self.automaton.follow(state, code, node)
        return known


_Step = tuple[int, int, dict[int, int]]
"""The least that a route costs in all, the node it steps to, and what is paid by then for each key there."""


class _Length:
    """The routes of exactly so many hops that cost no more than a bound.

    ``_remaining[r]`` says for each key what is to be paid at least when exactly r hops are left; lengths that
    are not in it are not known, and count one unit per hop.
    """

    def __init__(self, search: Search, hops: int, bound: int | None) -> None:
        self._search = search
        self._hops = hops
        self._most = _TOO_MUCH - 1 if bound is None else bound
        self._remaining: dict[int, dict[int, int]] = {0: dict.fromkeys(search.goals(), 0)}
        self._paid: dict[int, dict[int, int]] = {0: dict.fromkeys(search.beginnings(), 0)}
        self._learn()

    def routes(self, most: int, limit: int | None) -> list[Route]:
        """The cheapest routes in order, at most ``most``, with all that cost as much as number ``limit``."""
        found: list[Route] = []
        for route in self._in_order():
            if limit is not None and len(found) >= limit and route.cost > found[limit - 1].cost:
                break
            found.append(route)
            if len(found) == most:
                break
        return found

    def _in_order(self) -> Iterator[Route]:
        """Every route, cheapest first; of the hops from one place only the next best waits in the heap."""
        end = self._search.end
        heap: list[tuple[int, tuple[int, ...], dict[int, int], Iterator[_Step]]] = []
        first = self._step((self._search.start,), self._paid[0])
        if first is not None:
            heap.append((first[0], (first[1],), first[2], iter(())))
        while heap:
            price, nodes, paid, others = heappop(heap)
            other = next(others, None)
            if other is not None:
                heappush(heap, (other[0], (*nodes[:-1], other[1]), other[2], others))
            if nodes[-1] == end:
                yield Route(nodes, price)
                continue
            further = iter(self._further(nodes, paid))
            best = next(further, None)
            if best is not None:
                heappush(heap, (best[0], (*nodes, best[1]), best[2], further))

    def _further(self, nodes: tuple[int, ...], paid: dict[int, int]) -> list[_Step]:
        """The hops from where a route stands, cheapest first."""
        search, n_states = self._search, self._search.n_states
        remaining = self._remaining.get(self._hops - len(nodes))
        reached: dict[int, dict[int, int]] = {}
        for key, so_far in paid.items():
            steps = search.steps(key).items() if remaining is None else search.steps_into(key, remaining)
            if n_states == 1 and remaining is not None:
                left = self._hops - len(nodes)
                return sorted(
                    (so_far + cost + remaining[after], after, {after: so_far + cost})
                    for after, cost in steps
                    if after not in nodes
                    and so_far + cost + remaining[after] <= self._most
                    and (after == search.end) == (left == 0)
                )
            for after, cost in steps:
                prices = reached.setdefault(after // n_states, {})
                total = so_far + cost
                if total < prices.get(after, _TOO_MUCH):
                    prices[after] = total
        found = (self._step((*nodes, node), prices) for node, prices in reached.items() if node not in nodes)
        return sorted((step for step in found if step is not None), key=lambda step: step[:2])

    def _step(self, nodes: tuple[int, ...], paid: dict[int, int]) -> _Step | None:
        """Where ``nodes`` end, with the least that the whole route costs; ``None`` when it is too much."""
        left = self._hops - len(nodes) + 1
        if (nodes[-1] == self._search.end) != (left == 0):
            return None
        remaining = self._remaining.get(left)
        if remaining is None:
            least = min(paid.values(), default=_TOO_MUCH) + left * UNIT + self._passing(nodes[-1])
        else:
            least = min(
                (so_far + remaining[key] for key, so_far in paid.items() if key in remaining),
                default=_TOO_MUCH,
            )
        return (least, nodes[-1], paid) if least <= self._most else None

    def _learn(self) -> None:
        """What remains from half the way on, and where a hop less than the other half leads.

        Of a middle hop that is left over, the side with fewer ties takes it. Where more than two hops lie
        before the middle, also what remains from each place there, so that no place is tried along every
        route to it.
        """
        hops = self._hops
        ahead = self._spread_ahead(0) if hops > 1 else {}
        if hops > 1:
            self._paid[1] = ahead
        half = hops // 2
        for left in range(1, half + 1):
            self._remaining[left] = self._spread_back(left, ahead if left == hops - 1 else None)
        if hops % 2 and half and self._work(self._remaining[half]) < self._work(self._paid[1]):
            half += 1
            self._remaining[half] = self._spread_back(half, ahead if half == hops - 1 else None)
        for done in range(2, hops - half):
            self._paid[done] = self._spread_ahead(done - 1)
        for done in range(hops - half - 1, 1, -1):
            self._remaining[hops - done] = self._ask(done)

    def _work(self, layer: dict[int, int]) -> int:
        offset, n_states = self._search.crossing.snapshot.offset, self._search.n_states
        return sum(offset[key // n_states + 1] - offset[key // n_states] for key in layer)

    def _passing(self, node: int) -> int:
        """What the half of passing a node that is not paid yet costs at least."""
        search = self._search
        if node in {search.start, search.end}:
            return 0
        return search.penalty[search.crossing.snapshot.least[node]]

    def _hopeful(self, layer: dict[int, int], other_hops: int) -> dict[int, int]:
        """Those of a layer that a route can be cheap enough with, so many hops being on its other side."""
        most, n_states = self._most - other_hops * UNIT, self._search.n_states
        return {
            key: value
            for key, value in layer.items()
            if value <= most and value + self._passing(key // n_states) <= most
        }

    def _spread_back(self, left: int, among: dict[int, int] | None) -> dict[int, int]:
        """What remains with ``left`` hops to go, from what remains with one fewer."""
        search = self._search
        found: dict[int, int] = {}
        for key, value in self._remaining[left - 1].items():
            steps = (
                search.steps(key, backward=True).items()
                if among is None
                else search.steps_into(key, among, backward=True)
            )
            for before, cost in steps:
                total = value + cost
                if total < found.get(before, _TOO_MUCH):
                    found[before] = total
        if left < self._hops:
            for state in range(search.n_states):
                found.pop(search.start * search.n_states + state, None)
        return self._hopeful(found, self._hops - left)

    def _spread_ahead(self, done: int) -> dict[int, int]:
        """What is paid at least after one hop more than ``done``."""
        search = self._search
        found: dict[int, int] = {}
        for key, so_far in self._paid[done].items():
            for after, cost in search.steps(key).items():
                total = so_far + cost
                if total < found.get(after, _TOO_MUCH):
                    found[after] = total
        for state in range(search.n_states):
            found.pop(search.end * search.n_states + state, None)
        return self._hopeful(found, self._hops - done - 1)

    def _ask(self, done: int) -> dict[int, int]:
        """What remains after ``done`` hops, for the keys that can be stood on then."""
        search = self._search
        found: dict[int, int] = {}
        remaining = self._remaining[self._hops - done - 1]
        for key in self._paid[done]:
            rest = [cost + remaining[after] for after, cost in search.steps_into(key, remaining)]
            if rest:
                found[key] = min(rest)
        return self._hopeful(found, done)

"""The cheapest routes between two nodes of a snapshot, in a fixed order, reading little.

Routes are simple (no node twice), have at most so many hops, and come out by (cost, hops, node numbers). For a
bound of H hops the search first learns, for every node that a route may stand on, the least that remains to be paid
from there: around the end by spreading backwards, around the start by asking neighbours, so that each side
opens only about half the hops. Best-first search with these exact remainders then yields the routes in order.
H grows from one; what is known bounds what a longer route may cost, so hubs are rarely opened at all.

An ``Automaton`` restricts the routes to those it accepts (entities to pass, patterns of relations and kinds):
the search then runs over pairs of a node and a state.
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

HOP_BITS: Final = 8
"""Costs are searched as ``cost << HOP_BITS | hops``, so that of equal costs the fewer hops come first."""

MAX_ROUTES: Final = 100_000
"""More routes than this are nobody's answer."""

MAX_EQUALS: Final = 1_000
"""How many routes as cheap as the last one are counted at most."""

_CHEAPEST_HOP: Final = UNIT << HOP_BITS | 1


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
        self._automaton: Automaton = automaton or _Everything()
        self.n_states = self._automaton.n_states
        self._steps: dict[int, tuple[list[int], list[int]]] = {}
        self._steps_back: dict[int, tuple[list[int], list[int]]] = {}
        self._follow: dict[tuple[int, int, int], tuple[int, ...]] = {}

    def routes(self, *, limit: int | None, max_hops: int) -> Found:
        """The cheapest routes of at most ``max_hops`` hops.

        Raises:
            LimitError: there is no limit, and too many routes to list.
        """
        if self.start == self.end:
            return Found((Route((self.start,), 0),))
        found, bound = Found(()), None
        for hops in range(1, max_hops + 1):
            if bound is not None and hops * _CHEAPEST_HOP >> HOP_BITS > bound >> HOP_BITS:
                break
            if limit is None and hops < max_hops:
                continue
            found = self._routes(limit, hops, bound)
            if limit is not None and len(found.routes) == limit:
                bound = (found.routes[-1].cost << HOP_BITS) + (1 << HOP_BITS) - 1
        return found

    def _routes(self, limit: int | None, max_hops: int, bound: int | None) -> Found:
        remaining = _Remaining(self, max_hops, bound)
        routes: list[Route] = []
        equals = 0
        for route in self._in_order(remaining, max_hops, bound):
            if limit is None or len(routes) < limit:
                routes.append(route)
                if len(routes) > MAX_ROUTES:
                    raise LimitError(
                        "routes",
                        f"there are more than {MAX_ROUTES} routes of up to {max_hops} hops; "
                        "ask for fewer with --limit, or for shorter ones with --max-hops",
                    )
            elif route.cost > routes[-1].cost:
                break
            else:
                equals += 1
                if equals == MAX_EQUALS:
                    return Found(tuple(routes), equals, equals_counted=False)
        return Found(tuple(routes), equals)

    def _in_order(self, remaining: _Remaining, max_hops: int, bound: int | None) -> Iterator[Route]:
        """Every route, cheapest first: by (cost, hops, node numbers)."""
        n_states, end = self.n_states, self.end
        states = self._automaton.begin(self.start)
        paid = tuple((self.start * n_states + state, 0) for state in states)
        heap: list[tuple[int, tuple[int, ...], tuple[tuple[int, int], ...]]] = []
        least = remaining.least(paid, max_hops)
        if least is not None:
            heap.append((least, (self.start,), paid))
        while heap:
            price, nodes, paid = heappop(heap)
            if nodes[-1] == end:
                yield Route(nodes, price >> HOP_BITS)
                continue
            left = max_hops - len(nodes)
            further: dict[int, dict[int, int]] = {}
            for key, so_far in paid:
                for after, weight in zip(*self.steps(key), strict=True):
                    node = after // n_states
                    prices = further.setdefault(node, {})
                    total = so_far + weight
                    if after not in prices or total < prices[after]:
                        prices[after] = total
            for node, prices in further.items():
                if node in nodes:
                    continue
                reached = tuple(prices.items())
                total_least = remaining.least(reached, left)
                if total_least is not None and (bound is None or total_least <= bound):
                    heappush(heap, (total_least, (*nodes, node), reached))

    def steps(self, key: int) -> tuple[list[int], list[int]]:
        """Where one hop leads from a node and state, and the cheapest weight of each."""
        known = self._steps.get(key)
        if known is None:
            known = self._steps[key] = self._hops(key, backward=False)
        return known

    def steps_back(self, key: int) -> tuple[list[int], list[int]]:
        """From where one hop leads to a node and state, and the cheapest weight of each."""
        known = self._steps_back.get(key)
        if known is None:
            known = self._steps_back[key] = self._hops(key, backward=True)
        return known

    def _hops(self, key: int, *, backward: bool) -> tuple[list[int], list[int]]:
        crossing, snapshot, n_states = self.crossing, self.crossing.snapshot, self.n_states
        node, state = divmod(key, n_states)
        # Backward, the hop arrives at `node`; the tie is then seen from the other side.
        begin, end = (self.end, self.start) if backward else (self.start, self.end)
        low, high = snapshot.offset[node], snapshot.offset[node + 1]
        near = snapshot.near[low:high]
        far = snapshot.far[low:high]
        penalty = crossing.penalties(max(max(near, default=0), max(far, default=0)))
        base, flip = crossing.base, int(backward)
        at_begin, everywhere = node == begin, crossing.all_passable
        best: dict[int, int] = {}
        for neighbour, code, here, there in zip(
            snapshot.neighbour[low:high], snapshot.code[low:high], near, far, strict=True
        ):
            seen = code ^ flip
            cost = base[seen]
            if cost is None:
                cost = crossing.cost(seen)
            if not cost or neighbour == begin:
                continue
            if not at_begin:
                cost += penalty[here]
            if neighbour != end:
                if not everywhere and not crossing.may_pass(neighbour):
                    continue
                cost += penalty[there]
            if n_states == 1:
                if neighbour not in best or cost < best[neighbour]:
                    best[neighbour] = cost
                continue
            for after in self._next_states(state, seen, neighbour, node, backward=backward):
                reached = neighbour * n_states + after
                if reached not in best or cost < best[reached]:
                    best[reached] = cost
        return list(best), [cost << HOP_BITS | 1 for cost in best.values()]

    def _next_states(
        self, state: int, code: int, neighbour: int, node: int, *, backward: bool
    ) -> Iterable[int]:
        if not backward:
            return self._followed(state, code, neighbour)
        return [
            before for before in range(self.n_states) if state in self._followed(before, code, node)
        ]

    def _followed(self, state: int, code: int, node: int) -> tuple[int, ...]:
        key = (state, code, node)
        known = self._follow.get(key)
        if known is None:
            known = self._follow[key] = self._automaton.follow(state, code, node)
        return known

    def goals(self) -> list[int]:
        """The keys at which a route may end."""
        return [
            self.end * self.n_states + state
            for state in range(self.n_states)
            if self._automaton.accepts(state)
        ]

    def beginnings(self) -> list[int]:
        """The keys at which routes begin."""
        return [self.start * self.n_states + state for state in self._automaton.begin(self.start)]


class _Remaining:
    """The least that remains to be paid to the end, by key and by the hops that are left.

    ``_layers[r]`` holds the keys whose value changed when r hops were allowed; the newest value is the least.
    """

    def __init__(self, search: Search, max_hops: int, bound: int | None) -> None:
        self._search = search
        self._bound = bound
        self._now: dict[int, int] = dict.fromkeys(search.goals(), 0)
        self._layers = [dict(self._now)]
        reached = [dict.fromkeys(search.beginnings(), 0)]
        ahead: dict[int, int] | None = None
        # Spread from the side that has fewer ties to look at, until the two sides meet.
        while len(self._layers) + len(reached) - 1 < max_hops:
            if ahead is None:
                ahead = self._spread_ahead(reached)
            if self._work(ahead) < self._work(self._layers[-1]):
                reached.append(ahead)
                ahead = None
            else:
                self._add(self._spread_back())
        for hops in range(len(self._layers), max_hops + 1):
            self._add(self._ask(reached[: max_hops - hops + 1]))

    def least(self, paid: tuple[tuple[int, int], ...], hops: int) -> int | None:
        """The least total for what was paid so far, with so many hops left; ``None`` when it leads nowhere."""
        best = None
        for key, so_far in paid:
            rest = self._at(key, hops)
            if rest is not None and (best is None or so_far + rest < best):
                best = so_far + rest
        return best

    def _at(self, key: int, hops: int) -> int | None:
        for layer in self._layers[hops::-1]:
            value = layer.get(key)
            if value is not None:
                return value
        return None

    def _add(self, layer: dict[int, int]) -> None:
        self._layers.append(layer)
        self._now |= layer

    def _work(self, layer: dict[int, int]) -> int:
        offset, n_states = self._search.crossing.snapshot.offset, self._search.n_states
        return sum(offset[key // n_states + 1] - offset[key // n_states] for key in layer)

    def _is_hopeless(self, price: int) -> bool:
        return self._bound is not None and price + _CHEAPEST_HOP > self._bound

    def _spread_back(self) -> dict[int, int]:
        """What changes when one more hop is allowed, around the end."""
        search, now = self._search, self._now
        changed: dict[int, int] = {}
        for key, value in self._layers[-1].items():
            if key // search.n_states == search.start or self._is_hopeless(value):
                continue
            for before, weight in zip(*search.steps_back(key), strict=True):
                total = value + weight
                known = changed.get(before) or now.get(before)
                if known is None or total < known:
                    changed[before] = total
        return changed

    def _spread_ahead(self, reached: list[dict[int, int]]) -> dict[int, int]:
        """What can be stood on after one more hop, with the least paid so far."""
        search = self._search
        paid: dict[int, int] = {}
        for layer in reached:
            paid |= layer
        changed: dict[int, int] = {}
        for key, so_far in reached[-1].items():
            if key // search.n_states == search.end or self._is_hopeless(so_far):
                continue
            for after, weight in zip(*search.steps(key), strict=True):
                total = so_far + weight
                known = changed.get(after) or paid.get(after)
                if known is None or total < known:
                    changed[after] = total
        return changed

    def _ask(self, reached: list[dict[int, int]]) -> dict[int, int]:
        """What changes when one more hop is allowed, for the keys that can be stood on with so many hops left."""
        search, now = self._search, self._now
        paid: dict[int, int] = {}
        for layer in reached:
            paid |= layer
        changed: dict[int, int] = {}
        for key, so_far in paid.items():
            if key // search.n_states == search.end or self._is_hopeless(so_far):
                continue
            known = best = now.get(key)
            for after, weight in zip(*search.steps(key), strict=True):
                rest = now.get(after)
                if rest is not None and (best is None or weight + rest < best):
                    best = weight + rest
            if best is not None and best != known:
                changed[key] = best
        return changed

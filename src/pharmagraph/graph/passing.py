"""Automata that restrict routes: passing all of some entities, and two restrictions at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pharmagraph.graph.search import Automaton


class Passing:
    """Accepts a route that has passed every one of some nodes; the bits of its state are those passed."""

    def __init__(self, nodes: tuple[int, ...]) -> None:
        self._bits = {node: 1 << place for place, node in enumerate(dict.fromkeys(nodes))}
        self.n_states = 1 << len(self._bits)

    def begin(self, node: int) -> tuple[int, ...]:
        """The state on the first node."""
        return (self._bits.get(node, 0),)

    def follow(self, state: int, code: int, node: int) -> tuple[int, ...]:  # noqa: ARG002
        """The state after a hop, whatever the tie."""
        return (state | self._bits.get(node, 0),)

    def accepts(self, state: int) -> bool:
        """Whether all were passed."""
        return state == self.n_states - 1


class Both:
    """Accepts a route that two automata accept."""

    def __init__(self, first: Automaton, second: Automaton) -> None:
        self._first = first
        self._second = second
        self.n_states = first.n_states * second.n_states

    def begin(self, node: int) -> tuple[int, ...]:
        """The pairs of states before the first hop."""
        return self._pairs(self._first.begin(node), self._second.begin(node))

    def follow(self, state: int, code: int, node: int) -> tuple[int, ...]:
        """The pairs of states after a hop."""
        one, other = divmod(state, self._second.n_states)
        return self._pairs(self._first.follow(one, code, node), self._second.follow(other, code, node))

    def accepts(self, state: int) -> bool:
        """Whether both accept."""
        one, other = divmod(state, self._second.n_states)
        return self._first.accepts(one) and self._second.accepts(other)

    def _pairs(self, first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(one * self._second.n_states + other for one in first for other in second)

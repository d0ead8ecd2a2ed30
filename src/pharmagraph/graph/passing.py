"""The automaton of ``--via``: a route is accepted when it has passed every entity named."""

from __future__ import annotations


class Passing:
    """Remembers, in the bits of its state, which of the nodes were stood on."""

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

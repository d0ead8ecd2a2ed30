"""Who says that a tie holds: the source graphs in which its relation node names both ends."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Evidence:
    """The sources of each tie, worked out from where its relation node names the two ends."""

    def __init__(self) -> None:
        self._wanted: dict[str, set[str]] = defaultdict(set)
        self._found: dict[tuple[str, str], set[str]] = defaultdict(set)

    def want(self, node: str, others: Iterable[str]) -> None:
        """Ask for the sources that link ``node`` to each of ``others``."""
        self._wanted[node].update(others)

    def see(self, subject: str, value: str, source: str) -> None:
        """Take in that a source states something between two things."""
        others = self._wanted.get(subject)
        if others is not None and value in others:
            self._found[subject, value].add(source)
        others = self._wanted.get(value)
        if others is not None and subject in others:
            self._found[value, subject].add(source)

    def sources(self, start: str, end: str, nodes: tuple[str, ...]) -> tuple[str, ...]:
        """The sources of a tie, sorted: those that name both ends on one node, else all that name either.

        A tie that rests on several nodes (two posts of one person) has the sources of each.
        """
        if not nodes:
            return tuple(sorted(self._found.get((start, end), ())))
        if len(nodes) == 1:
            first, second = self._named(nodes[0], start), self._named(nodes[0], end)
            return tuple(sorted(first & second or first | second))
        return tuple(
            sorted({source for node in nodes for end_ in (start, end) for source in self._named(node, end_)})
        )

    def _named(self, node: str, filler: str) -> set[str]:
        return self._found.get((node, filler), set())

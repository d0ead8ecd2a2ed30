"""Names for blank nodes, made of what is said of them, so that reading a file twice adds nothing.

Blank nodes that are joined through one another are named together. Each gets a colour from the
statements around it; colours are refined until they settle, and what they cannot tell apart is told
apart by trying each choice and keeping the smallest writing of the whole. Two nodes in two files, or in
two graphs, of which exactly the same is said get the same name.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from pharmagraph.errors import LimitError
from pharmagraph.model import BlankNode, Term
from pharmagraph.store.nquads import term_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.model import IRI

    Triple = tuple[IRI | BlankNode, IRI, Term]

SPARE_STEPS = 500_000
"""Statements looked at while telling like nodes apart, beyond 20 looks at each; then the file is refused."""

_MAX_DEPTH = 200


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def names(triples: Iterable[Triple]) -> dict[BlankNode, str]:
    """A name of 32 hexadecimal digits for every blank node in the triples.

    The names do not depend on the labels, the order or the other statements of the file.

    Raises:
        LimitError: a group of nodes is so alike, and so entangled, that telling them apart takes too long.

    Source:
        The idea of RDF Dataset Canonicalization (W3C, 2024): first hash, then try; here per group.
    """
    named: dict[BlankNode, str] = {}
    for group in _groups(set(triples)):
        named.update(_Group(group).names())
    return named


def _groups(triples: set[Triple]) -> list[list[Triple]]:
    """The triples, parted so that no blank node is in two parts."""
    parent: dict[BlankNode, BlankNode] = {}

    def root(node: BlankNode) -> BlankNode:
        while parent[node] is not node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for subject, _, object_ in triples:
        ends = [term for term in (subject, object_) if isinstance(term, BlankNode)]
        for node in ends:
            parent.setdefault(node, node)
        if len(ends) == 2:
            parent[root(ends[0])] = root(ends[1])
    parts: dict[BlankNode, list[Triple]] = defaultdict(list)
    for triple in triples:
        end = triple[0] if isinstance(triple[0], BlankNode) else triple[2]
        if isinstance(end, BlankNode):
            parts[root(parent[end])].append(triple)
    return list(parts.values())


def _alike(colours: Mapping[BlankNode, str]) -> list[BlankNode]:
    """The nodes that share the smallest shared colour; none when every node has its own."""
    classes: dict[str, list[BlankNode]] = defaultdict(list)
    for node, colour in colours.items():
        classes[colour].append(node)
    shared = min((colour for colour, members in classes.items() if len(members) > 1), default=None)
    return classes[shared] if shared is not None else []


class _Group:
    """Blank nodes that hang together, and the statements about them as text."""

    def __init__(self, triples: list[Triple]) -> None:
        self.steps_left = SPARE_STEPS + 20 * len(triples)
        self.around: dict[BlankNode, list[tuple[str, BlankNode | None]]] = defaultdict(list)
        self.written: list[tuple[BlankNode | str, str, BlankNode | str]] = []
        for subject, predicate, object_ in triples:
            start = subject if isinstance(subject, BlankNode) else term_text(subject)
            end = object_ if isinstance(object_, BlankNode) else term_text(object_)
            verb = term_text(predicate)
            self.written.append((start, verb, end))
            if isinstance(start, BlankNode):
                if start is end or start == end:
                    self.around[start].append((f"= {verb}", None))
                elif isinstance(end, BlankNode):
                    self.around[start].append((f"> {verb}", end))
                else:
                    self.around[start].append((f"> {verb} {end}", None))
            if isinstance(end, BlankNode) and start != end:
                other = start if isinstance(start, BlankNode) else None
                self.around[end].append((f"< {verb} {'' if other is not None else start}", other))
        joined = {
            frozenset((start, other)) for start, around in self.around.items() for _, other in around if other
        }
        self.is_tree = len(joined) == len(self.around) - 1

    def names(self) -> dict[BlankNode, str]:
        colours = self._refined(self._from_below())
        writing, order = self._smallest(colours)
        whole = _digest(writing)
        return {node: _digest(f"{whole} {place}")[:32] for node, place in order.items()}

    def _from_below(self) -> dict[BlankNode, str]:
        """A first colour for each node out of what hangs below it; none where a circle is below.

        Long lists and deep trees are told apart in one pass, where refining would take one for each level.
        """
        below = {
            node: {other for said, other in around if said[0] == ">" and other is not None}
            for node, around in self.around.items()
        }
        above: dict[BlankNode, list[BlankNode]] = defaultdict(list)
        for node, others in below.items():
            for other in others:
                above[other].append(node)
        waiting = {node: len(others) for node, others in below.items()}
        ready = [node for node, count in waiting.items() if count == 0]
        colours = dict.fromkeys(self.around, "")
        for node in ready:
            said = [
                f"{said} {colours[other] if other else ''}"
                for said, other in self.around[node]
                if said[0] != "<"
            ]
            colours[node] = _digest("\n".join(sorted(said)))
            for parent in above[node]:
                waiting[parent] -= 1
                if waiting[parent] == 0:
                    ready.append(parent)
        return colours

    def _refined(self, colours: Mapping[BlankNode, str]) -> dict[BlankNode, str]:
        """The colours, refined by those of the neighbours until no class splits any more."""
        current = dict(colours)
        classes = len(set(current.values()))
        while True:
            self._spend()
            current = {node: self._colour_around(node, current) for node in self.around}
            refined = len(set(current.values()))
            if refined in {classes, len(current)}:
                return current
            classes = refined

    def _colour_around(self, node: BlankNode, colours: Mapping[BlankNode, str]) -> str:
        around = [
            f"{said} {colours[other] if other is not None else ''}" for said, other in self.around[node]
        ]
        return _digest("\n".join([colours[node], *sorted(around)]))

    def _spend(self, depth: int = 0) -> None:
        self.steps_left -= len(self.written)
        if self.steps_left < 0 or depth > _MAX_DEPTH:
            raise LimitError(
                "blank nodes",
                f"{len(self.around)} blank nodes are too much alike to be told apart; give them IRIs",
            )

    def _smallest(self, colours: dict[BlankNode, str], depth: int = 0) -> tuple[str, dict[BlankNode, int]]:
        """The smallest writing of the group over all ways to tell like nodes apart, and its numbering."""
        self._spend(depth)
        while members := _alike(colours):
            colour = colours[members[0]]
            if self._interchangeable(members):
                chosen = {node: f"{colour} {place}" for place, node in enumerate(members)}
            elif (
                self.is_tree
            ):  # in a tree, nodes of one colour mirror one another: any choice gives one writing
                chosen = {members[0]: f"{colour} chosen"}
            else:
                tried = ({**colours, node: f"{colour} chosen"} for node in members)
                return min(
                    (self._smallest(self._refined(each), depth + 1) for each in tried), key=lambda t: t[0]
                )
            colours = self._refined({**colours, **chosen})
        order = {node: place for place, node in enumerate(sorted(colours, key=colours.__getitem__))}
        return self._written(order), order

    def _interchangeable(self, members: list[BlankNode]) -> bool:
        """Whether the nodes have the very same neighbours, so that any order of them gives one writing."""
        inside = set(members)
        first = sorted(self.around[members[0]], key=str)
        return not any(other in inside for _, other in first) and all(
            sorted(self.around[node], key=str) == first for node in members[1:]
        )

    def _written(self, order: Mapping[BlankNode, int]) -> str:
        def text(end: BlankNode | str) -> str:
            return f"_:{order[end]}" if isinstance(end, BlankNode) else end

        return "\n".join(sorted(f"{text(start)} {verb} {text(end)}" for start, verb, end in self.written))

"""Patterns of paths, such as ``Company -develops-> Drug -modulates-> Biotarget``.

A pattern is a row of words set apart by spaces. A word is a node test (a kind such as ``Drug``, a class
such as ``Biotarget``, an entity such as ``id:pdcd1``, or ``*`` for any), or a hop: ``-develops->`` as
asserted, ``<-develops-`` against it, ``-partner-of-`` either way; names may be of relations or of layers.
``A|B`` is a choice in both. After a hop stands ``?`` (may be left out), ``*`` (any number of times) or
``+`` (at least once): ``-partner-of-*``. Round brackets group words, with the same marks and with ``|``
between groups::

    Company ( -partner-of- Company )? -develops-> Drug

Two hops in a row may meet in any node; two node tests in a row must both hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from pharmagraph.errors import ConfigError
from pharmagraph.store.entities import kind_word
from pharmagraph.vocab import KIND_GROUPS, KIND_OF_CLASS, expand

if TYPE_CHECKING:
    from pharmagraph.graph.hops import Priced
    from pharmagraph.graph.snapshot import Snapshot

_HOP: Final = re.compile(r"(<?)-\(?([^()<>?*+\s]+?)\)?([?*+]?)-(>?)([?*+]?)")
_MARKS: Final = "?*+"


@dataclass(frozen=True, slots=True)
class HopWord:
    """One hop of a pattern: the names of relations or layers, and the ways it may be crossed."""

    names: frozenset[str]
    forward: bool
    backward: bool


@dataclass(frozen=True, slots=True)
class NodeWord:
    """One node test of a pattern; no names mean any node."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as a machine: from ``state`` over a word, or over nothing, to other states.

    State 0 begins, state 1 accepts.
    """

    text: str
    moves: tuple[tuple[tuple[HopWord | NodeWord | None, int], ...], ...]

    @property
    def names(self) -> frozenset[str]:
        """The relations and layers that the pattern names."""
        words = (word for moves in self.moves for word, _ in moves)
        return frozenset(name for word in words if isinstance(word, HopWord) for name in word.names)

    def metapath(self) -> tuple[HopWord | NodeWord, ...]:
        """The words in order, of a pattern without brackets, choices of length and marks.

        Raises:
            ConfigError: the pattern is not one such row.
        """
        words: list[HopWord | NodeWord] = []
        state = 0
        while state != 1:
            if len(self.moves[state]) != 1:
                raise ConfigError(f"{self.text!r} is no meta-path: it has marks or brackets")
            word, state = self.moves[state][0]
            if word is not None:
                words.append(word)
        return tuple(words)


def parse_pattern(text: str) -> Pattern:
    """The pattern that a text says.

    Raises:
        ConfigError: the text is no pattern; the message names the word.
    """
    reader = _Reader(text)
    begin, end = reader.choice()
    if reader.words:
        raise reader.error("a bracket is closed that was not opened")
    reader.join(0, begin)
    reader.join(end, 1)
    return Pattern(text, tuple(tuple(moves) for moves in reader.moves))


@dataclass
class _Reader:
    """Reads words from the left and builds the machine."""

    text: str
    words: list[str] = field(init=False)
    moves: list[list[tuple[HopWord | NodeWord | None, int]]] = field(init=False)

    def __post_init__(self) -> None:
        self.words = _words(self.text)
        self.moves = [[], []]
        if not self.words:
            raise self.error("it is empty")

    def error(self, reason: str) -> ConfigError:
        return ConfigError(
            f"{self.text!r} is no pattern: {reason}; "
            "a pattern looks like 'Company -develops-> Drug -modulates-> Biotarget'"
        )

    def state(self) -> int:
        self.moves.append([])
        return len(self.moves) - 1

    def join(self, begin: int, end: int, word: HopWord | NodeWord | None = None) -> None:
        self.moves[begin].append((word, end))

    def choice(self) -> tuple[int, int]:
        begin, end = self.state(), self.state()
        while True:
            first, last = self.row()
            self.join(begin, first)
            self.join(last, end)
            if not self.words or self.words[0] != "|":
                return begin, end
            self.words.pop(0)

    def row(self) -> tuple[int, int]:
        begin = end = self.state()
        while self.words and self.words[0] != "|" and not self.words[0].startswith(")"):
            first, last = self.one()
            self.join(end, first)
            end = last
        return begin, end

    def one(self) -> tuple[int, int]:
        word = self.words.pop(0)
        if word == "(":
            begin, end = self.choice()
            if not self.words:
                raise self.error("a bracket is not closed")
            return self.marked(begin, end, self.words.pop(0)[1:])
        begin, end = self.state(), self.state()
        if not word.startswith(("-", "<")):
            self.join(begin, end, NodeWord(frozenset() if word == "*" else frozenset(word.split("|"))))
            return begin, end
        match = _HOP.fullmatch(word)
        if match is None or (match[1] and match[4]):
            raise self.error(f"{word!r} is no hop")
        against, names, inside, along, behind = match.groups()
        self.join(begin, end, HopWord(frozenset(names.split("|")), not against, not along))
        return self.marked(begin, end, inside or behind)

    def marked(self, begin: int, end: int, mark: str) -> tuple[int, int]:
        if mark and mark not in {*_MARKS}:
            raise self.error(f"{mark!r} is no mark")
        if not mark:
            return begin, end
        first, last = self.state(), self.state()
        self.join(first, begin)
        self.join(end, last)
        if mark in "*+":
            self.join(end, begin)
        if mark in "*?":
            self.join(first, last)
        return first, last


def _words(text: str) -> list[str]:
    """The words of a pattern, brackets apart: ``(``, ``)`` with its mark, ``|``, node tests and hops."""
    words = []
    for piece in text.split():
        word = piece
        while word.startswith("("):
            words.append("(")
            word = word[1:]
        closing: list[str] = []
        while (match := re.search(r"\)[?*+]?$", word)) and word.count(")") > word.count("("):
            closing.insert(0, match[0])
            word = word[: match.start()]
        if word:
            words.append(word)
        words.extend(closing)
    return words


class PatternAutomaton:
    """A pattern over the ties and nodes of one snapshot."""

    def __init__(self, pattern: Pattern, snapshot: Snapshot) -> None:
        self.n_states = len(pattern.moves)
        self._pattern = pattern
        self._snapshot = snapshot
        self._nodes = {
            word: _node_test(word, snapshot)
            for moves in pattern.moves
            for word, _ in moves
            if isinstance(word, NodeWord)
        }
        self._leads_on = [any(isinstance(word, HopWord) for word, _ in moves) for moves in pattern.moves]
        self._hops: dict[tuple[int, int], tuple[int, ...]] = {}
        self._closed: dict[tuple[int, int], tuple[int, ...]] = {}
        self._check_relations()

    def begin(self, node: int) -> tuple[int, ...]:
        """The states before the first hop."""
        return self._closure(0, node)

    def follow(self, state: int, code: int, node: int) -> tuple[int, ...]:
        """The states after a hop to ``node``."""
        key = (state, code)
        if key not in self._hops:
            self._hops[key] = tuple(
                after
                for word, after in self._pattern.moves[state]
                if isinstance(word, HopWord) and hop_matches(word, code, self._snapshot)
            )
        return tuple(dict.fromkeys(one for after in self._hops[key] for one in self._closure(after, node)))

    def accepts(self, state: int) -> bool:
        """Whether the pattern may end here."""
        return state == 1

    def _closure(self, state: int, node: int) -> tuple[int, ...]:
        """The states reachable without a hop while standing on ``node``."""
        key = (state, node)
        known = self._closed.get(key)
        if known is not None:
            return known
        seen, waiting = {state}, [state]
        while waiting:
            for word, after in self._pattern.moves[waiting.pop()]:
                if isinstance(word, HopWord) or after in seen:
                    continue
                if word is None or self._passes(word, node):
                    seen.add(after)
                    waiting.append(after)
        resting = (one for one in sorted(seen) if one == 1 or self._leads_on[one])
        self._closed[key] = tuple(resting)
        return self._closed[key]

    def _passes(self, word: NodeWord, node: int) -> bool:
        kinds, nodes = self._nodes[word]
        return not word.names or node in nodes or self._snapshot.kind_of[node] in kinds

    def _check_relations(self) -> None:
        known = {name for one in self._snapshot.relations for name in (one.name, one.layer) if name}
        for name in sorted(self._pattern.names - known):
            raise ConfigError(
                f"no tie has the relation or layer {name!r}; there are {', '.join(sorted(known))}"
            )


def fitting_ties(
    automaton: PatternAutomaton, nodes: tuple[int, ...], priced: list[list[Priced]]
) -> list[list[Priced]]:
    """Of the ties on each hop those that lie on an accepted run, first the one of the cheapest run."""
    ahead: list[dict[int, tuple[int, Priced | None]]] = [{} for _ in nodes]
    ahead[-1] = {state: (0, None) for state in range(automaton.n_states) if automaton.accepts(state)}
    for place in range(len(nodes) - 2, -1, -1):
        for state in range(automaton.n_states):
            runs = [
                (tie[0] + ahead[place + 1][after][0], tie)
                for tie in priced[place]
                for after in automaton.follow(state, tie[2], nodes[place + 1])
                if after in ahead[place + 1]
            ]
            if runs:
                ahead[place][state] = min(runs)
    states = [one for one in automaton.begin(nodes[0]) if one in ahead[0]]
    state = min(states, key=lambda one: ahead[0][one][0])
    chosen: list[list[Priced]] = []
    for place, ties in enumerate(priced):
        first = cast("Priced", ahead[place][state][1])
        others, reached = [], set()
        for tie in ties:
            after = {
                to
                for one in states
                for to in automaton.follow(one, tie[2], nodes[place + 1])
                if to in ahead[place + 1]
            }
            reached |= after
            if after and tie != first:
                others.append(tie)
        chosen.append([first, *others])
        state = min(
            (to for to in automaton.follow(state, first[2], nodes[place + 1]) if to in ahead[place + 1]),
            key=lambda one: ahead[place + 1][one][0],
        )
        states = sorted(reached)
    return chosen


def hop_matches(word: HopWord, code: int, snapshot: Snapshot) -> bool:
    """Whether a tie seen as ``code`` says fits one hop of a pattern."""
    relation = snapshot.facet(code >> 1).relation
    if not {relation.name, relation.layer} & word.names:
        return False
    return relation.symmetric or (word.backward if code & 1 else word.forward)


def node_matches(word: NodeWord, node: int, snapshot: Snapshot) -> bool:
    """Whether a node fits a node test."""
    kinds, nodes = _node_test(word, snapshot)
    return not word.names or node in nodes or snapshot.kind_of[node] in kinds


def _node_test(word: NodeWord, snapshot: Snapshot) -> tuple[frozenset[int], frozenset[int]]:
    """The kinds (by place) and the nodes that pass a test.

    Raises:
        ConfigError: a name is neither a kind nor an entity of the projection.
    """
    kinds: set[int] = set()
    nodes: set[int] = set()
    words = {
        of_class.rsplit("#")[-1].rsplit("/")[-1].lower(): kind for of_class, kind in KIND_OF_CLASS.items()
    }
    for name in word.names:
        iri = expand(name)
        if iri is not None and snapshot.number(iri) >= 0:
            nodes.add(snapshot.number(iri))
            continue
        lower = name.lower().replace("organization", "organisation")
        meant = KIND_GROUPS.get(lower) or {words.get(name.lower(), lower), kind_word(name)}
        places = {place for place, kind in enumerate(snapshot.kinds) if kind in meant}
        if not places and not meant & set(KIND_OF_CLASS.values()):
            raise ConfigError(
                f"{name!r} is no kind of entity; there are {', '.join(filter(None, snapshot.kinds))}"
            )
        kinds |= places
    return frozenset(kinds), frozenset(nodes)

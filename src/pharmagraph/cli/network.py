"""The options of the commands on structure: which network is meant, and what is supposed in it."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pharmagraph.cli.options import time_options
from pharmagraph.cli.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable
    from datetime import date

    import networkx as nx

    from pharmagraph.knowledge_graph import KnowledgeGraph
    from pharmagraph.model import Entity

Command = TypeVar("Command", bound="Callable[..., Any]")


@dataclass(frozen=True, slots=True)
class Network:
    """Typed ties to be measured; ``before`` are those of the data where something was supposed.

    ``whole`` is the typed multigraph of everything that holds, of which the ties are a part.
    """

    kg: KnowledgeGraph
    whole: nx.MultiDiGraph
    ties: nx.MultiDiGraph
    before: nx.MultiDiGraph | None
    as_of: date | None

    def entity(self, name: str) -> Entity:
        """The entity that a name means, which has to be in the network.

        Raises:
            EntityError: the name does not lead to one entity.
            MetricError: the projection lacks it.
        """
        return _inside(self.kg, self.ties, name)

    def members(self, words: str) -> list[Hashable]:
        """The nodes that a list of words means: sectors of the home country, kinds, ``foreign``, or names.

        Raises:
            EntityError: a word is none of these.
        """
        from pharmagraph.errors import MetricError
        from pharmagraph.graph.actors import sector_or_foreign

        try:
            groups = sector_or_foreign(self.ties)
        except MetricError:  # no country is its own, so no sector can be named
            groups = {}
        kinds = dict(self.ties.nodes(data="kind"))
        found: dict[Hashable, None] = {}
        for word in (one.strip() for one in words.split(",") if one.strip()):
            if word in set(groups.values()):
                found |= dict.fromkeys(node for node in self.ties if groups.get(node) == word)
            elif word in set(kinds.values()):
                found |= dict.fromkeys(node for node in self.ties if kinds[node] == word)
            else:
                found[self.entity(word).iri] = None
        return list(found)

    def country(self, text: str) -> str:
        """The two-letter code of the country that a code or a name in either language means.

        Raises:
            EntityError: no country is called so.
            click.UsageError: the country has no code.
        """
        present = {code for _, code in self.ties.nodes(data="country") if code}
        if text.upper() in present or "country" not in self.kg.names.kinds():
            return text.upper()  # a graph without countries cannot tell which there are
        country = self.kg.find_one(text, kind="country")
        codes = self.kg.store.select(f"SELECT ?code WHERE {{ <{country.iri}> pg:isoCode ?code }}").rows
        if not codes:
            raise click.UsageError(f"{country.label()} has no two-letter code")
        return str(codes[0][0])

    def of_kind(self, kind: str | None) -> Collection[Hashable] | None:
        """The nodes of a kind, or of a group of kinds; ``None`` for all.

        Raises:
            click.UsageError: no node has that kind.
        """
        from pharmagraph.vocab import KIND_GROUPS

        if kind is None:
            return None
        kinds = KIND_GROUPS.get(kind, frozenset({kind}))
        found = [node for node, of in self.ties.nodes(data="kind") if of in kinds]
        if not found:
            present = ", ".join(sorted(set(dict(self.ties.nodes(data="kind")).values())))
            raise click.UsageError(f"this projection has no {kind}; it has {present}")
        return found


@dataclass(frozen=True, slots=True)
class NetworkChoice:
    """What the options say of the network, before a graph is open."""

    projection: str
    only: frozenset[str]
    without: frozenset[str]
    include: frozenset[str]
    gone: tuple[str, ...]
    supposed: tuple[tuple[str, str], ...]
    as_of: date | None
    certain: bool

    def read(self, kg: KnowledgeGraph) -> Network:
        """The network; the graph on disk is only ever read.

        Raises:
            ConfigError: a word that the options do not know.
            EntityError: a name does not lead to one entity.
            MetricError: a name leads to an entity outside the projection.
        """
        from pharmagraph.graph.actors import ties_of
        from pharmagraph.graph.certainty import Certainty
        from pharmagraph.graph.counterfactual import with_tie, without_nodes
        from pharmagraph.graph.network import to_networkx
        from pharmagraph.graph.options import LAYER_WORDS

        whole = to_networkx(kg.snapshot, "all", as_of=self.as_of, certain=self.certain, include=self.include)
        asked = frozenset(LAYER_WORDS[word] for word in self.include if word in LAYER_WORDS)
        known = {name for one in kg.snapshot.relations for name in (one.name, one.layer) if name}
        ties = ties_of(
            whole, self.projection, only=self.only, without=self.without, include=asked, known=known
        )
        changed = ties
        if self.gone:
            changed = without_nodes(changed, [_inside(kg, ties, name).iri for name in self.gone])
        for start, end in self.supposed:
            changed = with_tie(changed, _inside(kg, ties, start).iri, _inside(kg, ties, end).iri)
        changed.graph["certainty"] = Certainty.of_network(changed, kg.snapshot, kg.sources)
        return Network(kg, whole, changed, ties if changed is not ties else None, self.as_of)


def network_options(command: Command) -> Command:
    """Give a command the options of a network; it receives them as ``choice``."""

    @functools.wraps(command)
    def wrapped(
        *args: Any,
        projection: str,
        only: str | None,
        without: str | None,
        include: str | None,
        gone: tuple[str, ...],
        supposed: tuple[tuple[str, str], ...],
        as_of: date | None,
        certain: bool,
        **rest: Any,
    ) -> Any:
        choice = NetworkChoice(
            projection, _words(only), _words(without), _words(include), gone, supposed, as_of, certain
        )
        return command(*args, choice=choice, **rest)

    options = (
        click.option("--projection", type=click.Choice(["organisations", "actors", "all"]),
                     default="organisations", show_default=True,
                     help="Who is in it: organisations; also people; everything."),
        click.option("--only", metavar="NAMES", help="Only these relations or layers, separated by commas."),
        click.option("--without", metavar="NAMES", help="Not these relations or layers."),
        click.option("--include", metavar="WORDS", help="Also: announced, agreed, ended, events, …"),
        click.option("--what-if-without", "gone", multiple=True, metavar="ENTITY",
                     help="Suppose that it had no ties. May be given several times."),
        click.option("--what-if-tie", "supposed", nargs=2, multiple=True, metavar="ENTITY ENTITY",
                     help="Suppose a tie between two. May be given several times."),
    )  # fmt: skip
    decorated: Any = time_options(wrapped)
    for option in reversed(options):
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]


def bar(*, quiet: bool) -> Callable[[int, int, str], None]:
    """What long work reports its progress to."""
    return Progress(quiet=quiet).advance


def _inside(kg: KnowledgeGraph, ties: nx.MultiDiGraph, name: str) -> Entity:
    from pharmagraph.errors import MetricError

    entity = kg.find_one(name)
    if entity.iri not in ties:
        raise MetricError(
            f"{entity.id} ({entity.kind}) is not in this projection; try --projection actors or all"
        )
    return entity


def _words(listed: str | None) -> frozenset[str]:
    return frozenset(word.strip() for word in (listed or "").split(",") if word.strip())

"""Which entities and ties a picture shows: what is around one, the routes between two, a whole network."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise
from shlex import quote
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import ConfigError, LimitError
from pharmagraph.graph.crossing import Crossing
from pharmagraph.graph.options import LAYER_WORDS, STATUS_WORDS, PathOptions
from pharmagraph.graph.snapshot import NOT_IN_PROJECTION
from pharmagraph.model import IRI, Entity, Words
from pharmagraph.views.marks import type_of, types_for
from pharmagraph.views.model import Edge, Group, Node, View, ViewKind
from pharmagraph.views.naming import Naming, labels
from pharmagraph.views.placing import around, as_layers, spread
from pharmagraph.vocab import KIND_GROUPS, entity_id

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from pharmagraph.graph.paths import PathSearch
    from pharmagraph.graph.relations import Relation
    from pharmagraph.graph.snapshot import Snapshot
    from pharmagraph.lookup import NameIndex
    from pharmagraph.model import Release, SourceRef
    from pharmagraph.queries.replies import Cell, Reply
    from pharmagraph.store.port import Store
    from pharmagraph.views.placing import Point

MOST_NODES: Final = 10_000
"""More are refused: nobody finds anything among them, and no browser draws them calmly."""

FULL_UP_TO: Final = 1_500
"""Above this a network is first shown by its communities."""

GUARD: Final = 50
"""So many neighbours of one relation are shown around an entity; the others on request."""

_NOT_YET: Final = frozenset({"announced", "agreed", "unknown"})
"""What is shown around an entity, and in an answer, beside what is in force: in a paler line."""

NETWORKS: Final = ("all", "actors", "organisations")


@dataclass(frozen=True, slots=True)
class _Slot:
    """A tie of the projection with the numbers that path search looks at."""

    number: int
    start: int
    end: int
    near: int
    far: int


class Scope:
    """Cuts pictures out of one graph; what it reads of the graph it reads once."""

    def __init__(
        self,
        snapshot: Snapshot,
        store: Store,
        names: NameIndex,
        *,
        catalogue: Mapping[str, SourceRef],
        release: Release,
        options: PathOptions | None = None,
    ) -> None:
        self.snapshot = snapshot
        self._store = store
        self._names = names
        self._catalogue = catalogue
        self._release = release
        self._options = options or PathOptions()
        self._counted: dict[int, int] = {}

    # --------------------------------------------------------------------------------- the pictures

    def surroundings(self, entity: Entity, *, hops: int = 1) -> View:
        """An entity and what it is tied to, hop by hop; of a relation with many partners the most tied ones.

        An entity that takes part in no tie stands alone, and a note says so.
        """
        centre = self.snapshot.number(entity.iri)
        title = Words(entity.label("en"), entity.label("ru"))
        if centre == NOT_IN_PROJECTION:
            return self._alone(entity, title)
        distance, folded = self._reach(centre, hops)
        nodes = sorted(distance)
        slots = [
            slot
            for slot in self._slots(distance)
            if centre in (slot.start, slot.end) or not self._is_weak(slot)
        ]
        places = around(
            nodes,
            centre,
            distance,
            sector=lambda node: self._sector(centre, node),
            importance=self._partners,
        )
        notes = []
        if folded:
            notes.append(
                Words(
                    f"{len(folded)} more are folded: a relation shows its {GUARD} most tied partners first",
                    f"ещё {len(folded)} свёрнуто: у связи сначала видны {GUARD} самых связанных",
                )
            )
        return self._view(
            "surroundings", title, nodes, slots, places, focus=(centre,), folded=folded, notes=notes,
            included=_NOT_YET,
        )  # fmt: skip

    def routes(self, search: PathSearch, start: Entity, end: Entity) -> View:
        """The routes that a path search found, from left to right; without any, the two ends."""
        title = Words(f"{start.label('en')} → {end.label('en')}", f"{start.label('ru')} → {end.label('ru')}")
        ends = [self.snapshot.number(one.iri) for one in (start, end)]
        if NOT_IN_PROJECTION in ends:
            missing = start if ends[0] == NOT_IN_PROJECTION else end
            return self._alone(missing, title)
        routes = [
            tuple(self.snapshot.number(one.iri) for one in (path.start, *(hop.end for hop in path.hops)))
            for path in search.paths
        ]
        nodes = sorted({node for route in routes for node in route} | set(ends))
        steps = {pair for route in routes for pair in pairwise(route)}
        slots = [
            slot
            for slot in self._slots(set(nodes))
            if (slot.start, slot.end) in steps or (slot.end, slot.start) in steps
        ]
        places = as_layers(nodes, routes, (ends[0], ends[1]))
        notes = [] if routes else [Words("no path was found", "путь не найден")]
        return self._view("paths", title, nodes, slots, places, focus=tuple(ends), routes=routes, notes=notes)

    def network(self, name: str = "all", *, communities: bool = False) -> View:
        """A whole network: ``all`` the ties, or only those between ``actors`` or ``organisations``.

        A large one, or any with ``communities``, is first shown by its communities.

        Raises:
            ConfigError: there is no such network.
            LimitError: it has more nodes than a picture can bear.
        """
        if name not in NETWORKS:
            raise ConfigError(f"there is no network {name!r}; choose from {', '.join(NETWORKS)}")
        kinds = None if name == "all" else KIND_GROUPS["actor" if name == "actors" else "organisation"]
        nodes = [
            node
            for node in range(self.snapshot.n_nodes)
            if kinds is None or self.snapshot.kind(node) in kinds
        ]
        slots = self._slots(set(nodes))
        titles = {
            "all": Words("All ties", "Все связи"),
            "actors": Words("The network of actors", "Сеть участников"),
            "organisations": Words("The network of organisations", "Сеть организаций"),
        }
        return self._whole("map", titles[name], nodes, slots, communities=communities)

    def answer(self, reply: Reply) -> View:
        """The entities that an answer is about and that its rows name, and every known tie among them.

        Entities that are no nodes of the projection, as posts, statements and registers, are counted in a
        note; what the answer says of its limits follows. Without rows the picture has no marks but those of
        what was asked about.

        Raises:
            LimitError: it names more entities than a picture can bear.
        """
        named = {one.iri for row in reply.rows for cell in row.cells for one in _entities(cell)}
        numbers = {self.snapshot.number(iri) for iri in named}
        about = {
            self.snapshot.number(term)
            for _, terms in reply.values.items()
            for term in terms
            if isinstance(term, IRI)
        }
        about -= {NOT_IN_PROJECTION}
        nodes = sorted((numbers | about) - {NOT_IN_PROJECTION})
        slots = self._slots(set(nodes))
        question = reply.question
        title = Words(f"{question.id}. {question.title.en}", f"{question.id}. {question.title.ru}")
        left_out = sum(self.snapshot.number(iri) == NOT_IN_PROJECTION for iri in named)
        notes = (*_about(reply, left_out=left_out), *reply.notes)
        return self._whole("answer", title, nodes, slots, focus=sorted(about), notes=notes, included=_NOT_YET)

    # ------------------------------------------------------------------------------------ the parts

    def _whole(
        self,
        kind: ViewKind,
        title: Words,
        nodes: Sequence[int],
        slots: Sequence[_Slot],
        *,
        communities: bool = False,
        focus: Collection[int] = (),
        notes: Sequence[Words] = (),
        included: frozenset[str] = frozenset(),
    ) -> View:
        """All of the nodes on one map, by their communities where there are many."""
        if len(nodes) > MOST_NODES:
            raise LimitError(
                "nodes",
                f"{title.en} has {len(nodes)} nodes, and a picture bears {MOST_NODES}; "
                "look at the surroundings of one entity, or at the network of actors",
            )
        is_shown = self._judge(included)
        strong = [(slot.start, slot.end) for slot in slots if is_shown(slot)]
        if communities or len(nodes) > FULL_UP_TO:
            from pharmagraph.views.overview import by_community

            overview = by_community(nodes, strong, name=self._short, type_of=self._type)
            return self._view(
                kind, title, nodes, slots, overview.places,
                focus=focus, groups=overview.groups, group_of=overview.group_of,
                notes=notes, included=included,
            )  # fmt: skip
        places = spread(nodes, strong)
        return self._view(kind, title, nodes, slots, places, focus=focus, notes=notes, included=included)

    @cached_property
    def _crossing(self) -> Crossing:
        return Crossing(self.snapshot, self._options)

    @cached_property
    def _home(self) -> str:
        """The country whose government the graph is about: that of most of its ministries."""
        counted = Counter(
            self.snapshot.country(node)
            for node in range(self.snapshot.n_nodes)
            if self.snapshot.kind(node) == "government-body" and self.snapshot.country(node)
        )
        return min(counted, key=lambda country: (-counted[country], country), default="")

    def _slots(self, nodes: Collection[int]) -> list[_Slot]:
        """Every tie among the nodes, once, in the order of the projection."""
        snapshot, found = self.snapshot, []
        for node in nodes:
            for entry in snapshot.entries(node):
                if snapshot.neighbour[entry] in nodes and not snapshot.code[entry] & 1:
                    number = snapshot.slot[entry]
                    found.append(
                        _Slot(number, *snapshot.ends(number), snapshot.near[entry], snapshot.far[entry])
                    )
        return sorted(found, key=lambda slot: slot.number)

    def _partners(self, node: int) -> int:
        known = self._counted.get(node)
        if known is None:
            known = self._counted[node] = sum(1 for _ in self.snapshot.neighbours(node))
        return known

    def _is_off(self, relation: Relation) -> bool:
        """Whether a path search with these options would not look at the relation at all."""
        options, names = self._options, {relation.name, relation.layer}
        if (options.only and not names & options.only) or names & options.without:
            return True
        word = next((word for word, layer in LAYER_WORDS.items() if layer == relation.layer), "")
        return bool(word) and word not in options.include and not names & options.only

    def _type(self, node: int) -> str:
        return type_of(self.snapshot.kind(node), self.snapshot.country(node), self._home)

    def _short(self, node: int) -> Words:
        entity = self.snapshot.entity(node)
        return Naming(self._store, [entity.iri]).short(entity)

    def _is_weak(self, slot: _Slot) -> bool:
        return self.snapshot.facet(self.snapshot.facet_of[slot.number]).relation.layer in LAYER_WORDS.values()

    def _judge(self, included: frozenset[str] = frozenset()) -> Callable[[_Slot], bool]:
        """Whether a tie is drawn before the reader changes a filter: the path search would cross it.

        ``included`` are statuses that are let in beside those of the options.
        """
        options = replace(self._options, include=self._options.include | included)
        crossing, facets = Crossing(self.snapshot, options), self.snapshot.facet_of
        return lambda slot: not crossing.verdict(facets[slot.number]).excluded_by

    def _reach(self, centre: int, hops: int) -> tuple[dict[int, int], frozenset[int]]:
        """Node → hops from the centre, and the direct neighbours that the guard on hubs folds away."""
        distance = {centre: 0}
        by_relation = self._by_relation(centre, shown_only=False).values()
        first = {node for neighbours in by_relation for node in neighbours}
        folded = first - {node for neighbours in by_relation for node in neighbours[:GUARD]}
        distance |= dict.fromkeys(first, 1)
        frontier = sorted(first - folded)
        for hop in range(2, hops + 1):
            reached = {
                node
                for one in frontier
                for neighbours in self._by_relation(one, shown_only=True).values()
                for node in neighbours[:GUARD]
            }
            frontier = sorted(reached - distance.keys())
            distance |= dict.fromkeys(frontier, hop)
        if len(distance) > MOST_NODES:
            raise LimitError(
                "nodes", f"{hops} hops reach more than {MOST_NODES} entities; ask for fewer with --hops"
            )
        return distance, frozenset(folded)

    def _by_relation(self, node: int, *, shown_only: bool) -> dict[tuple[str, int], list[int]]:
        """The neighbours by relation and direction, the most tied first."""
        snapshot, found = self.snapshot, defaultdict[tuple[str, int], set[int]](set)
        for entry in snapshot.entries(node):
            code = snapshot.code[entry]
            if not shown_only or not self._crossing.verdict(code >> 1).excluded_by:
                found[snapshot.facet(code >> 1).relation.name, code & 1].add(snapshot.neighbour[entry])
        return {
            key: sorted(nodes, key=lambda one: (-self._partners(one), one))
            for key, nodes in sorted(found.items())
        }

    def _sector(self, centre: int, node: int) -> str:
        """The relation under which a neighbour stands: the first that ties it to the centre."""
        found = [
            self.snapshot.facet(self.snapshot.code[entry] >> 1).relation
            for entry in self.snapshot.entries_between(centre, node)
        ]
        return min((f"{one.layer} {one.name}" for one in found), default="")

    def _alone(self, entity: Entity, title: Words) -> View:
        note = Words(
            f"{entity.label('en')} has no tie to another entity; its facts: pharmagraph show {entity.id}",
            f"{entity.label('ru')}: связей с другими объектами нет; факты: pharmagraph show {entity.id}",
        )
        kind = type_of(entity.kind, "", self._home)
        naming = Naming(self._store, [entity.iri])
        node = Node(entity, kind, naming.short(entity), naming.aliases(entity))
        return View(
            "surroundings", title, (node,), (), ((0.0, 0.0),), tuple(types_for([kind])), (), {},
            self._release, self._day, focus=(0,), notes=(note,),
        )  # fmt: skip

    @property
    def _day(self) -> date:
        return self._crossing.day or date.fromisoformat(self._release.date)

    def _view(  # noqa: PLR0913 - a picture has these parts
        self,
        kind: ViewKind,
        title: Words,
        nodes: Sequence[int],
        slots: Iterable[_Slot],
        places: Mapping[int, Point],
        *,
        focus: Collection[int] = (),
        routes: Sequence[Sequence[int]] = (),
        groups: Sequence[Group] = (),
        group_of: Mapping[int, int] | None = None,
        folded: Collection[int] = (),
        notes: Sequence[Words] = (),
        included: frozenset[str] = frozenset(),
    ) -> View:
        at = {number: place for place, number in enumerate(nodes)}
        edges = tuple(self._edges(slots, at, included))
        naming = Naming(self._store, [self.snapshot.iri(number) for number in nodes])
        drawn = tuple(
            self._node(naming, number, group=(group_of or {}).get(number, -1), folded=number in folded)
            for number in nodes
        )
        relations = sorted({edge.facet.relation for edge in edges}, key=lambda one: (one.layer, one.name))
        vias = {
            iri: Words(entity.label_en, entity.label_ru)
            for iri, entity in self._names.entities(sorted({edge.via for edge in edges if edge.via})).items()
            if (entity.label_en or entity.label_ru) and entity.label_en != entity_id(iri)
        }
        return View(
            kind=kind,
            title=title,
            nodes=drawn,
            edges=edges,
            places=tuple(places[number] for number in nodes),
            types=tuple(types_for(node.type for node in drawn)),
            relations=tuple(relations),
            catalogue={
                one: self._catalogue[one]
                for one in sorted({source for edge in edges for source in edge.sources})
                if one in self._catalogue
            },
            release=self._release,
            day=self._day,
            focus=tuple(at[number] for number in focus),
            groups=tuple(groups),
            routes=tuple(tuple(at[number] for number in route) for route in routes),
            vias=vias,
            statuses=labels(self._store, "relation-status-", {edge.facet.status for edge in edges}),
            confidences=labels(self._store, "confidence-", {edge.facet.confidence for edge in edges}),
            included=(self._options.include | included) & (STATUS_WORDS | {"unconfirmed"}),
            off=frozenset(one.name for one in relations if self._is_off(one)),
            certain=self._options.certain,
            notes=tuple(notes),
        )

    def _node(self, naming: Naming, number: int, *, group: int, folded: bool) -> Node:
        entity, country = self.snapshot.entity(number), self.snapshot.country(number)
        return Node(
            entity,
            self._type(number),
            naming.short(entity),
            naming.aliases(entity),
            country,
            self._partners(number),
            group,
            folded,
        )

    def _edges(
        self, slots: Iterable[_Slot], at: Mapping[int, int], included: frozenset[str]
    ) -> Iterator[Edge]:
        snapshot, is_shown = self.snapshot, self._judge(included)
        for slot in slots:
            sources = snapshot.sources(slot.number)
            yield Edge(
                at[slot.start],
                at[slot.end],
                snapshot.facet(snapshot.facet_of[slot.number]),
                snapshot.via(slot.number),
                sources,
                slot.near,
                slot.far,
                snapshot.independent(sources),
                is_shown(slot),
            )


def _entities(cell: Cell) -> Iterator[Entity]:
    """The entities that a cell of an answer holds."""
    if isinstance(cell, Entity):
        yield cell
    elif isinstance(cell, tuple):
        for one in cell:
            yield from _entities(one)


def _about(reply: Reply, *, left_out: int) -> Iterator[Words]:
    """What is drawn of an answer, what is not, and where all of it stands."""
    given = (
        f" --{name.replace('_', '-')} {quote(one)}" for name, values in reply.asked.items() for one in values
    )
    ask = f"pharmagraph ask {reply.question.id}{''.join(given)}"
    yield Words(
        f"Rows of the answer: {len(reply.rows)}. Drawn are the entities that they name and the known ties "
        f"among them; the rows with their sources: {ask}",
        f"Строк в ответе: {len(reply.rows)}. Показаны названные в них объекты и известные связи между ними; "
        f"строки с источниками: {ask}",
    )
    if left_out:
        yield Words(
            f"Named there but no nodes of the network, as posts, statements and registers are: {left_out}",
            f"Названы там, но не входят в сеть, как должности, высказывания и реестры: {left_out}",
        )
    for lacking in reply.missing:
        yield Words(f"The data lack: {lacking.en}", f"В данных нет: {lacking.ru}")

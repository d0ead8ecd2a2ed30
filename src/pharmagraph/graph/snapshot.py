"""A projection as it lies on disk, opened in milliseconds: nodes, ties, and their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import StoreError
from pharmagraph.graph.columns import Columns
from pharmagraph.graph.relations import Relation
from pharmagraph.graph.states import CONFIDENCES, NO_DAY, PRECISIONS, STATUSES
from pharmagraph.model import IRI, Entity, Tie, Validity
from pharmagraph.vocab import entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NOT_IN_PROJECTION: Final = -1


@dataclass(frozen=True, slots=True)
class Facet:
    """What ties with equal relation, status, dates, strength and confidence have in common."""

    relation: Relation
    status: str
    confidence: str
    strength: float
    validity: Validity


class Snapshot:
    """One projection over memory-mapped arrays. Nodes are numbers, in the order of their IRIs.

    The arrays ``offset``, ``neighbour``, ``code``, ``near``, ``far`` and ``slot`` are explained in
    ``layout``: the entries of node ``n`` are those from ``offset[n]`` up to ``offset[n + 1]``. Nodes with
    different ``component`` have no path between them, whatever is included; ``least`` is the smallest
    degree of a node. Kinds are told by place in ``kinds``, where the name of a class that is not ours may
    stand once more.
    """

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        header = columns.header
        self.name: str = header["name"]
        self.n_nodes: int = header["nodes"]
        self.n_ties: int = header["ties"]
        self.digest: str = header["digest"]
        self.rules: dict[str, str] = header["rules"]
        self.kinds: list[str] = header["kinds"]
        self.foreign_kinds: list[bool] = header["foreign_kinds"]
        self.date: date | None = date.fromisoformat(header["date"]) if header["date"] else None
        self.relations = [
            Relation(**{**relation, "phrases": tuple(relation["phrases"])})
            for relation in header["relations"]
        ]
        self.iris = columns.texts("iri")
        self.offset = columns.numbers("offset")
        self.neighbour = columns.numbers("neighbour")
        self.code = columns.numbers("code")
        self.near = columns.numbers("near")
        self.far = columns.numbers("far")
        self.slot = columns.numbers("slot")
        self.component = columns.numbers("component")
        self.least = columns.numbers("least")
        self.largest_degree: int = header["largest_degree"]
        self.kind_of = columns.numbers("kind")
        self.facet_of = columns.numbers("tie.facet")
        self._facets: dict[int, Facet] = {}

    @classmethod
    def open(cls, directory: Path) -> Snapshot:
        """The projection in a directory.

        Raises:
            StoreError: there is none, or one of another version.
        """
        return cls(Columns(directory))

    def close(self) -> None:
        """Let go of the files."""
        self.columns.close()

    def __len__(self) -> int:
        return self.n_nodes

    def number(self, iri: str) -> int:
        """The number of an entity; ``NOT_IN_PROJECTION`` when it takes part in no tie and is no actor."""
        place = self.iris.position(iri)
        return NOT_IN_PROJECTION if place is None else place

    def iri(self, node: int) -> IRI:
        """The IRI of a node."""
        return IRI(self.iris[node])

    def kind(self, node: int) -> str:
        """The kind of a node."""
        return self.kinds[self.kind_of[node]]

    def entity(self, node: int) -> Entity:
        """A node with its names."""
        iri = self.iri(node)
        return Entity(
            iri,
            entity_id(iri),
            self.kind(node),
            self.columns.texts("en")[node],
            self.columns.texts("ru")[node],
        )

    def sector(self, node: int) -> str:
        """The sector of an organisation; empty when it is not stated."""
        return str(self.columns.header["sectors"][self.columns.numbers("sector")[node]])

    def country(self, node: int) -> str:
        """The two-letter code of an actor's country; empty when it is not stated."""
        return str(self.columns.header["countries"][self.columns.numbers("country")[node]])

    def entries(self, node: int) -> range:
        """The places of a node's entries in the adjacency arrays."""
        return range(self.offset[node], self.offset[node + 1])

    def neighbours(self, node: int) -> Iterator[int]:
        """The neighbours of a node by any tie, sorted, each once."""
        last = -1
        for neighbour in self.neighbour[self.offset[node] : self.offset[node + 1]]:
            if neighbour != last:
                last = neighbour
                yield neighbour

    def entries_between(self, node: int, other: int) -> Iterator[int]:
        """The entries of ``node`` that lead to ``other``."""
        low, high = self.offset[node], self.offset[node + 1]
        end = high
        while low < high:
            middle = (low + high) // 2
            if self.neighbour[middle] < other:
                low = middle + 1
            else:
                high = middle
        while low < end and self.neighbour[low] == other:
            yield low
            low += 1

    @property
    def n_facets(self) -> int:
        """How many facets there are."""
        return len(self.columns.numbers("facet.relation"))

    def facet(self, number: int) -> Facet:
        """What the ties of a facet have in common."""
        if number not in self._facets:
            columns = self.columns
            first, last = columns.numbers("facet.confirmed.offset")[number : number + 2]
            self._facets[number] = Facet(
                self.relations[columns.numbers("facet.relation")[number]],
                STATUSES[columns.numbers("facet.status")[number]],
                CONFIDENCES[columns.numbers("facet.confidence")[number]],
                columns.decimals("facet.strength")[number],
                Validity(
                    _day(columns.numbers("facet.start")[number]),
                    _day(columns.numbers("facet.start_latest")[number]),
                    _day(columns.numbers("facet.end_earliest")[number]),
                    _day(columns.numbers("facet.end")[number]),
                    tuple(date.fromordinal(day) for day in columns.numbers("facet.confirmed")[first:last]),
                    PRECISIONS[columns.numbers("facet.confirmed_precision")[number]],
                ),
            )
        return self._facets[number]

    def ends(self, slot: int) -> tuple[int, int]:
        """The nodes a tie is asserted from and to."""
        return self.columns.numbers("tie.start")[slot], self.columns.numbers("tie.end")[slot]

    def via(self, slot: int) -> IRI | None:
        """The relation node of a tie, or what else connects its ends."""
        text = self.columns.texts("node")[self.columns.numbers("tie.via")[slot]]
        return IRI(text) if text else None

    def group(self, slot: int) -> IRI | None:
        """The agreement that a tie belongs to; ties of one agreement are counted once."""
        text = self.columns.texts("node")[self.columns.numbers("tie.group")[slot]]
        return IRI(text) if text else None

    def sources(self, slot: int) -> tuple[str, ...]:
        """The ids of the sources that state a tie, sorted."""
        evidence = self.columns.numbers("tie.evidence")[slot]
        first, last = self.columns.numbers("evidence.offset")[evidence : evidence + 2]
        names: list[str] = self.columns.header["sources"]
        return tuple(names[number] for number in self.columns.numbers("evidence")[first:last])

    def independent(self, sources: Iterable[str]) -> int:
        """How many of the sources are left when those that copy one another count as one."""
        return len({self.origins.get(source, source) for source in sources})

    @cached_property
    def origins(self) -> dict[str, str]:
        """Source id → the id that stands for all that copy one another; the others are not there."""
        header = self.columns.header
        return {
            source: origin
            for source, origin in zip(header["sources"], header["origins"], strict=True)
            if origin
        }

    def tie(self, slot: int, *, backward: bool, cost: int = 1_000_000, certain: bool = False) -> Tie:
        """A tie as a hop shows it, seen from its end if ``backward``."""
        facet = self.facet(self.facet_of[slot])
        relation = facet.relation
        return Tie(
            relation=relation.name,
            direction="backward" if backward and not relation.symmetric else "forward",
            via=self.via(slot),
            sources=self.sources(slot),
            layer=relation.layer,
            status=facet.status,
            validity=facet.validity,
            confidence=facet.confidence,
            strength=facet.strength,
            cost=cost,
            derived=relation.derived,
            rule=relation.rule,
            certain=certain,
        )

    def relation(self, name: str) -> Relation:
        """The relation with a name.

        Raises:
            StoreError: there is none in this projection.
        """
        for relation in self.relations:
            if relation.name == name:
                return relation
        raise StoreError(f"the projection {self.name} has no relation {name!r}")


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal != NO_DAY else None

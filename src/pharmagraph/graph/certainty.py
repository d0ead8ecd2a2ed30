"""How many of the ties behind an answer only may hold on its day, and how many of these have no date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import networkx as nx

    from pharmagraph.graph.snapshot import Snapshot
    from pharmagraph.model import Hop, SourceRef

_Seen = tuple[bool, bool, "str"]
"""Of one tie: whether it is certain, whether it has a date, and its oldest evidence in ISO form."""


@dataclass(frozen=True, slots=True)
class Certainty:
    """What is known of the ties of an answer on a ``day`` (ISO).

    ``only_possible`` of the ``n_ties`` may hold then or not, ``undated`` of these have no date at all.
    ``oldest`` is the first day that anything is known of these, or the date of the oldest source that tells
    of them, as finely as it is known; empty when neither is.
    """

    day: str
    n_ties: int = 0
    only_possible: int = 0
    undated: int = 0
    oldest: str = ""

    @property
    def comes_first(self) -> bool:
        """Whether the day lies before all evidence of the ties that only may hold."""
        return bool(self.day and self.only_possible and self.oldest and self.day < self.oldest)

    @classmethod
    def of_hops(cls, hops: Iterable[Hop], day: str, catalogue: Mapping[str, SourceRef]) -> Certainty:
        """Of the ties on hops, parallel ones too, each counted once."""
        ties = {
            (frozenset((hop.start.iri, hop.end.iri)), tie.via, tie.relation): tie
            for hop in hops
            for tie in hop.ties
        }
        return cls._counted(
            day,
            (
                (
                    tie.certain,
                    tie.validity.is_dated,
                    _oldest(
                        [str(tie.validity.start or ""), *map(str, tie.validity.confirmed)],
                        tie.sources,
                        catalogue,
                    ),
                )
                for tie in ties.values()
            ),
        )

    @classmethod
    def of_network(
        cls, ties: nx.MultiDiGraph, snapshot: Snapshot, catalogue: Mapping[str, SourceRef]
    ) -> Certainty:
        """Of the ties of a network read from a snapshot; what is only supposed is not counted."""
        confirmed = _confirmed(snapshot)
        return cls._counted(
            str(ties.graph.get("as_of") or ""),
            (
                (
                    tie["certain"],
                    bool(tie["from"] or tie["to"] or (start, end, tie["via"]) in confirmed),
                    _oldest([tie["from"]], tie["sources"], catalogue),
                )
                for start, end, tie in ties.edges(data=True)
                if "certain" in tie
            ),
        )

    @classmethod
    def _counted(cls, day: str, ties: Iterable[_Seen]) -> Certainty:
        seen = list(ties)
        possible = [(is_dated, oldest) for certain, is_dated, oldest in seen if not certain]
        return cls(
            day,
            len(seen),
            len(possible),
            sum(not is_dated for is_dated, _ in possible),
            min((oldest for _, oldest in possible if oldest), default=""),
        )


def _oldest(days: Iterable[str], sources: Iterable[str], catalogue: Mapping[str, SourceRef]) -> str:
    dated = (catalogue[source].date for source in sources if source in catalogue)
    return min(filter(None, (*days, *dated)), default="")


def _confirmed(snapshot: Snapshot) -> set[tuple[str, str, str]]:
    """Start, end and relation node of the ties that a source confirms on some day."""

    def found() -> Iterator[tuple[str, str, str]]:
        facets = {one for one in range(snapshot.n_facets) if snapshot.facet(one).validity.confirmed}
        for slot in range(snapshot.n_ties) if facets else ():
            if snapshot.facet_of[slot] in facets:
                start, end = snapshot.ends(slot)
                yield snapshot.iri(start), snapshot.iri(end), str(snapshot.via(slot) or "")

    return set(found())

"""What an answer rests on: its sources, their dates, and how thin the evidence is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from pharmagraph.model import GraphPath, Release, SourceRef


@dataclass(frozen=True, slots=True)
class Support:
    """The evidence of one result.

    ``steps`` are the source ids behind each thing the result needs: one step for a row, one per hop for a
    path. ``derived`` says that no source states any of them in so many words.
    """

    steps: tuple[tuple[str, ...], ...]
    derived: bool = False

    @classmethod
    def of(cls, source_ids: Iterable[str], *, derived: bool = False) -> Support:
        """The support of a result that is one fact."""
        return cls((tuple(source_ids),), derived)

    @classmethod
    def of_path(cls, path: GraphPath) -> Support:
        """The support of a path: every hop has to hold, through any of its ties."""
        steps = tuple(tuple({source for tie in hop.ties for source in tie.sources}) for hop in path.hops)
        derived = bool(path.hops) and all(tie.derived for hop in path.hops for tie in hop.ties)
        return cls(steps, derived)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an answer rests on.

    ``on_one_source`` counts results that fall with a single independent source (of a path: one of its hops
    does); ``derived_only`` those that no source states in so many words. ``oldest`` and ``newest`` are the
    dates of the sources as written, empty when none is dated.
    """

    release: Release
    as_of: date
    results: int = 0
    sources: tuple[SourceRef, ...] = ()
    on_one_source: int = 0
    derived_only: int = 0
    oldest: str = ""
    newest: str = ""


def cover(
    supports: Iterable[Support], *, catalogue: Mapping[str, SourceRef], release: Release, as_of: date
) -> Coverage:
    """The coverage of an answer from the support of each of its results, sources sorted by id."""
    supports = list(supports)
    used = {source for support in supports for step in support.steps for source in step}
    sources = tuple(catalogue[source] for source in sorted(used) if source in catalogue)
    dates = sorted(source.date for source in sources if source.date)
    return Coverage(
        release,
        as_of,
        results=len(supports),
        sources=sources,
        on_one_source=sum(
            any(independent(step, catalogue) == 1 for step in support.steps) for support in supports
        ),
        derived_only=sum(support.derived for support in supports),
        oldest=dates[0] if dates else "",
        newest=dates[-1] if dates else "",
    )


def independent(source_ids: Iterable[str], catalogue: Mapping[str, SourceRef]) -> int:
    """How many sources these are when those of one origin, which copy one another, count as one."""
    return len(
        {
            (catalogue[source].origin if source in catalogue else "") or f"source:{source}"
            for source in source_ids
        }
    )

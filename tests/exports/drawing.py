"""Small values by hand, which the tests of answers share."""

from __future__ import annotations

from datetime import date

from pharmagraph.model import IRI, Entity, GraphPath, Hop, Release, SourceRef, Tie, Validity
from pharmagraph.queries.coverage import Coverage

ID = "https://w3id.org/pharmagraph/id/"
DAY = date(2026, 11, 22)
RELEASE = Release("2026-11-22", "3fa9c1e2")


def entity(identifier: str, kind: str, en: str = "", ru: str = "") -> Entity:
    return Entity(IRI(ID + identifier), identifier, kind, en, ru)


INNO = entity("inno", "development-institution", "Inno", "Инно")
AKESO = entity("akeso", "company", "Akeso", "Акесо")
DRUG = entity("ivo", "drug", "ivo", "иво")
OTHER = entity("pem", "drug", "pem", "")
PD1 = entity("pdcd1", "target", "PD-1", "PD-1")

PAGE = SourceRef("page", "A page", "A publisher", "2024-05-01", "https://example.org/page", origin="x")
COPY = SourceRef("copy", "A copy of the page", "", "2024-06", "https://example.org/copy", origin="x")
BOOK = SourceRef("book", "A book", "", "2019", "")
CATALOGUE = {one.id: one for one in (PAGE, COPY, BOOK)}


def tie(relation: str, *sources: str, direction: str = "forward", **more: object) -> Tie:
    return Tie(relation, direction, IRI(ID + relation), sources, **more)  # type: ignore[arg-type]


def path(start: Entity, *hops: tuple[Tie, Entity], kind: str = "direct-tie") -> GraphPath:
    made, here = [], start
    for one, there in hops:
        made.append(Hop(here, there, (one,)))
        here = there
    return GraphPath(start, here, tuple(made), cost=1_000_000 * len(made), kind=kind)


CONFIRMED = Validity(confirmed=(date(2025, 6, 18),))
MEETING = path(
    INNO,
    (tie("develops", "page", "copy", status="in-force", validity=CONFIRMED, confidence="high"), OTHER),
    (tie("modulates", "book", confidence="medium"), PD1),
    (tie("modulates", "book", "page", direction="backward"), DRUG),
    (tie("develops", "page", "book", direction="backward"), AKESO),
    kind="shared-target",
)


def coverage(n_results: int, *sources: SourceRef) -> Coverage:
    return Coverage(RELEASE, DAY, n_results, sources, on_one_source=1 if sources else 0)

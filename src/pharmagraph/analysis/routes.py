"""Questions answered by paths: from a company to a target, and to whoever holds rights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from pharmagraph.analysis.asking import Outcome
from pharmagraph.analysis.network import doubts
from pharmagraph.errors import QueryParameterError
from pharmagraph.graph.certainty import Certainty
from pharmagraph.graph.paths import PathOptions, find_paths
from pharmagraph.graph.routes import route_title
from pharmagraph.model import IRI, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.graph.paths import PathSearch
    from pharmagraph.model import GraphPath, Tie

_FLAGS: Final = """
SELECT ?entity ?list WHERE {
  #:parameters as_of
  ?flag a pg:RestrictionRecord ; pg:restrictedEntity ?entity ; pg:restrictionList ?list .
  OPTIONAL { ?flag pg:validFrom ?from }
  OPTIONAL { ?flag pg:validTo ?to }
  FILTER((!BOUND(?from) || ?from <= ?as_of) && (!BOUND(?to) || ?as_of < ?to))
}
"""


def paths(asking: Asking) -> Outcome:
    """The best paths between the two entities asked about, with the relation of every hop.

    Restrictions on those a path passes are shown and change no order.
    """
    start, end = asking.values.iri("start"), asking.values.iri("end")
    if start is None or end is None:
        missing = "start" if start is None else "end"
        raise QueryParameterError(f"{asking.question.id} needs both ends: -p {missing}=NAME")
    hops = asking.values.one("max_hops")
    options = PathOptions(
        limit=asking.values.number("paths"),
        max_hops=int(str(hops)) if hops is not None else None,
        as_of=asking.as_of,
        certain=asking.certain,
        include=frozenset(str(one) for one in asking.values["include"]),
    )
    search = find_paths(asking.snapshot, start, end, options)
    flags = _flags(asking)
    rows = [
        asking.row(
            {
                "rank": number,
                "path": (path.start, *(hop.end for hop in path.hops)),
                "kind": Words(route_title(path, "en"), route_title(path, "ru")),
                "hop_types": tuple(_phrase(asking, hop.tie) for hop in path.hops),
                "cost": path.cost,
                "certain": all(hop.tie.certain for hop in path.hops),
                "flags": tuple(sorted({one for iri in _passed(path) for one in flags.get(iri, ())})),
            },
            *({source for tie in hop.ties for source in tie.sources} for hop in path.hops),
            rules={hop.tie.rule for hop in path.hops if hop.tie.derived}
            if path.hops and all(hop.tie.derived for hop in path.hops)
            else (),
        )
        for number, path in enumerate(search.paths, 1)
    ]
    certainty = Certainty.of_hops(
        (hop for path in search.paths for hop in path.hops), asking.as_of.isoformat(), asking.sources
    )
    return Outcome(tuple(rows), (*_notes(search), *doubts(certainty)))


def _phrase(asking: Asking, tie: Tie) -> Words:
    relation = asking.snapshot.relation(tie.relation)
    return Words(relation.phrase(tie.direction, "en"), relation.phrase(tie.direction, "ru"))


def _passed(path: GraphPath) -> Iterable[IRI]:
    return (path.start.iri, *(hop.end.iri for hop in path.hops))


def _flags(asking: Asking) -> dict[IRI, list[str]]:
    found: dict[IRI, list[str]] = {}
    for row in asking.select(_FLAGS):
        concept = asking.solver.concepts([IRI(str(row["list"]))])[IRI(str(row["list"]))]
        label = str(getattr(concept, "label_en", "") or getattr(concept, "id", ""))
        found.setdefault(cast("IRI", row["entity"]), []).append(label)
    return found


def _notes(search: PathSearch) -> Iterable[Words]:
    if search.equals_cut:
        yield Words(
            f"{search.equals_cut} more paths cost as much as the last one; more with -p paths=N.",
            f"Ещё путей той же стоимости, что последний: {search.equals_cut}; больше — с -p paths=N.",
        )
    if search.widened:
        yield Words(
            f"Nothing nearer was found, so the search went up to {search.max_hops} hops.",
            f"Ближе пути нет, поиск расширен до {search.max_hops} шагов.",
        )
    if search.no_path is not None:
        yield Words(
            f"No path within {search.max_hops} hops; `pharmagraph path` explains why.",
            f"Пути до {search.max_hops} шагов нет; почему — скажет `pharmagraph path`.",
        )

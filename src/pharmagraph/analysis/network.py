"""The network of organisations that questions of structure are asked of, and what it says as cells."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, cast

from pharmagraph.errors import MetricError, QueryParameterError
from pharmagraph.graph.actors import sector_or_foreign, ties_of
from pharmagraph.graph.network import to_networkx
from pharmagraph.model import Words
from pharmagraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import date

    import networkx as nx

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.graph.certainty import Certainty
    from pharmagraph.queries.replies import Cell

_PLACES: Final = 6

COVERAGE: Final = Words(
    "Who looks central depends on what the sources cover: an organisation with few ties here may only be "
    "little written about.",
    "Кто выглядит центральным, зависит от охвата источников: об организации с немногими связями могли просто "
    "мало писать.",
)


def ties_on(asking: Asking, day: date | None = None) -> nx.MultiDiGraph:
    """The ties between organisations that may hold on the day, those in force or completed."""
    whole = cast(
        "nx.MultiDiGraph",
        to_networkx(asking.snapshot, "all", as_of=day or asking.as_of, certain=asking.certain),
    )
    return ties_of(whole, "organisations")


def doubts(certainty: Certainty) -> tuple[Words, ...]:
    """How many of the ties behind an answer only may hold on its day; nothing where all certainly do."""
    n_ties, possible, undated = certainty.n_ties, certainty.only_possible, certainty.undated
    if not possible:
        return ()
    return (
        Words(
            f"{possible} of the {n_ties} ties that this rests on only may hold on {certainty.day}, {undated} "
            "of them without any date; --certain leaves them out.",
            f"Из {n_ties} связей, на которых это держится, {possible} на {certainty.day} лишь возможны, из "
            f"них без всякой даты {undated}; --certain их убирает.",
        ),
    )


def doubts_of(asking: Asking, ties: nx.MultiDiGraph) -> tuple[Words, ...]:
    """The same of the ties of a network."""
    from pharmagraph.graph.certainty import Certainty

    return doubts(Certainty.of_network(ties, asking.snapshot, asking.sources))


def groups_of(asking: Asking, ties: nx.MultiDiGraph) -> dict[Hashable, str]:
    """The sector of each body of the country asked about, ``foreign`` for all others.

    Raises:
        QueryParameterError: no country is asked about, and the graph does not tell which is its own.
    """
    try:
        return sector_or_foreign(ties, home_of(asking))
    except MetricError as error:
        raise QueryParameterError(
            f"{asking.question.id}: the graph does not tell which country is its own; name it with "
            "-p here=COUNTRY"
        ) from error


def home_of(asking: Asking) -> str | None:
    """The two-letter code of the country whose bodies are not foreign; ``None`` leaves it to the graph."""
    country = asking.values.iri("here")
    if country is None:
        return None
    codes = asking.select(f"SELECT ?code WHERE {{ <{country}> pg:isoCode ?code }}")
    return str(codes[0]["code"]) if codes else None


def sectors_of(asking: Asking, names: Iterable[str]) -> dict[str, Cell]:
    """The groups as cells: sectors by their label, and the foreign bodies."""
    wanted = set(names)
    known = asking.solver.concepts(PG[f"sector-{name}"] for name in wanted)
    cells: dict[str, Cell] = {name: known[PG[f"sector-{name}"]] for name in wanted}
    return cells | {"foreign": Words("foreign", "зарубежные")}


def sources_of(graph: nx.Graph, node: Hashable) -> set[str]:
    """The sources of all ties of a node."""
    return {source for *_, edge in graph.edges(node, data=True) for source in edge.get("sources", ())}


def number(value: float | None) -> Decimal | None:
    """A value as a cell, rounded."""
    return None if value is None else Decimal(str(round(value, _PLACES)))

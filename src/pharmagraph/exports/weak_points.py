"""What would fall apart without whom, as an answer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.structure import (
    change_json,
    change_part,
    entities_cell,
    entity_json,
    first_of,
    names,
    network_json,
    network_note,
    source_refs,
    sources_of_node,
)
from pharmagraph.exports.tables import Sheet, columns
from pharmagraph.graph.actors import entity_of
from pharmagraph.model import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

    import networkx as nx

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.graph.counterfactual import Change
    from pharmagraph.graph.separation import Separation, Unlinked
    from pharmagraph.graph.weak_points import WeakPoint
    from pharmagraph.model import Lang, SourceRef
    from pharmagraph.queries.coverage import Coverage

_COLUMNS: Final = columns(
    ("what", "What", "Что"),
    ("element", "Element", "Элемент"),
    ("components_after", "Components after", "Компонент после"),
    ("n_cut_off", "Cut off", "Отрезано"),
    ("cut_off", "Who is cut off", "Кто отрезан"),
    ("n_separated", "Pairs of the two sets separated", "Разъединено пар двух множеств"),
    ("distance", "Distance", "Расстояние"),
    ("path", "Path", "Путь"),
    ("through", "Through", "Через кого"),
    ("sources", "Sources", "Источники"),
)
_POINT: Final = ("element", "components_after", "n_cut_off", "cut_off", "n_separated", "sources")
_PAIR: Final = ("element", "distance", "path", "through", "sources")
_SHOWN: Final = 5
WORDS: Final = {
    "actor": Words("actor whose loss splits the network", "участник, без которого сеть распадается"),
    "tie": Words("tie whose loss splits the network", "связь, без которой сеть распадается"),
    "removed": Words("removed", "убран"),
    "direct": Words("direct tie between the two sets", "прямая связь двух множеств"),
    "cut": Words("smallest set that separates the two sets", "наименьший набор, разъединяющий два множества"),
    "no-tie": Words("pair without a direct tie", "пара без прямой связи"),
}


@dataclass(frozen=True, slots=True)
class Cuts:
    """What ``cuts`` found; ``first`` and ``second`` are what the two sets are called."""

    first: str
    second: str
    points: Sequence[WeakPoint]
    bridges: Sequence[WeakPoint]
    removed: Sequence[WeakPoint]
    separation: Separation | None
    unlinked: Sequence[Unlinked]


def cuts_answer(
    cuts: Cuts,
    graph: nx.Graph,
    ties: nx.Graph,
    *,
    lang: Lang,
    limit: int | None,
    coverage: Coverage,
    catalogue: Mapping[str, SourceRef],
    change: Change | None = None,
) -> Answer:
    """Weak actors and ties, what separates two sets, who has no direct tie; ``limit`` bounds each list."""
    told = _Telling(graph, lang, catalogue)
    lists: dict[str, list[dict[str, Cell]]] = {
        "actor": [told.point("actor", one) for one in cuts.points],
        "tie": [told.point("tie", one) for one in cuts.bridges],
        "removed": [told.point("removed", one) for one in cuts.removed],
        "direct": told.direct(cuts.separation),
        "cut": told.cuts(cuts.separation),
        "no-tie": [told.pair(one) for one in cuts.unlinked],
    }
    rows = [row for found in lists.values() for row in found[:limit]]
    lists = {name: [_in_short(row, lang) for row in found] for name, found in lists.items()}
    sheet = _sheet(rows, tuple(column.key for column in _COLUMNS))
    parts = _parts(cuts, lists, lang, limit, graph)
    if change:
        parts.append(change_part(change, graph, lang))
    more: dict[str, Json] = {
        "network": network_json(graph, ties),
        "between": [cuts.first, cuts.second],
        "counts": {name: len(found) for name, found in lists.items()},
    }
    if cuts.separation:
        more["separation"] = {
            "size": cuts.separation.size,
            "in_all_cuts": [entity_json(graph, one, lang) for one in graph if one in cuts.separation.in_all],
            "all_listed": cuts.separation.complete,
        }
    if change:
        more["what_if"] = change_json(change, graph, lang)
    return Answer(
        lang,
        sheet,
        tuple(_results(cuts, graph, lang, limit)),
        tuple(parts),
        notes=(network_note(graph, ties, lang), _note(lang)),
        coverage=coverage,
        more=more,
    )


class _Telling:
    """Rows of the answer."""

    def __init__(self, graph: nx.Graph, lang: Lang, catalogue: Mapping[str, SourceRef]) -> None:
        self._graph = graph
        self._lang = lang
        self._catalogue = catalogue

    def point(self, what: str, one: WeakPoint) -> dict[str, Cell]:
        """An actor or a tie."""
        return {
            "what": WORDS[what],
            "element": entities_cell(self._graph, one.element),
            "components_after": one.components,
            "n_cut_off": len(one.cut_off),
            "cut_off": entities_cell(self._graph, one.cut_off),
            "n_separated": len(one.separated) or None,
            "sources": self._refs(_sources_of_point(one, self._graph)),
        }

    def direct(self, separation: Separation | None) -> list[dict[str, Cell]]:
        """The direct ties between two sets."""
        found = separation.direct if separation else ()
        return [
            {
                "what": WORDS["direct"],
                "element": entities_cell(self._graph, pair),
                "sources": self._refs(_sources_along(pair, self._graph)),
            }
            for pair in found
        ]

    def cuts(self, separation: Separation | None) -> list[dict[str, Cell]]:
        """The minimum cuts."""
        found = separation.cuts if separation else ()
        return [
            {
                "what": WORDS["cut"],
                "element": entities_cell(self._graph, [n for n in self._graph if n in cut]),
                "sources": self._refs(_sources_of_cut(cut, self._graph)),
            }
            for cut in found
        ]

    def pair(self, one: Unlinked) -> dict[str, Cell]:
        """Two without a direct tie."""
        nowhere = Words("no way", "пути нет")
        chain = " – ".join(entity_of(self._graph, node).label(self._lang) for node in one.path)
        return {
            "what": WORDS["no-tie"],
            "element": entities_cell(self._graph, (one.start, one.end)),
            "distance": nowhere if one.distance is None else one.distance,
            "path": chain or None,
            "through": entities_cell(self._graph, one.through),
            "sources": self._refs(_sources_along(one.path, self._graph)),
        }

    def _refs(self, ids: Iterable[str]) -> tuple[SourceRef, ...]:
        return source_refs(ids, self._catalogue)


def _in_short(row: dict[str, Cell], lang: Lang) -> dict[str, Cell]:
    """A row as a screen has room for it."""
    lists: dict[str, Cell] = {
        key: first_of(row.get(key), lang, limit=_SHOWN) for key in ("cut_off", "through")
    }
    return {**row, **lists, "sources": first_of(row.get("sources"), lang)}


def _sources_of_point(one: WeakPoint, graph: nx.Graph) -> tuple[str, ...]:
    """Of a tie its own sources, of an actor those of all its ties."""
    return one.sources if one.is_tie else sources_of_node(graph, one.element[0])


def _sources_of_cut(cut: Collection[Hashable], graph: nx.Graph) -> tuple[str, ...]:
    return tuple(sorted({source for node in cut for source in sources_of_node(graph, node)}))


def _sources_along(path: Sequence[Hashable], graph: nx.Graph) -> tuple[str, ...]:
    """The sources of the ties on a path of a collapsed network."""
    return tuple(
        sorted({source for ends in pairwise(path) for source in graph.edges[ends].get("sources", ())})
    )


def _sheet(rows: Sequence[dict[str, Cell]], keys: Sequence[str]) -> Sheet:
    chosen = tuple(column for column in _COLUMNS if column.key in keys)
    return Sheet(chosen, tuple(tuple(row.get(column.key) for column in chosen) for row in rows)).filled()


def _parts(
    cuts: Cuts, lists: dict[str, list[dict[str, Cell]]], lang: Lang, limit: int | None, graph: nx.Graph
) -> list[Part]:
    russian = lang == "ru"
    both = f"{cuts.first} – {cuts.second}"
    headings = {
        "actor": "Участники, без которых сеть распадается"
        if russian
        else "Actors whose loss splits the network",
        "tie": "Связи, без которых сеть распадается" if russian else "Ties whose loss splits the network",
        "removed": "Что распадётся" if russian else "What falls apart",
        "direct": f"Прямые связи: {both}" if russian else f"Direct ties: {both}",
        "cut": f"Что разъединяет: {both}" if russian else f"What separates: {both}",
        "no-tie": "Пары без прямой связи" if russian else "Pairs without a direct tie",
    }
    parts = []
    for name, found in lists.items():
        lines = _separation_lines(cuts, lang, graph) if name == "cut" else ()
        if not found and not lines:
            if name in {"actor", "tie"} and not cuts.removed:
                parts.append(Part(headings[name], ("Таких нет." if russian else "There is none.",)))
            continue
        keys = _PAIR if name == "no-tie" else _POINT
        shown = found[:limit]
        count = (
            str(len(found))
            if len(shown) == len(found)
            else f"{len(shown)} {'из' if russian else 'of'} {len(found)}"
        )
        parts.append(Part(f"{headings[name]} ({count})", lines, sheet=_sheet(shown, keys) if shown else None))
    return parts


def _separation_lines(cuts: Cuts, lang: Lang, graph: nx.Graph) -> tuple[str, ...]:
    found, russian = cuts.separation, lang == "ru"
    if found is None:
        return ()
    lines = []
    if found.direct:
        lines.append(
            f"Прямых связей: {len(found.direct)}, поэтому ничьё исключение не разъединит множества. Если "
            f"не считать их:"
            if russian
            else f"There are {len(found.direct)} direct ties, so nobody's removal separates the sets. "
            f"Those set aside:"
        )
    if not found.size:
        lines.append(
            "множества и так не связаны через других."
            if russian
            else "the sets do not reach each other through others."
        )
        return tuple(lines)
    common = names(graph, [node for node in graph if node in found.in_all], lang, limit=20)
    lines.append(
        f"Наименьшее число участников, чьё исключение их разъединит: {found.size}."
        if russian
        else f"The fewest whose removal separates them: {found.size}."
    )
    if common:
        lines.append(
            f"В каждом из наименьших наборов: {common}." if russian else f"In every smallest set: {common}."
        )
    if not found.complete:
        lines.append(
            "Наименьших наборов больше, чем показано."
            if russian
            else "There are more smallest sets than shown."
        )
    return tuple(lines)


def _results(cuts: Cuts, graph: nx.Graph, lang: Lang, limit: int | None) -> list[Json]:
    results: list[Json] = []
    for name, points in (("actor", cuts.points), ("tie", cuts.bridges), ("removed", cuts.removed)):
        results += [
            {
                "what": name,
                "element": [entity_json(graph, node, lang) for node in one.element],
                "components_after": one.components,
                "cut_off": [entity_json(graph, node, lang) for node in one.cut_off],
                "separated_pairs": len(one.separated),
                "sources": list(_sources_of_point(one, graph)),
            }
            for one in points[:limit]
        ]
    if cuts.separation:
        results += [
            {
                "what": "direct",
                "element": [entity_json(graph, node, lang) for node in pair],
                "sources": list(_sources_along(pair, graph)),
            }
            for pair in cuts.separation.direct[:limit]
        ]
        results += [
            {
                "what": "cut",
                "element": [entity_json(graph, node, lang) for node in graph if node in cut],
                "sources": list(_sources_of_cut(cut, graph)),
            }
            for cut in cuts.separation.cuts[:limit]
        ]
    results += [
        {
            "what": "no-tie",
            "element": [entity_json(graph, node, lang) for node in (one.start, one.end)],
            "distance": one.distance,
            "path": [entity_json(graph, node, lang) for node in one.path],
            "through": [entity_json(graph, node, lang) for node in one.through],
            "shortest_paths": one.n_paths,
            "sources": list(_sources_along(one.path, graph)),
        }
        for one in cuts.unlinked[:limit]
    ]
    return results


def _note(lang: Lang) -> str:
    return (
        "Отсутствие связи значит, что её нет в этих источниках, а не что её нет."
        if lang == "ru"
        else "That a tie is missing says that these sources have none, not that there is none."
    )

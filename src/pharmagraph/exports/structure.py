"""What answers on structure have in common: numbers as they are said, the network they are about, what if."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pharmagraph.exports.answers import Part
from pharmagraph.exports.cells import Json, json_of
from pharmagraph.exports.certainty import certainty_json, certainty_notes
from pharmagraph.exports.tables import Sheet, columns
from pharmagraph.graph.actors import entity_of
from pharmagraph.model import SourceRef, Words

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    import networkx as nx

    from pharmagraph.exports.cells import Cell
    from pharmagraph.graph.counterfactual import Change, Shape
    from pharmagraph.model import Lang

_WHOLE: Final = columns(
    ("what", "Of the whole", "О сети в целом"), ("before", "Before", "До"), ("after", "After", "После")
)
_SHAPE: Final = {
    "n_ties": Words("pairs tied", "связанных пар"),
    "components": Words("components", "компонент связности"),
    "efficiency": Words("global efficiency", "глобальная эффективность"),
    "distance": Words("mean distance between the two sets", "среднее расстояние между двумя множествами"),
    "reached": Words(
        "pairs of the two sets that reach each other", "пар двух множеств, достижимых друг для друга"
    ),
}
GROUPS: Final[dict[str, Words]] = {
    "state": Words("state", "государство"),
    "regulator": Words("regulator", "регулятор"),
    "coordination": Words("coordination", "координация"),
    "industry": Words("industry", "промышленность"),
    "science": Words("science", "наука"),
    "development-institution": Words("development institution", "институт развития"),
    "association": Words("association", "ассоциация"),
    "clinic": Words("clinic", "клиника"),
    "investor": Words("investor", "инвестор"),
    "other": Words("other", "прочее"),
    "foreign": Words("foreign", "зарубежные"),
}
"""Sectors and ``foreign`` as they are said."""


def group_words(group: Hashable) -> Words:
    """A group as it is said; one that is not ours is said as it is written."""
    return GROUPS.get(str(group)) or Words(str(group), str(group))


def figure(value: float | None, digits: int = 6) -> float | None:
    """A measured number with as many digits as mean anything; a whole one stays whole."""
    return None if value is None else round(value, digits)


def span_text(span: tuple[int, int] | None) -> str | None:
    """A range of ranks: "2–5", or "2" when both ends are the same."""
    if span is None:
        return None
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"


def entity_json(graph: nx.Graph, node: Hashable, lang: Lang) -> Json:
    """A node in the shape of the JSON contract."""
    return json_of(entity_of(graph, node), lang)


def entities_cell(graph: nx.Graph, nodes: Iterable[Hashable]) -> tuple[Cell, ...]:
    """Nodes as a cell that lists their names."""
    return tuple(entity_of(graph, node) for node in nodes)


def names(graph: nx.Graph, nodes: Iterable[Hashable], lang: Lang, *, limit: int = 5) -> str:
    """The names of the first nodes, and how many more there are."""
    listed = [entity_of(graph, node).label(lang) for node in nodes]
    more = len(listed) - limit
    tail = [f"и ещё {more}" if lang == "ru" else f"and {more} more"] if more > 0 else []
    return ", ".join([*listed[:limit], *tail])


def first_of(cell: Cell, lang: Lang, *, limit: int = 3) -> Cell:
    """The first items of a list and how many more there are, for tables on a screen: files hold them all."""
    if not isinstance(cell, tuple) or len(cell) <= limit:
        return cell
    more = len(cell) - limit
    return (*cell[:limit], f"и ещё {more}" if lang == "ru" else f"and {more} more")


_OF_NETWORK: Final = {"all": "всех связей", "actors": "участников", "organisations": "организаций"}


def network_note(graph: nx.Graph, ties: nx.Graph, lang: Lang) -> str:
    """Which network was measured, and how much of it only may hold on its day."""
    certainty = ties.graph.get("certainty")
    notes = certainty_notes(certainty, lang) if certainty else ()
    return " ".join((_network_told(graph, ties, lang), *notes))


def _network_told(graph: nx.Graph, ties: nx.Graph, lang: Lang) -> str:
    isolated, pairs = _isolated(graph), _pairs(graph)
    projection = ties.graph.get("projection", "")
    day = ties.graph.get("as_of", "")
    if lang == "ru":
        whose = _OF_NETWORK.get(projection, projection)
        return (
            f"Сеть {whose} на {day}: узлов {len(graph)}, из них без известных связей {isolated}; "
            f"связанных пар {pairs} (связей {ties.number_of_edges()})."
        )
    return (
        f"Network {projection} as of {day}: {len(graph)} nodes, {isolated} of them without a known tie; "
        f"{pairs} pairs tied (by {ties.number_of_edges()} ties)."
    )


def source_refs(ids: Iterable[str], catalogue: Mapping[str, SourceRef]) -> tuple[SourceRef, ...]:
    """Sources by their ids; one that the catalogue lacks has its id for a title."""
    return tuple(catalogue.get(one) or SourceRef(one, one) for one in ids)


def sources_of_node(graph: nx.Graph, node: Hashable) -> tuple[str, ...]:
    """The sources of all ties of a node in a collapsed network, sorted."""
    ties = [*graph.edges(node, data=True), *(graph.in_edges(node, data=True) if graph.is_directed() else ())]
    return tuple(sorted({source for *_, tie in ties for source in tie.get("sources", ())}))


def network_json(graph: nx.Graph, ties: nx.Graph) -> Json:
    """The same for machines."""
    certainty = ties.graph.get("certainty")
    return {
        "projection": ties.graph.get("projection") or None,
        "as_of": ties.graph.get("as_of") or None,
        "nodes": len(graph),
        "isolated": _isolated(graph),
        "pairs": _pairs(graph),
        "ties": ties.number_of_edges(),
        "digest": ties.graph.get("digest") or None,
        **({"certainty": certainty_json(certainty)} if certainty else {}),
    }


def change_part(change: Change, graph: nx.Graph, lang: Lang) -> Part:
    """Before and after a supposed change, with the pairs that lose or gain a way to each other."""
    rows = []
    for name, words in _SHAPE.items():
        before, after = (_cell(shape, name) for shape in (change.before, change.after))
        if before is not None or after is not None:
            rows.append((words, before, after))
    lines = []
    for pairs, en, ru in (
        (change.lost, "Pairs that can no longer reach each other", "Пары, потерявшие связь"),
        (change.gained, "Pairs that can now reach each other", "Пары, получившие связь"),
    ):
        if pairs:
            shown = "; ".join(
                f"{names(graph, pair[:1], lang)} – {names(graph, pair[1:], lang)}" for pair in pairs[:10]
            )
            lines.append(f"{ru if lang == 'ru' else en} ({len(pairs)}): {shown}")
    heading = "Что, если: до и после" if lang == "ru" else "What if: before and after"
    return Part(heading, tuple(lines), sheet=Sheet(_WHOLE, tuple(rows)))


def change_json(change: Change, graph: nx.Graph, lang: Lang) -> Json:
    """The same for machines."""

    def told(shape: Shape) -> Json:
        return {name: figure(getattr(shape, name)) for name in ("n_nodes", *_SHAPE, "asked")}

    def listed(pairs: Iterable[tuple[Hashable, Hashable]]) -> Json:
        return [[entity_json(graph, one, lang), entity_json(graph, other, lang)] for one, other in pairs]

    return {
        "before": told(change.before),
        "after": told(change.after),
        "lost": listed(change.lost),
        "gained": listed(change.gained),
    }


def _isolated(graph: nx.Graph) -> int:
    return sum(1 for node in graph if not graph.degree(node))


def _pairs(graph: nx.Graph) -> int:
    """Pairs of nodes with a tie; two arcs between two nodes are one."""
    return len({frozenset(edge) for edge in graph.edges})


def _cell(shape: Shape, name: str) -> Cell:
    value = getattr(shape, name)
    if name == "reached":
        return f"{shape.reached} / {shape.asked}" if shape.asked else None
    return figure(value)

"""Brokerage as an answer: roles against chance, and the brokered pairs with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.cells import json_of
from pharmagraph.exports.footnotes import Footnotes
from pharmagraph.exports.structure import (
    change_json,
    change_part,
    entity_json,
    figure,
    group_words,
    network_json,
    network_note,
    span_text,
)
from pharmagraph.exports.tables import Sheet, columns
from pharmagraph.graph.actors import entity_of
from pharmagraph.model import Words

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import networkx as nx

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.graph.brokerage import Brokerage, Brokered, RoleCount
    from pharmagraph.graph.counterfactual import Change
    from pharmagraph.model import Lang, SourceRef
    from pharmagraph.queries.coverage import Coverage

ROLES: Final[dict[str, Words]] = {
    "coordinator": Words("coordinator A→A→A", "координатор A→A→A"),
    "itinerant": Words("itinerant A→B→A", "внешний посредник A→B→A"),
    "representative": Words("representative A→A→B", "представитель A→A→B"),
    "gatekeeper": Words("gatekeeper A→B→B", "привратник A→B→B"),
    "liaison": Words("liaison A→B→C", "связной A→B→C"),
}
TOO_FEW: Final = Words("too few bodies to tell", "слишком мало участников для вывода")
_COLUMNS: Final = columns(
    ("id", "Id", "Id"),
    ("entity", "Broker", "Посредник"),
    ("group", "Group", "Группа"),
    ("role", "Role", "Роль"),
    ("count", "Pairs", "Пар"),
    ("expected", "Expected", "Ожидается"),
    ("z", "z", "z"),
    ("p_labels", "p, groups permuted", "p, перестановка групп"),
    ("q_labels", "q", "q"),
    ("p_ties", "p, ties rewired", "p, перестройка связей"),
    ("q_ties", "q of rewiring", "q перестройки"),
    ("by_labels", "Pairs, groups permuted", "Пар при перестановке групп"),
    ("by_ties", "Pairs, ties rewired", "Пар при перестройке связей"),
    ("before", "Pairs before", "Пар до"),
    ("note", "Note", "Примечание"),
    ("pairs", "Brokered pairs", "Посредничает между"),
    ("sources", "Sources", "Источники"),
)
_LONG: Final = frozenset({"id", "by_labels", "by_ties", "pairs", "sources"})
SHOWN_PAIRS: Final = 5


def brokers_answer(  # noqa: PLR0913 - what the answer is made of
    found: Brokerage,
    rows: Sequence[RoleCount],
    graph: nx.Graph,
    ties: nx.Graph,
    *,
    lang: Lang,
    total: int,
    coverage: Coverage,
    catalogue: Mapping[str, SourceRef],
    pairs: bool = False,
    before: Mapping[tuple[Hashable, str], int] | None = None,
    change: Change | None = None,
) -> Answer:
    """The roles in ``rows``; of each broker the first pairs in the text, or with ``pairs`` all of them."""
    notes = Footnotes(catalogue)
    told = [(row, found.pairs_of(row.node, row.role)) for row in rows]
    cells = [_cells(row, listed, graph, lang, notes, before) for row, listed in told]
    sheet = Sheet(_COLUMNS, tuple(tuple(of[column.key] for column in _COLUMNS) for of in cells)).filled()
    short = tuple(column for column in _COLUMNS if column.key not in _LONG)
    shown = Sheet(short, tuple(tuple(of[column.key] for column in short) for of in cells)).filled()
    title = "Посредники между группами" if lang == "ru" else "Brokers between groups"
    footnotes = Footnotes(catalogue)
    parts = [Part(title, _lead(found, lang), sheet=shown if cells else None, level=1)]
    parts += _pair_parts(found, rows, graph, lang, footnotes, everything=pairs)
    if change:
        parts.append(change_part(change, graph, lang))
    more: dict[str, Json] = {
        "network": network_json(graph, ties),
        "groups": [{"group": str(group), "members": size} for group, size in found.sizes.items()],
        "without_group": found.left_out,
        "without_ties": found.isolated,
        "density": figure(found.density),
        "permutations": found.permutations,
        "seed": found.seed,
        "between": [str(one) for one in found.between],
        "total": total,
    }
    if change:
        more["what_if"] = change_json(change, graph, lang)
    return Answer(
        lang,
        sheet,
        tuple(_json(row, listed, graph, lang, notes, before) for row, listed in told),
        tuple(parts),
        footnotes=footnotes.listed,
        notes=(*_cut(len(rows), total, lang), network_note(graph, ties, lang), *_method(found, lang)),
        coverage=coverage,
        more=more,
    )


def _cells(
    row: RoleCount,
    pairs: Sequence[Brokered],
    graph: nx.Graph,
    lang: Lang,
    notes: Footnotes,
    before: Mapping[tuple[Hashable, str], int] | None,
) -> dict[str, Cell]:
    entity = entity_of(graph, row.node)
    used = sorted({source for one in pairs for source in (*one.sources_in, *one.sources_out)})
    return {
        "id": entity.id,
        "entity": entity,
        "group": group_words(row.group),
        "role": ROLES[row.role],
        "count": row.count,
        "expected": figure(row.expected, 4),
        "z": figure(row.z, 2),
        "p_labels": figure(row.p_labels, 4),
        "q_labels": figure(row.q_labels, 4),
        "p_ties": figure(row.p_ties, 4),
        "q_ties": figure(row.q_ties, 4),
        "by_labels": span_text(row.by_labels),
        "by_ties": span_text(row.by_ties),
        "before": before.get((row.node, row.role), 0) if before is not None else None,
        "note": TOO_FEW if row.too_few else None,
        "pairs": tuple(_arrow(one, graph, lang) for one in pairs),
        "sources": tuple(notes.source(one) for one in used),
    }


def _json(
    row: RoleCount,
    pairs: Sequence[Brokered],
    graph: nx.Graph,
    lang: Lang,
    notes: Footnotes,
    before: Mapping[tuple[Hashable, str], int] | None,
) -> dict[str, Json]:
    extra: dict[str, Json] = {} if before is None else {"count_before": before.get((row.node, row.role), 0)}
    return {
        "entity": entity_json(graph, row.node, lang),
        "group": str(row.group),
        "role": row.role,
        "count": row.count,
        "expected": figure(row.expected),
        "z": figure(row.z),
        "p_labels": figure(row.p_labels),
        "q_labels": figure(row.q_labels),
        "p_ties": figure(row.p_ties),
        "q_ties": figure(row.q_ties),
        "range_labels": list(row.by_labels) if row.by_labels else None,
        "range_ties": list(row.by_ties) if row.by_ties else None,
        "too_few": row.too_few,
        **extra,
        "pairs": [
            {
                "start": entity_json(graph, one.start, lang),
                "end": entity_json(graph, one.end, lang),
                "relations_in": list(one.relations_in),
                "relations_out": list(one.relations_out),
                "sources_in": [json_of(notes.source(source)) for source in one.sources_in],
                "sources_out": [json_of(notes.source(source)) for source in one.sources_out],
            }
            for one in pairs
        ],
    }


def _pair_parts(
    found: Brokerage,
    rows: Sequence[RoleCount],
    graph: nx.Graph,
    lang: Lang,
    notes: Footnotes,
    *,
    everything: bool,
) -> list[Part]:
    """The pairs of each broker, an unordered pair once, with the marks of the sources of both ties."""
    parts = []
    for node in dict.fromkeys(row.node for row in rows):
        asked = {row.role for row in rows if row.node == node}
        seen: dict[frozenset[Hashable], Brokered] = {}
        for one in found.pairs_of(node):
            if one.role in asked:
                seen.setdefault(frozenset((one.start, one.end)), one)
        kept = list(seen.values()) if everything else list(seen.values())[:SHOWN_PAIRS]
        items = [
            f"{_arrow(one, graph, lang)} {notes.marks(one.sources_in)} / {notes.marks(one.sources_out)}"
            for one in kept
        ]
        if len(kept) < len(seen):
            more = len(seen) - len(kept)
            items.append(
                f"и ещё {more}; все — с --pairs" if lang == "ru" else f"and {more} more; all with --pairs"
            )
        name = entity_of(graph, node).label(lang)
        heading = (
            f"{name}: между кем ({len(seen)})" if lang == "ru" else f"{name}: between whom ({len(seen)})"
        )
        parts.append(Part(heading, items=tuple(items)))
    return parts


def _arrow(one: Brokered, graph: nx.Graph, lang: Lang) -> str:
    start, end = entity_of(graph, one.start).label(lang), entity_of(graph, one.end).label(lang)
    return f"{start} → {end}"


def _lead(found: Brokerage, lang: Lang) -> tuple[str, ...]:
    sizes = ", ".join(f"{group_words(group).text(lang)} {size}" for group, size in found.sizes.items())
    if not found.roles:
        nobody = "Никто не посредничает." if lang == "ru" else "Nobody brokers."
        return (nobody, f"{'Группы' if lang == 'ru' else 'Groups'}: {sizes or '–'}.")
    return (f"{'Группы' if lang == 'ru' else 'Groups'}: {sizes}.",)


def _method(found: Brokerage, lang: Lang) -> tuple[str, ...]:
    out = found.left_out, found.isolated
    notes = [
        f"Без группы и потому не учтены: {out[0]}; без связей: {out[1]}. Пара считается в каждом "
        f"направлении отдельно; "
        "одно соглашение — один раз."
        if lang == "ru"
        else f"Left out: {out[0]} without a group, {out[1]} without ties. Pairs are ordered: one that is "
        f"brokered both "
        "ways counts twice. One agreement counts once."
    ]
    if found.permutations:
        notes.append(
            f"Ожидание и z — для случайного графа той же плотности (грубо); p — {found.permutations} "
            f"перестановок групп и "
            f"столько же перестроек связей с сохранением степеней (seed {found.seed}); q — поправка "
            f"Бенджамини–Хохберга."
            if lang == "ru"
            else f"Expected and z: a random graph of equal density (crude). p: {found.permutations} "
            f"permutations of the "
            f"groups, and as many rewirings that keep degrees (seed {found.seed}); q: after Benjamini and "
            f"Hochberg."
        )
    return tuple(notes)


def _cut(shown: int, total: int, lang: Lang) -> tuple[str, ...]:
    if shown == total:
        return ()
    return (
        f"{shown} из {total}; больше — с --limit"
        if lang == "ru"
        else f"{shown} of {total}; more with --limit",
    )

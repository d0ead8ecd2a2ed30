"""Rankings as answers: each rank with its range, what it rests on, and which ties make it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.structure import (
    change_json,
    change_part,
    entity_json,
    figure,
    first_of,
    group_words,
    network_json,
    network_note,
    source_refs,
    sources_of_node,
    span_text,
)
from pharmagraph.exports.tables import Sheet, columns
from pharmagraph.exports.words import kind_words
from pharmagraph.graph.actors import entity_of
from pharmagraph.model import Words

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import networkx as nx

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.graph.counterfactual import Change
    from pharmagraph.graph.ranking import Ranked, Ranking, Without
    from pharmagraph.model import Lang, SourceRef
    from pharmagraph.queries.coverage import Coverage

MEASURES: Final[dict[str, Words]] = {
    "degree": Words("Number of ties", "Число связей"),
    "strength": Words("Strength of ties", "Сила связей"),
    "betweenness": Words("Betweenness", "Посредничество (betweenness)"),
    "closeness": Words("Closeness (Wasserman–Faust)", "Близость (Вассерман–Фауст)"),
    "harmonic": Words("Harmonic centrality", "Гармоническая центральность"),
    "eigenvector": Words("Eigenvector centrality", "Собственный вектор"),
    "katz": Words("Katz centrality", "Центральность Каца"),
    "pagerank": Words("PageRank", "PageRank"),
    "hubs": Words("Hubs (HITS)", "Хабы (HITS)"),
    "authorities": Words("Authorities (HITS)", "Авторитеты (HITS)"),
    "core": Words("Core number", "Номер ядра (k-core)"),
    "effective-size": Words("Effective size", "Эффективный размер"),
    "efficiency": Words("Efficiency", "Эффективность"),
    "constraint": Words("Constraint (low is free)", "Ограничение (меньше — свободнее)"),
    "hierarchy": Words("Hierarchy of constraint", "Иерархия ограничения"),
}
_COLUMNS: Final = columns(
    ("rank", "Rank", "Ранг"),
    ("id", "Id", "Id"),
    ("entity", "Name", "Название"),
    ("kind", "Kind", "Вид"),
    ("sector", "Sector", "Сектор"),
    ("country", "Country", "Страна"),
    ("value", "Value", "Значение"),
    ("rank_range", "Range", "Диапазон"),
    ("by_evidence", "Range without some sources", "Диапазон без части источников"),
    ("by_preset", "Range over strength presets", "Диапазон по наборам силы"),
    ("by_layer", "Range without one layer", "Диапазон без одного слоя"),
    ("top_share", "Share of draws in the top", "Доля прогонов в числе первых"),
    ("sources", "Source ids", "Id источников"),
    ("before", "Value before", "Значение до"),
    ("rank_before", "Rank before", "Ранг до"),
)
_SHORT: Final = (
    "rank", "entity", "kind", "value", "rank_range", "top_share", "sources", "before", "rank_before",
)  # fmt: skip
_REASONS: Final = columns(
    ("other", "Tied to", "С кем"),
    ("relations", "By", "Чем"),
    ("value", "Value without it", "Значение без неё"),
    ("change", "Change", "Изменение"),
    ("rank", "Rank without it", "Ранг без неё"),
    ("sources", "Sources", "Источники"),
)
NOT_DEFINED: Final = Words("not defined", "не определено")


def ranking_answer(
    ranking: Ranking,
    graph: nx.Graph,
    ties: nx.Graph,
    *,
    lang: Lang,
    limit: int | None,
    coverage: Coverage,
    before: Mapping[Hashable, Ranked] | None = None,
    change: Change | None = None,
) -> Answer:
    """The ranks of a measure; ``graph`` is the collapsed network, ``before`` the ranks in the data."""
    rows = ranking.rows[:limit]
    cells = [_cells(one, graph, before) for one in rows]
    sheet = Sheet(_COLUMNS, tuple(tuple(of[column.key] for column in _COLUMNS) for of in cells)).filled()
    short = tuple(column for column in _COLUMNS if column.key in _SHORT)
    in_short = [{**of, "sources": first_of(of["sources"], lang)} for of in cells]
    shown = Sheet(short, tuple(tuple(of[column.key] for column in short) for of in in_short)).filled()
    title = MEASURES[ranking.measure.name].text(lang)
    parts = [Part(title, sheet=shown if cells else None, level=1)]
    if not cells:
        parts = [Part(title, (_nobody(lang),), level=1)]
    if change:
        parts.append(change_part(change, graph, lang))
    more: dict[str, Json] = {
        "measure": ranking.measure.name,
        "network": network_json(graph, ties),
        "method": _method_json(ranking),
        "total": len(ranking.rows),
    }
    if change:
        more["what_if"] = change_json(change, graph, lang)
    return Answer(
        lang,
        sheet,
        tuple(_row_json(one, graph, lang, before) for one in rows),
        tuple(parts),
        notes=(
            *_cut(len(rows), len(ranking.rows), lang),
            network_note(graph, ties, lang),
            *_method(ranking, lang),
        ),
        coverage=coverage,
        more=more,
    )


def explanation_answer(  # noqa: PLR0913 - what the answer is made of
    losses: Sequence[Without],
    ranked: Ranked | None,
    ranking: Ranking,
    graph: nx.Graph,
    ties: nx.Graph,
    node: Hashable,
    *,
    lang: Lang,
    limit: int | None,
    coverage: Coverage,
    catalogue: Mapping[str, SourceRef],
) -> Answer:
    """Which ties make a rank: the measure without each neighbour of a node, the greatest loss first."""
    rows = []
    for one in losses[:limit]:
        sources = source_refs(one.sources, catalogue)
        value = figure(one.value) if one.value is not None else NOT_DEFINED
        rows.append(
            (entity_of(graph, one.other), one.relations, value, figure(one.change), one.rank, sources)
        )
    name, measure = entity_of(graph, node).label(lang), MEASURES[ranking.measure.name].text(lang)
    now = figure(ranked.value) if ranked else None
    place = span_text(ranked.tied) if ranked else None
    line = (
        f"Значение {_said(now, lang)}, ранг {place or '—'}. Без каждой из связей:"
        if lang == "ru"
        else f"Value {_said(now, lang)}, rank {place or '—'}. Without each of its ties:"
    )
    if not rows:
        line = "Ни одной известной связи." if lang == "ru" else "No tie of it is known."
    sheet = Sheet(_REASONS, tuple(rows))
    results: list[Json] = [
        {
            "other": entity_json(graph, one.other, lang),
            "relations": list(one.relations),
            "value": figure(one.value),
            "change": figure(one.change),
            "rank": one.rank,
            "sources": list(one.sources),
        }
        for one in losses[:limit]
    ]
    return Answer(
        lang,
        sheet,
        tuple(results),
        (Part(f"{name}: {measure}", (line,), sheet=sheet if rows else None, level=1),),
        notes=(*_cut(len(rows), len(losses), lang), network_note(graph, ties, lang)),
        coverage=coverage,
        more={"entity": entity_json(graph, node, lang), "measure": ranking.measure.name, "value": now},
    )


def _cells(one: Ranked, graph: nx.Graph, before: Mapping[Hashable, Ranked] | None) -> dict[str, Cell]:
    entity, of = entity_of(graph, one.node), graph.nodes[one.node]
    was = before.get(one.node) if before else None
    return {
        "rank": span_text(one.tied) or "–",
        "id": entity.id,
        "entity": entity,
        "kind": kind_words(entity.kind),
        "sector": group_words(of["sector"]) if of.get("sector") else None,
        "country": of.get("country") or None,
        "value": NOT_DEFINED if one.value is None else figure(one.value),
        "rank_range": span_text(one.range),
        "by_evidence": span_text(one.by_evidence),
        "by_preset": span_text(one.by_preset),
        "by_layer": span_text(one.by_layer),
        "top_share": None if one.top_share is None else round(one.top_share, 3),
        "sources": sources_of_node(graph, one.node),
        "before": figure(was.value) if was else None,
        "rank_before": was.rank if was else None,
    }


def _row_json(
    one: Ranked, graph: nx.Graph, lang: Lang, before: Mapping[Hashable, Ranked] | None
) -> dict[str, Json]:
    was = before.get(one.node) if before else None
    extra: dict[str, Json] = {"value_before": figure(was.value), "rank_before": was.rank} if was else {}
    return {
        "rank": one.rank,
        "entity": entity_json(graph, one.node, lang),
        "value": figure(one.value, 12),
        "tied": _pair(one.tied),
        "rank_range": _pair(one.range),
        "rank_range_evidence": _pair(one.by_evidence),
        "rank_range_presets": _pair(one.by_preset),
        "rank_range_layers": _pair(one.by_layer),
        "top_share": figure(one.top_share),
        "sources": list(sources_of_node(graph, one.node)),
        **extra,
    }


def _pair(span: tuple[int, int] | None) -> Json:
    return list(span) if span else None


def _method_json(ranking: Ranking) -> Json:
    measured = ranking.measured
    return {
        "engine": measured.engine,
        "exact": measured.exact,
        "sample": measured.sample or None,
        "sample_seed": measured.seed if measured.sample else None,
        "standard_error": figure(measured.error) if measured.sample else None,
        "parameters": {name: figure(value) for name, value in measured.parameters.items()},
        "preset": ranking.preset,
        "directed": ranking.directed,
        "draws": ranking.draws,
        "drop": ranking.drop,
        "seed": ranking.seed,
        "top": ranking.top,
        "sources": ranking.n_sources,
        "independent_sources": ranking.n_independent,
        "presets": list(ranking.presets),
        "layers": list(ranking.layers),
    }


def _method(ranking: Ranking, lang: Lang) -> tuple[str, ...]:
    """How the values and the ranges were found."""
    measured, russian = ranking.measured, lang == "ru"
    given = ", ".join(f"{name} = {value:.6g}" for name, value in measured.parameters.items())
    if measured.exact:
        way = "точно" if russian else "exact"
    elif russian:
        way = f"по выборке {measured.sample} узлов (seed {measured.seed}), ошибка ≤ {measured.error:.2g}"
    else:
        way = f"sampled from {measured.sample} nodes (seed {measured.seed}), error ≤ {measured.error:.2g}"
    strengths = f"сила связей: {ranking.preset}" if russian else f"strengths: {ranking.preset}"
    lead = "; ".join(filter(None, (f"{ranking.measure.name}: {way}, {measured.engine}", strengths, given)))
    if not ranking.draws:
        return (f"{lead}.",)
    presets = ", ".join(ranking.presets) or "–"
    doubt = (
        f"Диапазон: средние 90 % из {ranking.draws} прогонов, в каждом из которых каждый из "
        f"{ranking.n_independent} независимых источников исключён с p = {ranking.drop:g} (повторяющие друг "
        f"друга — вместе; seed {ranking.seed}), и наборы силы: {presets}. "
        f"Доля прогонов — в числе первых {ranking.top}. Ранг «2–5» значит: эти места данные не различают."
        if russian
        else f"Range: the middle 90 % of {ranking.draws} draws, each of {ranking.n_independent} independent "
        f"sources left out with p = {ranking.drop:g} (copies of one another together; seed {ranking.seed}), "
        f"and strength presets: {presets}. Share of draws: in the first {ranking.top}. "
        "A rank such as 2–5 means that the data cannot tell these places apart."
    )
    return (f"{lead}.", doubt)


def _said(value: float | None, lang: Lang) -> str:
    return NOT_DEFINED.text(lang) if value is None else f"{value:g}"


def _nobody(lang: Lang) -> str:
    return "В этой сети некого ранжировать." if lang == "ru" else "There is nobody to rank in this network."


def _cut(shown: int, total: int, lang: Lang) -> tuple[str, ...]:
    if shown == total:
        return ()
    return (
        f"{shown} из {total}; больше — с --limit"
        if lang == "ru"
        else f"{shown} of {total}; more with --limit",
    )

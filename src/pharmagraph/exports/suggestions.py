"""Partners that a network suggests, as an answer: scores, reasons, and what the past says of the method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.structure import (
    entities_cell,
    entity_json,
    figure,
    first_of,
    network_json,
    network_note,
)
from pharmagraph.exports.tables import Sheet, columns
from pharmagraph.exports.words import kind_words
from pharmagraph.graph.actors import entity_of
from pharmagraph.graph.common_ground import sources_of
from pharmagraph.graph.suggestions import ENOUGH
from pharmagraph.model import Words

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    import networkx as nx

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.graph.suggestions import Suggestion, Validation
    from pharmagraph.model import Lang
    from pharmagraph.queries.coverage import Coverage

METHODS: Final[dict[str, Words]] = {
    "adamic-adar": Words("Adamic–Adar", "Адамик–Адар"),
    "resource-allocation": Words("resource allocation", "распределение ресурсов"),
    "common-neighbours": Words("common neighbours", "общие соседи"),
    "jaccard": Words("Jaccard", "Жаккар"),
    "preferential-attachment": Words("size alone (baseline)", "только размер (база)"),
    "shared-target": Words("shared targets", "общие мишени"),
    "shared-drug": Words("shared medicines", "общие препараты"),
    "shared-technology": Words("shared technologies", "общие технологии"),
}
_FIRST: Final = columns(
    ("rank", "Rank", "Ранг"),
    ("id", "Id", "Id"),
    ("entity", "Partner", "Партнёр"),
    ("kind", "Kind", "Вид"),
    ("country", "Country", "Страна"),
)
_LAST: Final = columns(
    ("shared", "Both tied to", "Общие связи"),
    ("common", "In common", "Общее"),
    ("sources", "Sources", "Источники"),
)
_TESTED: Final = columns(
    ("method", "Method", "Метод"),
    ("auroc", "AUROC", "AUROC"),
    ("interval", "95 % interval", "95 % интервал"),
    ("average_precision", "Average precision", "Средняя точность"),
    ("precision_at", "Precision at 10", "Точность на 10"),
    ("verdict", "Verdict", "Вывод"),
)


def suggestions_answer(  # noqa: PLR0913 - what the answer is made of
    found: Sequence[Suggestion],
    tested: Sequence[Validation],
    node: Hashable,
    whole: nx.Graph,
    graph: nx.Graph,
    ties: nx.Graph,
    *,
    lang: Lang,
    method: str,
    day: str,
    coverage: Coverage,
) -> Answer:
    """The partners suggested for ``node``; ``tested`` is how scores did on ties begun on ``day`` or later."""
    methods = tuple(found[0].scores) if found else tuple(METHODS)
    heads = (*_FIRST, *columns(*((name, METHODS[name].en, METHODS[name].ru) for name in methods)), *_LAST)
    rows = tuple(_row(place, one, methods, whole, graph) for place, one in enumerate(found, 1))
    sheet = Sheet(heads, rows).filled()
    short = Sheet(heads, tuple((*row[:-2], first_of(row[-2], lang, limit=5), row[-1]) for row in rows))
    name, russian = entity_of(graph, node).label(lang), lang == "ru"
    title = f"{name}: возможные партнёры" if russian else f"{name}: possible partners"
    none = (
        "Никого: ни одного общего соседа и ничего общего в этих данных."
        if russian
        else "Nobody: no shared neighbour and nothing in common in these data."
    )
    parts = [
        Part(title, () if rows else (none,), sheet=short.filled() if rows else None, level=1),
        *_tests(tested, day, lang),
    ]
    results: tuple[Json, ...] = tuple(
        {
            "rank": place,
            "entity": entity_json(graph, one.end, lang),
            "value": figure(one.scores[method]),
            "scores": {key: figure(value) for key, value in one.scores.items()},
            "shared": [entity_json(graph, other, lang) for other in one.shared],
            "paths": {
                key: [[entity_json(whole, step, lang) for step in path] for path in paths]
                for key, paths in one.paths.items()
            },
            "sources": list(sources_of(one, whole, graph)),
        }
        for place, one in enumerate(found, 1)
    )
    more: dict[str, Json] = {
        "entity": entity_json(graph, node, lang),
        "method": method,
        "network": network_json(graph, ties),
        "split": day,
        "validation": [_test_json(one) for one in tested],
    }
    notes = (network_note(graph, ties, lang), _note(lang))
    return Answer(lang, sheet, results, tuple(parts), notes=notes, coverage=coverage, more=more)


def _row(
    place: int, one: Suggestion, methods: tuple[str, ...], whole: nx.Graph, graph: nx.Graph
) -> tuple[Cell, ...]:
    entity = entity_of(graph, one.end)
    ground = {step: None for paths in one.paths.values() for path in paths for step in path}
    things = [step for step in ground if whole.nodes[step]["kind"] in {"target", "technology"}] or list(
        ground
    )
    return (
        place,
        entity.id,
        entity,
        kind_words(entity.kind),
        graph.nodes[one.end].get("country") or None,
        *(figure(one.scores[name], 4) or None for name in methods),
        entities_cell(graph, one.shared),
        entities_cell(whole, things),
        sources_of(one, whole, graph),
    )


def _tests(tested: Sequence[Validation], day: str, lang: Lang) -> list[Part]:
    russian = lang == "ru"
    heading = (
        f"Проверка на связях, возникших с {day}"
        if russian
        else f"Tested on ties that began on {day} or later"
    )
    if not tested:
        return []
    counts = (
        f"Новых связей {tested[0].positives} среди {tested[0].candidates} пар тех, у кого связи были, но "
        f"не друг с другом."
        if russian
        else f"{tested[0].positives} new ties among {tested[0].candidates} pairs of bodies that had ties "
        f"then, not yet to each other."
    )
    if not any(one.validated for one in tested):
        few = (
            f"Не проверено: новых связей меньше {ENOUGH}, судить не о чем. Порядок выше — догадка, а не "
            f"прогноз."
            if russian
            else f"Not validated: fewer than {ENOUGH} new ties, too few to tell. The order above is a "
            f"guess, no forecast."
        )
        return [Part(heading, (counts, few))]
    rows = tuple(
        (
            METHODS[one.method],
            figure(one.auroc, 3),
            f"{one.low:.3f}–{one.high:.3f}" if one.low is not None and one.high is not None else None,
            figure(one.average_precision, 4),
            figure(one.precision_at, 3),
            _verdict(one),
        )
        for one in tested
    )
    return [Part(heading, (counts,), sheet=Sheet(_TESTED, rows))]


def _verdict(one: Validation) -> Words:
    if one.low is None or one.high is None:
        return Words("not validated", "не проверено")
    if one.low > 0.5:
        return Words("better than chance", "лучше случайного")
    return (
        Words("worse than chance", "хуже случайного")
        if one.high < 0.5
        else Words("no better than chance", "не лучше случайного")
    )


def _test_json(one: Validation) -> Json:
    return {
        "method": one.method,
        "validated": one.validated,
        "positives": one.positives,
        "candidates": one.candidates,
        "auroc": figure(one.auroc),
        "interval": [figure(one.low), figure(one.high)] if one.low is not None else None,
        "average_precision": figure(one.average_precision),
        "precision_at_10": figure(one.precision_at),
    }


def _note(lang: Lang) -> str:
    return (
        "Оценка упорядочивает, но не даёт вероятности; ограничения и санкции по партнёрам не проверены."
        if lang == "ru"
        else "A score orders and is no probability; restrictions on partners have not been checked."
    )

"""Entities that were looked for, as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.tables import Sheet, columns
from pharmagraph.exports.words import REASONS, kind_words
from pharmagraph.model import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.model import Entity, Lang, Match
    from pharmagraph.queries.coverage import Coverage

_MATCHES = columns(
    ("id", "Id", "Id"),
    ("name", "Name", "Название"),
    ("name_other", "In Russian", "По-английски"),
    ("kind", "Kind", "Вид"),
    ("why", "Why", "Почему"),
)
_LISTED = _MATCHES[:4]


def matches_answer(matches: Sequence[Match], *, lang: Lang, total: int, coverage: Coverage) -> Answer:
    """What a text may mean, the best evidence first, with the reason of each."""
    sheet = Sheet(_MATCHES, tuple((*_described(one.entity, lang), why(one, lang)) for one in matches))
    results: tuple[Json, ...] = tuple(
        {
            **_entity_json(one.entity, lang),
            "step": one.step,
            "reason": one.reason,
            "matched": one.matched,
            "score": round(one.score, 4),
        }
        for one in matches
    )
    notes = _cut(len(matches), total, lang)
    return Answer(lang, sheet, results, _parts(sheet, lang), notes=notes, coverage=coverage)


def list_answer(entities: Sequence[Entity], *, lang: Lang, total: int, coverage: Coverage) -> Answer:
    """All entities of a kind."""
    sheet = Sheet(_LISTED, tuple(_described(one, lang) for one in entities))
    results = tuple(_entity_json(one, lang) for one in entities)
    notes = _cut(len(entities), total, lang)
    return Answer(lang, sheet, results, _parts(sheet, lang), notes=notes, coverage=coverage)


def why(match: Match, lang: Lang) -> str:
    """Why an entity answers to the text, with the name that matched."""
    reason = REASONS.get(match.reason, Words(match.reason)).text(lang)
    return f"{reason}: {match.matched}" if match.matched else reason


def _described(entity: Entity, lang: Lang) -> tuple[Cell, ...]:
    other = entity.label_en if lang == "ru" else entity.label_ru
    return (entity.id, entity, other if other != entity.label(lang) else "", kind_words(entity.kind))


def _entity_json(entity: Entity, lang: Lang) -> dict[str, Json]:
    return {
        "id": entity.id,
        "label": entity.label(lang),
        "kind": entity.kind,
        "label_en": entity.label_en or None,
        "label_ru": entity.label_ru or None,
    }


def _parts(sheet: Sheet, lang: Lang) -> tuple[Part, ...]:
    if sheet.rows:
        return (Part(sheet=sheet),)
    return (Part(lines=("Ничего не найдено." if lang == "ru" else "Nothing was found.",)),)


def _cut(shown: int, total: int, lang: Lang) -> tuple[str, ...]:
    if shown == total:
        return ()
    more = (
        f"{shown} из {total}; больше — с --limit"
        if lang == "ru"
        else f"{shown} of {total}; more with --limit"
    )
    return (more,)

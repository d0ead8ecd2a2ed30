"""What a path search found as an answer, or what it tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.route_prose import RouteProse
from pharmagraph.exports.route_rows import COLUMNS, PathRows
from pharmagraph.exports.tables import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pharmagraph.exports.cells import Json
    from pharmagraph.exports.route_rows import Phrases
    from pharmagraph.graph.paths import PathSearch
    from pharmagraph.model import IRI, Entity, Lang, SourceRef
    from pharmagraph.queries.coverage import Coverage


def paths_answer(
    search: PathSearch,
    start: Entity,
    end: Entity,
    *,
    lang: Lang,
    phrases: Phrases,
    catalogue: Mapping[str, SourceRef],
    names: Mapping[IRI, Entity],
    coverage: Coverage,
) -> Answer:
    """What a path search found, or what it tried; ``names`` holds the entities of the relation nodes."""
    prose, flat = RouteProse(lang, phrases, catalogue, names), PathRows(lang, phrases, catalogue)
    more: dict[str, Json] = {}
    if search.paths:
        parts = [Part(f"{start.label(lang)} → {end.label(lang)}", level=1)]
        parts += prose.not_followed(search, start, end)
        parts += [
            prose.path(number, path, tie_left_out=bool(search.excluded))
            for number, path in enumerate(search.paths, 1)
        ]
    else:
        parts = [*prose.nothing(search, start, end), *prose.not_followed(search, start, end)]
    if search.excluded:
        more["excluded"] = [flat.excluded_json(one) for one in search.excluded]
    if search.no_path:
        more["no_path"] = flat.no_path_json(search.no_path)
    rows = (row for number, path in enumerate(search.paths, 1) for row in flat.rows(number, path))
    return Answer(
        lang,
        Sheet(COLUMNS, tuple(rows)),
        tuple(flat.json(path) for path in search.paths),
        tuple(parts),
        footnotes=prose.notes.listed,
        notes=prose.hints(search),
        coverage=coverage,
        more=more,
    )

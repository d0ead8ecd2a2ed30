"""What a path search found as an answer, or what it tried."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.certainty import certainty_json, certainty_notes
from pharmagraph.exports.rarity import RARITY_COLUMNS
from pharmagraph.exports.route_prose import RouteProse, has_tie_left_out
from pharmagraph.exports.route_rows import COLUMNS, PathRows
from pharmagraph.exports.tables import Sheet
from pharmagraph.graph.certainty import Certainty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.exports.rarity import Rarity
    from pharmagraph.exports.route_rows import Phrases
    from pharmagraph.graph.paths import PathSearch
    from pharmagraph.model import IRI, Entity, Lang, SourceRef
    from pharmagraph.queries.coverage import Coverage


def paths_answer(  # noqa: PLR0913 - an answer has these parts
    search: PathSearch,
    start: Entity,
    end: Entity,
    *,
    lang: Lang,
    phrases: Phrases,
    catalogue: Mapping[str, SourceRef],
    names: Mapping[IRI, Entity],
    coverage: Coverage,
    rarities: Sequence[Rarity | None] = (),
) -> Answer:
    """What a path search found, or what it tried; ``names`` holds the entities of the relation nodes.

    ``rarities``, where given, say of each path how usual its type is between the two.
    """
    prose, flat = RouteProse(lang, phrases, catalogue, names), PathRows(lang, phrases, catalogue)
    hops = [hop for path in search.paths for hop in path.hops]
    certainty = Certainty.of_hops(hops, search.as_of.isoformat() if search.as_of else "", catalogue)
    more: dict[str, Json] = {
        "total": search.total,
        "all_counted": search.total_counted,
        "certainty": certainty_json(certainty),
    }
    not_followed = prose.not_followed(search, start, end)
    if search.paths:
        title = Part(f"{start.label(lang)} → {end.label(lang)}", level=1)
        told = [
            _with_rarity(prose.path(number, path, tie_left_out=has_tie_left_out(search)), rarity, lang)
            for number, (path, rarity) in enumerate(zip_longest(search.paths, rarities), 1)
        ]
        is_direct = any(path.length == 1 for path in search.paths)
        parts = [title, *told, *not_followed] if is_direct else [title, *not_followed, *told]
    else:
        parts = [*prose.nothing(search, start, end), *not_followed]
    if search.excluded:
        more["excluded"] = [flat.excluded_json(one) for one in search.excluded]
    if search.no_path:
        more["no_path"] = flat.no_path_json(search.no_path)
    rows: list[tuple[Cell, ...]] = []
    for number, (path, rarity) in enumerate(zip_longest(search.paths, rarities), 1):
        none = (None,) * len(RARITY_COLUMNS) if rarities else ()
        cells = rarity.cells() if rarity else none
        rows += [(*row, *cells) for row in flat.rows(number, path)]
    results: list[Json] = [
        {**flat.json(path), **({"unusual": rarity.json()} if rarity else {})}
        for path, rarity in zip_longest(search.paths, rarities)
    ]
    return Answer(
        lang,
        Sheet((*COLUMNS, *(RARITY_COLUMNS if rarities else ())), tuple(rows)),
        tuple(results),
        tuple(parts),
        footnotes=prose.notes.listed,
        notes=(*prose.hints(search), *certainty_notes(certainty, lang)),
        coverage=coverage,
        more=more,
    )


def _with_rarity(part: Part, rarity: Rarity | None, lang: Lang) -> Part:
    """The part on a path with the sentence on how usual its type is."""
    return replace(part, closing=(*part.closing, rarity.text(lang))) if rarity else part

"""What ties three or more entities together, as an answer: a chain to each, a clause per hop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.cells import json_of
from pharmagraph.exports.certainty import certainty_json, certainty_notes
from pharmagraph.exports.route_prose import RouteProse
from pharmagraph.exports.route_rows import COLUMNS, PathRows, weakest_hop
from pharmagraph.exports.tables import Sheet
from pharmagraph.graph.certainty import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pharmagraph.exports.cells import Json
    from pharmagraph.exports.route_rows import Phrases
    from pharmagraph.graph.steiner import Connection
    from pharmagraph.model import IRI, Entity, Hop, Lang, SourceRef
    from pharmagraph.queries.coverage import Coverage


def tree_answer(
    tree: Connection,
    ends: Sequence[Entity],
    *,
    lang: Lang,
    phrases: Phrases,
    catalogue: Mapping[str, SourceRef],
    names: Mapping[IRI, Entity],
    coverage: Coverage,
) -> Answer:
    """The tree over ``ends``, which stand in the order asked for; ``names`` holds the relation nodes."""
    prose, flat = RouteProse(lang, phrases, catalogue, names), PathRows(lang, phrases, catalogue)
    russian = lang == "ru"
    title = ", ".join(one.label(lang) for one in ends)
    apart = [one for one in ends if one.iri in tree.apart]
    lines = [_summary(tree, lang)] if tree.hops else []
    lines += [prose.chain(tree.hops[0].start, chain) for chain in _chains(tree.hops, ends)]
    lines += [_is_apart(one, ends[0], lang) for one in apart]
    part = Part(
        f"{title}: что их связывает" if russian else f"{title}: what ties them together",
        tuple(lines),
        steps=tuple(map(prose.hop, tree.hops)),
        closing=prose.weakest(tree.hops),
        level=1,
    )
    result: dict[str, Json] = {
        "ends": [json_of(one, lang) for one in ends],
        "hops": [flat.hop_json(hop) for hop in tree.hops],
        "length": len(tree.hops),
        "cost": tree.cost,
        "exact": tree.is_exact,
        "apart": [one.id for one in apart],
        "weakest_hop": weakest_hop(tree.hops, catalogue) + 1 if tree.hops else None,
    }
    certainty = Certainty.of_hops(tree.hops, coverage.as_of.isoformat(), catalogue)
    rows = flat.hop_rows(tree.hops, {"path": 1, "route": "дерево" if russian else "tree", "cost": tree.cost})
    return Answer(
        lang,
        Sheet(COLUMNS, tuple(rows)),
        (result,),
        (part,),
        footnotes=prose.notes.listed,
        notes=certainty_notes(certainty, lang),
        more={"certainty": certainty_json(certainty)},
        coverage=coverage,
    )


def _summary(tree: Connection, lang: Lang) -> str:
    n_hops = len(tree.hops)
    if lang == "ru":
        least = "дешевле нет" if tree.is_exact else "не более чем вдвое дороже самого дешёвого"
        return f"Дерево из шагов: {n_hops}; {least}."
    least = "none is cheaper" if tree.is_exact else "at most twice as dear as the cheapest"
    return f"A tree of {n_hops} hop{'s' * (n_hops > 1)}; {least}."


def _is_apart(one: Entity, first: Entity, lang: Lang) -> str:
    if lang == "ru":
        return f"«{one.label(lang)}» ни один путь не связывает с «{first.label(lang)}»."
    return f"No path ties {one.label(lang)} to {first.label(lang)}."


def _chains(hops: Sequence[Hop], ends: Sequence[Entity]) -> Iterator[list[Hop]]:
    """The way from the root to each other end, unless it is part of the way to another."""
    came = {hop.end.iri: hop for hop in hops}
    passed = {hop.start.iri for hop in hops}
    for one in ends:
        if one.iri not in came or one.iri in passed:
            continue
        chain = [came[one.iri]]
        while chain[0].start.iri in came:
            chain.insert(0, came[chain[0].start.iri])
        yield chain

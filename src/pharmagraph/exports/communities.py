"""Communities as an answer: who is in each, what it is called, how stable it is, what it matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pharmagraph.exports.answers import Answer, Part
from pharmagraph.exports.structure import (
    entities_cell,
    entity_json,
    figure,
    group_words,
    names,
    network_json,
    network_note,
)
from pharmagraph.exports.tables import Sheet, columns
from pharmagraph.graph.actors import entity_of
from pharmagraph.graph.communities import Agreement

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import networkx as nx

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.graph.communities import Communities
    from pharmagraph.model import Lang, Words
    from pharmagraph.queries.coverage import Coverage

_COLUMNS: Final = columns(
    ("community", "No", "№"),
    ("name", "Called after", "Названо по"),
    ("size", "Members", "Участников"),
    ("stability", "Stability", "Устойчивость"),
    ("sector", "Most of all", "Больше всего"),
    ("share", "Share", "Доля"),
    ("members", "Who", "Кто"),
)
_MEMBERS: Final = columns(
    ("community", "Community", "Сообщество"),
    ("id", "Id", "Id"),
    ("entity", "Name", "Название"),
    ("group", "Group", "Группа"),
    ("country", "Country", "Страна"),
    ("stability", "Stability", "Устойчивость"),
)
_RUNS: Final = columns(
    ("resolution", "Resolution", "Разрешение"),
    ("communities", "Communities", "Сообществ"),
    ("modularity", "Modularity", "Модулярность"),
    ("lowest", "Lowest run", "Худший прогон"),
    ("agreement", "Agreement of runs (ARI)", "Согласие прогонов (ARI)"),
    ("nmi_group", "Match with groups (NMI)", "Совпадение с группами (NMI)"),
    ("nmi_country", "Match with countries (NMI)", "Совпадение со странами (NMI)"),
)
SHOWN: Final = 8
_NO_MATCH: Final = (Agreement(None, {}, 0), Agreement(None, {}, 0))


def communities_answer(  # noqa: PLR0913 - what the answer is made of
    found: Sequence[Communities],
    matches: Sequence[tuple[Agreement, Agreement]],
    groups: Mapping[Hashable, Hashable],
    graph: nx.Graph,
    ties: nx.Graph,
    *,
    lang: Lang,
    limit: int | None,
    coverage: Coverage,
    before: Communities | None = None,
) -> Answer:
    """The communities of ``found[0]``, and all resolutions; lone nodes are counted, not listed."""
    chosen = found[0]
    listed = [number for number, one in enumerate(chosen.members) if len(one) > 1]
    shown = listed[:limit]
    rows = [_community(chosen, number, groups, graph, lang) for number in shown]
    members = [
        (number + 1, entity_of(graph, node).id, entity_of(graph, node), _group(groups, node),
         graph.nodes[node].get("country") or None, figure(chosen.stability[node], 3))
        for number in shown
        for node in _ordered(chosen, number, graph)
    ]  # fmt: skip
    runs = Sheet(_RUNS, tuple(_run(one, pair) for one, pair in zip(found, matches, strict=True)))
    russian = lang == "ru"
    title = "Сообщества" if russian else "Communities"
    none = "Связей нет, и сообществ нет." if russian else "There are no ties, and so no communities."
    count = (
        f"{len(shown)} {'из' if russian else 'of'} {len(listed)}"
        if len(shown) < len(listed)
        else str(len(listed))
    )
    parts = [
        Part(
            f"{title} ({count})",
            () if rows else (none,),
            sheet=Sheet(_COLUMNS, tuple(rows)) if rows else None,
            level=1,
        ),
        Part("Прогоны" if russian else "Runs", sheet=runs.filled()),
    ]
    if before is not None:
        parts.append(_before_part(before, chosen, lang))
    results: list[Json] = [
        {
            "community": number + 1,
            "name": names(graph, chosen.central[number], lang, limit=3),
            "size": len(chosen.members[number]),
            "stability": figure(chosen.stability_of(number)),
            "members": [
                {
                    "entity": entity_json(graph, node, lang),
                    "group": str(groups[node]) if groups.get(node) else None,
                    "stability": figure(chosen.stability[node]),
                }
                for node in _ordered(chosen, number, graph)
            ],
        }
        for number in shown
    ]
    alone = sum(len(one) == 1 for one in chosen.members)
    more: dict[str, Json] = {
        "network": network_json(graph, ties),
        "method": chosen.method,
        "runs": chosen.runs,
        "seed": chosen.seed,
        "alone": alone,
        "total": len(listed),
        "by_resolution": [
            {**_run_json(one), "nmi_group": figure(pair[0].nmi), "nmi_country": figure(pair[1].nmi)}
            for one, pair in zip(found, matches, strict=True)
        ],
        "table": [
            {"community": number + 1, "group": str(group), "members": count_}
            for (number, group), count_ in sorted(
                matches[0][0].table.items(), key=lambda item: (item[0][0], str(item[0][1]))
            )
            if len(chosen.members[number]) > 1
        ],
    }
    if before is not None:
        more["before"] = _run_json(before)
    return Answer(
        lang,
        Sheet(_MEMBERS, tuple(members)),
        tuple(results),
        tuple(parts),
        notes=(network_note(graph, ties, lang), _note(chosen, alone, lang)),
        coverage=coverage,
        more=more,
    )


def _community(
    found: Communities, number: int, groups: Mapping[Hashable, Hashable], graph: nx.Graph, lang: Lang
) -> tuple[Cell, ...]:
    members = _ordered(found, number, graph)
    counts: dict[Hashable, int] = {}
    for node in members:
        if groups.get(node):
            counts[groups[node]] = counts.get(groups[node], 0) + 1
    most = max(counts, key=lambda group: (counts[group], str(group)), default=None)
    return (
        number + 1,
        entities_cell(graph, found.central[number]),
        len(members),
        figure(found.stability_of(number), 2),
        group_words(most) if most is not None else None,
        figure(counts[most] / len(members), 2) if most is not None else None,
        names(graph, members, lang, limit=SHOWN),
    )


def _ordered(found: Communities, number: int, graph: nx.Graph) -> list[Hashable]:
    """The members of a community, the central ones first, then in the order of the graph."""
    central = found.central[number]
    return [*central, *(node for node in graph if node in found.members[number] and node not in central)]


def _group(groups: Mapping[Hashable, Hashable], node: Hashable) -> Words | None:
    return group_words(groups[node]) if groups.get(node) else None


def _run(found: Communities, matches: tuple[Agreement, Agreement]) -> tuple[Cell, ...]:
    return (
        found.resolution,
        sum(len(one) > 1 for one in found.members),
        figure(found.modularity, 4),
        figure(found.lowest, 4),
        figure(found.agreement, 3),
        figure(matches[0].nmi, 3),
        figure(matches[1].nmi, 3),
    )


def _run_json(found: Communities) -> dict[str, Json]:
    return {
        "resolution": found.resolution,
        "communities": sum(len(one) > 1 for one in found.members),
        "modularity": figure(found.modularity),
        "lowest": figure(found.lowest),
        "highest": figure(found.highest),
        "agreement": figure(found.agreement),
        "partitions": found.n_partitions,
    }


def _before_part(before: Communities, after: Communities, lang: Lang) -> Part:
    heads = columns(("what", "What", "Что"), ("before", "Before", "До"), ("after", "After", "После"))
    first, then = _run(before, _NO_MATCH), _run(after, _NO_MATCH)
    rows = tuple((_RUNS[place].heading, first[place], then[place]) for place in range(1, 5))
    heading = "Что, если: до и после" if lang == "ru" else "What if: before and after"
    return Part(heading, sheet=Sheet(heads, rows))


def _note(found: Communities, alone: int, lang: Lang) -> str:
    if lang == "ru":
        return (
            f"{found.method}: лучший из {found.runs} прогонов (seed {found.seed}), разных разбиений "
            f"{found.n_partitions}; "
            f"устойчивость — доля прогонов, где участник с остальными своего сообщества; одиночек {alone}."
        )
    return (
        f"{found.method}: the best of {found.runs} runs (seed {found.seed}), {found.n_partitions} "
        f"different partitions; "
        f"stability: the share of runs that keep a member with the others of its community; {alone} are "
        f"alone."
    )

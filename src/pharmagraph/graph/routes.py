"""What kind of route a path is: named for where its two ends meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pharmagraph.vocab import KIND_GROUPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pharmagraph.model import GraphPath, Hop, Lang

_ACTORS: Final = KIND_GROUPS["actor"]
_ASSETS: Final = frozenset({"drug", "asset-basket", "product"})
_SHARED_BY_LAYER: Final = {
    "alliance": "shared-partner",
    "governance": "shared-membership",
    "ownership": "shared-owner",
    "licence": "shared-licence-partner",
    "funding": "shared-funder",
    "contact": "shared-event",
}

TITLES: Final[dict[str, tuple[str, str]]] = {
    "same": ("one and the same entity", "один и тот же объект"),
    "direct-tie": ("a direct tie", "прямая связь"),
    "shared-partner": ("no direct tie; both are partners of {middle}", "прямой связи нет; общий партнёр — {middle}"),
    "shared-membership": (
        "no direct tie; both belong to {middle}",
        "прямой связи нет; оба входят в {middle}",
    ),
    "shared-person": ("no direct tie; both are tied to {middle}", "прямой связи нет; оба связаны с персоной: {middle}"),
    "shared-owner": (
        "no direct tie; ownership ties both to {middle}",
        "прямой связи нет; обоих связывает собственность: {middle}",
    ),
    "shared-licence-partner": (
        "no direct tie; both have licences with {middle}",
        "прямой связи нет; у обоих лицензии с {middle}",
    ),
    "shared-funder": ("no direct tie; funding ties both to {middle}", "прямой связи нет; обоих связывает финансирование: {middle}"),
    "shared-event": ("no direct tie; both took part in events with {middle}", "прямой связи нет; общие мероприятия с {middle}"),
    "shared-contact": ("no direct tie; both are tied to {middle}", "прямой связи нет; оба связаны с {middle}"),
    "chain": ("no direct tie; a chain of actors through {middle}", "прямой связи нет; цепочка через {middle}"),
    "shared-drug": (
        "no tie between the two is known; they meet only in the medicine {middle}",
        "связь между ними не известна; они встречаются только в препарате {middle}",
    ),
    "shared-target": (
        "no tie between the two is known; they meet only in the target {middle}",
        "связь между ними не известна; они встречаются только в мишени {middle}",
    ),
    "own-asset": ("through a medicine of its own, {middle}", "через собственный препарат {middle}"),
    "asset-of-a-contact": (
        "no medicine of its own on this route; through {middle}",
        "собственного препарата на этом пути нет; через {middle}",
    ),
    "biology": ("through medicines and targets: {middle}", "через препараты и мишени: {middle}"),
}
"""Route kind → its name in English and Russian; ``{middle}`` is where the ends meet."""


def route_kind(hops: Sequence[Hop]) -> str:
    """The kind of route that the hops make; one of the keys of ``TITLES``."""
    if not hops:
        return "same"
    if len(hops) == 1:
        return "direct-tie"
    ends_are_actors = hops[0].start.kind in _ACTORS and hops[-1].end.kind in _ACTORS
    between = [hop.end.kind for hop in hops[:-1]]
    if ends_are_actors:
        if "target" in between:
            return "shared-target"
        if any(kind in _ASSETS for kind in between):
            return "shared-drug"
        return _between_actors(hops)
    if hops[0].start.kind in _ACTORS or hops[-1].end.kind in _ACTORS:
        return _to_an_asset(hops)
    return "biology" if not any(kind in _ACTORS for kind in between) else "chain"


def route_title(path: GraphPath, lang: Lang = "en") -> str:
    """What kind of route a path is, in words."""
    title = TITLES[path.kind][1 if lang == "ru" else 0]
    return title.format(middle=_middle(path, lang))


def _between_actors(hops: Sequence[Hop]) -> str:
    if len(hops) > 2:
        return "chain"
    if hops[0].end.kind == "person":
        return "shared-person"
    shared = {tie.layer for tie in hops[0].ties} & {tie.layer for tie in hops[1].ties}
    return next((kind for layer, kind in _SHARED_BY_LAYER.items() if layer in shared), "shared-contact")


def _to_an_asset(hops: Sequence[Hop]) -> str:
    """From an actor to a medicine or target (or back): does the actor itself have the medicine?"""
    chain = [hops[0].start, *(hop.end for hop in hops)]
    if chain[0].kind not in _ACTORS:
        chain.reverse()
    if chain[1].kind in _ASSETS:
        return "own-asset"
    return "asset-of-a-contact" if chain[1].kind in _ACTORS else "biology"


def _middle(path: GraphPath, lang: Lang) -> str:
    between = [hop.end for hop in path.hops[:-1]]
    if path.kind == "shared-target":
        between = [entity for entity in between if entity.kind == "target"]
    elif path.kind in {"shared-drug", "own-asset"}:
        between = [entity for entity in between if entity.kind in _ASSETS][: 1 if path.kind == "own-asset" else None]
    elif path.kind == "asset-of-a-contact":
        between = [entity for entity in between if entity.kind in _ACTORS]
    return ", ".join(entity.label(lang) for entity in between)

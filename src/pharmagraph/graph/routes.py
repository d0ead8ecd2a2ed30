"""What kind of route a path is: named for where its two ends meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pharmagraph.vocab import KIND_GROUPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pharmagraph.model import Entity, GraphPath, Hop, Lang

_ACTORS: Final = KIND_GROUPS["actor"]
_ASSETS: Final = frozenset({"drug", "asset", "asset-basket", "product"})

TITLES: Final[dict[str, tuple[str, str]]] = {
    "same": ("one and the same entity", "один и тот же объект"),
    "direct-tie": ("a direct tie", "прямая связь"),
    "shared-partner": (
        "no direct tie; a shared partner: {middle}",
        "прямой связи нет; общий партнёр: {middle}",
    ),
    "shared-membership": (
        "no direct tie; a shared membership: {middle}",
        "прямой связи нет; общее членство: {middle}",
    ),
    "shared-person": (
        "no direct tie; a shared person: {middle}",
        "прямой связи нет; общая персона: {middle}",
    ),
    "shared-owner": (
        "no direct tie; a shared owner: {middle}",
        "прямой связи нет; общий владелец: {middle}",
    ),
    "shared-holding": (
        "no direct tie; stakes in the same body: {middle}",
        "прямой связи нет; доли в одной организации: {middle}",
    ),
    "shared-licence-partner": (
        "no direct tie; licences with the same firm: {middle}",
        "прямой связи нет; лицензии с одной и той же компанией: {middle}",
    ),
    "shared-funder": (
        "no direct tie; a shared funder: {middle}",
        "прямой связи нет; общий источник финансирования: {middle}",
    ),
    "shared-event": (
        "no direct tie; events shared with {middle}",
        "прямой связи нет; общие мероприятия, звено: {middle}",
    ),
    "shared-contact": (
        "no direct tie; both are tied to {middle}",
        "прямой связи нет; оба связаны с одним участником: {middle}",
    ),
    "chain": (
        "no direct tie; a chain through {middle}",
        "прямой связи нет; цепочка: {middle}",
    ),
    "shared-drug": (
        "no tie between the two is known; they meet only in a medicine: {middle}",
        "связь между ними не известна; они встречаются только в препарате: {middle}",
    ),
    "shared-target": (
        "no tie between the two is known; they meet only in a target: {middle}",
        "связь между ними не известна; они встречаются только в мишени: {middle}",
    ),
    "own-asset": (
        "through an asset that it has a tie to itself: {middle}",
        "через препарат, с которым есть прямая связь: {middle}",
    ),
    "asset-of-a-contact": (
        "through others, with no medicine of its own on the way: {middle}",
        "через других участников, без собственного препарата: {middle}",
    ),
    "through-others": ("through others: {middle}", "через других участников: {middle}"),
    "biology": ("through medicines and targets: {middle}", "через препараты и мишени: {middle}"),
    "other": ("through {middle}", "через: {middle}"),
}
"""Route kind → its name in English and Russian; ``{middle}`` is where the ends meet."""

_SHARED: Final = {
    # layer, and whether the first tie points to the middle and the second points back to it
    ("governance", True, True): "shared-membership",
    ("ownership", False, False): "shared-owner",
    ("ownership", True, True): "shared-holding",
    ("funding", False, False): "shared-funder",
}
_SHARED_EITHER_WAY: Final = {
    "alliance": "shared-partner",
    "licence": "shared-licence-partner",
    "contact": "shared-event",
}


def route_kind(hops: Sequence[Hop]) -> str:
    """The kind of route that the hops make, by the ties that were followed; one of the keys of ``TITLES``."""
    if not hops:
        return "same"
    if len(hops) == 1:
        return "direct-tie"
    kinds = [hops[0].start.kind, *(hop.end.kind for hop in hops)]
    actors = [kind in _ACTORS for kind in kinds]
    between = set(kinds[1:-1])
    if actors[0] and actors[-1]:
        if "target" in between:
            return "shared-target"
        if between & _ASSETS:
            return "shared-drug"
        return _between_actors(hops)
    if not actors[0] and not actors[-1]:
        return "biology" if between <= _ASSETS | {"target"} and between else "other"
    other, beside = (kinds[-1], kinds[1]) if actors[0] else (kinds[0], kinds[-2])
    return _to_a_thing(other, beside, between, len(hops))


def _to_a_thing(other: str, beside: str, between: set[str], length: int) -> str:
    """The kind of a route from an actor, with ``beside`` next to it, to something that is none."""
    if other == "target" and beside in _ASSETS and length == 2:
        return "own-asset"
    if not between & _ACTORS:
        return "other"
    # An asset of its own that does not act on the target is no reason to deny or to claim one.
    return "asset-of-a-contact" if other == "target" and beside in _ACTORS else "through-others"


_ONLY_HERE: Final = (
    {
        "no direct tie;": "no direct tie of the kinds asked for;",
        "tie between the two is known": "tie of the kinds asked for",
    },
    {
        "прямой связи нет;": "прямой связи из запрошенных нет;",
        "связь между ними не известна": "из запрошенных связей прямой нет",
    },
)


def route_title(path: GraphPath, lang: Lang = "en", *, tie_left_out: bool = False) -> str:
    """What kind of route a path is, in words.

    ``tie_left_out`` says that the search left out a tie straight between the ends, so that none is denied.
    """
    place = 1 if lang == "ru" else 0
    title = TITLES[path.kind][place]
    if tie_left_out:
        for plain, careful in _ONLY_HERE[place].items():
            title = title.replace(plain, careful)
    return title.format(middle=", ".join(entity.label(lang) for entity in _middle(path)))


def _between_actors(hops: Sequence[Hop]) -> str:
    if len(hops) > 2:
        return "chain"
    if hops[0].end.kind == "person":
        return "shared-person"
    first, second = hops[0].tie, hops[1].tie
    if first.layer != second.layer:
        return "shared-contact"
    shared = (first.layer, first.direction == "forward", second.direction == "backward")
    return _SHARED.get(shared) or _SHARED_EITHER_WAY.get(first.layer, "shared-contact")


def _middle(path: GraphPath) -> list[Entity]:
    between = [hop.end for hop in path.hops[:-1]]
    if path.kind == "shared-target":
        return [entity for entity in between if entity.kind == "target"]
    if path.kind == "shared-drug":
        return [entity for entity in between if entity.kind in _ASSETS]
    if path.kind == "own-asset":
        return between[:1] if path.start.kind in _ACTORS else between[-1:]
    if path.kind in {"asset-of-a-contact", "through-others"}:
        return [entity for entity in between if entity.kind in _ACTORS]
    return between

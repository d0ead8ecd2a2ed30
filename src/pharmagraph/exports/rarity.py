"""How usual a type of path is between two entities: its degree-weighted count, and chance as the measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pharmagraph.exports.tables import columns
from pharmagraph.vocab import KIND_OF_CLASS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pharmagraph.exports.cells import Cell, Json
    from pharmagraph.graph.metapaths import PathCount, Unusualness
    from pharmagraph.model import GraphPath, Lang

RARITY_COLUMNS: Final = columns(
    ("metapath", "Type of path", "Тип пути"),
    ("paths_of_type", "Paths of the type", "Путей этого типа"),
    ("dwpc", "Degree-weighted count", "Взвешенное число путей"),
    ("damping", "Damping w", "Затухание w"),
    ("shuffles", "Shuffles", "Перемешиваний"),
    ("seed", "Seed", "Начальное число"),
    ("mean", "Mean of the shuffles", "Среднее при перемешивании"),
    ("z", "z", "z"),
    ("p_value", "p-value", "p-значение"),
)
_KINDS: Final = frozenset(KIND_OF_CLASS.values())


@dataclass(frozen=True, slots=True)
class Rarity:
    """The count of a path's type between its ends, and what chance gives; ``None`` where nobody asked."""

    count: PathCount
    chance: Unusualness | None = None

    def text(self, lang: Lang) -> str:
        """Both in a sentence, with everything that is needed to count again."""
        count, chance = self.count, self.chance
        russian = lang == "ru"
        told = (
            f"Тип пути: {count.metapath}. Путей этого типа между концами: {count.n_paths}; "
            f"взвешенное по степеням число {count.value:.4g} (затухание w = {count.damping:g})."
            if russian
            else f"Type of path: {count.metapath}. Paths of this type between the two: {count.n_paths}; "
            f"degree-weighted count {count.value:.4g} (damping w = {count.damping:g})."
        )
        if chance is None:
            return told
        z = "" if chance.z is None else f", z = {chance.z:.1f}"
        return told + (
            f" При случайных связях с теми же степенями в среднем {chance.mean:.4g}{z}, "
            f"p = {chance.p_value:.3g} (перемешиваний: {chance.n_shuffles}, начальное число {chance.seed})."
            if russian
            else f" With random ties of the same degrees {chance.mean:.4g} on average{z}, "
            f"p = {chance.p_value:.3g} ({chance.n_shuffles} shuffles, seed {chance.seed})."
        )

    def cells(self) -> tuple[Cell, ...]:
        """The cells under ``RARITY_COLUMNS``."""
        return tuple(cell for cell in self._values().values())

    def json(self) -> Json:
        """The same as an object."""
        return dict(self._values())

    def _values(self) -> dict[str, int | float | str | None]:
        count, chance = self.count, self.chance
        return {
            "metapath": count.metapath,
            "paths_of_type": count.n_paths,
            "dwpc": count.value,
            "damping": count.damping,
            "shuffles": chance.n_shuffles if chance else None,
            "seed": chance.seed if chance else None,
            "mean": chance.mean if chance else None,
            "z": chance.z if chance else None,
            "p_value": chance.p_value if chance else None,
        }


def metapath_of(path: GraphPath, *, is_symmetric: Callable[[str], bool]) -> str:
    """The type of a path, by the ties that were followed: kinds and relations in a row."""
    words = [_node_word(path.start.kind)]
    for hop in path.hops:
        name = hop.tie.relation
        if is_symmetric(name):
            words.append(f"-{name}-")
        else:
            words.append(f"-{name}->" if hop.tie.direction == "forward" else f"<-{name}-")
        words.append(_node_word(hop.end.kind))
    return " ".join(words)


def _node_word(kind: str) -> str:
    """A kind of ours; what a user's own data hold may be anything."""
    return kind if kind in _KINDS else "*"

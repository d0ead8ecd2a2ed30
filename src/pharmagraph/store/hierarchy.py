"""What stands above what in a store: classes and properties with everything more general."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pharmagraph.model import IRI

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pharmagraph.store.port import Store


def read_above(store: Store, relation: IRI, *, named_graph: IRI | None = None) -> dict[IRI, set[IRI]]:
    """Term → all terms above it by one or more steps of the relation, itself only where they run in a circle.

    Terms with nothing above them are left out. ``named_graph`` reads what that graph alone says.
    """
    pattern = f"?below <{relation}> ?above FILTER(isIRI(?below) && isIRI(?above))"
    if named_graph is not None:
        pattern = f"GRAPH <{named_graph}> {{ {pattern} }}"
    direct: defaultdict[IRI, set[IRI]] = defaultdict(set)
    for below, above in store.select(f"SELECT ?below ?above WHERE {{ {pattern} }}").rows:
        if isinstance(below, IRI) and isinstance(above, IRI):
            direct[below].add(above)
    return {one: _climbed(one, direct) for one in direct}


def _climbed(start: IRI, direct: Mapping[IRI, set[IRI]]) -> set[IRI]:
    reached: set[IRI] = set()
    todo = [start]
    while todo:
        new = direct.get(todo.pop(), set()) - reached
        reached |= new
        todo.extend(new)
    return reached

"""What a query asks, step by step: its algebra, and how many statements each pattern alone would match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pharmagraph.model import Literal, Table
from pharmagraph.store import guard
from pharmagraph.vocab import XSD, compact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pharmagraph.model import Term
    from pharmagraph.store.port import Store

_CHILDREN = ("p", "p1", "p2")
_Row = tuple[int, str, str, str]


def explain(text: str, store: Store) -> Table:
    """The steps of a query, outermost first: operator, detail, and the statements a pattern matches.

    Operators are those of the SPARQL 1.1 algebra, indented by depth. Counts are exact and of the default
    graph; a pattern inside ``GRAPH`` and a property path have none. The engine orders joins by itself.

    Raises:
        QueryError: as for running the query.
    """
    rows: list[tuple[Term | None, ...]] = []
    for depth, operator, detail, pattern in _steps(guard.algebra(text), 0, named=False):
        count = _count(store, pattern) if pattern else None
        rows.append((Literal("  " * depth + operator), Literal(detail), count))
    return Table(("operator", "detail", "statements"), tuple(rows))


def _count(store: Store, pattern: str) -> Term | None:
    value = store.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").rows[0][0]
    return Literal(str(value), XSD.integer)


def _steps(node: Any, depth: int, *, named: bool) -> Iterator[_Row]:
    """One operator, its triple patterns and what is beneath it; ``named`` says that GRAPH stands above."""
    yield depth, node.name, _detail(node), ""
    for triple in dict.get(node, "triples") or ():
        plain = not named and all(hasattr(term, "n3") and not _is_path(term) for term in triple)
        yield (
            depth + 1,
            "pattern",
            " ".join(map(_word, triple)),
            " ".join(t.n3() for t in triple) if plain else "",
        )
    for key in _CHILDREN:
        below = dict.get(node, key)
        if hasattr(below, "name"):
            yield from _steps(below, depth + 1, named=named or node.name == "Graph")


def _is_path(term: Any) -> bool:
    return type(term).__module__.endswith("paths")


def _detail(node: Any) -> str:
    """What an operator works on: variables, a graph, an expression, bounds."""
    parts = []
    if dict.get(node, "PV"):
        parts.append(" ".join(sorted(f"?{variable}" for variable in node["PV"])))
    if node.name == "Graph":
        parts.append(_word(node["term"]))
    if node.name in {"Filter", "LeftJoin", "Extend"} and dict.get(node, "expr") is not None:
        said = _expression(node["expr"])
        parts.append(f"?{node['var']} = {said}" if dict.get(node, "var") is not None else said)
    if node.name == "Slice":
        parts.append(f"from {node.get('start') or 0}, at most {node.get('length')}")
    return " ".join(parts)


def _expression(value: Any) -> str:
    """An expression in one line; the patterns of EXISTS are only named."""
    if not hasattr(value, "name"):
        return _word(value)
    name = value.name.removeprefix("Builtin_").removeprefix("Aggregate_")
    if "graph" in value:
        return f"{name} {{…}}"
    if name == "RelationalExpression":
        return f"{_expression(value['expr'])} {value['op']} {_expression(value['other'])}"
    inner = [part for key, part in value.items() if key not in {"op", "vars", "_vars"} and part is not None]
    said = [_expression(one) for part in inner for one in (part if isinstance(part, list) else [part])]
    between = {"ConditionalAndExpression": " && ", "ConditionalOrExpression": " || "}.get(name)
    return f"({between.join(said)})" if between else f"{name}({', '.join(said)})"


def _word(term: Any) -> str:
    if _is_path(term):
        return str(term.n3()) if hasattr(term, "n3") else str(term)
    iri = compact(str(term))
    return iri if iri != str(term) else (str(term.n3()) if hasattr(term, "n3") else str(term))

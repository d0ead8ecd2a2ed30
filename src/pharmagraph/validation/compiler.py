"""SHACL shapes as SPARQL: one SELECT per constraint, which finds what breaks it.

A general validator walks node by node; here the engine of the store does the work. The targets of a shape
become a pattern for ``?this``, its classes with all their subclasses spelled out, and stand in front of
everything that speaks of ``?this``, in sub-selects again: patterns are evaluated from the inside out.

Source:
    W3C, Shapes Constraint Language (SHACL), sections 2 to 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import ConfigError
from pharmagraph.store.tokens import scan
from pharmagraph.vocab import RDF, SH, XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pharmagraph.model import IRI
    from pharmagraph.validation.shapes import Constraint, Shape


@dataclass(frozen=True, slots=True)
class Search:
    """A SELECT that gives ``?this``, and ``?value`` where there is one, for every violation."""

    query: str
    component: IRI
    path: str = ""
    value_is_node: bool = False
    """Whether the node itself is the value meant where the query gives none."""


def compile_shape(shape: Shape, subclasses: Mapping[str, frozenset[str]]) -> list[Search]:
    """The searches of one shape.

    Raises:
        ConfigError: it uses a constraint, or a value of one, that no search can be made for.
    """
    return _Compiler(shape, subclasses).searches()


_BOUNDS: Final = {"minExclusive": ">", "minInclusive": ">=", "maxExclusive": "<", "maxInclusive": "<="}
_CASTS: Final = {
    f"<{XSD[name]}>" for name in ("boolean", "date", "dateTime", "decimal", "double", "float", "integer")
}
_UNCHECKED: Final = {f"<{XSD['string']}>", f"<{XSD['anyURI']}>", f"<{RDF['langString']}>"}
_KINDS: Final = {
    "IRI": "isIRI({0})",
    "BlankNode": "isBlank({0})",
    "Literal": "isLiteral({0})",
    "BlankNodeOrIRI": "!isLiteral({0})",
    "BlankNodeOrLiteral": "!isIRI({0})",
    "IRIOrLiteral": "!isBlank({0})",
}


class _Compiler:
    """Compiles one shape."""

    def __init__(self, shape: Shape, subclasses: Mapping[str, frozenset[str]]) -> None:
        self._shape = shape
        self._subclasses = subclasses
        self._targets = self._target_pattern()

    def searches(self) -> list[Search]:
        found = [self._search(constraint) for constraint in self._shape.constraints]
        if self._shape.select:
            found.append(self._sparql())
        if not found:
            raise self._error("asks nothing")
        return found

    def _error(self, reason: str) -> ConfigError:
        return ConfigError(f"the shape {self._shape.rule.id} {reason}")

    # ---------------------------------------------------------------------------------- targets

    def _kinds(self, name: str) -> str:
        return " ".join(sorted(self._subclasses.get(name, frozenset()) | {name}))

    def _target_pattern(self) -> str:
        patterns = []
        for kind, name in self._shape.targets:
            match kind:
                case "targetClass":
                    patterns.append(f"VALUES ?kind_ {{ {self._kinds(name)} }} ?this a ?kind_ .")
                case "targetSubjectsOf":
                    patterns.append(f"?this {name} ?object_ .")
                case "targetObjectsOf":
                    patterns.append(f"?subject_ {name} ?this .")
                case _:
                    patterns.append(f"VALUES ?this {{ {name} }}")
        union = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
        return f"{{ SELECT DISTINCT ?this WHERE {{ {union} }} }}"

    # ------------------------------------------------------------------------- SPARQL constraints

    def _sparql(self) -> Search:
        """The shape's own SELECT with the targets put in front of every group that answers for ``$this``."""
        text = self._shape.select
        cuts = []
        waiting: bool | None = None
        for token in scan(text):
            if token.kind == "variable" and token.text[1:] in {"PATH", "shapesGraph", "currentShape"}:
                raise self._error(f"uses {token.text} in its SPARQL, which is not understood")
            if token.kind == "word" and token.text.upper() == "SELECT":
                waiting = False
            elif waiting is not None and token.text in {"$this", "?this", "*"}:
                waiting = True
            elif waiting is not None and token.text == "{":
                if waiting:
                    cuts.append(token.start + 1)
                waiting = None
        if not cuts:
            raise self._error("has a SELECT that does not answer with $this")
        for cut in reversed(cuts):
            text = f"{text[:cut]} {self._targets} {text[cut:]}"
        return Search(
            text, SH.SPARQLConstraintComponent, self._shape.path, value_is_node=not self._shape.path
        )

    # --------------------------------------------------------------------------- core constraints

    def _search(self, constraint: Constraint) -> Search:
        pattern, value_is_node = self._pattern(constraint)
        kind = constraint.kind
        component = SH[f"{kind[0].upper()}{kind[1:]}ConstraintComponent"]
        return Search(pattern, component, self._shape.path, value_is_node=value_is_node)

    def _pattern(self, constraint: Constraint) -> tuple[str, bool]:
        """The query, and whether it is the node itself that is wrong."""
        path = self._shape.path
        whole = {
            "minCount": self._min_count,
            "maxCount": self._max_count,
            "hasValue": self._has_value,
            "uniqueLang": self._unique_lang,
            "disjoint": self._pair("?this {other} ?value", "true"),
            "lessThan": self._pair("?this {other} ?other_", "!COALESCE(?value < ?other_, false)"),
            "lessThanOrEquals": self._pair("?this {other} ?other_", "!COALESCE(?value <= ?other_, false)"),
        }
        if constraint.kind in whole:
            if not path:
                raise self._error(f"is no property shape, so it cannot have sh:{constraint.kind}")
            return whole[constraint.kind](constraint), False
        holds = self._holds(constraint, "?value" if path else "?this")
        if path:
            return self._where(f"?this {path} ?value . FILTER(!({holds}))", "?value"), False
        return self._where(f"FILTER(!({holds}))", ""), True

    def _where(self, pattern: str, value: str) -> str:
        return f"SELECT DISTINCT ?this {value} WHERE {{ {self._targets} {pattern} }}"

    def _min_count(self, constraint: Constraint) -> str:
        count = int(constraint.values[0].strip('"').partition('"')[0])
        path = self._shape.path
        if count <= 1:
            nothing = f"FILTER NOT EXISTS {{ ?this {path} ?any_ }}" if count else "FILTER(false)"
            return self._where(nothing, "")
        return self._counted(f"OPTIONAL {{ ?this {path} ?any_ }}", f"< {count}")

    def _max_count(self, constraint: Constraint) -> str:
        count = int(constraint.values[0].strip('"').partition('"')[0])
        return self._counted(f"?this {self._shape.path} ?any_", f"> {count}")

    def _counted(self, pattern: str, condition: str) -> str:
        return (
            f"SELECT ?this WHERE {{ {self._targets} {pattern} }} "
            f"GROUP BY ?this HAVING(COUNT(DISTINCT ?any_) {condition})"
        )

    def _has_value(self, constraint: Constraint) -> str:
        return self._where(f"FILTER NOT EXISTS {{ ?this {self._shape.path} {constraint.values[0]} }}", "")

    def _unique_lang(self, constraint: Constraint) -> str:
        if not constraint.values[0].startswith(("true", '"true"')):
            return self._where("FILTER(false)", "")
        path = self._shape.path
        return self._where(
            f"?this {path} ?one_ . ?this {path} ?two_ . FILTER(LANG(?one_) != '' && "
            "LCASE(LANG(?one_)) = LCASE(LANG(?two_)) && !sameTerm(?one_, ?two_))",
            "",
        )

    def _pair(self, pattern: str, wrong: str) -> Callable[[Constraint], str]:
        def compiled(constraint: Constraint) -> str:
            other = pattern.replace("{other}", constraint.values[0])
            return self._where(f"?this {self._shape.path} ?value . {other} . FILTER({wrong})", "?value")

        return compiled

    # -------------------------------------------------------------- what one value must be, as a test

    def _holds(self, constraint: Constraint, value: str) -> str:  # noqa: PLR0911
        """An expression that is true where the value keeps to the constraint, and never an error."""
        first = constraint.values[0] if constraint.values else ""
        match constraint.kind:
            case "class":
                return f"EXISTS {{ VALUES ?class_ {{ {self._kinds(first)} }} {value} a ?class_ }}"
            case "datatype":
                return self._datatype(first, value)
            case "nodeKind":
                return _KINDS[first.rpartition("#")[2].rstrip(">")].format(value)
            case "in":
                return " || ".join(f"sameTerm({value}, {one})" for one in constraint.values) or "false"
            case "languageIn":
                tests = (f"LANGMATCHES(LANG({value}), {one})" for one in constraint.values)
                return f"COALESCE(LANG({value}) != '' && ({' || '.join(tests)}), false)"
            case "hasValue":
                return f"sameTerm({value}, {first})"
            case "pattern":
                flags = f', "{constraint.flags}"' if constraint.flags else ""
                return f"(!isBlank({value}) && REGEX(STR({value}), {first}{flags}))"
            case "minLength" | "maxLength":
                sign = ">=" if constraint.kind == "minLength" else "<="
                return f"(!isBlank({value}) && STRLEN(STR({value})) {sign} {first})"
            case "or" | "and":
                joint = " || " if constraint.kind == "or" else " && "
                return f"({joint.join(self._all(inner, value) for inner in constraint.inner)})"
            case "not":
                return f"!({self._all(constraint.inner[0], value)})"
        if constraint.kind in _BOUNDS:
            return f"COALESCE({value} {_BOUNDS[constraint.kind]} {first}, false)"
        raise self._error(f"uses sh:{constraint.kind} where the checks do not understand it")

    def _all(self, constraints: tuple[Constraint, ...], value: str) -> str:
        return f"({' && '.join(f'({self._holds(one, value)})' for one in constraints)})"

    def _datatype(self, datatype: str, value: str) -> str:
        told = f"COALESCE(DATATYPE({value}) = {datatype}, false)"
        if datatype in _UNCHECKED:
            return told
        if datatype not in _CASTS:
            raise self._error(f"asks for {datatype}, whose values cannot be checked")
        # A text that is no such value has no equal: the cast fails, and with it the comparison.
        return f"({told} && COALESCE({datatype}(STR({value})) = {datatype}(STR({value})), false))"

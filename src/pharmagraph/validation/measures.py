"""The figures that tell how good a graph is, beside the findings that tell what is wrong with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pharmagraph.model import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pharmagraph.model import SourceRef
    from pharmagraph.store.port import Store
    from pharmagraph.validation.findings import Finding


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of things out of so many; ``part`` divides a measure further (a kind, a number of sources)."""

    name: str
    title: Words
    part: str
    count: int
    whole: int

    @property
    def share(self) -> float:
        """The share in [0, 1]; 0 of nothing."""
        return self.count / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures of one graph, in the order they are shown; ``as_of`` is the day they are taken at."""

    as_of: str
    rows: tuple[Measure, ...]

    def of(self, name: str) -> dict[str, int]:
        """Part → count of the measure of that name."""
        return {one.part: one.count for one in self.rows if one.name == name}


_SOURCES: Final = Words("statements by independent sources", "утверждения по числу независимых источников")
_UNNAMED: Final = {
    "ru": Words("entities without a Russian name", "объекты без названия по-русски"),
    "en": Words("entities without an English name", "объекты без названия по-английски"),
}
_COUNTED: Final[tuple[tuple[str, Words, tuple[str, ...], str], ...]] = (
    (
        "dangling-references",
        Words("references to nothing", "ссылки в никуда"),
        ("PG-LINK-001", "PG-CLASS-005"),
        "statements",
    ),
    ("orphans", Words("entities tied to nothing", "объекты без связей"), ("PG-LINK-002",), "entities"),
    (
        "past-confirmation",
        Words(
            "relations in force last confirmed over a year ago",
            "действующие связи, подтверждённые больше года назад",
        ),
        ("PG-TIME-201",),
        "in force",
    ),
    (
        "figure-contradictions",
        Words("figures that contradict another", "цифры, противоречащие другим"),
        ("PG-FIG-009", "PG-FIG-201"),
        "figures",
    ),
    (
        "figure-disagreements",
        Words("figures on which sources disagree", "цифры, в которых источники расходятся"),
        ("PG-FIG-202",),
        "figures",
    ),
    (
        "mixed-script",
        Words("entities with a name in mixed script", "объекты с названием на смешанном письме"),
        ("PG-LABEL-005",),
        "entities",
    ),
    (
        "ownership-circles",
        Words("organisations in a circle of ownership", "организации в круговом владении"),
        ("PG-OWN-004", "PG-OWN-201"),
        "stakes",
    ),
    (
        "shares-above-one",
        Words("stakes or organisations with shares above the whole", "доли больше целого"),
        ("PG-OWN-001", "PG-OWN-002"),
        "stakes",
    ),
)


def measure(
    store: Store, sources: Mapping[str, SourceRef], as_of: str, findings: Iterable[Finding]
) -> Measures:
    """The measures of a graph; those that findings tell are counted from them, a node once.

    A statement counts a source once per origin: sources that copy one another are one.
    """
    rows = _by_sources(store, sources)
    rows += _unnamed(store)
    wholes = {
        "statements": store.count(None),
        "entities": _number(store, f"SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE {{ {_KINDS} }}"),
        "in force": _number(
            store, "SELECT (COUNT(*) AS ?n) WHERE { ?r pg:relationStatus pg:relation-status-in-force }"
        ),
        "figures": _number(store, "SELECT (COUNT(*) AS ?n) WHERE { ?f a pg:Figure }"),
        "stakes": _number(store, "SELECT (COUNT(*) AS ?n) WHERE { ?s a pg:OwnershipStake }"),
    }
    nodes: dict[str, set[str]] = {}
    for finding in findings:
        nodes.setdefault(finding.id, set()).add(finding.subject)
    for name, title, ids, whole in _COUNTED:
        found: set[str] = set().union(*(nodes.get(one, set()) for one in ids))
        rows.append(Measure(name, title, "", len(found), wholes[whole]))
    return Measures(as_of, tuple(rows))


def _by_sources(store: Store, sources: Mapping[str, SourceRef]) -> list[Measure]:
    pairs = " ".join(f'(source:{one.id} "{one.origin or one.id}")' for one in sources.values())
    query = f"""
    SELECT ?n (COUNT(*) AS ?statements) WHERE {{
      SELECT ?s ?p ?o (COUNT(DISTINCT ?origin) AS ?n) WHERE {{
        VALUES (?graph ?origin) {{ {pairs} }} GRAPH ?graph {{ ?s ?p ?o }}
      }} GROUP BY ?s ?p ?o
    }} GROUP BY ?n"""
    counts = Counter({int(str(n)): int(str(count)) for n, count in store.select(query).rows})
    whole = counts.total()
    few = {str(n): counts[n] for n in (1, 2, 3)}
    few["4+"] = sum(count for n, count in counts.items() if n > 3)
    return [Measure("independent-sources", _SOURCES, part, count, whole) for part, count in few.items()]


_NAMED: Final = (
    "pg:Actor", "pg:Asset", "pg:Biotarget", "pg:Disease", "pg:Event", "pg:MedicinalProduct",
    "pg:PolicyInstrument", "pg:Technology",
)  # fmt: skip
_KINDS: Final = f"VALUES ?class {{ {' '.join(_NAMED)} }} ?told rdfs:subClassOf* ?class . ?e a ?told ."
_NAMES: Final = f"""
SELECT ?class (COUNT(DISTINCT ?e) AS ?n) (COUNT(DISTINCT ?ru) AS ?inRu) (COUNT(DISTINCT ?en) AS ?inEn)
WHERE {{
  {_KINDS}
  OPTIONAL {{ ?e skos:prefLabel ?one . FILTER(LANG(?one) = "ru") BIND(?e AS ?ru) }}
  OPTIONAL {{ ?e skos:prefLabel ?two . FILTER(LANG(?two) = "en") BIND(?e AS ?en) }}
}} GROUP BY ?class ORDER BY ?class
"""


def _unnamed(store: Store) -> list[Measure]:
    table = store.select(_NAMES).rows
    rows = []
    for column, lang in ((2, "ru"), (3, "en")):
        for row in table:
            kind = str(row[0]).rpartition("#")[2]
            count, named = int(str(row[1])), int(str(row[column]))
            rows.append(Measure(f"without-{lang}", _UNNAMED[lang], kind, count - named, count))
    return rows


def _number(store: Store, query: str) -> int:
    return int(str(store.select(query).rows[0][0]))

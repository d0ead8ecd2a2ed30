"""From relation nodes to typed ties: the declared rules run over a store, once per build.

A rule's SELECT gives the ties, the source graphs give their evidence, the relation nodes their dates and
status; a tie that no source states is left out and counted. Of RDF that is not ours, every statement between
two IRIs other than a type is a tie, its predicate the relation. The ties are written as arrays (``columns``).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from pharmagraph.errors import ConfigError
from pharmagraph.graph.columns import write_columns
from pharmagraph.graph.evidence import Evidence
from pharmagraph.graph.foreign_ties import predicates_in_use, read_bulks, relation_word
from pharmagraph.graph.layout import lay_out
from pharmagraph.graph.nodes import Node, read_nodes
from pharmagraph.graph.relations import Relation, Rule, bundled_rules, read_rule
from pharmagraph.graph.states import State, combined, read_states
from pharmagraph.model import IRI
from pharmagraph.store.provenance import Speakers, read_origins
from pharmagraph.vocab import entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from pharmagraph.graph.foreign_ties import Bulk
    from pharmagraph.model import Term
    from pharmagraph.store.port import Store

_NO_STATE: Final = State()


@dataclass(frozen=True, slots=True)
class ProjectedTie:
    """One tie as the rules find it. ``via`` and ``group`` are empty when there is none."""

    start: str
    end: str
    relation: Relation
    sources: tuple[str, ...]
    via: str = ""
    group: str = ""
    strength: float = 1.0
    state: State = _NO_STATE


@dataclass
class Projection:
    """The nodes and ties of one projection, and how many ties no source states."""

    name: str
    nodes: dict[str, Node]
    ties: list[ProjectedTie]
    bulks: list[Bulk] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    without_evidence: int = 0


@dataclass(slots=True)
class _Found:
    """A tie before its evidence is known."""

    start: str
    end: str
    relation: Relation
    precedence: int
    nodes: tuple[str, ...]
    via: str
    group: str
    strength: float
    status: str


def write_projections(
    store: Store,
    directory: Path,
    *,
    rules: Sequence[Rule] | None = None,
    declared: Sequence[Path] = (),
    as_of: date | None = None,
) -> dict[str, dict[str, object]]:
    """Write every projection under ``directory/<name>/``; return counts and digest by name.

    ``rules`` are those of the projection ``all`` (the bundled ones by default); ``declared`` are a user's
    rule files, each of which may name a projection of its own. ``as_of`` is the date of the data, against
    which "not confirmed for long" is measured; without it the newest confirmation counts.

    Raises:
        ConfigError: a rule file or its query does not make sense.
    """
    by_name: dict[str, list[Rule]] = {"all": []}
    for rule in [*(bundled_rules() if rules is None else rules), *map(read_rule, declared)]:
        by_name.setdefault(rule.projection, []).append(rule)
    written: dict[str, dict[str, object]] = {}
    for name, chosen in by_name.items():
        projection = project(store, chosen, name=name, generic=name == "all")
        target = directory / name
        target.mkdir(parents=True, exist_ok=True)
        columns, header = lay_out(projection, as_of=as_of)
        digest = write_columns(target, columns, header)
        written[name] = {
            "nodes": len(projection.nodes),
            "ties": header["ties"],
            "without_evidence": projection.without_evidence,
            "rules": projection.rules,
            "digest": digest,
        }
    return written


def project(store: Store, rules: Sequence[Rule], *, name: str = "all", generic: bool = True) -> Projection:
    """The ties that the rules find in a store, with their evidence.

    ``generic`` also takes the statements of RDF that is not ours.
    """
    speakers, states = Speakers(store), read_states(store)
    found = [tie for rule in rules for tie in _run(store, rule)]
    evidence = Evidence()
    for tie in found:
        if tie.nodes:
            for node in tie.nodes:
                evidence.want(node, (tie.start, tie.end))
        else:
            evidence.want(tie.start, (tie.end,))
    ours, foreign = predicates_in_use(store)
    if found:
        # A projection of the user's own may tie what foreign statements say; then these are its evidence.
        _read_evidence(store, speakers, evidence, ours if generic else ours + foreign)
    ties = _with_evidence(_one_per_node(found), evidence, states)
    bulks = read_bulks(store, speakers, foreign) if generic else []
    named = {end for tie in ties for end in (tie.start, tie.end)}
    named.update(end for bulk in bulks for pair in bulk.pairs for end in pair)
    nodes = read_nodes(store, named)
    shown = [tie for tie in ties if tie.start in nodes and tie.end in nodes]
    return Projection(
        name,
        nodes,
        [tie for tie in shown if tie.sources],
        bulks,
        read_origins(store),
        {rule.id: rule.version for rule in rules},
        len([tie for tie in shown if not tie.sources]),
    )


def _run(store: Store, rule: Rule) -> Iterator[_Found]:
    relations = {relation.name: relation for relation in rule.relations}
    table = store.select(rule.query)
    columns = {name: place for place, name in enumerate(table.columns)}
    if not {"start", "end"} <= columns.keys():
        raise ConfigError(f"rule {rule.id}: the query must select ?start and ?end")
    named = "relation" if "relation" in columns else "type"
    for row in table.rows:
        cells = {name: row[place] for name, place in columns.items()}
        start, end = cells["start"], cells["end"]
        if not isinstance(start, IRI) or not isinstance(end, IRI) or start == end:
            continue
        relation = _relation_named(str(cells.get(named) or ""), rule, relations)
        yield _Found(
            str(start),
            str(end),
            relation,
            rule.relations.index(relation) if rule.relations else 0,
            tuple(str(cells[key]) for key in ("node", "also") if cells.get(key) is not None),
            str(cells.get("via") or cells.get("node") or ""),
            str(cells.get("group") or ""),
            _strength(rule, cells),
            str(cells.get("status") or ""),
        )


def _relation_named(name: str, rule: Rule, relations: dict[str, Relation]) -> Relation:
    if not name and len(rule.relations) == 1:
        return rule.relations[0]
    if name not in relations:
        if rule.relations or not name:
            raise ConfigError(f"rule {rule.id}: the query names the relation {name!r}, the header does not")
        local = relation_word(name)
        relations[name] = Relation(local, rule.layer, rule.id, iri=name if local != name else "")
    return relations[name]


def _strength(rule: Rule, cells: Mapping[str, Term | None]) -> float:
    value = cells.get("strength")
    if value is None:
        return 1.0
    try:
        strength = float(str(value))
    except ValueError:
        strength = -1.0
    if not 0 < strength <= 1:
        start, end = (entity_id(str(cells[name])) for name in ("start", "end"))
        raise ConfigError(
            f"rule {rule.id}: a strength must be above 0 and at most 1, not {str(value)!r}, "
            f"which ties {start} to {end}"
        )
    return strength


def _one_per_node(found: Iterable[_Found]) -> list[_Found]:
    """One relation node gives a pair at most one tie: by the relation named first, then the strongest."""
    kept: dict[tuple[str, ...], _Found] = {}
    for tie in found:
        if tie.relation.symmetric and tie.start > tie.end:
            tie.start, tie.end = tie.end, tie.start
        key = (tie.start, tie.end, tie.relation.rule, *(tie.nodes or (tie.relation.name,)))
        other = kept.get(key)
        if other is None or (tie.precedence, -tie.strength) < (other.precedence, -other.strength):
            kept[key] = tie
    return list(kept.values())


def _with_evidence(
    found: Iterable[_Found], evidence: Evidence, states: dict[str, State]
) -> list[ProjectedTie]:
    ties = []
    for tie in found:
        state = combined([states.get(node, _NO_STATE) for node in tie.nodes] or [_NO_STATE])
        if tie.status:
            state = replace(state, status=tie.status)
        ties.append(
            ProjectedTie(
                tie.start,
                tie.end,
                tie.relation,
                evidence.sources(tie.start, tie.end, tie.nodes),
                tie.via,
                tie.group,
                tie.strength,
                state,
            )
        )
    return ties


def _read_evidence(store: Store, speakers: Speakers, evidence: Evidence, predicates: list[str]) -> None:
    """Take in what sources say of the relation nodes, and of the entities that rules tie without a node."""
    names: dict[str, str | None] = {}
    values = " ".join(f"<{one}>" for one in predicates)
    rows = store.select(
        f"SELECT ?graph ?node ?value WHERE {{ VALUES ?p {{ {values} }} GRAPH ?graph {{ ?node ?p ?value }}"
        " FILTER(isIRI(?value)) }"
    ).rows
    for named, node, value in rows:
        graph = str(named)
        if graph not in names:
            names[graph] = speakers.source_of(graph)
        source = names[graph]
        if source is not None:
            evidence.see(str(node), str(value), source)

"""Who owns a company directly and through chains, with what effective share, and who controls it.

Shares that are not stated are unknown, not zero: every result is an interval. Its lower end takes unknown
shares as nothing, its upper end as all that the stated shares leave.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from typing import Literal as OneOf

from pharmagraph.analysis.asking import Outcome
from pharmagraph.errors import QueryParameterError
from pharmagraph.model import IRI, Entity, Words
from pharmagraph.queries.described import describe
from pharmagraph.queries.validity import WEAKEST_FIRST, is_over_undated, standing_of, told_as_over
from pharmagraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

    from pharmagraph.analysis.asking import Asking
    from pharmagraph.queries.validity import Standing

Control = OneOf["yes", "possible", "no"]
ROUNDS: Final = 1_000
CLOSE: Final = 1e-12
MAX_CHAINS: Final = 20


@dataclass(frozen=True, slots=True)
class Stake:
    """A direct stake. ``share`` in (0, 1], ``None`` when it is not stated."""

    owner: Hashable
    owned: Hashable
    share: float | None = None
    controlling: bool = False
    """A source calls the owned company a subsidiary or the owner controlling, whatever the share."""


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner of a company: its effective share as an interval, and the chains that make it.

    ``control`` follows the rule of more than half, link by link: *yes* where it is certain, *possible* where
    unknown shares leave it open.
    """

    owner: Hashable
    low: float
    high: float
    control: Control
    chains: tuple[tuple[Hashable, ...], ...]


def owners(company: Hashable, stakes: Sequence[Stake]) -> list[Owner]:
    """All direct and indirect owners of a company, the largest certain share first.

    Source:
        Integrated shares Y = A (I − A)⁻¹ of the matrix of direct shares, here by iteration for one column.
    """
    above = _above(company, stakes)
    inside = [one for one in stakes if one.owner in above and one.owned in above]
    low = _integrated(company, _matrix(inside, unknown="nothing"))
    high = _integrated(company, _matrix(inside, unknown="rest"))
    certain = _controllers(company, inside, certain=True)
    possible = _controllers(company, inside, certain=False)
    found = [
        Owner(
            owner,
            low.get(owner, 0.0),
            min(1.0, high.get(owner, 0.0)),
            "yes" if owner in certain else "possible" if owner in possible else "no",
            tuple(_chains(owner, company, inside)),
        )
        for owner in above
        if owner != company
    ]
    return sorted(found, key=lambda one: (-one.low, -one.high, str(one.owner)))


def _above(company: Hashable, stakes: Iterable[Stake]) -> dict[Hashable, None]:
    """The company and everybody from whom a chain of stakes leads to it, the nearest first."""
    by_owned: dict[Hashable, list[Hashable]] = defaultdict(list)
    for one in stakes:
        by_owned[one.owned].append(one.owner)
    found: dict[Hashable, None] = {company: None}
    waiting = [company]
    while waiting:
        for owner in by_owned[waiting.pop(0)]:
            if owner not in found:
                found[owner] = None
                waiting.append(owner)
    return found


def _matrix(
    stakes: Iterable[Stake], *, unknown: OneOf["nothing", "rest"]
) -> dict[Hashable, dict[Hashable, float]]:
    """Owner → owned → share, unknown shares read as nothing or as all that is left."""
    stakes = list(stakes)
    stated: dict[Hashable, float] = defaultdict(float)
    for one in stakes:
        stated[one.owned] += one.share or 0.0
    matrix: dict[Hashable, dict[Hashable, float]] = defaultdict(lambda: defaultdict(float))
    for one in stakes:
        left = max(0.0, 1 - stated[one.owned]) if unknown == "rest" else 0.0
        matrix[one.owner][one.owned] += left if one.share is None else one.share
    return matrix


def _integrated(
    company: Hashable, matrix: Mapping[Hashable, Mapping[Hashable, float]]
) -> dict[Hashable, float]:
    """The integrated share of every owner in the company: y = a + A y, kept within 1."""
    shares: dict[Hashable, float] = {}
    for _ in range(ROUNDS):
        following = {
            owner: min(
                1.0,
                sum(share * ((owned == company) + shares.get(owned, 0.0)) for owned, share in held.items()),
            )
            for owner, held in matrix.items()
        }
        change = max((abs(value - shares.get(owner, 0.0)) for owner, value in following.items()), default=0.0)
        shares = following
        if change < CLOSE:
            break
    return shares


def _controllers(company: Hashable, stakes: Sequence[Stake], *, certain: bool) -> set[Hashable]:
    """Who controls the company: alone, or with the votes of the companies it controls itself."""
    owners_of = {one.owner for one in stakes}
    return {owner for owner in owners_of if company in _controlled(owner, stakes, certain=certain)}


def _controlled(owner: Hashable, stakes: Sequence[Stake], *, certain: bool) -> set[Hashable]:
    mine: set[Hashable] = {owner}
    while True:
        votes: dict[Hashable, float] = defaultdict(float)
        stated: dict[Hashable, float] = defaultdict(float)
        declared = set()
        for one in stakes:
            stated[one.owned] += one.share or 0.0
        for one in stakes:
            if one.owner not in mine:
                continue
            left = 0.0 if certain else max(0.0, 1 - stated[one.owned])
            votes[one.owned] += left if one.share is None else one.share
            if one.controlling:
                declared.add(one.owned)
        new = {owned for owned, share in votes.items() if share > 0.5 or owned in declared} - mine
        if not new:
            return mine - {owner}
        mine |= new


def _chains(owner: Hashable, company: Hashable, stakes: Collection[Stake]) -> list[tuple[Hashable, ...]]:
    """The chains from an owner down to the company that pass nobody twice, the shortest first."""
    held: dict[Hashable, list[Hashable]] = defaultdict(list)
    for one in stakes:
        if one.owned not in held[one.owner]:
            held[one.owner].append(one.owned)
    found: list[tuple[Hashable, ...]] = []
    waiting: list[tuple[Hashable, ...]] = [(owner,)]
    while waiting and len(found) < MAX_CHAINS:
        chain = waiting.pop(0)
        for owned in held[chain[-1]]:
            if owned == company:
                found.append((*chain, owned))
            elif owned not in chain:
                waiting.append((*chain, owned))
    return found


# ------------------------------------------------------------------------------------ the question

_STAKES: Final = """
SELECT ?node ?owner ?owned ?share ?kind ?status ?graph WHERE {
  ?node a pg:OwnershipStake ; pg:owner ?owner ; pg:ownedEntity ?owned .
  OPTIONAL { ?node pg:share ?share }
  OPTIONAL { ?node pg:stakeKind ?kind }
  OPTIONAL { ?node pg:relationStatus ?status }
  GRAPH ?graph { ?node pg:owner ?owner ; pg:ownedEntity ?owned }
  GRAPH graph:catalogue { ?graph a pg:SourceGraph }
}
ORDER BY ?node
"""
_NOT_HELD: Final = {
    PG["relation-status-announced"],
    PG["relation-status-agreed"],
    PG["relation-status-halted"],
}
_CONTROLLING: Final = {PG["stake-kind-subsidiary"], PG["stake-kind-controlling"]}


def ownership(asking: Asking) -> Outcome:
    """The owners of the company asked about, on the day; announced and agreed stakes are left out."""
    company = asking.values.iri("company")
    if company is None:
        raise QueryParameterError("A6 needs a company: -p company=NAME")
    solutions = asking.select(_STAKES)
    nodes = describe(asking.solver.store, {row["node"] for row in solutions if isinstance(row["node"], IRI)})
    over_by = told_as_over(asking.solver.store, (iri for iri, node in nodes.items() if is_over_undated(node)))
    told: dict[tuple[Hashable, Hashable], set[str]] = defaultdict(set)
    by_node: dict[IRI, Stake] = {}
    standings: dict[tuple[Hashable, Hashable], Standing] = {}
    for row in solutions:
        node, owner, owned = row["node"], row["owner"], row["owned"]
        if not (isinstance(node, IRI) and isinstance(owner, IRI) and isinstance(owned, IRI)):
            continue
        standing = standing_of(nodes[node], asking.as_of, over_by=over_by.get(node))
        if standing == "over" or (asking.certain and standing != "certain") or row["status"] in _NOT_HELD:
            continue
        standings[owner, owned] = min(
            standing, standings.get((owner, owned), standing), key=WEAKEST_FIRST.index
        )
        share = float(str(row["share"])) if row["share"] is not None else None
        by_node[node] = Stake(owner, owned, share, row["kind"] in _CONTROLLING)
        if row["graph"] is not None:
            told[owner, owned] |= set(asking.solver.witnesses.sources([IRI(str(row["graph"]))]))
    found = owners(company, list(by_node.values()))
    entities = asking.entities(
        IRI(str(one)) for owner in found for chain in owner.chains for one in (owner.owner, *chain)
    )
    unstated = {(one.owner, one.owned) for one in by_node.values() if one.share is None}
    vague = {one.owner for one in found for chain in one.chains if unstated.intersection(pairwise(chain))}
    words = {"yes": Words("yes", "да"), "possible": Words("possible", "возможно"), "no": Words("no", "нет")}
    rows = [
        asking.row(
            {
                "owner": entities[IRI(str(one.owner))],
                "chain": tuple(_chain([entities[IRI(str(link))] for link in chain]) for chain in one.chains),
                "effective_share": None if one.owner in vague else _round(one.low),
                "share_low": _round(one.low),
                "share_high": _round(one.high),
                "control_flag": words[one.control],
                "as_of": asking.as_of,
            },
            *(told[stake] for stake in pairwise(one.chains[0])),
            standing=min((standings[stake] for stake in pairwise(one.chains[0])), key=WEAKEST_FIRST.index),
        )
        for one in found
    ]
    return Outcome(tuple(rows), tuple(_notes(asking, list(by_node.values()), entities)))


def _notes(asking: Asking, stakes: Sequence[Stake], entities: Mapping[IRI, Entity]) -> Iterable[Words]:
    unknown = sum(stake.share is None for stake in stakes)
    held = Words("certainly hold", "достоверных") if asking.certain else Words("may hold", "возможных")
    yield Words(
        f"Of {len(stakes)} stakes in the graph that {held.en} on {asking.as_of}, {unknown} have no stated "
        "share: theirs run from nothing to all that is left.",
        f"Из {len(stakes)} долей, {held.ru} на {asking.as_of}, у {unknown} размер не указан: "
        "их доля — от нуля до всего остатка.",
    )
    sums: dict[Hashable, float] = defaultdict(float)
    for one in stakes:
        sums[one.owned] += one.share or 0.0
    for owned, total in sorted(sums.items(), key=str):
        if total > 1 + CLOSE and owned in entities:
            owner = entities[IRI(str(owned))]
            yield Words(
                f"The stated shares in {owner.label('en')} add up to {total:.4g}, so they cannot all have "
                f"held on {asking.as_of}.",
                f"Указанные доли в «{owner.label('ru')}» в сумме дают {total:.4g}: все они на {asking.as_of} "
                "держаться не могли.",
            )


def _chain(links: Sequence[Entity]) -> Words:
    return Words(" → ".join(one.label("en") for one in links), " → ".join(one.label("ru") for one in links))


def _round(value: float) -> Decimal:
    return Decimal(str(round(value, 6)))

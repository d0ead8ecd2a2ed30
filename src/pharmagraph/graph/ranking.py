"""Rankings that say how sure they are: with evidence taken away, ties weighed otherwise, layers left out.

Ties come as a networkx multigraph (see ``collapse``), so that a whole source, an agreement or a layer can be
taken away before parallel ties are collapsed. Sources that copy one another are one witness: the multigraph's
attribute ``origins`` gives them the same name, and they are taken away together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, Any, Final

from pharmagraph.graph.collapse import PRESETS, Pair, Preset, assemble, pairs_of
from pharmagraph.graph.measures import Measure, measure_named

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping

    import networkx as nx

    from pharmagraph.graph.centrality import Measured
    from pharmagraph.graph.pivots import Progress

DRAWS: Final = 200
DROP: Final = 0.2
TOP: Final = 10
TAIL: Final = 0.05
"""The share of draws left out at either end of a rank range."""

ALIKE: Final = 1e-9
"""Values that differ by no more than this share are the same."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A node with its value and its rank from 1; ``None`` where the measure is not defined, which sorts last.

    ``by_evidence``, ``by_preset`` and ``by_layer`` are the rank ranges under dropped witnesses, other
    strength presets, and single layers left out; ``None`` where that was not tried. ``top_share`` is the
    share of draws in which the node is among the first ``top``.
    """

    node: Hashable
    value: float | None = None
    rank: int | None = None
    by_evidence: Span | None = None
    by_preset: Span | None = None
    by_layer: Span | None = None
    top_share: float | None = None
    tied: Span | None = None
    """The places of all that the node cannot be told from: ``(2, 5)`` prints as "2–5". Two ranks cannot be
    told apart when each lies in the other's ``range``; the places of neighbours may overlap in part."""

    @property
    def range(self) -> Span | None:
        """The ranks that evidence and presets leave open, the node's own rank among them.

        ``by_layer`` is told beside it: without a kind of ties the question is another one.
        """
        spans = [span for span in (self.by_evidence, self.by_preset) if span]
        if self.rank is None or not spans:
            return None
        return min(self.rank, *(low for low, _ in spans)), max(self.rank, *(high for _, high in spans))


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ranked nodes, the best first, with what the ranking rests on."""

    rows: tuple[Ranked, ...]
    measured: Measured
    measure: Measure
    preset: Preset
    directed: bool
    n_ties: int
    draws: int = 0
    drop: float = 0.0
    seed: int = 0
    top: int = 0
    n_sources: int = 0
    n_independent: int = 0
    """How many sources are left when those that copy one another count as one."""
    presets: tuple[Preset, ...] = ()
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """How a ranking is put to the test: every witness is gone from a draw with ``drop``; 0 draws: no test."""

    draws: int = DRAWS
    drop: float = DROP
    seed: int = 1
    top: int = TOP
    presets: tuple[Preset, ...] = PRESETS
    layers: bool = True


@dataclass(frozen=True, slots=True)
class Without:
    """What becomes of a node when all ties to one other are taken away."""

    other: Hashable
    relations: tuple[str, ...]
    sources: tuple[str, ...]
    value: float | None
    rank: int | None
    change: float | None = field(default=None)


def rank(values: Mapping[Hashable, float | None], *, low_first: bool = False) -> list[Ranked]:
    """Nodes by value, those without one last; equal values share the best of their ranks.

    Among equals the order is that of the mapping. An empty mapping gives an empty list.
    """
    ranks = _ranks(values, low_first=low_first)
    order = {node: place for place, node in enumerate(values)}
    sign = 1 if low_first else -1
    rows = [Ranked(node, value, ranks.get(node)) for node, value in values.items()]
    return sorted(
        rows, key=lambda one: (one.rank is None, one.rank or 0, sign * (one.value or 0.0), order[one.node])
    )


def rank_brokers(graph: nx.Graph) -> list[Ranked]:
    """The nodes of a simple graph by normalised betweenness, the best broker first.

    Example:
        >>> import networkx as nx
        >>> rank_brokers(nx.star_graph(["council", "health", "industry"]))[0].node
        'council'
    """
    return rank(measure_named("betweenness").compute(graph).values)


def rank_ties(
    ties: nx.MultiGraph,
    measure: str,
    *,
    preset: Preset | None = None,
    directed: bool | None = None,
    among: Collection[Hashable] | None = None,
    doubt: Doubt | None = None,
    progress: Progress | None = None,
    **options: Any,
) -> Ranking:
    """The nodes of typed ties by a measure on the collapsed graph, each with its rank ranges.

    The measure is computed on the whole graph; ``among`` restricts who is ranked. ``options`` go to the
    measure. Cost: one run of the measure per draw, preset and layer. In the draws, shortest-path measures
    count ties equally.

    Raises:
        MetricError: no such measure, or strengths outside (0, 1].
    """
    chosen = measure_named(measure)
    work = _Work(ties, chosen, preset, directed=directed, among=among, options=options)
    doubt = doubt or Doubt()
    measured = work.measured(work.preset, progress=progress)
    rows = rank(work.restricted(measured.values), low_first=chosen.low_first)
    found: dict[str, Any] = {}
    if doubt.draws:
        found = _tested(work, rows, doubt, progress)
    return Ranking(
        tuple(_with_ties(rows)) if not found else tuple(_with_ties(found.pop("rows"))),
        measured,
        chosen,
        work.preset,
        work.directed,
        len(work.pairs),
        **found,
    )


def explain(
    ties: nx.MultiGraph,
    measure: str,
    node: Hashable,
    *,
    preset: Preset | None = None,
    directed: bool | None = None,
    among: Collection[Hashable] | None = None,
    **options: Any,
) -> list[Without]:
    """Which ties make a node's rank: value and rank without each of its neighbours, the greatest loss first.

    ``change`` is the value without minus the value with; ``None`` where either is not defined.
    Cost: one run of the measure per neighbour.
    """
    work = _Work(ties, measure_named(measure), preset, directed=directed, among=among, options=options)
    now = work.measured(work.preset).values.get(node)
    losses = []
    for other, between in _by_neighbour(work.pairs, node).items():
        left = [pair for pair in work.pairs if pair not in between]
        values = work.measured(work.preset, pairs=left).values
        ranks = _ranks(work.restricted(values), low_first=work.measure.low_first)
        value = values.get(node)
        relations = {word for pair in between for one in pair.tellings for word in one.relations}
        sources = {word for pair in between for one in pair.tellings for word in one.sources}
        losses.append(
            Without(
                other,
                tuple(sorted(relations)),
                tuple(sorted(sources)),
                value,
                ranks.get(node),
                None if now is None or value is None else value - now,
            )
        )
    sign = -1 if work.measure.low_first else 1
    return sorted(
        losses, key=lambda one: (one.change is not None, sign * (one.change or 0.0), str(one.other))
    )


class _Work:
    """A measure ready to be run many times over parts of the same ties."""

    def __init__(
        self,
        ties: nx.MultiGraph,
        measure: Measure,
        preset: Preset | None,
        *,
        directed: bool | None,
        among: Collection[Hashable] | None,
        options: dict[str, Any],
    ) -> None:
        self.nodes = ties.__class__()
        self.nodes.add_nodes_from(ties)  # without what is told of them, which no measure reads
        self.measure = measure
        self.preset: Preset = preset or measure.preset
        self.directed = measure.directed if directed is None else directed
        self.pairs = pairs_of(ties, directed=self.directed)
        self.sources = sorted({word for pair in self.pairs for one in pair.tellings for word in one.sources})
        origins = ties.graph.get("origins", {})
        witnesses: dict[str, list[str]] = {}
        for source in self.sources:
            witnesses.setdefault(origins.get(source, source), []).append(source)
        self.witnesses = [frozenset(copies) for copies in witnesses.values()]
        self.layers = sorted(
            {word for pair in self.pairs for one in pair.tellings for word in one.layers} - {""}
        )
        self._among = set(ties) if among is None else set(among)
        self._options = {name: value for name, value in options.items() if name in measure.options}

    def measured(
        self,
        preset: Preset,
        *,
        pairs: Iterable[Pair] | None = None,
        without_sources: frozenset[str] = frozenset(),
        without_layers: frozenset[str] = frozenset(),
        progress: Progress | None = None,
    ) -> Measured:
        graph = assemble(
            self.nodes,
            self.pairs if pairs is None else pairs,
            directed=self.directed,
            preset=preset,
            without_sources=without_sources,
            without_layers=without_layers,
        )
        options = dict(self._options)
        if self.measure.uses_strength and preset != "equal":
            options["strength"] = "strength"
        elif self.measure.name == "strength":
            options["strength"] = None
        if progress and "progress" in self.measure.options:
            options["progress"] = progress
        return self.measure.compute(graph, **options)

    def restricted(self, values: Mapping[Hashable, float | None]) -> dict[Hashable, float | None]:
        return {node: value for node, value in values.items() if node in self._among}

    def ranks(self, preset: Preset, **taken: Any) -> dict[Hashable, int]:
        values = self.restricted(self.measured(preset, **taken).values)
        return _ranks(values, low_first=self.measure.low_first)


def _tested(work: _Work, rows: list[Ranked], doubt: Doubt, progress: Progress | None) -> dict[str, Any]:
    """The rows with their ranges, and what was tried to get them."""
    random, last = Random(doubt.seed), len(rows)  # noqa: S311 - a draw, not a secret
    seen: dict[Hashable, list[int]] = {one.node: [] for one in rows}
    for number in range(doubt.draws):
        silent = [copies for copies in work.witnesses if random.random() < doubt.drop]
        gone = frozenset[str]().union(*silent)
        ranks = work.ranks(_draw_preset(work), without_sources=gone)
        for node, places in seen.items():
            places.append(ranks.get(node, last))
        if progress:
            progress(number + 1, doubt.draws, "taking sources away")
    presets = tuple(one for one in doubt.presets if work.measure.uses_strength and one != work.preset)
    by_preset = [work.ranks(one) for one in presets]
    layers = tuple(work.layers) if doubt.layers and len(work.layers) > 1 else ()
    by_layer = [work.ranks(work.preset, without_layers=frozenset({one})) for one in layers]
    tested = []
    for one in rows:
        places = sorted(seen[one.node])
        cut = int(TAIL * len(places))
        tested.append(
            one
            if one.rank is None
            else Ranked(
                one.node,
                one.value,
                one.rank,
                (places[cut], places[-1 - cut]),
                _span([ranks.get(one.node, last) for ranks in by_preset]),
                _span([ranks.get(one.node, last) for ranks in by_layer]),
                bisect_right(places, doubt.top) / len(places),
            )
        )
    return {
        "rows": tested,
        "draws": doubt.draws,
        "drop": doubt.drop,
        "seed": doubt.seed,
        "top": doubt.top,
        "n_sources": len(work.sources),
        "n_independent": len(work.witnesses),
        "presets": presets,
        "layers": layers,
    }


def _draw_preset(work: _Work) -> Preset:
    """Shortest-path measures are drawn without distances, as two hundred weighted runs take minutes."""
    return "equal" if "sample" in work.measure.options else work.preset


def _span(ranks: list[int]) -> Span | None:
    return (min(ranks), max(ranks)) if ranks else None


def _with_ties(rows: Iterable[Ranked]) -> list[Ranked]:
    """The rows with ``tied``: from the best to the last place of those that a row cannot be told from.

    That need not be mutual among those: of three in a row, the middle one may overlap both of the others.
    """
    rows = list(rows)
    ranks = [len(rows) + 1 if one.rank is None else one.rank for one in rows]
    return [
        replace(one, tied=None if one.rank is None else _places(rows, ranks, number))
        for number, one in enumerate(rows)
    ]


def _places(rows: list[Ranked], ranks: list[int], number: int) -> Span:
    """The first and last place that the rows take which the row of that number cannot be told from."""
    one = rows[number]
    low, high = one.range or (ranks[number], ranks[number])
    within = range(bisect_left(ranks, low), bisect_right(ranks, high))
    first = next(place for place in within if _cannot_be_told(rows[place], one))
    last = next(place for place in reversed(within) if _cannot_be_told(one, rows[place]))
    return bisect_left(ranks, ranks[first]) + 1, bisect_right(ranks, ranks[last])


def _cannot_be_told(one: Ranked, other: Ranked) -> bool:
    """Whether two ranks are equal, or each lies in the other's range."""
    if one.rank is None or other.rank is None or one.rank == other.rank:
        return one.rank == other.rank
    spans = one.range, other.range
    return all(
        span is not None and span[0] <= rank <= span[1]
        for span, rank in zip(spans, (other.rank, one.rank), strict=True)
    )


def _ranks(values: Mapping[Hashable, float | None], *, low_first: bool) -> dict[Hashable, int]:
    """1 + the number of nodes with a value that is better by more than rounding."""
    sign = 1.0 if low_first else -1.0
    keys = {node: sign * value for node, value in values.items() if value is not None}
    ordered = sorted(keys.values())
    return {node: bisect_left(ordered, key - ALIKE * max(1e-12, abs(key))) + 1 for node, key in keys.items()}


def _by_neighbour(pairs: Iterable[Pair], node: Hashable) -> dict[Hashable, list[Pair]]:
    found: dict[Hashable, list[Pair]] = {}
    for pair in pairs:
        if node in (pair.start, pair.end):
            other = pair.end if pair.start == node else pair.start
            found.setdefault(other, []).append(pair)
    return found

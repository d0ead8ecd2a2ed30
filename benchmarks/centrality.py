"""Measure the compiled engines against networkx, and the large measures on complete edge kinds of Hetionet.

    python benchmarks/centrality.py
    python benchmarks/centrality.py TABLES

One half draws a graph of 3,000 nodes and 15,000 ties and prints how many times faster betweenness is, and how
far the values differ. TABLES is a directory as `benchmarks/hetionet.py` takes it; the other half prints time
and peak memory of PageRank, communities and sampled betweenness. Both clocks are shown: on a busy machine the
wall clock says more about the others.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from hetionet import edges
from pharmagraph.graph.centrality import betweenness
from pharmagraph.graph.communities import communities
from pharmagraph.graph.spectral import pagerank

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

NODES, TIES, SEED = 3_000, 15_000, 1
MUST_BE_FASTER = 15
MUST_AGREE = 1e-9
MUST_END_IN_S, MUST_FIT_IN_MB = 60, 1_500


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What the work returns, and its wall time in seconds."""
    begun = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begun


def peak_mb() -> float:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def against_networkx() -> bool:
    """Betweenness of one graph by both; whether it is fast and equal enough."""
    graph = nx.gnm_random_graph(NODES, TIES, seed=SEED)
    ours, our_s = timed(lambda: betweenness(graph))
    theirs, their_s = timed(lambda: nx.betweenness_centrality(graph))
    gap = max(abs(ours.values[node] - theirs[node]) for node in graph)
    ratio = their_s / our_s
    print(f"betweenness, {NODES} nodes, {TIES} ties: {ours.engine} {our_s:.2f} s, networkx {their_s:.2f} s")
    print(f"  {ratio:.1f} times as fast (must: {MUST_BE_FASTER}), equal to {gap:.1e} (must: {MUST_AGREE})")
    return ratio >= MUST_BE_FASTER and gap <= MUST_AGREE


def on_hetionet(tables: Path) -> bool:
    """The large measures; whether they end in time and in memory."""
    graph: nx.Graph = nx.Graph()
    _, load_s = timed(lambda: graph.add_edges_from((start, end) for start, _, end in edges(tables)))
    print(f"Hetionet: {len(graph)} nodes, {graph.number_of_edges()} pairs tied, read in {load_s:.1f} s")
    total = total_cpu = 0.0
    for name, work in (
        ("PageRank", lambda: pagerank(graph)),
        ("communities (Leiden, 3 runs)", lambda: communities(graph, runs=3)),
        ("betweenness", lambda: betweenness(graph)),
    ):
        cpu = time.process_time()
        found, seconds = timed(work)
        cpu = time.process_time() - cpu
        total, total_cpu = total + seconds, total_cpu + cpu
        told = ""
        if name == "betweenness":
            told = (
                f", a sample of {found.sample} nodes (seed {found.seed}), standard error ≤ {found.error:.1e}"
            )
        print(f"  {name}: {seconds:.1f} s ({cpu:.1f} s of CPU){told}")
    print(
        f"  together {total:.1f} s (must: {MUST_END_IN_S}), peak {peak_mb():.0f} MB (must: {MUST_FIT_IN_MB})"
    )
    return total <= MUST_END_IN_S and peak_mb() <= MUST_FIT_IN_MB


def main() -> None:
    """Run what the arguments ask for, and end with 1 where a figure is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tables", type=Path, nargs="?")
    tables = parser.parse_args().tables
    reached = [on_hetionet(tables) if tables else True, against_networkx()]
    raise SystemExit(0 if all(reached) else 1)


if __name__ == "__main__":
    main()

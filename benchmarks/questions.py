"""The saved questions: how fast they are answered warm, against rdflib's engine, and what the facade costs.

    python benchmarks/questions.py [--graph DIRECTORY] [--runs 7] [--limit-s 20]

Without a directory the bundled data are built first. Printed are, per SPARQL question with its defaults, the
warm median of the answer (`kg.answer`), of the bare query in process, and one run of the same query in
rdflib's engine over the same quads in memory; then the medians, the geometric mean of the ratios, and the
overhead of `kg.store.select` and of the worker over pyoxigraph. A query that rdflib does not answer within
the limit counts with the limit, so its ratio is a lower bound (marked >).
"""

from __future__ import annotations

import argparse
import signal
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib

from pharmagraph.build import build
from pharmagraph.knowledge_graph import KnowledgeGraph
from pharmagraph.queries.catalogue import with_values
from pharmagraph.queries.parameters import read_values
from pharmagraph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

WANTED_MS = 20.0
WANTED_RATIO = 20.0


def median_ms(work: Callable[[], object], runs: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """The median time of several runs, after one that does not count."""
    work()
    times = []
    for _ in range(runs):
        begun = clock()
        work()
        times.append(1000 * (clock() - begun))
    return statistics.median(times)


def rdflib_dataset(kg: KnowledgeGraph) -> rdflib.Dataset:
    """The same quads in rdflib's own store, its default graph filled as ours is."""
    dump = kg.store.inner.dump(format=ox.RdfFormat.N_QUADS)
    dataset = rdflib.Dataset()
    dataset.parse(data=dump, format="nquads")
    return dataset


class TooSlowError(Exception):
    """The time for one query is over."""


def rdflib_ms(dataset: rdflib.Dataset, query: str, limit_s: float) -> tuple[float, bool]:
    """One run in rdflib's engine, and whether it ended in time."""

    def stop(*_: object) -> None:
        raise TooSlowError

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, limit_s)
    begun = time.perf_counter()
    try:
        list(dataset.query(query, initNs=PREFIXES))
    except TooSlowError:
        return 1000 * limit_s, False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return 1000 * (time.perf_counter() - begun), True


def queries_of(kg: KnowledgeGraph, day: date) -> dict[str, str]:
    """The SPARQL questions with their default values filled in."""
    return {
        one.id: with_values(
            one.query, read_values(one, {}, store=kg.store, names=kg.names, release=day).in_sparql()
        )
        for one in kg.questions()
        if one.query
    }


def facade_cost(kg: KnowledgeGraph, query: str, runs: int) -> tuple[float, float, float]:
    """The same query by pyoxigraph itself, through the store, and through the worker, in milliseconds."""

    def bare() -> None:
        solutions = kg.store.inner.query(query, prefixes=PREFIXES)
        assert isinstance(solutions, ox.QuerySolutions)
        for solution in solutions:
            tuple(solution)

    return (
        median_ms(bare, runs),
        median_ms(lambda: kg.store.select(query), runs),
        median_ms(lambda: kg.select(query), runs),
    )


def main() -> None:
    """Measure, and print a table and the verdicts."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--limit-s", type=float, default=20.0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        directory = chosen.graph or Path(scratch) / "graph"
        if chosen.graph is None:
            build(directory)
        with KnowledgeGraph(directory) as kg:
            measure(kg, chosen.runs, chosen.limit_s)


def measure(kg: KnowledgeGraph, runs: int, limit_s: float) -> None:
    """All questions of one graph."""
    from datetime import date

    queries = queries_of(kg, date.fromisoformat(kg.release.date))
    dataset = rdflib_dataset(kg)
    print(f"{'question':10}{'answer ms':>11}{'CPU ms':>9}{'query ms':>10}{'rdflib ms':>12}{'ratio':>9}")
    answers, used, ratios = [], [], []
    for identifier, query in queries.items():
        answered = median_ms(lambda identifier=identifier: kg.answer(identifier), runs)  # type: ignore[misc]
        cpu = median_ms(
            lambda identifier=identifier: kg.answer(identifier),  # type: ignore[misc]
            runs,
            time.process_time,
        )
        asked = median_ms(lambda query=query: kg.store.select(query), runs)  # type: ignore[misc]
        other, ended = rdflib_ms(dataset, query, limit_s)
        answers.append(answered)
        used.append(cpu)
        ratios.append(other / asked)
        shown = f"{'' if ended else '>'}{other / asked:.0f}"
        print(f"{identifier:10}{answered:11.1f}{cpu:9.1f}{asked:10.1f}{other:12.0f}{shown:>9}")
    mean = statistics.geometric_mean(ratios)
    middle = statistics.median(answers)
    print(f"median of the answers: {middle:.1f} ms (wanted: at most {WANTED_MS:g})")
    print(f"median of their CPU time: {statistics.median(used):.1f} ms (what a busy machine does not add to)")
    print(f"geometric mean of rdflib / ours: {mean:.0f} (wanted: at least {WANTED_RATIO:g})")
    print(f"\n{'question':10}{'pyoxigraph':>12}{'in process':>12}{'worker':>9}{'ratio':>8}{'worker +ms':>12}")
    for identifier, query in queries.items():
        bare, inside, worker = facade_cost(kg, query, runs)
        if bare > 1:
            ratio, more = inside / bare, worker - bare
            print(f"{identifier:10}{bare:12.1f}{inside:12.1f}{worker:9.1f}{ratio:8.2f}{more:12.1f}")


if __name__ == "__main__":
    main()

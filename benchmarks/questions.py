"""The saved questions: how fast they are answered warm, against rdflib's engine, and what the facade costs.

    python benchmarks/questions.py [--graph DIRECTORY] [--runs 11] [--limit-s 20] [--without-rdflib]

Without a directory the bundled data are built first. For each SPARQL question with its defaults four things
are done in turn, over and over: the query by pyoxigraph itself, by `kg.store.select` in process, by
`kg.select` through the worker, and the whole answer by `kg.answer`. What else the machine does so falls on
all of them alike; the first turn does not count, and the others do by their median. What happens in this
process is compared by processor time, the worker by the clock. rdflib's engine runs the same query once over
the same quads in memory; one that it does not answer within the limit counts with the limit, so its ratio is
a lower bound (marked >). Ends with exit code 1 when an aim is not reached.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
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
    from collections.abc import Callable, Sequence

ANSWER_MS = 20.0
FASTER_THAN_RDFLIB = 20.0
FACADE_RATIO, FACADE_FROM_MS = 1.2, 1.0
WORKER_MORE_MS, WORKER_RATIO, WORKER_RATIO_FROM_MS = 2.0, 1.2, 20.0


@dataclass(frozen=True)
class Times:
    """One kind of work in milliseconds, turn by turn: by the clock, and of this process's processor time."""

    walls_ms: list[float] = field(default_factory=list)
    cpus_ms: list[float] = field(default_factory=list)

    @property
    def wall_ms(self) -> float:
        """The median by the clock."""
        return statistics.median(self.walls_ms)

    @property
    def cpu_ms(self) -> float:
        """The median of the processor time."""
        return statistics.median(self.cpus_ms)


def in_turn(works: Sequence[Callable[[], object]], runs: int) -> list[Times]:
    """Do all works one after the other, again and again; the first turn does not count."""
    times = [Times() for _ in works]
    for turn in range(runs + 1):
        for work, taken in zip(works, times, strict=True):
            wall, cpu = time.perf_counter(), time.process_time()
            work()
            if turn:
                taken.cpus_ms.append(1000 * (time.process_time() - cpu))
                taken.walls_ms.append(1000 * (time.perf_counter() - wall))
    return times


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


@dataclass(frozen=True)
class Measured:
    """One question: the same query three ways, and the whole answer."""

    id: str
    engine: Times
    inside: Times
    worker: Times
    answer: Times

    @property
    def facade_ratio(self) -> float:
        """How many times the engine's own processor time the query takes in process."""
        return self.inside.cpu_ms / self.engine.cpu_ms

    @property
    def more_ms(self) -> float:
        """How much longer than in process the worker takes, in the middle of the turns."""
        turns = zip(self.worker.walls_ms, self.inside.walls_ms, strict=True)
        return statistics.median(one - other for one, other in turns)

    @property
    def facade_is_light(self) -> bool:
        """Whether the facade costs no more than it may; a query too short to tell counts as such."""
        return self.engine.cpu_ms < FACADE_FROM_MS or self.facade_ratio <= FACADE_RATIO

    @property
    def worker_is_light(self) -> bool:
        """Whether the worker costs no more than it may: by its share where the query is long."""
        if self.inside.wall_ms > WORKER_RATIO_FROM_MS:
            return self.more_ms <= (WORKER_RATIO - 1) * self.inside.wall_ms
        return self.more_ms <= WORKER_MORE_MS


def measured(kg: KnowledgeGraph, identifier: str, query: str, runs: int) -> Measured:
    """One question, everything in turn."""

    def by_the_engine() -> None:
        solutions = kg.store.inner.query(query, prefixes=PREFIXES)
        assert isinstance(solutions, ox.QuerySolutions)
        for solution in solutions:
            tuple(solution)

    works = (
        by_the_engine,
        lambda: kg.store.select(query),
        lambda: kg.select(query),
        lambda: kg.answer(identifier),
    )
    return Measured(identifier, *in_turn(works, runs))


def main() -> int:
    """Measure, and print a table and the verdicts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--limit-s", type=float, default=20.0)
    parser.add_argument("--without-rdflib", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        directory = chosen.graph or Path(scratch) / "graph"
        if chosen.graph is None:
            build(directory)
        with KnowledgeGraph(directory) as kg:
            queries = queries_of(kg, date.fromisoformat(kg.release.date))
            reached = facade(kg, queries, chosen.runs)
            if not chosen.without_rdflib:
                reached &= against_rdflib(kg, queries, chosen.limit_s)
    return 0 if reached else 1


def facade(kg: KnowledgeGraph, queries: dict[str, str], runs: int) -> bool:
    """All questions: the answers, and what the facade and the worker add; whether the aims are reached."""
    print(
        f"{'question':10}{'engine ms':>11}{'in process':>12}{'worker':>9}{'answer':>9}{'CPU':>7}"
        f"{'ratio':>8}{'worker +ms':>12}"
    )
    every = []
    for identifier, query in queries.items():
        one = measured(kg, identifier, query, runs)
        every.append(one)
        marks = ("" if one.facade_is_light else " facade") + ("" if one.worker_is_light else " worker")
        print(
            f"{one.id:10}{one.engine.wall_ms:11.1f}{one.inside.wall_ms:12.1f}{one.worker.wall_ms:9.1f}"
            f"{one.answer.wall_ms:9.1f}{one.answer.cpu_ms:7.1f}{one.facade_ratio:8.2f}{one.more_ms:12.1f}{marks}"
        )
    middle = statistics.median(one.answer.wall_ms for one in every)
    used = statistics.median(one.answer.cpu_ms for one in every)
    print(f"\nmedian of the answers: {middle:.1f} ms, of their processor time here {used:.1f} ms", end=" ")
    reached = verdict(f"at most {ANSWER_MS:g}", kept=used <= ANSWER_MS)
    long = [one for one in every if one.engine.cpu_ms >= FACADE_FROM_MS]
    ratio = statistics.median(one.facade_ratio for one in long)
    heavy = [one.id for one in every if not one.facade_is_light]
    print(f"in process against pyoxigraph, {len(long)} queries: {ratio:.2f} in the middle", end=" ")
    reached &= verdict(f"each at most {FACADE_RATIO:g}", kept=not heavy, but=heavy)
    more = statistics.median(one.more_ms for one in every)
    slow = [one.id for one in every if not one.worker_is_light]
    print(f"worker against in process, {len(every)} queries: {more:.1f} ms more in the middle", end=" ")
    wanted = (
        f"each at most {WORKER_MORE_MS:g} ms, or {WORKER_RATIO:g} times above {WORKER_RATIO_FROM_MS:g} ms"
    )
    return verdict(wanted, kept=not slow, but=slow) and reached


def against_rdflib(kg: KnowledgeGraph, queries: dict[str, str], limit_s: float) -> bool:
    """The same queries in rdflib's engine; whether ours is as much faster as it must be."""
    dataset = rdflib_dataset(kg)
    ratios = []
    print(f"\n{'question':10}{'in process':>12}{'rdflib ms':>12}{'ratio':>9}")
    for identifier, query in queries.items():
        (ours,) = in_turn([lambda query=query: kg.store.select(query)], 3)  # type: ignore[misc]
        other_ms, ended = rdflib_ms(dataset, query, limit_s)
        ratios.append(other_ms / ours.wall_ms)
        shown = f"{'' if ended else '>'}{ratios[-1]:.0f}"
        print(f"{identifier:10}{ours.wall_ms:12.1f}{other_ms:12.0f}{shown:>9}")
    mean = statistics.geometric_mean(ratios)
    print(f"\ngeometric mean of rdflib / ours: {mean:.0f}", end=" ")
    return verdict(f"at least {FASTER_THAN_RDFLIB:g}", kept=mean >= FASTER_THAN_RDFLIB)


def verdict(wanted: str, *, kept: bool, but: Sequence[str] = ()) -> bool:
    """Print and give back whether what is wanted is reached, and which questions do not."""
    missed = f", not by {', '.join(but)}" if but else ""
    print(f"(wanted: {wanted}): {'reached' if kept else f'NOT reached{missed}'}")
    return kept


if __name__ == "__main__":
    sys.exit(main())

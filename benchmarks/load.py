"""Load of a million quads into a graph directory against pyoxigraph's own bulk load, and against rdflib.

    python benchmarks/load.py [--quads 1000000] [--repeat 2] [--without-rdflib]
    python benchmarks/load.py --input FILE          # any RDF file; best one with several named graphs

Without a file one is made, the same each time: eight sources as named graphs, a fifth of what a source says
said by an earlier one, too. Every side is a process of its own, in turn; of several turns the one with the
least processor time counts. "Loading" is the build's steps read (parse the file, check it, sort its lines)
and load (merge the lines, write the store); the other steps stand beside it. pyoxigraph and rdflib read
exactly the quads that end up in our store, the default graph among them. The verdicts go by processor time:
on a busy machine the wall clock says more about the others. Ends with exit code 1 when one is not reached.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_MOST, AT_LEAST = 1.3, 5.0
LOADING = ("read", "load")

CLOCK = """
import json, resource, shutil, sys, time
from pathlib import Path
marks = []
def mark(step):
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    marks.append((step, time.process_time(), time.perf_counter(), peak_mb))
"""
OURS = """
from pharmagraph.build import build
files = [Path(name) for name in sys.argv[2:]]
report = build(Path(sys.argv[1]), extra=files, bundled=False, progress=lambda done, all, step: mark(step))
"""
DUMP = """
import pyoxigraph as ox
from pharmagraph.graph_directory import current
mark("dump")
ox.Store.read_only(str(current(Path(sys.argv[1])).store)).dump(sys.argv[2], ox.RdfFormat.N_QUADS)
"""
PYOXIGRAPH = """
import pyoxigraph as ox
shutil.rmtree(sys.argv[1], ignore_errors=True)
mark("bulk load")
store = ox.Store(sys.argv[1])
store.bulk_load(path=sys.argv[2], format=ox.RdfFormat.N_QUADS)
store.flush()
mark("optimize")
store.optimize()
"""
RDFLIB = """
from rdflib import Dataset
mark("parse")
Dataset().parse(sys.argv[2], format="nquads")
"""
END = """
mark("end")
print(json.dumps(marks))
"""


class Stage(NamedTuple):
    """What a part of a process took, and the most memory that it had held by its end."""

    cpu_s: float
    wall_s: float
    peak_mb: float


def lines(n_quads: int, seed: int = 1) -> Iterator[str]:
    """The quads of a made-up file, source by source."""
    draw = random.Random(seed)
    base, things = "https://example.org/", max(1, n_quads // 10)
    told_before: list[str] = []
    for number in range(n_quads):
        source = f"<{base}source/{8 * number // n_quads}>"
        if source != f"<{base}source/0>" and draw.random() < 0.2:
            yield f"{draw.choice(told_before)} {source} .\n"
            continue
        thing, other = draw.randrange(things), draw.randrange(things)
        kind = draw.random()
        if kind < 0.6:
            said = f"relation-{draw.randrange(20)}> <{base}thing/{other}>"
        elif kind < 0.75:
            said = f'name> "вещь {other}"@ru'
        elif kind < 0.85:
            said = f'note> "a note on number {other}"'
        elif kind < 0.95:
            said = f'count> "{other}"^^<http://www.w3.org/2001/XMLSchema#integer>'
        else:
            day = f"20{draw.randrange(10, 26)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
            said = f'since> "{day}"^^<http://www.w3.org/2001/XMLSchema#date>'
        statement = f"<{base}thing/{thing}> <{base}{said}"
        if number % 5 == 0:
            told_before.append(statement)
        yield f"{statement} {source} .\n"


def run(script: str, *arguments: Path) -> dict[str, Stage]:
    """The stages of one process, by name."""
    command = [sys.executable, "-c", CLOCK + script + END, *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    marks = json.loads(done.stdout.splitlines()[-1])
    return {
        step: Stage(cpu_end - cpu, wall_end - wall, peak)
        for (step, cpu, wall, _), (_, cpu_end, wall_end, peak) in pairwise(marks)
    }


def together(stages: dict[str, Stage], *names: str) -> Stage:
    """Several stages as one."""
    cpu, wall, peak = zip(*(stages[name] for name in names), strict=True)
    return Stage(sum(cpu), sum(wall), max(peak))


def show(name: str, stage: Stage) -> None:
    """One line of the table."""
    print(f"{name:42}{stage.cpu_s:8.1f}{stage.wall_s:9.1f}{stage.peak_mb:9.0f}")


def verdict(what: str, one: Stage, other: Stage, *, at_most: float) -> bool:
    """Print one ratio, and whether it is small enough."""
    ratio = one.cpu_s / other.cpu_s
    reached = ratio <= at_most
    wanted = f"at most {at_most:g}" if at_most >= 1 else f"at least {1 / at_most:g} times as fast"
    shown = f"{ratio:.2f}" if at_most >= 1 else f"{1 / ratio:.1f} times as fast"
    wall = one.wall_s / other.wall_s if at_most >= 1 else other.wall_s / one.wall_s
    print(f"{what}: {shown} (wall {wall:.2f}; {wanted}: {'reached' if reached else 'NOT reached'})")
    return reached


def measure(file: Path, scratch: Path, *, repeat: int, with_rdflib: bool) -> bool:
    """All sides on one file; whether every aim is reached."""
    graph, quads, store = scratch / "graph", scratch / "quads.nq", scratch / "store"
    ours, theirs = [], []
    for turn in range(repeat):
        ours.append(run(OURS, graph, file))
        if turn == 0:
            run(DUMP, graph, quads)
        theirs.append(run(PYOXIGRAPH, store, quads))
    mine = min(ours, key=lambda stages: together(stages, *LOADING).cpu_s)
    engine = min(theirs, key=lambda stages: stages["bulk load"].cpu_s)
    with quads.open("rb") as told:
        n_quads = sum(1 for _ in told)
    print(f"{n_quads:,} quads in the store, of {file.stat().st_size / 1e6:.0f} MB of RDF\n")
    print(f"{'':42}{'CPU s':>8}{'wall s':>9}{'peak MB':>9}")
    for step, stage in mine.items():
        show(f"build, step {step}", stage)
    loading = together(mine, *LOADING)
    show("build, loading: " + " and ".join(LOADING), loading)
    show("pyoxigraph, bulk load of the same quads", engine["bulk load"])
    show("pyoxigraph, optimize (ours: step pack)", engine["optimize"])
    parsing = run(RDFLIB, store, quads)["parse"] if with_rdflib else None
    if parsing:
        show("rdflib, parse of the same quads", parsing)
    print()
    reached = verdict("loading over pyoxigraph's bulk load", loading, engine["bulk load"], at_most=AT_MOST)
    verdict(
        "the same with the store packed by both",
        together(mine, *LOADING, "pack"),
        together(engine, "bulk load", "optimize"),
        at_most=AT_MOST,
    )
    if parsing:
        reached &= verdict("loading against rdflib", loading, parsing, at_most=1 / AT_LEAST)
    return reached


def main() -> int:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--input", type=Path)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--without-rdflib", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        file = options.input or Path(scratch) / "made-up.nq"
        if options.input is None:
            with file.open("w", encoding="utf-8") as out:
                out.writelines(lines(options.quads))
        reached = measure(file, Path(scratch), repeat=options.repeat, with_rdflib=not options.without_rdflib)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())

"""Time and peak memory of ``pharmagraph check`` on the bundled graph; at most 10 s and 500 MB are allowed.

    python benchmarks/check.py [--graph DIR] [--times 3]

Without --graph the bundled data are built first, which is not measured. Ends with exit code 1 above a limit.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pharmagraph
from pharmagraph.build import build

SECONDS, MEGABYTES = 10.0, 500.0

CHILD = """
import resource, sys
from pharmagraph.cli import main
try:
    main(["check", "--fail-on", "never", "--quiet", *sys.argv[1:]], standalone_mode=False)
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=sys.stderr)
"""


def measure(graph: Path, *more: str) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of the processor and peak megabytes of one cold run."""
    began = time.perf_counter()
    command = [sys.executable, "-c", CHILD, "--graph", str(graph), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ})
    elapsed = time.perf_counter() - began
    processor, peak = map(float, done.stderr.strip().splitlines()[-1].split())
    return elapsed, processor, peak


def main() -> int:
    """Print the best of some runs for the table and for the Turtle report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        graph = options.graph or Path(scratch) / "graph"
        if options.graph is None:
            build(graph)
        pharmagraph.open(graph).close()  # an outdated graph is built again now, and not while it is measured
        kept = True
        for form in ("table", "ttl"):
            runs = [measure(graph, "--format", form) for _ in range(options.times)]
            elapsed, processor, peak = (min(values) for values in zip(*runs, strict=True))
            fits = elapsed <= SECONDS and peak <= MEGABYTES
            kept = kept and fits
            print(
                f"check --format {form}: {elapsed:.2f} s (processor {processor:.2f} s), {peak:.0f} MB; "
                f"allowed {SECONDS:.0f} s, {MEGABYTES:.0f} MB: {'kept' if fits else 'NOT KEPT'}"
            )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())

"""Kill 50 builds of the bundled graph at random moments; the graph in use must stay whole each time.

    python benchmarks/kill_builds.py [--times 50] [--seed 1]

Prints where each build was when it died, and ends with exit code 1 when a graph was damaged.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from pharmagraph.build import STEPS, build
from pharmagraph.graph_directory import current, damaged_files, read_manifest

CHILD = """
import sys
from pathlib import Path
from pharmagraph.build import build
build(Path(sys.argv[1]), progress=lambda done, total, step: print(step, flush=True))
"""


def main() -> int:
    """Run the kills and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    moments = random.Random(options.seed)
    died: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        directory = Path(scratch) / "graph"
        began = time.perf_counter()
        build(directory)
        whole_s = time.perf_counter() - began
        digest = read_manifest(current(directory)).content["content_sha256"]
        for _ in range(options.times):
            process = subprocess.Popen(
                [sys.executable, "-c", CHILD, str(directory)], stdout=subprocess.PIPE, text=True
            )
            time.sleep(moments.uniform(0.2, whole_s * 1.05))
            process.kill()
            steps = process.communicate()[0].split()
            died[steps[-1] if steps and process.returncode else ("start" if not steps else "finished")] += 1
            files = current(directory)
            if damaged_files(files) or read_manifest(files).content["content_sha256"] != digest:
                print(f"damaged after a kill in step {steps[-1:]}")
                return 1
    for step in ("start", *STEPS, "finished"):
        print(f"{died[step]:3} killed in step {step}")
    print(f"{options.times} kills, the graph in use was whole after each; a build takes {whole_s:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Path search, cold and in bulk, against rdflib with networkx, networkx, and rustworkx on the same pairs.

    python benchmarks/paths.py                           # the bundled graph
    python benchmarks/paths.py --hetionet TABLES         # and the Hetionet part (see hetionet.py)

Cold times are whole processes, from start to printed answer, the best of several; memory is the largest
resident set. The other sides read what a person without pharmagraph would read: the RDF or the edge file.
"""

from __future__ import annotations

import argparse
import csv
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from math import isclose
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pharmagraph
from hetionet import edges, write
from pharmagraph.graph.metapaths import count_paths
from pharmagraph.graph.options import PathOptions
from pharmagraph.graph.paths import find_paths_between_pairs
from pharmagraph.model import IRI
from pharmagraph.store.nquads import triple_line

if TYPE_CHECKING:
    from pharmagraph.graph.snapshot import Snapshot

RDFLIB = """
import sys, networkx as nx
from rdflib import Graph, URIRef
statements = Graph().parse(sys.argv[1], format="nt")
graph = nx.Graph((s, o) for s, p, o in statements if isinstance(o, URIRef) and not p.endswith("#type"))
print(nx.shortest_path(graph, URIRef(sys.argv[2]), URIRef(sys.argv[3])))
"""
NETWORKX = """
import sys, networkx as nx
graph = nx.MultiGraph()
with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        start, relation, end = line.rstrip("\\n").split("\\t")
        graph.add_edge(start, end, relation)
print(nx.bidirectional_shortest_path(graph, sys.argv[2], sys.argv[3]))
"""
RUSTWORKX = """
import sys, rustworkx as rx
places, pairs = {}, []
with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        start, relation, end = line.rstrip("\\n").split("\\t")
        pairs.append((places.setdefault(start, len(places)), places.setdefault(end, len(places))))
graph = rx.PyGraph()
graph.add_nodes_from(list(places))
graph.add_edges_from_no_data(pairs)
print(rx.dijkstra_shortest_paths(graph, places[sys.argv[2]], places[sys.argv[3]]))
"""


# A process starts with the peak memory of the one that started it, so a small one does.
STOPWATCH = """
import os, subprocess, sys, time
begun = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
took = time.perf_counter() - begun
print(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
"""


class Run(NamedTuple):
    """What one process took."""

    seconds: float
    cpu_seconds: float
    megabytes: float


def cold(command: list[str], *, repeat: int) -> Run:
    """The best of several whole processes, and the largest memory any of them needed."""
    runs = []
    for _ in range(repeat):
        told = subprocess.run(
            [sys.executable, "-I", "-S", "-c", STOPWATCH, *command],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        seconds, cpu, kilobytes, status = told.split()
        if status != "0":
            raise SystemExit(f"{command[:4]} ended with {status}")
        runs.append(Run(float(seconds), float(cpu), float(kilobytes) / 1024))
    return Run(
        min(run.seconds for run in runs),
        min(run.cpu_seconds for run in runs),
        max(run.megabytes for run in runs),
    )


def ours(graph: Path, start: str, end: str) -> list[str]:
    """The command that a person types."""
    program = str(Path(sys.executable).with_name("pharmagraph"))
    return [program, "path", start, end, "--graph", str(graph), "--quiet"]


def report(what: str, one: Run, other: Run, *, wanted: float) -> None:
    """Print one comparison."""
    ratio = other.seconds / one.seconds
    verdict = "reached" if ratio >= wanted else "NOT reached"
    print(
        f"{what}: {one.seconds:.2f} s ({one.cpu_seconds:.2f} s of CPU), {one.megabytes:.0f} MB "
        f"against {other.seconds:.2f} s ({other.cpu_seconds:.2f}), {other.megabytes:.0f} MB: "
        f"{ratio:.1f} times, in CPU {other.cpu_seconds / one.cpu_seconds:.1f} "
        f"(at least {wanted:g}: {verdict})"
    )


def bundled(directory: Path, start: str, end: str, *, repeat: int) -> None:
    """One cold path on the bundled data against rdflib and networkx on the same statements."""
    from pharmagraph.build import build

    graph = directory / "bundled"
    build(graph)
    file = directory / "bundled.nt"
    with pharmagraph.open(graph) as kg, file.open("w", encoding="utf-8") as out:
        iris = [str(kg.find_one(name).iri) for name in (start, end)]
        told = kg.store.statements()
        out.writelines({triple_line(one.subject, one.predicate, one.object) for one in told})
    one = cold(ours(graph, start, end), repeat=repeat)
    other = cold([sys.executable, "-c", RDFLIB, str(file), *iris], repeat=1)
    report("bundled graph, one path, cold; rdflib + networkx", one, other, wanted=10)


def hetionet(directory: Path, tables: Path, start: str, end: str, *, repeat: int, n_pairs: int) -> None:
    """Cold paths and many pairs on the Hetionet part."""
    from pharmagraph.build import build

    rdf, graph, edge_file = directory / "hetionet.nt", directory / "hetionet", directory / "edges.tsv"
    write(tables, rdf)
    begun = time.perf_counter()
    build(graph, extra=(rdf,), bundled=False)
    print(f"hetionet part, built in {time.perf_counter() - begun:.0f} s")
    with edge_file.open("w", encoding="utf-8") as out:
        out.writelines("\t".join(edge) + "\n" for edge in edges(tables))
    one = cold(ours(graph, start, end), repeat=repeat)
    for name, script, wanted in (("networkx", NETWORKX, 12), ("rustworkx", RUSTWORKX, 2)):
        other = cold([sys.executable, "-c", script, str(edge_file), start, end], repeat=min(repeat, 3))
        report(f"hetionet part, one path, cold; {name}", one, other, wanted=wanted)
    with pharmagraph.open(graph, build=False) as kg:
        many(kg.snapshot, edge_file, directory, n_pairs=n_pairs)
        weighted_counts(kg.snapshot, tables, n_pairs=200)


def many(snapshot: Snapshot, edge_file: Path, directory: Path, *, n_pairs: int) -> None:
    """A shortest path for each of many random pairs, to CSV, against networkx in a loop."""
    import networkx as nx

    chosen = random.Random(1)
    numbers = [chosen.sample(range(len(snapshot)), 2) for _ in range(n_pairs)]
    pairs: list[tuple[IRI, IRI]] = [(snapshot.iri(one), snapshot.iri(other)) for one, other in numbers]
    begun = time.perf_counter()
    lengths = []
    with (directory / "pairs.csv").open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        for start, end, paths in find_paths_between_pairs(snapshot, pairs, PathOptions(cost="hops", limit=1)):
            lengths.append(paths[0].length if paths else 0)
            rows.writerow([start, end, *(hop.end.iri for path in paths for hop in path.hops)])
    took = time.perf_counter() - begun
    graph = nx.Graph()
    with edge_file.open(encoding="utf-8") as file:
        graph.add_edges_from(line.rstrip("\n").split("\t")[::2] for line in file)
    begun = time.perf_counter()
    for (start, end), length in zip(pairs, lengths, strict=True):
        connected = nx.has_path(graph, start, end) if not length else True
        found = len(nx.bidirectional_shortest_path(graph, start, end)) - 1 if connected else 0
        if found != length:
            raise SystemExit(f"{start} to {end}: {length} hops here, {found} by networkx")
    other = time.perf_counter() - begun
    verdict = "reached" if took <= 60 * n_pairs / 10_000 else "NOT reached"
    print(
        f"hetionet part, {n_pairs} pairs to CSV: {took:.1f} s (at most 60 s for 10,000: {verdict}); "
        f"networkx in a loop, without evidence: {other:.1f} s; same lengths"
    )


def weighted_counts(snapshot: Snapshot, tables: Path, *, n_pairs: int) -> None:
    """Degree-weighted path counts of compound-binds-gene-associates-disease against trying everything."""
    binds: dict[str, set[str]] = defaultdict(set)
    bound: dict[str, set[str]] = defaultdict(set)
    with_disease: dict[str, set[str]] = defaultdict(set)
    with_gene: dict[str, set[str]] = defaultdict(set)
    for start, relation, end in edges(tables):
        if relation == "compound-binds-gene":
            binds[start].add(end)
            bound[end].add(start)
        elif relation == "disease-associates-gene":
            with_gene[start].add(end)
            with_disease[end].add(start)
    chosen = random.Random(2)
    compounds, diseases = sorted(binds), sorted(with_gene)
    n_paths = 0
    for _ in range(n_pairs):
        compound, disease = chosen.choice(compounds), chosen.choice(diseases)
        genes = binds[compound] & with_gene[disease]
        degrees = [
            len(binds[compound]) * len(bound[gene]) * len(with_disease[gene]) * len(with_gene[disease])
            for gene in genes
        ]
        told = count_paths(
            snapshot,
            IRI(compound),
            IRI(disease),
            "Compound -compound-binds-gene-> Gene <-disease-associates-gene- Disease",
        )
        if told.n_paths != len(genes) or not isclose(told.value, sum(one**-0.5 for one in degrees)):
            raise SystemExit(f"{compound} to {disease}: {told}, but {len(genes)} paths by trying everything")
        n_paths += told.n_paths
    print(f"hetionet part, degree-weighted counts of {n_pairs} pairs ({n_paths} paths): equal to brute force")


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hetionet", type=Path, metavar="TABLES")
    parser.add_argument("--pair", nargs=2, default=("ChemRar", "PD-1"), help="of the bundled graph")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--pairs", type=int, default=10_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bundled(Path(name), *arguments.pair, repeat=arguments.repeat)
        if arguments.hetionet:
            pair = ("https://het.io/compound/DB00514", "https://het.io/disease/DOID-10652")
            hetionet(Path(name), arguments.hetionet, *pair, repeat=arguments.repeat, n_pairs=arguments.pairs)


if __name__ == "__main__":
    main()

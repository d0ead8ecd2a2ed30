"""Turn the tables of Hetionet (complete edge kinds only) into RDF that `pharmagraph build --with` takes.

Hetionet v1.0 is CC0, with terms of single sources inside: fetch it yourself, nothing of it is shipped here.

    python benchmarks/hetionet.py TABLES hetionet.nt.gz

TABLES is a directory with `hetionet-v1.0-nodes.tsv[.gz]`, `metaedges.tsv` and `edges-by-metaedge/*.tsv[.gz]`.
Kinds that Hetionet lists once per pair (`Gene - interacts - Gene`) are declared symmetric.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE = "https://het.io/"
_SPELLING = {"Compund": "Compound"}
_RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
_SYMMETRIC = "<http://www.w3.org/2002/07/owl#SymmetricProperty>"


def _open(file: Path, mode: str = "rt") -> IO[str]:
    if file.suffix == ".gz":
        return cast("IO[str]", gzip.open(file, mode, encoding="utf-8", compresslevel=1))
    return file.open(mode, encoding="utf-8")


def node_iri(kind: str, identifier: str) -> str:
    """The IRI of a node of Hetionet, e.g. of `Gene`, `5133`."""
    return f"{BASE}{kind.lower().replace(' ', '-')}/{re.sub(r'[^A-Za-z0-9._-]', '-', identifier)}"


def node_lines(tables: Path) -> Iterator[str]:
    """Type and label of every node."""
    file = next(tables.glob("hetionet-v1.0-nodes.tsv*"))
    with _open(file) as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            kind, _, identifier = row["id"].partition("::")
            iri = node_iri(kind, identifier)
            name = row["name"].replace("\\", "\\\\").replace('"', '\\"')
            yield f"<{iri}> {_RDF_TYPE} <{BASE}{kind.replace(' ', '')}> .\n"
            yield f'<{iri}> {_LABEL} "{name}" .\n'


def edges(tables: Path) -> Iterator[tuple[str, str, str]]:
    """Every edge as (start, relation, end); the file `Gene_Interacts_Gene` gives `gene-interacts-gene`."""
    for file in sorted((tables / "edges-by-metaedge").glob("*.tsv*")):
        first, verb, second = (_SPELLING.get(word, word) for word in file.name.split(".")[0].split("_"))
        relation = f"{first}-{verb}-{second}".lower()
        with _open(file) as lines:
            next(lines)
            for line in lines:
                start, end = line.split()[:2]
                yield node_iri(first, start), relation, node_iri(second, end)


def is_symmetric(relation: str) -> bool:
    """Whether an edge kind has no direction of its own."""
    start, verb, end = relation.split("-")
    return start == end and verb != "regulates"


def write(tables: Path, file: Path) -> int:
    """Write the N-Triples file; return the number of edges."""
    relations, n_edges = set(), 0
    with _open(file, "wt") as out:
        out.writelines(node_lines(tables))
        for start, relation, end in edges(tables):
            relations.add(relation)
            n_edges += 1
            out.write(f"<{start}> <{BASE}{relation}> <{end}> .\n")
        for relation in sorted(relations):
            if is_symmetric(relation):
                out.write(f"<{BASE}{relation}> {_RDF_TYPE} {_SYMMETRIC} .\n")
    return n_edges


def main() -> None:
    """Write the file that the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tables", type=Path)
    parser.add_argument("file", type=Path, help="ends in .nt or .nt.gz")
    arguments = parser.parse_args()
    print(write(arguments.tables, arguments.file), "edges")


if __name__ == "__main__":
    main()

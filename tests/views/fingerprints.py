"""Print the SHA-256 of pages and figures of a graph: the same on any run, machine and version of Python.

``python tests/views/fingerprints.py GRAPH_DIRECTORY``; two environments that print the same draw the same.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pharmagraph
from pharmagraph.graph.paths import PathOptions
from pharmagraph.views.figure import draw
from pharmagraph.views.html import render
from pharmagraph.views.svg import render_svg


def main(directory: Path) -> None:
    """One line per picture: its name and the hashes of its page and of its SVG."""
    with pharmagraph.open(directory) as kg:
        pictures, start, end = kg.pictures(), kg.find_one("ChemRar"), kg.find_one("PD-1")
        views = {
            "surroundings": pictures.surroundings(start),
            "paths": pictures.routes(kg.search_paths(start, end, PathOptions()), start, end),
            "network": pictures.network("actors"),
            "communities": pictures.network("all", communities=True),
        }
        for name, view in views.items():
            texts = (render(view, lang="ru"), render_svg(draw(view, lang="ru")))
            prints = (hashlib.sha256(text.encode("utf-8")).hexdigest() for text in texts)
            sys.stdout.write(" ".join((name, *prints)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

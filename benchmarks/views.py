"""How fast pages come up and move, against the goals for pictures. Needs Chromium and playwright.

Random networks of several sizes are rendered, opened in headless Chromium, dragged, searched and selected;
the figures are printed with their goals beside them.
"""

from __future__ import annotations

import random
import shutil
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from pharmagraph.graph.relations import Relation
from pharmagraph.graph.snapshot import Facet
from pharmagraph.model import Entity, Release, SourceRef, Validity, Words
from pharmagraph.views.html import render
from pharmagraph.views.marks import types_for
from pharmagraph.views.model import Edge, Node, View
from pharmagraph.views.overview import by_community
from pharmagraph.views.placing import spread
from pharmagraph.vocab import ID

SIZES = (300, 500, 1_000, 1_500, 5_000, 10_000)
GOALS: dict[str, dict[int, float]] = {
    "first frame, s": {300: 1.5, 1_000: 1.5, 5_000: 3.0, 10_000: 5.0},
    "layout, CPU s": {10_000: 5.0},
    "redraws/s": {500: 45, 1_000: 30, 10_000: 10},
    "select, ms": {300: 100, 1_500: 250},
    "search, ms": {10_000: 50},
}
RELATIONS = [
    Relation("owns", "ownership", "R3", phrases=("owns", "is owned by", "владеет", "принадлежит")),
    Relation(
        "works-with", "alliance", "R5", symmetric=True, phrases=("works with",) * 2 + ("работает с",) * 2
    ),
    Relation("acts-on", "biology", "R11", timeless=True, phrases=("acts on", "is a target of") * 2),
]
KINDS = ("company", "authority", "institute", "target", "drug", "person")


def network(size: int) -> tuple[View, float]:
    """A random network with hubs, and the processor seconds of its layout; large ones by communities."""
    draw = random.Random(size)
    ends = [0, 1]
    ties = [(0, 1)]
    for node in range(2, size):
        near = range(max(0, node - 60), node)
        for other in {draw.choice(ends[-4_000:]), draw.choice(near)}:
            ties.append((node, other))
            ends += [node, other]
    partners = [0] * size
    for pair in ties:
        for end in pair:
            partners[end] += 1
    kinds = [draw.choice(KINDS) for _ in range(size)]
    facets = [
        Facet(one, "in-force", "high", 1.0, Validity(date(2000 + year, 1, 1), date(2000 + year, 12, 31)))
        for one in RELATIONS
        for year in range(25)
    ]
    edges = tuple(Edge(a, b, draw.choice(facets), None, ("book",), 1, 1) for a, b in ties)
    began = time.process_time()
    groups: tuple[Any, ...] = ()
    group_of: dict[int, int] = {}
    if size > 1_500:
        found = by_community(
            range(size), ties, name=lambda node: Words(f"Node {node}"), type_of=lambda node: kinds[node]
        )
        groups, group_of, places = found.groups, found.group_of, found.places
    else:
        places = spread(range(size), ties)
    took = time.process_time() - began
    nodes = tuple(
        Node(
            Entity(
                ID[f"n{number}"], f"n{number}", "company", f"Node number {number}", f"Узел номер {number}"
            ),
            kinds[number],
            Words(f"Node {number}", f"Узел {number}"),
            partners=partners[number],
            group=group_of.get(number, -1),
        )
        for number in range(size)
    )
    view = View(
        "map",
        Words(f"{size} nodes", f"{size} узлов"),
        nodes,
        edges,
        tuple(places[number] for number in range(size)),
        tuple(types_for(kinds)),
        tuple(RELATIONS),
        {"book": SourceRef("book", "A book", url="https://example.org/book")},
        Release("2026-11-22", "00000000"),
        date(2026, 11, 22),
        groups=groups,
    )
    return view, took


DRAG = """async () => {
  const canvas = document.querySelector('#canvas canvas');
  const send = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, {
    pointerId: 1, pointerType: 'mouse', isPrimary: true, bubbles: true, clientX: x, clientY: y,
    button: type === 'pointermove' ? -1 : 0, buttons: type === 'pointerup' ? 0 : 1 }));
  const frames = () => Number(document.documentElement.dataset.frames);
  send('pointerdown', 700, 500);
  const first = frames(), began = performance.now();
  for (let step = 0; performance.now() - began < 2000; step += 1) {
    send('pointermove', 700 + 300 * Math.sin(step / 30), 500 + 150 * Math.cos(step / 23));
    await new Promise((done) => requestAnimationFrame(done));
  }
  const shown = (frames() - first) / ((performance.now() - began) / 1000);
  send('pointerup', 700, 500);
  return shown;
}"""


def redraws(page: Page) -> float:
    """Redraws a second while the picture is dragged for two seconds, to and fro over most of the screen."""
    found: float = page.evaluate(DRAG)
    return found


def timed(page: Page, script: str) -> float:
    """Milliseconds from a call to the end of the frame that follows it."""
    found: float = page.evaluate(
        "async () => { const began = performance.now(); " + script + ";"
        "await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));"
        "return performance.now() - began; }"
    )
    return found


def measure(page: Page, file: Path, size: int) -> dict[str, float]:
    """The figures of one page."""
    began = time.perf_counter()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    figures = {"first frame, s": time.perf_counter() - began}
    if size > 1_500:
        page.goto("about:blank")
        page.goto(file.as_uri() + "#mode=map")
        page.wait_for_selector("html[data-ready]", state="attached")
    page.wait_for_timeout(1_500)
    figures["redraws/s"] = redraws(page)
    page.wait_for_timeout(1_000)
    figures["search, ms"] = timed(
        page,
        "const box = document.getElementById('search'); box.value = 'number 29';"
        "box.dispatchEvent(new Event('input'))",
    )
    figures["select, ms"] = timed(
        page,
        "document.querySelector('#found li').dispatchEvent(new MouseEvent('mousedown', {bubbles: true}))",
    )
    return figures


def main() -> None:
    """Print a line per figure."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as directory, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for size in SIZES:
            view, layout = network(size)
            began = time.perf_counter()
            page_text = render(view)
            rendering = time.perf_counter() - began
            file = Path(directory) / f"{size}.html"
            file.write_text(page_text, encoding="utf-8")
            runs = []
            for _ in range(3):
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                runs.append(measure(page, file, size))
                page.close()
            figures = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
            figures |= {
                "layout, CPU s": layout,
                "render, s": rendering,
                "page, kB": len(page_text.encode()) / 1_000,
            }
            for key, value in figures.items():
                goal = GOALS.get(key, {}).get(size)
                print(
                    f"{size:>6} nodes  {len(view.edges):>6} ties  {key:<15} {value:8.2f}"
                    + (f"  goal {goal}" if goal else "")
                )
        browser.close()


if __name__ == "__main__":
    main()

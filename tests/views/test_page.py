"""The page in a real browser."""

from __future__ import annotations

import re
import socket
from datetime import date
from itertools import combinations
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.graph.drawing import snapshot
from tests.views.browser import curves, opened
from tests.views.drawing import OWNS, bubbles, edge, facet, node, triangle, view
from tests.views.hostile import HOSTILE

from pharmagraph.graph.crossing import Crossing
from pharmagraph.graph.paths import PathOptions
from pharmagraph.graph.projection import ProjectedTie
from pharmagraph.graph.relations import Relation
from pharmagraph.graph.snapshot import Facet
from pharmagraph.graph.states import State
from pharmagraph.model import Entity, SourceRef, Validity, Words
from pharmagraph.views.html import render
from pharmagraph.views.model import Group, Node
from pharmagraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser

    from pharmagraph.knowledge_graph import KnowledgeGraph
    from pharmagraph.model import Hop
    from pharmagraph.views.model import View
    from pharmagraph.views.scope import Scope


@pytest.fixture(scope="module")
def whole(scope: Scope) -> str:
    """The page of the whole bundled graph."""
    return render(scope.network("all"))


@pytest.fixture(scope="module")
def chemrar(kg: KnowledgeGraph, scope: Scope) -> str:
    """The page of one company's surroundings."""
    return render(scope.surroundings(kg.find_one("ChemRar")))


# ------------------------------------------------------------------------------------------ safety


@pytest.mark.parametrize("network", ["cut", "hanging"])
def test_a_page_asks_nothing_and_says_nothing(
    browser: Browser, whole: str, tmp_path: Path, network: str
) -> None:
    silent = socket.create_server(("127.0.0.1", 0))  # takes connections and never answers
    server = f"http://127.0.0.1:{silent.getsockname()[1]}"
    context = {"offline": True} if network == "cut" else {"proxy": {"server": server}}
    with silent, opened(browser, whole, tmp_path / "page.html", **context) as one:
        for button in ("lang", "theme", "fit", "table", "table"):
            one.page.click(f"#b-{button}")
        one.press("ArrowRight", "Enter", "ArrowRight", "Enter", "t", "Escape", "0")
        assert one.requests == [(tmp_path / "page.html").as_uri()]
        assert one.messages == []


def hostile_view() -> View:
    """A node, a relation, a tie, a source, a group for every hostile text, with the text in each field."""
    nodes, edges, sources, vias, groups = [], [], {}, {}, []
    for number, text in enumerate(HOSTILE):
        entity = Entity(ID[f"n{number}"], f"n{number} {text}", "company", text, text)
        nodes.append(
            Node(
                entity,
                "company",
                Words(text, text),
                aliases=(text,),
                country=text[:2],
                partners=1,
                group=number,
            )
        )
        relation = Relation(f"r{number} {text}", text, text, phrases=(text, text, text, text))
        sources[f"s{number}"] = SourceRef(f"s{number}", text, text, text, text)
        vias[ID[f"via{number}"]] = Words(text, text)
        edges.append(
            edge(
                number,
                (number + 1) % len(HOSTILE),
                facet(relation, text),
                via=ID[f"via{number}"],
                sources=(f"s{number}", text),
            )
        )
        groups.append(
            Group(Words(text, text), (150.0 * (number % 8), 150.0 * (number // 8)), 50.0, (("company", 1),))
        )
    everything = " ".join(HOSTILE)
    return view(
        nodes, edges, title=Words(everything, everything), catalogue=sources, vias=vias, groups=tuple(groups),
        statuses={text: Words(text, text) for text in HOSTILE}, focus=(0,),
        notes=tuple(Words(text, text) for text in HOSTILE), confidences={"high": Words(everything, everything)},
    )  # fmt: skip


def test_no_text_runs_in_any_field(browser: Browser, tmp_path: Path) -> None:
    assert len(HOSTILE) >= 40
    file = tmp_path / "hostile.html"
    page = render(hostile_view()).encode("utf-8", "replace").decode()
    with opened(browser, page, file, hash_text="mode=map") as one:
        for number in range(len(HOSTILE)):
            one.page.evaluate(
                "number => document.querySelectorAll('#table button')[2 * number]?.click()", number
            )
            one.page.click("#b-table") if number == 0 else None
        for text in HOSTILE:
            one.page.fill("#search", text[:40])
        one.page.keyboard.press("Escape")
        for key in (
            "s",
            "ArrowRight",
            "Enter",
            "e",
            "ArrowRight",
            "Space",
            "Escape",
            "a",
            "Escape",
            "Escape",
            "Escape",
            "t",
            "Escape",
        ):
            one.press(key)
        one.page.mouse.move(700, 450)
        one.page.mouse.click(700, 450)
        for button in ("lang", "theme", "table"):
            one.page.click(f"#b-{button}")
        one.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert one.page.query_selector("#printed text")
        one.page.evaluate("dispatchEvent(new Event('afterprint'))")
        svg = one.drawn()
        assert one.page.evaluate("window.pwned") is None
        assert [address for address in one.requests if not address.startswith("blob:")] == [file.as_uri()]
        assert one.messages == []
        addresses = one.page.eval_on_selector_all("a", "all => all.map(one => one.protocol)")
        assert addresses == []
    saved = tmp_path / "saved.svg"
    assert boxes(browser, svg, saved) is not None


def test_the_policy_stops_markup_that_was_put_in_by_hand(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, render(triangle()), tmp_path / "page.html") as one:
        one.page.evaluate(
            """() => {
              const box = document.createElement('div');
              document.body.append(box);
              box.innerHTML = '<img src=http://127.0.0.1:9/a.png onerror="window.pwned=1"><iframe srcdoc="<script>parent.pwned=1<\\/script>"></iframe>';
              const script = document.createElement('script');
              script.textContent = 'window.pwned = 1';
              document.body.append(script);
              fetch('http://127.0.0.1:9/data').catch(() => {});
            }"""
        )
        one.page.wait_for_timeout(200)
        assert one.page.evaluate("window.pwned") is None
        assert len([message for message in one.messages if "Content Security Policy" in message]) >= 3


def test_only_addresses_of_the_web_become_links(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, render(triangle()), tmp_path / "page.html", hash_text="node=alfa") as one:
        links = one.page.eval_on_selector_all("#panel .sources a", "all => all.map(a => [a.href, a.rel])")
        assert sorted(links) == [
            ["http://example.org/page?a=1&b=2", "noopener noreferrer"],
            ["https://example.org/book", "noopener noreferrer"],
        ]


# -------------------------------------------------------------------------------------- faithfulness


def test_parallel_and_reciprocal_ties_are_all_drawn_and_all_in_the_table(
    browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, render(triangle()), tmp_path / "page.html") as one:
        assert one.table() == ["0", "1", "2"]
        assert curves(one.drawn()) == 3
        # what is only agreed is shown on request
        one.page.get_by_label("agreed").check()
        assert one.table() == ["0", "1", "2", "3"]
        assert curves(one.drawn()) == 4


def test_the_bundled_graph_is_drawn_whole(browser: Browser, whole: str, scope: Scope, tmp_path: Path) -> None:
    picture = scope.network("all")
    expected = sum(one.shown for one in picture.edges)
    with opened(browser, whole, tmp_path / "page.html", hash_text="mode=map") as one:
        assert f", {expected} of {len(picture.edges)} ties" in one.status()
        assert len(one.table()) == expected
        legend = one.page.eval_on_selector_all(
            "#filters section label:has(svg[width='18']) .count",
            "all => all.map(one => Number(one.textContent))",
        )
        assert sum(legend) == len(picture.nodes)
        assert len(legend) == len(picture.types)


def test_every_tie_in_the_panel_says_relation_direction_dates_and_sources(
    browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, render(triangle()), tmp_path / "page.html", hash_text="node=beta") as one:
        panel = one.page.inner_text("#panel")
        assert "← is owned by (2)" in panel
        assert "→ owns" in panel
        assert "A stake; in force; from 2024-03-01, confirmed on 2025-06-01" in panel
        assert "Hidden by the filters: 1" in panel
        items = one.page.query_selector_all("#panel .ties li")
        assert len(items) == 4
        assert all(item.query_selector(".marks > *") for item in items)


def evidence(hop: Hop, catalogue: Mapping[str, SourceRef]) -> list[list[str]]:
    """The sources of every tie of a hop, as the page names them."""
    return sorted(
        sorted(
            ". ".join(filter(None, (catalogue[one].title, catalogue[one].publisher, catalogue[one].date)))
            for one in tie.sources
        )
        for tie in hop.ties
    )


def test_paths_in_the_page_are_those_of_the_command_line(
    browser: Browser, whole: str, kg: KnowledgeGraph, tmp_path: Path
) -> None:
    pairs = [
        ("ChemRar", "PD-1"),
        ("Innopraktika", "Akeso"),
        ("R-Pharm", "AstraZeneca"),
        ("Generium", "BIOCAD"),
        ("Minzdrav", "GLP1R"),
    ]
    with opened(browser, whole, tmp_path / "page.html") as one:
        for first, last in pairs:
            start, end = kg.find_one(first), kg.find_one(last)
            expected = [
                (
                    path.length,
                    f"{path.cost / 1e6:.2f}",
                    [(hop.end.label("en"), evidence(hop, kg.sources)) for hop in path.hops],
                )
                for path in kg.search_paths(start, end, PathOptions()).paths
            ]
            for entity, key in ((start, "s"), (end, "e")):
                one.page.fill("#search", entity.id)
                one.press("Enter", key)
            found = []
            for heading, steps in zip(
                one.page.query_selector_all("#panel h3 button"),
                one.page.query_selector_all("#panel ol.steps"),
                strict=True,
            ):
                told = re.fullmatch(r"\d+\. (\d+) hops?, cost ([\d.]+)", heading.inner_text())
                assert told
                hops = [
                    (
                        item.query_selector_all("button")[-1].inner_text(),
                        sorted(
                            sorted(
                                str(mark.get_attribute("title"))
                                for mark in tie.query_selector_all(".marks > *")
                            )
                            for tie in item.query_selector_all(".via")
                        ),
                    )
                    for item in steps.query_selector_all("li")
                ]
                found.append((int(told[1]), told[2], hops))
            assert found == expected, (first, last)
            one.page.get_by_role("button", name="Clear").click()


def test_a_view_of_paths_opens_with_its_paths(
    browser: Browser, kg: KnowledgeGraph, scope: Scope, tmp_path: Path
) -> None:
    start, end = kg.find_one("ChemRar"), kg.find_one("PD-1")
    search = kg.search_paths(start, end, PathOptions())
    with opened(browser, render(scope.routes(search, start, end)), tmp_path / "page.html") as one:
        assert len(one.page.query_selector_all("#panel ol.steps")) == len(search.paths)
        steps = {frozenset((hop.start.id, hop.end.id)) for path in search.paths for hop in path.hops}
        ties = {
            frozenset((hop.start.id, hop.end.id)): len(hop.ties) for path in search.paths for hop in path.hops
        }
        assert len(one.table()) == sum(ties[step] for step in steps)


# --------------------------------------------------------------------------------------- reading it


def boxes(browser: Browser, svg: str, file: Path) -> list[tuple[str, float, float, float, float]]:
    """The texts of a saved picture and the boxes they take."""
    file.write_text(svg, encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    found: list[tuple[str, float, float, float, float]] = page.eval_on_selector_all(
        "text",
        "all => all.map(one => { const b = one.getBBox(); return [one.textContent, b.x, b.y, b.x + b.width, b.y + b.height]; })",
    )
    page.close()
    return found


def overlapping(found: list[tuple[str, float, float, float, float]]) -> list[tuple[str, str]]:
    """The pairs of texts that lie on one another."""
    return [
        (a[0], b[0])
        for a, b in combinations(found, 2)
        if a[1] + 1 < b[3] and b[1] + 1 < a[3] and a[2] + 1 < b[4] and b[2] + 1 < a[4]
    ]


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_names_do_not_overlap_and_the_important_ones_are_there(
    browser: Browser, scope: Scope, tmp_path: Path, lang: str
) -> None:
    picture = scope.network("actors")
    with opened(browser, render(picture), tmp_path / "page.html", hash_text=f"lang={lang}") as one:
        svg = one.drawn()
    found = boxes(browser, svg, tmp_path / "saved.svg")
    assert len(found) >= 25
    assert not overlapping(found)
    tied = {end for one_ in picture.edges if one_.shown for end in (one_.start, one_.end)}
    top = sorted(tied, key=lambda number: (-picture.nodes[number].partners, number))[:14]
    texts = {text for text, *_ in found}
    missing = [
        picture.nodes[number].short
        for number in top
        if getattr(picture.nodes[number].short, lang) not in texts
    ]
    assert not missing


@pytest.mark.parametrize("size", [(1440, 900), (1024, 600), (390, 844)])
def test_names_of_bubbles_lie_on_no_other_and_each_control_is_large_enough(
    browser: Browser, whole: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    with opened(browser, whole, tmp_path / "page.html", hash_text="lang=ru") as one:
        one.page.set_viewport_size({"width": size[0], "height": size[1]})
        one.page.wait_for_timeout(300)
        found = boxes(browser, one.drawn(), tmp_path / "saved.svg")
        one.page.fill("#search", "химрар")
        one.press("Enter")
        small = one.page.eval_on_selector_all(
            "button, input:not([type=checkbox]), select, a, summary, label.check",
            """all => all.map(one => [one.textContent, one.getBoundingClientRect()])
              .filter(([, box]) => box.width && (box.width < 24 || box.height < 24)).map(([text]) => text)""",
        )
        assert small == []
        assert not one.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert len(found) >= 8
    assert not overlapping(found)


def test_a_tie_goes_round_the_marks_that_it_does_not_join(
    browser: Browser, kg: KnowledgeGraph, scope: Scope, tmp_path: Path
) -> None:
    start, end = kg.find_one("ChemRar"), kg.find_one("PD-1")
    picture = scope.routes(kg.search_paths(start, end, PathOptions()), start, end)
    with opened(browser, render(picture), tmp_path / "page.html") as one:
        svg = one.drawn()
    marks = [
        [
            sum(axis) / len(axis)
            for axis in zip(*(map(float, corner.split()) for corner in mark.split("L")), strict=True)
        ]
        for path in re.findall(r'<path d="(M[^"Q]+Z)" fill="[^"]+" stroke=', svg)
        for mark in re.findall(r"M([^Z]+)Z", path)
    ]
    assert len(marks) == len(picture.nodes)
    for numbers in re.findall(r"M([-\d.]+) ([-\d.]+)Q([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)", svg):
        x1, y1, x2, y2, x3, y3 = map(float, numbers)
        for step in range(1, 20):
            t = step / 20
            x = (1 - t) ** 2 * x1 + 2 * t * (1 - t) * x2 + t * t * x3
            y = (1 - t) ** 2 * y1 + 2 * t * (1 - t) * y2 + t * t * y3
            for mark in marks:
                if min(hypot(mark[0] - x1, mark[1] - y1), hypot(mark[0] - x3, mark[1] - y3)) > 3:
                    assert hypot(mark[0] - x, mark[1] - y) > 6


@pytest.mark.parametrize("size", [(1024, 600), (390, 844)])
def test_every_node_of_a_path_is_named_on_a_small_screen_too(
    browser: Browser, kg: KnowledgeGraph, scope: Scope, tmp_path: Path, size: tuple[int, int]
) -> None:
    start, end = kg.find_one("Pharmasyntez"), kg.find_one("EGFR")
    picture = scope.routes(kg.search_paths(start, end, PathOptions()), start, end)
    for lang in ("en", "ru"):
        with opened(browser, render(picture), tmp_path / "page.html", hash_text=f"lang={lang}") as one:
            one.page.set_viewport_size({"width": size[0], "height": size[1]})
            one.page.wait_for_timeout(300)
            found = boxes(browser, one.drawn(), tmp_path / "saved.svg")
        assert len(found) == len(picture.nodes)
        assert not overlapping(found)


def test_print_shows_the_legend_and_the_addresses_and_no_buttons(
    browser: Browser, chemrar: str, tmp_path: Path
) -> None:
    with opened(browser, chemrar, tmp_path / "page.html", hash_text="theme=dark&lang=ru") as one:
        one.page.emulate_media(media="print")
        one.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert one.page.get_attribute("html", "data-theme") == "light"
        assert one.page.is_visible("#printed")
        assert not one.page.is_visible("#canvas")
        assert one.page.is_visible("#filters .legend")
        assert one.page.is_visible("#filters .key .check")
        assert not one.page.is_visible("#b-png")
        assert not one.page.is_visible("#perspective")
        address = "getComputedStyle(document.querySelector('.sources a'), '::after').content"
        assert "http" in one.page.evaluate(address)
        assert "Группа компаний «ХимРар»" in one.page.eval_on_selector_all(
            "#printed text", "all => all.map(one => one.textContent)"
        )
        one.page.evaluate("dispatchEvent(new Event('afterprint'))")
        one.page.emulate_media(media="screen")
        assert one.page.get_attribute("html", "data-theme") == "dark"
        assert one.page.is_visible("#canvas")
        assert one.messages == []


def test_text_in_the_other_language_says_so(browser: Browser, chemrar: str, tmp_path: Path) -> None:
    with opened(browser, chemrar, tmp_path / "page.html", hash_text="lang=ru") as one:
        told = one.page.eval_on_selector_all(
            "#panel .sources a, #panel .muted span",
            "all => all.map(one => [one.textContent, one.closest('[lang]').lang])",
        )
        assert {lang for text, lang in told if not re.search("[а-яё]", text.lower())} == {"en"}
        assert {lang for text, lang in told if re.search("[а-яё]", text.lower())} == {"ru"}


def test_another_language_moves_no_mark(browser: Browser, chemrar: str, tmp_path: Path) -> None:
    with opened(browser, chemrar, tmp_path / "page.html") as one:
        english = re.findall(r'<path d="(M[^"]+Z)"', one.drawn())
        one.page.click("#b-lang")
        russian = one.drawn()
        assert re.findall(r'<path d="(M[^"]+Z)"', russian) == english
        assert "Группа компаний «ХимРар»" in russian
        assert one.page.get_attribute("html", "lang") == "ru"


INK = """() => {
  const canvas = document.querySelector('#canvas canvas');
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  let sum = 0, inked = 0;
  for (let place = 3; place < pixels.length; place += 4) {
    if (pixels[place] > 20) { inked += 1; sum += ((place - 3) / 4) % canvas.width; }
  }
  return [inked, sum / inked];
}"""
"""How many pixels of the picture are inked, and where their middle is from left to right."""


def test_a_picture_that_is_dragged_keeps_its_ties_and_names(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, render(triangle()), tmp_path / "page.html") as one:
        before, middle = one.page.evaluate(INK)
        one.page.mouse.move(700, 700)
        one.page.mouse.down()
        for step in range(1, 11):
            one.page.mouse.move(700 + 6 * step, 700)
        one.page.wait_for_timeout(200)
        during, moved = one.page.evaluate(INK)
        one.page.mouse.up()
        one.page.wait_for_timeout(200)
        after, rested = one.page.evaluate(INK)
    # the picture slides with the pointer, which travels 60 pixels, and is drawn anew where it came to rest
    assert during == pytest.approx(before, rel=0.1)
    assert after == pytest.approx(before, rel=0.1)
    assert 40 < moved - middle <= 62
    assert rested == pytest.approx(moved, abs=2)


def test_search_finds_by_any_name_in_either_script(browser: Browser, whole: str, tmp_path: Path) -> None:
    with opened(browser, whole, tmp_path / "page.html") as one:
        for text in ("ChemRar", "ХимРар", "chemrar", "himrar", "химрар", "ЦВТ", "khimrar", "CHÉMRAR"):
            one.page.fill("#search", text)
            found = one.page.eval_on_selector_all("#found li", "all => all.map(one => one.textContent)")
            assert any("ChemRar Group" in item for item in found), (text, found)


def test_search_takes_ye_for_yo(browser: Browser, tmp_path: Path) -> None:
    firm = Entity(ID["n1"], "n1", "company", "", "Фармацевтический берёзовый завод")
    picture = view([Node(firm, "company", Words("", firm.label_ru))], [])
    with opened(browser, render(picture), tmp_path / "page.html") as one:
        for text in ("березовый", "БЕРЁЗОВЫЙ", "berezovyy"):
            one.page.fill("#search", text)
            assert one.page.inner_text("#found li").strip() == firm.label_ru


def test_keys_alone_answer_how_two_are_connected(browser: Browser, whole: str, tmp_path: Path) -> None:
    keys = ["/", *"chemr", "Enter", "s", "/", *"pd-1", "Enter", "e"]
    with opened(browser, whole, tmp_path / "page.html") as one:
        one.page.focus("#canvas")
        one.press(*keys)
        assert len(keys) <= 25
        assert "programmed cell death 1" in one.page.inner_text("#panel h2")
        assert one.page.query_selector_all("#panel ol.steps")
        one.press("Escape", "Escape")
        assert "routes" not in one.page.url


def test_arrow_keys_walk_along_ties_and_say_so(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, render(triangle()), tmp_path / "page.html", hash_text="node=alfa") as one:
        one.page.focus("#canvas")
        one.press("ArrowRight")
        assert one.page.inner_text("#live") == "1 of 3: owns Beta"
        one.press("ArrowRight", "ArrowRight")
        assert one.page.inner_text("#live") == "3 of 3: is owned by Beta"
        one.press("Enter")
        assert one.page.inner_text("#panel h2") == "Beta"


def test_keys_show_a_tie_and_what_is_around_and_lead_back(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, render(triangle()), tmp_path / "page.html", hash_text="node=alfa") as one:
        one.page.focus("#canvas")
        one.press("ArrowRight", "Space")
        assert one.page.inner_text("#panel h2") == "owns"
        one.press("Escape", "Escape", "Enter", "a")
        # Beta has most partners in the picture; it is tied to Alfa three times, to Gamma only by agreement
        assert one.page.inner_text("#panel h2") == "Alfa"
        assert "mode=around" in one.page.url
        assert one.status().startswith("2 of 4 nodes, 3 of 4 ties")
        one.press("Escape", "Escape")
        assert "around" not in one.page.url


def test_a_filter_of_types_counts_in_the_bubbles(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, render(bubbles()), tmp_path / "page.html", hash_text="lang=ru") as one:
        assert one.status().startswith("2 группы, связей между ними: 1 из 3")
        one.page.get_by_label("Компания").uncheck()
        assert one.status().startswith("0 групп, связей между ними: 0 из 3")
        assert one.page.input_value("#perspective") == "own"


def test_a_bubble_opens_to_its_members_and_closes_again(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, render(bubbles()), tmp_path / "page.html") as one:
        assert one.status().startswith("2 groups, 1 of 3 ties between them")
        one.page.focus("#canvas")
        one.press("ArrowRight", "Enter")
        assert one.status().startswith("2 of 4 nodes, 1 of 3 ties")
        one.press("Escape")
        assert one.status().startswith("2 groups")


def test_time_shows_what_held_then(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, render(triangle()), tmp_path / "page.html", hash_text="day=2024-06-01") as one:
        # the second stake began in 2025
        assert one.table() == ["0", "2"]
        one.page.get_by_label("any time").check()
        assert one.table() == ["0", "1", "2"]


def dated(*days: int | None, seen: tuple[int, ...] = ()) -> Validity:
    """Begun and ended with a year, and seen at the beginning of some."""
    begun, ended = (date(one, 1, 1) if one else None for one in days)
    return Validity(begun, begun, ended, ended, tuple(date(one, 1, 1) for one in seen))


DISCOVERED = Relation("discovered", "rights", "R13", lasting=True)
MODULATES = Relation("modulates", "biology", "R11", timeless=True)
TOLD = (
    Facet(MODULATES, "", "", 1.0, Validity()),
    Facet(DISCOVERED, "completed", "", 1.0, Validity()),
    Facet(DISCOVERED, "completed", "", 1.0, dated(2013, None)),
    Facet(DISCOVERED, "completed", "", 1.0, dated(2013, 2014, seen=(2020,))),
    Facet(OWNS, "completed", "", 1.0, dated(2012, None)),
    Facet(OWNS, "completed", "", 1.0, dated(2012, 2013)),
    Facet(OWNS, "in-force", "", 1.0, dated(None, None, seen=(2012, 2021))),
    Facet(OWNS, "in-force", "", 1.0, Validity()),
    Facet(OWNS, "", "", 1.0, dated(2012, 2014)),
)


@pytest.mark.parametrize("certain", [False, True])
def test_what_holds_and_what_is_certain_is_judged_as_on_the_command_line(
    browser: Browser, tmp_path: Path, certain: bool
) -> None:
    page = render(view([node("alfa"), node("beta")], [edge(0, 1, told) for told in TOLD]))
    for year in (1990, 2012, 2013, 2016, 2021, 2026):
        options = PathOptions(as_of=date(year, 1, 1), certain=certain)
        expected = []
        for number, told in enumerate(TOLD):
            state = State(told.status, told.validity, told.confidence)
            tie = ProjectedTie(ID["alfa"], ID["beta"], told.relation, ("book",), state=state)
            if not Crossing(snapshot([tie]), options).excluded_by(0):
                expected.append(str(number))
        hash_text = f"day={year}-01-01&certain={int(certain)}"
        with opened(browser, page, tmp_path / "page.html", hash_text=hash_text) as one:
            assert sorted(one.table()) == expected, year


@pytest.mark.parametrize(
    "state",
    [
        "mode=map&node=chemrar&lang=ru&theme=dark&notypes=person&day=2025-01-01&at=100,50,0.8",
        "mode=around&around=chemrar&node=pfizer&view=own&norel=owns",
        "mode=routes&from=chemrar&to=pdcd1&route=1&lang=ru",
    ],
)
def test_a_link_restores_the_page_exactly(browser: Browser, whole: str, tmp_path: Path, state: str) -> None:
    with opened(browser, whole, tmp_path / "page.html", hash_text=state) as one:
        one.page.evaluate("document.activeElement.blur()")
        before, address = one.page.screenshot(), one.page.url
        one.page.goto("about:blank")
        one.page.goto(address)
        one.page.wait_for_selector("html[data-ready]", state="attached")
        one.page.wait_for_timeout(300)
        assert one.page.url == address
        assert one.page.screenshot() == before


def test_a_link_with_nonsense_is_ignored(browser: Browser, tmp_path: Path) -> None:
    nonsense = "node=%3Cscript%3E&group=9&tie=-1&day=2024-99-99&lang=xx&theme=url(x)&at=1,2,Infinity&norel=a,b&route=7"
    with opened(browser, render(triangle()), tmp_path / "page.html", hash_text=nonsense) as one:
        assert one.messages == []
        assert one.page.get_attribute("html", "lang") == "en"


def test_a_png_is_saved(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, render(triangle()), tmp_path / "page.html") as one:
        with one.page.expect_download() as download:
            one.page.click("#b-png")
        assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")
        assert download.value.suggested_filename == "pharmagraph-map.png"


def test_a_hub_unfolds_on_request(browser: Browser, tmp_path: Path) -> None:
    nodes = [
        Node(
            Entity(ID[name], name, "company", name, name),
            "company",
            Words(name, name),
            partners=1,
            folded=name == "c",
        )
        for name in "abc"
    ]
    picture = view(nodes, [edge(0, 1, facet(OWNS)), edge(0, 2, facet(OWNS))], kind="surroundings", focus=(0,))
    with opened(browser, render(picture), tmp_path / "page.html") as one:
        assert one.table() == ["0"]
        one.page.get_by_role("button", name="Show more").click()
        assert one.table() == ["0", "1"]


@pytest.mark.parametrize(
    "state",
    [
        "",
        "theme=dark&lang=ru&group=5",
        "mode=map&node=chemrar",
        "mode=around&around=chemrar&node=chemrar&theme=dark",
        "mode=routes&from=chemrar&to=pdcd1",
        "table=1",
    ],
)
def test_the_page_has_no_barrier_that_axe_knows(
    browser: Browser, whole: str, tmp_path: Path, state: str
) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="there is no Chromium here for the pages"
    )
    with opened(browser, whole, tmp_path / "page.html", hash_text=state, bypass_csp=True) as one:
        results = axe.Axe().run(one.page)
        assert results.violations_count == 0, results.generate_report()

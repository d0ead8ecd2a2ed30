from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.views.drawing import node, triangle, view

from pharmagraph.errors import SourceChangedError
from pharmagraph.views import html
from pharmagraph.views.html import PageNetwork, content_policy, page_script, render, vis_script

if TYPE_CHECKING:
    from pharmagraph.views.scope import Scope


def island(page: str) -> dict[str, object]:
    found = re.search(r'<script id="content" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    content: dict[str, object] = json.loads(found[1])
    return content


def test_the_model_is_a_pyvis_network_with_every_node_and_tie() -> None:
    network = PageNetwork(triangle())
    assert [one["id"] for one in network.nodes] == ["alfa", "beta", "delta", "gamma"]
    assert [(one["from"], one["to"]) for one in network.edges] == [
        ("alfa", "beta"), ("alfa", "beta"), ("beta", "alfa"), ("beta", "gamma"),
    ]  # fmt: skip
    assert network.edges[3]["arrows"] == ""
    assert not network.options.physics.enabled
    assert network.generate_html() == render(triangle())


def test_a_second_node_of_one_id_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="alfa"):
        PageNetwork(view([node("alfa"), node("alfa")], []))


def test_the_page_holds_all_and_refers_to_nothing_outside() -> None:
    page = render(triangle(), lang="ru")
    content = island(page)
    assert len(content["nodes"]) == 4  # type: ignore[arg-type]
    assert len(content["edges"]) == 4  # type: ignore[arg-type]
    assert page.startswith('<!DOCTYPE html>\n<html lang="ru">')
    markup = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r"(src|href|action)\s*=|url\(|@import|https?://", markup)


def test_a_page_is_small(scope: Scope) -> None:
    picture = scope.network("all")
    assert len(render(picture).encode()) <= 800_000 + 250 * len(picture.nodes)


def test_the_same_view_gives_the_same_page_and_is_left_alone() -> None:
    picture = triangle()
    before = copy.deepcopy(picture)
    assert render(picture) == render(picture)
    assert picture == before


def test_only_the_hashed_scripts_may_run() -> None:
    page = render(triangle())
    policy = content_policy(vis_script(), page_script())
    assert "unsafe-inline'" not in policy.replace("style-src 'unsafe-inline'", "")
    assert "unsafe-eval" not in policy
    assert policy.replace("'", "&#39;") in page


def test_another_vis_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "VIS_SHA256", "0" * 64)
    with pytest.raises(SourceChangedError, match="vis-network"):
        vis_script()


@pytest.mark.parametrize("word", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "|safe", "| safe", "fetch(", "XMLHttpRequest", "WebSocket", "import("])  # fmt: skip
def test_our_page_never_makes_markup_of_text_or_asks_the_network(word: str) -> None:
    directory = files("pharmagraph.views").joinpath("page")
    assert all(word not in file.read_text(encoding="utf-8") for file in directory.iterdir())


def test_pages_and_figures_are_the_same_bytes_in_any_process(bundled_directory: Path) -> None:
    script = Path(__file__).with_name("fingerprints.py")
    told = {
        subprocess.run(
            [sys.executable, script, bundled_directory],
            env={**os.environ, **surroundings},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for surroundings in (
            {"PYTHONHASHSEED": "1"},
            {"PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONUTF8": "0"},
        )
    }
    assert len(told) == 1
    # four pictures, each with its name and two hashes
    assert len(told.pop().split()) == 4 * 3

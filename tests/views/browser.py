"""A page in a real browser: what it asks of the network, what it says on the console, what it draws."""

from __future__ import annotations

import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Dialog, Page

NO_BROWSER = "there is no Chromium here for the pages"
WIDTH, HEIGHT = 1440, 900


def start() -> Iterator[Browser]:
    """The system's Chromium, for a whole run; a machine without one skips."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip(NO_BROWSER)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Opened:
    """A page, and what was heard of it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def dismissed(self, dialog: Dialog) -> None:
        """Close a dialog, which no page of ours should open, and note it."""
        self.messages.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def drawn(self) -> str:
        """The picture as the page itself writes it."""
        with self.page.expect_download() as download:
            self.page.click("#b-svg")
        return Path(download.value.path()).read_text(encoding="utf-8")

    def table(self) -> list[str]:
        """The numbers of the ties in the table, which is opened for it."""
        self.page.click("#b-table")
        rows: list[str] = self.page.eval_on_selector_all(
            "#table tr[data-edge]", "all => all.map(one => one.dataset.edge)"
        )
        self.page.click("#b-table")
        return rows

    def status(self) -> str:
        """The line under the picture."""
        return self.page.inner_text("#status")


def curves(svg: str) -> int:
    """How many ties a saved picture has."""
    return sum(path.count("Q") for path in re.findall(r'<path d="([^"]*Q[^"]*)"', svg))


@contextmanager
def opened(
    browser: Browser, html: str, file: Path, *, hash_text: str = "", **context: object
) -> Iterator[Opened]:
    """The page of a file, ready; closed at the end."""
    file.write_text(html, encoding="utf-8")
    place = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, **context)  # type: ignore[arg-type]
    page = place.new_page()
    one = Opened(page)
    page.on("request", lambda request: one.requests.append(request.url))
    page.on("console", lambda message: one.messages.append(message.text))
    page.on("pageerror", lambda error: one.messages.append(str(error)))
    page.on("dialog", one.dismissed)
    page.goto(file.as_uri() + (f"#{hash_text}" if hash_text else ""))
    page.wait_for_selector("html[data-ready]", state="attached", timeout=15_000)
    yield one
    place.close()

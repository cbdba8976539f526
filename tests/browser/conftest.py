"""The built book in a browser: served from a folder, by the system's Chromium; skipped where there is none."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

HTML = Path(__file__).resolve().parents[2] / "_build" / "html"
STAMP = HTML.parent / "complete"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
sync_api = pytest.importorskip("playwright.sync_api", reason="no Playwright here: make test-browser installs it")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing of each request."""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address at which the built book is served."""
    if not STAMP.exists():
        pytest.fail("there is no complete build in _build/html: make book")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=HTML))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[sync_api.Browser]:
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        pytest.skip(f"no browser here; any of {', '.join(BROWSERS)} will do")
    with sync_api.sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=FLAGS)


@pytest.fixture
def visit(browser: sync_api.Browser, site: str):
    """Open a page of the book: ``visit("notebooks/03_partners", width=360, scheme="dark")``."""
    contexts = []

    def opened(page: str, width: int = 1280, scheme: str = "light", **options: object) -> sync_api.Page:
        size = {"width": width, "height": 740 if width < 600 else 800}
        contexts.append(browser.new_context(viewport=size, color_scheme=scheme, **options))
        tab = contexts[-1].new_page()
        tab.problems, tab.asked = [], set()
        tab.on("pageerror", lambda error: tab.problems.append(str(error)))
        tab.on("console", lambda said: tab.problems.append(said.text) if said.type == "error" else None)
        tab.on("request", lambda request: tab.asked.add(request.url))
        tab.goto(f"{site}{page}.html" if "?" not in page else site + page, wait_until="load")
        if options.get("java_script_enabled", True):  # tables are made bit by bit
            tab.wait_for_function("document.documentElement.dataset.tables === 'made'")
        return tab

    yield opened
    for context in contexts:
        context.close()

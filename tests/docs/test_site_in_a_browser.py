"""The site as people use it, in a real Chromium: it can be read, searched and copied from, and stays on its host."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.docs.pages import ROOT

PAGES = ("index.html", "tutorial.html", "trust.html", "rules.html", "modules.html")

pytestmark = pytest.mark.xdist_group("site")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """A line for each request would bury what a failed test says."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, built as `make docs` does."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, check=True)
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, "These tests need a Chromium on the PATH. On Debian: apt-get install chromium"
    assert Path(chromium).is_file()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=["light", "dark"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    permissions = ["clipboard-read", "clipboard-write"]
    with browser.new_context(color_scheme=request.param, permissions=permissions) as context:
        yield context


@pytest.fixture
def opened(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_a_serious_barrier_or_asks_another_host(opened: Page, site: str, page: str) -> None:
    asked: list[str] = []
    errors: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: errors.append(str(error)))

    opened.goto(f"{site}/{page}", wait_until="networkidle")

    found = [
        f"{one['id']}: {one['nodes'][0]['html']}"
        for one in Axe().run(opened).response["violations"]
        if one["impact"] in ("serious", "critical")
    ]
    assert found == []
    assert [url for url in asked if not url.startswith(site)] == []
    assert errors == []


def test_the_button_of_a_session_copies_the_commands_alone(opened: Page, site: str) -> None:
    opened.goto(f"{site}/tutorial.html", wait_until="networkidle")

    session = opened.locator("pre", has_text="adbkms discover adbkms.yaml --print-sql")
    session.locator("button").first.click()

    copied = [line for line in str(opened.evaluate("navigator.clipboard.readText()")).splitlines() if line]
    assert copied[0] == "adbkms discover adbkms.yaml --print-sql"
    assert copied[1].startswith("adbkms discover adbkms.yaml --oracle-user-arn ")
    assert len(copied) == 2


def test_the_search_finds_a_page_by_what_it_tells(opened: Page, site: str) -> None:
    opened.goto(f"{site}/index.html", wait_until="networkidle")

    opened.get_by_role("textbox", name="Search").click()
    opened.keyboard.type("confused deputy")

    first = opened.locator(".md-search-result__item").first
    first.wait_for()
    assert "The confused deputy" in first.inner_text()

"""Fixtures: Chromium, and pages in it.

Environment variables:
- ADBKMS_TEST_CHROMIUM: a Chromium or Chrome; by default the first that is on the PATH;
- ADBKMS_TEST_ALLOW_NO_CHROMIUM=1: leave these tests out where there is none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import LEAVE_OUT_VARIABLE, LEFT_OUT, MISSING, Heard, find_chromium, flags

Open = Callable[..., Page]


@pytest.fixture(scope="module")  # Playwright's event loop must be gone before a test that has one of its own
def browser() -> Iterator[Browser]:
    """Chromium. Without one the tests fail, unless they may be left out."""
    executable = find_chromium()
    if executable is None:
        if os.environ.get(LEAVE_OUT_VARIABLE) == "1":
            pytest.skip(LEFT_OUT)
        pytest.fail(MISSING, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=flags())
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page's text from a file. At the end no page has asked for anything but that file, nor complained."""
    heard = Heard()
    opened: list[str] = []

    def open_page(html: str, *, width: int = 1280, height: int = 900, dark: bool = False, script: bool = True) -> Page:
        file = tmp_path / f"page-{len(opened)}.html"
        file.write_text(html, "utf-8", newline="\n")
        opened.append(file.as_uri())
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        page = context.new_page()
        heard.listen(page)
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in browser.contexts:
        context.close()
    assert heard.complaints == []
    assert heard.requests == opened


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says it loudly when tests were left out."""
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = [report for report in skipped if LEFT_OUT in str(report.longrepr)]
    if left_out:
        terminalreporter.write_sep("!", f"{len(left_out)} tests {LEFT_OUT}", red=True, bold=True)

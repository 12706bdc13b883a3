"""A report of 1,000 databases in 100 stacks stays usable. The bounds are generous: a machine may be loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.fleet import write_fleet
from tests.browser.conftest import Open
from tests.browser.reports import report_of

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> str:
    return report_of(write_fleet(Path(tmp_path_factory.mktemp("fleet")), 100))


def milliseconds(page: Page, action: str) -> float:
    """How long a piece of script takes, with the layout that follows."""
    layout = "document.body.offsetHeight"
    took = page.evaluate(f"() => {{ const t = performance.now(); {action}; {layout}; return performance.now() - t; }}")
    return float(took)


def test_it_is_not_too_large_to_send(fleet: str) -> None:
    assert len(fleet.encode()) < 10_000_000


def test_it_loads_folds_and_searches_quickly(open_page: Open, fleet: str) -> None:
    page = open_page(fleet)

    loaded = page.evaluate("performance.getEntriesByType('navigation')[0].domInteractive")
    unfolded = milliseconds(page, "document.getElementById('expand').click()")
    searched = milliseconds(page, "document.getElementById('search').value = 'team-0042 trust'; search()")

    expect(page.get_by_role("status")).to_have_text("Found: 1 stack, 1 database")
    print(f"interactive {loaded:.0f} ms, everything unfolded {unfolded:.0f} ms, first search {searched:.0f} ms")
    assert loaded < 10_000
    assert unfolded < 10_000
    assert searched < 5_000


def test_it_shows_every_stack_folded(open_page: Open, fleet: str) -> None:
    page = open_page(fleet)

    assert page.locator("details.stack").count() == 100
    assert page.locator("details.stack[open]").count() == 0
    assert page.locator(".databases tbody tr").count() == 1000

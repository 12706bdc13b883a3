"""axe-core finds nothing serious, in light and dark, on a desktop and a phone (https://github.com/dequelabs/axe-core)."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from generator.report.diff.html import html
from tests.browser.conftest import Open
from tests.browser.differences import EVERYTHING, NOTHING
from tests.browser.hostile_spec import HARMLESS, wrong_spec
from tests.browser.reports import FLEET, report_of

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    wrong = Path(tmp_path_factory.mktemp("specs"), "wrong.yaml")
    wrong.write_text(wrong_spec(HARMLESS), "utf-8")
    return {
        "report": report_of(FLEET, EVERYTHING),
        "findings": report_of(wrong),
        "difference": html(EVERYTHING),
        "no difference": html(NOTHING),
    }


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["report", "findings", "difference", "no difference"])
def test_axe_finds_nothing_serious(open_page: Open, pages: dict[str, str], name: str, dark: bool, width: int) -> None:
    page = open_page(pages[name], width=width, dark=dark)
    page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")

    found = Axe().run(page).response["violations"]

    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:5]) for one in serious] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_focus_is_visible_wherever_the_keyboard_gets(open_page: Open, pages: dict[str, str], dark: bool) -> None:
    page = open_page(pages["report"], dark=dark)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")

    for _ in range(30):
        page.keyboard.press("Tab")
        style, width, color = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return [s.outlineStyle, parseFloat(s.outlineWidth), s.outlineColor]; })()"
        )
        assert (style, width) == ("solid", 2)
        assert color != ground

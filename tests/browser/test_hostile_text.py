"""Somebody's text stays text: it runs nothing, loads nothing, adds nothing to the page. (`open_page` sees the rest.)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import count, cycle
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator.report.diff.html import html
from generator.report.page.document import report_page
from tests.browser.conftest import Open
from tests.browser.differences import EVERYTHING
from tests.browser.hostile_spec import HARMLESS, PAYLOADS, spec, with_texts, wrong_spec
from tests.browser.reports import FLEET, page_of, report_of

pytestmark = pytest.mark.xdist_group("browser")

# Every place gets every payload in the course of the turns.
TURNS = range(len(PAYLOADS))


# Where a line may break, and what highlighting finds in a file: they depend on the text.
MARKS = {"wbr", "b", "i", "u", "var"}


def elements(page: Page) -> Counter[str]:
    """How many there are of each."""
    names = page.evaluate("[...document.querySelectorAll('*')].map(one => one.localName)")
    return Counter(name for name in names if name not in MARKS)


def attributes(page: Page) -> set[str]:
    return set(page.evaluate("[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames())"))


def assert_same(page: Page, harmless: Page) -> None:
    assert elements(page) == elements(harmless)
    assert attributes(page) == attributes(harmless)
    assert page.locator("main").is_visible()


def turned(turn: int) -> Iterator[str]:
    """The payloads from that one on, again and again, each with a number of its own."""
    return (f"stacks/{number} {text}" for number, text in enumerate(cycle([*PAYLOADS[turn:], *PAYLOADS[:turn]])))


@pytest.mark.parametrize("turn", TURNS)
def test_in_a_report(open_page: Open, tmp_path: Path, turn: int) -> None:
    file = tmp_path / "spec.yaml"
    file.write_text(spec(HARMLESS), "utf-8")
    harmless = open_page(report_of(file))
    file.write_text(spec(PAYLOADS, turn), "utf-8")

    page = open_page(report_of(file))

    assert harmless.locator("details.stack").count() == 1
    assert_same(page, harmless)
    assert page.title() == harmless.title()


def plain(folder: Path) -> Path:
    """A spec with errors and nothing hostile."""
    file = folder / "plain.yaml"
    file.write_text(wrong_spec(HARMLESS), "utf-8")
    return file


@pytest.mark.parametrize("turn", TURNS)
def test_in_findings_and_in_the_name_of_a_file(open_page: Open, tmp_path: Path, turn: int) -> None:
    name = PAYLOADS[turn].replace("/", "\u2215")
    file = tmp_path / f"{name}.yaml"
    file.write_text(wrong_spec(PAYLOADS, turn), "utf-8")

    page = open_page(report_of(file))

    findings = page.locator(".finding").count()
    assert findings > 8
    # How many there are depends on the text; that none of it is an element does not.
    assert page.locator("h1").all_inner_texts() == ["The spec has errors"]
    assert elements(page)["h3"] == elements(page)["article"] == findings
    assert elements(page).keys() == elements(open_page(report_of(plain(tmp_path)))).keys()
    assert elements(page)["script"] == elements(page)["style"] == elements(page)["a"] - 1 == 1


@pytest.mark.parametrize("turn", TURNS)
def test_in_every_value_of_a_report(open_page: Open, turn: int) -> None:
    page = page_of(FLEET, EVERYTHING)
    harmless = open_page(report_page(with_texts(page, (f"stacks/{number}" for number in count()))))

    assert_same(open_page(report_page(with_texts(page, turned(turn)))), harmless)


@pytest.mark.parametrize("turn", TURNS)
def test_in_every_value_of_a_difference(open_page: Open, turn: int) -> None:
    harmless = open_page(html(with_texts(EVERYTHING, (f"stacks/{number}" for number in count()))))

    assert_same(open_page(html(with_texts(EVERYTHING, turned(turn)))), harmless)


def test_what_turns_the_direction_of_writing_is_shown_as_an_escape(open_page: Open, tmp_path: Path) -> None:
    file = tmp_path / "spec.yaml"
    file.write_text(wrong_spec(("\u202egnp.exe",)), "utf-8")

    page = open_page(report_of(file))

    assert "\\u202egnp.exe" in page.locator("main").inner_text()
    assert "\u202e" not in page.content()

"""What is made from something else in the repository is current, and the examples are right."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from tests.docs.pages import written
from tests.golden import regenerate
from tests.golden.artifacts import EXAMPLES, artifacts, committed, example_specs
from tests.golden.regenerate import main

Pages = dict[str, str]
SPEC_FILES = sorted(EXAMPLES.glob("*/*.yaml")) + sorted(EXAMPLES.glob("*/specs/*.yaml"))


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return artifacts()  # asserts that no example has a finding


@pytest.fixture
def pages_as_they_are(monkeypatch: pytest.MonkeyPatch) -> Pages:
    """What the pages of documentation should be is what they are. Whether that is so `tests/docs` asks of each page, by
    running its commands, which takes a minute for all of them."""
    pages = written()
    monkeypatch.setattr(regenerate, "documents", lambda: pages)
    return pages


def test_modules_examples_and_schema_are_what_is_made(made: dict[str, str]) -> None:
    there = committed()
    stale = {
        path: "\n".join(difflib.unified_diff(there.get(path, "").split("\n"), made.get(path, "").split("\n"), n=1))
        for path in made.keys() | there.keys()
        if made.get(path) != there.get(path)
    }
    assert stale == {}, "`make goldens` writes them; look at what changed"


def test_regenerate_says_that_all_is_current(capsys: pytest.CaptureFixture[str], pages_as_they_are: Pages) -> None:
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_regenerate_shows_what_is_not_current(capsys: pytest.CaptureFixture[str], pages_as_they_are: Pages) -> None:
    pages_as_they_are["README.md"] += "One line more.\n"

    assert main(["--check"]) == 1

    shown, said = capsys.readouterr()
    assert shown.startswith("--- a/README.md\n+++ b/README.md\n")
    assert shown.endswith("\n+One line more.\n")
    assert "1 files are not current." in said


def test_every_example_is_there_in_each_of_its_stages() -> None:
    assert [*example_specs()] == [
        "existing/rendered/adopt",
        "fleet/rendered/specs",
        "quickstart/rendered/1-provision",
        "quickstart/rendered/2-trust",
        "quickstart/rendered/3-encrypt",
        "strict/rendered/strict",
    ]


@pytest.mark.parametrize("spec", SPEC_FILES, ids=lambda path: path.relative_to(EXAMPLES).as_posix())
def test_editors_find_the_schema_of_an_example(spec: Path) -> None:
    modeline = re.match(r"# yaml-language-server: \$schema=(\S+)\n", spec.read_text("utf-8"))

    assert modeline is not None
    assert (spec.parent / modeline[1]).resolve() == EXAMPLES.parent / "generator/spec/adbkms.schema.json"


def test_every_made_text_ends_with_one_line_break_and_no_line_with_a_space(made: dict[str, str]) -> None:
    for path, text in made.items():
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
        assert not re.search(r"[ \t\r]$", text, re.MULTILINE), path

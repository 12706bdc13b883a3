"""The threat model names tests that there are, for each of its promises."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import ROOT

_PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
_MODEL = _PAGE[_PAGE.index("## Threat model") : _PAGE.index("## What counts")]
_ROWS = [line for line in _MODEL.splitlines() if line.startswith("| ")][1:]  # without the heading


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row.split("|")[2].strip()[:40])
def test_every_promise_has_tests_that_exist(row: str) -> None:
    promise, shown_by = row.split("|")[2:4]
    named = re.findall(r"`(tests/[^`]+)`", shown_by)

    assert promise.strip()
    assert named
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_the_model_has_everybody() -> None:
    assert len([row for row in _ROWS if row.startswith("| **")]) >= 9

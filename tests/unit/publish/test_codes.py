"""Every finding of publishing is explained, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import publish
from generator.publish.codes import CODES

SOURCES = [path for path in Path(publish.__path__[0]).glob("*.py") if path.name != "codes.py"]


def test_every_code_that_is_used_is_explained() -> None:
    used = {code for path in SOURCES for code in re.findall(r"PUB\d{3}", path.read_text())}

    assert used == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_an_explanation_says_what_why_and_the_fix(code: str) -> None:
    title, *paragraphs = CODES[code].split("\n\n")

    assert title.startswith("# ")
    assert len(paragraphs) >= 2
    assert any(paragraph.startswith(("**To fix it**", "**There is nothing to do.**")) for paragraph in paragraphs)

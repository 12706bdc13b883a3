"""Every finding of the reader has a code, a code has one meaning, and `adbkms explain` knows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import diagnostics, spec
from generator.spec.codes import CODES

SOURCES = [
    Path(diagnostics.__file__),
    *(path for path in Path(spec.__path__[0]).glob("*.py") if path.name != "codes.py"),
]


def test_every_code_that_is_used_is_explained_and_no_other() -> None:
    used = {code for path in SOURCES for code in re.findall(r"SPEC\d{3}", path.read_text())}

    assert used == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_an_explanation_has_a_title_and_says_what_to_do(code: str) -> None:
    title, *paragraphs = CODES[code].split("\n\n")

    assert re.fullmatch(r"# [A-Z].*[^.]", title)
    assert paragraphs
    assert CODES[code].endswith(".\n") or CODES[code].endswith('".\n')


def test_titles_are_distinct() -> None:
    assert len({text.partition("\n")[0] for text in CODES.values()}) == len(CODES)

"""Every finding of adoption has a code, and every code an explanation."""

from __future__ import annotations

import re

import pytest

from generator.adopt import codes


def test_every_code_is_explained() -> None:
    named = {value for value in vars(codes).values() if isinstance(value, str) and re.fullmatch(r"ADO\d{3}", value)}

    assert named == set(codes.CODES)


@pytest.mark.parametrize("code", codes.CODES)
def test_an_explanation_has_a_title_and_says_what_to_do(code: str) -> None:
    title, *paragraphs = codes.CODES[code].split("\n\n")

    assert re.fullmatch(r"# [A-Z`].*[^.]", title)
    assert len(paragraphs) >= 2
    assert codes.CODES[code].endswith("\n")

"""Every code of verification is explained."""

from __future__ import annotations

import re

from generator.verify import codes

CONSTANTS = {name: value for name, value in vars(codes).items() if isinstance(value, str) and value.startswith("VER")}


def test_every_code_has_an_explanation_and_no_two_have_the_same_code() -> None:
    assert sorted(CONSTANTS.values()) == sorted(codes.CODES)


def test_codes_look_alike() -> None:
    assert all(re.fullmatch(r"VER[0-9]{3}", code) for code in codes.CODES)


def test_an_explanation_has_a_title_that_is_a_sentence() -> None:
    for text in codes.CODES.values():
        title, _, rest = text.partition("\n")
        assert title.endswith(".")
        assert not rest or rest.startswith("\n")
        assert text.endswith("\n")


def test_braces_of_templates_are_shown_as_they_are_typed() -> None:
    assert "`%{ if … }`" in codes.CODES[codes.SYNTAX]
    assert "`${`" in codes.CODES[codes.UNREADABLE_STRING].replace("$${", "${")

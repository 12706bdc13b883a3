"""What is shown of a service's own words."""

from __future__ import annotations

import pytest

from generator.live import said

HEX = "0123456789ABCDEF" * 2


UUID = "1234abcd-12ab-34cd-56ef-1234567890ab"


@pytest.mark.parametrize("id", ["r-1", UUID, HEX, f"{HEX}/{HEX}", f"{HEX}/{HEX}/{HEX}"])
def test_an_id_of_a_request(id: str) -> None:
    assert said.request_id(id) == id


@pytest.mark.parametrize("id", ["", "a b", "a" * 65, "Zm9v/YmFy", f"{HEX}/{HEX}/{HEX}/{HEX}", f"{HEX}/x", None, 7.5])
def test_no_id_of_a_request(id: object) -> None:
    assert said.request_id(id) == ""


def test_of_a_text_without_an_end_the_beginning_is_looked_at() -> None:
    assert said.message("no " * 100_000) == "no " * 99 + "no…"
    assert said.message(" " * 100_000 + "no") == ""


def test_pieces_of_secrets_are_found_in_names_and_in_documents_within() -> None:
    secret = "0123456789abcdefghij"

    for answer in ({"a": [secret]}, {secret: 1}, ['{"a": "\\u0030123456789"}'], "\ud800" + secret):
        assert said.repeats(answer, [secret])
    assert not said.repeats({"a": secret[:9]}, [secret])

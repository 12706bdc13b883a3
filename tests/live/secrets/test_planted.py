"""The tests' own instrument: it finds what is planted."""

from __future__ import annotations

import base64

from tests.live.secrets.planted import Plants


def test_a_secret_is_found_whole_in_part_encoded_and_broken_over_lines() -> None:
    plants = Plants()
    secret = plants.plant("somewhere")

    for shown in (
        secret,
        f"x{secret[11:19]}x",
        base64.b64encode(secret.encode()).decode(),
        base64.b64encode(f"user:{secret}@host".encode()).decode(),
        f"{secret[:4]}\n  {secret[4:9]}",
    ):
        assert plants.found_in(f"before {shown} after") == ["somewhere"]


def test_nothing_is_found_where_nothing_is() -> None:
    plants = Plants()
    secret = plants.plant("somewhere")

    assert plants.found_in(f"{secret[:7]} and the rest of a sentence that is long enough to be one") == []

"""Every code of `discover` has an explanation that says what to do."""

from __future__ import annotations

from generator.live.discover.codes import CODES


def test_every_code_is_explained() -> None:
    assert list(CODES) == [f"DIS{number:03}" for number in range(1, len(CODES) + 1)]
    for text in CODES.values():
        title, _, rest = text.partition("\n\n")
        assert title.startswith("# ")
        assert len(rest) > 40
        assert all(len(line) <= 120 for line in text.splitlines())

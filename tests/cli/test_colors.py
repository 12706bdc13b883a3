"""Colour: on a terminal, unless it is not wanted."""

from __future__ import annotations

import io
import sys

import pytest

from generator.cli.output import paint


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "variables", "shown"),
    [
        (Terminal(), {"TERM": "xterm"}, "\x1b[32mfine\x1b[0m"),
        (Terminal(), {"TERM": "dumb"}, "fine"),
        (Terminal(), {"TERM": "xterm", "NO_COLOR": "1"}, "fine"),
        (io.StringIO(), {"TERM": "xterm"}, "fine"),
    ],
)
def test_where_there_is_colour(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, variables: dict[str, str], shown: str
) -> None:
    monkeypatch.setattr(sys, "stdout", stream)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert paint()("fine", "32") == shown

"""Colours of a terminal: green for what is fine, red for what is wrong, yellow for what nobody knows or warns of."""

from __future__ import annotations

from collections.abc import Callable

GREEN, RED, YELLOW, BOLD = "32", "31", "33", "1"

Paint = Callable[[str, str], str]
"""A text that is `visible` already, and one of the colours above; what is shown."""


def plain(text: str, color: str) -> str:
    """For files, pipes and who wants no colour."""
    return text


def colored(text: str, color: str) -> str:
    """For a terminal."""
    return f"\x1b[{color}m{text}\x1b[0m"

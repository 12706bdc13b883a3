"""Text of anybody as code in Markdown: there nothing is a link, an image, HTML, or a mention that notifies somebody."""

from __future__ import annotations

import re

from generator.report.visible import visible

_BACKTICKS = re.compile("`+")
_CUT = "…"


def code_span(text: str) -> str:
    """A text without line breaks as code within a line. Two backticks with nothing between them would begin code that
    ends somewhere else, so an empty text becomes a space."""
    text = text or " "
    fence = "`" * (_longest_run(text) + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def cell_span(text: str, most: int) -> str:
    """Any text as code in a cell of a table, at most `most` characters of it. Readers of Markdown do not agree on what
    a backslash before a `|` is, so this one becomes an escape, as what is hidden does."""
    shown = visible(text)
    if len(shown) > most:
        shown = shown[: most - len(_CUT)] + _CUT
    return code_span(shown.replace("|", "\\x7c"))


def code_block(text: str, language: str = "text") -> list[str]:
    """The lines of a fenced block; `language` says how it is coloured."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return [f"{fence}{language}", *text.split("\n"), fence]


def _longest_run(text: str) -> int:
    """The most backticks in a row."""
    return max((len(run) for run in _BACKTICKS.findall(text)), default=0)

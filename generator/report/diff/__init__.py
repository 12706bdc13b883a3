"""How the difference of two trees is printed: one small file per format."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Diagnostic
from generator.diff.changes import Difference
from generator.report.inert import inert, inert_json

FORMATS = ("text", "json", "markdown", "html")


def report_diff(
    difference: Difference,
    format: str,
    found: Sequence[Diagnostic] = (),
    *,
    color: bool = False,
    width: int = 100,
) -> str:
    """A difference as text that ends with a line break. What was `found` wrong on the way is part of it, but for
    "text", beside which it is printed.

    `format` is one of `FORMATS`; `ValueError` for another. `color` and `width` (in columns of a terminal) are for
    "text".
    """
    match format:
        case "text":
            from generator.report.diff.text import text

            return inert(text(difference, color=color, width=width))
        case "json":
            from generator.report.diff.json import json_text

            return inert_json(json_text(difference, found))
        case "markdown":
            from generator.report.diff.markdown import markdown

            return markdown(difference, found)
        case "html":
            from generator.report.diff.html import html

            return html(difference, found)
        case _:
            raise ValueError(f'"{format}" is none of {", ".join(FORMATS)}')

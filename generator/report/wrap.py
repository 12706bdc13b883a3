"""Sentences in lines that fit a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import LaidOut
from generator.report.visible import columns, visible

_LAID_OUT = (" ", "\t", "+", "-", "@@ ")


def wrapped(detail: str, width: int) -> list[str]:
    """The detail of a diagnostic in lines of at most `width` columns, where words are not longer than that.

    The line breaks of a `LaidOut` stay; others are escaped. A line that is indented, as in Terraform, or that begins as
    a diff's lines do is laid out already and not wrapped.
    """
    lines: list[str] = []
    given = detail.split("\n") if isinstance(detail, LaidOut) else [detail]
    for line in given if detail else []:
        if line.startswith(_LAID_OUT):
            lines.append(visible(line.expandtabs(4)))
        else:
            lines += _wrapped(visible(line).split(" "), width)
    return lines


def _wrapped(words: list[str], width: int) -> Iterator[str]:
    line, taken = "", 0
    for word in words:
        needed = columns(word)
        if line and taken + 1 + needed > width:
            yield line
            line, taken = "", 0
        line, taken = (f"{line} {word}", taken + 1 + needed) if line else (word, needed)
    yield line

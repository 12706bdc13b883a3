"""A source line with the stretch to point at, as a terminal can show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.diagnostics import Snippet
from generator.report.visible import columns, visible_character

_TAB = 4
_CUT = "…"
_NARROWEST = 20


@dataclass(frozen=True)
class Excerpt:
    """One line of at most the width asked for, and in its columns, counted from 0, where the carets stand."""

    line: str
    caret_start: int
    carets: int

    @property
    def caret_line(self) -> str:
        """The carets under the line."""
        return " " * self.caret_start + "^" * self.carets


def excerpt(snippet: Snippet, width: int) -> Excerpt:
    """The snippet's line in `width` columns; a longer one is cut on both sides of the highlighted stretch."""
    start, end = snippet.highlight_start_offset, snippet.highlight_end_offset
    width = max(width, _NARROWEST)
    shown = _shown(snippet.code)
    widths = [columns(one) for one in shown]
    first, last = _window(widths, start, max(end, start + 1), width)
    before = (_CUT if first > 0 else "") + "".join(shown[first:start])
    line = before + "".join(shown[start:last]) + (_CUT if last < len(shown) else "")
    return Excerpt(line, columns(before), max(1, sum(widths[start : min(end, last)])))


def _shown(code: str) -> list[str]:
    """What stands for each character of a line: spaces for a tab, an escape for what is hidden."""
    shown: list[str] = []
    column = 0
    for one in code:
        shown.append(" " * (_TAB - column % _TAB) if one == "\t" else visible_character(one))
        column += columns(shown[-1])
    return shown


def _window(widths: Sequence[int], start: int, end: int, width: int) -> tuple[int, int]:
    """From which to which character the line is shown, so that as much as possible around the highlight fits."""
    if sum(widths) <= width:
        return 0, len(widths)
    room = width - 2 * len(_CUT)
    highlighted = min(sum(widths[start:end]), room)
    first = _back(widths, start, (room - highlighted) // 2)
    last = _forth(widths, first, room)
    if last == len(widths):
        first = min(first, _back(widths, last, room))
    return first, last


def _back(widths: Sequence[int], start: int, room: int) -> int:
    """How far to the left of a character there is room."""
    while start > 0 and widths[start - 1] <= room:
        start -= 1
        room -= widths[start]
    return start


def _forth(widths: Sequence[int], start: int, room: int) -> int:
    """How far to the right of a character there is room."""
    while start < len(widths) and widths[start] <= room:
        room -= widths[start]
        start += 1
    return start

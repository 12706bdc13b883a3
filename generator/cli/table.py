"""Rows under their headings, and on a terminal that is too narrow for them each row as lines of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.cli.paint import Paint, plain
from generator.report.visible import columns, visible

_GAP = "  "


def table(
    rows: Sequence[Sequence[str]],
    width: int | None = None,
    paint: Paint = plain,
    colors: Mapping[tuple[int, int], str] | None = None,
) -> list[str]:
    """Lines; the first row are the headings, and cells are anybody's text. `colors` are of cells, by row and column.

    Where they do not fit `width` columns each row is its first cell, and below it a line for each of the others. None
    is any width: programs read rows.
    """
    cells = [[visible(cell) for cell in row] for row in rows]
    widths = [max(columns(row[index]) for row in cells) for index in range(len(cells[0]))]
    is_narrow = width is not None and sum(widths) + len(_GAP) * (len(widths) - 1) > width
    painted = {place: paint(cells[place[0]][place[1]], color) for place, color in (colors or {}).items()}
    if is_narrow:
        return _records(cells, painted)
    return [
        _GAP.join(
            painted.get((number, index), cell) + " " * (widths[index] - columns(cell)) for index, cell in enumerate(row)
        ).rstrip()
        for number, row in enumerate(cells)
    ]


def _records(cells: Sequence[Sequence[str]], painted: Mapping[tuple[int, int], str]) -> list[str]:
    headings = cells[0]
    label = max(map(columns, headings[1:]))
    lines = []
    for number, row in enumerate(cells[1:], start=1):
        lines.append(row[0])
        for index, cell in enumerate(row[1:], start=1):
            name = headings[index] + " " * (label - columns(headings[index]))
            lines.append(f"{_GAP}{name}{_GAP}{painted.get((number, index), cell)}")
    return lines

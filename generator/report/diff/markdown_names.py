"""Which ones: the names of those that a meaning is about, by stack."""

from __future__ import annotations

from collections.abc import Sequence

from generator.report.diff.grouped import Group, Member
from generator.report.diff.kinds import counted
from generator.report.diff.markdown_cells import folded, html_code, name_cell, row, table, text_cell
from generator.report.diff.markdown_room import Room

# What is shown without a click, so that all lists together take less than a screen.
_OPEN_ROWS = 12
_OPEN_NAMES = 100
_NAMES_IN_A_ROW = 50
_MOST = 18_000  # bytes
_AROUND = 1_500  # a table's headings and what folds it
_LONGEST_TEXT = 100


def names(groups: Sequence[Group], room: Room) -> None:
    """Write a table for each group, in order; groups of the same members share one."""
    lists: dict[tuple[Member, ...], Group] = {}
    for group in groups:
        lists.setdefault(group.members, group)
    end = room.left - _MOST
    open_rows, left_out = _OPEN_ROWS, 0
    for group in lists.values():
        rows = [_row(stack, subjects) for stack, subjects in group.by_folder.items()]
        shown = room.fitting(rows, room.left - end - _AROUND)
        if not shown:
            left_out += 1
            continue
        is_open = len(rows) <= open_rows and len(group.members) <= _OPEN_NAMES
        open_rows -= len(rows) * is_open
        room.add(_list(group, shown, is_open=is_open, is_only=len(lists) == 1))
    if left_out:
        room.say_left_out(f"the names of {counted(left_out, 'more group')}")


def _list(group: Group, rows: Sequence[str], *, is_open: bool, is_only: bool) -> str:
    """`is_only`: nobody has to be told which of the meanings it is about."""
    heading = group.kinds if is_only else f"{group.kinds}: {text_cell(group.text)}"
    written = table(["Stack", heading if is_open else group.kinds], rows)
    if left := [*group.by_folder.values()][len(rows) :]:
        written += f"\n… and {counted(len(left), 'stack')} more with {sum(map(len, left)):,} of them.\n"
    if is_open:
        return written
    meaning = "" if is_only else f": {html_code(group.text, _LONGEST_TEXT)}"
    return folded(f"Which {group.kinds}{meaning}", written)


def _row(stack: str, subjects: Sequence[str]) -> str:
    more = len(subjects) - _NAMES_IN_A_ROW
    written = ", ".join(map(name_cell, subjects[:_NAMES_IN_A_ROW]))
    return row([name_cell(stack), f"{written} and {more:,} more" if more > 0 else written])

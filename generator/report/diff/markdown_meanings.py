"""What it means, as a table: each meaning with its risk and those that it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.diff.changes import Difference
from generator.report.diff.grouped import Group, grouped, place
from generator.report.diff.markdown_cells import folded, name_cell, row, sign, table, text_cell
from generator.report.diff.markdown_names import names
from generator.report.diff.markdown_room import Room

_HEADINGS = ("Risk", "Which", "What happens")
_OPEN_ROWS = 12
_NAMES_IN_A_ROW = 3
_MOST = 14_000  # bytes


def meanings(difference: Difference, room: Room) -> None:
    """Write the table, and the names that it has no room for."""
    groups = grouped(difference)
    changed = frozenset(place(folder) for folder in difference.folders)
    rows = room.fitting([_row(group, changed) for group in groups], _MOST)
    if rows:
        room.add(table(_HEADINGS, rows[:_OPEN_ROWS]))
    if further := rows[_OPEN_ROWS:]:
        room.add(folded(f"{len(further):,} more", table(_HEADINGS, further)))
    if left := groups[len(rows) :]:
        room.say_left_out(f"{len(left):,} more meanings: {_risks(left)}")
    names([group for group in groups[: len(rows)] if not _says_all(group, changed)], room)


def _row(group: Group, changed: frozenset[str]) -> str:
    return row([f"{sign(group.risk)}{group.risk}", _who(group, changed), text_cell(group.text)])


def _who(group: Group, changed: frozenset[str]) -> str:
    if group.common_subject is not None:
        every = "all " * _is_everywhere(group, changed)
        return f"{group.members[0].kind} {name_cell(group.common_subject)} in {every}{group.where}"
    if len(group.members) <= _NAMES_IN_A_ROW:
        return ", ".join(f"{member.kind} {name_cell(member.name)}" for member in group.members)
    return f"**{group.kinds}** in {group.where}"


def _says_all(group: Group, changed: frozenset[str]) -> bool:
    """Whether the row leaves no question which ones."""
    if group.common_subject is not None:
        return _is_everywhere(group, changed)
    return len(group.members) <= _NAMES_IN_A_ROW


def _is_everywhere(group: Group, changed: frozenset[str]) -> bool:
    return group.by_folder.keys() == changed


def _risks(groups: Sequence[Group]) -> str:
    """`120 destroys, 9,000 in place`."""
    numbers = Counter(group.risk for group in groups)
    return ", ".join(f"{number:,} {risk}" for risk, number in numbers.items())

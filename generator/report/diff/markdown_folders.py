"""Stacks and modules, folded, each with what changes in it as a coloured diff."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diff.changes import Action, Difference, FolderChange
from generator.report.diff.changed_lines import ADDED, CHANGED, MOVED, REMOVED, SAME, Line, object_lines
from generator.report.diff.kinds import counted
from generator.report.diff.markdown_cells import folded, html_code
from generator.report.diff.markdown_room import Room, size
from generator.report.diff.verdict import objects_counted
from generator.report.markdown_code import code_block

# What is coloured as in a diff: green, red, and with `!` orange.
_SIGNS = {ADDED: "+", REMOVED: "-", CHANGED: "!", MOVED: "!", SAME: " "}
_WIDTH = 100
_LONGEST_LINE = 300  # characters
_LEAST_FOR_ONE = 3_000  # bytes
_AROUND = 2_000  # the summary, and both fences, which are longer than the backticks in any line


def folders(difference: Difference, room: Room) -> None:
    """Write as many as there is room for, the most dangerous first, and how many more there are."""
    ordered = sorted(difference.folders, key=lambda one: -one.risk.rank)
    for number, folder in enumerate(ordered):
        share = max(_LEAST_FOR_ONE, room.left // (len(ordered) - number))
        if not room.add(_folder(folder, share - _AROUND, room)):
            room.say_left_out(f"{_counted(ordered[number:])} more")
            return


def _counted(left: Sequence[FolderChange]) -> str:
    stacks = sum(one.is_stack for one in left)
    found = ((stacks, "stack"), (len(left) - stacks, "module"))
    return " and ".join(counted(number, noun) for number, noun in found if number)


def _folder(folder: FolderChange, most: int, room: Room) -> str:
    noun = "Stack" if folder.is_stack else "Module"
    said = [*[folder.action.value] * (folder.action is not Action.CHANGED), folder.risk.value]
    summary = f"{noun} {html_code(folder.name)}: {', '.join(said)}; {objects_counted([folder])}"
    lines, left = _lines(folder, most)
    block = "\n".join(["", *code_block("\n".join(lines), "diff"), ""]) if lines else ""
    if left:
        room.is_short = True
        block += f"\n… and {left}.\n"
    return folded(summary, block)


def _lines(folder: FolderChange, most: int) -> tuple[list[str], str]:
    """Lines of at most `most` bytes, the most dangerous objects first, and in words what is left out."""
    lines: list[str] = []
    ordered = sorted(folder.objects, key=lambda one: -one.risk.rank)
    for number, change in enumerate(ordered):
        for line in object_lines(change, width=_WIDTH, longest=_LONGEST_LINE):
            written = _written(line)
            most -= size(written) + 1
            if most < 0:
                return lines, _left_out(len(ordered) - number, is_begun=line.depth > 0)
            lines.append(written)
    return lines, ""


def _left_out(number: int, *, is_begun: bool) -> str:
    further = number - is_begun
    rest = ["the rest of the last object"] * is_begun
    return " and ".join([*rest, *[f"{counted(further, 'object')} more"] * bool(further)])


def _written(line: Line) -> str:
    text = line.text if len(line.text) <= _LONGEST_LINE else f"{line.text[: _LONGEST_LINE - 1]}…"
    return f"{_SIGNS[line.mark]} {'    ' * line.depth}{text}".rstrip()

"""Stacks and modules, folded, each with what changes in it as a coloured diff."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.diff.changes import Action, Difference, FolderChange
from generator.report.diff.changed_lines import ADDED, CHANGED, MOVED, REMOVED, SAME, Line, object_lines
from generator.report.diff.focus import CUT, cut
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
_FOR_WHAT_IS_LEFT_OUT = 80  # bytes


def folders(difference: Difference, room: Room) -> None:
    """Write as many as there is room for, the most dangerous first, and how many more there are."""
    risks = [folder.risk for folder in difference.folders]  # each is found by a look at all objects
    ordered = sorted(zip(difference.folders, risks, strict=True), key=lambda one: -one[1].rank)
    same = Counter(risks)
    for number, (folder, risk) in enumerate(ordered):
        share = _share(room.left, same[risk], is_last_risk=same[risk] == len(ordered) - number)
        same[risk] -= 1
        if not room.add(_folder(folder, share, room)):
            room.say_left_out(f"{_counted([one for one, _ in ordered[number:]])} more")
            return


def _share(room: int, same: int, *, is_last_risk: bool) -> int:
    """The bytes for the next one of as many of the same risk; a quarter is kept for those of less."""
    return max(_LEAST_FOR_ONE, (room if is_last_risk else room * 3 // 4) // same)


def _counted(left: Sequence[FolderChange]) -> str:
    stacks = sum(one.is_stack for one in left)
    found = ((stacks, "stack"), (len(left) - stacks, "module"))
    return " and ".join(counted(number, noun) for number, noun in found if number)


def _folder(folder: FolderChange, most: int, room: Room) -> str:
    noun = "Stack" if folder.is_stack else "Module"
    said = [*[folder.action.value] * (folder.action is not Action.CHANGED), folder.risk.value]
    summary = f"{noun} {html_code(folder.name)}: {', '.join(said)}; {objects_counted([folder])}"
    lines, left = _lines(folder, most - size(folded(summary, "")) - _FOR_WHAT_IS_LEFT_OUT)
    block = "\n".join(["", *code_block("\n".join(lines), "diff"), ""]) if lines else ""
    if left or any(line.endswith(CUT) for line in lines):
        room.is_short = True
    if left:
        block += f"\n… and {left}.\n"
    return folded(summary, block)


def _lines(folder: FolderChange, most: int) -> tuple[list[str], str]:
    """Lines of at most `most` bytes with their fences, the most dangerous objects first, and in words what is left
    out."""
    lines: list[str] = []
    used, fence = 0, len("\n```diff\n")
    ordered = sorted(folder.objects, key=lambda one: -one.risk.rank)
    for number, change in enumerate(ordered):
        for line in object_lines(change, width=_WIDTH, longest=_LONGEST_LINE):
            written = _written(line)
            used += size(written) + 1
            fence = max(fence, len("\n`diff\n") + written.count("`"))  # longer than the backticks in any line
            if used + 2 * fence > most:
                return lines, _left_out(len(ordered) - number, is_begun=line.depth > 0)
            lines.append(written)
    return lines, ""


def _left_out(number: int, *, is_begun: bool) -> str:
    further = number - is_begun
    rest = ["the rest of the last object"] * is_begun
    return " and ".join([*rest, *[f"{counted(further, 'object')} more"] * bool(further)])


def _written(line: Line) -> str:
    return f"{_SIGNS[line.mark]} {'  ' * line.depth}{cut(line.text, _LONGEST_LINE)}".rstrip()

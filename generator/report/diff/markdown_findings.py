"""What was found wrong on the way to a difference, for those who read no pipeline's log."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Diagnostic, Severity, has_errors
from generator.report.diff.focus import cut
from generator.report.diff.markdown_room import Room
from generator.report.markdown_code import code_span
from generator.report.visible import visible

_SIGNS = {Severity.ERROR: "⛔", Severity.WARNING: "⚠️"}
_MOST = 10
_LONGEST = 200  # characters


def findings(found: Sequence[Diagnostic], room: Room) -> None:
    """Write an item for each, errors first, and how many more there are."""
    if not found:
        return
    ordered = sorted(found, key=lambda one: one.severity is not Severity.ERROR)
    heading = "**This is refused by `adbkms render`:**" if has_errors(ordered) else "**Found on the way:**"
    room.add("\n".join(["", heading, "", *map(_item, ordered[:_MOST]), ""]))
    if len(ordered) > _MOST:
        room.say_left_out(f"{len(ordered) - _MOST:,} more findings")


def _item(diagnostic: Diagnostic) -> str:
    said = code_span(cut(visible(diagnostic.summary), _LONGEST))
    return f"- {_SIGNS[diagnostic.severity]} {code_span(visible(diagnostic.code))} {said}"

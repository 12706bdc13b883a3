"""The difference for a terminal: what it means, then what changes, laid out as Terraform's plan."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.changes import Action, Difference, FolderChange, Risk
from generator.report.diff.changed_lines import ADDED, CHANGED, MOVED, REMOVED, Line, object_lines
from generator.report.diff.grouped import Group, grouped
from generator.report.diff.verdict import folders_counted, objects_counted, reworded, stacks_counted, verdict
from generator.report.visible import columns, visible
from generator.report.wrap import wrapped

_INDENT = "  "
_MOST_NAMED = 3
_MOST_FILES = 10
# As in Terraform: green, yellow, red; what is moved has no sign of its own there.
_COLORS = {ADDED: "\x1b[32m", CHANGED: "\x1b[33m", MOVED: "\x1b[36m", REMOVED: "\x1b[31m"}
_RISKS = {
    Risk.DESTROYS: "\x1b[31m",
    Risk.REPLACES: "\x1b[31m",
    Risk.ENDANGERS: "\x1b[33m",
    Risk.OPENS_ACCESS: "\x1b[33m",
}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def text(difference: Difference, *, color: bool, width: int) -> str:
    """Everything, without a bound. Words that are longer than `width` columns are not broken."""
    printer = _Printer(color, width)
    parts = [
        list(printer.meanings(difference)),
        *(list(printer.folder(folder)) for folder in difference.folders),
        list(printer.summary(difference)),
    ]
    return "\n".join("".join(f"{line.rstrip()}\n" for line in part) for part in parts if part)


class _Printer:
    def __init__(self, color: bool, width: int) -> None:
        self._color, self._width = color, width

    def meanings(self, difference: Difference) -> Iterator[str]:
        """Under each risk the sentences, each once for all that it is about."""
        in_one = len(difference.folders) == 1
        last = None
        for group in grouped(difference):
            if group.risk is not last:
                yield self._painted(_BOLD + _RISKS.get(group.risk, ""), f"{group.risk.value.capitalize()}:")
                last = group.risk
            # A sentence could begin as a line that is laid out already does; the indentation comes after.
            lines = _flowing(f"{_subjects(group, in_one)} {group.text}.", self._width - 4)
            yield from (f"{_INDENT * (1 if number == 0 else 2)}{line}" for number, line in enumerate(lines))

    def folder(self, folder: FolderChange) -> Iterator[str]:
        """A stack or module and its objects."""
        noun = "Stack" if folder.is_stack else "Module"
        details = [folder.action.value] * (folder.action is not Action.CHANGED) + [folder.risk.value]
        yield self._painted(_BOLD, f"{noun} {visible(folder.name)}") + f" ({', '.join(details)})"
        for change in folder.objects:
            for line in object_lines(change, width=self._width - 6):
                yield from self._line(line)

    def summary(self, difference: Difference) -> Iterator[str]:
        """The counts, and whether anything is lost."""
        modules = folders_counted(difference.modules, "module")
        counts = [
            stacks_counted(difference),
            *([modules] if modules else []),
            objects_counted(difference.folders, by_kind=True),
        ]
        yield from wrapped(f"{'; '.join(one for one in counts if one)}.", self._width)
        if sentence := reworded(difference):
            shown = difference.reworded[:_MOST_FILES]
            more = len(difference.reworded) - len(shown)
            yield f"{sentence}:"
            yield from (f"{_INDENT}{visible(path)}" for path in shown)
            yield from [f"{_INDENT}and {more:,} more"] * bool(more)
        said = verdict(difference)
        paint = _BOLD + _RISKS.get(difference.risk, "")
        yield from (self._painted(paint, line) for line in wrapped(f"{said[0].upper()}{said[1:]}.", self._width))

    def _line(self, line: Line) -> Iterator[str]:
        indent = _INDENT * (line.depth * 2 + 1)
        first, *further = _flowing(line.text, self._width - len(indent) - 2)
        shown = self._painted(_BOLD, first) if line.depth == 0 else first
        yield f"{indent}{self._painted(_COLORS.get(line.mark, ''), line.mark)} {shown}"
        for one in further:
            yield f"{indent}    {one}"

    def _painted(self, paint: str, text: str) -> str:
        return f"{paint}{text}{_PLAIN}" if self._color and paint else text


def _flowing(text: str, width: int) -> list[str]:
    """A text without line breaks in lines; one that is indented, as in a heredoc, stays as it is."""
    shown = visible(text)
    return [shown] if columns(shown) <= width else wrapped(shown, width)


def _subjects(group: Group, in_one: bool) -> str:
    """`orders`, `a/orders and b/orders`, `orders, billing and 48 more`, `ADBS_Key2 in 10 stacks`."""
    if group.common_subject is not None:
        return f"{group.common_subject} in {group.where}"
    names = [member.subject if in_one else member.name for member in group.members]
    if len(names) > _MOST_NAMED:
        return f"{', '.join(names[: _MOST_NAMED - 1])} and {len(names) - _MOST_NAMED + 1:,} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

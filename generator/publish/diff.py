"""Changes as a unified diff, such as `git diff` writes and `git apply` reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from generator.publish.changes import Change, Changes
from generator.publish.secret_values import without_secrets

_CONTEXT = 3
_NO_LINE_BREAK = "\n\\ No newline at end of file\n"


def unified_diff(changes: Changes) -> str:
    """Every change, from what the folder has to what the tree has, by path; "" if there is none.

    Bytes that are not UTF-8 are shown as `\\xNN`, and secrets as `(sensitive)`: see `secret_values`.
    """
    return "".join(line for change in changes.changes for line in diff_of(change))


def diff_of(change: Change) -> Iterator[str]:
    """The diff of one file, line by line, each with its line break."""
    # patch(1) takes a name up to the first white space, unless a tab ends it.
    end = "\t\n" if " " in change.path else "\n"
    yield f"diff --git a/{change.path} b/{change.path}\n"
    if change.old is None:
        yield "new file mode 100644\n"
    if change.rendered is None:
        yield "deleted file mode 100644\n"
    rendered = change.new
    old, new = _lines(change.old), _lines(rendered)
    if old == new:
        if change.old and rendered:
            yield f"Binary files a/{change.path} and b/{change.path} differ\n"
        return
    yield f"--- a/{change.path}{end}" if change.old is not None else "--- /dev/null\n"
    yield f"+++ b/{change.path}{end}" if rendered is not None else "+++ /dev/null\n"
    yield from _hunks(old, new)


def _lines(content: bytes | None) -> list[str]:
    """Only "\\n" ends a line: `str.splitlines` knows more ends, patch(1) does not."""
    text = (content or b"").decode(errors="backslashreplace")
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last + _NO_LINE_BREAK] if last else lines


def _hunks(old: list[str], new: list[str]) -> Iterator[str]:
    for group in _grouped(_opcodes(old, new)):
        yield f"@@ -{_range(group[0].old, group[-1].old_end)} +{_range(group[0].new, group[-1].new_end)} @@\n"
        for code in group:
            if code.equal:
                yield from _marked(" ", old[code.old : code.old_end])
            else:
                yield from _marked("-", old[code.old : code.old_end])
                yield from _marked("+", new[code.new : code.new_end])


class _Opcode(NamedTuple):
    """Lines of the old file, from `old` to before `old_end`, and the lines of the new one that stand for
    them.
    """

    equal: bool
    old: int
    old_end: int
    new: int
    new_end: int


def _opcodes(old: list[str], new: list[str]) -> list[_Opcode]:
    # The matcher is quadratic and most changes are small, so it gets only what is not equal at either end.
    start = _equal_lines(old, new)
    end = _equal_lines(reversed(old[start:]), reversed(new[start:]))
    matcher = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end])
    return [
        _Opcode(True, 0, start, 0, start),
        *(
            _Opcode(what == "equal", start + old_from, start + old_to, start + new_from, start + new_to)
            for what, old_from, old_to, new_from, new_to in matcher.get_opcodes()
        ),
        _Opcode(True, len(old) - end, len(old), len(new) - end, len(new)),
    ]


def _grouped(opcodes: list[_Opcode]) -> Iterator[list[_Opcode]]:
    """The changes with the equal lines around them, in groups that are more than twice the context apart.

    The opcodes start and end with equal lines, if only with none.
    """
    group: list[_Opcode] = []
    for code in opcodes:
        is_first, is_last = code is opcodes[0], code is opcodes[-1]
        if not code.equal or (code.old_end - code.old <= 2 * _CONTEXT and not is_first and not is_last):
            group.append(code)
            continue
        length = min(_CONTEXT, code.old_end - code.old)
        if not is_first:
            yield [*group, code._replace(old_end=code.old + length, new_end=code.new + length)]
        group = [code._replace(old=code.old_end - length, new=code.new_end - length)]


def _equal_lines(one: Iterable[str], other: Iterable[str]) -> int:
    """How many lines are equal from the start."""
    count = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        count += 1
    return count


def _marked(mark: str, lines: list[str]) -> Iterator[str]:
    return (mark + without_secrets(line) for line in lines)


def _range(start: int, stop: int) -> str:
    """Lines in the header of a hunk: counted from 1; an empty range names the line before it."""
    length = stop - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"

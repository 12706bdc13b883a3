"""Terraform's canonical layout, so that templates need not care: what `terraform fmt` would do, for what we render.

Two-space indentation by open brackets, aligned equals signs, single blank lines. Strings are on one line and there are
no heredocs, so a line can be looked at by itself (the rules: HCL's hclwrite/format.go).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MOST_CHARACTERS = 8 * 1024 * 1024  # of a text that is laid out

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|#.*|[][(){}]')
_ASSIGNMENT = re.compile(r'((?:[A-Za-z_][\w-]*|"(?:[^"\\]|\\.)*")) *= *(?![=>])(.+)')


def lay_out(text: str) -> str:
    """The same Terraform in canonical layout, with one line break at the end. Raises `ValueError` where that would be
    far longer than any file."""
    lines = list(_indented(line.strip() for line in text.splitlines()))
    return "\n".join(_aligned(lines)).strip("\n") + "\n"


def _check_room(room: int, line: str) -> int:
    """A line can be indented by as many steps, and a name aligned with one as long, as somebody's template likes."""
    if room < 0:
        raise ValueError(f"the text is too long when it is laid out, at the line {line[:60]!r}")
    return room


def _indented(lines: Iterable[str]) -> Iterable[str]:
    """A line that opens brackets indents what follows by one step, however many it opens."""
    opened: list[int] = []  # for each step, how many of its brackets are open
    previous = ""
    blank = False
    room = _MOST_CHARACTERS
    for line in lines:
        if not line:
            blank = True
            continue
        change = _brackets(line)
        if blank and line[0] not in "])}" and not previous.endswith(("{", "[", "(")):
            yield ""
        blank = False
        while change < 0 and opened:
            change += opened.pop()
            if change > 0:  # some of that step's brackets stay open
                opened.append(change)
                change = 0
        room = _check_room(room - 2 * len(opened) - len(line), line)
        yield "  " * len(opened) + line
        if change > 0:
            opened.append(change)
        previous = line


def _brackets(line: str) -> int:
    """How many brackets more a line opens than it closes."""
    change = 0
    for token in _TOKEN.findall(line):
        if token in "[({":
            change += 1
        elif token in "])}":
            change -= 1
    return change


def _aligned(lines: Iterable[str]) -> Iterable[str]:
    """Equals signs of neighbouring assignments stand below each other; one whose value goes on in the next line
    stands alone."""
    group: list[tuple[str, str]] = []
    for line in lines:
        match = _ASSIGNMENT.fullmatch(line.lstrip())
        if match and _brackets(line) == 0:
            indent = line[: len(line) - len(line.lstrip())]
            group.append((indent + match[1], match[2]))
            continue
        yield from _align(group)
        group = []
        yield f"{line[: line.index(match[1])]}{match[1]} = {match[2]}" if match else line
    yield from _align(group)


def _align(group: list[tuple[str, str]]) -> Iterable[str]:
    width = max((len(name) for name, _ in group), default=0)
    if group:
        _check_room(_MOST_CHARACTERS - width * len(group), group[0][0])
    return [f"{name:<{width}} = {value}" for name, value in group]

"""Lines of rendered files, one by one: in the body of a block, in an object and in a list the same line says
different things, so each has its own lines.

A line is understood only if it is complete: the tokens on it are whole, it opens at most the one bracket at its end,
and closes at most the one at its beginning. Then nothing in it depends on the lines around it but what that bracket
belongs to. Lines repeat a lot; those that have been read are kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntEnum
from typing import TypeAlias

from generator.configuration.terraform import Block, Expression, Value
from generator.verify.quick.lessons import Example, in_body, show
from generator.verify.quick.subset import KEYWORDS, NAME, PLAIN, TEXT, NotInSubset
from generator.verify.quick.values import ANY_TEXT, NO_TEXT, pattern_of, value_of

# A hostile spec can make as many different lines, and kinds of them, as it likes.
_MOST_LINES, _LONGEST_LINE, _MOST_KINDS, _MOST_PATTERNS = 8_192, 500, 16_384, 16
_ARGUMENT = re.compile(rf" *({NAME}) *= *([^ =>].*)")
_ENTRY = re.compile(rf' *({NAME}|"{PLAIN}*") *= *([^ =>].*)')
_HEADER = re.compile(rf' *({NAME})((?: "{PLAIN}*")*) \{{')
_LABEL = re.compile(rf'"({PLAIN}*)"')
_COMMENT = re.compile(" *(?:#[^\x00-\x1f\x7f\ud800-\udfff]*)?")


class Says(IntEnum):
    """What a line is about."""

    NOTHING = 0
    VALUE = 1  # an argument, an entry of an object or an element of a list, whole
    CLOSE = 2
    OBJECT = 3  # the beginning of a value that is an object
    LIST = 4
    BLOCK = 5


Line: TypeAlias = tuple[int, str, Value]
"""What it says, the name, the block's type, or the comma behind a closing bracket, and the value or, of a block, its
labels."""

_NOTHING: Line = (0, "", None)
_OPENINGS: Mapping[str, tuple[int, Value]] = {"{": (Says.OBJECT, {}), "[": (Says.LIST, ())}


class Lines(dict[str, Line]):
    """What lines say, by their text. Raises `NotInSubset` for a line that it does not understand."""

    assignment = _ENTRY
    closings: Mapping[str, Line] = {"}": (2, "", None)}

    def __init__(self) -> None:
        super().__init__()
        self._kinds: set[tuple[str, ...]] = set()
        self._patterns: dict[str, list[re.Pattern[str]]] = {}

    def forget(self) -> None:
        """As if none had been read in this process."""
        self.clear()
        self._kinds.clear()
        self._patterns.clear()

    def __missing__(self, line: str) -> Line:
        said = self._read(line)
        if len(line) <= _LONGEST_LINE:
            if len(self) >= _MOST_LINES:
                self.clear()
            self[line] = said
        return said

    def _read(self, line: str) -> Line:
        """An assignment, or what `_bare` makes of it."""
        match = self.assignment.fullmatch(line)
        if match is None:
            return self._bare(line)
        name, value = match.groups()
        for pattern in self._patterns.get(name, ()):
            if pattern.fullmatch(value):
                return 1, name, value[1:-1] if pattern is TEXT else Expression(value)
        return self._assignment(line, name, value)

    def _assignment(self, line: str, name: str, value: str) -> Line:
        if name in KEYWORDS:
            raise NotInSubset
        written = name
        if name[0] == '"':
            name, written = name[1:-1], NO_TEXT if name == '""' else ANY_TEXT
        opening = _OPENINGS.get(value)
        if opening is not None:
            return self._known((written, value), line, (opening[0], name, opening[1]))
        kind, read = value_of(value)
        said = self._known((written, kind), line, (1, name, read))
        if kind != value and name == written and len(value) <= _LONGEST_LINE:
            self._keep_pattern(name, kind)
        return said

    def _keep_pattern(self, name: str, kind: str) -> None:
        """Values of that kind are known under that name; the next one is told by its pattern."""
        patterns = self._patterns.setdefault(name, [])
        pattern = pattern_of(kind)
        if pattern is not None and pattern not in patterns and len(patterns) < _MOST_PATTERNS:
            patterns.append(pattern)

    def _bare(self, line: str) -> Line:
        """A line that assigns nothing."""
        if _COMMENT.fullmatch(line):
            return self._known(("#" if "#" in line else "",), line, _NOTHING)
        text = line.lstrip(" ")
        return self.closings.get(text) or self._other(line, text)

    def _other(self, line: str, text: str) -> Line:
        raise NotInSubset

    def _known(self, kind: tuple[str, ...], line: str, said: Line) -> Line:
        if kind not in self._kinds:
            show(self._example(line, said))
            if len(self._kinds) >= _MOST_KINDS:
                self._kinds.clear()
                self._patterns.clear()
            self._kinds.add(kind)
        return said

    def _example(self, line: str, said: Line) -> Example:
        raise NotImplementedError


class _InBody(Lines):
    assignment = _ARGUMENT

    def _other(self, line: str, text: str) -> Line:
        match = _HEADER.fullmatch(line)
        if match is None or match[1] in KEYWORDS:
            raise NotInSubset
        labels = tuple(_LABEL.findall(match[2]))
        kind = (match[1], *[ANY_TEXT if label else NO_TEXT for label in labels], "{", "")
        return self._known(kind, line, (5, match[1], labels))

    def _example(self, line: str, said: Line) -> Example:
        says, name, value = said
        if says == Says.NOTHING:
            return f"example {{\n{line}\n}}\n", [Block("example")]
        if says == Says.BLOCK:
            return f"{line}\n}}\n", [Block(name, value)]  # type: ignore[arg-type]
        return in_body(_closed(line, says, ""), name, value)


class _InObject(Lines):
    closings: Mapping[str, Line] = {"}": (2, "", None), "},": (2, ",", None)}

    def _example(self, line: str, said: Line) -> Example:
        says, name, value = said
        inside = _closed(line, says, "")
        return in_body(f"value = {{\n{inside}\n}}", "value", {name: value} if says else {})


class _InList(Lines):
    closings: Mapping[str, Line] = {"]": (2, "", None), "],": (2, ",", None)}

    def _read(self, line: str) -> Line:
        return self._bare(line)

    def _other(self, line: str, text: str) -> Line:
        if text in _OPENINGS:
            return self._known((text,), line, (_OPENINGS[text][0], "", _OPENINGS[text][1]))
        if text[-1] != ",":
            raise NotInSubset
        kind, value = value_of(text[:-1])
        return self._known((kind, ","), line, (1, "", value))

    def _example(self, line: str, said: Line) -> Example:
        says, _, value = said
        inside = _closed(line, says, ",")
        return in_body(f"value = [\n{inside}\n]", "value", (value,) if says else ())


def _closed(line: str, says: int, comma: str) -> str:
    """A line with the bracket closed that it opens."""
    if says == Says.OBJECT:
        return f"{line}\n}}{comma}"
    return f"{line}\n]{comma}" if says == Says.LIST else line


IN_BODY, IN_OBJECT, IN_LIST = _InBody(), _InObject(), _InList()


def forget() -> None:
    """As if nothing had been read in this process."""
    for lines in (IN_BODY, IN_OBJECT, IN_LIST):
        lines.forget()

"""Lines of rendered files, one by one: in the body of a block, in an object and in a list the same line says
different things, so each has its own lines.

A line is understood only if it is complete: the tokens on it are whole, it opens at most the one bracket at its end,
and closes at most the one at its beginning. Then nothing in it depends on the lines around it but what that bracket
belongs to. Lines repeat a lot; those that have been read are kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import TypeAlias

from generator.configuration.terraform import Block, Value
from generator.verify.quick.lessons import LESSONS, in_body
from generator.verify.quick.subset import KEYWORDS, NAME, PLAIN, NotInSubset
from generator.verify.quick.values import value_of

_MOST_LINES, _LONGEST_LINE = 8_192, 500
_ASSIGNMENT = re.compile(rf'({NAME}|"{PLAIN}*") *= *([^ =>].*)')
_HEADER = re.compile(rf'({NAME})((?: "{PLAIN}*")*) \{{')
_LABEL = re.compile(rf'"({PLAIN}*)"')
_COMMENT = re.compile("#[^\x00-\x1f\x7f\ud800-\udfff]*")


class Says(IntEnum):
    """What a line is about."""

    NOTHING = 0
    VALUE = 1  # an argument, an entry of an object or an element of a list, whole
    CLOSE = 2
    OBJECT = 3  # the beginning of a value that is an object
    LIST = 4
    BLOCK = 5


Line: TypeAlias = tuple[int, str, Value]
"""What it says; the name, the block's type, or the comma behind a closing bracket; the value, or a block's labels."""

_NOTHING: Line = (Says.NOTHING, "", None)
_OPENINGS = {"{": Says.OBJECT, "[": Says.LIST}


class _Lines(dict[str, Line]):
    """What lines say, by their text."""

    closings: Mapping[str, Line] = {"}": (Says.CLOSE, "", None)}

    def __missing__(self, line: str) -> Line:
        said = self._read(line)
        if len(line) <= _LONGEST_LINE:
            if len(self) >= _MOST_LINES:
                self.clear()
            self[line] = said
        return said

    def _read(self, line: str) -> Line:
        text = line.lstrip(" ")
        if not text or text[0] == "#":
            if text and not _COMMENT.fullmatch(text):
                raise NotInSubset
            self._learn((text[:1],), line, None)
            return _NOTHING
        return self.closings.get(text) or self._something(line, text)

    def _something(self, line: str, text: str) -> Line:
        raise NotImplementedError

    def _learn(self, kind: tuple[str, ...], line: str, said: Line | None) -> None:
        LESSONS.learn((type(self).__name__, *kind), lambda: self._example(line, said))

    def _example(self, line: str, said: Line | None) -> tuple[str, Sequence[Block]]:
        raise NotImplementedError

    def _assignment(self, line: str, text: str) -> Line | None:
        match = _ASSIGNMENT.fullmatch(text)
        if match is None:
            return None
        name, value = match.groups()
        if name in KEYWORDS:
            raise NotInSubset
        quoted = name[0] == '"'
        opening = _OPENINGS.get(value)
        kind, read = (value, {} if value == "{" else ()) if opening else value_of(value)
        said: Line = (opening or Says.VALUE, name[1:-1] if quoted else name, read)
        self._learn((_kept(name), kind), line, said)
        return said


class _InBody(_Lines):
    def _something(self, line: str, text: str) -> Line:
        return (text[0] != '"' and self._assignment(line, text)) or self._block(line, text)

    def _block(self, line: str, text: str) -> Line:
        match = _HEADER.fullmatch(text)
        if match is None or match[1] in KEYWORDS:
            raise NotInSubset
        labels = tuple(_LABEL.findall(match[2]))
        said: Line = (Says.BLOCK, match[1], labels)
        self._learn((match[1], *("label" if label else "" for label in labels), "{"), line, said)
        return said

    def _example(self, line: str, said: Line | None) -> tuple[str, Sequence[Block]]:
        if said is None:
            return f"example {{\n{line}\n}}\n", [Block("example")]
        says, name, value = said
        if says == Says.BLOCK:
            assert isinstance(value, tuple)
            return f"{line}\n}}\n", [Block(name, value)]  # type: ignore[arg-type]
        return in_body(_closed(line, says, ""), name, value)


class _InObject(_Lines):
    closings: Mapping[str, Line] = {"}": (Says.CLOSE, "", None), "},": (Says.CLOSE, ",", None)}

    def _something(self, line: str, text: str) -> Line:
        said = self._assignment(line, text)
        if said is None:
            raise NotInSubset
        return said

    def _example(self, line: str, said: Line | None) -> tuple[str, Sequence[Block]]:
        inside = line if said is None else _closed(line, said[0], "")
        return in_body(f"value = {{\n{inside}\n}}", "value", {} if said is None else {said[1]: said[2]})


class _InList(_Lines):
    closings: Mapping[str, Line] = {"]": (Says.CLOSE, "", None), "],": (Says.CLOSE, ",", None)}

    def _something(self, line: str, text: str) -> Line:
        opening = _OPENINGS.get(text)
        kind: str
        value: Value
        if opening:
            kind, value = text, ({} if text == "{" else ())
        elif text[-1] == ",":
            kind, value = value_of(text[:-1])
        else:
            raise NotInSubset
        said: Line = (opening or Says.VALUE, "", value)
        self._learn((kind, ","), line, said)
        return said

    def _example(self, line: str, said: Line | None) -> tuple[str, Sequence[Block]]:
        inside = line if said is None else _closed(line, said[0], ",")
        return in_body(f"value = [\n{inside}\n]", "value", () if said is None else (said[2],))


def _kept(name: str) -> str:
    """What of an entry's name belongs to the kind of its line."""
    return name if name[0] != '"' or name == '""' else '"…"'


def _closed(line: str, says: int, comma: str) -> str:
    """A line with the bracket closed that it opens."""
    if says == Says.OBJECT:
        return f"{line}\n}}{comma}"
    return f"{line}\n]{comma}" if says == Says.LIST else line


IN_BODY, IN_OBJECT, IN_LIST = _InBody(), _InObject(), _InList()


def forget() -> None:
    """As if nothing had been read in this process."""
    for lines in (IN_BODY, IN_OBJECT, IN_LIST):
        lines.clear()
    LESSONS.forget()

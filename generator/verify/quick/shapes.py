"""Expressions by their shape: what python-hcl2 has read once, it need not read again with other names in it.

The *slots* of an expression are the names after its dots and the plain text in its strings. With all of them taken
out the rest is its shape: `one(a_b.db1.key[*].id) == "AWS"` and `one(a_b.db2.key[*].id) == "OCI"` have the same one.
python-hcl2 reads every shape once, with made-up words in its slots, and says where these end up. It takes any name for
another, unless it is a keyword, and any plain text for another; keywords therefore stay in the shape, and so does all
that decides how a text is read on: escapes, `$`, `%`, braces and interpolations.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.configuration.terraform import Expression, Value
from generator.verify.hcl_reader import expression_value
from generator.verify.quick.subset import NAME, NO_KEYWORD, PLAIN

# A character that no file may hold stands for a slot; whether of a name or of text, the quotes around it say.
MARK = "\0"
_PARTS = re.compile(rf'"({PLAIN}+)"|("(?:[^"\\]|\\.)*")|(?<=\.){NO_KEYWORD}({NAME})')
_REFERENCE = rf"\$\{{{NAME}(?:\.{NAME})*\}}"
_IN_A_STRING = re.compile(
    rf"(?P<plain>(?:(?![{{}}]){PLAIN})+)"
    rf"|(?P<kept>{_REFERENCE}|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}}|\\.)"
    r"|(?P<opening>[$%]+\{)"
)
# `{` and `}` are not among the text: in a string with `$` or `%` they may stand behind one.
_ASCII_TEXT = r"[ !#&-\[\]-z|~]+"
_PIECES = re.compile(rf'"(?:[^"\\]|\\.)*"|{MARK}|[^"{MARK}]+')
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"')
_MADE_UP = re.compile(r"zq[0-9]+qz")
# Outside of strings: where an object begins, whose entries are sorted, or perhaps a comment.
_NOT_SHAPED = re.compile(r"[{}#/]")


class _NoShape(Exception):
    """The expression is to be read by python-hcl2 itself."""


class _Read(NamedTuple):
    """What python-hcl2 reads in expressions of one shape, with `MARK` in every slot."""

    value: Value
    is_as_written: bool  # the value is an `Expression` that is canonical as it stands in the file


def shaped(text: str) -> tuple[str, Value] | None:
    """The shape of an expression on one line, and its value; None if it has no shape that is known to be sound.

    `text` must not hold `MARK`.
    """
    slots: list[str] = []

    def take_out(part: re.Match[str]) -> str:
        plain, string, name = part.groups()
        if string is not None:
            return _IN_A_STRING.sub(take_out_of_string, string)
        slots.append(plain or name)
        return f'"{MARK}"' if plain else MARK

    def take_out_of_string(part: re.Match[str]) -> str:
        if part["opening"]:
            raise _NoShape
        if part["kept"]:
            return part["kept"]
        slots.append(part["plain"])
        return MARK

    try:
        shape = _PARTS.sub(take_out, text)
    except _NoShape:
        return None
    read = _read(shape)
    return None if read is None else (shape, _filled(read.value, iter(slots)))


@functools.lru_cache(maxsize=1024)
def pattern(shape: str) -> re.Pattern[str] | None:
    """What fits the expressions of a shape that are canonical as they are written: the text of such a one is that of
    the `Expression`. None if they are written otherwise. `shape` is one that `shaped` has given."""
    read = _read(shape)
    if read is None or not read.is_as_written:
        return None
    # What follows upon a slot can never be part of it, so a text that fits has no other shape.
    return re.compile("".join(map(_fitting, _PIECES.findall(shape))))


def _fitting(piece: str) -> str:
    if piece == MARK:
        return f"{NO_KEYWORD}{NAME}"
    return re.escape(piece).replace(MARK, _ASCII_TEXT) if piece[0] == '"' else re.escape(piece)


@functools.lru_cache(maxsize=4096)
def _read(shape: str) -> _Read | None:
    if _NOT_SHAPED.search(_STRINGS.sub("", shape)):
        return None
    numbers = itertools.count()
    example = re.sub(MARK, lambda _: _made_up(next(numbers)), shape)
    try:
        marked = _marked(expression_value(example), itertools.count())
    except (ValueError, _NoShape):
        return None
    # Every made-up word must have come out again; `_marked` has seen to their order, and that there are no others.
    if sum(_marks(marked)) != shape.count(MARK):
        return None
    return _Read(marked, marked == Expression(shape))


def _made_up(number: int) -> str:
    return f"zq{number}qz"


def _marked(value: Value, numbers: Iterator[int]) -> Value:
    if isinstance(value, str):
        return _marked_text(value, numbers)
    if isinstance(value, Expression):
        return Expression(_marked_text(value.source, numbers))
    if isinstance(value, tuple):
        return tuple(_marked(element, numbers) for element in value)
    return value


def _marked_text(text: str, numbers: Iterator[int]) -> str:
    for word in _MADE_UP.findall(text):
        if word != _made_up(next(numbers)):
            raise _NoShape
    return _MADE_UP.sub(MARK, text)


def _marks(value: Value) -> Iterator[int]:
    if isinstance(value, tuple):
        for element in value:
            yield from _marks(element)
    elif isinstance(value, str | Expression):
        yield (value if isinstance(value, str) else value.source).count(MARK)


def _filled(value: Value, slots: Iterator[str]) -> Value:
    if isinstance(value, str):
        return _filled_text(value, slots)
    if isinstance(value, Expression):
        return Expression(_filled_text(value.source, slots))
    if isinstance(value, tuple):
        return tuple(_filled(element, slots) for element in value)
    return value


def _filled_text(text: str, slots: Iterator[str]) -> str:
    first, *rest = text.split(MARK)
    return first + "".join([next(slots) + piece for piece in rest]) if rest else text

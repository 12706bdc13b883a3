"""The value that stands on one line, with the kind of it that python-hcl2 has to have seen."""

from __future__ import annotations

import re

from generator.configuration.terraform import Value
from generator.verify.hcl_reader import expression_value
from generator.verify.quick.shapes import MARK, pattern, shaped
from generator.verify.quick.subset import STRING, TEXT, WHOLE_NUMBER, NotInSubset

# Kinds that no text of a value can be mistaken for.
ANY_TEXT, NO_TEXT, _ANY_NUMBER = f"{MARK}text", f"{MARK}no text", f"{MARK}number"

_LONGEST = 2_000  # characters of an expression, many of which are kept


def value_of(text: str) -> tuple[str, Value]:
    """The kind and the value of an expression on one line. Raises `NotInSubset`."""
    if STRING.fullmatch(text):
        return NO_TEXT if text == '""' else ANY_TEXT, text[1:-1]
    if WHOLE_NUMBER.fullmatch(text):
        return _ANY_NUMBER, int(text)
    if len(text) > _LONGEST:
        raise NotInSubset
    return shaped(text) or (text, _read_by_itself(text))


def pattern_of(kind: str) -> re.Pattern[str] | None:
    """What fits the values of a kind, if what fits is quickly read: `TEXT`, or the pattern of an `Expression` whose
    source is written as it is."""
    if kind == ANY_TEXT:
        return TEXT
    return None if kind in (NO_TEXT, _ANY_NUMBER) else pattern(kind)


def _read_by_itself(text: str) -> Value:
    # A comment behind the value would end with the line, and take what comes after the value with it.
    if "#" in text or "/" in text:
        raise NotInSubset
    try:
        return expression_value(text)
    except ValueError as why:
        raise NotInSubset from why

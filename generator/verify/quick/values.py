"""The value that stands on one line, with the kind of it that python-hcl2 has to have seen."""

from __future__ import annotations

from generator.configuration.terraform import Value
from generator.verify.hcl_reader import expression_value
from generator.verify.quick.shapes import shaped
from generator.verify.quick.subset import STRING, WHOLE_NUMBER, NotInSubset


def value_of(text: str) -> tuple[str, Value]:
    """The kind and the value of an expression on one line. Raises `NotInSubset`."""
    if STRING.fullmatch(text):
        return '""' if text == '""' else '"…"', text[1:-1]
    if WHOLE_NUMBER.fullmatch(text):
        return "0", int(text)
    return shaped(text) or (text, _read_by_itself(text))


def _read_by_itself(text: str) -> Value:
    # A comment behind the value would end with the line, and take what comes after the value with it.
    if "#" in text or "/" in text:
        raise NotInSubset
    try:
        return expression_value(text)
    except ValueError as why:
        raise NotInSubset from why

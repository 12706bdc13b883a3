"""When a value of the configuration and one that was read back are the same, and blocks of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.configuration.terraform import Block, Expression, Value
from generator.verify.hcl_reader import expression_value

# Equal values of one of these types are the same; 1 and True can be equal only where they are parts of others.
_WITHOUT_PARTS = frozenset({str, bool, int, float, type(None)})
_MISSING = object()


def same_value(expected: Value, found: Value) -> bool:
    """True if a value of the configuration and one that was read back are the same to Terraform.

    The types count, but 1 and 1.0 are one number. The entries of a mapping have no order. Raises `ValueError`
    for an expected `Expression` that is not one in Terraform's language.
    """
    if isinstance(expected, Expression):
        if expected == found:  # written as its canonical form already: what was read back needs no second parsing
            return True
        expected = expression_value(expected.source)
    if isinstance(expected, Expression) or isinstance(found, Expression):
        return expected == found
    if expected is None or found is None or isinstance(expected, bool) or isinstance(found, bool):
        return expected is found
    if isinstance(expected, tuple) and isinstance(found, tuple):
        return len(expected) == len(found) and all(map(same_value, expected, found))
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        return expected.keys() == found.keys() and all(same_value(expected[key], found[key]) for key in found)
    if isinstance(expected, int | float) and isinstance(found, int | float):
        return expected == found
    return isinstance(expected, str) and isinstance(found, str) and expected == found


def say_the_same(expected: Sequence[Block], found: Sequence[Block]) -> bool:
    """True if blocks are the same one by one, in this very order. False says nothing: `parse_back.compare` knows what
    has no order, and what is wrong."""
    return len(expected) == len(found) and all(map(_is_twin, expected, found))


def _is_twin(expected: Block, found: Block) -> bool:
    given, arguments = expected.arguments, found.arguments
    if expected.type != found.type or expected.labels != found.labels or len(given) != len(arguments):
        return False
    for name, read in arguments.items():
        value = given.get(name, _MISSING)
        kind = type(read)
        if kind is Expression and type(value) is Expression:
            if read.source == value.source:  # type: ignore[union-attr]
                continue
        elif kind is type(value) and kind in _WITHOUT_PARTS and value == read:
            continue
        if value is _MISSING or not _is_same(value, read):  # type: ignore[arg-type]
            return False
    return say_the_same(expected.blocks, found.blocks) if expected.blocks or found.blocks else True


def _is_same(expected: Value, found: Value) -> bool:
    try:
        return same_value(expected, found)
    except ValueError:  # `parse_back.compare` says what is wrong with the expression
        return False

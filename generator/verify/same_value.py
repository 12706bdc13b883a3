"""When a value of the configuration and one that was read back are the same, and blocks of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.msgpack import encode

from generator.configuration.terraform import Block, Expression, Value
from generator.verify.hcl_reader import expression_value


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
    """True if blocks are the same one by one, and all that is in them, in this very order; the `comments` above their
    arguments do not count. False says nothing: `parse_back.compare` knows what has no order, and what is wrong."""
    one, other = tuple(map(_without_comments, expected)), tuple(found)
    try:
        # 1, 1.0 and True are equal, but not encoded in the same way.
        return one == other and encode(one) == encode(other)
    except (OverflowError, TypeError, UnicodeEncodeError):  # there are values that cannot be encoded
        return False


def _without_comments(block: Block) -> Block:
    return Block(block.type, block.labels, block.arguments, block.blocks) if block.comments else block

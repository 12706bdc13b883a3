"""Examples that python-hcl2 reads as the quick reader does: nothing is taken of which it has not seen one."""

from __future__ import annotations

from collections.abc import Sequence

from generator.configuration.terraform import Block, Value
from generator.verify.hcl_reader import read
from generator.verify.quick.subset import NotInSubset

Example = tuple[str, Sequence[Block]]
"""A text, and the blocks that it must be."""


def show(example: Example) -> None:
    """Raises `NotInSubset` if python-hcl2 reads the example in another way, or finds a fault in it."""
    text, expected = example
    blocks, diagnostics = read(text, "example")
    # As `repr` writes them 1, 1.0, True and "1" are different.
    if diagnostics or repr(blocks) != repr(tuple(expected)):
        raise NotInSubset


def in_body(lines: str, name: str, value: Value) -> Example:
    """An argument in a block of its own."""
    return f"example {{\n{lines}\n}}\n", [Block("example", arguments={name: value})]

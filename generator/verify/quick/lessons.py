"""Kinds of lines that python-hcl2 has read: it is asked about every kind once, and nothing is taken that it has not
seen and read as the quick reader does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.configuration.terraform import Block, Value
from generator.verify.hcl_reader import read
from generator.verify.quick.subset import NotInSubset

_MOST = 16_384  # kinds; a hostile spec can make as many as it has lines


class Lessons:
    """What python-hcl2 was asked in this process."""

    def __init__(self) -> None:
        self._known: set[tuple[str, ...]] = set()

    def learn(self, kind: tuple[str, ...], example: Callable[[], tuple[str, Sequence[Block]]]) -> None:
        """Goes back if lines of a kind are read as in the example: a text, and the blocks that it must be.

        Raises `NotInSubset` if python-hcl2 reads the example in another way, or finds a fault in it.
        """
        if kind in self._known:
            return
        text, expected = example()
        blocks, diagnostics = read(text, "example")
        # As `repr` writes them 1, 1.0, True and "1" are different.
        if diagnostics or repr(blocks) != repr(tuple(expected)):
            raise NotInSubset
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known.add(kind)

    def forget(self) -> None:
        """Ask about everything anew."""
        self._known.clear()


LESSONS = Lessons()


def in_body(line: str, name: str, value: Value) -> tuple[str, Sequence[Block]]:
    """An argument on a line of its own, in a block."""
    return f"example {{\n{line}\n}}\n", [Block("example", arguments={name: value})]

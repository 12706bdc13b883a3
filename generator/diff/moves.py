"""Objects that have another address and are still the same: what the new tree's `moved` blocks say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.configuration.terraform import Block, Expression

_ADDRESS = re.compile(r"(?<![\w.-])[\w-]+\.[\w-]+")  # of a resource or module call, with or without what is inside
_PIECE = re.compile(r'\\.|"|\$\{|%\{|\}|\{', re.DOTALL)


@dataclass(frozen=True)
class Moves:
    """By the old address of each object that is moved, its new one. `blocks` are the `moved` blocks that say so."""

    addresses: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()

    def followed(self, source: str) -> str:
        """The canonical source of an old value, with the references to what is moved as they have to be now."""
        if not self.addresses or "." not in source:
            return source
        return "".join(
            text if is_literal else _ADDRESS.sub(lambda found: self.addresses.get(found[0], found[0]), text)
            for is_literal, text in _pieces(source)
        )


NO_MOVES = Moves()


def moves_between(removed: Collection[str], added: Collection[str], moved: Sequence[Block]) -> Moves:
    """The objects of the `removed` addresses that are at one of the `added` ones now, by way of one or more of the
    `moved` blocks of the new tree. A way that leads over the address of another old object ends there: Terraform moves
    nothing to where something is, and destroys what is left behind."""
    by_start = {
        start: (end, block) for block in moved if (start := end_of(block, "from")) and (end := end_of(block, "to"))
    }
    taken = frozenset(removed)
    addresses: dict[str, str] = {}
    ends: set[str] = set()
    gone: set[str] = set()  # where two ways meet, the first has taken the end
    blocks: list[Block] = []
    for old in removed:
        way: list[Block] = []
        at = old
        while at in by_start and at not in added and (at == old or at not in taken) and at not in gone:
            gone.add(at)
            at, block = by_start[at]
            way.append(block)
        if way and at in added and at not in ends:
            addresses[old] = at
            ends.add(at)
            blocks += way
    return Moves(addresses, tuple(blocks))


def end_of(block: Block, name: str) -> str | None:
    """The address that `from` or `to` of a block is, as it is written."""
    value = block.arguments.get(name)
    return value.source if isinstance(value, Expression) else None


def _pieces(source: str) -> Iterator[tuple[bool, str]]:
    """The source in order, in pieces that are the text of a string literal (True) or not. In a template what stands
    between `${` and `}` is not text again."""
    inside = [""]  # the marks that are open: `"` of a string, `{` of an interpolation or an object
    start = 0
    for mark in _PIECE.finditer(source):
        in_text = inside[-1] == '"'
        found = mark[0]
        if found == '"' or (in_text and found in ("${", "%{")) or (not in_text and found in "{}"):
            yield in_text, source[start : mark.start()]
            yield True, found
            start = mark.end()
        if found == '"':
            if in_text:
                inside.pop()
            else:
                inside.append('"')
        elif found in ("${", "%{", "{") and (not in_text or found != "{"):
            inside.append("{")
        elif found == "}" and not in_text and len(inside) > 1:
            inside.pop()
    yield inside[-1] == '"', source[start:]

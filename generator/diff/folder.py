"""A stack or module of a tree as its blocks, whatever file they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.configuration.terraform import Block


@dataclass(frozen=True)
class Folder:
    """The top-level blocks of the files of a root module or module; none for one that is not there. `path` is its
    folder in the tree: `stacks/payments-prod`."""

    path: str
    blocks: Sequence[Block]

    def at(self, address: str) -> Block | None:
        """The block with an address, if there is exactly one."""
        found = self._by_address.get(address, ())
        return found[0] if len(found) == 1 else None

    def of_type(self, type: str) -> tuple[Block, ...]:
        """All blocks of a type, such as `moved`, in order."""
        return tuple(block for block in self.blocks if block.type == type)

    @cached_property
    def _by_address(self) -> Mapping[str, Sequence[Block]]:
        found: dict[str, list[Block]] = {}
        for block in self.blocks:
            found.setdefault(block.address, []).append(block)
        return found

"""A stack or module of a tree as its blocks, whatever file they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from generator.configuration.terraform import Block
from generator.diff.addressed import SAID_TOGETHER, address_of

_Made = TypeVar("_Made")


@dataclass(frozen=True, eq=False)
class Folder:
    """The top-level blocks of the files of a root module or module; none for one that is not there. `path` is its
    folder in the tree: `stacks/payments-prod`."""

    path: str
    blocks: Sequence[Block]
    _made: dict[tuple[object, ...], Any] = field(default_factory=dict, init=False, repr=False)

    def once(self, make: Callable[..., _Made], *others: Folder) -> _Made:
        """What a function makes of this folder, and of others. Each of thousands of changes may ask for it, and it is
        made for the first of them."""
        key = (make, *others)
        if key not in self._made:
            self._made[key] = make(self, *others)
        made: _Made = self._made[key]
        return made

    def at(self, address: str) -> Block | None:
        """The block with an address, if there is exactly one."""
        found = self._by_address.get(address, ())
        return found[0] if len(found) == 1 else None

    def called(self, name: str) -> Block | None:
        """The same by what the comparison calls it: `import module.key_A`."""
        found = self._by_name.get(name, ())
        return found[0] if len(found) == 1 else None

    def of_type(self, type: str) -> tuple[Block, ...]:
        """All blocks of a type, such as `moved`, in order."""
        return self._by_type.get(type, ())

    def is_repeated(self, address: str) -> bool:
        """True if several blocks have the address, and are not taken for one."""
        return self._repeated.get(address, 0) > 1

    @cached_property
    def _repeated(self) -> Mapping[str, int]:
        return Counter(address_of(block) for block in self.blocks if block.type not in SAID_TOGETHER)

    @cached_property
    def _by_type(self) -> Mapping[str, tuple[Block, ...]]:
        found: dict[str, list[Block]] = {}
        for block in self.blocks:
            found.setdefault(block.type, []).append(block)
        return {type: tuple(blocks) for type, blocks in found.items()}

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[Block]]:
        found: dict[str, list[Block]] = {}
        for block in self.blocks:
            found.setdefault(address_of(block), []).append(block)
        return found

    @cached_property
    def _by_address(self) -> Mapping[str, Sequence[Block]]:
        found: dict[str, list[Block]] = {}
        for block in self.blocks:
            found.setdefault(block.address, []).append(block)
        return found

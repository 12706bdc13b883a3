"""The blocks of a folder's files with what they are known by: an address, or what stands in for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.configuration.terraform import Block, Value
from generator.diff.moves import Moves
from generator.diff.values import canonical
from generator.verify.canonical_source import source

# Several of these say together what one would say (https://developer.hashicorp.com/terraform/language/values/locals,
# https://developer.hashicorp.com/terraform/language/terraform).
SAID_TOGETHER = frozenset({"locals", "terraform"})
"""The types of these blocks."""
_BY_ENDS: Mapping[str, tuple[str, ...]] = {
    "moved": ("from", "to"),
    "import": ("to",),
    "removed": ("from",),
    "override_module": ("target",),
    "override_resource": ("target",),
    "override_data": ("target",),
}
_BY_ALIAS = frozenset({"provider", "mock_provider"})


@dataclass(frozen=True)
class Addressed:
    """A block with its address and its place: the path of the file, and its number in there."""

    address: str
    block: Block
    path: str
    number: int


def addressed(blocks: Mapping[str, Sequence[Block]]) -> dict[str, list[Addressed]]:
    """The blocks of several files by their addresses; those that say together what one would say as one."""
    found: dict[str, list[Addressed]] = {}
    for path, of_file in blocks.items():
        for number, block in enumerate(of_file):
            address = address_of(block)
            found.setdefault(address, []).append(Addressed(address, block, path, number))
    return {address: _as_one(group) if len(group) > 1 else group for address, group in found.items()}


def _as_one(group: list[Addressed]) -> list[Addressed]:
    first = group[0]
    if first.block.type not in SAID_TOGETHER:
        return group
    return [replace(first, block=said_together(one.block for one in group))]


def addressed_in_tests(blocks: Mapping[str, Sequence[Block]], moves: Moves) -> dict[str, list[Addressed]]:
    """The blocks of tests, each of which is a world of its own, by file and address. An address that is about something
    that is moved follows it."""
    found: dict[str, list[Addressed]] = {}
    for path, of_file in blocks.items():
        for number, block in enumerate(of_file):
            address = moves.followed(address_of(block))
            found.setdefault(f"{path} {address}", []).append(Addressed(address, block, path, number))
    return found


def address_of(block: Block) -> str:
    """Terraform's address where there is one, else the block's type and labels; what has neither is known by what it
    says: `moved module.key_A to module.key_B`, `import module.key_A.aws_kms_key.this`, `provider.aws.west`."""
    if block.type in _BY_ENDS:
        ends = (_end(block.arguments[name]) for name in _BY_ENDS[block.type] if name in block.arguments)
        return f"{block.type} {' to '.join(ends)}".rstrip()
    alias = block.arguments.get("alias") if block.type in _BY_ALIAS else None
    return f"{block.address}.{alias}" if isinstance(alias, str) else block.address


def _end(value: Value) -> str:
    known = canonical(value)
    return known if isinstance(known, str) else source(known)


def said_together(blocks: Iterable[Block]) -> Block:
    """One block that says what all of them say; of an argument that is set twice, which Terraform refuses, the last."""
    first, *others = blocks
    arguments = dict(first.arguments)
    nested = list(first.blocks)
    for one in others:
        arguments |= one.arguments
        nested += one.blocks
    return Block(first.type, first.labels, arguments, tuple(nested), first.comments)

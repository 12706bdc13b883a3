"""The form of a block: all of it that a check against a provider's schema can depend on.

Texts, numbers and references are not part of it, only what kind they are; names, labels that choose a schema, keys of
objects and the arguments of `lifecycle` are. Blocks of the same form are right or wrong together.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeAlias

from generator.configuration.terraform import Block, Expression, Value

Form: TypeAlias = tuple[Hashable, ...]

_LIFECYCLE = "lifecycle"  # whose `ignore_changes` names arguments
_WITHOUT_PARTS = frozenset({str, Expression, bool, int, float, type(None)})


def form_of(block: Block) -> Form:
    """The form of a `resource`, `data` or `provider` block. The last label, its name, does not count."""
    labels = block.labels
    return (block.type, len(labels), labels[:1], *_inside(block))


def _nested(block: Block) -> Form:
    arguments = repr(block.arguments) if block.type == _LIFECYCLE else ""
    return (block.type, block.labels, arguments, *_inside(block))


def _inside(block: Block) -> Form:
    arguments = block.arguments
    kinds = tuple([_kind(value) for value in arguments.values()])
    return (tuple(arguments), kinds, tuple([_nested(inner) for inner in block.blocks]))


def _kind(value: Value) -> Hashable:
    """The type of a value, and of its parts."""
    kind: type = type(value)
    if kind in _WITHOUT_PARTS:
        return kind
    if isinstance(value, tuple):
        return tuple, tuple([_kind(element) for element in value])
    if isinstance(value, Mapping):
        return Mapping, tuple([(key, _kind(inner)) for key, inner in value.items()])
    return kind

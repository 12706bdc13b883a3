"""What changes, without the secrets in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from generator.configuration.terraform import Block
from generator.diff.changes import ArgumentChange
from generator.publish import secret_values
from generator.verify.canonical_source import source

_BETWEEN_NAMES = re.compile(r"[\].\[\"]+")
_VALUES = ("default", "value")  # of a variable and of an output


def without_secrets(change: ArgumentChange, *blocks: Block | None) -> ArgumentChange:
    """The change of an argument of the blocks, with what is secret in it as `(sensitive)`: by the names in its path, by
    the block's own, by `sensitive = true`, or by the names inside of its value."""
    names = _BETWEEN_NAMES.split(change.path)
    is_secret = any(map(secret_values.is_secret_name, names)) or (
        names[0] in _VALUES and any(map(_is_secret, filter(None, blocks)))
    )
    hide: Callable[[str], str] = secret_values.hidden if is_secret else secret_values.without_secrets
    return replace(
        change,
        old=None if change.old is None else hide(change.old),
        new=None if change.new is None else hide(change.new),
        items_added=tuple(map(hide, change.items_added)),
        items_removed=tuple(map(hide, change.items_removed)),
    )


def secret_literals(blocks: Iterable[Block]) -> Iterator[str]:
    """The strings that secret variables and outputs have as their value, each in its quotes: what the words before it
    do not tell."""
    for block in filter(_is_secret, blocks):
        values = (value for name, value in block.arguments.items() if name in _VALUES)
        yield from (source(value) for value in values if isinstance(value, str) and value)


def _is_secret(block: Block) -> bool:
    is_named_so = any(map(secret_values.is_secret_name, block.labels))
    return block.type in ("variable", "output") and (is_named_so or block.arguments.get("sensitive") is True)

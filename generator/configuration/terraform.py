"""Terraform's native syntax as data: what a rendered file says, apart from how it is laid out.

The words are the language's own (https://developer.hashicorp.com/terraform/language/syntax/configuration):
a *body* holds *arguments* and *blocks*; a block has a *type* and *labels*.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Expression(msgspec.Struct, frozen=True):
    """HCL source that adbkms wrote itself, such as the reference `module.key_orders.arn`.

    Text of a user never becomes an `Expression`: a `str` is a string literal and is escaped when it is rendered.
    """

    source: str


# What an argument can be given. A mapping is an object or map, its keys are text; a tuple is a list.
Value = None | bool | int | float | str | Expression | tuple["Value", ...] | Mapping[str, "Value"]


class Block(msgspec.Struct, frozen=True):
    """`TYPE "LABEL" … { arguments, then blocks }`. `comments` are lines above its arguments, without the `#`."""

    type: str
    labels: tuple[str, ...] = ()
    arguments: Mapping[str, Value] = {}
    blocks: tuple[Block, ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The block as people name it: `module.key_orders`, `oci_database_autonomous_database.orders`, `moved`."""
        labels = self.labels if self.type == "resource" else (self.type, *self.labels)
        return ".".join(labels)

    def nested(self, type: str) -> tuple[Block, ...]:
        """The blocks of that type directly inside this one, in order."""
        return tuple(block for block in self.blocks if block.type == type)

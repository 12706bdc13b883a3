"""Values in places that have no type of their own: `arguments`, and a backend's `config`."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from generator.spec.findings import Findings
from generator.spec.nodes import Mapping, Node, Path, Scalar, Sequence

# What YAML 1.1, 1.2 and JSON all take for a truth value or a number. What is neither is text, quoted or not.
_MORE_THAN_TEXT = re.compile(r"true|True|TRUE|false|False|FALSE|[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?")


class PlainScalar(msgspec.Struct, frozen=True, tag="plain"):
    """An unquoted number or truth value, which could also be meant as text: what it is depends on its place."""

    text: str


RawValue = Any
"""What stands in such a place: None, a `PlainScalar`, a `str`, a tuple or a dict of those."""


class RawReader:
    """Reads a node as it is."""

    expected = "a value"

    def accepts(self, node: Node) -> bool:
        """True for every node."""
        return True

    def value(self, node: Node) -> RawValue:
        """The value; nothing can be wrong with it."""
        return _raw(node)

    def read(self, node: Node, path: Path, findings: Findings) -> RawValue:
        """The same."""
        return _raw(node)


def _raw(node: Node) -> RawValue:
    match node:
        case Scalar() if node.is_null:
            return None
        case Scalar():
            return PlainScalar(node.text) if node.plain and _MORE_THAN_TEXT.fullmatch(node.text) else node.text
        case Mapping():
            return {name: _raw(entry.value) for name, entry in node.entries.items()}
        case Sequence():
            return tuple(_raw(item) for item in node.items)

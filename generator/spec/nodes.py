"""A YAML document as nodes that know where they stand and how they were written.

Scalars stay the text that the user typed: what type they are is for the field that they are read into to say. So
an account id keeps its leading zeros, and neither `NO` nor `2012-10-17` turns into something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from generator.spec.source import Source, Span

NULL = frozenset({"", "~", "null", "Null", "NULL"})  # YAML 1.2, core schema
_SHOWN = 80  # characters of a text in a message


class Mark(Protocol):
    """A place in a file: line and column count from 0, in characters. libyaml's marks are such, and nodes keep them as
    they come: a file has very many nodes, and hardly any is ever asked for its place."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Place(Struct, frozen=True, gc=False):
    """A `Mark` of our own, for nodes that come from another process."""

    line: int
    column: int


class _AtPlace(Struct, eq=False, gc=False):
    """Where a node stands: from `start` up to but not including `end`. There are no cycles among nodes, so Python's
    collector of cycles is told to leave them alone."""

    source: Source
    start: Mark
    end: Mark

    @property
    def span(self) -> Span:
        """Where the node stands, as four numbers."""
        return Span(self.start.line, self.start.column, self.end.line, self.end.column)


class Scalar(_AtPlace, eq=False, gc=False):
    """One value: its text in Unicode's form NFC, as Terraform does with every string. `plain` is true if it was
    written without quotes and not as a block."""

    text: str
    plain: bool

    @property
    def is_null(self) -> bool:
        """True for what YAML calls null: nothing at all, `~` or `null`, not quoted."""
        return self.plain and self.text in NULL


class Sequence(_AtPlace, eq=False, gc=False):
    """A list."""

    items: list[Node]


class Entry(Struct, eq=False, gc=False):
    """One `key: value` of a mapping."""

    key: Scalar
    value: Node


class Mapping(_AtPlace, eq=False, gc=False):
    """A map. Its keys are text in Unicode's form NFC and occur once."""

    entries: dict[str, Entry]

    def get(self, key: str) -> Node | None:
        """The value under a key, or None."""
        entry = self.entries.get(key)
        return entry.value if entry else None


Node = Scalar | Sequence | Mapping
Path = tuple[str | int, ...]


def is_null(node: Node) -> bool:
    """True for a value that is YAML's null."""
    return isinstance(node, Scalar) and node.is_null


def kind(node: Node) -> str:
    """What a node is, in words for a message."""
    match node:
        case Mapping():
            return "a map"
        case Sequence():
            return "a list"
        case _:
            return "nothing" if node.is_null else "a value"


def quoted(text: str) -> str:
    """A text in quotes for a message, cut where it is long."""
    return f'"{text}"' if len(text) <= _SHOWN else f'"{text[:_SHOWN]}…"'


def follow(root: Node, path: Path) -> Iterator[Scalar | Node]:
    """The nodes to point at for each step of a path that exists: for a value the value, for a collection its key."""
    node = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            entry = node.entries[step]
            node = entry.value
            yield node if isinstance(node, Scalar) and not node.is_null else entry.key
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            yield node
        else:
            return

"""Nodes as few bytes, to send them to another process.

A node is five numbers and what it holds, one after the other in a flat list: the place of its source among the
sources, the lines and columns of where it stands, and then for a scalar its text and whether it is plain, for a
collection how much it holds (a list's length below zero, so that none is like a map's) and that itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from generator.spec.nodes import Entry, Mapping, Node, Place, Scalar
from generator.spec.nodes import Sequence as SequenceNode
from generator.spec.source import Source


def pack(*nodes: Node) -> tuple[tuple[Source, ...], bytes]:
    """The sources of the nodes, and the nodes."""
    sources: dict[Source, int] = {}
    flat: list[int | str | bool] = [len(nodes)]
    for node in nodes:
        _flatten(node, sources, flat)
    return tuple(sources), msgspec.msgpack.encode(flat)


def unpack(sources: Sequence[Source], packed: bytes) -> list[Node]:
    """The nodes again."""
    following = iter(msgspec.msgpack.decode(packed)).__next__
    return [_node(following(), following, sources) for _ in range(following())]


def _flatten(node: Node, sources: dict[Source, int], flat: list[int | str | bool]) -> None:
    start, end = node.start, node.end
    place = sources.setdefault(node.source, len(sources))
    if isinstance(node, Scalar):
        flat += (place, start.line, start.column, end.line, end.column, node.text, node.plain)
    elif isinstance(node, Mapping):
        flat += (place, start.line, start.column, end.line, end.column, len(node.entries))
        for entry in node.entries.values():
            _flatten(entry.key, sources, flat)
            _flatten(entry.value, sources, flat)
    else:
        flat += (place, start.line, start.column, end.line, end.column, -1 - len(node.items))
        for item in node.items:
            _flatten(item, sources, flat)


def _node(place: int, following: Callable[[], Any], sources: Sequence[Source]) -> Node:
    start, end = Place(following(), following()), Place(following(), following())
    held = following()
    if isinstance(held, str):
        return Scalar(sources[place], start, end, held, following())
    if held < 0:
        return SequenceNode(
            sources[place], start, end, [_node(following(), following, sources) for _ in range(-1 - held)]
        )
    entries = {}
    for _ in range(held):
        key = _node(following(), following, sources)
        assert isinstance(key, Scalar)
        entries[key.text] = Entry(key, _node(following(), following, sources))
    return Mapping(sources[place], start, end, entries)

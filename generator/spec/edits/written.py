"""A YAML text as nodes that know where they are written: offsets, style, anchors and aliases.

Beside `generator.spec.nodes`, which say what a spec means and have forgotten how that was written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

MERGE = "<<"


class NotEditable(Exception):
    """An edit has led to what is no YAML any more, or there is no place for it: the text was written in a way that is
    not foreseen here."""


@dataclass(eq=False, slots=True)
class Written:
    """A node of the text from `start` up to but not including `end`, in characters, with its anchor.

    `text` is the value of a scalar in Unicode's form NFC; `style` is its quote, `|` or `>`, or None. `items` are those
    of a sequence, `entries` those of a mapping, in order. An alias has the node that it stands for as its `target`.
    """

    start: int
    end: int
    anchor: str | None = None
    text: str | None = None
    style: str | None = None
    is_flow: bool = False
    items: list[Written] | None = None
    entries: list[tuple[Written, Written]] | None = None
    target: Written | None = None

    @property
    def resolved(self) -> Written:
        """What an alias stands for; any other node itself."""
        return self.target or self

    @property
    def is_null(self) -> bool:
        """True for what YAML calls null."""
        return self.style is None and self.text in ("", "~", "null", "Null", "NULL")

    def own(self, name: str) -> tuple[Written, Written] | None:
        """The key and the value of an entry that stands in this very mapping."""
        return next((entry for entry in self.entries or () if entry[0].text == name and not _is_merge(entry[0])), None)

    def effective(self) -> dict[str, Written]:
        """Every entry of a mapping, those that it merges as well, aliases resolved."""
        found: dict[str, Written] = {}
        for key, value in self.entries or ():
            if not _is_merge(key) and key.text is not None:
                found.setdefault(key.text, value.resolved)
        for source in self.merged():
            for name, value in source.resolved.effective().items():
                found.setdefault(name, value)
        return found

    def merged(self) -> Iterator[Written]:
        """What a mapping merges by `<<`, as it stands there: aliases, mostly."""
        for key, value in self.entries or ():
            if _is_merge(key):
                yield from value.items if value.items is not None else [value]

    def below(self) -> Iterator[Written]:
        """The nodes right below this one, keys as well."""
        yield from self.items or ()
        for entry in self.entries or ():
            yield from entry


@dataclass(eq=False, slots=True)
class Document:
    """A text with its root, and the aliases in it, in order, each with the node that it stands right in."""

    text: str
    root: Written
    aliases: list[tuple[Written, Written]] = field(default_factory=list)

    def users(self, node: Written) -> list[tuple[Written, Written]]:
        """The aliases that stand for a node, each with the node that it stands right in."""
        return [(alias, holder) for alias, holder in self.aliases if alias.target is node]


def read_written(text: str) -> Document:
    """The nodes of a text that the reader of specs has accepted, without a byte order mark; `NotEditable` for one that
    it would not accept."""
    try:
        root = _Reader(text).document()
    except yaml.YAMLError as wrong:
        raise NotEditable from wrong
    document = Document(text, root)
    pending = [root]
    while pending:
        holder = pending.pop()
        document.aliases += ((one, holder) for one in holder.below() if one.target is not None)
        pending += holder.below()
    document.aliases.sort(key=lambda found: found[0].start)
    return document


def _is_merge(key: Written) -> bool:
    return key.style is None and key.text == MERGE


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._anchors: dict[str | None, Written] = {}
        self._next: Callable[[], Any] = yaml.CSafeLoader(text).get_event

    def document(self) -> Written:
        while not isinstance(self._next(), yaml.DocumentStartEvent):
            pass
        return self._node(self._next())

    def _node(self, event: Any) -> Written:
        start, end = event.start_mark.index, min(event.end_mark.index, len(self._text))
        if type(event) is yaml.AliasEvent:
            if event.anchor not in self._anchors:
                raise NotEditable
            return Written(start, end, target=self._anchors[event.anchor])
        node = Written(start, end, event.anchor)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(node, event)
        else:
            self._collection(node, event)
        if node.anchor is not None:
            self._anchors[node.anchor] = node
        return node

    def _scalar(self, node: Written, event: Any) -> None:
        node.text = unicodedata.normalize("NFC", event.value)
        node.style = event.style or None
        if node.style in ("|", ">"):  # libyaml counts the line breaks and the indentation behind it as well
            node.end = node.start + len(self._text[node.start : node.end].rstrip())

    def _collection(self, node: Written, event: Any) -> None:
        node.is_flow = bool(event.flow_style)
        children: list[Written] = []
        following = self._next()
        while type(following) not in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            children.append(self._node(following))
            following = self._next()
        if isinstance(event, yaml.MappingStartEvent):
            node.entries = list(zip(children[::2], children[1::2], strict=True))
        else:
            node.items = children
        if node.is_flow:
            node.end = min(following.end_mark.index, len(self._text))
        elif children:  # libyaml ends a block where the next token begins, behind comments and blank lines
            node.end = max(child.end for child in children)

"""YAML text to nodes with positions, by way of libyaml's events.

Events rather than PyYAML's loaders: they are fast, keep scalars as written, and show duplicate keys, which the loaders
drop silently. libyaml only, not PyYAML's own parser, which reads tabs and some escapes differently: a spec must not
mean one thing here and another there. What may exhaust the machine (aliases that explode, deep nesting, huge files) is
bounded here.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from generator.diagnostics import MOST_ERRORS, Diagnostic, Severity, did_you_mean
from generator.spec.nodes import Entry, Mapping, Node, Scalar, Sequence, quoted
from generator.spec.source import Source, Span
from generator.spec.syntax_error import explain_syntax_error
from generator.spec.text import RefusedFile, decode_text

MAX_DEPTH = 50
MAX_NODES = 2_000_000  # some twenty times what 10,000 databases are
MAX_ALIASED_NODES = 1_000_000

_STRING_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})


def read_yaml(data: bytes, filename: str) -> tuple[Node | None, list[Diagnostic]]:
    """The one document in `data`, which is UTF-8, and what is wrong with it.

    None, with at least one error, where there is no document that could be used.
    """
    try:
        reader = _Reader(decode_text(data, filename))
        return reader.document(), reader.diagnostics
    except RefusedFile as refused:
        return None, [refused.diagnostic]


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line, start.column, end.line, end.column)


class _Anchor:
    """What an alias stands for, and how much that is: the number of its nodes and the levels below it.

    `node` is None as long as it is being read.
    """

    __slots__ = ("levels", "node", "size")

    def __init__(self) -> None:
        self.node: Node | None = None
        self.size = 0
        self.levels = 0


class _Reader:
    """Builds the nodes of one file; `diagnostics` are the findings that do not end the reading."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self._anchors: dict[str, _Anchor] = {}
        self._nodes = 0
        self._aliased = 0
        self._depth = 0
        self._deepest = 0
        self._next = yaml.CSafeLoader(source.text).get_event

    def document(self) -> Node | None:
        """The document's root node."""
        try:
            return self._document()
        except yaml.MarkedYAMLError as wrong:
            detail, span = explain_syntax_error(wrong, self.source)
            raise self._refused("SPEC104", "This is not YAML", detail, span) from wrong

    def _document(self) -> Node:
        root: Node | None = None
        while (event := self._next()) is not None:
            if isinstance(event, DocumentStartEvent):
                if root is not None:
                    raise self._refused(
                        "SPEC105",
                        "More than one document",
                        "A spec file holds one YAML document. Remove the `---`, or make it two files.",
                        _span(event),
                    )
                root = self._node(self._next())
        if root is None or (isinstance(root, Scalar) and root.is_null):
            raise self._refused(
                "SPEC106",
                "The file is empty",
                "A spec starts with `version: 1`. `adbkms init` writes one to begin with.",
                Span(0, 0, 0, 0),
            )
        return root

    def _node(self, event: Any) -> Node:
        if type(event) is AliasEvent:
            return self._alias(event)
        if event.anchor is None:
            return self._scalar(event) if type(event) is ScalarEvent else self._collection(event)
        return self._anchored(event)

    def _anchored(self, event: Any) -> Node:
        anchor = self._anchors[event.anchor] = _Anchor()
        before, deepest, self._deepest = self._nodes + self._aliased, self._deepest, self._depth
        anchor.node = self._scalar(event) if type(event) is ScalarEvent else self._collection(event)
        anchor.size = self._nodes + self._aliased - before
        anchor.levels = self._deepest - self._depth
        self._deepest = max(deepest, self._deepest)
        return anchor.node

    def _collection(self, event: Any) -> Sequence | Mapping:
        if event.tag not in (None, "!"):
            raise self._tagged(event)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._too_many(event)
        self._depth += 1
        self._descend_to(self._depth, event)
        node = self._mapping(event) if type(event) is MappingStartEvent else self._sequence(event)
        self._depth -= 1
        return node

    def _too_many(self, event: Any) -> RefusedFile:
        return self._refused(
            "SPEC101",
            "The file is too large",
            f"A spec file may hold {MAX_NODES:,} values. Split it: a folder of *.yaml files is one spec.",
            _span(event),
        )

    def _descend_to(self, depth: int, event: Any) -> None:
        if depth > MAX_DEPTH:
            raise self._refused(
                "SPEC107",
                "Nested too deeply",
                f"No part of a spec is nested more than {MAX_DEPTH} levels deep.",
                _span(event),
            )
        self._deepest = max(self._deepest, depth)

    def _scalar(self, event: Any) -> Scalar:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._too_many(event)
        text, tag = event.value, event.tag
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if tag is not None and tag not in _STRING_TAGS:
            raise self._tagged(event)
        return Scalar(self.source, event.start_mark, event.end_mark, text, tag is None and not event.style)

    def _sequence(self, start: Any) -> Sequence:
        items: list[Node] = []
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._node(event))
        return Sequence(self.source, start.start_mark, start.end_mark, items)

    def _mapping(self, start: Any) -> Mapping:
        entries: dict[str, Entry] = {}
        merged: list[Entry] = []
        following, node, scalar = self._next, self._node, self._scalar
        while type(event := following()) is not MappingEndEvent:
            # Nearly all keys and values are scalars without an anchor: this is where the time goes.
            key = scalar(event) if type(event) is ScalarEvent and event.anchor is None else node(event)
            event = following()
            value = scalar(event) if type(event) is ScalarEvent and event.anchor is None else node(event)
            if type(key) is not Scalar:
                detail = "A map or a list cannot be a key here. Where a `{` begins a text, put the text in quotes."
                self._report("SPEC108", "A key must be text", detail, key)
            elif key.text == "<<" and key.plain:
                merged.append(Entry(key, value))
            elif key.text in entries:
                self._report_duplicate(key, entries[key.text].key)
            else:
                entries[key.text] = Entry(key, value)
        for entry in merged:
            self._merge(entries, entry)
        return Mapping(self.source, start.start_mark, start.end_mark, entries)

    def _merge(self, entries: dict[str, Entry], merge: Entry) -> None:
        """YAML's merge key: what stands in the map itself wins, then the first of the merged
        (https://yaml.org/type/merge)."""
        for node in merge.value.items if isinstance(merge.value, Sequence) else [merge.value]:
            if isinstance(node, Mapping):
                for key, entry in node.entries.items():
                    entries.setdefault(key, entry)
            else:
                detail = "`<<` takes an alias of a map, or a list of them."
                self._report("SPEC110", "Only maps can be merged", detail, merge.key)

    def _alias(self, event: Any) -> Node:
        anchor = self._anchors.get(event.anchor)
        if anchor is None:
            raise self._refused(
                "SPEC111",
                "This alias has no anchor",  # its name may be a password that begins with *
                "An anchor is set with `&NAME`, before it is used as `*NAME`. "
                f"{did_you_mean(event.anchor, list(self._anchors))}".strip(),
                _span(event),
            )
        if anchor.node is None:
            raise self._refused(
                "SPEC111",
                "This alias stands inside its own anchor",
                "A value cannot contain itself. Remove the alias, or set the anchor elsewhere.",
                _span(event),
            )
        self._descend_to(self._depth + anchor.levels, event)
        self._aliased += anchor.size
        if self._aliased > MAX_ALIASED_NODES:
            raise self._refused(
                "SPEC112",
                "The aliases of this file expand to too much",
                f"Written out, they would stand for more than {MAX_ALIASED_NODES:,} values. Use `defaults` for what "
                "many stacks have in common.",
                _span(event),
            )
        return anchor.node

    def _tagged(self, event: Any) -> RefusedFile:
        return self._refused(
            "SPEC113",
            "Tags are not used in a spec",
            "Remove the tag; the type of a value follows from its key. Text that begins with ! needs quotes.",
            _span(event),
        )

    def _report_duplicate(self, key: Scalar, first: Scalar) -> None:
        self._report(
            "SPEC109",
            f"The key {quoted(key.text)} occurs twice",
            f"It already stands in line {first.span.start_line + 1}, and only one of the two can count. "
            "Remove or rename one.",
            key,
        )

    def _report(self, code: str, summary: str, detail: str, node: Node) -> None:
        if len(self.diagnostics) <= MOST_ERRORS:  # one more, as in `Findings`
            self.diagnostics.append(self.source.diagnostic(Severity.ERROR, code, summary, detail, node.span))

    def _refused(self, code: str, summary: str, detail: str, span: Span) -> RefusedFile:
        return RefusedFile(self.source.diagnostic(Severity.ERROR, code, summary, detail, span))

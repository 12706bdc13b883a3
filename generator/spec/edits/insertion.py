"""Where and how something new is put into what is there."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.spec.edits.flow import Value, Verbatim, as_flow
from generator.spec.edits.scalar_text import scalar_text
from generator.spec.edits.written import Document, NotEditable, Written

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_LINE_BREAK = re.compile("\r\n|\n|\r")
_COMMENT_LINE = re.compile("(?:\r\n|\n|\r)([ \t]+)#[^\r\n]*")


class Change(NamedTuple):
    """The text from `start` up to but not including `end`, in characters, becomes `text`."""

    start: int
    end: int
    text: str


def changed(text: str, changes: list[Change]) -> str:
    """The text with all of the changes, which do not overlap."""
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def replacement(document: Document, node: Written, value: Value) -> Change:
    """Another value in the place of a node. A scalar keeps its quotes if the new text allows it, and its anchor."""
    if node.text is None:
        return Change(node.start, node.end, as_flow(value))
    if node.start == node.end:  # nothing behind a colon
        gap = " " if document.text[node.start - 1 : node.start] == ":" else ""
        return Change(node.start, node.end, gap + as_flow(value))
    start = node.start + _properties(document, node)
    if not isinstance(value, str):
        return Change(start, node.end, as_flow(value))
    return Change(start, node.end, scalar_text(value, node.style if node.style in ("'", '"') else None))


def without_anchor(document: Document, node: Written) -> Change:
    """The node loses its anchor. What stands in the lines below it stays there."""
    length = _properties(document, node)
    start, end = node.start, node.start + 1 + len(node.anchor or "")
    if _LINE_BREAK.search(document.text, start, start + length):
        start = len(document.text[:start].rstrip(" \t"))
        return Change(start, end, "")
    return Change(start, max(end, start + length), "")


def new_entry(document: Document, mapping: Written, name: str, value: Value, after: str | None = None) -> Change:
    """Another entry of a mapping, behind the entry `after`, or at the end."""
    entries = mapping.entries or []
    previous = (mapping.own(after) if after is not None else None) or (entries[-1] if entries else None)
    style = _style(mapping)
    written = f"{scalar_text(name, style)}: {as_flow(value, style)}"
    if isinstance(value, Verbatim) and value.text[:1] in "\r\n":
        written = scalar_text(name, style) + ":" + value.text
    if previous is None:
        return Change(mapping.end - 1, mapping.end - 1, written)
    if mapping.is_flow:
        end = max(previous[0].end, previous[1].end)
        return Change(end, end, ", " + written)
    column = _column(document.text, entries[0][0].start)
    end = _end_of_lines(document.text, max(previous[0].end, previous[1].end), column)
    return Change(end, end, _line_break(document.text, end) + " " * column + written)


def new_item(document: Document, sequence: Written, value: Value) -> Change:
    """Another item at the end of a list."""
    items = sequence.items or []
    if not items:
        return Change(sequence.end - 1, sequence.end - 1, as_flow(value))
    style = items[-1].style if items[-1].style in ("'", '"') else None
    if sequence.is_flow:
        return Change(items[-1].end, items[-1].end, ", " + as_flow(value, style))
    dash = document.text.rfind("-", 0, items[0].start)
    if dash < 0:
        raise NotEditable
    column = _column(document.text, dash)
    gap = document.text[dash + 1 : items[0].start]
    gap = gap if gap and not gap.strip(" ") else " "
    end = _end_of_lines(document.text, items[-1].end, column)
    return Change(end, end, _line_break(document.text, end) + " " * column + "-" + gap + as_flow(value, style))


def _properties(document: Document, node: Written) -> int:
    """How many characters the anchor and the tag in front of a node take."""
    found = _PROPERTIES.match(document.text, node.start, node.end)
    return len(found.group()) if found and (node.anchor or document.text[node.start] == "!") else 0


def _style(mapping: Written) -> str | None:
    """The quotes of new keys and texts: those that all of the entries have, as in JSON."""
    styles = {key.style for key, _ in mapping.entries or ()}
    return styles.pop() if len(styles) == 1 else None


def _column(text: str, offset: int) -> int:
    return offset - max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) - 1


def _end_of_lines(text: str, offset: int, column: int) -> int:
    """The end of the line at an offset, and of the lines behind it that are comments of what stands there: indented
    more than it."""
    found = _LINE_BREAK.search(text, offset)
    end = found.start() if found else len(text)
    while (comment := _COMMENT_LINE.match(text, end)) and len(comment[1]) > column:
        end = comment.end()
    return end


def _line_break(text: str, offset: int) -> str:
    """The line break of the line at an offset, or of the one before it."""
    here = _LINE_BREAK.match(text, offset)
    if here:
        return here.group()
    before = _LINE_BREAK.findall(text, 0, offset)
    return before[-1] if before else "\n"

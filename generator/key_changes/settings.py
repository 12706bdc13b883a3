"""The settings of a key, to be written once more for the next one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.spec.edits.flow import Value, Verbatim
from generator.spec.edits.written import Written, read_written
from generator.spec.load import LoadedStack
from generator.spec.nodes import Mapping

_OF_ONE_KEY = frozenset({"alias", "arn", "adopt", "retired", "renamed_from"})
"""What says which key it is, rather than how it is set up."""


def settings_to_copy(loaded: LoadedStack, name: str) -> Iterator[Value]:
    """Ways to write the settings of a key for another, the best first: as they are written, and on one line with what
    anchors, merge keys and defaults add. A key outside of the stack has none."""
    keys = loaded.node.get("keys")
    node = keys.get(name) if isinstance(keys, Mapping) else None
    if not isinstance(node, Mapping) or node.get("arn") is not None:
        yield {}
        return
    written = _written(loaded, name)
    if written is not None:
        yield Verbatim(written)
    yield {setting: entry.value for setting, entry in node.entries.items() if setting not in _OF_ONE_KEY}


def _written(loaded: LoadedStack, name: str) -> str | None:
    """The entries of a key as the file has them, each from its name to the end of its value; None where the key, or
    part of it, stands elsewhere, or an anchor would be set twice."""
    text = loaded.name_node.source.text
    node: Written | None = read_written(text).root
    for step in ("stacks", loaded.name, "keys", name):
        entry = node.own(step) if node is not None else None
        node = entry[1] if entry else None
    if node is None or _has_anchor(node):
        return None
    if node.target is not None:
        return text[node.start : node.end]
    kept = [(key, value) for key, value in node.entries or () if key.text not in _OF_ONE_KEY]
    slices = [text[key.start : max(key.end, value.end)] for key, value in kept]
    if node.is_flow or not slices:
        return "{" + ", ".join(slices) + "}"
    line = max(text.rfind("\n", 0, kept[0][0].start), text.rfind("\r", 0, kept[0][0].start))
    indentation = text[line + 1 : kept[0][0].start]
    line_break = "\r\n" if text[line - 1 : line + 1] == "\r\n" else text[line]
    return "".join(line_break + indentation + one for one in slices)


def _has_anchor(node: Written) -> bool:
    return any(one.anchor is not None or _has_anchor(one) for one in node.below())

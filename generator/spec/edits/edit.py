"""The edits: a text at a path, an item of a list, an entry of a map.

Paths lead from the root of the file. Levels that are missing are made. What comes from an alias, from a merge key or
from the defaults is not touched: the place gets a value of its own over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.spec.edits.flow import Value, Verbatim
from generator.spec.edits.insertion import changed, new_entry, new_item, replacement
from generator.spec.edits.shared import Path, unshared
from generator.spec.edits.written import MERGE, Written


@dataclass(frozen=True)
class SetText:
    """The scalar at a path is this text."""

    path: Path
    text: str


@dataclass(frozen=True)
class AppendItem:
    """The list at a path has one more item. `whole` is the new list, for where it does not stand at the path itself."""

    path: Path
    item: str
    whole: tuple[str, ...]


@dataclass(frozen=True)
class AddEntry:
    """The map at a path has one more entry, behind the entry `after`, or at the end."""

    path: Path
    name: str
    value: Value
    after: str | None = None


Edit = SetText | AppendItem | AddEntry


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text of a spec file, without a byte order mark and accepted by the reader, after all of the edits."""
    for edit in edits:
        match edit:
            case SetText():
                text = _put(text, edit.path, edit.text)
            case AppendItem():
                text = _append(text, edit)
            case AddEntry():
                text = _put(text, (*edit.path, edit.name), edit.value, edit.after)
    return text


def _append(text: str, edit: AppendItem) -> str:
    document = unshared(text, edit.path)
    node: Written | None = document.root
    for step in edit.path:
        entry = node.own(step) if node is not None else None
        node = entry[1] if entry else None
    if node is None or node.items is None:
        return _put(document.text, edit.path, edit.whole)
    return changed(document.text, [new_item(document, node, edit.item)])


def _put(text: str, path: Path, value: Value, after: str | None = None) -> str:
    document = unshared(text, path)
    text, node = document.text, document.root
    for depth, step in enumerate(path):
        rest = path[depth + 1 :]
        entry = node.own(step)
        if entry is None:
            inherited = node.effective().get(step)
            return changed(text, [new_entry(document, node, step, _over(inherited, rest, value), after)])
        child = entry[1]
        if child.target is not None:
            return changed(text, [replacement(document, child, _over_alias(text, child, rest, value))])
        if not rest or child.entries is None:
            return changed(text, [replacement(document, child, _over(None, rest, value))])
        node = child
    return text


def _over(below: Written | None, rest: Path, value: Value) -> Value:
    """A copy of what is `below`, with the value at the rest of the path in it."""
    if not rest:
        return value
    entries: dict[str, Value] = dict(below.effective()) if below is not None else {}
    inner = entries.get(rest[0])
    entries[rest[0]] = _over(inner if isinstance(inner, Written) else None, rest[1:], value)
    return entries


def _over_alias(text: str, alias: Written, rest: Path, value: Value) -> Value:
    """What the alias stands for is merged, and the value put over it."""
    shared = alias.resolved
    if not rest or shared.entries is None:
        return _over(None, rest, value)
    return {
        MERGE: Verbatim(text[alias.start : alias.end]),
        rest[0]: _over(shared.effective().get(rest[0]), rest[1:], value),
    }

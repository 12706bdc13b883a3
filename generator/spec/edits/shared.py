"""What others share is theirs: an anchor that is used elsewhere keeps its value there."""

from __future__ import annotations

from generator.spec.edits.flow import NULL, Value, Verbatim, as_flow
from generator.spec.edits.insertion import Change, changed, new_entry, replacement, without_anchor
from generator.spec.edits.written import MERGE, Document, Written, read_written

Path = tuple[str, ...]


def unshared(text: str, path: Path) -> Document:
    """The text with the same meaning, in which a change at the path, from the root on, is a change there only."""
    document = read_written(text)
    for depth in range(len(path) + 1):
        node = _own_node(document.root, path[:depth])
        if node is None:
            return document
        users = document.users(node)
        if not users:
            continue
        rest = path[depth:]
        if not rest or (len(rest) == 1 and rest[0] not in node.effective()):
            changes = _anchor_moves(document, node, users)
        else:
            changes = _pins(document, node, users, rest)
        document = read_written(changed(document.text, changes))
    return document


def _own_node(root: Written, path: Path) -> Written | None:
    """The node at a path, if neither an alias nor a merge key is on the way."""
    node: Written | None = root
    for step in path:
        entry = node.own(step) if node is not None else None
        node = entry[1] if entry else None
    return node if node is not None and node.target is None else None


def _anchor_moves(document: Document, node: Written, users: list[tuple[Written, Written]]) -> list[Change]:
    """The first of those who use the anchor gets it, with a copy of the value. The others go on to use it."""
    alias = users[0][0]
    return [without_anchor(document, node), Change(alias.start, alias.end, f"&{node.anchor} {as_flow(node)}")]


def _pins(document: Document, node: Written, users: list[tuple[Written, Written]], rest: Path) -> list[Change]:
    """All who use the anchor get what stands under the next step of the path as their own."""
    name = rest[0]
    missing: Value = {} if len(rest) > 1 else NULL
    changes: dict[int, Change] = {}
    for alias, holder in users:
        merging = _merging(document.root, alias, holder)
        if merging is None:
            pinned: Value = node.effective().get(name, missing)
            whole = {MERGE: Verbatim(f"*{node.anchor}"), name: pinned}
            changes[alias.start] = replacement(document, alias, whole)
        elif merging.own(name) is None:
            changes[merging.start] = new_entry(document, merging, name, merging.effective().get(name, missing))
    return list(changes.values())


def _merging(root: Written, alias: Written, holder: Written) -> Written | None:
    """The mapping that merges an alias, if it stands in a merge key."""
    if any(one is alias for one in holder.merged()):
        return holder
    pending = [root] if holder.items is not None else []  # in a list, which may be what a mapping merges
    while pending:
        node = pending.pop()
        if any(one is alias for one in node.merged()):
            return node
        pending += node.below()
    return None

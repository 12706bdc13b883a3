"""Modules of the same tree, by the paths that calls take them from."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from generator.configuration.terraform import Block
from generator.diff.folder import Folder
from generator.diff.side import Side

_LOCAL = ("./", "../")
# Every rendered stack calls `../../modules/NAME`; what is written in another way has to be looked at.
_PERHAPS_ELSEWHERE = re.compile(r'\bsource\s*=\s*"(?!\.\./\.\./modules/[\w-]+")\.{1,2}/')
_PARTS = ("stacks", "modules")


def module_path(call: Block, folder: str) -> str | None:
    """The path in the tree of the module that a block of a folder calls; None where that is from elsewhere. It begins
    with `..` for what is beside the tree."""
    source = call.arguments.get("source")
    if not isinstance(source, str) or not source.startswith(_LOCAL):
        return None
    return posixpath.normpath(posixpath.join(folder, source))


def called_modules(folder: Folder, side: Side) -> frozenset[str]:
    """The folders `modules/NAME` and `stacks/NAME` that a stack calls, also by way of another one."""
    found: set[str] = set()
    waiting = [folder]
    while waiting:
        for path in _paths(waiting.pop()):
            inside = "/".join(path.split("/")[:2])
            if is_compared(path) and inside not in found:
                found.add(inside)
                waiting.append(side.folder(inside))
    return frozenset(found)


def uncompared_modules(path: str, side: Side) -> list[str]:
    """The paths of the local modules which a stack or module calls, and that are in none of the folders of a tree."""
    texts = (side.texts.get(file, "") for file in side.folders.get(path, ()))
    if not any(map(_PERHAPS_ELSEWHERE.search, texts)):
        return []  # most stacks are the same, and are not read
    return sorted({one for one in _paths(side.folder(path)) if not is_compared(one)})


def is_compared(path: str) -> bool:
    """True for a path inside of a stack or of a module of the tree."""
    part, _, name = path.partition("/")
    return part in _PARTS and bool(name)


def _paths(folder: Folder) -> Iterator[str]:
    for call in folder.of_type("module"):
        path = module_path(call, folder.path)
        if path is not None:
            yield path

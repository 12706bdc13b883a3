"""A rendered tree as it is in a folder now, whoever has changed it since. Reads only, and follows no link."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.publish.descent import Descent, Obstacle, Segments, Thing, joined, named, split, thing_at
from generator.publish.files import MOST_BYTES, read_in
from generator.publish.folder import opened, os_refusal
from generator.publish.names import MANIFEST_PATH

LOCK_FILE = ".terraform.lock.hcl"
"""Which providers Terraform runs: hidden, and yet part of what people commit and review."""
_PARTS = (b"modules", b"stacks")
_DEEPEST = 16  # folders below each other; more than that is no tree of ours
_LARGEST = MOST_BYTES  # beyond that it is a state, a plan, or a mistake
_MOST_TOGETHER = 512 * 1024 * 1024  # bytes: a dozen times the tree of 10,000 databases


@dataclass(frozen=True, slots=True)
class FolderTree:
    """`contents` are the files of all stacks and modules, and the manifest, by path; hidden files and folders but for
    `LOCK_FILE` are left out. `left_out` are the paths of what was not read: a link, something else that is neither a
    file nor a folder, a file of more than 64 MiB, or one whose name is not UTF-8; and all that would be more than
    512 MiB together."""

    contents: dict[str, bytes]
    left_out: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_tree(out: Path) -> FolderTree:
    """The tree in a folder; an empty one where there is none. What the system refuses is in the `diagnostics`; it
    raises nothing."""
    contents: dict[str, bytes] = {}
    left_out: list[str] = []
    if not os.path.lexists(out):
        return FolderTree({}, (), ())
    try:
        with opened(out) as root, Descent(root) as descent:
            for path, content in _files(descent, _Room(_MOST_TOGETHER)):
                if content is None:
                    left_out.append(path)
                else:
                    contents[path] = content
    except OSError as refused:
        return FolderTree(contents, tuple(left_out), (os_refusal(refused, out),))
    return FolderTree(contents, tuple(left_out), ())


@dataclass(slots=True)
class _Room:
    """How many bytes may still be read."""

    left: int

    def read(self, folder: int, name: bytes, path: str) -> bytes | Obstacle | None:
        """The file's content; an obstacle where it is too large to be read."""
        if os.stat(name, dir_fd=folder, follow_symlinks=False).st_size > min(_LARGEST, self.left):
            return Obstacle(path, Thing.FILE)
        content = read_in(folder, name, path)
        self.left -= len(content) if isinstance(content, bytes) else 0
        return content


def _files(descent: Descent, room: _Room) -> Iterator[tuple[str, bytes | None]]:
    folders, name = split(MANIFEST_PATH)
    own = descent.enter(folders)
    if isinstance(own, int) and thing_at(own, name) is Thing.FILE:
        manifest = room.read(own, name, MANIFEST_PATH)
        yield MANIFEST_PATH, manifest if isinstance(manifest, bytes) else None
    for part in _PARTS:
        yield from _below(descent, (part,), room)


def _below(descent: Descent, way: Segments, room: _Room) -> Iterator[tuple[str, bytes | None]]:
    folder = descent.enter(way)
    if folder is None:
        return
    path = joined(way)
    if isinstance(folder, Obstacle):
        yield path, None
        return
    with named(path):
        names = sorted(os.fsencode(name) for name in os.listdir(folder))
    inside = []
    for name in names:
        if name.startswith(b".") and name != LOCK_FILE.encode():
            continue
        below = f"{path}/{name.decode(errors='backslashreplace')}"
        if not _is_utf8(name):
            yield below, None
        elif (thing := thing_at(folder, name)) is Thing.FOLDER:
            inside.append(name)
        elif thing is not Thing.FILE or isinstance(content := room.read(folder, name, below), Obstacle):
            yield below, None
        elif content is not None:
            yield below, content
    for name in inside if len(way) < _DEEPEST else ():
        yield from _below(descent, (*way, name), room)


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True

"""Walks down a folder without ever following a symbolic link.

Every system call names one segment, relative to the open folder that it is in, so that what was checked is
what is used: nobody can put a link in the way in between.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

Segments = tuple[bytes, ...]


class Thing(StrEnum):
    """What can be found where a file or folder of the tree should be."""

    LINK = "a symbolic link"
    FILE = "a file"
    FOLDER = "a folder"
    MOUNT = "another file system"
    SPECIAL = "neither a file nor a folder"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """`path`, relative to the root, is a `thing` that cannot be where it is."""

    path: str
    thing: Thing


def split(path: str) -> tuple[Segments, bytes]:
    """The folders and the name of a path, in UTF-8 whatever the locale."""
    *folders, name = path.encode().split(b"/")
    return tuple(folders), name


def joined(segments: Segments) -> str:
    """The path that `split` took apart."""
    return b"/".join(segments).decode()


class Descent:
    """Opens one folder after the other below a root. Only those down to the latest one are open at a time.

    Visiting paths in the order of their segments opens each folder once. Errors of the system are raised as
    `OSError` whose `filename` is the path relative to the root.
    """

    def __init__(self, root: int) -> None:
        """`root` is an open folder, which stays open and is the caller's to close."""
        self._root = root
        self._device = os.fstat(root).st_dev
        # The way down: the segments, and what was found at each. Only the last can be other than a folder.
        self._segments: Segments = ()
        self._found: list[int | Obstacle | None] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._back_to(0)

    def enter(self, folders: Segments) -> int | Obstacle | None:
        """The folder, open until the next call; what is in the way of it; or None where there is none."""
        return self._go(folders, make=False)

    def make(self, folders: Segments) -> int | Obstacle:
        """The folder, open until the next call, made with those above it where they are missing; or what
        is in the way of it.
        """
        if self._found and self._found[-1] is None:
            self._back_to(len(self._found) - 1)
        place = self._go(folders, make=True)
        assert place is not None
        return place

    def _go(self, folders: Segments, make: bool) -> int | Obstacle | None:
        if folders != self._segments:
            self._back_to(_equal_at_the_start(self._segments, folders))
        while len(self._found) < len(folders) and isinstance(folder := self._here, int):
            way = folders[: len(self._found) + 1]
            self._found.append(self._step(folder, way, make))
            self._segments = way
        return self._here

    def nearest(self, folders: Segments) -> int:
        """The deepest folder on the way to `folders` that there is, open until the next call."""
        self.enter(folders)
        if self._found and not isinstance(self._found[-1], int):
            self._back_to(len(self._found) - 1)
        assert isinstance(self._here, int)
        return self._here

    @property
    def path(self) -> str:
        """Where the latest call has led."""
        return joined(self._segments)

    @property
    def _here(self) -> int | Obstacle | None:
        return self._found[-1] if self._found else self._root

    def _step(self, folder: int, way: Segments, make: bool) -> int | Obstacle | None:
        name = way[-1]
        try:
            found = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
        except FileNotFoundError:
            if not make:
                return None
            # Another run may make it, or take its empty one away, at the same time.
            with named(joined(way)), suppress(FileExistsError):
                os.mkdir(name, dir_fd=folder)
            return self._step(folder, way, make)
        except OSError as refusal:
            thing = thing_at(folder, name)
            if thing is None or thing is Thing.FOLDER:
                raise OSError(refusal.errno, refusal.strerror, joined(way)) from refusal
            return Obstacle(joined(way), thing)
        if os.fstat(found).st_dev != self._device:
            os.close(found)
            return Obstacle(joined(way), Thing.MOUNT)
        return found

    def _back_to(self, depth: int) -> None:
        self._segments = self._segments[:depth]
        while len(self._found) > depth:
            folder = self._found.pop()
            if isinstance(folder, int):
                os.close(folder)


def _equal_at_the_start(ours: Segments, theirs: Segments) -> int:
    depth = 0
    while depth < min(len(ours), len(theirs)) and ours[depth] == theirs[depth]:
        depth += 1
    return depth


def thing_at(folder: int, name: bytes) -> Thing | None:
    """What the name stands for in the open folder, a symbolic link for itself; None if there is nothing."""
    try:
        mode = os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(mode):
        return Thing.LINK
    if stat.S_ISDIR(mode):
        return Thing.FOLDER
    return Thing.FILE if stat.S_ISREG(mode) else Thing.SPECIAL


@contextmanager
def named(path: str) -> Iterator[None]:
    """Gives an `OSError` the path that it is about: a call relative to a folder knows one segment of it."""
    try:
        yield
    except OSError as refusal:
        raise OSError(refusal.errno, refusal.strerror, path) from refusal

"""Texts on the disk instead of in memory, until they are wanted."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Callable

from generator.fleet.codes import NO_ROOM
from generator.fleet.stopped import Stopped

_IN_MEMORY = 16 * 1024 * 1024  # bytes; the texts of a smaller tree need no file


class Spool:
    """Keeps texts, many of them in a file without a name, which goes with the process, and gives them back."""

    def __init__(self) -> None:
        self._size = 0
        self._file: int | None = None
        self._end = 0

    def add(self, content: bytes) -> Callable[[], bytes]:
        """Puts something in; what is returned reads it. Raises `Stopped` where there is no room for it."""
        self._size += len(content)
        if self._size <= _IN_MEMORY:
            return lambda: content
        try:
            file, start = self._opened(), self._end
            while self._end < start + len(content):
                self._end += os.pwrite(file, content[self._end - start :], self._end)
        except OSError as refused:
            raise _no_room(refused) from refused
        return lambda: os.pread(file, len(content), start)

    def _opened(self) -> int:
        if self._file is None:
            with tempfile.TemporaryFile(prefix="adbkms-") as file:
                self._file = os.dup(file.fileno())
            weakref.finalize(self, os.close, self._file)
        return self._file


def _no_room(refused: OSError) -> Stopped:
    folder = tempfile.tempdir  # None where no folder that is usual takes any file
    return Stopped(
        NO_ROOM,
        f"The temporary folder {folder} takes no more" if folder else "There is no temporary folder",
        f"The operating system refuses: {refused.strerror}. Nothing was written. Make room there, or name another "
        "folder in the environment variable TMPDIR, and run again.",
    )

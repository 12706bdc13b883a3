"""Texts on the disk instead of in memory, until they are wanted."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Callable

_IN_MEMORY = 16 * 1024 * 1024  # bytes; the texts of a smaller tree need no file


class Spool:
    """Keeps texts, many of them in a file without a name, which goes with the process, and gives them back."""

    def __init__(self) -> None:
        self._size = 0
        self._file: int | None = None
        self._end = 0

    def add(self, content: bytes) -> Callable[[], bytes]:
        """Puts something in; what is returned reads it. Raises `OSError`."""
        self._size += len(content)
        if self._size <= _IN_MEMORY:
            return lambda: content
        file, start = self._opened(), self._end
        while self._end < start + len(content):
            self._end += os.pwrite(file, content[self._end - start :], self._end)
        return lambda: os.pread(file, len(content), start)

    def _opened(self) -> int:
        if self._file is None:
            with tempfile.TemporaryFile(prefix="adbkms-") as file:
                self._file = os.dup(file.fileno())
            weakref.finalize(self, os.close, self._file)
        return self._file

"""Texts on the disk instead of in memory, until they are wanted."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Callable


class Spool:
    """Keeps texts in a file without a name, which goes with the process, and gives them back."""

    def __init__(self) -> None:
        with tempfile.TemporaryFile(prefix="adbkms-") as file:
            self._file = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._file)
        self._end = 0

    def add(self, content: bytes) -> Callable[[], bytes]:
        """Puts something in; what is returned reads it. Raises `OSError`."""
        start = self._end
        while self._end < start + len(content):
            self._end += os.pwrite(self._file, content[self._end - start :], self._end)
        return lambda: os.pread(self._file, len(content), start)

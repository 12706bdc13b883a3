"""Texts on the disk instead of in memory, until they are wanted."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable


class Spool:
    """Keeps texts in a file without a name, which goes with the process, and gives them back."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="adbkms-")
        self._end = 0

    def add(self, content: bytes) -> Callable[[], bytes]:
        """Puts something in; what is returned reads it. Raises `OSError`."""
        start, self._end = self._end, self._end + len(content)
        self._file.write(content)
        return lambda: self._read(start, len(content))

    def _read(self, start: int, length: int) -> bytes:
        self._file.flush()
        return os.pread(self._file.fileno(), length, start)

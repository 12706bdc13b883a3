"""The files of a wallet, read with bounds: a wallet may have been put together by somebody else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

MOST_BYTES = 1024 * 1024
"""Of one file; those of Oracle's wallets have some kilobytes."""


def read_wallet_file(path: Path) -> bytes | None:
    """What is in a regular file of at most MOST_BYTES; None for any other, and for one that cannot be read."""
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            data = file.read(MOST_BYTES + 1)
    except OSError:
        return None
    return data if len(data) <= MOST_BYTES else None


def _without_waiting(path: str, flags: int) -> int:
    # Without O_NONBLOCK, opening a named pipe would wait for somebody to write into it.
    return os.open(path, flags | os.O_NONBLOCK)

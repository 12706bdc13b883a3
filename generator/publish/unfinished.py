"""The name that a file has while it is written, before it takes the place of another."""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_UNFINISHED = b".adbkms-unfinished"  # hidden, so not taken for a spec


@contextmanager
def unfinished(folder: int) -> Iterator[bytes]:
    """A name in the open folder that nothing has yet; what has it at the end goes.

    It is always the same, so that the next run takes away what a killed one has left. Only one run at a time may have
    it: the folder is locked until it is closed. Another run at the same moment, and one that may not remove what is
    there or finds a file system without locks, gets a name of its own instead of waiting.
    """
    name = _UNFINISHED if _is_free(folder) else b".adbkms-" + secrets.token_hex(8).encode()
    try:
        yield name
    finally:
        with suppress(FileNotFoundError):  # renamed, or never made
            os.unlink(name, dir_fd=folder)


def _is_free(folder: int) -> bool:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(_UNFINISHED, dir_fd=folder)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True

"""Waits until the disk has what was written: file by file for a few files, the whole file system at once
for many.
"""

from __future__ import annotations

import errno
import os

# `fsync` costs up to a few milliseconds each; `syncfs` costs one such, but also waits for whatever else runs.
FEW = 16


def sync_folder(folder: int) -> None:
    """The names in the open folder."""
    try:
        os.fsync(folder)
    except OSError as refusal:
        # Some network file systems cannot sync a folder and say so like this.
        if refusal.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise


def sync_file_system(folder: int) -> None:
    """Everything on the file system that the open folder is on; where there is no `syncfs`, on all of
    them.
    """
    import ctypes

    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        os.sync()
    elif syncfs(folder) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))

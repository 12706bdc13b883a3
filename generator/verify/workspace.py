"""A private folder for a tree that Terraform is to look at. It goes with the run; what one that was killed has left,
with the providers that it had downloaded, goes with the next."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from generator.signals_later import signals_later

_PREFIX = "adbkms-terraform-"
_RANDOM = "[a-z0-9_]" * 8  # as `tempfile` ends names
_CONTENTS = frozenset({"modules", "stacks", "tree", "plugins"})  # what runs put there
_YOUNG = 60  # seconds in which a run has surely locked the folder that it has made


@contextmanager
def workspace() -> Iterator[Path]:
    """A new folder in the folder for temporary files, which nobody else can enter; locked as long as this run lives."""
    _remove_left(Path(tempfile.gettempdir()))
    with ExitStack() as ending:
        with signals_later():  # nothing would remove one that is not known yet
            # What a program that has left its session still writes there is no error of this run.
            temporary = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
            ending.callback(_remove, temporary)
        held = os.open(temporary.name, os.O_RDONLY | os.O_DIRECTORY)
        ending.callback(os.close, held)
        with suppress(OSError):  # a file system without locks
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield Path(temporary.name)


def _remove(temporary: tempfile.TemporaryDirectory[str]) -> None:
    with signals_later():  # a second Ctrl-C would leave half of it
        temporary.cleanup()


def _remove_left(temporary: Path) -> None:
    """Remove what runs of the same user have left that are no longer there. Where anybody could put a folder of the
    user's in the place of such a one, nothing is removed."""
    with suppress(OSError):  # what cannot be looked at, or removed, stays
        found = temporary.stat()
        is_open = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not found.st_mode & stat.S_ISVTX
        if is_open or found.st_uid not in (0, os.geteuid()):
            return
        for folder in temporary.glob(_PREFIX + _RANDOM):
            with suppress(OSError, RecursionError):  # of folders in each other
                _remove_if_left(folder)


def _remove_if_left(folder: Path) -> None:
    """Raises `OSError`, also where another run has it."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        found = os.fstat(held)
        is_private = found.st_uid == os.geteuid() and stat.S_IMODE(found.st_mode) == stat.S_IRWXU
        is_ours = is_private and _CONTENTS.issuperset(os.listdir(held))  # somebody's checkout may have such a name
        if is_ours and found.st_mtime < time.time() - _YOUNG:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)
    finally:
        os.close(held)

"""One run at a time: a lock on the folder `.adbkms`, which goes with the process however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from generator.diagnostics import error
from generator.publish.descent import Descent, Obstacle
from generator.publish.names import OWN_FOLDER
from generator.publish.refusals import Refusal, in_the_way
from generator.publish.staging import discard, is_decided


@contextmanager
def only_run(root: int) -> Iterator[int]:
    """The open folder `.adbkms` in the open folder `root`, made if need be, and locked.

    What was staged and not decided on goes again, whatever ends the run, and the folder if nothing was put
    into it. Raises `Refusal` with `PUB008` while another run has the lock, with `PUB005` or `PUB006` if something
    else has the name, and `OSError`.
    """
    name = OWN_FOLDER.encode()
    with Descent(root) as descent:
        while True:
            own = descent.make((name,))
            if isinstance(own, Obstacle):
                raise Refusal(in_the_way(own, f"{own.path}/"))
            _lock(own)
            if _is_still_there(root, name, own):
                break
            # A run that was refused has taken the folder away between our opening and our locking it.
            descent.enter(())
        try:
            yield own
        finally:
            # Still locked, so that nobody else is putting anything into it.
            with suppress(OSError, Refusal):  # What cannot be removed now, the next run tries to.
                if not is_decided(own):
                    discard(own)
            with suppress(OSError):  # It is not empty: the run went well.
                os.rmdir(name, dir_fd=root)


def refuse_if_busy(own: int) -> None:
    """Raises `Refusal` with `PUB008` while another run has the lock: before the work, not only after it."""
    _lock(own)
    fcntl.flock(own, fcntl.LOCK_UN)


def _lock(folder: int) -> None:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as busy:
        raise Refusal(
            error(
                "PUB008",
                "Another run is publishing to this folder",
                "One run at a time writes to an output folder. Wait until the other one has ended, and try again.",
            )
        ) from busy


def _is_still_there(root: int, name: bytes, folder: int) -> bool:
    try:
        found = os.stat(name, dir_fd=root, follow_symlinks=False)
    except FileNotFoundError:
        return False
    return os.path.samestat(found, os.fstat(folder))

"""What is worth keeping between runs, in a folder that nobody else can write to.

Some of it is code to Python (compiled grammars and templates), so it is trusted only where it is certainly our own.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT_VARIABLE = "ADBKMS_CACHE_DIR"
MOST_BYTES = 64 * 1024 * 1024
"""Of an entry; the largest that there is, the compiled grammar, has a few."""
MOST_TOGETHER = 256 * 1024 * 1024
"""Bytes of all entries of one kind."""
MOST_DAYS = 30
"""That an entry is kept and not used."""

# What is let go of is only what has such a name: the folder was named by the user, and other things may be in it.
_OURS = re.compile(r"[0-9a-f]{40,64}|\.[0-9a-f]{40,64}\.unfinished")
_SECONDS_OF_A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class UserCache:
    """Entries by name in `folder`, each with the SHA-256 of its content before it. What is named by a digest is let go
    of when nobody has used it for `MOST_DAYS`, and the oldest when all have more than `MOST_TOGETHER`."""

    folder: Path

    def load(self, name: str) -> bytes | None:
        """An entry's content; None if there is none, or none that can be trusted: damaged, or not only ours."""
        file = self.folder / name
        try:
            if not _is_private(os.lstat(self.folder), stat.S_ISDIR, 0o077):
                return None
            with open(file, "rb", opener=_without_waiting) as stream:
                # The open file is asked, not its name: the name may lead elsewhere a moment later.
                status = os.fstat(stream.fileno())
                if not _is_private(status, stat.S_ISREG, 0o022) or status.st_size > MOST_BYTES:
                    return None
                digest, payload = stream.read(hashlib.sha256().digest_size), stream.read()
            with contextlib.suppress(OSError):  # somebody has let go of it meanwhile, or the disk is read only
                os.utime(file)  # it is used: see `_let_go`
        except OSError:
            return None
        return payload if hashlib.sha256(payload).digest() == digest else None

    def save(self, name: str, payload: bytes) -> None:
        """Put an entry in place, whole. Raises `OSError` where that cannot be done."""
        # `mode` of mkdir holds for the last folder only, and that is the one that matters.
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)
        if not _is_private(os.lstat(self.folder), stat.S_ISDIR, 0o077):
            return
        # Of this name, so that the next run takes the place of what a killed one has left. Where two runs write it at
        # once, the digest tells that what came of it is no entry.
        unfinished = self.folder / f".{name}.unfinished"
        try:
            with open(unfinished, "wb", opener=_without_waiting) as stream:
                stream.write(hashlib.sha256(payload).digest())
                stream.write(payload)
            os.replace(unfinished, self.folder / name)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(unfinished)
            raise
        self._let_go()

    def _let_go(self) -> None:
        """Of what is too old or too much. Other runs may do the same at once, or be about to read an entry: one that is
        gone is made anew."""
        entries = []
        with os.scandir(self.folder) as found:
            for one in found:
                if _OURS.fullmatch(one.name):
                    with contextlib.suppress(FileNotFoundError):
                        status = one.stat(follow_symlinks=False)
                        # One that is being written is not too much: its writer will see to that.
                        size = 0 if one.name.startswith(".") else status.st_size
                        entries.append((status.st_mtime, size, one.path))
        too_old, together = time.time() - MOST_DAYS * _SECONDS_OF_A_DAY, 0
        for used, size, path in sorted(entries, reverse=True):
            together += size
            if used < too_old or (size and together > MOST_TOGETHER):
                with contextlib.suppress(OSError):
                    os.unlink(path)


def user_cache(kind: str) -> UserCache:
    """The cache for one kind of entry: a folder in `$ADBKMS_CACHE_DIR`, or in the user's cache folder."""
    chosen = os.environ.get(ENVIRONMENT_VARIABLE)
    if chosen:
        return UserCache(Path(chosen) / kind)
    import platformdirs  # 5 ms, and not needed where the variable is set

    return UserCache(Path(platformdirs.user_cache_dir("adbkms", appauthor=False)) / kind)


def _without_waiting(path: str, flags: int) -> int:
    # Without O_NONBLOCK, which Windows does not have, opening a named pipe would wait for somebody to write into it.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o600)


def _is_private(status: os.stat_result, is_kind: Callable[[int], bool], forbidden: int) -> bool:
    if not is_kind(status.st_mode):
        return False
    if os.name != "posix":
        return True  # Windows: the access list of the user's profile does this, and the mode bits say nothing
    return status.st_uid == os.geteuid() and not status.st_mode & forbidden

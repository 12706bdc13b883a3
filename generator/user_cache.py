"""What is worth keeping between runs, in a folder that nobody else can write to.

Some of it is code to Python (compiled grammars and templates), so it is trusted only where it is certainly our own.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT_VARIABLE = "ADBKMS_CACHE_DIR"
MOST_BYTES = 64 * 1024 * 1024
"""Of an entry; the largest that there is, the compiled grammar, has a few."""


@dataclass(frozen=True)
class UserCache:
    """Entries by name in `folder`, each with the SHA-256 of its content before it."""

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

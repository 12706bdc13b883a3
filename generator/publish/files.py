"""Reads and writes one file in an open folder, never through a symbolic link."""

from __future__ import annotations

import errno
import hashlib
import os
import stat

from generator.publish.descent import Descent, Obstacle, Thing, named, split, thing_at

MOST_BYTES = 64 * 1024 * 1024
"""Of a file of the tree: no file that adbkms writes comes near, and what is larger is not read into memory."""


def sha256(content: bytes) -> str:
    """The digest as the manifest has it."""
    return hashlib.sha256(content).hexdigest()


def read(descent: Descent, path: str) -> bytes | Obstacle | None:
    """What is in the file; what is there instead of it or of a folder on the way; or None where there is
    nothing.

    Raises `OSError` with the path.
    """
    folders, name = split(path)
    folder = descent.enter(folders)
    return read_in(folder, name, path) if isinstance(folder, int) else folder


def read_in(folder: int, name: bytes, path: str, most: int = MOST_BYTES) -> bytes | Obstacle | None:
    """As `read`, in an open folder; `path` is for what is returned and raised, `most` so many bytes are read."""
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for somebody to write into it.
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    except FileNotFoundError:
        return None
    except OSError as refusal:
        thing = thing_at(folder, name)
        if thing is None or thing is Thing.FILE or thing is Thing.FOLDER:
            raise OSError(refusal.errno, refusal.strerror, path) from refusal
        return Obstacle(path, thing)
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode):
            return Obstacle(path, Thing.FOLDER if stat.S_ISDIR(status.st_mode) else Thing.SPECIAL)
        if status.st_size > most:
            raise OSError(errno.EOVERFLOW, f"It has more than the {most // 2**20} MiB that are read of it")
        return _read_all(file, status.st_size)
    except OSError as refusal:
        raise OSError(refusal.errno, refusal.strerror, path) from refusal
    finally:
        os.close(file)


def _read_all(file: int, expected_size: int) -> bytes:
    content = os.read(file, expected_size + 1)
    if len(content) == expected_size:
        return content
    # A signal, a file that grows, or one whose size the system does not say.
    parts = [content]
    while part := os.read(file, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def write_new(folder: int, name: bytes, path: str, content: bytes, *, durable: bool) -> None:
    """Makes a file that is not there yet, with the permissions that the umask leaves. `durable` waits for the
    disk.

    Raises `OSError` with the path.
    """
    with named(path):
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666, dir_fd=folder)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(file, rest) :]
            if durable:
                os.fsync(file)
        finally:
            os.close(file)

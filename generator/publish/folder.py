"""The output folder: opens it, makes it, and puts what the operating system refuses into words."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.diagnostics import Diagnostic, error
from generator.publish.descent import named
from generator.publish.refusals import Refusal
from generator.publish.staging import Unfinished

_ANOTHER = "or give another output folder."
_FIXES = {
    errno.ENOSPC: "Make room on the disk and run again.",
    errno.EDQUOT: "Make room within your disk quota and run again.",
    errno.EACCES: f"Change the permissions or the owner, {_ANOTHER}",
    errno.EPERM: f"Change the permissions, the owner or the attributes, {_ANOTHER}",
    errno.EROFS: f"Make the file system writable, {_ANOTHER}",
    errno.ENOTDIR: f"It, or something on the way to it, is a file. Move that away, {_ANOTHER}",
    errno.EEXIST: f"Something that is not a folder has that name. Move it away, {_ANOTHER}",
    errno.ENOENT: "It, or a folder on the way to it, is not there (any more). Make it and run again.",
    errno.ELOOP: "Symbolic links lead in a circle. Give the folder itself as the output folder.",
    errno.ENAMETOOLONG: "Give an output folder with a shorter path.",
    errno.EXDEV: f"Unmount the other file system, {_ANOTHER}",
    errno.EMFILE: 'Raise the limit of open files ("ulimit -n") and run again.',
    errno.EFBIG: 'Raise the limit of the size of files ("ulimit -f") and run again.',
    errno.EOVERFLOW: "It is none that adbkms has written. Move it away and run again.",
    errno.ENOLCK: f"The file system has no locks, which keep runs apart. Use another one, {_ANOTHER}",
    errno.EBADF: f"The file system cannot lock folders, which keeps runs apart. Use another one, {_ANOTHER}",
    errno.ENOTSUP: f"The file system cannot do that. Use another one, {_ANOTHER}",
}


def os_refusal(refusal: OSError, out: Path) -> Diagnostic:
    """`PUB009`, or `PUB013` for `Unfinished`, with the path that it is about, and what to do. The
    `filename` of the error is relative to `out`.
    """
    path = out / refusal.filename if isinstance(refusal.filename, str) else out
    fix = _FIXES.get(refusal.errno or 0, "Remove the cause and run again.")
    detail = f"{path}: {refusal.strerror}. {fix}"
    if isinstance(refusal, Unfinished):
        detail += " All that is still to do is on the disk, and the next run does it first."
        return error("PUB013", "Publishing has begun and could not be finished", detail)
    return error("PUB009", "The operating system refuses", detail)


@contextmanager
def opened(out: Path) -> Iterator[int]:
    """The folder, which may be reached through symbolic links. Raises `OSError`."""
    with named(""):
        folder = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield folder
    finally:
        os.close(folder)


@contextmanager
def made(out: Path) -> Iterator[None]:
    """Makes the folder and those above it where they are missing, and takes them away again if they stay
    empty.

    Raises `Refusal` with `PUB009`.
    """
    missing: list[Path] = []
    try:
        for folder in reversed((out, *out.parents)):
            try:
                if not folder.exists():
                    missing.append(folder)  # before it is there: Ctrl-C may come in between
                    folder.mkdir(exist_ok=True)
            except OSError as refused:
                raise Refusal(os_refusal(OSError(refused.errno, refused.strerror), folder)) from refused
        yield
    finally:
        for folder in reversed(missing):
            with suppress(OSError):  # It is not empty: the run went well. Or it could not be made.
                folder.rmdir()

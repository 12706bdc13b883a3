"""Replaces one file that a person edits as well, such as a spec: all of it or nothing, and nobody's change is lost."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from enum import Enum, auto

from generator.publish.descent import Obstacle
from generator.publish.durable import sync_folder
from generator.publish.files import read_in, write_new
from generator.publish.unfinished import unfinished


class Replacement(Enum):
    """How the replacing of a file ended. `CHANGED` means that somebody else has changed it meanwhile: it is as they
    left it."""

    DONE = auto()
    CHANGED = auto()


def replace_file(path: str, old: bytes, new: bytes) -> Replacement:
    """Put `new` in the place of the file's content, which has been read as `old`.

    The file keeps its permissions, and its owner where we may give files away. Where `path` is a symbolic link the
    file that it leads to is replaced, and the link stays. What is written is on the disk when this returns; whoever
    reads the file meanwhile reads all of the old or all of the new content. Between the last look at the old content
    and the renaming is a moment in which a change by others is not noticed: the system has no call for both.

    Raises `OSError` with the path; the file is then as it was, and nothing is left beside it. What a killed run leaves
    there, the next one that writes into the folder takes away.
    """
    folder_path, name = os.path.split(os.path.realpath(path))
    try:
        folder = os.open(folder_path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            return _replace_in(folder, os.fsencode(name), old, new)
        finally:
            os.close(folder)
    except OSError as refusal:
        raise OSError(refusal.errno, refusal.strerror, path) from refusal


def _replace_in(folder: int, name: bytes, old: bytes, new: bytes) -> Replacement:
    if not _is_still(folder, name, old):
        return Replacement.CHANGED
    status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    with unfinished(folder) as staged:
        write_new(folder, staged, "", b"", durable=False)
        _fill(folder, staged, new, status)
        if not _is_still(folder, name, old):
            return Replacement.CHANGED
        os.rename(staged, name, src_dir_fd=folder, dst_dir_fd=folder)
    sync_folder(folder)
    return Replacement.DONE


def _fill(folder: int, staged: bytes, content: bytes, status: os.stat_result) -> None:
    file = os.open(staged, os.O_WRONLY | os.O_NOFOLLOW, dir_fd=folder)
    try:
        if (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
            with suppress(PermissionError):  # only root gives files away
                os.fchown(file, status.st_uid, status.st_gid)
        os.fchmod(file, stat.S_IMODE(status.st_mode))
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(file, rest) :]
        os.fsync(file)
    finally:
        os.close(file)


def _is_still(folder: int, name: bytes, content: bytes) -> bool:
    found = read_in(folder, name, os.fsdecode(name))
    if isinstance(found, Obstacle):
        raise OSError(errno.EINVAL, f"It is {found.thing}")
    return found == content

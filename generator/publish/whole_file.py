"""Writes one file that a command makes anew each time, such as a report: all of it or nothing."""

from __future__ import annotations

import errno
import os
import stat

from generator.publish.descent import Obstacle, Thing
from generator.publish.durable import sync_folder
from generator.publish.files import read_in, write_new
from generator.publish.unfinished import unfinished


def write_whole(path: str, content: bytes, begins: bytes) -> None:
    """Make the file, or put it in the place of one that is there and `begins` like it: anything else is somebody's own.

    Whoever reads the file meanwhile reads all of the old or all of the new content. A file that is replaced keeps its
    permissions. Where `path` is a symbolic link nothing is written: somebody else may have committed it, and it can
    lead anywhere, also to where there is no file yet. Links among the folders on the way are followed.

    Raises `OSError` with the path; what was there is then as it was, and nothing is left beside it. What a killed run
    leaves there, the next one that writes into the folder takes away.
    """
    folder_path, name = os.path.split(path)
    try:
        folder = os.open(folder_path or os.curdir, os.O_RDONLY | os.O_DIRECTORY)
        try:
            _write_in(folder, os.fsencode(name), content, begins)
        finally:
            os.close(folder)
    except OSError as refusal:
        raise OSError(refusal.errno, refusal.strerror, path) from refusal


def _write_in(folder: int, name: bytes, content: bytes, begins: bytes) -> None:
    old = read_in(folder, name, os.fsdecode(name))
    if isinstance(old, Obstacle) and old.thing is Thing.LINK:
        raise OSError(errno.ELOOP, "It is a symbolic link, which is not followed. Name the file itself, or remove it")
    if isinstance(old, Obstacle):
        raise OSError(errno.EINVAL, f"It is {old.thing}")
    if old and not old.startswith(begins):
        raise OSError(errno.EEXIST, "There is another file of that name, and it is not a report")
    with unfinished(folder) as staged:
        write_new(folder, staged, "", content, durable=True)
        if old is not None:
            mode = stat.S_IMODE(os.stat(name, dir_fd=folder, follow_symlinks=False).st_mode)
            os.chmod(staged, mode, dir_fd=folder)
        os.rename(staged, name, src_dir_fd=folder, dst_dir_fd=folder)
    sync_folder(folder)

"""`.adbkms/staging`: where new files wait, on the file system they go to, until all are on the disk.

They wait in folders like those they go to, so that a new folder is put in place at once with all that is in it; and
since ext4 looks for room next to what a folder has, thousands of files in one folder can take it seconds.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from generator.diagnostics import Diagnostic, error
from generator.publish.changes import folders_above, in_path_order
from generator.publish.descent import Descent, Obstacle, Thing, named, split, thing_at
from generator.publish.durable import FEW, sync_file_system, sync_folder
from generator.publish.files import read, sha256, write_new
from generator.publish.journal import JOURNAL_NAME, JOURNAL_PATH, Journal
from generator.publish.names import MOST_SEGMENTS, OWN_FOLDER
from generator.publish.records import MOST_BYTES
from generator.publish.refusals import Refusal, in_the_way

STAGING_NAME = b"staging"
STAGING_PATH = f"{OWN_FOLDER}/staging"
TREE = "tree"  # below it, apart from the journal and the manifest: a file of the tree may have such a name


def stage(own: int, journal: Journal, contents: Iterable[bytes]) -> None:
    """Writes the new files, in the order of the journal's `writes`, then the journal, through to the disk.

    `own` is the open folder `.adbkms`. When this returns, the new tree is decided. When it raises `OSError`,
    it is decided only if there is a journal.
    """
    few = len(journal.writes) <= FEW
    with Descent(own) as descent:
        staging = open_staging(descent)
        with Descent(staging) as below:
            for write, content in zip(journal.writes, contents, strict=True):
                _write_staged(below, f"{TREE}/{write.path}", content, durable=few)
        written = journal.to_json()
        if len(written) > MOST_BYTES // 2:  # and the manifest that it ends with may be somewhat larger
            raise Refusal(_too_large())
        write_new(staging, JOURNAL_NAME, f"{STAGING_PATH}/journal.json", written, durable=few)
        if few:
            sync_folders(staging, [f"{TREE}/{write.path}" for write in journal.writes])
        else:
            sync_file_system(staging)
        with named(JOURNAL_PATH):
            os.rename(JOURNAL_NAME, JOURNAL_NAME, src_dir_fd=staging, dst_dir_fd=own)
        # Before the journal has its name on the disk, no file of the tree may change there.
        sync_folder(own)


def _write_staged(below: Descent, path: str, content: bytes, *, durable: bool) -> None:
    folders, name = split(path)
    folder = below.make(folders)
    if isinstance(folder, Obstacle):  # somebody has put it there since the lock was taken
        raise Refusal(in_the_way(Obstacle(f"{STAGING_PATH}/{folder.path}", folder.thing), f"{STAGING_PATH}/{path}"))
    write_new(folder, name, f"{STAGING_PATH}/{path}", content, durable=durable)


def sync_folders(root: int, paths: Iterable[str]) -> None:
    """The names in the open folder `root`, and in each folder below it in which one of the files is."""
    with Descent(root) as descent:
        for folder in in_path_order({folder for path in paths for folder in folders_above(path)}):
            folders, name = split(folder)
            opened = descent.enter((*folders, name))
            if isinstance(opened, int):
                sync_folder(opened)
    sync_folder(root)


def _too_large() -> Diagnostic:
    return error(
        "PUB018",
        "The tree has too many files",
        f"What adbkms has to note of them is more than {MOST_BYTES // 2 // 2**20} MiB, which takes some 300,000 "
        "databases. Render parts of the spec into folders of their own.",
    )


def is_decided(own: int) -> bool:
    """Whether there is a journal in the open folder `.adbkms`."""
    return thing_at(own, JOURNAL_NAME) is not None


class Unfinished(OSError):
    """The system has refused something after the new tree was decided. The next run finishes it."""


@contextmanager
def unfinished_once_decided(own: int) -> Iterator[None]:
    """Raises `Unfinished` for an `OSError` that leaves a journal in the open folder `.adbkms`."""
    try:
        yield
    except OSError as refused:
        if is_decided(own):
            raise Unfinished(refused.errno, refused.strerror, refused.filename) from refused
        raise


def open_staging(descent: Descent) -> int:
    """The folder below `.adbkms`, made if need be; open until the descent goes on. Raises `Refusal` if
    something else has its name, and `OSError`.
    """
    with named(STAGING_PATH):
        staging = descent.make((STAGING_NAME,))
    if isinstance(staging, Obstacle):
        raise Refusal(in_the_way(Obstacle(STAGING_PATH, staging.thing), f"{STAGING_PATH}/"))
    return staging


def intact(staging: int, journal: Journal) -> frozenset[str]:
    """The paths of the staged files that are there and as they were written."""
    with Descent(staging) as below:
        return frozenset(
            write.path
            for write in journal.writes
            if isinstance(content := read(below, f"{TREE}/{write.path}"), bytes)
            and sha256(content) == journal.manifest.files[write.path]
        )


def discard(own: int) -> None:
    """Removes the folder and what is in it, if there is one. Raises `Refusal` and `OSError`."""
    if thing_at(own, STAGING_NAME) is None:
        return
    with Descent(own) as descent:
        _clear(open_staging(descent), STAGING_PATH, MOST_SEGMENTS)
    with named(STAGING_PATH):
        os.rmdir(STAGING_NAME, dir_fd=own)


def _clear(folder: int, path: str, deep: int) -> None:
    """Removes what is in the open folder. What is more than `deep` folders down is not ours, and stays: `OSError`."""
    for name in map(os.fsencode, os.listdir(folder)):
        below = f"{path}/{name.decode(errors='backslashreplace')}"
        is_folder = thing_at(folder, name) is Thing.FOLDER
        if is_folder and deep:
            with named(below):
                inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            try:
                if os.fstat(inner).st_dev != os.fstat(folder).st_dev:  # what somebody has mounted there is not ours
                    raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), below)
                _clear(inner, below, deep - 1)
            finally:
                os.close(inner)
        with named(below):
            (os.rmdir if is_folder else os.unlink)(name, dir_fd=folder)

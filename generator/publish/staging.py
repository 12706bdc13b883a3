"""`.adbkms/staging`: where new files wait, on the file system they go to, until all are on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from generator.diagnostics import Diagnostic, error
from generator.publish.descent import Descent, Obstacle, named, thing_at
from generator.publish.durable import FEW, sync_file_system, sync_folder
from generator.publish.files import read_in, sha256, write_new
from generator.publish.journal import JOURNAL_NAME, JOURNAL_PATH, Journal
from generator.publish.names import OWN_FOLDER
from generator.publish.records import MOST_BYTES
from generator.publish.refusals import Refusal, in_the_way

STAGING_NAME = b"staging"
STAGING_PATH = f"{OWN_FOLDER}/staging"


def stage(own: int, journal: Journal, contents: Iterable[bytes]) -> None:
    """Writes the new files, in the order of the journal's `writes`, then the journal, through to the disk.

    `own` is the open folder `.adbkms`. When this returns, the new tree is decided. When it raises `OSError`,
    it is decided only if there is a journal.
    """
    few = len(journal.writes) <= FEW
    with Descent(own) as descent:
        staging = open_staging(descent)
        for position, content in enumerate(contents):
            write_new(staging, b"%d" % position, f"{STAGING_PATH}/{position}", content, durable=few)
        written = journal.to_json()
        if len(written) > MOST_BYTES // 2:  # and the manifest that it ends with may be somewhat larger
            raise Refusal(_too_large())
        write_new(staging, JOURNAL_NAME, f"{STAGING_PATH}/journal.json", written, durable=few)
        if few:
            sync_folder(staging)
        else:
            sync_file_system(staging)
        with named(JOURNAL_PATH):
            os.rename(JOURNAL_NAME, JOURNAL_NAME, src_dir_fd=staging, dst_dir_fd=own)
        # Before the journal has its name on the disk, no file of the tree may change there.
        sync_folder(own)


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


def intact(staging: int, journal: Journal) -> frozenset[int]:
    """The positions of the staged files that are there and as they were written."""
    return frozenset(
        position
        for position, write in enumerate(journal.writes)
        if isinstance(content := read_in(staging, b"%d" % position, f"{STAGING_PATH}/{position}"), bytes)
        and sha256(content) == journal.manifest.files[write.path]
    )


def discard(own: int) -> None:
    """Removes the folder and the files in it, if there is one. Raises `Refusal` and `OSError`."""
    if thing_at(own, STAGING_NAME) is None:
        return
    with Descent(own) as descent:
        staging = open_staging(descent)
        for name in map(os.fsencode, os.listdir(staging)):
            with named(f"{STAGING_PATH}/{name.decode(errors='backslashreplace')}"):
                os.unlink(name, dir_fd=staging)
    with named(STAGING_PATH):
        os.rmdir(STAGING_NAME, dir_fd=own)

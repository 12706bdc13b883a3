"""Does what a journal says, as often as need be, and from wherever an earlier attempt has ended."""

from __future__ import annotations

import errno
import os
from collections.abc import Container, Iterator
from contextlib import suppress

from generator.publish.changes import folders_above, in_path_order
from generator.publish.descent import Descent, Obstacle, named, split
from generator.publish.durable import FEW, sync_file_system, sync_folder
from generator.publish.files import read, sha256, write_new
from generator.publish.inherited import inherited
from generator.publish.journal import JOURNAL_NAME, JOURNAL_PATH, Journal
from generator.publish.manifest import MANIFEST_NAME, Manifest
from generator.publish.names import MANIFEST_PATH
from generator.publish.staging import STAGING_PATH, TREE, discard, open_staging, sync_folders


def complete(journal: Journal, root: int, own: int, staged: Container[str] | None = None) -> tuple[str, ...]:
    """Brings the open folder `root` to the state that the journal describes, and then removes the journal.

    `own` is the open folder `.adbkms`, `staged` the paths of the files that staging still has, without it all that the
    journal says, and nothing else. Somebody may have worked in the folder since the journal was written: a file that is
    neither the old nor the new one stays as it is, and the next comparison finds it. Returns the paths of these files.
    Raises `OSError`; then the journal stays.
    """
    with Descent(own) as below_own:
        staging = open_staging(below_own)
        left = dict(_remove(journal, root))
        left.update(_put_in_place(journal, root, staging, staged))
        # When the manifest of the new tree is there, all else that the journal speaks of is on the disk.
        _sync(journal, root, own)
        recorded = {path: sha for path, sha in {**journal.manifest.files, **left}.items() if sha is not None}
        _write_manifest(Manifest(journal.manifest.provenance, recorded), own, staging)
    sync_folder(own)
    with named(JOURNAL_PATH):
        os.unlink(JOURNAL_NAME, dir_fd=own)
    with suppress(OSError):  # Without a journal it has no meaning any more; the next run tries again.
        discard(own)
    return tuple(sorted(left))


def _remove(journal: Journal, root: int) -> Iterator[tuple[str, str | None]]:
    """Yields each file that is not what was to be removed, with the digest that the manifest is to have."""
    with Descent(root) as descent:
        for path in in_path_order(journal.removals):
            found, old = read(descent, path), journal.removals[path]
            if not isinstance(found, bytes):
                continue
            if sha256(found) == old:
                folders, name = split(path)
                with named(path):
                    os.unlink(name, dir_fd=descent.nearest(folders))
            else:
                yield path, old
        needed = {folder for path in journal.manifest.files for folder in folders_above(path)}
        emptied = {folder for path in journal.removals for folder in folders_above(path)} - needed
        for path in sorted(emptied, key=lambda path: path.count("/"), reverse=True):
            folders, name = split(path)
            folder = descent.enter(folders)
            # A folder that is not empty stays; one that cannot be removed for another reason does no harm.
            if isinstance(folder, int):
                with suppress(OSError):
                    os.rmdir(name, dir_fd=folder)


def _put_in_place(
    journal: Journal, root: int, staging: int, staged: Container[str] | None
) -> Iterator[tuple[str, str | None]]:
    """Yields each file that could not be put in place, with the digest that the manifest is to have."""
    new_folder = None
    with Descent(root) as descent, Descent(staging) as below:
        for write in journal.writes:
            if new_folder and write.path.startswith(new_folder):
                continue
            if staged is None and (new_folder := _place_new_folder(descent, below, write.path)):
                continue
            new = journal.manifest.files[write.path]
            found = read(descent, write.path)
            digest = sha256(found) if isinstance(found, bytes) else None
            if staged is not None and write.path not in staged:
                # An earlier attempt has placed it; or staging was lost, and the old file is still there.
                placed = digest is None or digest != write.old or digest == new
            else:
                expected = found is None or (digest is not None and digest in (write.old, new))
                placed = expected and _place(descent, below, write.path)
            if not placed:
                yield write.path, write.old


def _place_new_folder(descent: Descent, below: Descent, path: str) -> str | None:
    """Puts the outermost of the folders above the path that are not there yet in place, with all that is staged in it.
    Returns how the paths of these begin, or None when all folders are there, were made in this very moment, or get
    other rights there."""
    if descent.enter(split(path)[0]) is not None:
        return None
    new = descent.path
    folders, name = split(new)
    try:
        staged, place = _staged(below, new), descent.nearest(folders)
        if inherited(staged) != inherited(place):
            return None  # the folder has to be made there, to be as such a folder is
        os.rename(name, name, src_dir_fd=staged, dst_dir_fd=place)
    except OSError:
        return None  # placing the files one by one finds out what the matter is
    return f"{new}/"


def _place(descent: Descent, below: Descent, path: str) -> bool:
    folders, name = split(path)
    folder = descent.make(folders)
    if isinstance(folder, Obstacle):
        return False
    with named(path):
        os.rename(name, name, src_dir_fd=_staged(below, path), dst_dir_fd=folder)
    return True


def _staged(below: Descent, path: str) -> int:
    """The open folder in which it waits. Raises `OSError` where somebody has removed that."""
    folder = below.enter(split(f"{TREE}/{path}")[0])
    if not isinstance(folder, int):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), f"{STAGING_PATH}/{TREE}/{path}")
    return folder


def _write_manifest(manifest: Manifest, own: int, staging: int) -> None:
    with suppress(FileNotFoundError):  # It is there when an earlier attempt ended just here.
        os.unlink(MANIFEST_NAME, dir_fd=staging)
    write_new(staging, MANIFEST_NAME, MANIFEST_PATH, manifest.to_json().encode(), durable=True)
    with named(MANIFEST_PATH):
        os.rename(MANIFEST_NAME, MANIFEST_NAME, src_dir_fd=staging, dst_dir_fd=own)


def _sync(journal: Journal, root: int, own: int) -> None:
    touched = [*(write.path for write in journal.writes), *journal.removals]
    if len(touched) > FEW:
        sync_file_system(own)
    else:
        sync_folders(root, touched)
        sync_folder(own)

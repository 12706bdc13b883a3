"""Publishes a rendered tree into a folder: all of it or nothing, and only over adbkms's own files."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import EllipsisType

from generator.diagnostics import Diagnostic, error
from generator.publish.changes import Changes, in_path_order
from generator.publish.completion import complete
from generator.publish.content import Content
from generator.publish.contents import contents_of
from generator.publish.descent import Descent, split
from generator.publish.files import sha256
from generator.publish.folder import made, opened, os_refusal
from generator.publish.journal import Journal, Write
from generator.publish.lock import only_run
from generator.publish.manifest import Manifest, Provenance
from generator.publish.recovery import read_manifest, recover
from generator.publish.refusals import Refusal, forgotten, refusals
from generator.publish.staging import stage, unfinished_once_decided
from generator.publish.survey import survey


@dataclass(frozen=True, slots=True)
class PublishResult:
    """`written` and `removed` are paths, `unchanged` counts the files that were already as rendered.

    With an error among the `diagnostics` nothing was touched, except with `PUB011` and `PUB013`.
    """

    diagnostics: tuple[Diagnostic, ...]
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0


def publish(
    tree: Mapping[str, str | Content],
    out: Path,
    provenance: Provenance,
    *,
    overwrite_edits: bool = False,
    previous: Manifest | EllipsisType | None = ...,
) -> PublishResult:
    """Makes the folder hold the tree (relative path with `/` to text or content), beside what others have put there.

    Files that changed are written, files of the last publishing that are no longer in the tree are removed,
    with the folders that this leaves empty. Files edited by hand stop it, unless `overwrite_edits`; files of
    others always do; so does another manifest than `previous` (None: that there is none), if it is given, since
    the tree follows from what it says. A run that is stopped at any instant leaves the old tree, or a journal with
    which the next run gets to the new one. What it finds in the folder and what the system refuses is in the
    `diagnostics`; it raises nothing.
    """
    try:
        contents = contents_of(tree)
        with made(out), opened(out) as root, only_run(root) as own:
            notes = recover(root, own)
            changes = survey(contents, root, read_manifest(own))
            notes += forgotten(changes)
            if problems := refusals(changes, overwrite_edits=overwrite_edits):
                raise Refusal(*notes, *problems)
            manifest = Manifest(provenance, {path: content.sha256 for path, content in contents.items()})
            if not changes.changes and changes.previous and manifest == changes.previous:
                return PublishResult(notes, unchanged=len(changes.unchanged))
            if previous is not ... and previous != changes.previous:
                raise Refusal(*notes, _published_meanwhile())
            left = frozenset(_replace(changes, manifest, root, own))
            done = [change for change in changes.changes if change.path not in left]
            return PublishResult(
                (*notes, *(_changed_meanwhile(path) for path in sorted(left))),
                written=tuple(change.path for change in done if change.rendered),
                removed=tuple(change.path for change in done if not change.rendered),
                unchanged=len(changes.unchanged),
            )
    except Refusal as refused:
        return PublishResult(refused.diagnostics)
    except OSError as refused:
        return PublishResult((os_refusal(refused, out),))


def _replace(changes: Changes, manifest: Manifest, root: int, own: int) -> tuple[str, ...]:
    """Stages the new files and puts them in place. Returns the paths that stay, as others changed them
    meanwhile.
    """
    old = {change.path: change.old for change in changes.changes}
    new = {change.path: change.rendered for change in changes.changes if change.rendered}
    writes = tuple(Write(path, _digest(old[path])) for path in in_path_order(new))
    removals = {path: sha256(content) for path, content in old.items() if content is not None and path not in new}
    _check_permissions(root, old)
    journal = Journal(manifest, writes, removals)
    with unfinished_once_decided(own):
        stage(own, journal, (new[write.path].read() for write in writes))
        return complete(journal, root, own)


def _digest(content: bytes | None) -> str | None:
    return None if content is None else sha256(content)


def _check_permissions(root: int, paths: Iterable[str]) -> None:
    """Raises `OSError` for a folder in which nothing can be put: better now than halfway."""
    with Descent(root) as descent:
        for folders in sorted({split(path)[0] for path in paths}):
            folder = descent.nearest(folders)
            if not os.access(".", os.W_OK | os.X_OK, dir_fd=folder, effective_ids=True):
                is_read_only = os.fstatvfs(folder).f_flag & os.ST_RDONLY
                number = errno.EROFS if is_read_only else errno.EACCES
                raise OSError(number, os.strerror(number), descent.path)


def _published_meanwhile() -> Diagnostic:
    return error(
        "PUB016",
        "Another run has published meanwhile",
        "The folder is not what it was when this tree was made, so what would get lost is not known. Nothing was "
        "written. Run again.",
    )


def _changed_meanwhile(path: str) -> Diagnostic:
    return error(
        "PUB011",
        "A file was changed while adbkms was publishing",
        f"{path} was not what it had been a moment before, so it was left as it is; everything else is in "
        "place. Run again to see the difference.",
    )

"""Picks up what an interrupted run has left: finishes what was decided, throws away what was not."""

from __future__ import annotations

from dataclasses import replace

from generator.diagnostics import Diagnostic, error, warning
from generator.publish.completion import complete
from generator.publish.descent import Descent, Obstacle
from generator.publish.files import read_in
from generator.publish.journal import JOURNAL_NAME, JOURNAL_PATH, Journal
from generator.publish.manifest import MANIFEST_NAME, Manifest
from generator.publish.names import MANIFEST_PATH
from generator.publish.records import MOST_BYTES, Unreadable
from generator.publish.refusals import Refusal, in_the_way
from generator.publish.staging import STAGING_PATH, discard, intact, open_staging, unfinished_once_decided


def recover(root: int, own: int) -> tuple[Diagnostic, ...]:
    """Leaves the open folder `root` with the old tree or the new one, whole; `own` is its `.adbkms`, locked.

    Returns the warning `PUB014` if there was something to finish. Raises `Refusal` with `PUB010` for a
    journal that cannot be read, and `OSError`.
    """
    content = read_in(own, JOURNAL_NAME, JOURNAL_PATH, MOST_BYTES)
    if content is None:
        discard(own)
        return ()
    journal = _ours(_journal(content), read_manifest(own))
    with unfinished_once_decided(own):
        with Descent(own) as descent:
            staged = intact(open_staging(descent), journal)
        complete(journal, root, own, staged)
    return (
        warning(
            "PUB014",
            "An interrupted run was finished",
            "An earlier run was stopped while it put its files in place. What it had decided is now done.",
        ),
    )


def _ours(journal: Journal, manifest: Manifest | None) -> Journal:
    """What there is left to do of a journal. Raises `Refusal` with `PUB010` for one that would change files of others.
    None of ours does: what it replaces and removes is in the manifest that is still there, until the new one is, and by
    then all that was to be removed has gone."""
    if manifest == journal.manifest:
        return replace(journal, removals={})
    ours = manifest.files if manifest else {}
    replaced = [write.path for write in journal.writes if write.old is not None]
    if others := sorted({*replaced, *journal.removals} - ours.keys()):
        raise _unusable(f"would change {others[0]!r}, which is no file of the tree before")
    return journal


def _unusable(reason: str) -> Refusal:
    return Refusal(
        error(
            "PUB010",
            "The journal of an interrupted run cannot be read",
            f"{JOURNAL_PATH} {reason}. If a newer adbkms was interrupted here, run that one again. "
            f"Otherwise delete {JOURNAL_PATH} and {STAGING_PATH}, restore the other files from version "
            "control, and render again.",
        )
    )


def _journal(content: bytes | Obstacle) -> Journal:
    if isinstance(content, Obstacle):
        raise Refusal(in_the_way(content, JOURNAL_PATH))
    try:
        return Journal.from_json(content)
    except Unreadable as unreadable:
        raise _unusable(str(unreadable)) from unreadable


def read_manifest(own: int) -> Manifest | None:
    """The manifest in the open folder `.adbkms`, or None before the first publishing. Raises `Refusal`
    with `PUB005`, `PUB006` or `PUB007`, and `OSError`.
    """
    content = read_in(own, MANIFEST_NAME, MANIFEST_PATH, MOST_BYTES)
    if content is None:
        return None
    if isinstance(content, Obstacle):
        raise Refusal(in_the_way(content, MANIFEST_PATH))
    manifest = Manifest.from_json(content)
    if isinstance(manifest, Diagnostic):
        raise Refusal(manifest)
    return manifest

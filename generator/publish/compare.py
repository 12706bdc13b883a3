"""Compares a rendered tree with a folder: the basis of `--check`, `--diff` and `diff`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.publish.changes import Change, Changes, Kind
from generator.publish.content import Content
from generator.publish.contents import contents_of
from generator.publish.descent import Descent, Obstacle
from generator.publish.folder import opened, os_refusal
from generator.publish.lock import only_run, refuse_if_busy
from generator.publish.manifest import Manifest
from generator.publish.names import OWN_FOLDER
from generator.publish.recovery import read_manifest, recover
from generator.publish.refusals import Refusal, forgotten, in_the_way
from generator.publish.staging import is_decided
from generator.publish.survey import survey


def compare(tree: Mapping[str, str | Content], out: Path) -> Changes:
    """What publishing the tree (relative path with `/` to text or content) into the folder would do; the folder
    need not exist.

    Only reads, with one exception: a run that was interrupted after it had decided on its tree is finished
    first. What it finds in the folder and what the system refuses is in the `diagnostics`; it raises nothing.
    """
    try:
        contents = contents_of(tree)
        if not os.path.lexists(out):
            added = (Change(path, Kind.ADDED, None, contents[path]) for path in sorted(contents))
            return Changes(tuple(added), (), (), None)
        with opened(out) as root, Descent(root) as descent:
            own = _own_folder(descent)
            notes = _recovered(root, own)
            changes = survey(contents, root, read_manifest(own) if own is not None else None)
            return replace(changes, diagnostics=(*notes, *forgotten(changes), *changes.diagnostics))
    except Refusal as refused:
        return Changes((), (), refused.diagnostics, None)
    except OSError as refused:
        return Changes((), (), (os_refusal(refused, out),), None)


def published_manifest(out: Path, *, to_publish: bool = False) -> tuple[Manifest | None, tuple[Diagnostic, ...]]:
    """The manifest of the tree in a folder, None where there is none, and what has been found on the way.

    As `compare` does, it finishes a run that was interrupted after it had decided on its tree, and raises nothing. Who
    is going `to_publish` is told at once if another run has the folder.
    """
    try:
        if not os.path.lexists(out):
            return None, ()
        with opened(out) as root, Descent(root) as descent:
            own = _own_folder(descent)
            if to_publish and own is not None:
                refuse_if_busy(own)
            notes = _recovered(root, own)
            return (read_manifest(own) if own is not None else None), notes
    except Refusal as refused:
        return None, refused.diagnostics
    except OSError as refused:
        return None, (os_refusal(refused, out),)


def _recovered(root: int, own: int | None) -> tuple[Diagnostic, ...]:
    if own is None or not is_decided(own):
        return ()
    with only_run(root) as locked:
        return recover(root, locked)


def _own_folder(descent: Descent) -> int | None:
    own = descent.enter((OWN_FOLDER.encode(),))
    if isinstance(own, Obstacle):
        raise Refusal(in_the_way(own, f"{OWN_FOLDER}/"))
    return own

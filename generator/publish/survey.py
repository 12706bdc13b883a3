"""Compares rendered contents with an open folder. Reads only."""

from __future__ import annotations

import os
from collections.abc import Mapping, Set
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic
from generator.publish.changes import Change, Changes, Kind, folders_above, in_path_order
from generator.publish.content import Content
from generator.publish.descent import Descent, Obstacle, Thing, named, split
from generator.publish.files import read, sha256
from generator.publish.manifest import Manifest
from generator.publish.refusals import in_the_way


def survey(contents: Mapping[str, Content], root: int, previous: Manifest | None) -> Changes:
    """What publishing the contents, with safe paths, into the open folder `root` would do. Raises
    `OSError`.
    """
    published = previous.files if previous else {}
    found = _Findings()
    with Descent(root) as descent:
        for path in in_path_order(contents.keys() | published.keys()):
            found.judge(path, read(descent, path), contents.get(path), published.get(path))
        leaving = {change.path for change in found.changes if change.rendered is None}
        for obstacle, path in found.obstacles:
            new = contents.get(path)
            if not _makes_room(descent, obstacle, leaving):
                found.diagnostics.append(in_the_way(obstacle, path))
            elif new is not None:
                found.changes.append(Change(path, Kind.ADDED, None, new))
    return Changes(
        tuple(sorted(found.changes, key=lambda change: change.path)),
        tuple(found.unchanged),
        tuple(dict.fromkeys(found.diagnostics)),
        previous,
    )


@dataclass(slots=True)
class _Findings:
    changes: list[Change] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    obstacles: list[tuple[Obstacle, str]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def judge(self, path: str, old: bytes | Obstacle | None, new: Content | None, published: str | None) -> None:
        """Sorts one path into the findings. `published` is its digest in the manifest."""
        digest = sha256(old) if isinstance(old, bytes) else None
        if isinstance(old, Obstacle):
            # Where a file that is no longer rendered has made way for something else, nothing is to remove.
            if new is not None or old.thing not in (Thing.FILE, Thing.FOLDER):
                self.obstacles.append((old, path))
        elif old is None and new is None:
            return
        elif new is not None and new.sha256 == digest:
            self.unchanged.append(path)
        elif old is None:
            self.changes.append(Change(path, Kind.ADDED, None, new))
        elif published is None:
            self.changes.append(Change(path, Kind.FOREIGN, old, new))
        elif digest != published:
            self.changes.append(Change(path, Kind.EDITED, old, new))
        else:
            self.changes.append(Change(path, Kind.CHANGED if new is not None else Kind.REMOVED, old, new))


def _makes_room(descent: Descent, obstacle: Obstacle, leaving: Set[str]) -> bool:
    """Whether what is in the way goes away with the files that are no longer rendered."""
    if obstacle.thing is Thing.FILE:
        return obstacle.path in leaving
    if obstacle.thing is Thing.FOLDER:
        emptied = {folder for path in leaving for folder in folders_above(path)}
        return obstacle.path in emptied and _holds_only(descent, obstacle.path, leaving, emptied)
    return False


def _holds_only(descent: Descent, folder: str, files: Set[str], folders: Set[str]) -> bool:
    segments, name = split(folder)
    opened = descent.enter((*segments, name))
    if not isinstance(opened, int):
        return False
    with named(folder):
        entries = [f"{folder}/{os.fsencode(entry).decode(errors='replace')}" for entry in os.listdir(opened)]
    return all(
        entry in files or (entry in folders and _holds_only(descent, entry, files, folders)) for entry in entries
    )

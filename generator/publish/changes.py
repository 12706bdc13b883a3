"""What publishing a tree would do to a folder, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.diagnostics import Diagnostic
from generator.publish.content import Content
from generator.publish.manifest import Manifest


class Kind(StrEnum):
    """How a file of the tree stands to the file in the folder."""

    ADDED = "added"
    CHANGED = "changed"
    # In the manifest, and no longer rendered.
    REMOVED = "removed"
    # In the manifest, and neither what was published nor what is rendered: somebody else has changed it
    # since.
    EDITED = "edited"
    # Rendered, and a file with another content, which the manifest does not know, has its path.
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is not as rendered. `old` is what the folder has, in bytes, `rendered` what the tree has; None
    means that there is no such file.
    """

    path: str
    kind: Kind
    old: bytes | None
    rendered: Content | None

    @property
    def new(self) -> bytes | None:
        """What the tree has, in bytes."""
        return self.rendered.read() if self.rendered else None


@dataclass(frozen=True, slots=True)
class Changes:
    """A tree compared with a folder.

    `changes` are in the order of their paths, `unchanged` are the paths of the files that are as rendered,
    `diagnostics` are the errors that make publishing impossible whatever the user allows, and warnings;
    `previous` is the manifest of the last publishing, if there was one. The manifest itself is never among
    the changes: it says nothing to Terraform.
    """

    changes: tuple[Change, ...]
    unchanged: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    previous: Manifest | None

    def of(self, *kinds: Kind) -> tuple[Change, ...]:
        """The changes of these kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)


def in_path_order(paths: Iterable[str]) -> list[str]:
    """Folder by folder, so that each is opened once."""
    return sorted(paths, key=lambda path: path.replace("/", "\0"))  # which no path has, and comes before all else


def folders_above(path: str) -> Iterator[str]:
    """The folders that the path is in, the deepest first."""
    while path := path.rpartition("/")[0]:
        yield path

"""`.adbkms/journal.json`: what a publishing that has begun still has to do. Where it exists, the new tree
is decided.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from generator.publish.manifest import Manifest
from generator.publish.names import OWN_FOLDER, unsafe_paths
from generator.publish.records import Unreadable, are_sha256, checked_format, read_json

JOURNAL_NAME = b"journal.json"
JOURNAL_PATH = f"{OWN_FOLDER}/journal.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Write:
    """One file to put in place. `old` is the digest of what the folder had there when that was decided, or
    None.
    """

    path: str
    old: str | None


@dataclass(frozen=True, slots=True)
class Journal:
    """`manifest` is the one to end with, and has the digest of every file to put in place: its `writes`, folder by
    folder. `removals` maps the paths to remove to the digests of what the folder had there.
    """

    manifest: Manifest
    writes: tuple[Write, ...]
    removals: Mapping[str, str]

    def to_json(self) -> bytes:
        """The same bytes for the same journal."""
        data = {
            "format": FORMAT,
            "manifest": self.manifest.to_data(),
            "writes": [[write.path, write.old] for write in self.writes],
            "removals": self.removals,
        }
        return json.dumps(data, sort_keys=True).encode()

    @classmethod
    def from_json(cls, content: bytes) -> Journal:
        """What `to_json` wrote. Raises `Unreadable` for anything else, so that no path in it leaves the
        tree.
        """
        fields = checked_format(read_json(content), FORMAT)
        manifest = Manifest.from_data(fields.get("manifest"))
        writes = tuple(_write(item, manifest) for item in _list(fields.get("writes")))
        removals = fields.get("removals")
        if not (isinstance(removals, dict) and are_sha256(removals.values())):
            raise Unreadable('lacks the object "removals" from paths to SHA-256 digests')
        for path, reason in unsafe_paths(removals):
            raise Unreadable(f"lists the path {path!r}, which {reason}")
        return cls(manifest, writes, removals)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable('lacks the list "writes"')
    return value


def _write(item: Any, manifest: Manifest) -> Write:
    match item:
        case [str(path), old] if path in manifest.files and (old is None or are_sha256((old,))):
            return Write(path, old)
    raise Unreadable(f"has the unknown entry {item!r} among its writes")

"""`.adbkms/manifest.json`: which files of a folder are adbkms's own, and what they were rendered from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

import msgspec

from generator.diagnostics import Diagnostic, error
from generator.publish.files import sha256
from generator.publish.names import MANIFEST_PATH, unsafe_paths
from generator.publish.records import Unreadable, are_sha256, checked_format, read_json, refuse_huge

MANIFEST_NAME = b"manifest.json"
FORMAT = 1

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a tree was rendered from: the version of adbkms, the digest of the spec (any text that is equal
    for equal specs), and by stack whatever a later run wants to know of this one.
    """

    tool_version: str
    spec_digest: str
    stacks: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` maps each path of the tree to the SHA-256 of its content, in lower-case hexadecimal digits."""

    provenance: Provenance
    files: Mapping[str, str]

    def to_json(self) -> str:
        """The same text for the same manifest: sorted, with a line break at the end, and no time in it. `sha256` is the
        digest of the other members, by which an edit is noticed: of their JSON in UTF-8, sorted and without spaces."""
        data = self.to_data()
        data["sha256"] = sha256(_canonical(data))
        written = msgspec.json.format(_canonical(data), indent=2)
        if not written.isascii():  # as `json` writes it, with escapes
            return json.dumps(data, indent=2, sort_keys=True) + "\n"
        return written.decode() + "\n"

    def to_data(self) -> dict[str, Json]:
        """The manifest as JSON's own types."""
        return {
            "format": FORMAT,
            "tool_version": self.provenance.tool_version,
            "spec_digest": self.provenance.spec_digest,
            "stacks": self.provenance.stacks,
            "files": self.files,
        }

    @classmethod
    def from_json(cls, content: bytes) -> Manifest | Diagnostic:
        """What `to_json` wrote, or `PUB007` that says what is wrong with it."""
        try:
            return _read(content)
        except Unreadable as unreadable:
            return error(
                "PUB007",
                "The manifest cannot be read",
                f"{MANIFEST_PATH} {unreadable}. It says which files belong to adbkms, so nothing is written "
                "without it. Restore it from version control, after a merge conflict from the branch that is "
                "applied. Where that is not possible, delete it together with the rendered files, and render "
                "again; which keys the databases have had is then forgotten, so leave old keys in the spec.",
            )

    @classmethod
    def from_data(cls, data: Json) -> Manifest:
        """Raises `Unreadable` for anything that `to_data` does not give."""
        fields = checked_format(data, FORMAT)
        tool_version, spec_digest = fields.get("tool_version"), fields.get("spec_digest")
        stacks, files = fields.get("stacks"), fields.get("files")
        if not (isinstance(tool_version, str) and isinstance(spec_digest, str)):
            raise Unreadable('lacks the text "tool_version" or "spec_digest"')
        if not (isinstance(stacks, dict) and all(isinstance(facts, dict) for facts in stacks.values())):
            raise Unreadable('lacks the object of objects "stacks"')
        if not (isinstance(files, dict) and are_sha256(files.values())):
            raise Unreadable('lacks the object "files" from paths to SHA-256 digests')
        for path, reason in unsafe_paths(files):
            raise Unreadable(f"lists the path {path!r}, which {reason}")
        return cls(Provenance(tool_version, spec_digest, stacks), files)


@lru_cache(maxsize=1)  # a run looks at it before it makes anything and before it publishes
def _read(content: bytes) -> Manifest:
    refuse_huge(content)
    data = _as_written(content)
    if data is None:
        data = read_json(content)  # which knows what is wrong, if it is no JSON at all
        if "sha256" not in checked_format(data, FORMAT):
            raise Unreadable('has no "sha256", so nothing says whether it is as adbkms has written it')
        raise Unreadable(
            'is not as adbkms has written it: the "sha256" in it is not that of the rest, so it was changed or damaged'
        )
    return Manifest.from_data(data)


def _as_written(content: bytes) -> Json:
    """The JSON of a manifest that fits its digest, else None."""
    try:
        data: Json = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    digest = data.pop("sha256", None)
    return data if digest == sha256(_canonical(data)) else None


def _canonical(data: Mapping[str, Json]) -> bytes:
    return msgspec.json.encode(data, order="sorted")

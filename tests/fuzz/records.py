"""Bytes as the manifest, the journal, and what a manifest keeps of stacks: read, or refused with a reason."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.configuration.history import read_facts
from generator.diagnostics import Diagnostic
from generator.publish.journal import Journal, Write
from generator.publish.manifest import Manifest, Provenance
from generator.publish.records import Unreadable
from generator.report import report
from tests.fuzz.promises import shows_safely
from tests.signed_manifest import signed


def target(data: bytes) -> None:
    """Raises where a record ends in an exception, names a path outside of the tree, or is not written as it is read."""
    _manifest(data)
    _manifest(_signed(data))  # few changes get past the digest otherwise
    try:
        journal = Journal.from_json(data)
    except Unreadable as why:
        assert str(why)
        return
    _stays_inside([*journal.removals, *(write.path for write in journal.writes)])
    assert Journal.from_json(journal.to_json()) == journal


def _manifest(data: bytes) -> None:
    read = Manifest.from_json(data)
    if isinstance(read, Diagnostic):
        shows_safely(report([read], "text"))
    else:
        _stays_inside(read.files)
        assert Manifest.from_json(read.to_json().encode()) == read
        _, found = read_facts(read.provenance.stacks)
        shows_safely(report(found, "text"))


def _signed(data: bytes) -> bytes:
    """The same with the digest that fits, if it is an object at all."""
    try:
        members = json.loads(data)
        return signed(members).encode() if isinstance(members, dict) else data
    except (ValueError, RecursionError):
        return data


def _stays_inside(paths: object) -> None:
    assert isinstance(paths, dict | list)
    for path in paths:
        segments = path.split("/")
        assert not {"", ".", "..", ".git", ".adbkms"} & {one.lower() for one in segments}, path
        assert path.isprintable()
        assert "\\" not in path


def seeds() -> Iterator[bytes]:
    """Records as they are written, and damaged ones."""
    facts = {"p": {"databases": {"o": {"db_name": "O", "keys": ["arn:aws:kms:us-east-2:1:key/x"]}}}}
    files = {"stacks/p/main.tf": "a" * 64, "modules/m/main.tf": "b" * 64}
    manifest = Manifest(Provenance("1.0", "c" * 64, facts), files)
    yield manifest.to_json().encode()
    yield Journal(
        manifest, (Write("stacks/p/main.tf", None), Write("modules/m/main.tf", "d" * 64)), {"x": "e" * 64}
    ).to_json()
    yield from (b"{}", b"[" * 5000, b'{"format": 1, "format": 1}', b"<<<<<<< ours", b'{"format": NaN}')

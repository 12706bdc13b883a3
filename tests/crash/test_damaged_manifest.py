"""A manifest that is torn, edited, of a newer version, or not even a file: that is noticed, what to do is said, and
nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crash.command import Ended
from tests.crash.place import MANIFEST, Place, contents, without_own
from tests.crash.specs import spec

COMMANDS = ("render", "render --check", "render --diff", "next", "render --overwrite-edits")


@pytest.fixture
def published(place: Place) -> Place:
    """A place with a tree."""
    place.write(old=spec(["a", "b"], roles=False), new=spec(["b"], roles=False, description="Another"))
    place.tree("old")
    return place


def run(place: Place, command: str, spec: str = "new") -> Ended:
    name, *options = command.split()
    return place.run(name, spec, *options)


def said(ended: Ended) -> str:
    """The messages, however wide they were printed."""
    return " ".join(ended.messages.split())


def test_torn_anywhere_it_stops_every_command(published: Place) -> None:
    manifest = published.out / MANIFEST
    whole = manifest.read_bytes()
    before = without_own(contents(published.out))

    for length in range(0, len(whole) - 2, 31):
        manifest.write_bytes(whole[:length])
        ended = run(published, COMMANDS[length % len(COMMANDS)])

        assert ended.code == 1
        assert "The manifest cannot be read (PUB007)" in said(ended)
        assert "Restore it from version control" in said(ended)
        assert manifest.read_bytes() == whole[:length]
    assert without_own(contents(published.out)) == before

    manifest.write_bytes(whole)
    assert run(published, "render").code == 0


def test_any_byte_that_is_changed_is_noticed(published: Place) -> None:
    manifest = published.out / MANIFEST
    whole = manifest.read_bytes()
    before = without_own(contents(published.out))

    for position in range(0, len(whole) - 1, 19):
        edited = whole[:position] + bytes((whole[position] ^ 1,)) + whole[position + 1 :]
        manifest.write_bytes(edited)
        ended = run(published, "render", "old")

        assert ended.code == 1
        assert "(PUB007)" in ended.messages
        assert manifest.read_bytes() == edited
    assert without_own(contents(published.out)) == before


def _a_link(manifest: Path) -> None:
    kept = manifest.rename(manifest.with_name("kept.json"))
    manifest.symlink_to(kept)


def _a_folder(manifest: Path) -> None:
    manifest.unlink()
    manifest.mkdir()


def _of_a_newer_version(manifest: Path) -> None:
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 2}))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("damage", "code", "advice"),
    [
        (lambda manifest: manifest.write_bytes(b""), "PUB007", "Restore it from version control"),
        (lambda manifest: manifest.write_bytes(b"\0" * 4096), "PUB007", "Restore it from version control"),
        (lambda manifest: manifest.write_bytes(b"[" * 5_000_000), "PUB007", "Restore it from version control"),
        (
            lambda manifest: manifest.write_text("<<<<<<< ours\n"),
            "PUB007",
            "from the branch that is applied",
        ),
        (_of_a_newer_version, "PUB007", "a newer version may have written it"),
        (_a_link, "PUB005", "Replace it by a file, or remove it"),
        (_a_folder, "PUB006", "Move .adbkms/manifest.json away"),
    ],
    ids=["empty", "zeros", "huge", "merge conflict", "newer", "link", "folder"],
)
def test_what_is_not_a_manifest_is_explained(
    published: Place, damage: Callable[[Path], object], code: str, advice: str, command: str
) -> None:
    damage(published.out / MANIFEST)
    before = contents(published.out)

    ended = run(published, command)

    assert ended.code == 1
    assert f"({code})" in said(ended)
    assert advice in said(ended)
    assert contents(published.out) == before

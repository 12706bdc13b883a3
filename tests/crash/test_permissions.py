"""A user without the rights: nothing is changed, and the path is named. Root gives its own rights up for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.crash.place import Place, contents
from tests.crash.specs import spec

NOBODY = 65534


@pytest.fixture
def theirs(place: Place) -> Place:
    """A place with a tree that belongs to the user who runs the command."""
    place.write(old=spec(["a", "b"], roles=False), new=spec(["b"], roles=False, description="Another"))
    place.tree("old")
    place.folder.parent.chmod(0o755)
    if os.geteuid() == 0:
        for path in (place.folder, *place.folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    return place


@pytest.mark.parametrize(
    ("closed", "mode", "named"),
    [
        (".adbkms", 0o555, "/.adbkms/staging"),
        (".adbkms", 0o000, "/.adbkms"),
        (".adbkms/manifest.json", 0o000, "/.adbkms/manifest.json"),
        ("stacks/a", 0o555, "/stacks/a"),
        ("stacks/b", 0o555, "/stacks/b"),
        ("stacks/b", 0o000, "/stacks/b"),
        ("stacks/b/main.tf", 0o000, "/stacks/b/main.tf"),
    ],
)
def test_no_permission(theirs: Place, closed: str, mode: int, named: str) -> None:
    path = theirs.out / closed
    before, allowed = contents(theirs.out), path.stat().st_mode
    path.chmod(mode)

    ended = theirs.run("render", "new", user=NOBODY)
    path.chmod(allowed)

    said = " ".join(ended.messages.split())
    assert ended.code == 1
    assert f"parent/out{named}: Permission denied. Change the permissions or the owner" in said
    assert contents(theirs.out) == before
    assert theirs.run("render", "new", user=NOBODY).code == 0


def test_no_permission_to_read_the_output_folder(theirs: Place) -> None:
    theirs.out.chmod(0o000)

    ended = theirs.run("render", "new", user=NOBODY)

    assert ended.code == 1
    assert "'parent/out' is not readable" in " ".join(ended.messages.split())
    theirs.out.chmod(0o755)


def test_no_permission_to_make_the_folder(theirs: Place) -> None:
    parent = theirs.folder / "parent"
    theirs.out.rename(theirs.folder / "elsewhere")
    parent.chmod(0o555)

    ended = theirs.run("render", "new", user=NOBODY)

    assert ended.code == 1
    assert "parent/out: Permission denied." in ended.messages
    assert list(parent.iterdir()) == []
    parent.chmod(0o755)


def test_a_cache_that_cannot_be_written_is_done_without(theirs: Place) -> None:
    for path in (theirs.cache, *theirs.cache.iterdir()):
        path.chmod(0o555)

    assert theirs.run("render", "new", user=NOBODY).code == 0
    assert theirs.beside() == []
    for path in (theirs.cache, *theirs.cache.iterdir()):
        path.chmod(0o755)


def test_a_read_only_folder_that_is_as_rendered_needs_no_rights(theirs: Place) -> None:
    folders = [path for path in (theirs.out, *theirs.out.rglob("*")) if path.is_dir()]
    for path in folders:
        path.chmod(0o555)

    ended = theirs.run("render", "old", "--check", user=NOBODY)

    assert ended.code == 0, ended.messages
    for path in folders:
        Path(path).chmod(0o755)

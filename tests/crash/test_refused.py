"""The operating system refuses any of the calls: then the old tree is there, or the rest is left to the next run.

The answers are the kernel's own numbers, given at the call itself, so that every call is once the one that fails.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from typing import Any

import pytest

from tests.crash.command import Ended
from tests.crash.place import Contents, Place, contents, is_decided, without_staging
from tests.crash.specs import spec

TAKES_ROOM = ["openat", "write", "mkdir", "mkdirat"]
CHANGES_NAMES = ["mkdir", "mkdirat", "rename", "renameat", "unlink", "unlinkat", "rmdir"]
SYNCS = ["fsync", "syncfs"]
FEW, MANY = ["b"], ["b", "c"]


def refused_everywhere(
    place: Place, stacks: list[str], error: int, calls: list[str]
) -> Iterator[tuple[Place, Ended, list[Contents]]]:
    """Every run in which calls of these names are refused from the first, the second and so on to the last of them; of
    many, every fourth and all of the last eight, which come after the decision."""
    place.write(old=spec(["a", "b"], roles=False), new=spec(stacks, roles=len(stacks) > 1, description="Another"))
    trees = [place.tree("old"), place.copy(place.folder.parent / "new").tree("new")]
    made = place.copy(place.folder.parent / "here").run("render", "new").calls
    positions = [number for number, name in enumerate(made) if name in calls]
    if stacks == MANY:
        positions = sorted({*positions[::4], *positions[-8:]})
    assert positions
    action: dict[str, Any] = {"do": "refuse from then on", "error": error, "calls": calls}
    for number in positions:
        here = place.copy(place.folder.parent / "here")
        yield here, here.run("render", "new", at=number, action=action), trees


def _is_whole_and_goes_on(here: Place, ended: Ended, trees: list[Contents]) -> str:
    """Returns the code of the error, or nothing where the run could do without what was refused."""
    old, new = trees
    left = contents(here.out)
    assert ended.code in (0, 1)
    assert "Traceback" not in ended.messages
    if ended.code == 0:
        said = ""
        assert without_staging(left) == new
    elif is_decided(left):
        said = "PUB013"
    else:
        said = "PUB009"
        assert without_staging(left) == old
    assert said in ended.messages
    following = here.run("render", "new")
    assert following.code == 0, following.messages
    assert ("PUB014" in following.messages) == is_decided(left)
    assert contents(here.out) == new
    assert here.beside() == []
    return said


@pytest.mark.parametrize("stacks", [FEW, MANY])
def test_a_disk_that_is_full_from_some_call_on(place: Place, stacks: list[str]) -> None:
    seen = set()

    for here, ended, trees in refused_everywhere(place, stacks, errno.ENOSPC, TAKES_ROOM):
        if ended.code == 1 and not is_decided(left := contents(here.out)):
            assert left == trees[0], "what was staged is removed at once"
            assert "Make room on the disk and run again." in " ".join(ended.messages.split())
        seen.add(_is_whole_and_goes_on(here, ended, trees))

    assert seen >= {"PUB009", "PUB013"}


@pytest.mark.parametrize("stacks", [FEW, MANY])
def test_a_disk_that_fails_when_data_is_to_reach_it(place: Place, stacks: list[str]) -> None:
    seen = set()

    for here, ended, trees in refused_everywhere(place, stacks, errno.EIO, SYNCS):
        assert "Input/output error" in ended.messages
        seen.add(_is_whole_and_goes_on(here, ended, trees))

    assert seen <= {"PUB009", "PUB013"}
    assert "PUB009" in seen


@pytest.mark.parametrize(
    ("error", "calls", "fix"),
    [
        (errno.EROFS, TAKES_ROOM + CHANGES_NAMES, "Make the file system writable"),
        (errno.EACCES, TAKES_ROOM + CHANGES_NAMES, "Change the permissions or the owner"),
        (errno.ENOSPC, CHANGES_NAMES, "Make room on the disk and run again."),
        (errno.EDQUOT, TAKES_ROOM, "Make room within your disk quota"),
    ],
)
def test_a_file_system_that_takes_no_more_changes(place: Place, error: int, calls: list[str], fix: str) -> None:
    seen = set()

    for here, ended, trees in refused_everywhere(place, FEW, error, calls):
        assert ended.code == 0 or fix in " ".join(ended.messages.split())
        seen.add(_is_whole_and_goes_on(here, ended, trees))

    assert seen >= {"PUB009", "PUB013"}

"""The power fails at any moment: what was not synced is lost.

A run is watched at each of its calls. From what it has synced by then, folder by folder and file by file, the tests
build what a disk may have after a power failure: names and contents as they were when they were last synced, or names
as they are now with contents that never arrived. A real disk is somewhere between these.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.place import JOURNAL, Contents, Place, contents, is_decided, without_own, without_staging
from tests.crash.power import LOSSES
from tests.crash.specs import spec

FEW, MANY = ["b"], ["b", "c"]


def after_power_failures(place: Place, loss: str) -> Iterator[tuple[Place, Contents]]:
    """Each different place that a failure at some call can leave, and what is in its output folder. Of those in which
    files are staged and nothing is decided, one in five."""
    images = place.folder.parent / "images"
    watched = place.copy(place.folder.parent / "watched")
    watched.run("render", "new", at=0, action={"do": "record", "folder": str(watched.out.parent), "to": str(images)})
    seen: list[Contents] = []
    last: Contents = {}
    for number in range(len(list((images / loss).iterdir()))):
        left = contents(images / loss / str(number) / "out")
        if left in seen or not (is_decided(left) or number % 5 == 0 or without_staging(left) != without_staging(last)):
            continue
        seen.append(left)
        last = left
        here = place.copy(place.folder.parent / "here")
        shutil.rmtree(here.folder / "parent")
        shutil.copytree(images / loss / str(number), here.folder / "parent")
        yield here, left
    assert len(seen) >= 3  # the old tree, one decided on, the new one


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("stacks", [FEW, MANY])
def test_a_changed_tree_is_the_old_one_or_the_new_one(place: Place, stacks: list[str], loss: str) -> None:
    place.write(old=spec(["a", "b"], roles=False), new=spec(stacks, roles=len(stacks) > 1, description="Another"))
    old, new = place.tree("old"), place.copy(place.folder.parent / "new").tree("new")

    for here, _ in after_power_failures(place, loss):
        left = contents(here.out)
        if not is_decided(left):
            assert without_staging(left) in (old, new)
        else:
            _journal_speaks_only_of_what_is_there(here.out)
        ended = here.run("render", "new")

        assert ended.code == 0, ended.messages
        assert ("PUB014" in ended.messages) == is_decided(left)
        assert contents(here.out) == new
        assert here.beside() == []


def _journal_speaks_only_of_what_is_there(out: Path) -> None:
    """Each file that it wants to be put in place is staged, whole, or in place already."""
    journal = json.loads((out / JOURNAL).read_text())
    for path, _ in journal["writes"]:
        candidates = (out / ".adbkms/staging/tree" / path, out / path)
        digests = [_digest(candidate) for candidate in candidates if candidate.is_file()]
        assert journal["manifest"]["files"][path] in digests


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("loss", ["names and contents", "contents"])
def test_a_new_folder_is_empty_or_the_tree(place: Place, loss: str) -> None:
    place.write(new=spec(["b", "c"], roles=True))
    new = place.copy(place.folder.parent / "new").tree("new")

    for here, left in after_power_failures(place, loss):
        ended = here.run("render", "new")

        assert ended.code == 0, (ended.messages, sorted(left))
        assert without_own(contents(here.out)) == without_own(new)
        assert here.beside() == []

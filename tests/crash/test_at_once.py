"""Several runs at once: one writes, the others say so, and the tree of one of them is there at the end, whole."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.crash.command import ROOT
from tests.crash.place import Contents, Place, contents
from tests.crash.specs import spec


def start(place: Place, name: str) -> subprocess.Popen[str]:
    """The command line as a user starts it, not waited for."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "render", f"{name}.yaml", "-o", "parent/out"],
        cwd=place.folder,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "ADBKMS_CACHE_DIR": str(place.cache)},
    )


@pytest.mark.parametrize(
    ("runs", "same", "exists"),
    [(2, True, True), (2, False, True), (2, False, False), (8, True, False), (8, False, True)],
)
def test_one_tree_is_there_whole(place: Place, runs: int, same: bool, exists: bool) -> None:
    names = [f"spec{number}" for number in range(1 if same else runs)]
    place.write(**{name: spec(["a"], roles=True, description=name) for name in names})
    place.write(old=spec(["a", "b"], roles=False))
    if runs > 2:  # each of so many would compile the grammar, a second for each; the two do
        place.run("render", "old", "--check", cold=True)
    trees: dict[str, Contents] = {}
    for name in names:
        trees[name] = place.copy(place.folder.parent / "new").tree(name)
    if exists:
        place.tree("old")

    started = [(names[number % len(names)], start(place, names[number % len(names)])) for number in range(runs)]
    ended = [(name, process.communicate(timeout=120)[1], process.returncode) for name, process in started]

    left = contents(place.out)
    winners = [name for name, _, code in ended if code == 0]
    assert left in [trees[name] for name in winners]
    for _, messages, code in ended:
        # The others say so: one was at it, or was there since this run had read what the folder has.
        is_told = "(PUB008)" in messages or "(PUB016)" in messages
        assert code == 0 or (code == 1 and is_told), messages
    assert place.beside() == []

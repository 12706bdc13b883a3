"""A real file system (tmpfs) that is full after more and more pages or files, and one that is mounted to read only.

Only root mounts, or a user in a namespace of theirs, or `sudo`. Where the machine allows none of it, as in a container
without the right, the calls are refused by the tracer instead, with the same answers (see `test_refused.py`).
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from typing import Any

from tests.crash.command import ROOT
from tests.crash.place import Place, contents, is_decided
from tests.crash.specs import spec

STEPS = 48
_WAYS = (["unshare", "--mount"], ["unshare", "--map-root-user", "--mount"], ["sudo", "-n", "-E", "unshare", "--mount"])
_FIXES = {
    "size": "No space left on device. Make room on the disk and run again.",
    "nr_inodes": "No space left on device. Make room on the disk and run again.",
    "ro": "Read-only file system. Make the file system writable",
}
_TAKES_ROOM = ["openat", "write", "mkdir", "mkdirat"]
_WRITES = [*_TAKES_ROOM, "renameat", "unlinkat", "rmdir"]


def way_to_mount(place: Place) -> list[str] | None:
    """The command under which a file system can be mounted."""
    for way in _WAYS:
        trial = [*way, "mount", "-t", "tmpfs", "tmpfs", str(place.folder)]
        if shutil.which(way[0]) and subprocess.run(trial, capture_output=True, check=False).returncode == 0:
            return way
    return None


def on_a_small_disk(place: Place, way: list[str]) -> list[dict[str, Any]]:
    done = subprocess.run(
        [*way, sys.executable, "-m", "tests.crash.small_disk", str(place.folder), str(STEPS)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def as_if_on_a_small_disk(place: Place) -> list[dict[str, Any]]:
    """The same where nothing can be mounted."""
    found = []
    new = place.copy(place.folder.parent / "new").tree("new")
    shutil.copytree(place.folder / "before", place.out)
    calls = place.copy(place.folder.parent / "here").run("render", "new").calls
    for limit, error, names in (("size", errno.ENOSPC, _TAKES_ROOM), ("ro", errno.EROFS, _WRITES)):
        action = {"do": "refuse from then on", "error": error, "calls": names}
        first = calls.index("mkdirat")
        for position in range(first, len(calls) if limit == "size" else first + 1):
            here = place.copy(place.folder.parent / "here")
            ended = here.run("render", "new", at=position, action=action)
            left = contents(here.out)
            then = here.run("render", "new")
            found.append(
                {
                    "limit": limit,
                    "code": ended.code,
                    "messages": " ".join(ended.messages.split()),
                    "is_old": left == contents(place.out),
                    "is_decided": is_decided(left),
                    "code_then": then.code,
                    "is_new_then": contents(here.out) == new,
                }
            )
    return found


def test_a_full_or_read_only_disk_leaves_the_old_tree_or_the_rest_to_the_next_run(place: Place) -> None:
    place.write(old=spec(["a"], roles=False), new=spec(["b", "c"], roles=True))
    place.tree("old")
    place.out.rename(place.folder / "before")
    way = way_to_mount(place)

    found = on_a_small_disk(place, way) if way else as_if_on_a_small_disk(place)

    for run in found:
        if run["code"] == 1:
            assert _FIXES[run["limit"]] in run["messages"]
            assert ("PUB013" if run["is_decided"] else "PUB009") in run["messages"]
            assert run["is_old"] != run["is_decided"], run
        else:
            assert run["code"] == 0
        assert (run["code_then"], run["is_new_then"]) == (0, True)
    refused = {run["limit"] for run in found if run["code"] == 1}
    assert refused >= {"size", "ro"}
    assert {run["code"] for run in found if run["limit"] == "size"} == {0, 1}

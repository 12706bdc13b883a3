"""A file system of its own on which little room is left, and then none to write at all.

python -m tests.crash.small_disk PLACE, in a mount namespace of its own, so that nobody else sees what is mounted and it
goes with the process. The place has `old.yaml`, `new.yaml`, and the old tree in `before`. Prints as JSON what each run
did: `room` in pages, `code`, `messages`; whether the tree `is_old`, is as it was with nothing else beside it; whether
it `is_decided`; and the `code_then` and whether it `is_new_then`, after there was room again.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.crash.command import ROOT, Adbkms
from tests.crash.place import Place, contents, is_decided

_PAGE = 4096
_FILES = "nr_inodes="
_PLENTY = f"size=64m,{_FILES}10000"


def runs(place: Place, steps: int) -> Iterator[dict[str, object]]:
    """The first run has a file system to read only, and each that follows three pages, or three files, more room."""
    parent = place.folder / "parent"
    new = place.tree("new")
    shutil.rmtree(place.out)
    _mount("-t", "tmpfs", "tmpfs", parent, "-o", _PLENTY)
    for step in range(0, steps, 3):
        for limit in ("size", "nr_inodes") if step else ("ro",):
            shutil.copytree(place.folder / "before", place.out, symlinks=True)
            old = contents(place.out)
            used = os.statvfs(parent)
            pages = used.f_blocks - used.f_bfree
            size = f"size={(pages * used.f_bsize // _PAGE + step) * _PAGE}"
            room = {"size": size, "nr_inodes": f"{_FILES}{used.f_files - used.f_ffree + step}", "ro": "ro"}[limit]
            _mount("-o", f"remount,{room}", parent)
            ended = place.run("render", "new")
            left = contents(place.out)
            _mount("-o", f"remount,rw,{_PLENTY}", parent)
            then = place.run("render", "new")
            yield {
                "limit": limit,
                "code": ended.code,
                "messages": " ".join(ended.messages.split()),
                "is_old": left == old,
                "is_decided": is_decided(left),
                "code_then": then.code,
                "is_new_then": contents(place.out) == new,
            }
            shutil.rmtree(place.out)


def _mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *arguments], check=True)


if __name__ == "__main__":
    with Adbkms(ROOT / "examples/quickstart/3-encrypt.yaml") as adbkms:
        print(json.dumps(list(runs(Place(Path(sys.argv[1]), adbkms), int(sys.argv[2])))))

"""Kills a publishing before and after each system call that changes something, and keeps what that leaves
behind.

python crash_everywhere.py FOLDER TREE.json CRASHED STEP

FOLDER is copied to CRASHED/0, CRASHED/1, … and the tree is published into each copy, by a process that sends
itself SIGKILL at the first such moment, at the second and so on; with a STEP of 10, at every tenth. The last
copy is the one that was finished.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

from generator.publish.manifest import Provenance
from generator.publish.publish import publish

# No power fails here: the moments around `fsync` count, the wait for the disk does not. This call changes
# nothing.
INSTEAD_OF_FSYNC = os.get_inheritable
# A file that `open` has made is seen before it is written to, or before it is closed.
CHANGING = frozenset((os.mkdir, os.rename, os.unlink, os.rmdir, os.write, os.close, INSTEAD_OF_FSYNC))


def publish_and_die(tree: dict[str, str], out: Path, moments: int) -> None:
    """Publishes the tree, unless it takes more moments than these."""

    def at_each_moment(_frame: FrameType, event: str, function: Any) -> None:
        nonlocal moments
        if event in ("c_call", "c_return") and function in CHANGING:
            if moments == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            moments -= 1

    vars(os)["fsync"] = INSTEAD_OF_FSYNC
    sys.setprofile(at_each_moment)
    result = publish(tree, out, Provenance("1.0.0", "spec"))
    sys.setprofile(None)
    os._exit(0 if {found.code for found in result.diagnostics} <= {"PUB014"} else 1)


def main(folder: Path, tree: dict[str, str], crashed: Path, step: int) -> None:
    for number in count():
        out = crashed / str(number)
        shutil.copytree(folder, out, symlinks=True)
        child = os.fork()
        if child == 0:
            publish_and_die(tree, out, number * step)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status == 0:
            return
        if status != -signal.SIGKILL:
            raise SystemExit(f"publishing into {out} ended with {status}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text()), Path(sys.argv[3]), int(sys.argv[4]))

"""A command with a bound on its memory, so that what would take the machine ends as an error here."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.cli.conftest import Ended, command, environment


def run_bounded(folder: Path, *arguments: str | Path, most_mib: int, most_seconds: int = 60) -> Ended:
    """Run adbkms in a folder with so much address space. A process that wants more gets a `MemoryError`, which is a
    traceback in its messages. Raises `TimeoutExpired`."""
    done = subprocess.run(
        ["sh", "-c", 'ulimit -v "$0" && exec "$@"', str(most_mib * 1024), *command(*arguments)],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=most_seconds,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

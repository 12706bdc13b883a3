"""One process, measured as the operating system sees it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

# ru_maxrss is in KiB on Linux and in bytes on macOS (getrusage(2) of each).
_MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024


class ProcessFailed(Exception):
    """A measured command ended with an exit code other than 0; the message holds what it printed."""


@dataclass(frozen=True, slots=True)
class Usage:
    """`wall` and `cpu` in seconds, `cpu` of the process and those that it waited for; `peak` in MiB.

    The peak cannot be less than that of the process that measures, about 20 MiB: Linux counts what a process was
    before `exec`.
    """

    wall: float
    cpu: float
    peak: float


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Usage:
    """Runs a command in `folder` and returns what it took. Raises ProcessFailed."""
    with (folder / "printed.txt").open("w+b") as printed:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)  # so that Popen does not wait for it again
        if process.returncode:
            printed.seek(0)
            said = printed.read().decode(errors="replace")
            raise ProcessFailed(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    return Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * _MAXRSS_BYTES / 2**20)


def medians(usages: Sequence[Usage]) -> Usage:
    """The median of each figure."""
    return Usage(
        median(usage.wall for usage in usages),
        median(usage.cpu for usage in usages),
        median(usage.peak for usage in usages),
    )

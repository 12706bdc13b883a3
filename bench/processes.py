"""One process with what it starts, measured as the operating system sees it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

# ru_maxrss is in KiB on Linux and in bytes on macOS (getrusage(2) of each).
_MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024
_SECONDS_BETWEEN_SAMPLES = 0.02


class ProcessFailed(Exception):
    """A measured command ended with another exit code than it should; the message holds what it printed."""


@dataclass(frozen=True, slots=True)
class Usage:
    """`wall` and `cpu` in seconds, `cpu` of the process and those that it waited for; `peak` in MiB.

    The peak is that of the largest single process, as the kernel counts it, or, where `measure` was asked to sample the
    memory of all of them together, the larger of the two. It cannot be less than that of the process that measures,
    about 20 MiB: Linux counts what a process was before `exec`.
    """

    wall: float
    cpu: float
    peak: float


def measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], *, sample_memory: bool = False
) -> Usage:
    """Runs a command in `folder` and returns what it took. Raises ProcessFailed.

    `sample_memory` asks Linux all the time how much memory the process and its descendants have. What they share is
    counted once (`Pss` of proc(5)). It costs time, so a run that is sampled is none to take the time of.
    """
    with (folder / "printed.txt").open("w+b") as printed:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed
        )
        with _sampled(process.pid if sample_memory else None) as samples:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)  # so that Popen does not wait for it again
        if process.returncode:
            printed.seek(0)
            said = printed.read().decode(errors="replace")
            raise ProcessFailed(f"{' '.join(command)} ended with {process.returncode}:\n{said}")
    peak = max(used.ru_maxrss * _MAXRSS_BYTES, *samples)
    return Usage(wall, used.ru_utime + used.ru_stime, peak / 2**20)


def medians(usages: Sequence[Usage], peak: float | None = None) -> Usage:
    """The median of each figure; `peak` instead of the median peak if it was measured in another run."""
    usage = Usage(
        median(usage.wall for usage in usages),
        median(usage.cpu for usage in usages),
        median(usage.peak for usage in usages),
    )
    return usage if peak is None else replace(usage, peak=peak)


@contextmanager
def _sampled(root: int | None) -> Iterator[list[int]]:
    """While the block runs, bytes of memory of a process and its descendants, of each moment; just 0 without `root`."""
    samples = [0]
    if root is None or not Path(f"/proc/{root}/smaps_rollup").exists():
        yield samples
        return
    done = threading.Event()

    def sample() -> None:
        while not done.wait(_SECONDS_BETWEEN_SAMPLES):
            samples.append(sum(_proportional_bytes(process) for process in _family(root)))

    sampler = threading.Thread(target=sample)
    sampler.start()
    try:
        yield samples
    finally:
        done.set()
        sampler.join()


def _family(root: int) -> Iterator[int]:
    """A process and its descendants, as far as they are there when asked for."""
    yield root
    try:
        threads = list(Path(f"/proc/{root}/task").iterdir())
        children = [child for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:  # it has ended meanwhile
        return
    for child in children:
        yield from _family(int(child))


def _proportional_bytes(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)

"""Where parts are made: in this process, or in others of this machine."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from generator.fleet.made import MadePart
from generator.fleet.parts import Part
from generator.fleet.settings import Settings

Batches = Sequence[Sequence[Part]]
Workers = Callable[[int, Settings, Batches], AbstractContextManager[Iterator[list[MadePart]]]]
"""Makes batches with so many processes, or as many as it has, and gives what is made in the order of the batches. There
are no more of them at a time than memory can take."""


def available_jobs() -> int:
    """How many processes this one may keep busy at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def workers(jobs: int, settings: Settings, batches: Batches) -> Iterator[Iterator[list[MadePart]]]:
    """`Workers` of this machine."""
    if jobs == 1:
        yield _one_by_one(settings, batches)
        return
    # What makes parts is imported where there is something to make: that takes as long as all that is done otherwise.
    from generator.fleet.forked import forked

    with forked(jobs, settings, batches) as results:
        yield results


def _one_by_one(settings: Settings, batches: Batches) -> Iterator[list[MadePart]]:
    from generator.fleet.make import make_parts

    for number, batch in enumerate(batches):
        if number:  # a small spec ends without it
            let_go()
        yield make_parts(batch, settings)


def let_go() -> None:
    """Where a command has paused the collector, of what a batch leaves behind: files that are read in full are cycles,
    some half a MiB for a stack. Only what was made since the last time is looked at."""
    if not gc.isenabled():
        gc.collect(0)

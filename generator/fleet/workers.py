"""Where parts are made: in this process, in others of this machine, or wherever an executor takes them."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from generator.fleet.codes import LOST_WORKER
from generator.fleet.made import MadePart
from generator.fleet.parts import Part
from generator.fleet.settings import Settings
from generator.fleet.stopped import Stopped

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Make = Callable[[Iterable[Sequence[Part]]], Iterator[list[MadePart]]]


_AHEAD = 2  # batches for each worker that are made or wait to be taken: so many are in memory at most
_here: list[Settings] = []  # in a worker: what all batches have in common
_batches: list[Sequence[Part]] = []  # and all that there is to make, in a process that is forked


def available_jobs() -> int:
    """How many processes this one may keep busy at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def workers(jobs: int, settings: Settings) -> Iterator[Make]:
    """What makes batches of parts with so many processes, one after the other in their order."""
    if jobs == 1:
        yield lambda batches: _one_by_one(batches, settings)
        return
    # What makes parts is imported where there is something to make: that takes as long as all that is done otherwise.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    import generator.fleet.make  # noqa: F401  # before the fork: once for all

    # A fork has what is loaded already, and the facts and all that is known without sending it.
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if forks else None)
    with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(settings,)) as pool:
        yield lambda batches: _by_number(pool, jobs, batches) if forks else in_order(pool, jobs, _make_here, batches)


def _by_number(pool: Executor, jobs: int, batches: Iterable[Sequence[Part]]) -> Iterator[list[MadePart]]:
    """The pool forks when it is asked for something first, so its processes have all batches, and are told numbers. A
    whole batch would fill a pipe, and where the processes have been ended nobody would ever empty it."""
    _batches[:] = batches
    return in_order(pool, jobs, _make_number, range(len(_batches)))


def _one_by_one(batches: Iterable[Sequence[Part]], settings: Settings) -> Iterator[list[MadePart]]:
    for number, batch in enumerate(batches):
        if number:  # a small spec ends without it
            _let_go()
        yield _make(batch, settings)


def in_order(
    executor: Executor,
    jobs: int,
    make: Callable[..., list[MadePart]],
    batches: Iterable[object],
    *common: object,
) -> Iterator[list[MadePart]]:
    """What `make` gives for each batch, with what is common to all, in the order of the batches. Only so many are asked
    for at a time that memory stays bounded."""
    from concurrent.futures import BrokenExecutor

    waiting: deque[Future[list[MadePart]]] = deque()
    try:
        for batch in batches:
            waiting.append(executor.submit(make, batch, *common))
            if len(waiting) > _AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenExecutor as lost:
        detail = "Memory may have run out. Nothing was written: run again with fewer processes, as with --jobs 1."
        raise Stopped(LOST_WORKER, "A process that made stacks was lost", detail) from lost
    finally:
        for one in waiting:
            one.cancel()


def _begin(settings: Settings) -> None:
    _here[:] = [settings]
    gc.freeze()  # what the fork has inherited is not looked through, which would copy it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # there is nothing to put in order here
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker waits for work for ever: when the run is killed, nobody tells it that there will be none."""
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _make_number(number: int) -> list[MadePart]:
    return _make_here(_batches[number])


def _make_here(parts: Sequence[Part]) -> list[MadePart]:
    made = _make(parts, _here[0])
    _let_go()
    return made


def _let_go() -> None:
    """Where a command has paused the collector, of what a batch leaves behind: files that are read in full are cycles,
    some half a MiB for a stack. Only what was made since the last time is looked at."""
    if not gc.isenabled():
        gc.collect(0)


def _make(parts: Sequence[Part], settings: Settings) -> list[MadePart]:
    from generator.fleet.make import make_parts

    return make_parts(parts, settings)

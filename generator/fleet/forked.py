"""Processes that make parts, forked from this one: they have the batches, and all that is known, without being sent.

The numbers of the batches are in one pipe, from which whoever has nothing to do reads the next one. This process has
no thread for them, so that Ctrl-C and SIGTERM may come at any moment.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait

from generator.fleet.codes import LOST_WORKER
from generator.fleet.in_order import AHEAD
from generator.fleet.made import MadePart
from generator.fleet.make import make_parts
from generator.fleet.settings import Settings
from generator.fleet.stopped import Stopped
from generator.fleet.workers import Batches, let_go
from generator.signals_later import signals_later

_NUMBER = 8  # bytes of a batch's number; so few are written to a pipe, and read from it, whole or not at all


@contextmanager
def forked(jobs: int, settings: Settings, batches: Batches) -> Iterator[Iterator[list[MadePart]]]:
    """`Workers` that end with the block, whatever they are at. Raises `Stopped` when one of them is lost, and what one
    of them raises."""
    context = multiprocessing.get_context("fork")
    processes = []
    results = []
    with _Pipe() as numbers:
        try:
            with signals_later():
                for _ in range(jobs):
                    result, to_send = context.Pipe(duplex=False)
                    process = context.Process(target=_work, args=(settings, batches, numbers, to_send), daemon=True)
                    process.start()
                    processes.append(process)
                    results.append(result)
                    to_send.close()  # when the process has ended there is nobody left who could write
            yield _in_turn(results, numbers, len(batches))
        finally:
            with signals_later():
                for process in processes:
                    process.kill()
            for process in processes:
                process.join()


class _Pipe:
    """Of numbers: what one process writes, one of the others reads."""

    def __enter__(self) -> _Pipe:
        self._read, self._write = os.pipe()
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._read)
        os.close(self._write)

    def put(self, number: int) -> None:
        os.write(self._write, number.to_bytes(_NUMBER))

    def take(self) -> int:
        """The next one, as soon as there is one."""
        return int.from_bytes(os.read(self._read, _NUMBER))


def _in_turn(results: Sequence[Connection], numbers: _Pipe, count: int) -> Iterator[list[MadePart]]:
    made: dict[int, list[MadePart]] = {}  # before their turn
    told = 0
    for turn in range(count):
        while told < min(turn + 1 + AHEAD * len(results), count):
            numbers.put(told)
            told += 1
        while turn not in made:
            made |= map(_received, wait(results))
        yield made.pop(turn)


def _received(result: object) -> tuple[int, list[MadePart]]:
    assert isinstance(result, Connection)
    try:
        number, made, fault = result.recv()
    except (EOFError, OSError) as lost:
        detail = "Memory may have run out. Nothing was written: run again with fewer processes, as with --jobs 1."
        raise Stopped(LOST_WORKER, "A process that made stacks was lost", detail) from lost
    if fault is not None:
        raise fault
    return number, made


def _work(settings: Settings, batches: Batches, numbers: _Pipe, to_send: Connection) -> None:
    gc.freeze()  # what the fork has inherited is not looked through, which would copy it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        at = numbers.take()
        try:
            to_send.send((at, make_parts(batches[at], settings), None))
        except Exception as fault:
            fault.add_note(traceback.format_exc())
            to_send.send((at, [], fault))
        let_go()


def _end_with_parent() -> None:
    """A process waits for numbers for ever: when the run is killed, nobody tells it that there will be none."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)

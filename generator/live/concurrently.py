"""Many things at once, in threads that nobody has to wait for when the user has had enough."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

MOST_THREADS = 64
"""They wait for the network nearly all of the time; what is under way at one endpoint is bounded by `Clouds`."""

# Multiples of the golden ratio, less their whole parts, are nowhere close together for long (Knuth, The Art of Computer
# Programming, 6.4).
_GOLDEN_RATIO = (1 + 5**0.5) / 2

Item = TypeVar("Item")
Result = TypeVar("Result")


def concurrently(
    items: Sequence[Item], work: Callable[[Item], Result], done: Callable[[Item], object] = lambda item: None
) -> list[Result]:
    """The results of `work`, in the order of the items. `done` is told of each that is finished, in this thread.

    Neighbours are mostly in one account, so work begins with items that are far apart: one account that does not answer
    has few of the threads wait for it before the others are done, and if nobody answers, all find out together.

    An exception of `work`, and Ctrl-C, end it at once. Requests that are under way then are given up: not even the end
    of the process waits for them, as it would for the threads of `concurrent.futures`.
    """
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    finished: queue.SimpleQueue[tuple[int, Result | None, BaseException | None]] = queue.SimpleQueue()
    is_over = threading.Event()
    for index in _far_apart(len(items)):
        waiting.put(index)

    def run() -> None:
        while not is_over.is_set():
            try:
                index = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                finished.put((index, work(items[index]), None))
            except BaseException as wrong:  # goes on in the thread that waits
                finished.put((index, None, wrong))
                return

    for _ in range(min(MOST_THREADS, len(items))):
        threading.Thread(target=run, daemon=True).start()
    results: dict[int, Result] = {}
    try:
        while len(results) < len(items):
            index, result, wrong = finished.get()
            if wrong is not None:
                raise wrong
            results[index] = result  # type: ignore[assignment]  # None only with an exception, or as a result
            done(items[index])
    finally:
        is_over.set()
    return [results[index] for index in range(len(items))]


def _far_apart(count: int) -> list[int]:
    """The numbers below `count`; however few are taken from the beginning, they are spread over all."""
    return sorted(range(count), key=lambda number: number * _GOLDEN_RATIO % 1)

"""Work that nobody else ends: given up after some seconds, and at once by Ctrl-C."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

ATTEMPT = "asking a database"
"""The name of the threads that work."""
Result = TypeVar("Result")


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """The result of `work`, or TimeoutError. The thread is then left to itself; not even the end of the process waits
    for it. Raises what `work` raises."""
    ended: queue.SimpleQueue[tuple[list[Result], BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            ended.put(([work()], None))
        except BaseException as wrong:  # goes on in the thread that waits
            ended.put(([], wrong))

    threading.Thread(target=run, name=ATTEMPT, daemon=True).start()
    try:
        results, wrong = ended.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if wrong is not None:
        raise wrong
    return results[0]

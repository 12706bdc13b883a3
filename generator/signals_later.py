"""Ctrl-C and SIGTERM that wait while a process is started, so that whoever has to end it knows of it first."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ENDING = (signal.SIGINT, signal.SIGTERM)  # terminals and pipelines send them to all; it is the run that ends


@contextmanager
def signals_later() -> Iterator[None]:
    """What ends a run waits until the block has ended: a process that nobody knows of would not be ended, and one that
    has just been forked would take a Ctrl-C for its own. Processes that are forked in the block, and run no other
    program, never mind them. What is ignored, as by `nohup`, stays so, for other programs too.

    To block the signals would not do: where there is another thread, such as a progress bar's, that one gets them.
    """
    if threading.current_thread() is not threading.main_thread():  # then they come to the main thread only
        yield
        return
    came: list[int] = []
    minded = {one: handler for one in _ENDING if (handler := signal.getsignal(one)) is not signal.SIG_IGN}
    try:
        for one in minded:
            signal.signal(one, lambda number, _frame: came.append(number))
        yield
    finally:
        for one, handler in minded.items():
            signal.signal(one, handler)
        for number in came[:1]:
            signal.raise_signal(number)

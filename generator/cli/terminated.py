"""SIGTERM, as `kill`, a container's stop and a pipeline's time limit send it: an orderly end, as of Ctrl-C."""

from __future__ import annotations

import signal
from types import FrameType

EXIT_CODE = 128 + signal.SIGTERM  # as shells have it


class Terminated(BaseException):
    """Raised wherever the process is when the signal comes: what is open is closed, what is staged is taken away."""


def end_orderly() -> None:
    """From now on, unless whoever started us has the signal ignored. The second one ends the process at once."""
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminate)
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # as `end_at_once` of an earlier run has left it
        signal.signal(signal.SIGINT, signal.default_int_handler)


def end_at_once() -> None:
    """From now on, also of Ctrl-C: all is done, and Python, which is ending, would print a traceback."""
    for one in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(one) is not signal.SIG_IGN:
            signal.signal(one, signal.SIG_DFL)


def _terminate(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    raise Terminated

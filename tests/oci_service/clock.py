"""The time as the stand-in tells it: one minute later at each look, the same in every run."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
FIRST_MINUTE = datetime(2026, 1, 1, tzinfo=UTC)


def minute_by_minute(start: datetime = FIRST_MINUTE) -> Clock:
    """A clock that says `start` first, then a minute more every time."""
    lock = threading.Lock()
    told = start - timedelta(minutes=1)

    def now() -> datetime:
        nonlocal told
        with lock:
            told += timedelta(minutes=1)
            return told

    return now

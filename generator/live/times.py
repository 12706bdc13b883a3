"""Times in answers."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import msgspec

Time = Annotated[datetime, msgspec.Meta(tz=True)]
"""With an offset from UTC, as RFC 3339 has it."""


def in_utc(time: datetime | None) -> datetime | None:
    """The same time in UTC. Raises ValueError for one that is in the year 0 or 10000 there: msgspec takes that from a
    `__post_init__` as an answer that does not fit (https://github.com/jcrist/msgspec/pull/470).
    """
    try:
        return time.astimezone(UTC) if time else None
    except OverflowError as wrong:
        raise ValueError("Expected a time of the years 1 to 9999") from wrong

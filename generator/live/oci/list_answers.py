"""The items of the API's lists, as far as they are used: the SDK's models `AutonomousDatabaseSummary`,
`RefreshableCloneSummary`, `RegionSubscription`, `WorkRequestSummary` and `WorkRequestError`."""

from __future__ import annotations

import msgspec

from generator.live.shapes import Line, Name, Word
from generator.live.times import Time, in_utc


class DatabaseInList(msgspec.Struct, rename="camel"):
    """One of `ListAutonomousDatabases`."""

    id: Name
    db_name: Name
    lifecycle_state: Word
    display_name: Line | None = None


class CloneInList(msgspec.Struct, rename="camel"):
    """One of `ListAutonomousDatabaseRefreshableClones`."""

    id: Name
    region: Word | None = None


class RegionInList(msgspec.Struct, rename="camel"):
    """One of `ListRegionSubscriptions`; `status` is `READY` or `IN_PROGRESS`."""

    region_name: Word
    status: Word


class WorkRequestInList(msgspec.Struct, rename="camel"):
    """One of `ListWorkRequests`; the time is in UTC."""

    id: Name
    operation_type: Line
    status: Word
    percent_complete: float | None = None
    time_accepted: Time | None = None

    def __post_init__(self) -> None:
        self.time_accepted = in_utc(self.time_accepted)


class ErrorInList(msgspec.Struct, rename="camel"):
    """One of `ListWorkRequestErrors`."""

    message: str
    code: str | None = None

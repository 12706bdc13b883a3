"""The items of the API's lists, as far as they are used: the SDK's models `AutonomousDatabaseSummary`,
`RefreshableCloneSummary`, `RegionSubscription`, `WorkRequestSummary` and `WorkRequestError`."""

from __future__ import annotations

import msgspec

from generator.live.oci.times import Time, in_utc


class DatabaseInList(msgspec.Struct, rename="camel"):
    """One of `ListAutonomousDatabases`."""

    id: str
    db_name: str
    lifecycle_state: str
    display_name: str | None = None


class CloneInList(msgspec.Struct, rename="camel"):
    """One of `ListAutonomousDatabaseRefreshableClones`."""

    id: str
    region: str | None = None


class RegionInList(msgspec.Struct, rename="camel"):
    """One of `ListRegionSubscriptions`; `status` is `READY` or `IN_PROGRESS`."""

    region_name: str
    status: str


class WorkRequestInList(msgspec.Struct, rename="camel"):
    """One of `ListWorkRequests`; the time is in UTC."""

    id: str
    operation_type: str
    status: str
    percent_complete: float | None = None
    time_accepted: Time | None = None

    def __post_init__(self) -> None:
        self.time_accepted = in_utc(self.time_accepted)


class ErrorInList(msgspec.Struct, rename="camel"):
    """One of `ListWorkRequestErrors`."""

    message: str
    code: str | None = None

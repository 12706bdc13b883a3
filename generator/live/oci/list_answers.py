"""The items of the API's lists, as far as they are used: the SDK's models `AutonomousDatabaseSummary`,
`RefreshableCloneSummary`, `RegionSubscription`, `WorkRequestSummary` and `WorkRequestError`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

Time = Annotated[datetime, msgspec.Meta(tz=True)]


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
    """One of `ListWorkRequests`."""

    id: str
    operation_type: str
    status: str
    percent_complete: float | None = None
    time_accepted: Time | None = None


class ErrorInList(msgspec.Struct, rename="camel"):
    """One of `ListWorkRequestErrors`."""

    message: str
    code: str | None = None

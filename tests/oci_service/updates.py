"""How an update of a database goes on and ends. No clock: it goes on when it is looked at, or when a test says so."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .database_records import DatabaseRecord, KeySwitch
from .work_requests import WorkRequestRecord


@dataclass(frozen=True, slots=True)
class Ending:
    """`status` is the work request's, `state` the database's; what was wanted is done if it `takes_effect`."""

    status: str = "SUCCEEDED"
    state: str = "AVAILABLE"
    takes_effect: bool = True
    error: str = ""


SUCCEEDS = Ending()
# Observed with the real provider: a work request that ended well does not prove that the key was changed.
KEEPS_KEY = Ending(takes_effect=False)


def fails(error: str = "The encryption key cannot be reached.") -> Ending:
    """The work request FAILED, the database is AVAILABLE with the old key."""
    return Ending("FAILED", takes_effect=False, error=error)


def becomes_inaccessible(error: str = "The encryption key cannot be reached.") -> Ending:
    """The work request FAILED, the database is INACCESSIBLE."""
    return Ending("FAILED", "INACCESSIBLE", takes_effect=False, error=error)


@dataclass(frozen=True, slots=True)
class Update:
    """An update of `steps` steps, of which `done` are done; at its end the record's fields are `wanted`."""

    work_request: WorkRequestRecord
    steps: int
    ending: Ending
    wanted: Mapping[str, Any] = field(default_factory=dict)
    done: int = 0

    @property
    def is_done(self) -> bool:
        return self.done >= self.steps

    def step(self, now: datetime) -> Update:
        """The update one step later. `now` is when it ended, if it did."""
        done = self.done + 1
        told = dataclasses.replace(self.work_request, percent=round(100 * done / self.steps, 1))
        if done >= self.steps:
            ending = self.ending
            percent = 100.0 if ending.status == "SUCCEEDED" else self.work_request.percent
            told = dataclasses.replace(
                told, status=ending.status, percent=percent, time_finished=now, error=ending.error
            )
        return dataclasses.replace(self, done=done, work_request=told)

    def ended(self, record: DatabaseRecord, now: datetime) -> DatabaseRecord:
        """The database after the last step. Another key than before is a new line of the history."""
        ending = self.ending
        changes = {"state": ending.state, **self.wanted} if ending.takes_effect else {"state": ending.state}
        after = dataclasses.replace(record, **changes, state_details=ending.error)
        if after.key != record.key:
            after = dataclasses.replace(after, history=(*record.history, KeySwitch(after.key, now)))
        return after

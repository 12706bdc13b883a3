"""The databases of the stand-in, their updates and their work requests. For use under the service's lock."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .clock import Clock
from .database_records import DatabaseRecord
from .refusals import incorrect_state
from .updates import SUCCEEDS, Ending, Update
from .work_requests import WorkRequestRecord

# The states in which the service takes an update; in all others it answers 409.
UPDATABLE = ("AVAILABLE", "AVAILABLE_NEEDS_ATTENTION", "STANDBY")


@dataclass
class Databases:
    """`steps` is how many steps an update takes; `gets_advance` if each Get of the database is one."""

    clock: Clock
    steps: int = 3
    gets_advance: bool = True
    records: dict[str, DatabaseRecord] = field(default_factory=dict)
    updates: dict[str, Update] = field(default_factory=dict)
    work_requests: dict[str, WorkRequestRecord] = field(default_factory=dict)
    endings: dict[str, Ending] = field(default_factory=dict)
    key_changed: Callable[[DatabaseRecord], None] = field(default=lambda record: None)

    def begin(
        self, ocid: str, wanted: Mapping[str, Any], *, meanwhile: str = "UPDATING", operation: str = "Update"
    ) -> WorkRequestRecord:
        """Starts an update that ends with the record's fields `wanted`; until then the state is `meanwhile`."""
        if ocid in self.updates:
            raise incorrect_state("Another operation on the Autonomous Database is in progress.")
        record = self.records[ocid]
        work_request = self.new_work_request(record, f"{operation} Autonomous Database")
        ending = self.endings.pop(ocid, SUCCEEDS)
        self.updates[ocid] = Update(work_request, self.steps, ending, wanted)
        self.records[ocid] = dataclasses.replace(record, state=meanwhile)
        return work_request

    def advance(self, ocid: str) -> None:
        """The next step of the database's update, if there is one."""
        update = self.updates.get(ocid)
        if update is None:
            return
        now = self.clock()
        update = update.step(now)
        self.work_requests[update.work_request.id] = update.work_request
        if not update.is_done:
            self.updates[ocid] = update
            return
        del self.updates[ocid]
        before = self.records[ocid]
        self.records[ocid] = update.ended(before, now)
        if self.records[ocid].key != before.key:
            self.key_changed(self.records[ocid])

    def new_work_request(self, record: DatabaseRecord, operation: str) -> WorkRequestRecord:
        """A work request that was accepted now."""
        number = len(self.work_requests) + 1
        made = WorkRequestRecord(
            f"ocid1.coreservicesworkrequest.oc1.iad.{number:06}",
            record.ocid,
            record.compartment_id,
            self.clock(),
            operation,
        )
        self.work_requests[made.id] = made
        return made

    def in_compartment(self, compartment_id: str) -> list[DatabaseRecord]:
        """The databases of a compartment, not of those below it, by display name."""
        found = [record for record in self.records.values() if record.compartment_id == compartment_id]
        return sorted(found, key=lambda record: (record.display_name or record.db_name, record.ocid))

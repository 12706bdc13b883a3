"""What Terraform has applied, by the files that the stand-in provider writes."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.terraform.oci_stand_in.database_store import DatabaseStore

from .database_records import DatabaseRecord, KeySwitch
from .databases import Databases
from .encryption_keys import OracleManagedKey, key_block, key_in_block


@dataclass
class TerraformMirror:
    """Serves the databases of the `store` too. Only what Terraform changes is taken from it: what a test has set in a
    record stays. `seen` are the fields that were found there last."""

    store: DatabaseStore
    databases: Databases
    seen: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.databases.key_changed = self.write_key

    def look(self) -> None:
        """Takes over what is new in the store. What has gone from it is TERMINATED."""
        try:
            applied = self.store.all()
        except (FileNotFoundError, json.JSONDecodeError):
            return  # an apply is writing just now: the next look sees what it has written
        found = {database["id"]: _fields(database) for database in applied}
        for ocid, fields in found.items():
            if self.seen.get(ocid) != fields:
                self._take(ocid, fields)
        for ocid in self.seen.keys() - found.keys():
            self.databases.updates.pop(ocid, None)
            self.databases.records[ocid] = dataclasses.replace(self.databases.records[ocid], state="TERMINATED")
        self.seen = found

    def write_key(self, record: DatabaseRecord) -> None:
        """The console has changed the key: Terraform will see the drift."""
        database = self.store.get(record.ocid)
        if database is None:
            return
        block = (database.get("encryption_key") or [{}])[0]
        self.store.put({**database, "encryption_key": [key_block(record.key, block)]})
        if record.ocid in self.seen:
            self.seen[record.ocid]["key"] = record.key

    def _take(self, ocid: str, fields: dict[str, Any]) -> None:
        databases, known = self.databases, self.seen.get(ocid)
        before = databases.records.get(ocid) or DatabaseRecord(ocid, time_created=databases.clock())
        changed = {name: value for name, value in fields.items() if known is None or known[name] != value}
        after = dataclasses.replace(before, **changed)
        if "key" in changed and after.key != (before.key if before.ocid in databases.records else OracleManagedKey()):
            switch = KeySwitch(after.key, databases.clock())
            after = dataclasses.replace(after, history=(*before.history, switch))
        databases.records[ocid] = after
        if known is not None:
            self._note_update(after)

    def _note_update(self, record: DatabaseRecord) -> None:
        """The apply has waited for the work request of its update, so it is done."""
        work_request = self.databases.new_work_request(record, "Update Autonomous Database")
        self.databases.work_requests[work_request.id] = dataclasses.replace(
            work_request, status="SUCCEEDED", percent=100.0, time_finished=work_request.time_accepted
        )


def _fields(database: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record that Terraform's arguments say."""
    block = (database.get("encryption_key") or [{}])[0]
    return {
        "db_name": database.get("db_name") or "",
        "display_name": database.get("display_name") or "",
        "compartment_id": database.get("compartment_id") or "",
        "state": database.get("state") or "AVAILABLE",
        "is_dedicated": bool(database.get("is_dedicated")),
        "key": key_in_block(block),
    }

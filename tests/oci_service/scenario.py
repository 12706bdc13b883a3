"""What a stand-in in another process starts with, as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .database_records import ConnectionProfile, DatabaseRecord, KeySwitch, OtherDatabase
from .encryption_keys import key_body, key_in_body
from .faults import Breakage, Delay, Fault
from .refusals import Refusal


@dataclass(frozen=True, slots=True)
class Scenario:
    """Databases, faults, and how many items the pages of lists have at most."""

    databases: tuple[DatabaseRecord, ...] = ()
    faults: tuple[Fault, ...] = ()
    page_size: int = 10

    def to_json(self) -> str:
        return json.dumps(
            {
                "page_size": self.page_size,
                "databases": [_record_json(record) for record in self.databases],
                "faults": [_fault_json(fault) for fault in self.faults],
            }
        )

    @classmethod
    def from_json(cls, text: str) -> Scenario:
        """Raises ValueError or TypeError for anything that `to_json` does not make."""
        read = json.loads(text)
        return cls(
            tuple(_record(one) for one in read.get("databases", [])),
            tuple(_fault(one) for one in read.get("faults", [])),
            read.get("page_size", 10),
        )


def _record_json(record: DatabaseRecord) -> dict[str, Any]:
    history = [{"key": key_body(switch.key), "time": switch.time.isoformat()} for switch in record.history]
    return {
        **dataclasses.asdict(record),
        "key": key_body(record.key),
        "history": history,
        "time_created": record.time_created.isoformat(),
    }


def _record(read: dict[str, Any]) -> DatabaseRecord:
    """Fields that are missing have the values that they have without being given."""
    known = dict(read)
    readers: dict[str, Callable[[Any], object]] = {
        "key": key_in_body,
        "history": lambda lines: tuple(
            KeySwitch(key_in_body(line["key"]), datetime.fromisoformat(line["time"])) for line in lines
        ),
        "peers": lambda others: tuple(OtherDatabase(**other) for other in others),
        "clones": lambda others: tuple(OtherDatabase(**other) for other in others),
        "connection_profiles": lambda profiles: tuple(ConnectionProfile(**profile) for profile in profiles),
        "time_created": datetime.fromisoformat,
    }
    for name in readers.keys() & known.keys():
        known[name] = readers[name](known[name])
    return DatabaseRecord(**known)


def _fault_json(fault: Fault) -> dict[str, Any]:
    what = fault.what
    if isinstance(what, Refusal):
        told: dict[str, Any] = {"status": what.status, "code": what.code, "message": what.message}
    else:
        told = {"seconds": what.seconds} if isinstance(what, Delay) else {"breakage": what.value}
    return {
        "what": told,
        "path": fault.path,
        "method": fault.method,
        "tenancy": fault.tenancy,
        "times": fault.times,
    }


def _fault(read: dict[str, Any]) -> Fault:
    told = read["what"]
    what: Refusal | Breakage | Delay
    if "status" in told:
        what = Refusal(**told)
    else:
        what = Delay(told["seconds"]) if "seconds" in told else Breakage(told["breakage"])
    return Fault(**{**read, "what": what})

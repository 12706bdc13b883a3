"""The stand-in as a test holds it: databases to put there, faults to make, traffic to look at."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.terraform.oci_stand_in.database_store import DatabaseStore

from .clock import Clock, minute_by_minute
from .cloud import Cloud
from .database_records import DatabaseRecord
from .databases import Databases
from .faults import Breakage, Delay, Fault, Faults
from .http_server import Service, serving
from .refusals import Refusal
from .request_and_reply import Reply, Request
from .routes import perform
from .terraform_mirror import TerraformMirror
from .traffic import Traffic
from .updates import Ending
from .work_requests import WorkRequestRecord


class OciService:
    """A running stand-in. `endpoint` serves Database, Identity, Work Requests and Secrets: give it to a client as
    `service_endpoint`, or to adbkms as `ADBKMS_OCI_ENDPOINT`. `faults` and `traffic` are open to tests."""

    def __init__(self, store: DatabaseStore | None = None, clock: Clock | None = None, page_size: int = 2) -> None:
        now = clock or minute_by_minute()
        self.endpoint = ""
        self.cloud = Cloud(now, Databases(now), page_size=page_size)
        self.mirror = None if store is None else TerraformMirror(store, self.cloud.databases)
        self.lock = threading.RLock()
        self.served = Service(self._answer)

    @property
    def faults(self) -> Faults:
        return self.served.faults

    @property
    def traffic(self) -> Traffic:
        """What was asked: `traffic.count("GET", "*/autonomousDatabases/*")`, `traffic.most_at_once`."""
        return self.served.traffic

    def put(self, *records: DatabaseRecord) -> None:
        """Adds the databases, or replaces them."""
        with self.lock:
            self.cloud.databases.records.update({record.ocid: record for record in records})

    def change(self, ocid: str, **fields: Any) -> None:
        """Changes fields of a database's record, without an update or a work request."""
        self.put(dataclasses.replace(self.database(ocid), **fields))

    def database(self, ocid: str) -> DatabaseRecord:
        """The database as it is now. Raises KeyError if there is none."""
        with self.lock:
            self._look_at_terraform()
            return self.cloud.databases.records[ocid]

    def remove(self, ocid: str) -> None:
        """The database is gone without a trace; a terminated one still is in lists (`change(ocid, state=…)`)."""
        with self.lock:
            del self.cloud.databases.records[ocid]

    def work_requests(self, ocid: str) -> list[WorkRequestRecord]:
        """The database's work requests, oldest first."""
        with self.lock:
            return [one for one in self.cloud.databases.work_requests.values() if one.resource_id == ocid]

    def updates_take(self, steps: int, *, gets_advance: bool = True) -> None:
        """Updates that begin from now on take so many steps: Gets of the database, unless only `step` advances them."""
        with self.lock:
            self.cloud.databases.steps, self.cloud.databases.gets_advance = steps, gets_advance

    def begin(self, ocid: str, *, meanwhile: str = "UPDATING", operation: str = "Update", **wanted: Any) -> str:
        """Begins an update that ends with these fields of the record (`key=…`), as the console would. Returns the OCID
        of its work request."""
        with self.lock:
            self._look_at_terraform()
            return self.cloud.databases.begin(ocid, wanted, meanwhile=meanwhile, operation=operation).id

    def next_update_ends(self, ocid: str, ending: Ending) -> None:
        """How the database's next update ends."""
        with self.lock:
            self.cloud.databases.endings[ocid] = ending

    def step(self, ocid: str, steps: int = 1) -> None:
        """The update of the database goes on."""
        with self.lock:
            for _ in range(steps):
                self.cloud.databases.advance(ocid)

    def put_secret(self, ocid: str, content: str) -> None:
        """A secret of a vault."""
        with self.lock:
            self.cloud.secrets[ocid] = content

    def restrict(self, tenancy_id: str, compartments: Iterable[str]) -> None:
        """From now on the tenancy's users see these compartments only."""
        with self.lock:
            self.cloud.tenancies.restrict(tenancy_id, compartments)

    def subscribe(self, tenancy_id: str, *regions: str, in_progress: Iterable[str] = ()) -> None:
        """The regions that the tenancy is subscribed to, the home region first."""
        statuses = {**dict.fromkeys(regions, "READY"), **dict.fromkeys(in_progress, "IN_PROGRESS")}
        with self.lock:
            self.cloud.tenancies.regions[tenancy_id] = statuses

    def fail(
        self,
        what: Refusal | Breakage | Delay,
        path: str = "*",
        *,
        method: str = "*",
        tenancy: str = "*",
        times: int | None = None,
    ) -> None:
        """Makes matching requests go wrong: `fail(too_many_requests(), "*/autonomousDatabases/*", times=2)`."""
        self.faults.add(Fault(what, path, method, tenancy, times))

    def heal(self) -> None:
        """No more faults."""
        self.faults.clear()

    def _answer(self, request: Request) -> Reply:
        with self.lock:
            self._look_at_terraform()
            return perform(self.cloud, request)

    def _look_at_terraform(self) -> None:
        if self.mirror is not None:
            self.mirror.look()


@contextmanager
def running_oci_service(
    store: DatabaseStore | None = None, *, clock: Clock | None = None, page_size: int = 2
) -> Iterator[OciService]:
    """The stand-in in threads of this process. With a `store` it also serves what Terraform has applied.

    Fails when it ends if a request has hit a mistake in the stand-in.
    """
    service = OciService(store, clock, page_size)
    with serving(service.served) as endpoint:
        service.endpoint = endpoint
        yield service
    assert not service.served.mistakes, "\n".join(service.served.mistakes)

"""Work requests: what OCI is doing to a resource, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from generator.live.access import OciAccess
from generator.live.answers import Answer
from generator.live.questions import Question

if TYPE_CHECKING:
    from generator.live.connections import Connections


@dataclass(frozen=True)
class LiveWorkRequest:
    """`operation` and `status` are OCI's words (`Update Autonomous Database`; `IN_PROGRESS`, `SUCCEEDED`, `FAILED`),
    `percent` is 0 to 100, `errors` are OCI's messages."""

    id: str
    operation: str
    status: str
    percent: float
    accepted: datetime | None = None
    errors: tuple[str, ...] = ()


@dataclass(frozen=True)
class LastWorkRequest(Question[LiveWorkRequest]):
    """The newest work request of a database; None if there is none. Needs `inspect work-requests`."""

    access: OciAccess
    compartment_id: str
    ocid: str
    service: ClassVar[str] = "work_requests"

    def asked_of(self, connections: Connections) -> Answer[LiveWorkRequest]:
        raise NotImplementedError

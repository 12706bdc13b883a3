"""Work requests: what OCI is doing to a resource, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from generator.live import said
from generator.live.access import OciAccess
from generator.live.answers import Answer, NotKnown
from generator.live.oci.not_found import naming
from generator.live.questions import Question

if TYPE_CHECKING:
    from generator.live.connections import Connections


_FAILED = "FAILED"  # `oci.work_requests.models.WorkRequest.STATUS_FAILED`
_NO_REASON = "OCI does not say why"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class LiveWorkRequest:
    """`operation` and `status` are OCI's words (`Update Autonomous Database`; `IN_PROGRESS`, `SUCCEEDED`, `FAILED`),
    `percent` is 0 to 100, `errors` are OCI's messages; `accepted` is in UTC."""

    id: str
    operation: str
    status: str
    percent: float
    accepted: datetime | None = None
    errors: tuple[str, ...] = ()

    @property
    def failure(self) -> str:
        """`FAILED: UpdateFailed: The role cannot be assumed` with all that OCI says, on one line and without a final
        stop; "" for one that has not failed."""
        if self.status != _FAILED:
            return ""
        return f"{_FAILED}: {'; '.join(map(_terse, self.errors)) or _NO_REASON}"


@dataclass(frozen=True)
class LastWorkRequest(Question[LiveWorkRequest]):
    """The newest work request of a database; None if there is none. Needs `inspect work-requests`."""

    access: OciAccess
    compartment_id: str
    ocid: str
    service: ClassVar[str] = "work_requests"

    def asked_of(self, connections: Connections) -> Answer[LiveWorkRequest]:
        from generator.live.oci.list_answers import WorkRequestInList

        answer = connections.oci.call_all(
            self.access,
            self.service,
            "list_work_requests",
            self.compartment_id,
            resource_id=self.ocid,
            shape=WorkRequestInList,
            permission=f"inspect work-requests in compartment id {self.compartment_id}",
        )
        answer = naming(f"The compartment {self.compartment_id}", answer)
        if isinstance(answer, NotKnown):
            return answer
        if not answer:
            return None
        newest = max(answer, key=lambda one: one.time_accepted or _LONG_AGO)
        return LiveWorkRequest(
            newest.id,
            newest.operation_type,
            newest.status,
            newest.percent_complete or 0.0,
            newest.time_accepted,
            self._errors(connections, newest.id) if newest.status == _FAILED else (),
        )

    def _errors(self, connections: Connections, id: str) -> tuple[str, ...]:
        from generator.live.oci.list_answers import ErrorInList

        answer = connections.oci.call_all(
            self.access,
            self.service,
            "list_work_request_errors",
            id,
            shape=ErrorInList,
            permission=f"inspect work-requests in compartment id {self.compartment_id}",
        )
        answer = naming(f"The work request {id}", answer)
        if isinstance(answer, NotKnown):
            return (f"{_NO_REASON}: {answer.summary}",)
        return tuple(_in_words(one.code, one.message) for one in answer)


def _in_words(code: str | None, message: str | None) -> str:
    return ": ".join(one for one in (said.code(code), said.message(message)) if one) or _NO_REASON


def _terse(message: str) -> str:
    """A message of OCI's as part of a line."""
    return " ".join(message.split()).removesuffix(".")

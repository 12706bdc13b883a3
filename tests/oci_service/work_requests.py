"""Work requests: what the service does to a database, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .sdk_bodies import Body, body, timestamp


@dataclass(frozen=True, slots=True)
class WorkRequestRecord:
    """`status` and `operation` are OCI's words; `percent` is 0 to 100; `error` is the message of the one error."""

    id: str
    resource_id: str
    compartment_id: str
    time_accepted: datetime
    operation: str = "Update Autonomous Database"
    status: str = "IN_PROGRESS"
    percent: float = 0.0
    time_finished: datetime | None = None
    error: str = ""


def summary_body(record: WorkRequestRecord) -> Body:
    """WorkRequestSummary."""
    return body(
        "work_requests.WorkRequestSummary",
        id=record.id,
        operation_type=record.operation,
        status=record.status,
        compartment_id=record.compartment_id,
        percent_complete=record.percent,
        time_accepted=record.time_accepted,
        time_started=record.time_accepted,
        time_finished=record.time_finished,
    )


def work_request_body(record: WorkRequestRecord) -> Body:
    """WorkRequest: the summary and the resources."""
    resource = body(
        "work_requests.WorkRequestResource",
        action_type="IN_PROGRESS" if record.time_finished is None else "UPDATED",
        entity_type="autonomousDatabase",
        identifier=record.resource_id,
        entity_uri=f"/20160918/autonomousDatabases/{record.resource_id}",
    )
    return {**summary_body(record), "resources": [resource]}


def error_bodies(record: WorkRequestRecord) -> list[Body]:
    """WorkRequestError, one or none."""
    if not record.error:
        return []
    time = timestamp(record.time_finished or record.time_accepted)
    return [body("work_requests.WorkRequestError", code="UpdateFailed", message=record.error, timestamp=time)]

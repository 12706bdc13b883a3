"""The statuses as scripts read them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from generator.live.answers import Cause, NotKnown
from generator.live.oci.live_database import KeySwitch
from generator.live.oci.work_requests import LiveWorkRequest
from generator.live.status.as_json import as_json, database_as_json
from tests.live.status.answers import (
    ENDPOINT,
    KEY_ARN,
    KEY_QUESTION,
    OCID,
    ON_THE_KEY,
    ROLE_ARN,
    as_wanted,
    status_of,
)


def test_a_database_with_its_history_oldest_first() -> None:
    found = json.loads(json.dumps(as_json([status_of(as_wanted())])))

    side = {
        "provider": "AWS",
        "key_arn": KEY_ARN,
        "role_arn": ROLE_ARN,
        "external_id": "tenant_ocid",
        "service_endpoint": ENDPOINT,
        "lifecycle_state": "AVAILABLE",
        "key_state": "Enabled",
    }
    key = {field: side[field] for field in ("provider", "key_arn", "role_arn", "external_id", "service_endpoint")}
    nothing = dict.fromkeys(key)
    assert found == {
        "format_version": "1.0",
        "databases": [
            {
                "stack": "payments-prod",
                "database": "orders",
                "ocid": OCID,
                "matches": True,
                "wanted": side,
                "found": side,
                "differences": [],
                "missing": [],
                "not_known": [],
                "history": [
                    {"time": "2026-09-01T08:00:00Z", **nothing, "provider": "ORACLE_MANAGED"},
                    {"time": "2026-10-01T12:30:05Z", **key},
                ],
                "work_request": None,
            }
        ],
    }


def test_the_work_request_of_one_that_was_watched() -> None:
    accepted = datetime(2026, 10, 1, 12, 30, 5, tzinfo=UTC)
    work = LiveWorkRequest("ocid1.wr", "Update Autonomous Database", "FAILED", 60.0, accepted, ("UpdateFailed: No.",))

    assert database_as_json(replace(status_of(as_wanted()), last_work=work))["work_request"] == {
        "operation": "Update Autonomous Database",
        "status": "FAILED",
        "percent": 60.0,
        "accepted": "2026-10-01T12:30:05Z",
        "errors": ["UpdateFailed: No."],
    }


def test_what_is_not_known_is_null_and_says_why() -> None:
    refused = NotKnown(Cause.NOT_PERMITTED, "KMS does not say", "Ask for it.", "kms:DescribeKey")
    database = database_as_json(status_of(as_wanted() | {KEY_QUESTION: refused}))

    found = json.loads(json.dumps(database))
    assert (found["matches"], found["found"]["key_state"]) == (None, None)
    assert found["not_known"] == [
        {"cause": "not permitted", "summary": "KMS does not say", "fix": "Ask for it.", "permission": "kms:DescribeKey"}
    ]


def test_times_are_in_utc_whatever_the_zone_and_may_be_missing() -> None:
    zone = timezone(timedelta(hours=2))
    history = (
        KeySwitch(None, ON_THE_KEY),
        KeySwitch(datetime(2026, 10, 1, 14, 30, 5, 999, tzinfo=zone), ON_THE_KEY),
        KeySwitch(datetime(2026, 10, 1, 12, 30, 5), ON_THE_KEY),
    )
    status = replace(status_of(as_wanted()), history=history)

    found = json.loads(json.dumps(database_as_json(status)))

    assert [one["time"] for one in found["history"]] == [None, "2026-10-01T12:30:05Z", "2026-10-01T12:30:05Z"]
